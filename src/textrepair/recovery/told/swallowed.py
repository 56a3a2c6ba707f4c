"""Characters of ASCII that a decoder swallowed, where the syntax around them tells which they were.

An old decoder writes one mark for a lead byte and the byte after it, whatever that is.  Of a
swallowed letter or digit nothing remains; but a tag that goes on without its ``<``, or a quotation
mark or bracket that nothing closes, tell what stood there, and so does the habit of a text to part
its numbers from East Asian writing by blanks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeGuard

from ...encodings import unseen_characters, vendor_codes
from ...patterns import lazily
from ..channels import LossyChannel, as_windows_reads
from ..decoders import ErrorPolicy
from ..search import Part, RecoveredCharacter, RecoveredText

#: Confidence of a character that the syntax tells.  Set by hand.
TOLD_CONFIDENCE: Final = 0.999
#: Confidence of a digit that the calendar tells: a blank may have stood there.  Set by hand.
_DATED_CONFIDENCE: Final = 0.95
#: Last digits of a year before which only a 1 can stand: later years are not written of.
_LAST_YEAR: Final = 50
#: The rest of a year, ``974年`` or ``934）`` behind a bracket, and of a month, ``0月``.
_REST_OF_YEAR: Final = lazily("([0-9]{3}) ?年")
_REST_OF_YEAR_IN_BRACKETS: Final = lazily("([0-9]{3})[)）]")
_REST_OF_MONTH: Final = lazily("[012] ?月")
_IN_NUMBER: Final = lazily("[0-9.,-]")
#: The rest of a tag of HTML or XML: ``/span>``, ``br />``, ``p>``, ``a href="#">``; not of
#: ``if (a > b)``.
_TAG: Final = lazily(r"/?[A-Za-z][A-Za-z0-9]{0,15}(?: ?/?| [A-Za-z_:@][^<>]{0,200})>")
#: Bits against any decoder but that of Windows in a text that Windows read.  Set by hand.
_UNLIKELY_BITS: Final = 12.0
#: Bits against a decoder that drops bytes of a page that has unseen characters, which are stripped
#: more often.  Set by hand on both.
_STRIPS_BITS: Final = 6.0
#: Bits a mark by which a decoder that swallows no byte must explain a text better than one that
#: does.  Set by hand: a swallowed digit costs 4 to 8.
_SWALLOW_BITS: Final = 12.0
#: What follows a quotation mark in program code: ``);``, ``,``, ``]``, ``}``, or the end.
_AFTER_QUOTE: Final = lazily(r"\s*(?:[),;\]}:>]|/>|\Z)")
#: Where East Asian writing meets letters and digits of ASCII, without a blank and with one.
_JOINED: Final = lazily("[\u3041-\u9fff][A-Za-z0-9(]|[A-Za-z0-9)][\u3041-\u9fff]")
_PARTED: Final = lazily("[\u3041-\u9fff] [A-Za-z0-9(]|[A-Za-z0-9)] [\u3041-\u9fff]")
_ALNUM: Final = lazily("[A-Za-z0-9]")
#: Stands for a character of ASCII that was swallowed and cannot be told.
UNKNOWN: Final = "?"
#: Bits of choosing one of ten digits, and one of some twenty letters.
_DIGIT_BITS: Final = 3.3
_LETTER_BITS: Final = 4.3
_CLOSED_BY: Final = {"(": ")", "[": "]", "{": "}"}
#: Most characters before and after a place that are looked at, in code points.
_REACH: Final = 300


def told_by_syntax(before: str, after: str) -> str:
    """Return the character of ASCII that stood between two texts; empty if nothing tells.

    >>> told_by_syntax("<b>起動", "/b>"), told_by_syntax('printf("密码', ");")
    ('<', '"')
    >>> told_by_syntax("a", "b")
    ''
    """
    before, after = before[-_REACH:], after[:_REACH]
    if _TAG.match(after) and before.count("<") == before.count(">"):
        return "<"
    for quote in "\"'":
        if (
            before.count(quote) % 2 == 1
            and after.count(quote) % 2 == 0
            and _AFTER_QUOTE.match(after)
        ):
            return quote
    opened = _innermost_open(before)
    if opened and after.count(_CLOSED_BY[opened]) == after.count(opened):
        return _CLOSED_BY[opened]
    return ""


def _innermost_open(text: str) -> str:
    """Return the bracket that a text opened last and did not close; empty if there is none."""
    stack: list[str] = []
    for char in text:
        if char in _CLOSED_BY:
            stack.append(char)
        elif stack and char == _CLOSED_BY[stack[-1]]:
            stack.pop()
    return stack[-1] if stack else ""


def with_swallowed(recovered: RecoveredText) -> RecoveredText:
    """Return a reading in which characters of ASCII that were guessed are those of the syntax."""
    parts = list(recovered.parts)
    texts = [part if isinstance(part, str) else part.text for part in parts]
    for number, part in enumerate(parts):
        if not _is_guess(part):
            continue
        before, after = "".join(texts[:number]), "".join(texts[number + 1 :])
        told = told_by_syntax(before, after) or _told_by_habit(before, after, _decided(parts))
        dated = "" if told else _told_by_calendar(before, after)
        if told or dated:
            sure = TOLD_CONFIDENCE if told else _DATED_CONFIDENCE
            parts[number] = replace(part, text=told or dated, confidence=sure, by_syntax=True)
            texts[number] = told or dated
    return replace(recovered, parts=tuple(parts))


def _is_guess(part: Part) -> TypeGuard[RecoveredCharacter]:
    return isinstance(part, RecoveredCharacter) and part.text != "" and part.text.isascii()


def _decided(parts: list[Part]) -> str:
    """Return the text of parts without what is guessed."""
    return "".join(
        [
            part if isinstance(part, str) else "\n" if _is_undecided(part) else part.text
            for part in parts
        ]
    )


def _is_undecided(part: Part) -> bool:
    return _is_guess(part) and not part.by_syntax


def _told_by_habit(before: str, after: str, text: str) -> str:
    r"""Return the blank that parts East Asian writing from a letter or digit in all of a text.

    >>> _told_by_habit("有", "160 万", "共 2014 年，有\n160 万")
    ' '
    >>> _told_by_habit("有", "160万", "共2014年，有\n160万")
    ''
    """
    if not _JOINED.match(before[-1:] + after[:1]):
        return ""
    return " " if _PARTED.search(text) and not _JOINED.search(text) else ""


def _told_by_calendar(before: str, after: str) -> str:
    """Return the first digit of a year or month of which the rest is there.

    >>> _told_by_calendar("于", "974年"), _told_by_calendar("年", "0月")
    ('1', '1')
    >>> _told_by_calendar("于", "8日")
    ''
    """
    if _IN_NUMBER.match(before[-1:]):
        return ""
    year = _REST_OF_YEAR.match(after)
    if year is None and before[-1:] in "(（":
        year = _REST_OF_YEAR_IN_BRACKETS.match(after)
    if year is not None:
        return "1" if int(year[1]) > _LAST_YEAR else "2"
    return "1" if _REST_OF_MONTH.match(after) else ""


def unknown_bits(recovered: RecoveredText) -> float:
    """Return the bits that guesses of letters and digits cost for being one of many.

    Any other digit would do as well: what tells is that a digit stands there, not which.
    """
    return sum(
        _DIGIT_BITS if part.text.isdigit() else _LETTER_BITS
        for part in recovered.parts
        if _is_guess(part) and not part.by_syntax and part.text.isalnum()
    )


def with_unknown(recovered: RecoveredText) -> RecoveredText:
    """Return a reading in which letters and digits of ASCII that were guessed are `UNKNOWN`."""
    parts = list(recovered.parts)
    for number, part in enumerate(parts):
        if not _is_guess(part) or part.by_syntax:
            continue
        then = "".join([p if isinstance(p, str) else p.text for p in parts[number + 1 :][:1]])
        if part.text.isalnum() or (part.text == " " and _ALNUM.match(then)):
            parts[number] = replace(part, text=UNKNOWN, confidence=0.0)
    return replace(recovered, parts=tuple(parts))


def may_swallow(text: str, one: LossyChannel, two: LossyChannel, lead: float) -> bool:
    """Tell whether a decoder that swallows bytes explains a text nearly as well as another.

    ``lead`` is the number of bits by which the channel ``one`` explains it better than ``two``.
    """
    return (
        one.policy is ErrorPolicy.ONE_BYTE
        and two == replace(one, policy=ErrorPolicy.LEAD_AND_ANY_TRAIL)
        and lead < _SWALLOW_BITS * text.count(one.replacement)
    )


def bits_against(text: str, channel: LossyChannel) -> float:
    """Return the bits against a channel that reads otherwise, where Windows read the text.

    Windows drops no bytes: what it shows of them may be stripped, and mostly was.
    """
    is_windows = not vendor_codes(channel.read_as).keys().isdisjoint(text)
    if channel.replacement == "?":
        by_windows = as_windows_reads(
            replace(channel, policy=ErrorPolicy.LEAD_AND_ANY_TRAIL, as_windows=False), text
        )
        reads_otherwise = by_windows is not None and not channel.as_windows
        swallows_nothing = channel.policy is ErrorPolicy.ONE_BYTE
        return _UNLIKELY_BITS if is_windows and (swallows_nothing or reads_otherwise) else 0.0
    if channel.policy is not ErrorPolicy.ONE_BYTE or channel.replacement:
        return 0.0
    strips = _STRIPS_BITS if unseen_characters(channel.read_as) else 0.0
    return strips + (_UNLIKELY_BITS if is_windows else 0.0)

"""Text read in the wrong encoding by a decoder that lost bytes on the way.

Looks like    ``鏄�鑺�鍏``, ``寰堝?浜?``, ``Ñ�Ñ�Ð½Ð°Ñ�``, ``l'ﾃ�bre``: mojibake with marks in it
Happens when  a decoder meets bytes that its encoding does not have.  It writes U+FFFD for
              them, or ``?``; which bytes that can be is known exactly, see
              ``encodings/losses.py``.
Undone by     turning the text into the bytes it was read from, with gaps, and searching the
              most natural text among all that these bytes can be in the true encoding.
              What the known bytes and the decoder's habits leave only one character for is
              certain; so is what the language model is sure of (``SURE_CONFIDENCE``).  The
              rest keeps a mark, with a finding that names the likeliest character; with
              ``unsafe`` it becomes that character.
Left alone    question marks in ordinary text, and U+FFFD where only single characters are
              missing and the rest is sound (a finding, with candidates); what was lost
              wholly (``锟斤拷``, rows of ``ï¿½``: U+FFFD itself, garbled) is reported.

    >>> import textrepair
    >>> garbled = "浠婂ぉ澶╂皵寰堝ソ锛屾垜浠�涓�璧峰幓鍏�鍥�"
    >>> textrepair.repair(garbled, unsafe=True).text
    '今天天气很好，我们一起去公园'
    >>> textrepair.fix(garbled)
    '今天天气很好，我们一起去��'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from ..edits import Applicability, Edit, Finding, Suggestion, same_ends
from ..encodings.dirty_lines import LONGEST_LINE, is_dirty, is_table
from ..encodings.judging import NATURAL_EXCESS
from ..encodings.lossy_channels import describe, is_lossless
from ..encodings.lost_hypotheses import SURE_CONFIDENCE, Found, explain, explained_again
from ..encodings.restoring import Restored
from ..language import naturalness
from ..options import Options
from .protocol import Trigger

name: Final = "lost-bytes"
summary: Final = "text read in the wrong encoding, with bytes lost"
_MARK: Final = "\N{REPLACEMENT CHARACTER}"
#: U+FFFD written as UTF-8 and read as GBK, or as Windows-1252: nothing is left of the text.
_HOPELESS: Final = re.compile("(?:锟斤拷|ï¿½)+(?:锟斤?|ï¿?)?")
#: East Asian writing: a question mark between two such characters may stand for lost bytes.
_EAST_ASIAN: Final = "\u2e80-\uffff"
#: A question mark that stands for lost bytes stands inside a word, or after a lead byte of UTF-8
#: as the code pages show them; those that were written stand at the end.
_INSIDE: Final = "(?<=[^\x00-\x7f\\s]\\?)\\?{0,3}[^\x00-\x7f\\s»”’)）」』。，！、]"
_AFTER_LEAD: Final = "(?<=[ÂÃÄÅÐÑØÙÎÏРСГВ├┬┼╨╤ĂĹ鈥銆锛脙窶縲ﾃ]\\?)(?![?!])"
#: Between East Asian writing and a Latin letter, and twice, hardly anybody asks.
_BEFORE_LATIN: Final = f"(?<=[{_EAST_ASIAN}]\\?)[A-Za-z0-9?]"
trigger: Final = Trigger(
    f"{_MARK}锟ï?", f"(?<={_MARK})|斤拷|¿½|{_INSIDE}|{_BEFORE_LATIN}|{_AFTER_LEAD}"
)
profiles: Final = ("repair", "normalize")
reports_only: Final = False
scope: Final = "line"

_LOST_HERE: Final = "bytes of a character were lost here"
#: The last bytes of a line bear on nothing beyond it.
LINE: Final = re.compile(r"[^\r\n]+")
#: A question mark between two East Asian characters, where none is written in ASCII.
_BETWEEN: Final = re.compile(f"[{_EAST_ASIAN}]\\?[{_EAST_ASIAN}?A-Za-z0-9]")
_QUESTION: Final = re.compile(f"[?](?={_INSIDE}|{_BEFORE_LATIN}|{_AFTER_LEAD})")
_SPEAKS: Final = re.compile(f"[{trigger.first}](?={trigger.then})")
_RUN: Final = re.compile(f"{_MARK}+")
#: The mark itself, which source code and manuals speak of.
_QUOTED: Final = re.compile(f"\"{_MARK}\"|'{_MARK}'|`{_MARK}`|[(]{_MARK}[)]")


def find(text: str, options: Options, /) -> Iterator[Edit | Finding]:
    """Yield an edit for each garbled line that can be read, and findings for what is lost."""
    yield from next(find_in_parts((text,), options))


def find_in_parts(parts: Iterable[str], options: Options, /) -> Iterator[list[Edit | Finding]]:
    """Yield the same for each part; what one line was read as is a hint for the next."""
    habits: list[Found] = []
    for text in parts:
        yield list(_find(text, options, habits))


def _find(text: str, options: Options, habits: list[Found]) -> Iterator[Edit | Finding]:
    """Yield the same for a text; ``habits`` holds, last, what the line before was read as."""
    for match in LINE.finditer(text):
        line = match.group()
        if line.isascii() or not _SPEAKS.search(line):
            continue
        found_here = False
        for start, part, found in _explained_parts(line, habits[-1] if habits else None):
            habits[:] = [found]
            found_here = True
            yield from repairs(name, part, found, match.start() + start, options)
        if not found_here:
            yield from _hopeless(line, match.start())


def _explained_parts(line: str, habit: Found | None) -> Iterator[tuple[int, str, Found]]:
    """Yield what can be explained of a line: all of it, or parts of a long one."""
    found = _explained(line[:LONGEST_LINE], habit)
    if found is not None and len(line) > LONGEST_LINE:
        found = explained_again(line, found)
    if found is not None:
        yield 0, line, found
    elif len(line) > LONGEST_LINE:
        for start in range(0, len(line), LONGEST_LINE):
            part = line[start : start + LONGEST_LINE]
            found = _explained(part, habit)
            if found is not None:
                habit = found
                yield start, part, found


def _explained(part: str, habit: Found | None) -> Found | None:
    """Return what part of a line said, if it has marks and is not sound as it stands."""
    mark, dirty = _MARK if _MARK in part else "?", is_dirty(part)
    if mark == "?":
        asks = _QUESTION.search(part) and (dirty or _BETWEEN.search(part))
        if not asks or is_lossless(part):
            return None
    if not dirty and naturalness(part.replace(mark, "")).excess <= NATURAL_EXCESS:
        return None
    return explain(part, mark, habit)


def repairs(
    rule: str, part: str, found: Found, offset: int, options: Options
) -> Iterator[Edit | Finding]:
    """Yield the edit of ``rule`` that restores part of a line, and what is uncertain in it."""
    mark = found.loss.mark
    restored = [p for p in found.restoration.parts if isinstance(p, Restored)]
    unsure = [p for p in restored if p.confidence < SURE_CONFIDENCE]
    whole = found.restoration.text
    confidence = min((p.confidence for p in restored), default=1.0)
    if found.natural and not unsure:
        yield _edit(rule, part, whole, found, offset, Applicability.SAFE, confidence)
        return
    sure = found.restoration.with_marks(mark, SURE_CONFIDENCE)
    abstains = not found.natural or not mark or sure.count(mark) > part.count(mark)
    if abstains or options.unsafe:
        yield _edit(rule, part, whole, found, offset, Applicability.UNSAFE, confidence)
        return
    confidence = min((c for p in restored if (c := p.confidence) >= SURE_CONFIDENCE), default=1.0)
    yield _edit(rule, part, sure, found, offset, Applicability.SAFE, confidence)
    for character in unsure:
        yield _unsure(rule, part, character, found, offset)


def _edit(  # noqa: PLR0913, PLR0917 - all that an edit is
    rule: str,
    part: str,
    after: str,
    found: Found,
    offset: int,
    applicability: Applicability,
    sure: float,
) -> Edit:
    """Return the edit of a part, without what stays the same at its ends."""
    start, end = same_ends(part, after)
    return Edit(
        rule,
        offset + start,
        offset + len(part) - end,
        part[start : len(part) - end],
        after[start : len(after) - end],
        describe(found.loss),
        applicability,
        round(sure, 4),
    )


def _unsure(rule: str, part: str, character: Restored, found: Found, offset: int) -> Finding:
    """Return a finding on a character that is not sure, where its bytes stood."""
    offsets = found.graph.offsets
    node, end = character.node, character.end
    while node not in offsets:
        node -= 1
    while end not in offsets:
        end += 1
    text = part[offsets[node] : offsets[end]]
    return Finding(
        rule,
        offset + offsets[node],
        offset + offsets[end],
        text,
        _LOST_HERE,
        (
            Suggestion(
                character.text, round(character.confidence, 4), "the likeliest of what it can be"
            ),
        ),
    )


def _hopeless(line: str, offset: int) -> Iterator[Finding]:
    """Yield findings for what was lost wholly."""
    for match in _HOPELESS.finditer(line):
        message = "characters were lost here: U+FFFD was written, and garbled in its turn"
        start, end = match.span()
        yield Finding(name, offset + start, offset + end, match.group(), message)
    if is_table(line.replace(_MARK, "")):
        return  # of the characters of a page, where marks stand for those that it does not have
    for match in _RUN.finditer(line):
        start, end = match.span()
        if not _QUOTED.fullmatch(line[max(0, start - 1) : end + 1]):
            yield Finding(name, offset + start, offset + end, match.group(), _LOST_HERE)


def inflict(text: str, rng: Random, /) -> str:
    """Read the bytes of the text in a wrong encoding that loses some of them."""
    from ..encodings.lossy_decoding import lossy_readings

    readings = lossy_readings(text)
    return rng.choice(readings) if readings else text

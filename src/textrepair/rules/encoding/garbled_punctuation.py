"""Punctuation marks and signs that were read in the wrong encoding and lost bytes.

Looks like:    â€œabcâ€?, itâs, donâ??t, 9â€"17, â"œâ"€ src, 鈥渦ncontrolled,鈥?, ?쐑uick
Happens when:  curly quotes, dashes, bullets and signs in UTF-8 are read in a code page that lacks
               some of their bytes. Such a byte becomes ?, U+FFFD, a blank or nothing, alone or
               with the ASCII character behind it. Or quotes of the garbled text are straightened,
               those too that are bytes of trees, arrows, ticks and emoji.
Undone by:     trying the strings that each reader makes of each mark, some hundred of them. The
               place decides where several fit: an apostrophe stands between letters, an opening
               quotation mark after a blank, its closing one later, a dash between blanks or
               digits, a bullet at the head of a line (``recovery/punctuation/``). Of emoji whose
               byte became straight one is taken if no other in use fits.
Left alone:    â and the like in words and lists of letters, lines that hold other damage or
               letters which such a reader would show. Marks of which too little is left are
               reported, with what they may have been.
Example:
    >>> import textrepair
    >>> textrepair.fix("She said â€œnot todayâ€? and didnâ€™t stay.")
    'She said “not today” and didn’t stay.'
    >>> textrepair.fix("The 鈥渜uick start鈥?guide isn鈥檛 long.")
    'The “quick start” guide isn’t long.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit, Finding, Suggestion
from ...kernels import shared_scan
from ...mojibake.legacy.dense_lines import dense_line
from ...mojibake.structure.find import (
    passages_throughout,
    reread_passages,
    structural_passages,
)
from ...mojibake.structure.whole_text import as_utf8, certain_line, certain_utf8
from ...mojibake.suspicious import looks_garbled
from ...options import Options
from ...patterns import lazily
from ...recovery.punctuation import mark_signs
from ...recovery.punctuation.mark_signs import LONGEST
from ..rule import Rule, Scope, Trigger
from .recovered import untried

NAME: Final = "garbled-punctuation"
TRIGGER: Final = Trigger(mark_signs.FIRST, mark_signs.THEN)

_SIGN: Final = lazily(f"[{TRIGGER.first}](?={TRIGGER.then})", re.MULTILINE)
#: What decoders write for lost bytes, where nobody asks.
_LOST: Final = lazily("\N{REPLACEMENT CHARACTER}|[^\x00-\x7f][?]+[^\\s?]|[^\x00-\x7f][?]{2}")
#: Dots that nobody writes between words: ``â¢ `` is a bullet that lost a byte before a blank.
_BRAILLE: Final = lazily("[\u2800-\u28ff]")
#: Most layers of mojibake that are peeled off a line.
_MOST_LAYERS: Final = 4
#: How much is believed, at most and at least, of what a place alone decides.
_SURE: Final = 0.99
_GUESS: Final = 0.6
_STRAIGHT: Final = (
    "a sign in UTF-8 was read as Windows-1252, and a curly quotation mark made straight"
)
_STRAIGHTENED: Final = lazily("â[\"'•œž˜›–—]|ðŸ")
_WHICH_QUOTE: Final = "a single quotation mark may have stood here: the byte that tells is lost"
_WHICH_DASH: Final = "the dash may have been shorter or longer: its last byte is lost"


def find(text: str, _options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each garbled mark, unsafe where its place does not decide which it was."""
    for start, line in _lines(text):
        yield from _of_line(line, start)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold signs of garbled marks, with their places in the text."""
    position = 0
    while (place := _first_sign(text, position)) >= 0:
        start = max(text.rfind("\n", position, place) + 1, position)
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        yield start, text[start:end].removesuffix("\r")
        position = end


def _first_sign(text: str, start: int = 0) -> int:
    """Return the place of the first sign of a text at ``start`` or after it; -1 if there is none.

    The signs are the trigger of the rule, of which there may be a compiled scan.
    """
    scan = shared_scan(NAME)
    if scan is not None:
        found: int = scan.find(text, start)
        return found
    match = _SIGN.search(text, start)
    return -1 if match is None else match.start()


def _of_line(line: str, offset: int) -> Iterator[Edit | Finding]:
    if _is_whole(line):
        return
    from ...recovery.punctuation.straightened import straightened_signs

    signs = straightened_signs(line) if _STRAIGHTENED.search(line) else []
    for sign in signs:
        start, end = offset + sign.start, offset + sign.end
        before, texts = line[sign.start : sign.end], sign.candidates
        sure = Applicability.SAFE if sign.is_sure else Applicability.UNSAFE
        if sign.is_sure or len(texts) == 1:
            yield Edit(NAME, start, end, before, texts[0], _STRAIGHT, sure, _SURE)
        if len(texts) > 1:
            yield _finding(start, end, before, texts, _STRAIGHT)
        line = f"{line[: sign.start]}{' ' * len(before)}{line[sign.end :]}"
    yield from _marks_of_line(line, offset)


def _is_whole(line: str) -> bool:
    """Tell whether a line is UTF-8 throughout: it lost no byte, and none was made a straight quote.

    Other signs in what it says are no marks: the rule mojibake reads it again.
    """
    if (reading := certain_utf8(line)) is not None:
        return _first_sign(reading) < 0
    if certain_line(line) is not None:
        return True
    return (reading := as_utf8(line)) is not None and _holds_no_mark(reading)


def _marks_of_line(line: str, offset: int) -> Iterator[Edit | Finding]:
    if len(line) > LONGEST or _is_explained_by_bytes(line):
        return
    # Most lines that get here are mojibake of which the bytes tell all.
    from ...recovery.punctuation.explained_marks import TooOpenError
    from ...recovery.punctuation.find import explain_marks
    from ...recovery.punctuation.mark_evidence import ENOUGH_EVIDENCE, SOME_EVIDENCE

    try:
        explained = explain_marks(line)
    except TooOpenError:
        yield untried(NAME, line, offset)
        return
    if explained is None or explained.evidence < SOME_EVIDENCE:
        return
    message = explained.describe()
    believed = explained.evidence >= ENOUGH_EVIDENCE
    for mark in explained.marks:
        start, end, before = offset + mark.start, offset + mark.end, line[mark.start : mark.end]
        sure = believed and (not mark.others or mark.is_dash_of_some_length)
        if not sure and mark.others:
            yield _finding(start, end, before, (mark.text, *mark.others), message)
            continue
        applicability = Applicability.SAFE if sure else Applicability.UNSAFE
        confidence = _SURE if sure and not (mark.others or mark.may_be_single) else _GUESS
        yield Edit(NAME, start, end, before, mark.text, message, applicability, confidence)
        if mark.others:
            yield _finding(start, end, before, (mark.text, *mark.others), _WHICH_DASH)
        elif mark.may_be_single:
            texts = (mark.text, mark.text.replace("“", "‘"))
            yield _finding(start, end, before, texts, _WHICH_QUOTE)


def _is_explained_by_bytes(line: str) -> bool:
    """Tell whether a line lost nothing: read anew as its bytes prove, it bears no sign.

    The rule mojibake reads a line anew only if the line bears signs of mojibake.
    """
    passages = passages_throughout(line) if as_utf8(line) is None else []
    if passages and _is_sound(reread_passages(line, passages)):
        return True
    if dense_line(line) is not None:
        return True  # in a legacy page any mark may be a letter
    if _LOST.search(line) or not looks_garbled(line):
        return False
    reading = line
    for _ in range(_MOST_LAYERS):
        proved = structural_passages(reading)
        if not proved:
            break
        reading = reread_passages(reading, proved)
    return reading != line and _is_sound(reading)


def _is_sound(reading: str) -> bool:
    return _holds_no_mark(reading) and not looks_garbled(reading)


def _holds_no_mark(reading: str) -> bool:
    return _BRAILLE.search(reading) is None and _first_sign(reading) < 0


def _finding(start: int, end: int, before: str, texts: tuple[str, ...], message: str) -> Finding:
    suggestions = tuple(
        Suggestion(text, round(_GUESS / (i + 1), 2), "fits the place")
        for i, text in enumerate(texts)
        if text
    )
    return Finding(NAME, start, end, before, message, suggestions)


def inflict(text: str, rng: Random) -> str:
    """Read the marks of a text in a wrong encoding that loses bytes of them; nothing else."""
    from ...recovery.punctuation.garbled_forms import garbled_marks

    return garbled_marks(text, rng)


RULE: Final = Rule(
    name=NAME,
    summary="Punctuation read in the wrong encoding, with bytes lost",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
    by_line=True,
)

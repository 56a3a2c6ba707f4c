"""Mojibake that our models cannot judge, read as ftfy reads it.

Looks like:    âœ” alone, hatikuâ™«~, voilÃ le travail: too short, or too far from known words, for
               a reading to be judged by how natural it is
Happens when:  a program reads text in the wrong encoding, see mojibake.
Undone by:     ``ftfy.fix_encoding``, which goes by the characters that stand side by side, line by
               line, after our own rules; in a line that ftfy leaves, only the words that
               suspect-mojibake reports.
Left alone:    readings in which a byte would be lost.
Example:
    >>> import textrepair
    >>> textrepair.fix("âœ” No problems", profile="normalize")
    '✔ No problems'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit, same_ends
from ...mojibake.suspicious import suspect_runs
from ...mojibake.vetoes import mixes_alphabets
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

NAME: Final = "ftfy-encoding"
#: What ftfy knows as mojibake holds one of these: Latin to Hebrew letters, signs, ligatures.
TRIGGER: Final = Trigger(first="\x80-\u05ff\u2010-\u25ff\uf8ff\ufb01\ufb02")

CONFIDENCE: Final = 0.8

_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_MESSAGE: Final = "ftfy reads it so; it cannot be judged by words"
_LINE: Final = lazily(f"[^\\n]*[{TRIGGER.first}][^\\n]*")
_WORD: Final = lazily(r"\S+|\s+")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each place that ftfy reads otherwise."""
    for match in _LINE.finditer(text):
        line, start = match[0], match.start()
        fixed = _read(line)
        if fixed is not None:
            yield from _differences(start, line, fixed)
            continue
        for suspect in suspect_runs(line):
            fixed = _read(suspect.text)
            if fixed is not None and not mixes_alphabets(fixed):
                yield _edit(start + suspect.start, suspect.text, fixed)


def _read(text: str) -> str | None:
    """Return how ftfy reads a text; None if ftfy changes nothing, or loses a byte."""
    from ftfy import fix_encoding
    from ftfy.fixes import fix_c1_controls

    fixed = fix_encoding(text)
    # C1 controls by themselves are for the rules c1-controls and c1-anywhere.
    if fixed in (text, fix_c1_controls(text)) or fixed.count(_LOST) > text.count(_LOST):
        return None
    return fixed


def _differences(start: int, line: str, fixed: str) -> Iterator[Edit]:
    """Yield an edit for each word that differs, or for all between the first and the last."""
    before, after = _WORD.findall(line), _WORD.findall(fixed)
    if len(before) != len(after):
        before, after, start = _between(before, after, start)
    for old, new in zip(before, after, strict=True):
        if old != new and not (mixes_alphabets(new) and not mixes_alphabets(old)):
            yield _edit(start, old, new)
        start += len(old)


def _between(before: list[str], after: list[str], start: int) -> tuple[list[str], list[str], int]:
    """Return two lists of words without the words that both share at their ends."""
    left, right = same_ends(before, after)
    start += sum(map(len, before[:left]))
    old_end, new_end = len(before) - right, len(after) - right
    return ["".join(before[left:old_end])], ["".join(after[left:new_end])], start


def _edit(start: int, before: str, after: str) -> Edit:
    end = start + len(before)
    return Edit(NAME, start, end, before, after, _MESSAGE, confidence=CONFIDENCE)


def inflict(text: str, rng: Random) -> str:
    """Return the text as it is: see mojibake."""
    del rng
    return text


RULE: Final = Rule(
    name=NAME,
    summary="Mojibake that cannot be judged by words, read as ftfy reads it",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
)

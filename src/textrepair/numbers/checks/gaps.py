"""Numbers that are missing: where ``<>`` or a placeholder stands in the place of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..recent import told_once
from ..templates.english import is_code, is_english_at, is_manual, lines_around
from ..templates.slots import GAP
from .elsewhere import gaps_elsewhere
from .placeholders import placeholders


@dataclass(frozen=True, slots=True)
class MissingNumber:
    """A gap, or a placeholder of another machine, at ``start`` to ``end`` (code points).

    ``text`` is what belongs there, where that is known: the mark that a tokenizer wrote apart.
    """

    start: int
    end: int
    is_gap: bool
    text: str | None = None


#: What stands only beside numbers: the gap is one in any language.
_BESIDE_NUMBERS: Final = re.compile(
    r"""<> (?: # <>%, <> a.m., <>°, <>:<>
               [ ]?[%‰℃] (?!\w) | [ ]?[ap]\.m\. | ° | [.,:/-]<> (?![<>])
             # <>G, <>MB, <>th, <> years, <> million
             | (?:G|K|[kKMGT]B|[KMGT]Hz|th|st|nd|rd|km|kg|cm|mm|am|pm|m|s)\b
             | [-\ ] (?:years?|months?|days?|hours?|minutes?|kilomet|met|miles?|percent|per\ cent
                       |[mb]illion)
             | [ ]?[年月日号號时時分秒点點万萬亿億个個人元円歳岁歲次回]
             | [ ]?[년월일시분초만억개명원]
          )
      # $<>, 3:<>, No. <>
      | (?: [$€£¥₩₽₹] | \d[.,:/-] | \bNo\.\ ) <> (?!\w{2})
    """,
    re.VERBOSE,
)

#: An English word before which, and a place after which, a number may be missing.
_AFTER_A_WORD: Final = re.compile(
    r"""\b(?:in|of|by|at|about|around|over|under|than|from|to|and|the|with|for|on|until|since|aged?
          |nearly|almost|some|only|just|was|were|has|have|had|between|reached|another|top|first|last
          |January|February|March|April|May|June|July|August|September|October|November|December)
        \s<>(?=[\s.,;:)-]|$)
      # Anna's <> big boats
      | ['’]s\s<>(?=\s(?:[a-z]+\s){0,2}[a-z]+s\b)""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
#: A gap that stands free in prose; no operator, tag or type.
_PLAIN: Final = re.compile(r"(?<![A-Za-z0-9_<>=!(\[\"'“‘.])<>(?![\w<>=(\"'”’])")
#: Words of those who write about ``<>`` itself: the <> notation, between <> characters.
_ABOUT_SIGN: Final = re.compile(
    r"<> (?:notation|characters?|symbols?|signs?|tags?|form|syntax|pair|marks?|quotes|versions?)\b"
    r"|\b(?:notation|symbol|sign|syntax|tag|characters?) <>"
    r"|(?:\"\"|''|\(\)|\[\])(?:,| and| or) <>|<>(?:,| and| or) (?:\"\"|''|\(\)|\[\])"
)
#: The marks of the tokenizer of Moses: well @-@ known, 1 @,@ 000, 3 @.@ 5.
_APART: Final = re.compile(r" @(?<=[^\W_] @)(?:(-)@ (?=[^\W_])|(?<=\d @)([.,])@ (?=\d))")
_ABOUT_TOKENIZERS: Final = re.compile(r"token|Moses|escap|split", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d")


@told_once
def missing_numbers(text: str, *, is_english: bool = False) -> Iterator[MissingNumber]:
    """Yield the gaps of a text, in order, and then the placeholders.

    ``is_english`` tells that all of the text is English; else each line is judged by its words.

    >>> [(n.start, n.end) for n in missing_numbers("a rate of <>% and if a <> 5")]
    []
    >>> [(n.start, n.end) for n in missing_numbers("a rate of <>%, and ｟num｠ ports")]
    [(10, 12), (19, 24)]
    """
    lines = [
        (start, end)
        for start, end in lines_around(text, [match.start() for match in re.finditer(GAP, text)])
        if not is_code(text[start:end])
        and not _ABOUT_SIGN.search(text, start, end)
        and _no_digits_after_gap(text[start:end])
    ]
    certain = any(_BESIDE_NUMBERS.search(text, *line) for line in lines)
    # Manuals have such signs for empty names, and for what a reader is to fill in.
    manual = bool(lines) and is_manual(text)
    for start, end in lines:
        english = is_english or is_english_at(text, start, end)
        gaps = _gaps(text[start:end], certain, english)
        for gap in sorted(_gaps_of(_BESIDE_NUMBERS, text[start:end]) if manual else gaps):
            yield MissingNumber(start + gap, start + gap + len(GAP), is_gap=True)
    for found in placeholders(text):
        yield MissingNumber(found.start, found.end, is_gap=False)
    yield from _marks_apart(text)


def _marks_apart(text: str) -> Iterator[MissingNumber]:
    """Yield the marks that a tokenizer wrote apart and nobody joined again: 1 @,@ 000."""
    if " @" not in text:
        return
    for start, end in lines_around(text, [match.start() for match in _APART.finditer(text)]):
        if not _ABOUT_TOKENIZERS.search(text, start, end):
            for match in _APART.finditer(text, start, end):
                yield MissingNumber(*match.span(), is_gap=False, text=match[1] or match[2])


def _gaps(line: str, certain: bool, english: bool) -> set[int]:
    """Return where numbers are missing in a line.

    Where it is ``certain`` that some are in the text, each that stands free in prose counts.
    """
    found = _gaps_of(_BESIDE_NUMBERS, line)
    if not english:
        found |= gaps_elsewhere(line)
    if found or (certain and english):
        return found | {match.start() for match in _PLAIN.finditer(line)}
    return _gaps_of(_AFTER_A_WORD, line) if english else set()


def _gaps_of(pattern: re.Pattern[str], line: str) -> set[int]:
    return {
        match.start() + gap.start()
        for match in pattern.finditer(line)
        for gap in re.finditer(GAP, match.group())
    }


def _no_digits_after_gap(line: str) -> bool:
    return _DIGITS.search(line, line.index(GAP)) is None

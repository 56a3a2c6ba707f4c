"""A number that is missing: <> stands in its place.

Looks like:    the penetration rate of <>G users has reached <>%; ｟num｠ of OpenNMT
Happens when:  a translation machine keeps the numbers of its input apart, and fills them into the
               places of its output one after another. Where it has no number left it writes <>.
Undone by:     hand: its line does not tell which number it was. Where the paragraph or a source
               text tells, the rule refilled-numbers says so.
Left alone:    <> in code and markup (a <> b, List<>, <></>), and in text about them; <> with
               digits after it in the line, because a machine that has run out of numbers has none
               for what follows; <num>, __NUM__ and others, which stand in manuals and templates.
Example:
    >>> import textrepair
    >>> text = "The penetration rate of <>G users has reached <>%."
    >>> [finding.start for finding in textrepair.repair(text).findings]
    [24, 46]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding
from ...numbers.templates.english import is_code, is_english_at, lines_around
from ...numbers.templates.slots import GAP
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "number-gap"
TRIGGER: Final = Trigger(first="<｟", then=r"(?:(?<=<)>|(?<=｟)[NnDd])", ascii=True)

#: Placeholders of OpenNMT's tokenizer, in brackets that no other text has.  What further engines
#: leave (``<num>``, ``__NUM__``, ``$number``) stands in manuals and templates as well.
_PLACEHOLDER: Final = re.compile(
    r"｟(?:num|number|digit)s?(?:[:：#＃_][^｟｠\n]{0,24})?｠", re.IGNORECASE
)
_ABOUT_PLACEHOLDERS: Final = re.compile(
    r"placeholder|token|bracket|OpenNMT|\bmask|\breplac", re.IGNORECASE
)
_NOT_FILLED: Final = (
    "a number is missing here: a translation machine has not filled its placeholder"
)

_MESSAGE: Final = "a number is missing here: a translation machine writes <> when it has none left"

#: What stands only beside numbers: the gap is one in any language.
_BESIDE_NUMBERS: Final = re.compile(
    r"""<> (?: [ ]?[%‰℃] (?!\w) | [ ]?[ap]\.m\. | ° | [.,:/-]<> (?![<>])
             | (?:G|K|[kKMGT]B|[KMGT]Hz|th|st|nd|rd|km|kg|cm|mm|am|pm|m|s)\b
             | [-\ ] (?:years?|months?|days?|hours?|minutes?|kilomet|met|miles?|percent|per\ cent
                       |[mb]illion)
             | [ ]?[年月日号號时時分秒点點万萬亿億个個人元円歳岁歲次回]
             | [ ]?[년월일시분초만억개명원]
          )
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
      | ['’]s\s<>(?=\s(?:[a-z]+\s){0,2}[a-z]+s\b)""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_PLAIN: Final = re.compile(r"(?<![A-Za-z0-9_<>=!(\[\"'“‘.])<>(?![\w<>=(\"'”’])")
_DIGITS: Final = re.compile(r"\d")


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each gap."""
    offsets = [match.start() for match in re.finditer(GAP, text)]
    lines = [
        (start, end)
        for start, end in lines_around(text, offsets)
        if not is_code(text[start:end]) and _no_digits_after_gap(text[start:end])
    ]
    certain = any(_BESIDE_NUMBERS.search(text, *line) for line in lines)
    for start, end in lines:
        english = options.language == "en" or is_english_at(text, start, end)
        for gap in sorted(_gaps(text[start:end], certain, english)):
            at = start + gap
            yield Finding(NAME, at, at + len(GAP), GAP, _MESSAGE)
    yield from _placeholders(text)


def _placeholders(text: str) -> Iterator[Finding]:
    offsets = [match.start() for match in _PLACEHOLDER.finditer(text)]
    for start, end in lines_around(text, offsets):
        if _ABOUT_PLACEHOLDERS.search(text, start, end) is None:
            for match in _PLACEHOLDER.finditer(text, start, end):
                yield Finding(NAME, match.start(), match.end(), match.group(), _NOT_FILLED)


def _gaps(line: str, certain: bool, english: bool) -> set[int]:
    """Return where numbers are missing in a line.

    Where it is ``certain`` that some are in the text, each that stands free in prose counts.
    """
    found = _gaps_of(_BESIDE_NUMBERS, line)
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


def inflict(text: str, rng: Random) -> str:
    """Lose the last numbers of each line, as a machine that has run out of them does.

    >>> inflict("3 of 4 people", Random(0))
    '3 of <> people'
    """
    return "\n".join(_run_out(line, rng) for line in text.split("\n"))


def _run_out(line: str, rng: Random) -> str:
    runs = list(re.finditer(r"\d+", line))
    if not runs:
        return line
    first_lost = rng.randrange(len(runs))
    for run in reversed(runs[first_lost:]):
        line = line[: run.start()] + GAP + line[run.end() :]
    return line


RULE: Final = Rule(
    name=NAME,
    summary="<> where a translation machine had no number left",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.DOCUMENT,
)

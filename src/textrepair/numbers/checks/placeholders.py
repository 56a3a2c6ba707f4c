"""Placeholders that an engine put in the place of a number, and did not fill again.

``__NUM1__`` and ``#1#`` stand in templates and programs too, and ``{0}`` does hardly anywhere else.
So what counts is a line of prose in which the placeholder stands where only a number can, and, for
those that templates have, in which as many other numbers stand in digits: templates mask them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..templates.english import is_code, is_english_at, lines_around

#: Placeholders by how much they look like a template; the number is the index that they may have.
_MARKS: Final = re.compile(
    r"""(?P<own> # ｟num｠ of OpenNMT, in brackets that no other text has
          ｟(?:num|number|digit)s?(?:[:：\#＃_][^｟｠\n]{0,24})?｠)
      | (?P<rare> # __NUM1__, ⟨1⟩, #1#
          __(?:NUM|NUMBER|num|number)_?(?P<i1>\d{0,2})__ | ⟨(?:num|NUM)?(?P<i2>\d{1,2})⟩
          | (?<![\w\#])\#(?P<i3>\d{1,2})\#(?![\w\#]))
      | (?P<usual> # {0}, $num, $num1, <num>, [NUM1]
          \{(?P<i4>\d{1,2})\} | \$(?:num|NUM|number)_?(?P<i5>\d{0,2})(?![\w(])
          | <(?:num|NUM|number)_?(?P<i6>\d{0,2})> | \[(?:NUM|num)_?(?P<i7>\d{0,2})\])""",
    re.VERBOSE,
)
_INDICES: Final = tuple(f"i{n}" for n in range(1, 8))

#: How they begin: ｟, ⟨1, #1, {0, __N, $n, <n, [n; looking for these first saves most of the time.
_BEGINNING: Final = re.compile(
    r"[｟⟨#{$<\[_](?:(?<=｟)|(?<=[⟨#{])[\dnN]|(?<=[$<\[])[nN]|(?<=_)_[nN])"
)

#: What only follows a number, ...
_AFTER_A_NUMBER: Final = re.compile(
    r"""[ ]?[%‰℃°] | [ ]?(?:km|kg|cm|mm|GB|MB|mph)\b | (?:st|nd|rd|th)\b | G\b
      | [-\ ](?:years?|months?|days?|weeks?|hours?|minutes?|kilomet|met|miles?|percent|per\ cent
              |thousand|[mb]illion|people|dollars?|euros?|pounds?|yuan|times)\b
      | [ ]?[年月日号號时時分秒点點万萬亿億个個人元円歳岁歲次回年월일시분초만억개명원]
      | [ ](?:Prozent|Jahre|Menschen|Kilometer|Millionen|Euro|pour[ ]cent|ans|millions|euros
             |por[ ]ciento|años|millones|процент|лет|млн|тысяч|человек)""",
    re.VERBOSE,
)
#: ... and what only stands before one.
_BEFORE_A_NUMBER: Final = re.compile(
    r"(?:[$€£¥₩₽₹] ?|\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Aa]ged?|than|nearly|almost|about|around|only)"
    r"(?: (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December))?) ?$"
)
_IS_ABOUT: Final = re.compile(
    r"placeholder|token|bracket|OpenNMT|\bmask|\breplac|template|variable|format|\bstrings?\b"
    r"|argument|parameter|macro|substitut|translat",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"(?<![\w{#$])\d{1,}")
#: What templates and programs have that prose has not.
_OF_TEMPLATES: Final = re.compile(
    r"[{}]|\$\{?[A-Za-z_]\w*|%[sdi@]|%\(|<[A-Za-z_]+>|\[[A-Z_]+\d*\]|\\[nt]"
)
_SENTENCE: Final = re.compile(r"[.!?。！？][\"'”’)]?\s*$")

#: A line of prose with a number in it has at least this many code points.
_LEAST: Final = 60
_LEAST_RARE: Final = 30
_LEAST_SIGNS: Final = 12
_SIGNS: Final = re.compile("[぀-ヿ㐀-鿿가-힣]")
#: The least share of letters in a line of prose.
_LETTERS: Final = 0.6
_REACH: Final = 24


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder at ``start`` to ``end`` (code points); ``index`` is its number, or None."""

    start: int
    end: int
    index: int | None


def placeholders(text: str, *, certain: bool = False) -> Iterator[Placeholder]:
    """Yield the placeholders of a text that stand for numbers, in order.

    ``certain`` tells that they can be nothing else: their text is a translation whose source has
    none of them.

    >>> text = "Since 2018 the town has grown by ⟨1⟩%, to ⟨2⟩ people."
    >>> [found.index for found in placeholders(text)]
    [1, 2]
    >>> list(placeholders("{0}% of {1} files are done"))
    []
    """
    begins = (match.start() for match in _BEGINNING.finditer(text))
    offsets = [start for start in begins if _MARKS.match(text, start)]
    for start, end in lines_around(text, offsets):
        if certain:
            found = list(_MARKS.finditer(text, start, end))
        elif _IS_ABOUT.search(text, start, end):
            continue
        else:
            found = _of_prose(text, start, end)
        for match in found:
            digits = next((match[group] for group in _INDICES if match[group]), "")
            yield Placeholder(match.start(), match.end(), int(digits) if digits else None)


def _of_prose(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the placeholders of a line that show that they stand for numbers."""
    found = list(_MARKS.finditer(text, start, end))
    own = [match for match in found if match["own"]]
    rest = _MARKS.sub("0", text[start:end])
    if len(own) == len(found) or is_code(rest) or _OF_TEMPLATES.search(rest):
        return own
    if sum(map(str.isalpha, rest)) < _LETTERS * len(rest):
        return own
    in_signs = len(_SIGNS.findall(rest)) >= _LEAST_SIGNS
    if not in_signs and (
        len(rest) < _LEAST_RARE
        or (not is_english_at(text, start, end) and not _SENTENCE.search(rest))
    ):
        return own
    if not any(_is_numeric(text, match) for match in found):
        return own
    bare = _MARKS.sub("", text[start:end])
    is_long = in_signs or (len(rest) >= _LEAST and _SENTENCE.search(rest) is not None)
    with_numbers = is_long and len(_DIGITS.findall(bare)) >= len(found)
    return [match for match in found if not match["usual"] or with_numbers]


def _is_numeric(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _REACH) : match.start()]
    return bool(_AFTER_A_NUMBER.match(text, match.end()) or _BEFORE_A_NUMBER.search(before))

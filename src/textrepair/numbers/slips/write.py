"""How a target writes its numbers: marks, and the scale of the number that is replaced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..kinds import Kind
from ..languages import either
from ..reading.quantity import Quantity
from ..templates.english import is_english

_GROUPED: Final = re.compile(
    r"(?<![\d.,])\d{1,3}(?:(?P<mark>[.,'’ \u00a0\u202f])\d{3})(?:(?P=mark)\d{3})*(?![\d]|[.,]\d)"
)
_DECIMAL_COMMA: Final = re.compile(either(lambda language: language.decimal_comma))
_CYRILLIC: Final = re.compile("[а-я]")

#: The scales of numerals that mix digits and Chinese signs: 8.9万.
_MIXED: Final = re.compile(r"(?P<digits>[\d.,]+)(?P<sign>[万萬亿億억만千百])")
_SIGNS: Final = {
    "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "만": 10**4,
    "亿": 10**8, "億": 10**8, "억": 10**8,
}  # fmt: skip

#: A number is written with a scale from one hundredth of it up to this many times it.
_LEAST, _MOST = Decimal("0.01"), Decimal(10_000)
#: Cap on the decimals of a number before a scale: 3.125 million.
_DECIMALS: Final = 3
#: Years are not grouped.
YEARS: Final = frozenset((Kind.YEAR, Kind.MAYBE_YEAR))


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a text writes numbers: ``group`` parts thousands, ``point`` parts the fraction."""

    group: str
    point: str

    def plain(self, value: Decimal, *, grouped: bool) -> str:
        """Return a value as digits.

        >>> NumberStyle(",", ".").plain(Decimal(1250), grouped=True)
        '1,250'
        """
        shown = f"{value.normalize():,f}" if grouped else f"{value.normalize():f}"
        return shown.translate({ord(","): self.group, ord("."): self.point})


def style_of(text: str) -> NumberStyle:
    """Return how a text writes numbers, by its words and by the first number that it groups.

    >>> style_of("Die Stadt und 1.250 Boote"), style_of("1,250 boats")
    (NumberStyle(group='.', point=','), NumberStyle(group=',', point='.'))
    """
    comma = not is_english(text) and has_decimal_comma(text)
    usual = NumberStyle("." if comma else ",", "," if comma else ".")
    for match in _GROUPED.finditer(text):
        mark = match["mark"]
        if mark != usual.point:
            return NumberStyle(mark, usual.point)
    return usual


def has_decimal_comma(text: str) -> bool:
    """Tell by its words whether a text has a comma as its decimal mark."""
    return _DECIMAL_COMMA.search(text) is not None or _CYRILLIC.search(text) is not None


def written_as(told: Quantity, line: str, said: Quantity, style: NumberStyle) -> str | None:
    """Return what the source says, in the form of the number that the target has there.

    None where it cannot be written with what stands after that number.

    >>> from ..reading.reader import read
    >>> line = "$31 million"
    >>> written_as(read(line)[0], line, read("310万美元")[0], NumberStyle(",", "."))
    '3.1 million'
    """
    value = said.values[0]
    here = line[told.start : told.end]
    mixed = _MIXED.match(here)
    digits_end = mixed.end("digits") if mixed else len(told.text)
    after = here[digits_end:]
    scale = Decimal(1)
    if mixed:
        scale = Decimal(_SIGNS[mixed["sign"]])
        after = here[mixed.start("sign") :]
        if mixed.end() != len(here):
            return None
    elif after:
        scale = _scale(told, style)
        if not scale:
            return None
    scaled = value / scale
    exponent = scaled.normalize().as_tuple().exponent
    if scale > 1 and (not _LEAST <= scaled < _MOST or int(exponent) < -_DECIMALS):
        return style.plain(value, grouped=value >= 1000)
    return style.plain(scaled, grouped=_is_grouped(scaled, told, said, style)) + after


def _scale(told: Quantity, style: NumberStyle) -> Decimal:
    """Return by what the words after a number multiply its digits; 0 if that is not clear."""
    bare = told.text.replace(style.group, "").replace(style.point, ".")
    try:
        digits = Decimal(bare)
    except ArithmeticError:
        return Decimal(0)
    return told.values[0] / digits if digits else Decimal(0)


def _is_grouped(value: Decimal, told: Quantity, said: Quantity, style: NumberStyle) -> bool:
    if value < 1000 or value >= 10_000:
        return value >= 10_000
    marked = style.group in told.text and len(told.text) > len("1,23")
    if not YEARS.isdisjoint(said.kinds) and value == value.to_integral_value():
        return marked
    # Where the comma is the decimal mark, numbers of four digits are seldom grouped.
    return marked or style.point == "."

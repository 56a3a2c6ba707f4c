"""The slips run forward: one number of each line of a text is mistaken, if it can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Final

from ..kinds import Kind
from ..reading.quantity import Quantity
from ..reading.reader import read
from ..reading.units import converted, other_units
from ..templates.templates import ORDINAL
from .dates import dates
from .notation import PERCENT, SIGN_OF
from .write import NumberStyle, style_of

#: A span of a text, and what the damage puts there.
_Change = tuple[int, int, str]
_Changes = Callable[[str, NumberStyle, Random], Iterator[_Change]]

_NUMERAL: Final = re.compile(r"[0-9]+(?:[.,'’ \u00a0\u202f][0-9]+)*")

_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")

_WORD: Final = re.compile(r"[^\W\d_]")

_ROMAN: Final = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip


def damage(text: str, name: str, rng: Random) -> str:
    """Do one slip, by its name, to a number of each line that has a number for it.

    >>> damage("700,000 ports", "power of ten", Random(1))
    '70,000 ports'
    """
    style = style_of(text)
    changes = SLIPS[name]
    return "\n".join(_changed(line, changes, style, rng) for line in text.split("\n"))


def _changed(line: str, changes: _Changes, style: NumberStyle, rng: Random) -> str:
    ways = [way for way in changes(line, style, rng) if line[way[0] : way[1]] != way[2]]
    if not ways:
        return line
    start, end, text = rng.choice(ways)
    return line[:start] + text + line[end:]


def _in_digits(line: str) -> Iterator[tuple[Quantity, int]]:
    """Yield the numbers in plain digits, and where the digits end."""
    for number in read(line, words=False):
        if _NUMERAL.fullmatch(number.text) and line.startswith(number.text, number.start):
            yield number, number.start + len(number.text)


def _dropped(line: str, style: NumberStyle, rng: Random) -> Iterator[_Change]:
    for number, end in _in_digits(line):
        digits = number.text.replace(style.group, "")
        if digits.isdecimal() and len(digits) > 2:
            at = rng.randrange(len(digits))
            left = Decimal(digits[:at] + digits[at + 1 :])
            if left:
                yield number.start, end, style.plain(left, grouped=digits != number.text)


def _doubled(line: str, style: NumberStyle, rng: Random) -> Iterator[_Change]:
    for number, end in _in_digits(line):
        digits = number.text.replace(style.group, "")
        if digits.isdecimal() and len(digits) > 1:
            at = rng.randrange(len(digits))
            more = Decimal(digits[: at + 1] + digits[at:])
            yield number.start, end, style.plain(more, grouped=digits != number.text)


def _powers(line: str, style: NumberStyle, rng: Random) -> Iterator[_Change]:
    for number, end in _in_digits(line):
        digits = number.text.replace(style.group, "").replace(style.point, ".")
        is_year = Kind.YEAR in number.kinds or Kind.MAYBE_YEAR in number.kinds
        if _PLAIN.fullmatch(digits) and number.values[0] >= 1000 and not is_year:
            value = Decimal(digits).scaleb(rng.choice((-1, 1, 4)))
            yield number.start, end, style.plain(value, grouped=True)


def _marks(line: str, style: NumberStyle, _rng: Random) -> Iterator[_Change]:
    for number, end in _in_digits(line):
        if number.text.count(style.group) == 1 and style.point not in number.text:
            yield number.start, end, number.text.replace(style.group, style.point)


def _swapped(line: str, _style: NumberStyle, _rng: Random) -> Iterator[_Change]:
    for date in dates(line):
        if date.day != date.month and date.day <= 12:
            yield date.start, date.end, date.swapped(line)


def _converted_again(line: str, style: NumberStyle, _rng: Random) -> Iterator[_Change]:
    for number, end in _in_digits(line):
        for to in number.kinds:
            for unit in other_units(to):
                for value in converted(number.values[0], unit, to)[-1:]:
                    yield number.start, end, style.plain(value, grouped=value >= 1000)


def _per_mille(line: str, _style: NumberStyle, _rng: Random) -> Iterator[_Change]:
    for number, _ in _in_digits(line):
        if match := PERCENT.match(line, number.end):
            yield number.end, match.end(), match[1] + SIGN_OF[match[2]]


def _without_ending(line: str, _style: NumberStyle, _rng: Random) -> Iterator[_Change]:
    for _, end in _in_digits(line):
        # The day of a month may be a cardinal.
        match = ORDINAL.match(line, end)
        if match and not any(date.day_at[1] == end for date in dates(line)):
            yield match.start(), match.end(), ""


def _in_roman(line: str, _style: NumberStyle, _rng: Random) -> Iterator[_Change]:
    for number, end in _in_digits(line):
        stands_free = not line[number.start - 1 : number.start].strip() and not _WORD.match(
            line, end
        )
        value = int(number.text) if number.text.isdecimal() and len(number.text) < 4 else 0
        if stands_free and 1 < value < 400:
            yield number.start, end, in_roman(value)


def in_roman(value: int) -> str:
    """Return a number below 400 as a Roman numeral.

    >>> in_roman(44)
    'XLIV'
    """
    pieces = []
    for step, sign in _ROMAN:
        count, value = divmod(value, step)
        pieces.append(sign * count)
    return "".join(pieces)


#: What each slip can change in a line, by the name of the slip.
SLIPS: Final[dict[str, _Changes]] = {
    "dropped digit": _dropped,
    "doubled digit": _doubled,
    "power of ten": _powers,
    "decimal mark": _marks,
    "swapped date": _swapped,
    "converted twice": _converted_again,
    "per mille": _per_mille,
    "ordinal": _without_ending,
    "Roman numeral": _in_roman,
}

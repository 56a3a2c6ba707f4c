"""Slips of form: the value of the source stands, but it says something else in the target.

A decimal mark in the place of one that groups, percent for per mille, miles that are kilometres,
years of an era that are taken for years, an ordinal without its ending, Roman numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..kinds import Kind
from ..languages.en import MONTHS
from ..reading.context import names_an_era, scale_at
from ..reading.quantity import Quantity
from ..reading.units import LOOSE_UNITS, convertible
from ..templates.english import is_english
from ..templates.foreign import has_signs
from ..templates.templates import ordinal_ending
from .write import NumberStyle, has_decimal_comma, written_as


@dataclass(frozen=True, slots=True)
class FormSlip:
    """A slip of a target, at ``start`` to ``end`` (code points), and the ``text`` that is right."""

    name: str
    start: int
    end: int
    why: str
    text: str


_PER_MILLE: Final = re.compile(
    r"[ -]?(?:‰|per ?mill?e\b|pour mille|por mil\b|Promille|промилле|퍼밀)"
)
_BEFORE_PER_MILLE: Final = re.compile(r"千分之 ?$")
PERCENT: Final = re.compile(r"([ -]?)(%|per ?cent\b|Prozent\b|pour cent\b|por ciento\b)")
SIGN_OF: Final = {
    "%": "‰", "percent": "permille", "per cent": "per mille", "Prozent": "Promille",
    "pour cent": "pour mille", "por ciento": "por mil",
}  # fmt: skip
_REACH: Final = 4
_REACH_OF_WORDS: Final = 8


def is_per_mille(text: str, number: Quantity) -> bool:
    """Tell whether a number is one of thousandths.

    >>> from ..reading.reader import read
    >>> [is_per_mille(text, read(text)[0]) for text in ("5‰", "千分之5", "5%")]
    [True, True, False]
    """
    before = text[max(0, number.start - _REACH) : number.start]
    return bool(_PER_MILLE.match(text, number.end) or _BEFORE_PER_MILLE.search(before))


def slips_of_form(
    target: str, source: str, pairs: Sequence[tuple[Quantity, Quantity]], style: NumberStyle
) -> Iterator[FormSlip]:
    """Yield the slips of numbers that agree in value; a pair has the source's number first."""
    for said, told in pairs:
        found = (
            _per_cent(target, source, said, told)
            or _mark(target, said, told, style)
            or _era(target, said, told)
            or _unit(target, said, told)
            or _ordinal(target, source, said, told)
        )
        if found is not None:
            yield found


def _per_cent(target: str, source: str, said: Quantity, told: Quantity) -> FormSlip | None:
    there, here = is_per_mille(source, said), is_per_mille(target, told)
    if there == here or not (there or Kind.PERCENT in said.kinds):
        return None
    if there:
        match = PERCENT.match(target, told.end)
        if match is None:
            return None
        text = match[1] + SIGN_OF[match[2]]
        why = "the source has it per thousand"
        return FormSlip("per mille", told.end, match.end(), why, text)
    match = _PER_MILLE.match(target, told.end)
    sign = match.group() if match else ""
    for right, wrong in SIGN_OF.items():
        if match and sign.lstrip(" -") == wrong:
            text = sign[: -len(wrong)] + right
            why = "the source has it per hundred"
            return FormSlip("per mille", told.end, match.end(), why, text)
    return None


#: A number with one mark before each three digits.
_ONE_MARK: Final = re.compile(r"[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*")


def _mark(target: str, said: Quantity, told: Quantity, style: NumberStyle) -> FormSlip | None:
    """Find 1.234 that is 1,234: the target's own mark of decimals in the place of the other."""
    value = said.values[0]
    if told.end != told.start + len(told.text) or _ONE_MARK.fullmatch(told.text) is None:
        return None
    digits = told.text.replace(style.point, "")
    if not digits.isdecimal() or Decimal(digits) != value:
        return None
    is_point = style.point == "."
    if not ((is_english(target) or has_signs(target)) if is_point else has_decimal_comma(target)):
        return None
    text = written_as(told, target, said, style)
    if text is None or text == told.text:
        return None
    why = f"the source says {value:f}, and {style.point!r} is the decimal mark here"
    return FormSlip("decimal mark", told.start, told.end, why, text)


def _era(target: str, said: Quantity, told: Quantity) -> FormSlip | None:
    """Find 107 for 民國107年, where the target does not name the era."""
    if said.kinds != (Kind.YEAR,) or len(said.values) < 2 or told.values[0] == said.values[0]:
        return None
    if told.values[0] not in said.values or names_an_era(target):
        return None
    year = f"{said.values[0]:f}"
    why = f"the source counts the years of an era; it is the year {year}"
    return FormSlip("year of an era", told.start, told.start + len(told.text), why, year)


def _unit(target: str, said: Quantity, told: Quantity) -> FormSlip | None:
    """Find 100 miles for 100公里."""
    if set(said.kinds) & set(told.kinds) or told.values[0] != said.values[0]:
        return None
    for unit in set(said.kinds) - LOOSE_UNITS:
        for to in set(told.kinds) - LOOSE_UNITS:
            if convertible(unit, to):
                shown = target[told.start : told.end]
                why = f"the source has {unit} where this has {to}"
                return FormSlip("unit", told.start, told.end, why, shown)
    return None


_ENDED: Final = re.compile(r"(?:st|nd|rd|th)\b")
#: What an ordinal stands after, ...
_BEFORE_ORDINAL: Final = re.compile(
    r"\b(?:(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)(?: [a-z]+)?|a record) $|['’]s $"
)
#: ... and before: what English counts by ordinals alone, whatever the source does, ...
_COUNTED_IN_ORDER: Final = re.compile(
    r"[ -](?:century|anniversary|birthday)\b| minute(?=[.,;)]| (?:on|in|when|from|after|by|to)\b)"
)
#: ... and streets that have a number for a name;
_STREET: Final = re.compile(r" (?:Street|Avenue)\b")
#: ... and what does not follow an ordinal: a unit, a time, the rest of a numeral.
_NO_ORDINAL: Final = re.compile(r"[\d.,:%‰/-]*[\d%‰/:-]| (?:per ?cent|million|billion|of)\b")
_STRICT: Final = re.compile(r"第 ?$|제 ?$")
#: Cap on ordinals in digits.
_LAST_ORDINAL: Final = 999


def _ordinal(target: str, source: str, said: Quantity, told: Quantity) -> FormSlip | None:
    """Find the 3 minute for 第3分钟: English needs an ending."""
    after = told.start + len(told.text)
    counted = _COUNTED_IN_ORDER.match(target, after) is not None
    strict = (
        counted
        or said.kinds == (Kind.ORDINAL,)
        or _STRICT.search(source[max(0, said.start - 2) : said.start]) is not None
    )
    value = told.values[0]
    before = target[max(0, told.start - _REACH_OF_WORDS) : told.start]
    if (
        not strict
        or not told.text.isdecimal()
        or value > _LAST_ORDINAL
        or _ENDED.match(target, told.end)
        or _NO_ORDINAL.match(target, told.start + len(told.text))
        or not (counted or _STREET.match(target, after) or _BEFORE_ORDINAL.search(before))
    ):
        return None
    ending = ordinal_ending(int(value))
    why = "English has an ordinal here" if counted else "the source has an ordinal"
    return FormSlip("ordinal", told.start, told.end, why, f"{told.text}{ending}")


#: A Roman numeral below 400: of two signs or more, or of one before a word in small letters.
_ROMAN: Final = re.compile(
    r"(?<![A-Za-z.’'])(?=[IVXLC]{2}|[VXLC][ ][a-zа-я]{3})"
    r"(C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?![A-Za-zА-я])"
)
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
#: What goes before a Roman numeral that is one: Louis XIV, Type II; but not The XIV people.
_NAMED_BEFORE: Final = re.compile(
    rf"(?:(?!(?:The|In|At|On|By|And|But|From|After|Over|About|More|Some|Only|{MONTHS}) )\b"
    r"[A-Z][\w.]*|[a-z]+[- ](?:type|class|part|act)) $"
)
#: What follows a number only, whatever stands before.
_COUNTED: Final = re.compile(
    r"[ -](?:years?|months?|weeks?|days?|hours?|minutes?|percent|per cent|million|billion|miles"
    r"|people|thousand|met(?:er|re)s|kilomet(?:er|re)s|pounds|dollars|[ap]\.?m\b)"
)
_LEAST_ROMAN: Final = 2


def roman_slips(target: str, lone: Sequence[Quantity]) -> Iterator[FormSlip]:
    """Yield the Roman numerals of a target that stand for numbers that the source has in digits.

    >>> from ..reading.reader import read
    >>> [slip.text for slip in roman_slips("a group of XIV people", read("14人"))]
    ['14']
    """
    left = {number.values[0] for number in lone if not number.spelled}
    for match in _ROMAN.finditer(target):
        before = target[max(0, match.start() - 24) : match.start()]
        value = Decimal(roman_value(match.group(1)))
        named = _NAMED_BEFORE.search(before) and not _COUNTED.match(target, match.end())
        scale = scale_at(target, match.end())[1]
        if value < _LEAST_ROMAN or value * scale not in left or named:
            continue
        why = "the source has it in digits"
        yield FormSlip("Roman numeral", match.start(), match.end(), why, f"{value:f}")


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral.

    >>> roman_value("XLIV")
    44
    """
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))

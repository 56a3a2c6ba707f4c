"""Quantities in digits and numerals: dates, times, scores, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ..kinds import Kind
from ..languages import LANGUAGES, either, signs
from . import chinese_numerals
from .context import kinds_of, scale_at
from .number_words import roman
from .quantity import Quantity, neighbours, time_of_day

_ARABIC: Final = r"(?<!\d)(?<!\d )[1-9]\d{0,2}(?: \d{3}(?!\d))+(?:,\d+)?|\d+(?:[.,'’]\d+)*"

_HOUR_AFTER: Final = either(lambda language: language.hour, r"h\b")
_DOTTED: Final = either(lambda language: language.after_dotted_clock)
_HOUR_SIGNS: Final = signs(lambda language: language.hour_sign)
_MINUTE_SIGNS: Final = signs(lambda language: language.minute_sign)
_HALF_PAST: Final = signs(lambda language: language.half_hour)
_SCORE_SIGNS: Final = signs(lambda language: language.score_sign)
_AFTER_ROMAN: Final = either(lambda language: language.after_roman)
_BEFORE_ROMAN: Final = "|".join(
    f"(?<={language.before_roman})" for language in LANGUAGES if language.before_roman
)

#: How quantities are written in digits, in the order in which they are tried.
_FORMS: Final = {
    # 17.8.2018, 17/08/2018; 2018-08-17
    "date": r"(?<!\d)\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{4}(?!\d)",
    "iso": r"(?<!\d)\d{4}(?P<dash>[./-])\d{1,2}(?P=dash)\d{1,2}(?!\d)",
    # 7:30, 9.30 Uhr, 07h55
    "clock": r"(?<![\d.,:])(?:[01]?\d|2[0-4])"
    rf"(?:[:：]|\.(?=\d\d{_DOTTED})|\s?h\s?)[0-5]\d(?![\d:])",
    # 3 p.m., 下午4时40分, 4点半; the last part is read with the hour
    "hour": rf"(?<![\d.,:])\d{{1,2}}(?=\s?{_HOUR_AFTER})"
    rf"(?: ?[{_HOUR_SIGNS}] ?(?:\d{{1,2}} ?[{_MINUTE_SIGNS}]|[{_HALF_PAST}]))?",
    # 3-1, 3½-2, 3比1; but no 3-year, and no 3-1.5
    "score": r"(?<![\d.,:-])\d{1,3}½?"
    rf"(?: ?[:：&–-]| ?[{_SCORE_SIGNS}]) ?\d{{1,3}}(?!\d|[.,:%-]\d|-?[a-z年])",
    # 20世纪30年代
    "decade": r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?世[纪紀] ?[0-9]0(?= ?年代)",
    "mixed": chinese_numerals.MIXED.pattern,
    "arabic": _ARABIC,
    # XIXe siècle, XIX век; siglo XIX
    "century": rf"\b[XVI]{{1,6}}(?={_AFTER_ROMAN})",
    "roman": rf"(?:{_BEFORE_ROMAN})[XVI]{{1,6}}\b",
    "written": chinese_numerals.WRITTEN.pattern,
}
_NEXT: Final = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))

#: Where a numeral may start; searching for this first saves most of the time.
_START: Final = re.compile(
    r"[\d〇零一二两兩三四五六七八九十百千万萬億亿]"
    rf"|(?<![^\W\d])[XVI](?=[XVI]{{0,5}}{_AFTER_ROMAN})|(?:{_BEFORE_ROMAN})[XVI]"
)
_DIGITS: Final = re.compile(r"\d+")
#: 17.8., where commas part fractions.
_DAY_AND_MONTH: Final = re.compile(r"(?<![\d.,])(?:[012]?\d|3[01])\.(?:0?\d|1[0-2])(?=\.(?!\d))")
#: The sign of an hour after a numeral in Chinese characters, but no duration or era.
_WRITTEN_CLOCK: Final = re.compile(r"[点點時时](?![间間代候期])")
#: Letters that multiply amounts of money in English: $5k, £5m.
_SHORT_SCALES: Final = {"k": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9)}
_SHORT_SCALE: Final = re.compile(r" ?([kmb])(?![^\W\d_])")
_SIGNS_OF_MONEY: Final = ("$", "£", "€")
#: 民國107年, 平成30年; no name of an era is longer than this, with a space, in code points.
_ERAS: Final = tuple(
    (re.compile(f"(?:{name}) ?$"), year)
    for language in LANGUAGES
    for name, year in language.eras.items()
)
_ERA_REACH: Final = 3
#: Signs that tell whether commas part fractions.
_MARK: Final = re.compile(r"\d[.,]\d")
_COMMA_IS_DECIMAL: Final = re.compile(either(lambda language: language.decimal_comma))


def written_quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities in digits, in Chinese and in Roman numerals, in order.

    >>> [str(q.values[0]) for q in written_quantities("le 17/08/2018, 2,5 Mrd. Euro, 三千")]
    ['17', '8', '2018', '2500000000.0', '3000']
    """
    comma = bool(_MARK.search(text) and _COMMA_IS_DECIMAL.search(text))
    position = 0
    while start := _START.search(text, position):
        match = _NEXT.match(text, start.start())
        if match is None:
            position = start.start() + 1
            continue
        position = match.end()
        yield from _READERS[match.lastgroup or ""](text, match, comma)


def _date(_text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    order = (
        (Kind.YEAR, Kind.MONTH, Kind.DAY)
        if match.lastgroup == "iso"
        else (Kind.DAY, Kind.MONTH, Kind.YEAR)
    )
    yield from _parts(match, order)


def _parts(match: re.Match[str], order: Sequence[Kind]) -> Iterator[Quantity]:
    digits = _DIGITS.finditer(match.string, *match.span())
    for kind, part in zip(order, digits, strict=True):
        value = (Decimal(part.group()),)
        yield Quantity(part.start(), part.end(), value, (kind,), text=part.group())


def _clock(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    hour, minute = (int(part) for part in _DIGITS.findall(match.group()))
    yield time_of_day(text, match.start(), match.end(), hour, minute)


#: Kinds that a score does not have, though what follows may look like them: the 4-1 of May.
_DATED: Final = frozenset((Kind.DAY, Kind.MONTH, Kind.ORDINAL, Kind.DECADE, Kind.CENTURY))


def _score(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    after = match.end()
    last = next(reversed(list(_DIGITS.finditer(text, match.start(), after))))
    kinds = tuple(k for k in kinds_of(text, last.start(), after, "") if k not in _DATED)
    kinds = kinds or (Kind.SCORE,)
    for part in _DIGITS.finditer(text, match.start(), after):
        value = (Decimal(part.group()),)
        yield Quantity(part.start(), part.end(), value, kinds, text=part.group())


def _hour(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    hour, *minutes = (int(part) for part in _DIGITS.findall(match.group()))
    half = 30 if match.group()[-1] in _HALF_PAST else 0
    yield time_of_day(text, match.start(), match.end(), hour, *(minutes or [half]))


def _arabic(text: str, match: re.Match[str], comma: bool) -> Iterator[Quantity]:
    start, end, digits = match.start(), match.end(), match.group()
    if comma and (date := _DAY_AND_MONTH.match(text, start)):
        yield from _parts(date, (Kind.DAY, Kind.MONTH))
        return
    after, scale = scale_at(text, end)
    if after == end and text[max(0, start - 1) : start] in _SIGNS_OF_MONEY:
        after, scale = _short_scale_at(text, end)
    values = tuple(value * scale for value in _values(digits, comma))
    if not values:  # no numeral as a whole, such as 1.2.3
        for part in _DIGITS.finditer(text, start, end):
            yield _plain(text, part.start(), part.end(), (Decimal(part.group()),), part.end())
        return
    yield _plain(text, start, end, values, after)


def _short_scale_at(text: str, end: int) -> tuple[int, Decimal]:
    """Return where the letter after an amount ends that multiplies it, and by how much: £5m."""
    match = _SHORT_SCALE.match(text, end)
    return (match.end(), _SHORT_SCALES[match[1]]) if match else (end, Decimal(1))


def _plain(text: str, start: int, end: int, values: tuple[Decimal, ...], after: int) -> Quantity:
    digits = text[start:end]
    kinds = kinds_of(text, start, after, digits if after == end else "")
    if Kind.DECADE in kinds and values[0] < 100:
        values = (values[0] + 1900, *values)
    if Kind.TENTHS in kinds:
        values, kinds = tuple(10 * value for value in values), (Kind.PERCENT,)
    if text.startswith("年", end) and (before := _begun_before(text, start)):
        values, kinds = (values[0] + before, *values), (Kind.YEAR,)
    near = neighbours(text, start, end)
    return Quantity(start, after, values, kinds, text=digits, neighbours=near)


def _begun_before(text: str, start: int) -> int:
    """Return the year before the first of an era whose name ends at an offset, or 0."""
    before = text[max(0, start - _ERA_REACH) : start]
    return next((year for name, year in _ERAS if name.search(before)), 0)


def _values(digits: str, comma: bool) -> list[Decimal]:
    """Return the values that digits with marks may have, likeliest first.

    >>> [str(v) for v in _values("1.250", comma=True)], [str(v) for v in _values("7,5", comma=True)]
    (['1250', '1.250'], ['7.5'])
    """
    if digits.isdecimal():
        return [Decimal(digits)]
    bare = re.sub(r"[ '’]", "", digits)
    grouping, point = (".", ",") if comma else (",", ".")
    found = []
    for group, mark in ((grouping, point), (point, grouping)):
        whole, _, fraction = bare.partition(mark)
        parts = whole.split(group)
        if mark in fraction or group in fraction:
            continue
        if len(parts) == 1 or all(len(part) == 3 for part in parts[1:]):
            found.append(Decimal("".join(parts) + ("." + fraction if fraction else "")))
    return list(dict.fromkeys(found))


def _mixed(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    value = chinese_numerals.parse(match.group())
    if value is not None:
        kinds = kinds_of(text, match.start(), match.end(), "")
        yield Quantity(match.start(), match.end(), (value,), kinds, text=match.group())


def _roman(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    value = Decimal(roman(match.group()))
    yield Quantity(match.start(), match.end(), (value,), (Kind.CENTURY,))


def _decade(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    century, decade = re.split("世[纪紀]", match.group().replace(" ", ""))
    base = chinese_numerals.parse(century)
    if base is not None:
        value = (base - 1) * 100 + Decimal(decade)
        yield Quantity(match.start(), match.end(), (value,), (Kind.DECADE,), text=decade)


def _written(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    start, end = match.span()
    value = chinese_numerals.parse(match.group())
    if value is None:
        return
    if _WRITTEN_CLOCK.match(text, end) and value <= 24:
        hour = time_of_day(text, start, end, int(value), 0)
        yield Quantity(start, end, hour.values, (Kind.TIME,), hour.clock)
        return
    kinds = kinds_of(text, start, end, "")
    if Kind.DECADE in kinds and value < 100:
        value += 1900
    if Kind.TENTHS in kinds:
        value, kinds = 10 * value, (Kind.PERCENT,)
    if text.startswith("分之", end):
        return
    yield Quantity(start, end, (value,), kinds)


_READERS: Final = {
    "date": _date, "iso": _date, "clock": _clock, "hour": _hour, "score": _score, "mixed": _mixed,
    "arabic": _arabic, "century": _roman, "roman": _roman, "decade": _decade, "written": _written,
}  # fmt: skip

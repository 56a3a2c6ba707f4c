"""Reading the quantities that a text says in digits and numerals: dates, times, scores, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from . import chinese_numerals
from . import words as number_words
from .clock import time_of_day
from .context import kinds_of
from .quantity import Quantity, neighbours
from .scales import scale_at

_SPACE: Final = "[ ]"
_ARABIC: Final = (
    rf"(?<!\d)(?<!\d{_SPACE})[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}(?!\d))+(?:,\d+)?"
    r"|\d+(?:[.,'’]\d+)*"
)
_NEXT: Final = re.compile(
    rf"""(?P<date>(?<!\d)\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)\d{{4}}(?!\d))
    | (?P<iso>(?<!\d)\d{{4}}(?P<dash>[./-])\d{{1,2}}(?P=dash)\d{{1,2}}(?!\d))
    | (?P<clock>(?<![\d.,:])(?:[01]?\d|2[0-4])
        (?:[:：]|\.(?=\d\d[ ](?:Uhr|ч)|\d\d[ ]?[ap]\.?m\b)|\s?h\s?)[0-5]\d(?![\d:]))
    | (?P<hour>(?<![\d.,:])\d{{1,2}}(?=\s?(?:h\b|[ap]\.?m\b|Uhr|点(?![\d数])|點(?!\d)
        |時(?!間|代)|时(?!间|代|候|期)
        |시(?!간|즌|작)|час(?:ов|а)?[ ](?:утра|дня|вечера)|de[ ]la[ ](?:mañana|tarde|noche)))
        (?:[ ]?[点點時时시][ ]?(?:(?P<min>\d{{1,2}})[ ]?[分분]|[半반]))?)
    | (?P<score>(?<![\d.,:-])\d{{1,3}}½?(?:[ ]?[:：&–-]|[ ]?[比対대])[ ]?
        \d{{1,3}}(?!\d|[.,:%-]\d|-?[a-z年]))
    | (?P<decade>(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?世[纪紀][ ]?[0-9]0(?=[ ]?年代))
    | (?P<mixed>{chinese_numerals.MIXED.pattern})
    | (?P<arabic>{_ARABIC})
    | (?P<century>\b[XVI]{{1,6}}(?=e[ ]siècle|[ ](?:век|веке|века|столети)))
    | (?P<siglo>(?<=siglo[ ])[XVI]{{1,6}}\b)
    | (?P<written>{chinese_numerals.WRITTEN.pattern})
    """,
    re.VERBOSE,
)
#: Where a numeral may start; searching for this first saves most of the time.
_START: Final = re.compile(
    r"[\d〇零一二两兩三四五六七八九十百千万萬億亿]"
    r"|(?<![^\W\d])[XVI](?=[XVI]{0,5}(?:e siècle| век| столети))"
    r"|(?<=siglo )[XVI]"
)
_DIGITS: Final = re.compile(r"\d+")
#: 17.8., where commas part fractions.
_DAY_AND_MONTH: Final = re.compile(r"(?<![\d.,])(?:[012]?\d|3[01])\.(?:0?\d|1[0-2])(?=\.(?!\d))")
_WRITTEN_CLOCK: Final = re.compile(r"[点點時时](?![间間代候期])")
#: Signs that tell whether commas part fractions.
_MARK: Final = re.compile(r"\d[.,]\d")
_COMMA_IS_DECIMAL: Final = re.compile(
    r"[а-яё]|\b(?:der|und|die|le|et|les|el|los|y|de|en|das|von)\b"
)


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
        kind = match.lastgroup if match.lastgroup != "min" else "hour"
        yield from _READERS[kind or ""](text, match, comma)


def _date(_text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    order = ("year", "month", "day") if match.lastgroup == "iso" else ("day", "month", "year")
    yield from _parts(match, order)


def _parts(match: re.Match[str], order: Sequence[str]) -> Iterator[Quantity]:
    digits = _DIGITS.finditer(match.string, *match.span())
    for kind, part in zip(order, digits, strict=True):
        value = (Decimal(part.group()),)
        yield Quantity(part.start(), part.end(), value, (kind,), text=part.group())


def _clock(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    hour, minute = (int(part) for part in _DIGITS.findall(match.group()))
    yield time_of_day(text, match.start(), match.end(), hour, minute)


#: What follows a score may look like a date, as in a 4-1 of May.
_DATED: Final = ("day", "month", "ordinal", "decade", "century")


def _score(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    after = match.end()
    last = next(reversed(list(_DIGITS.finditer(text, match.start(), after))))
    kinds = tuple(k for k in kinds_of(text, last.start(), after, "") if k not in _DATED)
    kinds = kinds or ("score",)
    for part in _DIGITS.finditer(text, match.start(), after):
        value = (Decimal(part.group()),)
        yield Quantity(part.start(), part.end(), value, kinds, text=part.group())


def _hour(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    parts = [int(part) for part in _DIGITS.findall(match.group())]
    half = 30 if match.group()[-1] in "半반" else 0
    yield time_of_day(
        text, match.start(), match.end(), parts[0], parts[1] if len(parts) > 1 else half
    )


def _arabic(text: str, match: re.Match[str], comma: bool) -> Iterator[Quantity]:
    start, end, digits = match.start(), match.end(), match.group()
    if comma and (date := _DAY_AND_MONTH.match(text, start)):
        yield from _parts(date, ("day", "month"))
        return
    after, scale = scale_at(text, end)
    values = tuple(value * scale for value in _values(digits, comma))
    if not values:  # no numeral as a whole, such as 1.2.3
        for part in _DIGITS.finditer(text, start, end):
            yield _plain(text, part.start(), part.end(), (Decimal(part.group()),), part.end())
        return
    yield _plain(text, start, end, values, after)


def _plain(text: str, start: int, end: int, values: tuple[Decimal, ...], after: int) -> Quantity:
    digits = text[start:end]
    kinds = kinds_of(text, start, after, digits if after == end else "")
    if "decade" in kinds and values[0] < 100:
        values = (values[0] + 1900, *values)
    if "tenths" in kinds:
        values, kinds = tuple(10 * value for value in values), ("percent",)
    near = neighbours(text, start, end)
    return Quantity(start, after, values, kinds, text=digits, neighbours=near)


def _values(digits: str, comma: bool) -> list[Decimal]:
    """Return what digits with marks may mean, likeliest first.

    >>> [str(v) for v in _values("1.250", comma=True)], [str(v) for v in _values("7,5", comma=True)]
    (['1250', '1.250'], ['7.5'])
    """
    if digits.isdecimal():
        return [Decimal(digits)]
    bare = re.sub(rf"{_SPACE}|['’]", "", digits)
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
    value = Decimal(number_words.roman(match.group()))
    yield Quantity(match.start(), match.end(), (value,), ("century",))


def _decade(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    century, decade = re.split("世[纪紀]", match.group().replace(" ", ""))
    base = chinese_numerals.parse(century)
    if base is not None:
        value = (base - 1) * 100 + Decimal(decade)
        yield Quantity(match.start(), match.end(), (value,), ("decade",), text=decade)


def _written(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    start, end = match.span()
    value = chinese_numerals.parse(match.group())
    if value is None:
        return
    if _WRITTEN_CLOCK.match(text, end) and value <= 24:
        hour = time_of_day(text, start, end, int(value), 0)
        yield Quantity(start, end, hour.values, ("time",), hour.clock)
        return
    kinds = kinds_of(text, start, end, "")
    if "decade" in kinds and value < 100:
        value += 1900
    if "tenths" in kinds:
        value, kinds = 10 * value, ("percent",)
    if text.startswith("分之", end):
        return
    yield Quantity(start, end, (value,), kinds)


_READERS: Final = {
    "date": _date, "iso": _date, "clock": _clock, "hour": _hour, "score": _score, "mixed": _mixed,
    "arabic": _arabic, "century": _roman, "siglo": _roman, "decade": _decade, "written": _written,
}  # fmt: skip

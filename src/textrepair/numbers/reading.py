"""Reading the quantities of a text: digits, numerals in characters and in words, times, scores.

For Chinese, Japanese, Korean, German, French, Russian, Spanish and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from . import chinese_numerals, number_words
from .contexts import ES_MONTHS, kinds_of
from .conversions import unit_at
from .quantity import Quantity, neighbours

#: Spaces that keep numbers together are read as plain ones.
_SPACES: Final = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
_HARD_SPACE: Final = re.compile("[\u00a0\u2009\u202f]")
_SPACE: Final = "[ ]"
_ARABIC: Final = (
    rf"(?<!\d)(?<!\d{_SPACE})[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}(?!\d))+(?:,\d+)?"
    r"|\d+(?:[.,'’]\d+)*"
)
_SCALES: Final = (
    (r"(?:mil millones|Milliarden?|Mrd\.?|milliards?|миллиард\w*|млрд\.?|billions?|bn)", 10**9),
    (r"(?:Billion(?:en)?|billones|трлн\.?|триллион\w*|trillions?|tn)", 10**12),
    (r"(?:Million(?:en)?|Mio\.?|millions?|millón|millones|миллион\w*|млн\.?|mn)", 10**6),
    (r"(?:Tausend|thousand|mille|mil|тысяч\w*|тыс\.?)", 1000),
)
_SCALE: Final = tuple(
    (re.compile(rf"[ \u00a0\u202f-]?{names}(?![^\W\d_])"), Decimal(value))
    for names, value in _SCALES
)
_ANY_SCALE: Final = re.compile("|".join(pattern.pattern for pattern, _ in _SCALE))
_NEXT: Final = re.compile(
    rf"""(?P<date>(?<!\d)\d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?!\d))
    | (?P<clock>(?<![\d.,:])(?:[01]?\d|2[0-4])
        (?::|\.(?=\d\d[ ](?:Uhr|ч)|\d\d[ ]?[ap]\.?m\b)|\s?h\s?)[0-5]\d(?![\d:]))
    | (?P<hour>(?<![\d.,:])\d{{1,2}}(?=\s?(?:h\b|[ap]\.?m\b|Uhr|点(?![\d数])|點(?!\d)
        |時(?!間|代)|时(?!间|代|候|期)
        |시(?!간|즌|작)|час(?:ов|а)?[ ](?:утра|дня|вечера)|de[ ]la[ ](?:mañana|tarde|noche)))
        (?:[ ]?[点點時时시][ ]?(?:(?P<min>\d{{1,2}})[ ]?[分분]|[半반]))?)
    | (?P<score>(?<![\d.,:-])\d{{1,3}}½?(?:[ ]?[:：&–-]|[ ]?[比対대])[ ]?
        \d{{1,3}}(?!\d|[.,:%-]\d|-?[a-z年]))
    | (?P<mixed>{chinese_numerals.MIXED.pattern})
    | (?P<arabic>{_ARABIC})
    | (?P<century>\b[XVI]{{1,6}}(?=e[ ]siècle|[ ](?:век|веке|века|столети)))
    | (?P<siglo>(?<=siglo[ ])[XVI]{{1,6}}\b)
    | (?P<decade>(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?世[纪紀][ ]?[0-9]0(?=[ ]?年代))
    | (?P<written>{chinese_numerals.WRITTEN.pattern})
    """,
    re.VERBOSE,
)
#: Where a numeral may start; searching for this first saves most of the time.
_ONE_TIME: Final = Decimal(1)
_START: Final = re.compile(
    r"[\d〇零一二两兩三四五六七八九十百千万萬億亿]"
    r"|(?<![^\W\d])[XVI](?=[XVI]{0,5}(?:e siècle| век| столети))"
    r"|(?<=siglo )[XVI]"
)
#: Number words are not read beside kana and Chinese characters.
_CHINESE: Final = re.compile("[\u3040-\u9fff]")
_DIGITS: Final = re.compile(r"\d+")

#: What joins the two ends of a range, or the items of a list.
_JOINS: Final = re.compile(
    r" ?(?:[-–~～至到,、]|から|to|bis|und|à|et|а?|y|и|до|или|and|和|或|에서|및) ?|歳?と"
)
_JOIN_LENGTH: Final = 6
_WRITTEN_CLOCK: Final = re.compile(r"[点點時时](?![间間代候期])")
#: What follows an hour in words, and what says that it is one after noon.
_DAYTIME: Final = (
    r"(?: horas?| heures?| Uhr| час(?:ов|а)?)? ?(?:de la (?:tarde|noche)|du soir"
    r"|dans la soirée|de l['’]après-midi|(?:am )?(?:Nachmittag|Abend|nachmittags|abends)"
    r"|дня|вечера)"
)
_PM: Final = re.compile(rf" ?p\.?m\b|{_DAYTIME}")
_SPOKEN_CLOCK: Final = re.compile(
    rf" o'clock| ?[ap]\.?m\b|{_DAYTIME}| Uhr| heures du| de la mañana| час(?:ов|а) утра"
)
#: Where "one" is a number.
_ONE: Final = re.compile(
    rf"(?P<day>(?<= el )uno(?= de (?:{ES_MONTHS})))|(?<=a la )(?P<hour>una)(?= de la)"
    r"|(?P<war>(?<!\w)I{1,2})(?= Guerra Mundial)"
)
_AFTERNOON: Final = re.compile(r"(?:下午|晚上|午後|오후|傍晚|夜)[ ]?$")
_MARK: Final = re.compile(r"\d[.,]\d")
_COMMA_IS_DECIMAL: Final = re.compile(
    r"[а-яё]|\b(?:der|und|die|le|et|les|el|los|y|de|en|das|von)\b"
)


def read(text: str, *, words: bool = True) -> list[Quantity]:
    """Return the quantities of a text, in order; ``words`` tells to read such as "ten" too.

    >>> [(str(q.values[0]), q.kinds) for q in read("2018年8.9万人,32%")]
    [('2018', ('year',)), ('89000', ('people',)), ('32', ('percent',))]
    """
    if _HARD_SPACE.search(text):
        text = text.translate(_SPACES)
    comma = bool(_MARK.search(text) and _COMMA_IS_DECIMAL.search(text))
    found = list(_numerals(text, comma))
    if words and not _CHINESE.search(text):
        found = sorted([*found, *_words(text, found)], key=_start)
    return _ranges(text, found)


def _start(quantity: Quantity) -> int:
    return quantity.start


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give a number that is joined to the next one what that one counts."""
    joined = list(found)
    for i in range(len(joined) - 2, -1, -1):
        left, right = joined[i], joined[i + 1]
        if left.kinds or not right.kinds or right.start - left.end > _JOIN_LENGTH:
            continue
        if _JOINS.fullmatch(text, left.end, right.start):
            joined[i] = replace(left, kinds=right.kinds)
    return joined


def _numerals(text: str, comma: bool) -> Iterator[Quantity]:
    position = 0
    while start := _START.search(text, position):
        match = _NEXT.match(text, start.start())
        if match is None:
            position = start.start() + 1
            continue
        position = match.end()
        kind = match.lastgroup if match.lastgroup != "min" else "hour"
        yield from _READERS[kind or ""](text, match, comma)


def _date(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    kinds = iter(("day", "month", "year"))
    for part in _DIGITS.finditer(text, match.start(), match.end()):
        value = (Decimal(part.group()),)
        yield Quantity(part.start(), part.end(), value, (next(kinds),), text=part.group())


def _clock(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    hour, minute = (int(part) for part in _DIGITS.findall(match.group()))
    yield _time(text, match.start(), match.end(), hour, minute)


def _score(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    after = match.end()
    unit = unit_at(text, after)
    kinds = (unit,) if unit else ("score",)
    for part in _DIGITS.finditer(text, match.start(), after):
        value = (Decimal(part.group()),)
        yield Quantity(part.start(), part.end(), value, kinds, text=part.group())


def _hour(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    parts = [int(part) for part in _DIGITS.findall(match.group())]
    half = 30 if match.group()[-1] in "半반" else 0
    yield _time(text, match.start(), match.end(), parts[0], parts[1] if len(parts) > 1 else half)


def _time(text: str, start: int, end: int, hour: int, minute: int) -> Quantity:
    after_noon = _AFTERNOON.search(text[max(0, start - 4) : start]) or _PM.match(text, end)
    if hour < 12 and after_noon:
        hour += 12
    return Quantity(start, end, (Decimal(hour),), ("time",), (hour, minute), text[start:end])


def _arabic(text: str, match: re.Match[str], comma: bool) -> Iterator[Quantity]:
    start, end, digits = match.start(), match.end(), match.group()
    after, scale = _scale(text, end)
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
    near = neighbours(text, start, end)
    return Quantity(start, after, values, kinds, text=digits, neighbours=near)


def _scale(text: str, end: int) -> tuple[int, Decimal]:
    if _ANY_SCALE.match(text, end):
        for pattern, value in _SCALE:
            if match := pattern.match(text, end):
                return match.end(), value
    return end, _ONE_TIME


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
    parsed = chinese_numerals.parse(century)
    base = Decimal(century) if century.isdecimal() else parsed
    if base is not None:
        value = (base - 1) * 100 + Decimal(decade)
        yield Quantity(match.start(), match.end(), (value,), ("decade",), text=decade)


def _written(text: str, match: re.Match[str], _comma: bool) -> Iterator[Quantity]:
    start, end = match.span()
    value = chinese_numerals.parse(match.group())
    if value is None:
        return
    if _WRITTEN_CLOCK.match(text, end) and value <= 24:
        hour = _time(text, start, end, int(value), 0)
        yield Quantity(start, end, hour.values, ("time",), hour.clock)
        return
    kinds = kinds_of(text, start, end, "")
    if "decade" in kinds and value < 100:
        value += 1900
    if text.startswith("分之", end):
        return
    yield Quantity(start, end, (value,), kinds)


def _words(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    taken = {offset for quantity in found for offset in range(quantity.start, quantity.end)}
    for start, end, number, ordinal in number_words.occurrences(text):
        if start in taken:
            continue
        if number <= 12 and _SPOKEN_CLOCK.match(text, end):
            yield replace(_time(text, start, end, number, 0), text="")
            continue
        after, scale = _scale(text, end)
        kinds = kinds_of(text, start, after, "")
        if ordinal and "ordinal" not in kinds:
            kinds = (*kinds, "ordinal")
        yield Quantity(start, after, (number * scale,), kinds)
    for match in _ONE.finditer(text):
        time = match.lastgroup == "hour"
        one = _time(text, *match.span(), 1, 0) if time else None
        kinds = ("day",) if match.lastgroup == "day" else ("ordinal",)
        start, end = match.span(match.lastgroup or 0)
        value = (Decimal(number_words.roman(match.group("war") or "I")),)
        yield replace(one, text="") if one else Quantity(start, end, value, kinds)


_READERS: Final = {
    "date": _date, "clock": _clock, "hour": _hour, "score": _score, "mixed": _mixed,
    "arabic": _arabic, "century": _roman, "siglo": _roman, "decade": _decade, "written": _written,
}  # fmt: skip

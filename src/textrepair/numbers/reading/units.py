"""Units of measure: their names in eight languages, and how translators convert them.

Factors: NIST Special Publication 811 (2008), appendix B.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

#: Canonical name: names in running text, as a regular expression after the numeral.
UNITS: Final = {
    "km/h": r"km/h|kph|Kilometern? pro Stunde|kilom[eè]t(?:er|re)s? (?:per hour|an hour|par heure)"
    r"|kilómetros por hora|км/ч|километр\w* в час|公里/小?时|公里每小时|公里的?时速|킬로미터/시",
    "mph": r"mph|miles per hour|miles an hour|英里/小?时|英里每小时|마일/시",
    "km": r"km|kilomet(?:er|re)s?|Kilometern?|kilomètres?|kilómetros?|километр\w*|км|公里|千米"
    r"|キロ(?:メートル)?(?!グラム)|킬로미터|킬로(?!그램)",
    "mile": r"miles?|Meilen?|milles|millas?|мил[ьяией]\w*|英里|マイル|마일",
    "cm": r"cm|centimet(?:er|re)s?|Zentimetern?|centimètres?|centímetros?|сантиметр\w*|см|厘米|公分"
    r"|センチ(?:メートル)?|센티미터",
    "mm": r"mm|millimet(?:er|re)s?|Millimetern?|millimètres?|milímetros?|миллиметр\w*|мм|毫米|ミリ",
    "inch": r"inch(?:es)?|Zoll|pouces?|pulgadas?|дюйм\w*|英寸|インチ|인치",
    "foot": r"f(?:oo|ee)t|Fuß|pieds?|pies?|фут\w*|英尺|フィート|피트",
    "yard": r"yards?|码|ヤード|야드|ярд\w*|yardas?",
    "m": r"met(?:er|re)s?|Metern?|mètres?|metros?|метр\w*|m(?=[ ,.;)]|[^\x00-\x7f])|м(?=[ ,.;)])"
    r"|米(?![ド国軍])|メートル|미터",
    "pound": r"pounds?(?= (?!sterling))|lbs?|Pfund|livres?|libras?|фунт\w*|磅|ポンド|파운드",
    "kg": r"kg|kilos?|kilogram(?:me)?s?|Kilo(?:gramm)?|kilogrammes?|kilogramos?|килограмм\w*|кг"
    r"|公斤|千克|キロ(?:グラム)?|킬로그램",
    "ton": r"tons?|tonnes?|Tonnen?|toneladas?|тонн\w*|吨|噸|トン|톤",
    "hectare": r"hectares?|Hektar|hectáreas?|гектар\w*|га(?!\w)|公顷|公頃|ヘクタール|헥타르",
    "acre": r"acres?|Morgen|акр\w*|英亩|英畝|エーカー|에이커",
    "sq km": r"(?:square|sq\.?) (?:kilomet(?:er|re)s?|km)|Quadratkilometern?|kilomètres? carrés?"
    r"|kilómetros cuadrados|(?:кв\.?|квадратн\w+) (?:км|километр\w*)|km²|平方公里|平方キロ"
    r"|제곱킬로미터",
    "sq mile": r"(?:square|sq\.?) mi(?:les?)?|Quadratmeilen?|平方英里|平方マイル|제곱마일",
    "litre": r"lit(?:er|re)s?|Litern?|litros?|литр\w*|升|公升|リットル|리터",
    "gallon": r"gallons?|Gallonen?|galones|галлон\w*|加仑|ガロン|갤런",
    "°C": r"º ?C|° ?C|℃|degrees? Celsius|Grad Celsius|摄氏度|градус\w*(?: Цельсия| по Цельсию)?"
    r"|degrés?(?: Celsius)?|grados?(?: Celsius| centígrados)?|Grad|度(?![目假过])"
    r"|도(?=[ 를가에까의로,.])",
    "°F": r"º ?F|° ?F|℉|degrees?(?! Celsius)|华氏度",
    "hour": r"hours?|hrs?|Stunden?|heures?(?! du)|horas|час(?:а|ов)|个?小时|時間|시간",
    "minute": r"min(?:ute)?s?|Minuten?|minutos?|минут\w*|分钟|分鐘|分間?(?!の)|분(?!의)",
    "second": r"sec(?:ond)?s?|Sekunden?|secondes?|segundos?|секунд\w*|秒|초",
    "days": r"days?|Tagen?|jours?|días?|дн(?:ей|я)|день|суток|天|日間|일간",
    "week": r"weeks?|Wochen?|semaines?|semanas?|недел\w*|周(?!年)|星期|週間|주(?= |간)",
    "months": r"months?|Monaten?|mois|meses|mes|месяц\w*|个月|個月|か月|ヶ月|개월",
    "years": r"years?|Jahren?|ans|années|años?|лет|год(?:а|ов)?|年間"
    r"|多?年(?=来|前|后|後|间|的|以|中)"
    r"|년(?= ?(?:간|전|동안|후|만))",
    "people": r"(?:[a-z]+ )?people|persons?|Personen|Menschen|personnes|personas|человек\w*"
    r"|людей|[多余]?名?[^\W\d]{0,3}人(?!口|民)|[多余]?名|명|人々",
    "times": r"times|[Mm]al|fois|veces|раз[а]?|次|回(?!合)|회(?![의사원장])|번|倍|배",
    "goal": r"goals?|Tor(?:e|en)|buts?|goles|голов|гол[а]?|ゴール|골|个?进?球",
    "point": r"points?|Punkten?|puntos?|очк\w*|ポイント|포인트|점(?! )|分(?!钟|之|鐘|别)",
}

_TO: Final = {
    ("km", "mile"): "0.621371", ("km/h", "mph"): "0.621371", ("cm", "inch"): "0.393701",
    ("mm", "inch"): "0.0393701", ("m", "foot"): "3.28084", ("m", "yard"): "1.09361",
    ("kg", "pound"): "2.20462", ("mile", "km"): "1.609344", ("mph", "km/h"): "1.609344",
    ("inch", "cm"): "2.54", ("foot", "m"): "0.3048", ("yard", "m"): "0.9144",
    ("pound", "kg"): "0.453592",
    ("hectare", "acre"): "2.47105", ("acre", "hectare"): "0.404686",
    ("sq km", "sq mile"): "0.386102", ("sq mile", "sq km"): "2.58999",
    ("litre", "gallon"): "0.264172", ("gallon", "litre"): "3.78541",
    ("°C", "°F"): "1.8",
}  # fmt: skip

#: How many of one unit of time another has.
_TIMES: Final = {
    ("months", "days"): 30, ("week", "days"): 7, ("days", "hour"): 24, ("years", "months"): 12,
    ("hour", "minute"): 60, ("minute", "second"): 60,
}  # fmt: skip

#: Round numbers are multiples of these.
_ROUND: Final = (1000, 500, 100, 50, 10, 5)

#: Nothing is rounded by more than this share of it.
_ROUNDING: Final = Decimal("0.02")

#: What is converted may have been cut off where it should have been rounded.
_SLACK: Final = Decimal("0.002")


@cache
def unit_pattern() -> re.Pattern[str]:
    """Return an expression for a unit right after a numeral; the group names its index."""
    branches = "|".join(f"(?P<u{i}>{names})" for i, names in enumerate(UNITS.values()))
    return re.compile(
        rf"[ \N{{NO-BREAK SPACE}}\N{{NARROW NO-BREAK SPACE}}-]?(?:{branches})(?![a-z])"
    )


def unit_at(text: str, offset: int) -> str:
    """Return the unit that stands at an offset, or nothing.

    >>> unit_at("27 Meter", 2), unit_at("30 yards", 2), unit_at("72公里", 2)
    ('m', 'yard', 'km')
    """
    match = unit_pattern().match(text, offset)
    if match is None or match.lastgroup is None:
        return ""
    return list(UNITS)[int(match.lastgroup[1:])]


def convertible(unit: str, other: str) -> bool:
    """Tell whether two units measure the same, one of them in the metric system."""
    return (unit, other) in _TO or (other, unit) in _TO


def converted(value: Decimal, unit: str, to: str) -> list[Decimal]:
    """Return what a translator may write for a value in another unit, likeliest first.

    Both may have been rounded, and either may be the original: of all that come to
    ``value``, the roundest is likeliest.

    >>> [str(v) for v in converted(Decimal(620), "km", "mile")]
    ['385']
    >>> [str(v) for v in converted(Decimal(135), "km/h", "mph")]
    ['85', '84']
    """
    if times := _TIMES.get((unit, to)):
        return [value * times]
    factor = _TO.get((unit, to))
    if factor is None:
        return []
    ratio = Decimal(factor)
    found = []
    if (unit, to) == ("°C", "°F"):  # a temperature; further down a difference
        found += _likely(value, ratio, Decimal(32))
    found += _likely(value, ratio, Decimal(0))
    return list(dict.fromkeys(found))


def _likely(value: Decimal, ratio: Decimal, offset: Decimal) -> list[Decimal]:
    exact = value * ratio + offset
    half = _half_a_step(value)
    low, high = (value - half) * ratio + offset, (value + half) * ratio + offset
    slack = abs(exact) * _SLACK
    found = []
    for step in _ROUND:
        near = (exact / step).to_integral_value() * step
        if near and low - slack <= near <= high + slack:
            found.append(near)
            break
    return [*found, exact.to_integral_value()]


def _half_a_step(value: Decimal) -> Decimal:
    """Return by how much a number may have been rounded: 620 to tens, 135 to fives.

    >>> [str(_half_a_step(Decimal(v))) for v in ("620", "135", "137", "7.5")]
    ['5', '2.5', '0.5', '0.05']
    """
    if value != value.to_integral_value():
        exponent = value.as_tuple().exponent
        return Decimal(5).scaleb(int(exponent) - 1)
    step = next((step for step in _ROUND if value % step == 0), 1)
    return max(Decimal("0.5"), min(Decimal(step) / 2, _ROUNDING * abs(value)))

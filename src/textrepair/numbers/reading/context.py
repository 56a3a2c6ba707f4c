"""What a number counts, read from what stands beside the number; scales and currencies.

The words are those of ``languages``; signs that all languages share are here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ..kinds import ORDER, Kind
from ..languages import LANGUAGES, either, either_by_key, signs
from ..languages.en import MONTHS
from .units import unit_at

_SIGNS_AFTER: Final = {
    Kind.PERCENT: "[ -]?[%％]",
    Kind.MONEY: r" ?(?:[$€£¥₽₩]|US\$|USD|EUR|GBP)",
    # 5. März, 1er mai, 8-го июля: the ending of one language before the month of any.
    Kind.DAY: (
        f"{either(lambda language: language.day_endings)}? "
        f"{either(lambda language: language.month_link)}?{either(lambda language: language.months)}"
    ),
    Kind.ORDINAL: f"{either(lambda language: language.ordinal_marks)}(?= [a-zа-я])",
}
_SIGNS_BEFORE: Final = {Kind.MONEY: "[$£€¥] ?"}


def _by_kind(words: dict[Kind, str], others: dict[Kind, str]) -> dict[Kind, str]:
    kinds = sorted({*words, *others}, key=ORDER.__getitem__)
    return {kind: "|".join(filter(None, (others.get(kind), words.get(kind)))) for kind in kinds}


_AFTER: Final = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in _by_kind(
        either_by_key(lambda language: language.after, Kind), _SIGNS_AFTER
    ).items()
}
_BEFORE: Final = {
    kind: re.compile(rf"(?:{pattern})$", re.IGNORECASE)
    for kind, pattern in _by_kind(
        either_by_key(lambda language: language.before, Kind), _SIGNS_BEFORE
    ).items()
}
_ANY_AFTER: Final = re.compile("|".join(p.pattern for p in _AFTER.values()), re.IGNORECASE)
_ANY_BEFORE: Final = re.compile("|".join(p.pattern for p in _BEFORE.values()), re.IGNORECASE)

_YEAR_AFTER: Final = re.compile(either(lambda language: language.year))
_YEARS_AFTER: Final = re.compile(
    either(lambda language: language.year if language.year_is_years else "")
)
#: May 5, May 2018: English has the month first.
_MONTH_BEFORE: Final = re.compile(rf"(?<![A-Za-z]){MONTHS}\.? $")
_LAST_DAY: Final = 31
_MINUTE_OR_POINT: Final = signs(lambda language: language.minute_or_point)

#: How far back the text before a number is looked at, in code points: the longest word is short.
_REACH: Final = 16


def kinds_of(text: str, start: int, end: int, digits: str) -> tuple[Kind, ...]:
    """Return what the number at a span can count; nothing if that is open.

    >>> [str(*kinds_of(text, 0, 4, "2018")) for text in ("2018年9月29日", "2018 km")]
    ['year', 'km']
    """
    kinds: list[Kind] = []
    if _ANY_AFTER.match(text, end):
        kinds = [kind for kind, pattern in _AFTER.items() if pattern.match(text, end)]
    before = text[max(0, start - _REACH) : start]
    if _ANY_BEFORE.search(before):
        kinds += [kind for kind, pattern in _BEFORE.items() if pattern.search(before)]
    if Kind.DAY in kinds and digits.isdecimal() and int(digits) > 31:
        kinds.remove(Kind.DAY)
        kinds.append(Kind.DAYS)
    if Kind.DECADE not in kinds and _YEAR_AFTER.match(text, end) and len(digits) == 4:
        kinds.append(Kind.YEAR)
    elif not kinds and _YEARS_AFTER.match(text, end) and len(digits) < 4:
        kinds.append(Kind.YEARS)
    unit = unit_at(text, end)
    if unit and not (Kind.YEAR in kinds or Kind.DAY in kinds):
        kinds.append(unit)
    if unit in (Kind.MINUTE, Kind.POINT):
        sign = text[end : end + 2].strip()[:1]
        if sign and sign in _MINUTE_OR_POINT:
            kinds += [Kind.MINUTE, Kind.POINT]
    return tuple(dict.fromkeys(kinds)) or _by_digits(before, digits)


def _by_digits(before: str, digits: str) -> tuple[Kind, ...]:
    """Return what a number may be that only its digits, and the month before it, tell of."""
    if digits.isdecimal() and _MONTH_BEFORE.search(before):
        if int(digits) <= _LAST_DAY:
            return (Kind.DAY,)
        return (Kind.YEAR,) if len(digits) == 4 else ()
    is_like_a_year = len(digits) == 4 and digits[:2] in ("17", "18", "19", "20")
    return (Kind.MAYBE_YEAR,) if is_like_a_year else ()


#: Longer numbers first: Spanish "mil millones" begins with "mil".
_SCALE: Final = tuple(
    (re.compile(rf"[ -]?{names}(?![^\W\d_])"), Decimal(value))
    for value, names in either_by_key(
        lambda language: language.scales,
        sorted({value for language in LANGUAGES for value in language.scales}, reverse=True),
    ).items()
)
_ANY_SCALE: Final = re.compile("|".join(pattern.pattern for pattern, _ in _SCALE))
_ONCE: Final = Decimal(1)


def scale_at(text: str, end: int) -> tuple[int, Decimal]:
    """Return where a word ends that multiplies the number before ``end``, and by how much.

    Where there is none, that is ``end`` and 1.

    >>> scale_at("2,5 Mrd. Euro", 3)
    (8, Decimal('1000000000'))
    """
    if _ANY_SCALE.match(text, end):
        for pattern, value in _SCALE:
            if match := pattern.match(text, end):
                return match.end(), value
    return end, _ONCE


#: Signs and codes of currencies.  Dollars come before yuan: 美元 ends in 元.
_CURRENCY_SIGNS: Final = {
    "dollar": r"US\$|\$|USD", "euro": "€|EUR", "pound": "£|GBP", "yuan": "RMB", "yen": "¥|JPY",
}  # fmt: skip
_ANY_CURRENCY: Final = "|".join(
    f"(?P<{name}>{_CURRENCY_SIGNS[name]}|{names})"
    for name, names in either_by_key(lambda language: language.currencies, _CURRENCY_SIGNS).items()
)
#: A scale between an amount and its currency: 3.1bn, 5 Millionen, 36億.
_AFTER_SCALE: Final = r"(?: ?(?:[kmb]|[mb]n|[^\W\d_]{4,12}|[万亿億憶만억조]+))?"
_CURRENCY_BEFORE: Final = re.compile(rf"(?:{_ANY_CURRENCY}) ?$")
_CURRENCY_AFTER: Final = re.compile(
    rf"{_AFTER_SCALE}[ \N{{NO-BREAK SPACE}}]?(?:de |d['’])?(?:{_ANY_CURRENCY})"
)
#: How far back the name of a currency is looked for, in code points.
_CURRENCY_REACH: Final = 5


def currency(text: str, start: int, end: int) -> str:
    """Return the currency of the amount at a span, or nothing.

    >>> currency("€3.1billion", 1, 4), currency("36億米ドル", 0, 3), currency("5 boats", 0, 1)
    ('euro', 'dollar', '')
    """
    match = _CURRENCY_BEFORE.search(text, max(0, start - _CURRENCY_REACH), start)
    match = match or _CURRENCY_AFTER.match(text, end)
    return (match.lastgroup or "") if match else ""


_ERA_NAMES: Final = re.compile(
    r"Republic|\bROC\b|R\.O\.C|Minguo|Reiwa|Heisei|Sh[oō]wa|Taish[oō]|Meiji|"
    + "|".join(name for language in LANGUAGES for name in language.eras)
)


def names_an_era(text: str) -> bool:
    """Tell whether a text names an era whose years are counted anew.

    >>> names_an_era("in the year 107 of the Republic"), names_an_era("in 2018")
    (True, False)
    """
    return _ERA_NAMES.search(text) is not None

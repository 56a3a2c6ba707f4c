"""Numerals of Chinese, Japanese and Korean: 三千五百, 1.25亿, 1億4千万, 2만 5,000.

Large numbers go in steps of ten thousand (万, 億, 兆); digits and characters mix.  The numerals of
the three languages are here together, for they share characters and syntax.
Source of the values: Unicode Han Database, fields kPrimaryNumeric and kOtherNumeric.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_MYRIADS: Final = {
    c: 10**power
    for power, chars in ((4, "万萬만"), (8, "億亿憶억"), (12, "兆조"))
    for c in chars
}  # fmt: skip
_ARABIC: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT: Final = r"(?:[十百万萬億亿憶십백천만억조]|千(?![米克瓦卡升])|兆(?![瓦字]))"

#: Between a numeral and ten thousands: more than that, as in 2000多万.
_MORE: Final = "多余餘"

#: Digits that go on with at least one unit, as in 1億4千万, 38 万 or 2000多万.
MIXED: Final = re.compile(
    rf"{_ARABIC}[ ]?(?:[{_MORE}](?=[万萬億亿]))?"
    rf"{_UNIT}+(?:[ ]?{_ARABIC}[ ]?{_UNIT}+)*(?:(?:(?<=만)[ ])?{_ARABIC})?"
)

#: Characters alone, as in 三千五百 or 十四; but no days of the week, as in 周六.
WRITTEN: Final = re.compile("(?<![周期拜])[〇零一二两兩三四五六七八九十百千万萬億亿]+(?!字)")

_PIECE: Final = re.compile(rf"{_ARABIC}|[^\d\s]")


def parse(numeral: str) -> Decimal | None:
    """Return the value of a numeral in characters, digits or both; None if it has none.

    >>> [str(parse(n)) for n in ("1.25亿", "1億4千万", "三千五百", "十四", "二〇一八", "2000多万")]
    ['125000000', '140000000', '3500', '14', '2018', '20000000']
    """
    if len(numeral) > 1 and all(c in _DIGITS for c in numeral):
        return Decimal("".join(str(_DIGITS[c]) for c in numeral))
    total = section = Decimal(0)
    pending: Decimal | None = None
    for piece in _PIECE.findall(numeral):
        if piece[0].isdecimal():
            pending = Decimal(piece.replace(",", ""))
        elif piece in _DIGITS:
            pending = Decimal(_DIGITS[piece])
        elif piece in _TENS:
            section += (Decimal(1) if pending is None else pending) * _TENS[piece]
            pending = None
        elif piece in _MYRIADS:
            total += (section + (pending or 0) or Decimal(1)) * _MYRIADS[piece]
            section, pending = Decimal(0), None
        elif piece not in _MORE:
            return None
    value = total + section + (pending or 0)
    return value.to_integral_value() if value == int(value) else value

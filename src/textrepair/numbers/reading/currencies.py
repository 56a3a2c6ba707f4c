"""Which currency an amount is in, by its sign or name, in eight languages."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    "dollar": r"US\$|\$|USD|dollars?|Dollar|dólares|доллар\w*|美元|米?ドル|달러",
    "euro": r"€|EUR|euros?|Euro|евро|欧元|歐元|ユーロ|유로",
    "pound": r"£|GBP|pounds?|Pfund|livres?|libras?|фунт\w*|英镑|英鎊|ポンド|파운드",
    "yuan": r"RMB|yuan|юан\w*|人民币|人民幣|元|위안",
    "yen": r"¥|JPY|yen|Yen|иен\w*|日元|円|엔",
}
_ANY: Final = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES.items())
_SCALE: Final = r"(?: ?(?:[kmb]|[mb]n|[^\W\d_]{4,12}|[万亿億憶만억조]+))?"
_BEFORE: Final = re.compile(rf"(?:{_ANY}) ?$")
_AFTER: Final = re.compile(rf"{_SCALE}[ \u00a0]?(?:de |d['’])?(?:{_ANY})")
_REACH: Final = 5


def currency(text: str, start: int, end: int) -> str:
    """Return the currency of the amount at a span, or nothing.

    >>> currency("€3.1billion", 1, 4), currency("36億米ドル", 0, 3), currency("5 boats", 0, 1)
    ('euro', 'dollar', '')
    """
    match = _BEFORE.search(text, max(0, start - _REACH), start) or _AFTER.match(text, end)
    return (match.lastgroup or "") if match else ""

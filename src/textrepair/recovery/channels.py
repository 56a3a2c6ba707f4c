"""The wrong readings that lose bytes, as hypotheses: what was read as what, and what was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..encodings.tables import MULTI_BYTE, display_name, read, table, unread
from .byte_lattice import REPLACEMENT
from .decoders import Policy, undefined

_BROKEN_UTF8: Final = re.compile(rb"[\xc2-\xf4](?![\x80-\xbf])|[\xc0\xc1\xf5-\xff]")
_UTF8_READERS: Final = (
    "cp1252",
    "gbk",
    "gb18030",
    "cp1251",
    "cp932",
    "cp949",
    "big5",
    "euc-jp",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1257",
    "cp1258",
    "cp874",
)
LANGUAGE_OF: Final = {
    "gbk": "zh-hans",
    "big5": "zh-hant",
    "cp949": "ko",
    "cp932": "ja",
    "euc-jp": "ja",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Bytes in ``true`` were read as ``seen``; a ``mark`` ("": none) stands for what was lost."""

    true: str
    seen: str
    policy: Policy
    mark: str


def losses_for(mark: str) -> Iterator[Loss]:
    """Yield the hypotheses for one mark, in the order in which they are tried.

    >>> next(losses_for("?")).policy.value
    'one bad byte'
    """
    pairs = [("utf-8", seen) for seen in _UTF8_READERS]
    pairs += [(true, seen) for true in LANGUAGE_OF for seen in LANGUAGE_OF if true != seen]
    for true, seen in pairs:
        if seen not in MULTI_BYTE:
            if undefined(seen):
                yield Loss(true, seen, Policy.EACH, mark)
        elif mark == REPLACEMENT:
            yield Loss(true, seen, Policy.EACH, mark)
            yield Loss(true, seen, Policy.PAIR, mark)
        elif mark:
            yield Loss(true, seen, Policy.EATING, mark)
            yield Loss(true, seen, Policy.EACH, mark)
        else:
            yield Loss(true, seen, Policy.EACH, mark)


def describe(loss: Loss) -> str:
    """Return what happened, in words.

    >>> describe(Loss("utf-8", "gbk", Policy.EACH, "?"))
    'UTF-8 was read as GBK, and bytes that GBK does not have became ?'
    """
    seen = display_name(loss.seen)
    became = {"?": "became ?", "": "were dropped"}.get(loss.mark, "became U+FFFD")
    true = display_name(loss.true)
    return f"{true} was read as {seen}, and bytes that {seen} does not have {became}"


def looks_like_utf8(text: str, mark: str, seen: str) -> bool:
    """Tell in passing whether bytes can be UTF-8 with gaps: few lead bytes without a trail byte."""
    data = _known_bytes(text.replace(mark, "") if mark else text, seen)
    if data.isascii():
        return False
    lost = text.count(mark) if mark else len(text)
    return len(_BROKEN_UTF8.findall(data)) <= 2 * lost + len(text) // 4


def _known_bytes(text: str, seen: str) -> bytes:
    """Return the bytes of the characters that ``seen`` has."""
    data = unread(text, seen)
    if data is not None:
        return data
    if seen in MULTI_BYTE:
        return text.encode(MULTI_BYTE[seen], "ignore")
    has = table(seen)
    return unread("".join([char for char in text if char in has]), seen) or b""


def is_lossless(text: str) -> bool:
    """Tell whether the text is UTF-8, read wrongly, of which nothing is missing.

    >>> is_lossless("Ã©tÃ©?"), is_lossless("Ã?tÃ©")
    (True, False)
    """
    for seen in ("western", *_UTF8_READERS):
        data = unread(text, seen)
        if data is not None and not data.isascii() and read(data, "utf-8") is not None:
            return True
    return False

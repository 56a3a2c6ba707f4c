"""A character beyond U+FFFF left as its two surrogates.

What it looks like: U+D83D U+DE00 in a string, for 😀.

How it happens: UTF-16 or the \\u escapes of JSON were read two bytes at a time, by what knows
no surrogates; or UTF-8 was read that had been made from them (CESU-8).

How it is undone: the pair becomes the character it stands for.

What is left alone: a surrogate without its other half, see lone-surrogates.

Example: \\ud83d\\ude00 becomes 😀.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Trigger
from ..substitution import exchanged

name: Final = "surrogate-pairs"
summary: Final = "Characters left as two surrogates"
trigger: Final = Trigger(first="\ud800-\udbff")
profiles: Final = ("repair", "normalize")
reports_only: Final = False
scope: Final = "line"

_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each pair."""
    del options
    message = "a character was left as its two surrogates"
    return exchanged(name, text, _PAIR, _paired, message, confidence=0.99)


def inflict(text: str, rng: Random) -> str:
    """Write characters beyond U+FFFF as two surrogates."""
    del rng
    return BEYOND.sub(apart, text)


def _paired(match: re.Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")


def apart(match: re.Match[str]) -> str:
    """Return the two surrogates of a character."""
    beyond = ord(match[0]) - 0x10000
    return chr(0xD800 + (beyond >> 10)) + chr(0xDC00 + (beyond & 0x3FF))

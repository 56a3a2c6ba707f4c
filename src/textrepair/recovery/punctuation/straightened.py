"""Signs of UTF-8 in Windows-1252 in which a curly quotation mark was made straight: ``â"œâ"€â"€``.

Editors, chats and language models write straight quotation marks for curly ones, and the bytes 91
to 94 of trees, ticks and emoji are such marks: ├ is ``â”œ``, then ``â"œ``.  A straight mark stands
for either of two bytes (``'`` for 82 too), so of most signs two are left.  Of frames one is in use;
of emoji one, or both.  Arrows and dashes are read with other marks of punctuation (``find``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

from ...encodings import decode_table, undefined_bytes
from ...patterns import lazily
from .torn_emoji import FREQUENT_EMOJI

#: Bytes that a straight mark stands for, the likeliest first.
_BYTES: Final = {'"': (0x94, 0x93), "'": (0x92, 0x91, 0x82)}
_FRAME: Final = ("\u2500", "\u259f")
#: Signs in use; of others that share their straight form hardly one is met.
_SIGNS: Final = "─│├└┌┐┘┤┬┴┼━┃║╔╗╚╝╠╣╦╩╬═╭╮╯╰▓☑⛔☔➔◆◇○●"
_TICKS: Final = "✓✔"
_TRAIL: Final = "".join(char for char in decode_table("western")[0x80:0xC0] if char > "\x9f")
_T: Final = f"[{re.escape(_TRAIL)}]"
#: What stands for the bytes of a sign: one of the marks at least is straight.
_SIGN: Final = lazily(
    # letters of Windows-1252 that are bytes too stand before a sign, other letters do not
    "(?<![^\\W\\d_œŒžŽšŠŸƒˆ])(?P<sign>"
    # ``â"œ`` and ``â""``, ``â"'`` with more of a frame behind it, or as a line of its own
    f'â"(?:{_T}|["\'](?= *â["•])|(?<=(?<!\\S)â")\'(?!\\S)'
    # ┐, of which 90 was dropped
    '|(?<=â"[€Œ¬´]â")(?!["\'\\w]))'
    f"|â[•œž˜›–—][\"']|â'{_T})"
    f"|(?P<emoji>ðŸ(?:[\"'](?:{_T}|[\"'])|{_T}[\"']|[\"'](?![\\w\"'])))"
)
#: Those that stand around a string: not in a word, nor behind another garbled mark.
_STRING_QUOTES: Final = {
    quote: lazily(rf"(?<![\\\x80-\U0010ffff]){quote}(?:(?<!\w.)|(?!\w))") for quote in ("'", '"')
}


@dataclass(frozen=True, slots=True)
class StraightenedSign:
    """A sign at ``start`` to ``end`` (code points), and what it may be, the likeliest first."""

    start: int
    end: int
    candidates: tuple[str, ...]
    is_sure: bool


def straightened_signs(line: str) -> list[StraightenedSign]:
    """Return the signs of a line whose quotation marks were made straight, in order.

    >>> [sign.candidates[0] for sign in straightened_signs('â"œâ"€â"€ src, âœ" done')]
    ['├', '─', '─', '✓']
    >>> straightened_signs('the letter "â", "â"; 5"€, rendez-vous "là"')
    []
    """
    return list(_signs(line))


def _signs(line: str) -> Iterator[StraightenedSign]:
    for match in _SIGN.finditer(line):
        if match["sign"] is not None:
            found = _in_use(match["sign"], _SIGNS + _TICKS)
            is_sure = len(found) == 1 or set(found) == set(_TICKS)
            candidates = tuple(found)
        else:
            every = _whole(match["emoji"])
            found = [char for char in FREQUENT_EMOJI if char in every]
            is_sure = len(found) == 1
            candidates = tuple(found or sorted(every))
        if candidates:
            yield StraightenedSign(*match.span(), candidates, is_sure)


def _in_use(shown: str, signs: str) -> list[str]:
    every = _whole(shown)
    return [char for char in signs if char in every]


@cache
def _whole(shown: str) -> frozenset[str]:
    """Return the characters that what Windows shows of a sign can be."""
    table = decode_table("western")
    choices = [_BYTES.get(char) or (table.index(char),) for char in shown]
    if shown == 'â"':
        choices.append((0x90,))
    elif len(shown) == len("ðŸ") + 1:
        choices.append(tuple(sorted(undefined_bytes("western"))))  # the last byte was dropped
    texts = {bytes(data).decode("utf-8", "ignore") for data in product(*choices)}
    return frozenset(text for text in texts if len(text) == 1)


def closes_string(line: str, at: int) -> bool:
    """Tell whether a straight quotation mark goes with one before it: ``'â†'`` in a program."""
    return len(_STRING_QUOTES[line[at]].findall(line, 0, at)) % 2 == 1

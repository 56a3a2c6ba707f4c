"""How each single-byte code page shows UTF-8: its runs, found by structure and decoded.

A run is one or more well-formed UTF-8 sequences (Unicode, table 3-7), or the surrogate pairs
of CESU-8, as the characters that their bytes are in the code page.  No language model is asked
here, and nothing is decided: a run may stand in clean text by accident (``ENNÅ»``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ...encodings import decode_exact, decode_table, filled_holes, reencode
from ..signs.sign_patterns import one_of

#: Code pages that UTF-8 is read as, the most frequent first: of readings that explain as many
#: characters, the first is taken.
READERS: Final = (
    "western",
    "cp1251",
    "cp437",
    "mac-roman",
    "cp1250",
    "cp850",
    "cp1254",
    "cp1253",
    "cp1257",
    "cp866",
    "koi8-r",
    "cp852",
    "iso8859-2",
    "iso8859-15",
    "cp1258",
    "cp1255",
    "cp1256",
    "cp874",
    "iso8859-5",
    "iso8859-7",
    "koi8-u",
    "mac-cyrillic",
    "cp775",
    "cp737",
    "cp855",
    "cp858",
    "cp862",
)
#: Bits against the code pages of ``READERS`` from some rank on.
_RARITY: Final = ((20, 16.0), (8, 8.0), (0, 0.0))
#: Pages that are met half as Windows and half as ISO reads them, with C1 controls beside ``€``.
_WITH_C1: Final = ("western", "cp1254")
_UNDEFINED: Final = "\ufffe"
_SURROGATES: Final = "\xed"


@dataclass(frozen=True, slots=True)
class Reader:
    """A code page: its runs of UTF-8, and the characters of lead bytes."""

    page: str
    runs: re.Pattern[str]
    leads: str

    def decode(self, run: str) -> str | None:
        """Return what a run says; None where its bytes are no UTF-8 after all.

        >>> reader("western").decode("Ã©tÃ©")
        'été'
        """
        data = reencode(run, self.page)
        return None if data is None else decode_exact(data, "utf-8")


@cache
def reader(page: str) -> Reader:
    """Return how a code page shows UTF-8.

    >>> [m.group() for m in reader("western").runs.finditer("naÃ¯ve â€“ cafÃ©, Ãé")]
    ['Ã¯', 'â€“', 'Ã©']
    """
    leads = shown(page, 0xC2, 0xF4)
    return Reader(page, re.compile(f"(?:{sequence_pattern(page)})+"), leads)


@cache
def _bytes_of_utf8(page: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that a page shows for lead bytes, and for trail bytes."""
    return frozenset(shown(page, 0xC2, 0xF4)), frozenset(shown(page, 0x80, 0xBF))


def readers_of(line: str) -> Iterator[Reader]:
    """Yield the code pages that may show UTF-8 in a line, in the order in which they are tried.

    >>> [by.page for by in readers_of("├⌐")]
    ['cp437', 'cp862']
    """
    characters = frozenset(line)
    for page in READERS:
        leads, trails = _bytes_of_utf8(page)
        if not (leads.isdisjoint(characters) or trails.isdisjoint(characters)):
            by = reader(page)
            if by.runs.search(line) is not None:
                yield by


def shown(page: str, low: int, high: int) -> str:
    """Return the characters that a page shows for some bytes."""
    characters = decode_table(page)[low : high + 1].replace(_UNDEFINED, "")
    if page in _WITH_C1:
        characters += "".join(map(chr, range(max(low, 0x80), min(high, 0x9F) + 1)))
    characters += "".join(c for c, code in filled_holes(page).items() if low <= code[0] <= high)
    return "".join(dict.fromkeys(characters))


def sequence_pattern(page: str, *, blank: bool = False) -> str:
    """Return an expression for one character of UTF-8 as a page shows its bytes.

    With ``blank`` a blank may stand for a trail byte that the page shows as a no-break space.
    """

    def one(*ranges: tuple[int, int]) -> str:
        characters = "".join(shown(page, low, high) for low, high in ranges)
        if blank and "\N{NO-BREAK SPACE}" in characters:
            characters += " "
        return one_of(characters) if characters else "(?!)"

    trail = one((0x80, 0xBF))
    surrogate = one((0xED, 0xED))
    return "|".join(
        (
            one((0xC2, 0xDF)) + trail,
            one((0xE0, 0xE0)) + one((0xA0, 0xBF)) + trail,
            one((0xE1, 0xEC), (0xEE, 0xEF)) + trail + trail,
            surrogate + one((0x80, 0x9F)) + trail,
            one((0xF0, 0xF0)) + one((0x90, 0xBF)) + trail + trail,
            one((0xF1, 0xF3)) + trail + trail + trail,
            one((0xF4, 0xF4)) + one((0x80, 0x8F)) + trail + trail,
            surrogate + one((0xA0, 0xAF)) + trail + surrogate + one((0xB0, 0xBF)) + trail,
        )
    )


def rarity(page: str) -> float:
    """Return the bits that it takes to believe in a code page that is seldom met."""
    rank = READERS.index(page) if page in READERS else len(READERS)
    return next(bits for first, bits in _RARITY if rank >= first)


@cache
def heads_of_emoji(page: str) -> frozenset[str]:
    """Return F0 9F, with which emoji begin, as more usual code pages than ``page`` show them.

    With one byte of two behind them they are three bytes of UTF-8 in rare pages.

    >>> "рџ" in heads_of_emoji("cp855"), "рџ" in heads_of_emoji("cp1251")
    (True, False)
    """
    tables = map(decode_table, READERS[: READERS.index(page)])
    return frozenset(table[0xF0] + table[0x9F] for table in tables)


@cache
def heads_of_marks(page: str) -> frozenset[str]:
    """Return E2 80, E2 82, E2 84 and EF BF as more usual code pages than ``page`` show them.

    Punctuation and U+FFFD begin so.  Without the last byte the two others are UTF-8 in rare pages.

    >>> "вЂ" in heads_of_marks("iso8859-5"), "вЂ" in heads_of_marks("cp1251")
    (True, False)
    """
    tables = map(decode_table, READERS[: READERS.index(page)])
    heads = (b"\xe2\x80", b"\xe2\x82", b"\xe2\x84", b"\xef\xbf")
    return frozenset(table[one] + table[two] for table in tables for one, two in heads)

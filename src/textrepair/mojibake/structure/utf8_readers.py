"""How each single-byte code page shows UTF-8: its runs, found by structure and decoded.

A run is one or more well-formed UTF-8 sequences (Unicode, table 3-7), or the surrogate pairs
of CESU-8, as the characters that their bytes are in the code page.  No language model is asked
here, and nothing is decided: a run may stand in clean text by accident (``ENNÅ»``).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ...encodings import decode_exact, decode_table, filled_holes, reencode
from ...kernels import compiled_module
from ...patterns import lazily

if TYPE_CHECKING:
    from ...kernels._pages import Pages

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
_LAST_ASCII: Final = 0x7F
#: How far from a sign the sequence that it is a part of may reach: a sequence and a half.
_NEAR: Final = 6
#: A lead byte and as many trail bytes as it asks for.
_AROUND: Final = lazily(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
#: Matches whatever lies between two places.
_ANYTHING: Final = lazily(".*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reader:
    """A code page: its runs of UTF-8, and the characters of lead bytes."""

    page: str
    runs: Runs
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
    return Reader(page, Runs(page, _pattern()), shown(page, 0xC2, 0xF4))


@cache
def _bytes_of_utf8(page: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that a page shows for lead bytes, and for trail bytes."""
    return frozenset(shown(page, 0xC2, 0xF4)), frozenset(shown(page, 0x80, 0xBF))


def readers_of(line: str) -> Iterator[Reader]:
    """Yield the code pages that may show UTF-8 in a line, in the order in which they are tried.

    >>> [by.page for by in readers_of("├⌐")]
    ['cp437', 'cp862']
    """
    kernel = _compiled()
    if kernel is None:
        characters = frozenset(line)
        pages = [page for page in READERS if _has_both(page, characters)]
    else:
        may_show = kernel.of(line, 0)
        pages = [page for n, page in enumerate(READERS) if may_show >> n & 1] if may_show else []
    for page in pages:
        by = reader(page)
        if by.runs.search(line) is not None:
            yield by


def _has_both(page: str, characters: frozenset[str]) -> bool:
    """Tell whether characters hold a lead byte and a trail byte of a page."""
    leads, trails = _bytes_of_utf8(page)
    return not (leads.isdisjoint(characters) or trails.isdisjoint(characters))


def may_show_utf8(line: str, place: int) -> bool:
    """Tell whether a sequence of UTF-8 may stand at a place of a line, in any code page.

    A blank may be a no-break space, and one may have been trimmed from the end of the line.  Which
    second bytes are well-formed is not looked at.

    >>> may_show_utf8("il va Ã  Paris", 6), may_show_utf8("a fé cristã que ele", 10)
    (True, False)
    """
    kernel = _compiled()
    part = line[max(place - _NEAR, 0) : place + _NEAR + 1]
    if place + _NEAR >= len(line):
        part += " "
    if kernel is not None:
        return kernel.of(part, _with_blank()) != 0
    return any(_AROUND.search(_roles(part, page)) is not None for page in READERS)


@cache
def _with_blank() -> int:
    """Return the pages, by bits, that show a trail byte as a no-break space."""
    return sum(1 << number for number, page in enumerate(READERS) if _shows_blank(page))


def _roles(part: str, page: str) -> bytes:
    """Return what the characters of a part of a line are in a page, as bytes that stand for all."""
    data = reader(page).runs.bytes_of(part)
    return data.replace(b" ", b"\x80") if _shows_blank(page) else data


@cache
def _shows_blank(page: str) -> bool:
    """Tell whether a page shows a trail byte as a no-break space."""
    return "\N{NO-BREAK SPACE}" in decode_table(page)[0x80:0xC0]


@cache
def _compiled() -> Pages | None:
    """Return what tells at once which pages may show UTF-8 in a line, where it is compiled."""
    module = compiled_module("_pages")
    if module is None:
        return None
    found: Pages = module.Pages([reader(page).runs.codes() for page in READERS])
    return found


def shown(page: str, low: int, high: int) -> str:
    """Return the characters that a page shows for some bytes."""
    characters = decode_table(page)[low : high + 1].replace(_UNDEFINED, "")
    if page in _WITH_C1:
        characters += "".join(map(chr, range(max(low, 0x80), min(high, 0x9F) + 1)))
    characters += "".join(c for c, code in filled_holes(page).items() if low <= code[0] <= high)
    return "".join(dict.fromkeys(characters))


class Runs:
    """Finds stretches of UTF-8 in what a page shows of them, as an expression would.

    One expression over bytes serves all pages: one over the characters of each page would take
    milliseconds to compile, for every page.
    """

    def __init__(self, page: str, pattern: re.Pattern[bytes]) -> None:
        table = [*map(chr, range(0x80)), *decode_table(page)[0x80:]]
        others: dict[str, str] = {}
        for char, code in filled_holes(page).items():
            if table[code[0]] == _UNDEFINED:
                table[code[0]] = char
            else:
                others[char] = table[code[0]]
        if page in _WITH_C1:
            others |= {chr(byte): table[byte] for byte in range(0x80, 0xA0)}
        self._encoding: Any = codecs.charmap_build("".join(table))
        self._others = str.maketrans(others)
        self._is_other = frozenset(others)
        self._characters = frozenset((*table[0x80:], *others)) - {_UNDEFINED}
        self._pattern = pattern

    def finditer(
        self, line: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """Yield the stretches of a part of a line, in order, as matches of the line."""
        for match in self._pattern.finditer(self.bytes_of(line[start:end])):
            found = _ANYTHING.match(line, start + match.start(), start + match.end())
            if found is not None:
                yield found

    def search(self, line: str) -> re.Match[bytes] | None:
        """Return a match of bytes if a line holds any stretch."""
        return self._pattern.search(self.bytes_of(line))

    def without(self, line: str) -> str:
        """Return what of a line is no stretch of UTF-8."""
        pieces: list[str] = []
        position = 0
        for match in self._pattern.finditer(self.bytes_of(line)):
            pieces.append(line[position : match.start()])
            position = match.end()
        return "".join([*pieces, line[position:]])

    def codes(self) -> dict[int, int]:
        """Return the byte of each character beyond ASCII that the page shows."""
        characters = "".join(self._characters)
        bytes_of = zip(map(ord, characters), self.bytes_of(characters), strict=True)
        return {code: byte for code, byte in bytes_of if byte > _LAST_ASCII}

    def bytes_of(self, line: str) -> bytes:
        """Return the bytes of a line, one a character: a question mark of what the page lacks."""
        if not self._is_other.isdisjoint(line):
            line = line.translate(self._others)
        data: bytes = codecs.charmap_encode(line, "replace", self._encoding)[0]
        return data


@cache
def sequences(page: str) -> Runs:
    """Return what finds single characters of UTF-8 as a page shows their bytes."""
    return Runs(page, re.compile(_sequence()))


@cache
def runs_with_blanks(page: str) -> Runs | None:
    """Return what finds runs in which a blank may stand for a no-break space.

    None for code pages that show no trail byte as a no-break space.
    """
    at = decode_table(page).find("\N{NO-BREAK SPACE}", 0x80, 0xC0)
    return None if at < 0 else Runs(page, _pattern(at))


@cache
def _pattern(blank: int = 0) -> re.Pattern[bytes]:
    return re.compile(b"(?:" + _sequence(blank) + b")+")


def _sequence(blank: int = 0) -> bytes:
    """Return an expression for one character of UTF-8, or a pair of surrogates.

    A blank may stand for the trail byte ``blank``, if there is one.
    """

    def trail(first: int = 0x80, last: int = 0xBF) -> bytes:
        also = b" " if first <= blank <= last else b""
        return b"[\\x%02x-\\x%02x%s]" % (first, last, also)

    return b"|".join(
        (
            rb"[\xc2-\xdf]" + trail(),
            rb"\xe0" + trail(0xA0) + trail(),
            rb"[\xe1-\xec\xee\xef]" + trail() * 2,
            rb"\xed" + trail(last=0x9F) + trail(),
            rb"\xf0" + trail(0x90) + trail() * 2,
            rb"[\xf1-\xf3]" + trail() * 3,
            rb"\xf4" + trail(last=0x8F) + trail() * 2,
            rb"\xed" + trail(0xA0, 0xAF) + trail() + rb"\xed" + trail(0xB0) + trail(),
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

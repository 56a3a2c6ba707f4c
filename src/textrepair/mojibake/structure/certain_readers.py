"""What text that is UTF-8 throughout is told by, for the kernel that reads it at once.

The kernel gives what ``find`` would give, where nothing needs to be asked: the conditions here are
those of ``whole_text`` for Windows-1252 and of ``throughout`` for other pages, put as tables of
characters.  They may be narrower, for what the kernel refuses is read as ever, and never wider.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import groupby
from operator import and_
from typing import Final, NamedTuple

from ...encodings import decode_table, filled_holes
from ..redecode import CERTAIN_TRAIL_BYTES, UNWRITTEN, is_writable
from ..suspicious import LONGEST_LINE
from .evidence import IRISH, SIGNS_READ_THEMSELVES, is_letter, is_seen, is_seen_alone
from .soundness import RARE_LETTER, is_sound
from .throughout import LEAST_TRAIL_BYTES
from .whole_text import WESTERN_UTF8

#: First and last code point of ranges.
Ranges = Sequence[tuple[int, int]]

#: Code points that the kernel has a table for.
_PLANE: Final = 0x10000
_UNDEFINED: Final = "\ufffe"
#: Dots of Braille, which the rule garbled-punctuation takes for bullets.
_BRAILLE: Final = (0x2800, 0x28FF)
#: The lead bytes of most Cyrillic letters, as Windows-1251 shows them: two capitals.
_CYRILLIC_LEADS: Final = "РС"
#: What may stand behind a sequence, one of each kind that ``evidence`` tells apart.
_AFTERS: Final = ("", " ", ".", "1", "a", "A", "é", "É", "\N{NO-BREAK SPACE}", "’", "ª")
_SMALL: Final = ("a", "z")
#: Letters of Chinese and Japanese that are of one script by their names, and no vowel signs.
_EAST_ASIAN_LETTERS: Final[Ranges] = [(0x3041, 0x3096), (0x30A1, 0x30FA), (0x4E00, 0x9FA5)]
#: Punctuation beside them: dashes, quotation marks, commas, brackets, fullwidth forms.
_EAST_ASIAN_MARKS: Final[Ranges] = [
    (0xB7, 0xB7),
    (0x2010, 0x2027),
    (0x2030, 0x203B),
    (0x3001, 0x3002),
    (0x3008, 0x3011),
    (0x3014, 0x301B),
    (0xFF01, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF5E),
]


class CertainReader(NamedTuple):
    """An encoding as which UTF-8 is read, and what the kernel goes by.

    ``byte_of`` are the characters of a single-byte page, ``codec`` is the name of Python's codec
    for one of two bytes.  ``refused`` is what no reading may hold; nor anything from ``end`` on.
    ``least`` trail bytes make a text certain; where there is a ``longest`` line, each line.  Before
    a Cyrillic lead byte, the bytes ``telling`` show what no text holds; ``pairs`` says of each lead
    byte and trail byte where they do: anywhere (1), before (2) or behind (4) a small letter, behind
    a digit (8), or behind a mark or nothing (16).
    ``letters`` must be in each stretch.  A reader that ``is_sparse`` reads single words.
    """

    byte_of: list[tuple[int, int]]
    refused: Ranges
    end: int
    least: int
    longest: int = 0
    telling: bytes = b""
    pairs: bytes = b""
    codec: str | None = None
    letters: Ranges = ()
    is_sparse: bool = False


def certain_readers() -> list[CertainReader]:
    """Return the encodings as which text is read at once, the most frequent first."""
    lines = _western_lines()
    return [_western(), lines, lines._replace(is_sparse=True), _cyrillic(), _double_byte()]


def _bytes_of_western() -> dict[int, int]:
    """Return the bytes of the characters of Latin-1 and of Windows-1252, which are mixed freely."""
    byte_of = {byte: byte for byte in range(0x100)}
    return byte_of | {ord(c): b for b, c in enumerate(decode_table(WESTERN_UTF8.read_as))}


def _western() -> CertainReader:
    byte_of = _bytes_of_western()
    refused = [*UNWRITTEN, _BRAILLE]
    end = max(low for low, high in refused if high == 0x10FFFF)
    return CertainReader(list(byte_of.items()), refused, end, CERTAIN_TRAIL_BYTES)


def _western_lines() -> CertainReader:
    """Return how lines are read that hold too few trail bytes to be certain by their number."""
    byte_of = _bytes_of_western()
    shown: dict[int, list[str]] = {}
    for code, byte in byte_of.items():
        shown.setdefault(byte, []).append(chr(code))
    pairs = bytes(
        reduce(and_, (_told(char, then) for char in shown[lead] for then in shown[trail]))
        for lead in range(0xC2, 0xF5)
        for trail in range(0x80, 0xC0)
    )
    return CertainReader(
        list(byte_of.items()), _all_but(_is_usual), _PLANE, 1, LONGEST_LINE, pairs=pairs
    )


def _told(char: str, then: str) -> int:
    """Return where two characters tell of a wrong reading: see ``CertainReader``."""
    is_alone = not any(is_seen_alone(char, then, after) for after in _AFTERS)
    is_inside = not any(is_seen(char, then, after) for after in _AFTERS)
    before_small = not any(
        seen(char, then, after) for after in _SMALL for seen in (is_seen, is_seen_alone)
    )
    is_mark = not is_letter(then)
    behind_small = is_letter(char) and char.isupper() and char not in IRISH
    return (
        (is_mark and is_alone and is_inside)
        | (is_mark and before_small) << 1
        | behind_small << 2
        | (char in SIGNS_READ_THEMSELVES) << 3
        | (is_mark and is_alone) << 4
    )


def _cyrillic() -> CertainReader:
    table = decode_table("cp1251")
    byte_of = {ord(c): b for b, c in enumerate(table) if c != _UNDEFINED}
    byte_of |= {ord(c): code[0] for c, code in filled_holes("cp1251").items()}
    shown = {byte: chr(code) for code, byte in byte_of.items()}
    telling = bytes(
        byte
        for byte in range(0x80, 0xC0)
        if byte in shown and not any(is_seen(shown[byte], lead, "") for lead in _CYRILLIC_LEADS)
    )
    return CertainReader(
        list(byte_of.items()),
        _all_but(_is_usual),
        _PLANE,
        LEAST_TRAIL_BYTES,
        LONGEST_LINE,
        telling,
    )


def _double_byte() -> CertainReader:
    allowed = [*_EAST_ASIAN_LETTERS, *_EAST_ASIAN_MARKS]
    return CertainReader(
        [],
        _all_but(
            lambda char: (
                _is_usual(char)
                and (char < "\x80" or any(low <= ord(char) <= high for low, high in allowed))
            )
        ),
        _PLANE,
        LEAST_TRAIL_BYTES,
        LONGEST_LINE,
        codec="gb18030",
        letters=_EAST_ASIAN_LETTERS,
    )


def _is_usual(char: str) -> bool:
    """Tell whether a character by itself speaks against no reading."""
    return (
        is_sound(char)
        and is_writable(char)
        and not RARE_LETTER.search(char)
        and unicodedata.category(char)[0] != "M"
        and not _BRAILLE[0] <= ord(char) <= _BRAILLE[1]
    )


def _all_but(is_allowed: Callable[[str], bool]) -> Ranges:
    return _ranges(code for code in range(_PLANE) if not is_allowed(chr(code)))


def _ranges(codes: Iterable[int]) -> Ranges:
    """Return code points, which rise, as ranges."""
    found: list[tuple[int, int]] = []
    for _, group in groupby(enumerate(codes), lambda item: item[1] - item[0]):
        run = [code for _, code in group]
        found.append((run[0], run[-1]))
    return found

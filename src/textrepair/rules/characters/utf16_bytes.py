r"""Text taken for UTF-16, and UTF-16 that was read byte by byte or in the other byte order.

Looks like:    畂桳栠摩琠敨映捡獴 ("Bush hid the facts"), 攀爀爀漀爀 ("error"), h\0e\0l\0l\0o\0
Happens when:  a program guesses that ASCII is UTF-16 (Notepad, a wide string in C), another appends
               UTF-16 to a log in ASCII, the first byte of a file is lost, or UTF-16 is opened as
               ASCII or Latin-1.
Undone by:     the bytes: both of each character are ASCII, and together are natural text that costs
               far less than the characters; or one byte of each is zero; or every second character
               is NUL.
Left alone:    natural Chinese, of whose runs a few are all ASCII by accident; rows of characters in
               their order; single NULs, which control-characters names.
Example:
    >>> import textrepair
    >>> textrepair.fix("畂桳栠摩琠敨映捡獴"), textrepair.fix("h\0e\0l\0l\0o\0")
    ('Bush hid the facts', 'hello')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...language.any_language import bits_in_any_language
from ...language.naturalness import score
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

NAME: Final = "utf16-bytes"

_ORDERS: Final = ("utf-16-le", "utf-16-be")
_SMALL: Final = " -z"
_BLANK: Final = 0x20


def _wide(high: str, low: str) -> str:
    """Return the body of a set of the characters whose two bytes are of some characters each.

    ``low`` is the body of a set itself, of single characters and ranges.
    """
    ranges = re.findall("(.)(?:-(.))?", low, re.DOTALL)
    return "".join(
        re.escape(chr(ord(byte) << 8 | ord(first)))
        + (f"-{re.escape(chr(ord(byte) << 8 | ord(last)))}" if last else "")
        for byte in high
        for first, last in ranges
    )


_PRINTED: Final = "\t\n\r" + "".join(map(chr, range(0x20, 0x7F)))
_LOWER: Final = "".join(map(chr, range(0x61, 0x7B)))
#: Two characters of ASCII; two small letters or blanks; two capitals or blanks.
_ANY: Final = _wide(_PRINTED, "\t-\n\r -~")
_WORDS: Final = _wide(" " + _LOWER, " a-z")
_CAPITALS: Final = _wide(" " + _LOWER.upper(), " A-Z")
#: Letters whose other byte is zero, and all characters of which one is.
_SWAPPED: Final = "".join(chr(ord(char) << 8) for char in _LOWER + _LOWER.upper())
_ALL_SWAPPED: Final = "".join(chr(ord(char) << 8) for char in _PRINTED)
#: What stands between NULs: ASCII and Latin-1, as bytes of UTF-16 show them.
_SHOWN: Final = "\t\r -~\xa0-\xff"

TRIGGER: Final = Trigger(
    first=f"\0{_WORDS}{_CAPITALS}{_SWAPPED}",
    # Four such characters, or three among seven of two bytes of ASCII: one in a million in Chinese
    then=f"(?<=[{_WORDS}])[{_WORDS}]{{2}}"
    f"(?:[{_WORDS}]|[{_ANY}]{{4}}|[{_ANY}]{{2}}(?<=[{_ANY}]{{2}}.....)|(?<=[{_ANY}]{{4}}...))"
    f"|(?<=[{_CAPITALS}])[{_CAPITALS}]{{3}}"
    f"|(?<=[{_SWAPPED}])[{_SWAPPED}]{{2}}"
    f"|(?<=\0)[{_SHOWN}]\0[{_SHOWN}]\0",
    ascii=True,
    marks=("\0",),
)
_RUN: Final = lazily(f"[{_ANY}]{{4,}}")
_SWAPPED_RUN: Final = lazily(f"[{_ALL_SWAPPED}]{{3,}}")
_NULS: Final = lazily(
    f"(?P<mark>^ÿþ)?\0?(?:[{_SHOWN}]\0){{3,}}[{_SHOWN}]?|\0(?:[{_SHOWN}]\0){{2,}}[{_SHOWN}]?"
)
_LETTERS: Final = lazily("[A-Za-z ]")
#: Bits that each character of ASCII must save, and may cost, and the share of letters and blanks:
#: of 200,000 runs in 100 million characters of clean text that are ASCII by accident none saves
#: 3.6 bits, and 18 of 20 lines of prose, code and logs save 4 and more.
_LEAST_SAVED: Final = 3.6
_MOST_BITS: Final = 8.0
_LEAST_LETTERS: Final = 0.6
#: So many different first bytes, or half as many as characters, are in text; tables of characters,
#: in the order of Unicode or of strokes, hold fewer, or characters in their order.
_LEAST_FIRST_BYTES: Final = 6
#: So many different letters tell that characters with a zero byte are no blanks or boxes.
_LEAST_DIFFERENT: Final = 3

_AS_UTF16: Final = "ASCII was read as UTF-16"
_OTHER_ORDER: Final = "UTF-16 was read in the other byte order"
_BYTE_BY_BYTE: Final = "UTF-16 was read byte by byte"


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each run of characters that are bytes of other ones."""
    del options
    found = [
        *(
            (match, said, _AS_UTF16)
            for match in _RUN.finditer(text)
            if (said := _as_ascii(match[0])) is not None
        ),
        *(
            (match, "".join(chr(ord(char) >> 8) for char in match[0]), _OTHER_ORDER)
            for match in _SWAPPED_RUN.finditer(text)
            if len(set(match[0]) & set(_SWAPPED)) >= _LEAST_DIFFERENT
        ),
        *((match, _without_nuls(match), _BYTE_BY_BYTE) for match in _NULS.finditer(text)),
    ]
    for match, said, message in sorted(found, key=lambda item: item[0].start()):
        yield Edit(NAME, *match.span(), match[0], said, message, confidence=0.9999)


def _as_ascii(run: str) -> str | None:
    """Return what the bytes of a run say in ASCII, if that is natural and the run is not.

    >>> _as_ascii("敮睴牯彫慰潬摡㴠笠"), _as_ascii("整数と整数")
    ('network_paload = {', None)
    """
    different = len({ord(char) >> 8 for char in run})
    if different < min(len(run) // 2, _LEAST_FIRST_BYTES) or list(run) == sorted(run):
        return None  # a table of characters
    bits, said = min((score(_shown(text)).bits, text) for text in _decoded(run))
    length = len(said)
    letters = len(_LETTERS.findall(said))
    if letters < _LEAST_LETTERS * length or bits > _MOST_BITS * length:
        return None
    return said if bits_in_any_language(run) - bits >= _LEAST_SAVED * length else None


def _without_nuls(match: re.Match[str]) -> str:
    """Return a run without its NULs, and with the byte order mark that ``ÿþ`` shows."""
    said = match[0].replace("\0", "")
    return said if match["mark"] is None else "\ufeff" + said.removeprefix(match["mark"])


def _decoded(run: str) -> Iterator[str]:
    for order in _ORDERS:
        yield run.encode(order).decode("ascii")


def _shown(text: str) -> str:
    """Return a text with blanks for its line ends and tabs, which the models do not know."""
    return " ".join(text.split())


def inflict(text: str, rng: Random) -> str:
    """Read some lines as UTF-16 that are ASCII, or others byte by byte."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if rng.random() < 0.5:
            continue
        if line.isascii() and len(line) >= 16 and _as_ascii(_as_utf16(line)) == line:
            lines[at] = _as_utf16(line)
        elif len(line) > 3 and re.fullmatch(f"[{_SHOWN}]+", line):
            lines[at] = "".join(f"{char}\0" for char in line)
    return "\n".join(lines)


def _as_utf16(line: str) -> str:
    """Return what UTF-16 makes of the bytes of a line, without an odd one; empty if no text."""
    try:
        return line.encode("ascii")[: len(line) // 2 * 2].decode("utf-16-le")
    except UnicodeDecodeError:
        return ""


RULE: Final = Rule(
    name=NAME,
    summary="Text taken for UTF-16, and UTF-16 read byte by byte or in the other byte order",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
    by_line=True,
)

"""The characters of all code pages, as they come with the package.

A word that was read wrongly is looked at through thirty code pages, and bytes through sixty.
Python has a module for each, which takes 0.15 ms to load, and longer than all that is asked of it.
So ``tools.build_docs`` asks Python's decoders once, and writes what they say into
``data/pages.pack``: the names of the codecs, and 256 characters of each.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ..pack_files import join_sections, read_sections
from .registry import ENCODINGS, Family

#: Where the pack lies; ``pathlib`` takes longer to load than all that is here.
PATH: Final = f"{__file__.rpartition('page_tables.py')[0]}data/pages.pack"
_BYTES: Final = 256


def characters_of(codec: str) -> str:
    """Return what a codec of single bytes makes of all 256; U+FFFD where it makes nothing.

    Raises DataError where the file is damaged or not there.

    >>> characters_of("cp1251")[0xC6], characters_of("cp1252")[0x81]
    ('Ж', '�')
    """
    return _pages().get(codec) or _asked(codec)


@cache
def _pages() -> dict[str, str]:
    names, characters = (section.decode() for section in read_sections(PATH))
    rows = (characters[at : at + _BYTES] for at in range(0, len(characters), _BYTES))
    return dict(zip(names.split(" "), rows, strict=True))


def _asked(codec: str) -> str:
    """Ask Python's decoder."""
    return bytes(range(_BYTES)).decode(codec, "replace")


def pack() -> bytes:
    """Return the file, made anew."""
    single = (Family.SINGLE_BYTE, Family.EBCDIC)
    codecs = sorted({encoding.codec for encoding in ENCODINGS if encoding.family in single})
    return join_sections([" ".join(codecs).encode(), "".join(map(_asked, codecs)).encode()])

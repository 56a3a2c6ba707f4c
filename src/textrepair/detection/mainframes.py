"""Text of IBM mainframes: EBCDIC, in which nothing is where ASCII has it.

The blank is 0x40, small Latin letters are from 0x81 on, and where ASCII has its blank, its
digits and its punctuation, there are controls that text does not hold.  Greek and Hebrew
letters are, in part, where ASCII has Latin ones.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import cache
from typing import Final

from ..encodings.registry import EBCDIC

_SAMPLE: Final = 1000
#: What ASCII text is full of, but for the line feed of EBCDIC.
_CONTROLS: Final = bytes((*range(1, 5), *range(6, 13), *range(0x20, 0x25), *range(0x26, 0x40)))
_MARKS: Final = " .,-'()0123456789\n\r\x85"
#: What most of a text is made of.
_LETTERS: Final = {
    "cp875": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
    "cp424": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
}
_LEAST: Final = 0.6
#: There is a blank among so many bytes of ASCII letters, if they are no ASCII.
_WORDS: Final = 12


def ebcdic(data: bytes) -> Iterator[str]:
    """Yield the mainframe code pages whose letters the bytes may be.

    >>> list(ebcdic("μια φορά".encode("cp875")))
    ['cp875']
    """
    sample = data[:_SAMPLE]
    if len(sample.translate(None, _CONTROLS)) < len(sample):
        return
    for codec in EBCDIC:
        if len(sample.translate(None, _ordinary(codec))) <= (1.0 - _LEAST) * len(sample):
            yield codec


@cache
def _ordinary(codec: str) -> bytes:
    return (string.ascii_letters + _MARKS + _LETTERS.get(codec, "")).encode(codec)


def may_be_ebcdic(data: bytes) -> bool:
    """Tell whether ASCII may be EBCDIC: at signs where blanks should be.

    >>> may_be_ebcdic("שלום לכם".encode("cp424")), may_be_ebcdic(b"@home")
    (True, False)
    """
    sample = data[:_SAMPLE]
    return (
        _WORDS * sample.count(b"@") >= len(sample)
        and not sample.startswith(b"@")
        and next(ebcdic(sample), None) is not None
    )

"""File names in archives and on shares: East Asian or Cyrillic ones that DOS programs show.

ZIP archives do not tell the encoding of names, so programs show them as DOS code page 437 or
850: ``─π║├.txt`` is 你好.txt in GBK.  A name is short, so the models judge it without its
extension, and it must hold signs of DOS (boxes, Greek letters, mathematics) beside letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ...encodings import decode_exact, decode_table, reencode
from ...language.any_language import bits_in_any_language
from ...language.naturalness import score
from ...language.scripts import symbol
from ..channels import NAME_CHANNELS
from ..redecode import decodings_through, is_writable
from ..whole_line import LEAD_BITS, GarbledPassage

#: What ends a name: an extension, or the slash behind a folder.  Most lines hold none, and a name
#: is looked for at every place.
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,5}(?![\w.])|/(?=\S|\Z)")
#: A name with such an end, between blanks or as a whole line: ``╟╤▒█ ╣«╝¡.txt``.
_NAME: Final = re.compile(r"(?P<stem>[^\x00-\x1f\"/<>:*?]{2,80})(?:" + _EXTENSION.pattern + ")")
_NOT_ASCII: Final = re.compile("[^\x00-\x7f]")
#: Bits by which the reading must be better than the name in any language.
_LEAST_SAVED: Final = 30.0
#: So many characters beyond ASCII a reading must have.
_LEAST_CHARACTERS: Final = 2
#: Marks of East Asian names: brackets, commas, dashes, fullwidth forms.
_MARK: Final = re.compile("[\u3000-\u3020\u30fb\uff01-\uff0f\uff10-\uff5e“”‘’—…·]")
#: How many standard deviations the stem that is read may lie above natural text.
_MOST_EXCESS: Final = 4.0


@cache
def _signs_of_dos() -> re.Pattern[str]:
    """Match what names are not written with: boxes, mathematics, Greek letters of page 437."""
    table = decode_table("cp437")[0x80:] + decode_table("cp850")[0xB0:]
    return re.compile(f"[{re.escape(''.join({c for c in table if not 'À' <= c <= 'ÿ'}))}]")


def file_names(line: str) -> Iterator[GarbledPassage]:
    """Yield the file names of a line that DOS programs showed wrongly.

    >>> [p.text for p in file_names("─π║├.txt")], list(file_names("Žluťoučký kůň.txt"))
    (['你好'], [])
    """
    if _EXTENSION.search(line) is None:
        return
    for match in _NAME.finditer(line):
        stem = match["stem"]
        if _NOT_ASCII.search(stem) is None or _signs_of_dos().search(stem) is None:
            continue
        passage = None if _is_utf8(stem) else _read(stem, match.start("stem"))
        if passage is not None:
            yield passage


def _is_utf8(stem: str) -> bool:
    """Tell whether a name is UTF-8 in a page: structure has proof of what it says."""
    pages = ("western", *{channel.read_as for channel in NAME_CHANNELS})
    found = [data for page in pages if (data := reencode(stem, page)) is not None]
    return any(decode_exact(data, "utf-8") is not None for data in found)


def _read(stem: str, start: int) -> GarbledPassage | None:
    found = sorted(
        (
            (score(reading).bits + channel.bits, reading, channel)
            for channel, reading in decodings_through(stem, NAME_CHANNELS)
            if is_writable(reading) and _is_one_script(reading)
        ),
        key=lambda item: item[0],
    )
    if not found:
        return None
    bits, text, channel = found[0]
    rivals = [cost for cost, other, _ in found if other != text]
    if rivals and rivals[0] - bits < LEAD_BITS:
        return None
    saved = bits_in_any_language(stem) - bits
    if saved < _LEAST_SAVED or score(text).excess > _MOST_EXCESS:
        return None
    return GarbledPassage(start, start + len(stem), text, (channel,), saved, natural=True)


def _is_one_script(reading: str) -> bool:
    """Tell whether all letters beyond ASCII are of one script, and the rest marks."""
    beyond = [char for char in reading if char > "\x7f" and not _MARK.match(char)]
    if len(beyond) < _LEAST_CHARACTERS or not all(map(str.isalpha, beyond)):
        return False
    scripts = {symbol(char).script for char in beyond}
    return "latin" not in scripts and (len(scripts) == 1 or max(beyond) >= "\u2e80")

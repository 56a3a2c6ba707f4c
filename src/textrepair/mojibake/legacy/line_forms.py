r"""Lines that are read in another form than they have.

The letter of an escape sequence of source code touches a garbled word and is no part of it,
``"\nÂâåäèòå ÷èñëî"``: it is hidden while the line is read, and written again into what the line
says.  Text that a program took for Turkish, ``µğ¹ÙÀÌ½º``, ``ĞÀÁÎÒÀ``, is read as Windows-1252 would
show it; six letters tell Windows-1254 from that page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ...encodings import decode_table, is_multi_byte
from ...patterns import lazily
from ..channels import MIXED_CHANNELS
from ..refusal import are_of_some_language
from ..whole_line import GarbledPassage

#: A line end or tab as source code writes it, before a character beyond ASCII.  A backslash behind
#: one may be a trail byte of Shift-JIS or Big5, ``ƒ\n``; behind small letters of Latin-1 it hardly
#: ever is, and Cyrillic words end in them.
_ESCAPE: Final = lazily(r"(?<![\\\x80-ß\u0100-\U0010ffff])\\[nrt](?=[^\x00-\x7f])")
#: What is written in its place: no letter, and of the same length.
_HIDDEN: Final = "\\ "
_PAGES: Final = tuple(zip(decode_table("cp1254"), decode_table("western"), strict=True))
#: The letters of Windows-1254 that Windows-1252 lacks, and what that one shows instead.
_AS_WESTERN: Final = {
    ord(turkish): western for turkish, western in _PAGES if turkish != western and turkish.isalpha()
}
#: Pages of other alphabets that programs take for Turkish.
_ALPHABETS: Final = frozenset({"cp1251", "koi8-r", "cp1253", "cp1255", "cp1256", "cp874"})
_TURKISH: Final = lazily("[" + "".join(map(chr, _AS_WESTERN)) + "]")


def without_escapes(line: str) -> str:
    r"""Return a line with a blank in place of the letter of escape sequences that touch a word.

    >>> without_escapes(r"\n\nÂûõîä"), without_escapes(r"C:\\nÂû"), without_escapes(r"ƒ\nƒ")
    ('\\n\\ Âûõîä', 'C:\\\\nÂû', 'ƒ\\nƒ')
    """
    return _ESCAPE.sub(lambda _: _HIDDEN, line) if "\\" in line else line


def with_escapes(line: str, passages: list[GarbledPassage]) -> list[GarbledPassage]:
    r"""Return the passages of a line without escapes as passages of the line with them.

    >>> passage = GarbledPassage(0, 4, r"\ Вы", (), 1.0, natural=True)
    >>> with_escapes(r"\nÂû", [passage])[0].text
    '\\nВы'
    """
    found: list[GarbledPassage] = []
    shown = without_escapes(line)
    for passage in passages:
        hidden = shown[passage.start : passage.end]
        pieces = passage.text.split(_HIDDEN)
        places = [m.start() for m in re.finditer(re.escape(_HIDDEN), hidden)]
        if len(pieces) != len(places) + 1:
            continue  # what was hidden is not found again
        text = pieces[0]
        for at, piece in zip(places, pieces[1:], strict=True):
            text += line[passage.start + at : passage.start + at + len(_HIDDEN)] + piece
        found.append(replace(passage, text=text))
    return found


def through_turkish_page(
    line: str,
    passages: list[GarbledPassage],
    read: Callable[[str], list[GarbledPassage]],
) -> list[GarbledPassage]:
    """Return the passages of a line, or those of what no Latin letters are and Windows-1254 shows.

    ``passages`` were found of the line as it is, ``read`` finds those of a line.
    """
    turkish = [match.start() for match in _TURKISH.finditer(line)]
    if not turkish or (_cover(passages, turkish) and not _are_mixed(passages)):
        return passages
    if are_of_some_language(" ".join(filter(_TURKISH.search, line.split()))):
        return passages  # Turkish, mostly, of which no reading holds all
    found = [
        replace(passage, channels=(replace(channel, read_as="cp1254"),))
        for passage in read(line.translate(_AS_WESTERN))
        for channel in passage.channels[:1]
        if len(passage.channels) == 1
        and channel.read_as == "western"
        and (is_multi_byte(channel.written_in) or channel.written_in in _ALPHABETS)
    ]
    return found if _cover(found, turkish) else passages


def _cover(passages: list[GarbledPassage], places: list[int]) -> bool:
    """Tell whether passages hold all of some places."""
    return all(any(p.start <= place < p.end for p in passages) for place in places)


def _are_mixed(passages: list[GarbledPassage]) -> bool:
    """Tell whether passages were read byte by byte as UTF-8 or Windows-1252."""
    return any(channel in MIXED_CHANNELS for p in passages for channel in p.channels)

"""The wrong readings that happen: bytes in one encoding, read as another.

Each channel has a cost in bits: how unlikely this wrong reading is before anything is
known of the text.  A reading is believed if it saves more bits than its channel costs,
and a margin.  Channels that write valid UTF-8 cost little, for text that is not
mojibake does not happen to be valid UTF-8; a code page taken for another costs more,
for every text can be read so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..encodings import (
    UTF8_OR_WESTERN,
    codec_of,
    decode_table,
    decode_utf8_or_western,
    display_name,
    is_multi_byte,
)


@dataclass(frozen=True, slots=True)
class Channel:
    """A wrong reading: bytes of the encoding ``written_in`` were read as the encoding ``read_as``.

    ``bits`` is what a reading through the channel must save before it is believed.
    """

    written_in: str
    read_as: str
    bits: float


#: What a reading through each sort of channel must save, in bits.  Set by hand: little
#: where the reading must be valid UTF-8 or a country had one code page before UTF-8, most where
#: any text can be read so.
_UTF8_BITS: Final = 8.0
_MULTI_BYTE_BITS: Final = 16.0
_SINGLE_BYTE_BITS: Final = 18.0
_COMMON_BITS: Final = 4.0

#: Halfwidth katakana, which people do type, makes common Chinese characters in GBK.
_HALFWIDTH_BITS: Final = 40.0

_UTF8_READERS: Final = (
    "western",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp874",
    "iso8859-2",
    "mac-roman",
    "cp437",
    "cp850",
    "cp852",
    "cp866",
    "koi8-r",
    "koi8-u",
    "gb18030",
    "big5",
    "cp932",
    "cp949",
    "euc-jp",
)
_MULTI_BYTE_AS_WESTERN: Final = ("gbk", "big5", "cp932", "euc-jp", "cp949")
#: What files of each country were in before UTF-8.
_WINDOWS_AS_WESTERN: Final = (
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "iso8859-2",
)
_SINGLE_BYTE_AS_WESTERN: Final = (
    "koi8-r",
    "cp866",
    "cp874",
    "mac-roman",
    "cp437",
    "cp850",
)
#: What names in archives and on shares were in, that DOS programs show in their own pages.
_NAMES_AS_DOS: Final = ("gbk", "big5", "cp932", "cp949", "cp866")
_DOS_PAGES: Final = ("cp437", "cp850")
#: What is read byte by byte: UTF-8 where it is valid, else Windows-1252.
_MIXED_AS: Final = ("gbk", "cp949", "big5", "euc-jp", "cp1251")
_WESTERN_READERS: Final = ("mac-roman", "cp437", "cp850", "cp1251")
_CYRILLIC: Final = ("cp1251", "koi8-r", "cp866")
_CHINESE_JAPANESE_KOREAN: Final = (
    ("cp949", "gbk"),
    ("cp932", "gbk"),
    ("big5", "gbk"),
    ("gbk", "big5"),
    ("gbk", "cp949"),
)

CHANNELS: Final[tuple[Channel, ...]] = (
    *(Channel("utf-8", seen, _UTF8_BITS) for seen in _UTF8_READERS),
    *(Channel(true, "western", _MULTI_BYTE_BITS) for true in _MULTI_BYTE_AS_WESTERN),
    *(Channel(true, "western", _COMMON_BITS) for true in _WINDOWS_AS_WESTERN),
    *(Channel(true, "western", _SINGLE_BYTE_BITS) for true in _SINGLE_BYTE_AS_WESTERN),
    *(Channel("cp1252", seen, _SINGLE_BYTE_BITS) for seen in _WESTERN_READERS),
    *(
        Channel(true, seen, _SINGLE_BYTE_BITS)
        for true in _CYRILLIC
        for seen in _CYRILLIC
        if true != seen
    ),
    *(Channel(true, seen, _MULTI_BYTE_BITS) for true, seen in _CHINESE_JAPANESE_KOREAN),
    Channel("gbk", "cp932", _HALFWIDTH_BITS),
)

#: Channels of lines that were read byte by byte, and of names of files: each has a search of its
#: own, and is no hypothesis for lines at large.
MIXED_CHANNELS: Final[tuple[Channel, ...]] = tuple(
    Channel(true, UTF8_OR_WESTERN, _MULTI_BYTE_BITS) for true in _MIXED_AS
)
NAME_CHANNELS: Final[tuple[Channel, ...]] = tuple(
    Channel(true, seen, _MULTI_BYTE_BITS) for seen in _DOS_PAGES for true in _NAMES_AS_DOS
)
#: Words of such pages between ASCII, as readers in other countries show them.
WORD_CHANNELS: Final[tuple[Channel, ...]] = tuple(
    Channel(true, seen, _MULTI_BYTE_BITS)
    for seen in ("western", "cp866", "cp437", "cp850", "cp1251", "mac-roman")
    for true in ("gbk", "big5", "cp932", "cp949")
)
#: Words that are a line by themselves, as Latin-1 or Windows-1252 shows them.
LONE_WORD_CHANNELS: Final[tuple[Channel, ...]] = tuple(
    Channel(true, "western", _MULTI_BYTE_BITS)
    for true in (
        *("gbk", "big5", "cp932", "cp949", "euc-jp"),
        *("cp1251", "koi8-r", "cp1253", "cp1255", "cp1256", "cp874"),
    )
)
#: Words of other alphabets between ASCII, as Latin-1 or as another page of Cyrillic shows them.
LETTER_CHANNELS: Final[tuple[Channel, ...]] = (
    *(
        Channel(true, "western", _SINGLE_BYTE_BITS)
        for true in (*_CYRILLIC, "cp1253", "cp1255", "cp1256", "cp874")
    ),
    *(
        Channel(true, seen, _SINGLE_BYTE_BITS)
        for true in _CYRILLIC
        for seen in _CYRILLIC
        if true != seen
    ),
)

#: Files in the code pages of Latin, as DOS programs and as readers in other countries show them:
#: only words that mix alphabets and signs are read so.
_LATIN_PAGES: Final = ("cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257")
_FOREIGN_READERS: Final = (
    "cp437",
    "cp850",
    "cp852",
    "cp1251",
    "cp1253",
    "cp866",
    "koi8-r",
    "gbk",
    "cp932",
    "big5",
    "cp949",
)
WESTERN_CHANNELS: Final[tuple[Channel, ...]] = (
    *(Channel(true, seen, _SINGLE_BYTE_BITS) for true in _LATIN_PAGES for seen in _FOREIGN_READERS),
    Channel("iso8859-2", "cp1250", _SINGLE_BYTE_BITS),
)

#: Other alphabets between DOS and Windows: only whole lines are read so.
_DOS_READERS: Final = ("cp437", "cp850", "cp852")
_WRITTEN_ELSEWHERE: Final = ("cp1251", "koi8-r", "cp866", "cp1253", "cp1255", "cp737", "cp862")
DOS_CHANNELS: Final[tuple[Channel, ...]] = (
    *(
        Channel(true, seen, _SINGLE_BYTE_BITS)
        for true in _WRITTEN_ELSEWHERE
        for seen in _DOS_READERS
    ),
    Channel("cp737", "western", _SINGLE_BYTE_BITS),
    Channel("cp737", "cp1253", _SINGLE_BYTE_BITS),
    Channel("cp862", "western", _SINGLE_BYTE_BITS),
)

#: UTF-8 on a DOS console, written in Windows-1252 with what looks most alike.
BEST_FIT_CHANNELS: Final[tuple[Channel, ...]] = tuple(
    Channel("utf-8", seen, _MULTI_BYTE_BITS) for seen in _DOS_PAGES
)

#: Code pages that UTF-8 is read as more rarely.  Only structure undoes these channels.
_RARER_UTF8_READERS: Final = (
    "iso8859-15",
    "iso8859-5",
    "iso8859-7",
    "mac-cyrillic",
    "cp737",
    "cp775",
    "cp855",
    "cp858",
    "cp862",
)
PROVED_CHANNELS: Final[tuple[Channel, ...]] = tuple(
    Channel("utf-8", seen, _UTF8_BITS) for seen in _RARER_UTF8_READERS
)


def describe(garbled: str, channels: tuple[Channel, ...]) -> str:
    """Return what happened, in words.

    >>> describe("Ã©", (CHANNELS[0],))
    'UTF-8 was read as Latin-1 or Windows-1252'
    """
    steps = [
        f"{display_name(channel.written_in)} was read as {display_name(channel.read_as, garbled)}"
        + (", and its signs were best-fitted" if channel in BEST_FIT_CHANNELS else "")
        for channel in channels
    ]
    return ", and that again: ".join(reversed(steps))


def misread(text: str, channel: Channel) -> str | None:
    """Return the text read through a channel, None where it cannot be without loss.

    >>> misread("é", CHANNELS[0])
    'Ã©'
    """
    true = codec_of(channel.written_in)
    try:
        data = text.encode(true)
        if is_multi_byte(channel.read_as):
            return data.decode(codec_of(channel.read_as))
        if channel.read_as == UTF8_OR_WESTERN:
            return decode_utf8_or_western(data)
    except UnicodeError:
        return None
    garbled = data.decode("latin-1").translate(dict(enumerate(decode_table(channel.read_as))))
    return None if "\ufffe" in garbled else garbled

"""Lossy channels: a wrong reading, an error policy, and the replacement; their byte lattices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from ..encodings import (
    ENCODINGS,
    codec_of,
    decode_exact,
    decode_table,
    display_name,
    is_multi_byte,
    reencode,
    unseen_characters,
    vendor_codes,
)
from ..language import ranking
from ..patterns import lazily
from .byte_lattice import (
    LOST_IN_CP932,
    REPLACEMENT,
    ByteLattice,
    byte_lattice,
    lattice_with_drops,
)
from .decoders import ErrorPolicy, bytes_of, undefined
from .dropped_bytes import dropped_in_double_byte, dropped_in_utf8
from .unseen.stripped_codes import lattice_with_stripped, stripped_between_marks

_BECAME: Final = {"?": "became ?", "": "were dropped", LOST_IN_CP932: "became a middle dot"}
#: Pages of which Windows shows what no other decoder that writes ``?`` shows.
_LOSING_LESS_IN_WINDOWS: Final = frozenset({"gbk"})
_BROKEN_UTF8: Final = lazily(rb"[\xc2-\xf4](?![\x80-\xbf])|[\xc0\xc1\xf5-\xff]")
_UTF8_READERS: Final = (
    "cp1252",
    "gbk",
    "gb18030",
    "cp1251",
    "cp932",
    "cp949",
    "big5",
    "euc-jp",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1257",
    "cp1258",
    "cp874",
)
#: The language of lost characters, by the multi-byte encoding that they were written in.
LANGUAGE_OF: Final = {
    encoding.name: encoding.languages[0] for encoding in ENCODINGS if encoding.languages
}


@dataclass(frozen=True, slots=True)
class LossyChannel:
    """Bytes written in one encoding were read as another by a decoder that loses bytes.

    ``replacement`` is what the decoder wrote for the bytes that it lost; empty if nothing.
    ``as_windows`` says that the decoder reads the page as Windows does, and loses less.
    """

    written_in: str
    read_as: str
    policy: ErrorPolicy
    replacement: str
    as_windows: bool = False


@cache
def lossy_channels_for(replacement: str) -> tuple[LossyChannel, ...]:
    """Return the lossy channels for one replacement, in the order in which ``recover`` tries them.

    >>> lossy_channels_for("?")[0].policy.value
    'one bad byte'
    """
    return tuple(_channels(replacement))


def _channels(replacement: str) -> Iterator[LossyChannel]:
    pairs = [("utf-8", read_as) for read_as in _UTF8_READERS]
    pairs += [
        (written_in, read_as)
        for written_in in LANGUAGE_OF
        for read_as in LANGUAGE_OF
        if written_in != read_as
    ]
    for written_in, read_as in pairs:
        if replacement == LOST_IN_CP932 and read_as != "cp932":
            continue
        if not is_multi_byte(read_as):
            if undefined(read_as):
                yield LossyChannel(written_in, read_as, ErrorPolicy.ONE_BYTE, replacement)
        elif replacement == REPLACEMENT:
            yield LossyChannel(written_in, read_as, ErrorPolicy.ONE_BYTE, replacement)
            yield LossyChannel(written_in, read_as, ErrorPolicy.LEAD_AND_HIGH_TRAIL, replacement)
        elif replacement:
            yield LossyChannel(written_in, read_as, ErrorPolicy.LEAD_AND_ANY_TRAIL, replacement)
            yield LossyChannel(written_in, read_as, ErrorPolicy.ONE_BYTE, replacement)
        else:
            if written_in == "utf-8" and unseen_characters(read_as):
                yield LossyChannel(written_in, read_as, ErrorPolicy.STRIPPED, replacement)
            yield LossyChannel(written_in, read_as, ErrorPolicy.ONE_BYTE, replacement)


def as_windows_reads(channel: LossyChannel, text: str) -> LossyChannel | None:
    """Return the channel by which Windows read a text, if it shows what only Windows does.

    >>> channel = LossyChannel("utf-8", "gbk", ErrorPolicy.LEAD_AND_ANY_TRAIL, "?")
    >>> as_windows_reads(channel, "鏈€杩?").as_windows, as_windows_reads(channel, "鏄?鐨?")
    (True, None)
    """
    swallows = channel.policy is ErrorPolicy.LEAD_AND_ANY_TRAIL and channel.replacement == "?"
    if not swallows or channel.read_as not in _LOSING_LESS_IN_WINDOWS:
        return None
    shows = not vendor_codes(channel.read_as).keys().isdisjoint(text)
    return replace(channel, as_windows=True) if shows else None


def describe(channel: LossyChannel) -> str:
    """Return the sentence that tells a user what happened.

    >>> describe(LossyChannel("utf-8", "gbk", ErrorPolicy.ONE_BYTE, "?"))
    'UTF-8 was read as GBK, and bytes that GBK does not have became ?'
    """
    read_as = display_name(channel.read_as)
    if channel.policy is ErrorPolicy.STRIPPED:
        return f"UTF-8 was read as {read_as}, and characters that show nothing were stripped"
    became = _BECAME.get(channel.replacement, "became U+FFFD")
    written_in = display_name(channel.written_in)
    return f"{written_in} was read as {read_as}, and bytes that {read_as} does not have {became}"


def looks_like_utf8(text: str, replacement: str, read_as: str) -> bool:
    """Tell cheaply whether the bytes can be UTF-8 with gaps: few lead bytes lack a trail byte."""
    if is_multi_byte(read_as) and not holds_east_asian(text):
        return False
    data = _known_bytes(text.replace(replacement, "") if replacement else text, read_as)
    if data.isascii():
        return False
    lost = text.count(replacement) if replacement else len(text)
    return len(_BROKEN_UTF8.findall(data)) <= 2 * lost + len(text) // 4


def holds_east_asian(text: str) -> bool:
    """Tell whether a text holds what East Asian code pages show of bytes of another encoding.

    >>> holds_east_asian("浣犲ソ"), holds_east_asian("рТЙЧЕФ\ufffd")
    (True, False)
    """
    return any("\u2e80" <= char != REPLACEMENT for char in text)


def _known_bytes(text: str, read_as: str) -> bytes:
    """Return the bytes of those characters of the text that ``read_as`` can encode."""
    data = reencode(text, read_as)
    if data is not None:
        return data
    if is_multi_byte(read_as):
        return text.encode(codec_of(read_as), "ignore")
    has = decode_table(read_as)
    return reencode("".join([char for char in text if char in has]), read_as) or b""


@lru_cache(maxsize=8)  # the pages of East Asia, each of which is asked for once an encoding
def is_of_page(text: str, replacement: str, read_as: str) -> bool:
    """Tell whether a page has all characters of a text but the replacements."""
    return reencode(text.replace(replacement, "") if replacement else text, read_as) is not None


def high_bytes(text: str, read_as: str) -> int:
    """Return how many characters of a text are bytes beyond ASCII in a single-byte page."""
    return sum(
        text.count(char)
        for char in set(text)
        if char > "\x7f" and (bytes_of(char, read_as) or b"")[:1] >= b"\x80"
    )


def is_valid_utf8_through_a_reader(text: str) -> bool:
    """Tell whether the text re-encodes in some reader's code page to whole, valid UTF-8.

    >>> is_valid_utf8_through_a_reader("Ã©tÃ©?"), is_valid_utf8_through_a_reader("Ã?tÃ©")
    (True, False)
    """
    for read_as in ("western", *_UTF8_READERS):
        data = reencode(text, read_as)
        if data is not None and not data.isascii() and decode_exact(data, "utf-8") is not None:
            return True
    return False


#: Number of certain characters from which on they alone tell the language.
_TELLING: Final = 6
#: Languages are tried that cost at most this much more than the likeliest one, in bits.
_CLOSE_BITS: Final = 6.0
_MOST_LANGUAGES: Final = 3
_EAST_ASIAN_LANGUAGES: Final = frozenset({"zh-hans", "zh-hant", "yue", "ja", "ko"})
#: What is written with a lead byte of UTF-8, if it is the most frequent one.
_WRITTEN_WITH: Final = {
    0xCE: "el",
    0xCF: "el",
    0xD0: "ru",
    0xD1: "ru",
    0xE3: "ja",
    **dict.fromkeys(range(0xE4, 0xEA), "zh-hans"),
    **dict.fromkeys(range(0xEA, 0xEE), "ko"),
}
#: First code point of East Asian writing.
_EAST_ASIAN: Final = "\u2e80"


def _is_mostly_east_asian(text: str) -> bool:
    """Tell whether half of the letters of a text, or more, are East Asian."""
    letters = [char for char in text if char.isalpha()]
    east_asian = sum(char >= _EAST_ASIAN for char in letters)
    return east_asian > 0 and 2 * east_asian >= len(letters)


def languages(certain: str, channel: LossyChannel, known: bytes = b"") -> list[str]:
    """Return the languages in which to search, likeliest first; ``known`` are the bytes left.

    >>> channel = LossyChannel("utf-8", "cp1252", ErrorPolicy.ONE_BYTE, "")
    >>> languages("", channel, "こんにち".encode().replace(b"\\x81", b""))
    ['ja', 'en']
    """
    own = LANGUAGE_OF.get(channel.written_in)
    if own is not None:
        return [own]
    ranked = ranking(certain)
    if _is_mostly_east_asian(certain):  # words in Latin letters tell nothing of the rest
        ranked = [
            (language, bits) for language, bits in ranked if language in _EAST_ASIAN_LANGUAGES
        ]
    close = [language for language, bits in ranked if bits < ranked[0][1] + _CLOSE_BITS]
    found = ["zh-hant" if language == "yue" else language for language in close]
    if len(certain) < _TELLING:  # those who read it wrongly wrote it, mostly
        leads = [lead for lead in known if lead in _WRITTEN_WITH]
        found += [_WRITTEN_WITH[lead] for lead, _ in Counter(leads).most_common(1)]
        found.append(LANGUAGE_OF.get(channel.read_as, "en"))
    return list(dict.fromkeys(found))[:_MOST_LANGUAGES]


#: Most places of dropped bytes for each character; with more, the bytes are no UTF-8.
_MOST_PLACES_SHARE: Final = 0.6
#: The same where each byte was a character, and the page lacks but a few: kana lose every third.
_MOST_PLACES_OF_BYTES: Final = 0.85
#: Most bytes that one gap in UTF-8 may have lost.
_MOST_DROPPED: Final = 2


def lattice_through(text: str, channel: LossyChannel) -> ByteLattice | None:
    """Return the byte lattice of a text that came through a channel.

    None where nothing marks the places of what was lost, and too many seem to be such places.
    """
    if channel.replacement:
        unseen = _unseen(text, channel)
        if unseen is None or not any(unseen):
            return _marked_lattice(text, replace(channel, written_in=""))
        return byte_lattice(
            text,
            channel.read_as,
            channel.policy,
            channel.replacement,
            unseen,
            as_windows=channel.as_windows,
        )
    text += " "  # something to stand after bytes dropped at the end
    if channel.policy is ErrorPolicy.STRIPPED:
        return lattice_with_stripped(text, channel.read_as)
    if channel.written_in == "utf-8":
        places, most = dropped_in_utf8(text, channel.read_as), _MOST_DROPPED
    else:  # where both bytes of a character were dropped nothing shows it: none are invented
        places, most = (
            dropped_in_double_byte(
                text, channel.read_as, channel.written_in, LANGUAGE_OF[channel.written_in]
            ),
            1,
        )
    most_places = _MOST_PLACES_SHARE if is_multi_byte(channel.read_as) else _MOST_PLACES_OF_BYTES
    if not places or len(places) > most_places * len(text):
        return None
    return lattice_with_drops(text, channel.read_as, places, most)


@lru_cache(maxsize=12)  # all readers of a line and their policies, if it is East Asian
def _marked_lattice(text: str, channel: LossyChannel) -> ByteLattice:
    """Return the byte lattice of a text with marks: whatever it was written in, the same one."""
    return byte_lattice(
        text, channel.read_as, channel.policy, channel.replacement, as_windows=channel.as_windows
    )


def _unseen(text: str, channel: LossyChannel) -> list[list[int]] | None:
    """Return where codes that show nothing may be missing, between marks; None if nowhere."""
    if channel.written_in != "utf-8" or not unseen_characters(channel.read_as):
        return None
    return stripped_between_marks(text.split(channel.replacement), channel.read_as)

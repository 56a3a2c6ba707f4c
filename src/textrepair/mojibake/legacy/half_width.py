"""Half-width katakana of Shift-JIS in another page: ``¶)ÔÏÀÞ¼®³ÃÝ`` is ｶ)ﾔﾏﾀﾞｼｮｳﾃﾝ.

Banks and older programs of Japan write katakana in one byte a letter (A1 to DF), among digits,
brackets and capitals.  Every page has characters there, signs and capital letters in most, so the
bytes prove nothing.  What tells are marks that stand only behind certain letters (ﾞ, ﾟ, ｰ, small
letters), and the Japanese model, which reads the letters at their full width.
"""

from __future__ import annotations

from functools import cache
from typing import Final
from unicodedata import normalize

from ...encodings import decode_exact, decode_table, reencode
from ...language.any_language import bits_in_any_language
from ...language.naturalness import score
from ...patterns import lazily
from ..acceptance import is_table
from ..channels import Channel
from ..whole_line import GarbledPassage

#: The pages that show such bytes, but those of the languages of East Asia.
_PAGES: Final = (
    *("western", "mac_roman", "cp437", "cp850"),
    *("cp1251", "iso8859_5", "cp866", "koi8_r"),
    *("cp1253", "cp1250", "iso8859_7"),
)
_WRITTEN_IN: Final = "cp932"
#: The encodings in which the bytes are characters of two bytes.
_OF_PAIRS: Final = ("euc_jp", "cp949", "gbk", "big5")
#: Bits by which what they say must be more natural than katakana: 한글 is by 19, 테스트 by 34, and
#: a line of a bank was read as 某分扯藿 for 1 bit less.
_LEAD_OF_PAIRS: Final = 8.0

#: Least katakana of a line, without voice marks, and least different ones: others are ornaments.
_LEAST_KANA: Final = 4
_LEAST_DIFFERENT: Final = 3
#: A word by itself without a voice mark must be so long, in code points.
_LEAST_OF_WORD: Final = 7
#: The same where the bytes are UTF-8, as those of four katakana are now and then.
_LEAST_BESIDE_UTF8: Final = 6
#: Bits that the reading must save.  Set on katakana words of Japanese development text, and on
#: clean text in 141 languages, lines and words, as they are and in capitals: none saves so much.
_LEAST_SAVED: Final = 20.0
#: Bits by which letters are less natural for the first capital that follows a small letter in a
#: word, for each further one, and for two capitals that a small letter follows: the models do not
#: tell capitals from small letters.  Set by hand.
_CAPITAL_BITS: Final = 12.0
_MORE_CAPITALS_BITS: Final = 16.0
_CAPITALS_BITS: Final = 4.0
_CAPITAL_INSIDE: Final = lazily("[а-џґ](?=[Ѐ-Я])")
_CAPITALS_BEFORE: Final = lazily("[Ѐ-Я](?=[Ѐ-Я][а-џґ])")
#: Bits that the reading must save where capitals stand so, and a voice mark does: without one it
#: may be abbreviations, ``СПб ФПиКА``, which alone of 1.8 million Cyrillic words and pairs of words
#: of 967 languages, as they are and in capitals, were read.
_LEAST_SAVED_WITH_CAPITALS: Final = 15.0
#: Most standard deviations that the reading at full width may lie above natural Japanese.  Lines of
#: loan words lie below 1.5, names and words of banks, which run together, below 2.6.
_MOST_EXCESS: Final = 2.6
#: Lines that frames and bars are drawn with, of which katakana hold one at most in a row; a corner
#: with a line; and nothing but such pieces.
_FRAME: Final = lazily(
    "[─═]{2}|[█▓▒░]{3}|[─│┌┐└┘├┤┬┴┼][┌└├┬┴┼]─|[═║╔╗╚╝╠╣╦╩╬][╔╚╠╦╩╬]═"
    "|^[─│┌┐└┘├┤┬┴┼\\s]*$|^[═║╔╗╚╝╠╣╦╩╬\\s]*$|^[█▓▒░▄▀▌▐\\s]*$"
)
#: Kinds of signs from which on a line is no frame.
_LEAST_KINDS: Final = 9
#: What may be a corner of a frame: then the katakana must be of more kinds, and lie nearer natural
#: Japanese.  Of 6,000 random rows of 4 to 16 pieces, of few kinds or many, 7 in 1,000 are read,
#: with or without the limit: most of them hold no corner.
_CORNER: Final = lazily("[─│═║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬█▓▒░]{2}[█▓▒░]")
_LEAST_BESIDE_CORNERS: Final = 5
_MOST_EXCESS_BESIDE_CORNERS: Final = 1.3

_FIRST, _LAST = 0xA1, 0xDF
#: Lead bytes of alphabets in UTF-8, which are ﾐ and ﾑ, ﾎ and ﾏ, ﾖ and ﾗ, ﾘ to ﾛ as katakana; how
#: many there must be, and which share of all.
_LEADS: Final = (b"\xd0\xd1", b"\xce\xcf", b"\xd6\xd7", b"\xd8\xd9\xda\xdb")
_LEAST_LEADS: Final = 3
_LEAD_SHARE: Final = 0.4
_HIGH: Final = bytes(range(0x80, 0x100))
_BEFORE_VOICED: Final = "ｳｶ-ﾄﾊ-ﾎ"
#: Katakana with what may follow; no word begins with ｰ, ﾝ, a small letter or a voice mark.
_WORDS: Final = lazily(
    f"(?:[\x00-\x7f｡-･]|(?<![ｦ-ﾟ])[ｦｱ-ﾜ]|(?<=[ｦ-ﾟ])[ｦ-ﾝ]|(?<=[{_BEFORE_VOICED}])ﾞ|(?<=[ﾊ-ﾎ])ﾟ)+"
)
_KANA: Final = lazily("[ｦ-ﾝ]")
_VOICE_MARK: Final = lazily("[ﾞﾟ]")
#: A katakana beside a letter of ASCII: in clean text other letters stand so.
_TOUCHES_LETTER: Final = lazily("[A-Za-z][｡-ﾟ]|[｡-ﾟ][A-Za-z]")


def half_width_katakana(line: str) -> list[GarbledPassage]:
    """Return a line of half-width katakana that another page shows, as one passage; else nothing.

    >>> [passage.text for passage in half_width_katakana("¶)ÔÏÀÞ¼®³ÃÝ 50,000")]
    ['ｶ)ﾔﾏﾀﾞｼｮｳﾃﾝ 50,000']
    >>> half_width_katakana("ÀÉÎÕÜ ÇÃÑ"), half_width_katakana("РХЖ ЪХК МОСКВА")
    ([], [])
    """
    if not line or not _in_some_page().issuperset(line) or _is_frame(line) or is_table(line):
        return []
    has_corners = _CORNER.search(line) is not None
    best: GarbledPassage | None = None
    for page in _PAGES:
        if not _characters(page).issuperset(line):
            continue
        data = reencode(line, page)
        reading = data and _reading(data, beside_corners=has_corners)
        if not reading:
            continue
        bits = score(normalize("NFKC", reading)).bits
        is_voiced = _VOICE_MARK.search(reading) is not None
        shape_bits = _shape_bits(line) if is_voiced else 0.0
        least = _LEAST_SAVED_WITH_CAPITALS if shape_bits else _LEAST_SAVED
        saved = bits_in_any_language(line) + shape_bits - bits
        if saved >= least and (best is None or saved > best.saved):
            if data and _is_said_in_pairs(data, bits):
                return []
            channel = Channel(_WRITTEN_IN, page, least)
            best = GarbledPassage(0, len(line), reading, (channel,), saved, natural=True)
    return [best] if best else []


def is_sure_katakana(found: list[GarbledPassage]) -> bool:
    """Tell whether a word by itself is katakana: it is long, or holds a voice mark.

    Two characters of any other encoding are four katakana.

    >>> is_sure_katakana(half_width_katakana("ÄÃ²Ð")), is_sure_katakana(half_width_katakana("ÊÞÀ°"))
    (False, False)
    """
    return _is_sure("".join(passage.text for passage in found))


def _is_sure(text: str) -> bool:
    """Tell whether katakana are so many that they are no other text, or hold a voice mark."""
    return len(_KANA.findall(text)) >= _LEAST_OF_WORD or _VOICE_MARK.search(text) is not None


def _is_frame(line: str) -> bool:
    """Tell whether a line is drawn: it holds pieces of a frame in a row, and few kinds of signs.

    >>> _is_frame("╠══╣ ║да║ ╠══╣"), _is_frame("╬п──▐п╕▐ ║╧▌─▐╫▓▌╡╠▀╝о▌")
    (True, False)
    """
    kinds = len(set(line)) - sum(char.isascii() for char in set(line))
    return kinds < _LEAST_KINDS and _FRAME.search(line) is not None


@cache
def _characters(page: str) -> frozenset[str]:
    """Return ASCII and the characters that a page has for the bytes."""
    return frozenset((*map(chr, range(0x80)), *_shown(page)))


@cache
def _in_some_page() -> frozenset[str]:
    """Return ASCII and the characters that any page has for the bytes."""
    return frozenset[str]().union(*map(_characters, _PAGES))


def _is_said_in_pairs(data: bytes, bits: float) -> bool:
    """Tell whether bytes say something more natural where two are a character: ``ÇÑ±Û`` is 한글."""
    readings = (decode_exact(data, codec) for codec in _OF_PAIRS)
    return any(
        reading is not None and score(reading).bits + _LEAD_OF_PAIRS < bits for reading in readings
    )


def _shape_bits(line: str) -> float:
    """Return the bits by which Cyrillic words are less natural for their capitals.

    >>> _shape_bits("ВнзАМЌн"), _shape_bits("БвиЖ Внз"), _shape_bits("Внза МЌН")
    (16.0, 12.0, 0.0)
    """
    inside, before = len(_CAPITAL_INSIDE.findall(line)), len(_CAPITALS_BEFORE.findall(line))
    first = _CAPITAL_BITS + _MORE_CAPITALS_BITS * (inside - 1) if inside else 0.0
    return first + _CAPITALS_BITS * before


def _shown(page: str) -> str:
    """Return the characters that a page has for the bytes."""
    return decode_table("cp1252" if page == "western" else page)[_FIRST : _LAST + 1]


def _is_alphabet(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 in Cyrillic, Greek, Hebrew or Arabic, whole or not.

    Every second byte is one of two then: ``ÑÐ²Ð»ÐµÐ½Ð¸Ñ`` is явления without its bytes 8F.

    >>> _is_alphabet("ÑÐ²Ð»ÐµÐ½Ð¸Ñ".encode("latin-1")), _is_alphabet("ﾐｭｰｼﾞｯｸ".encode("cp932"))
    (True, False)
    """
    beyond = len(data) - len(data.translate(None, _HIGH))
    counts = (sum(map(data.count, leads)) for leads in _LEADS)
    return max(counts) >= max(_LEAST_LEADS, _LEAD_SHARE * beyond)


def _reading(data: bytes, *, beside_corners: bool) -> str | None:
    """Return what bytes say as half-width katakana, if that is Japanese; else None."""
    if any(byte > _LAST for byte in data) or _is_alphabet(data):
        return None
    text = data.decode(_WRITTEN_IN, "replace")
    kana = _KANA.findall(text)
    least = _LEAST_BESIDE_CORNERS if beside_corners else _LEAST_DIFFERENT
    if len(kana) < _LEAST_KANA or len(set(kana)) < least:
        return None
    if len(kana) < _LEAST_BESIDE_UTF8 and decode_exact(data, "utf-8") is not None:
        return None
    if not _WORDS.fullmatch(text) or _TOUCHES_LETTER.search(text):
        return None
    most = _MOST_EXCESS_BESIDE_CORNERS if beside_corners else _MOST_EXCESS
    return text if score(normalize("NFKC", text)).excess <= most else None

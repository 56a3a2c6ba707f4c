"""Lines of other scripts in a legacy page: ``Ïðèâåò, ìèð``, ``Äãºã``, ``рТЙЧЕФ``.

Files in Cyrillic, Greek, Hebrew, Arabic, Thai or an East Asian encoding, read as Latin-1 or as
another page of their alphabet, are dense in what no one writes: most characters are letters beyond
ASCII.  Of all pages such lines can be in, hardly ever more than one makes text of them, and then
each pair of characters says so.  So the language models, which take a hundred times as long, need
not be asked; lines on which the pairs do not agree are left to them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import inf
from typing import TYPE_CHECKING, Final

from ...encodings import (
    codec_of,
    decode_exact,
    decode_table,
    encoding_named,
    is_multi_byte,
    reencode,
)
from ...kernels import compiled_module
from ...language.compiled import compiled_models
from ...language.languages import SCRIPT_OF
from ...language.model_files import UNITS_PER_BIT
from ...language.pair_costs import CHARACTER_COSTS, EastAsian, bits_by_characters, bits_by_pairs
from ...patterns import lazily
from ..acceptance import WORD
from ..channels import CHANNELS, UKRAINIAN_CHANNELS, Channel
from ..redecode import is_writable
from ..suspicious import looks_garbled
from ..vetoes import TOUCHES_ASCII, is_vetoed, lacks_81
from ..whole_line import GarbledPassage
from .unstructured import TORN_BOUNDS, is_torn_utf8

if TYPE_CHECKING:
    from ...kernels._dense import Dense, Page

#: So many characters of a line must be beyond ASCII, and this share of those that are no blanks; of
#: 279,000 clean lines of 140 languages, a third of them in capitals, none is read anew then.  Of
#: 19,150 stretches of 9 to 11 such characters in 13 languages and their pages that are read none is
#: wrong; with 7, one in 15,000.
_LEAST_BEYOND: Final = 9
_DENSE: Final = 0.35
#: So many different characters beyond ASCII a reading must hold: an ornament has fewer.
_LEAST_DIFFERENT: Final = 5
#: What words in the right page may cost by pairs, in bits a character, by script.  Set on some 150
#: lines of text for each of 46 pairs of pages: wrong pages make dearer text of them, but for
#: Japanese kana, which GBK has too.  Short lines of Korean cost up to 11: with that, of 156,000
#: lines, and parts of lines, in 24 languages and their pages none is taken for Korean that is not.
_MOST_BITS: Final = {"cjk": 10.0, "hangul": 11.0}
_MOST_BITS_OF_LETTERS: Final = 6.2
#: By how many bits a character beyond ASCII the reading must beat the line, and every other
#: reading; and by how many bits in all.
_LEAST_GAIN: Final = 1.5
_LEAST_LEAD: Final = 1.0
_LEAST_TOTAL: Final = 30.0
#: Characters by themselves tell wrong pages that cost so many bits more than the best, a character.
_FAR: Final = 3.0
#: So many bits more a word of so many letters must not cost than it costs as it stands.
_SPOILT: Final = 8.0
_LEAST_WORD: Final = 4
#: A line must hold two such letters in a row, or four characters: lists of letters are no text.
_IN_A_ROW: Final = lazily("[^\\W\\d_\x00-\x7f]{2}|[^\x00-\x7f]{4}")
#: A question mark behind a letter, at the end of a word; what begins the next word, or nothing.
_ASKING: Final = lazily("(?<=[^\\W_])[?][»\"'”’)]*(?:$|\\s+(?:$|(.)))")
#: A capital behind a small letter: another page of the alphabet has other letters there.
_BROKEN_CASE: Final = lazily("[а-џґάέ-ώ][ΆΈ-ΏΑ-ΫЀ-ЯҐ]")
_BEYOND: Final = lazily("[^\x00-\x7f]")
_CYRILLIC: Final = lazily("[\u0400-\u045f]")
#: Pages as which a line can have been read that holds Cyrillic letters, and any other line.
_CYRILLIC_READERS: Final = ("cp1251", "koi8-r", "cp866")
_READERS: Final = ("western",)
_ALL_READERS: Final = (*_CYRILLIC_READERS, *_READERS)
#: Pages that differ in eight letters and lines for tables: no rivals, for a word holds no lines.
_KOI8: Final = {"koi8-r", "koi8-u"}
#: Scripts of single-byte pages of which whole lines are told so: not Latin, whose lines hold few
#: characters beyond ASCII.
_ALPHABETS: Final = frozenset({"Arabic", "Cyrillic", "Greek", "Hebrew", "Thai"})


@lru_cache(maxsize=16)  # several rules ask
def dense_line(line: str) -> GarbledPassage | None:
    """Return what the whole of a line says in a legacy page; None if pairs do not tell.

    >>> passage = dense_line("Ïðèâåò èç Ìîñêâû, äîðîãèå äðóçüÿ")
    >>> passage and (passage.text, passage.channels[0].written_in)
    ('Привет из Москвы, дорогие друзья', 'cp1251')
    >>> dense_line("Привет из Москвы, дорогие друзья"), dense_line("dÃ©jÃ vu à Paris")
    (None, None)
    """
    kernel = _compiled()
    if not (is_dense(line) if kernel is None else kernel.is_dense(line)):
        return None
    is_cyrillic = _CYRILLIC.search(line) is not None
    readers = _CYRILLIC_READERS if is_cyrillic else _READERS
    found = sorted((r for reader in readers for r in _readings_of(line, reader)), key=_by_bits)
    if not found:
        return None
    bits, channel, text = found[0]
    before = bits_by_pairs(line) if is_cyrillic else bits_by_characters(line)
    rivals = [
        cost
        for cost, page, other in found
        if other != text and {page.written_in, channel.written_in} != _KOI8
    ]
    if not _is_clear(text, channel, bits, before, min(rivals, default=None)):
        return None
    # Where no letter of ASCII touches another letter, there is no veto against so many letters.
    if TOUCHES_ASCII.search(text) and is_vetoed(line, 0, len(line), text, (channel,)):
        return None
    is_spoilt = is_cyrillic and (spoils if kernel is None else kernel.spoils)(line, text)
    if is_spoilt or lacks_81(text, (channel,)):
        return None
    return GarbledPassage(0, len(line), text, (channel,), before - bits, natural=True)


def asks_in_legacy_page(line: str) -> bool:
    """Tell whether a line in a legacy page lost nothing: its question marks ask something.

    They stand at the end of the line, or before a blank and what begins a sentence.

    >>> asks_in_legacy_page("лПЗДБ ФЕВС ПВЧЙОСАФ, ЪБЮЕН УЕТДЙФШУС?")
    True
    >>> asks_in_legacy_page("лПЗДБ ФЕВС ПВЧЙОСАФ, ЪБ?ЕН УЕТДЙФШУС?")
    False
    """
    passage = dense_line(line)
    if passage is None or "\N{REPLACEMENT CHARACTER}" in line:
        return False
    marks, asking = passage.text.count("?"), _ASKING.findall(passage.text)
    return marks == line.count("?") == len(asking) and not any(map(str.islower, asking))


def is_dense(line: str) -> bool:
    """Tell whether a line is mostly letters beyond ASCII, and no list of letters."""
    beyond = len(_BEYOND.findall(line))
    return (
        beyond >= _LEAST_BEYOND
        and beyond >= _DENSE * len("".join(line.split()))
        and _IN_A_ROW.search(line) is not None
    )


def _is_clear(text: str, channel: Channel, bits: float, before: float, rival: float | None) -> bool:
    """Tell whether a reading is text, and clearly better than the line and than its best rival."""
    kernel = _compiled()
    count, different = characters_beyond_ascii(text) if kernel is None else kernel.beyond(text)
    size = max(count, 1)
    lead = inf if rival is None else rival - bits
    return (
        bits <= _most_bits(channel.written_in) * len(text)
        and lead >= max(_LEAST_TOTAL, _LEAST_LEAD * size)
        and before - bits >= max(_LEAST_TOTAL, _LEAST_GAIN * size)
        and different >= _LEAST_DIFFERENT
        and _BROKEN_CASE.search(text) is None
        and is_writable(text)
        and not looks_garbled(text)
    )


def characters_beyond_ascii(text: str) -> tuple[int, int]:
    """Return how many characters of a text are beyond ASCII, and how many different ones."""
    beyond = _BEYOND.findall(text)
    return len(beyond), len(set(beyond))


def _by_bits(reading: tuple[float, Channel, str]) -> float:
    return reading[0]


def _readings_of(line: str, reader: str) -> list[tuple[float, Channel, str]]:
    """Return what ``readings`` does, by the kernel where there is one."""
    kernel = _compiled()
    if kernel is None:
        return readings(line, reader)
    return kernel.readings(line, _ALL_READERS.index(reader))


def readings(line: str, reader: str) -> list[tuple[float, Channel, str]]:
    """Return what a line says in the pages that it may have been read from, with its bits by pairs.

    East Asian pages come first: where one makes text of a line, no other page does.  They make none
    of UTF-8 that lost some bytes: of 46,000 such lines in 24 languages, six kinds of losses, none
    was text in them.  One line of GBK in 300 looks so by accident.
    """
    data = reencode(line, reader)
    if data is None or decode_exact(data, "utf-8") is not None:
        return []
    for channels in _channels(reader)[: 1 if is_torn_utf8(data) else None]:
        decoded = ((c, decode_exact(data, c.written_in)) for c in channels)
        readings = [(c, text) for c, text in decoded if text is not None and text != line]
        if not readings:
            continue
        quick = [bits_by_characters(text) / max(len(text), 1) for _, text in readings]
        most = min(quick) + _FAR
        found = [
            (bits_by_pairs(text, _east_asian(c.written_in)), c, text)
            for cost, (c, text) in zip(quick, readings, strict=True)
            if cost <= most
        ]
        if any(bits <= _most_bits(c.written_in) * len(text) for bits, c, text in found):
            return found
    return []


def spoils(line: str, text: str) -> bool:
    """Tell whether a word of a line is sound as it stands, and its reading is not.

    ``ДЕСОЙСИ`` is as sound as деяниях.
    """
    return any(
        len(word) >= _LEAST_WORD
        and (bits := bits_by_pairs(word)) <= (most := _MOST_BITS_OF_LETTERS * len(word))
        and max(bits + _SPOILT, most) < bits_by_pairs(reading)
        for word, reading in zip(WORD.findall(line), WORD.findall(text), strict=False)
    )


@cache
def _channels(reader: str) -> tuple[tuple[Channel, ...], tuple[Channel, ...]]:
    """Return the channels of a reader from other scripts than Latin: East Asian ones, others."""
    channels = [c for c in CHANNELS if c.read_as == reader and c.written_in != "utf-8"]
    channels += [c for c in UKRAINIAN_CHANNELS if c.read_as == reader]
    return (
        tuple(c for c in channels if is_multi_byte(c.written_in)),
        tuple(c for c in channels if encoding_named(c.written_in).script in _ALPHABETS),
    )


@cache
def _east_asian(page: str) -> EastAsian:
    return "ja" if "ja" in encoding_named(page).languages else "zh"


@cache
def _most_bits(page: str) -> float:
    """Return what words in a page may cost by pairs, in bits a character."""
    languages = encoding_named(page).languages
    script = SCRIPT_OF[languages[0]] if languages else ""
    return _MOST_BITS.get(script, _MOST_BITS_OF_LETTERS)


@cache
def _compiled() -> Dense | None:
    """Return the compiled twin of what is asked of every line, where there is one."""
    models, module = compiled_models(), compiled_module("_dense")
    if models is None or module is None:
        return None
    found: Dense = module.Dense(
        models,
        CHARACTER_COSTS,
        [
            (_codes(reader), [[*map(_page, group)] for group in _channels(reader)])
            for reader in _ALL_READERS
        ],
        (
            *(UNITS_PER_BIT, _LEAST_BEYOND, _DENSE, _FAR),
            *(_LEAST_WORD, _MOST_BITS_OF_LETTERS, _SPOILT),
            *TORN_BOUNDS,
        ),
        lambda data: decode_exact(data, "utf-8") is not None,
    )
    return found


def _codes(reader: str) -> dict[int, int]:
    """Return the byte that each character was read from."""
    characters = {*decode_table(reader), *map(chr, range(0x80, 0xA0))}
    read = ((char, reencode(char, reader)) for char in characters)
    return {ord(char): data[0] for char, data in read if data is not None}


def _page(channel: Channel) -> Page:
    """Return the page that a channel comes from, as the kernel sees it."""
    name = channel.written_in
    codec, least = codec_of(name), 0
    if is_multi_byte(name):
        table = [_role(byte, codec) for byte in range(256)]
        least = min(min(form.trails, default=256) for form in encoding_named(name).byte_forms)
    else:
        characters = bytes(range(256)).decode(codec, "replace").replace("\ufffd", "\ufffe")
        table = list(map(ord, characters))
    page: Page = compiled_module("_dense").Page(
        channel, codec, table, least, _east_asian(name) == "ja", _most_bits(name)
    )
    return page


def _role(byte: int, codec: str) -> int:
    """Return what a byte begins in a page: a character; one of two bytes; none; one of more."""
    for number, data in ((0, bytes([byte])), (1, bytes([byte, 0xA1]))):
        try:
            data.decode(codec)
        except UnicodeDecodeError as error:
            if not error.reason.startswith("incomplete"):
                return 2 - number
        else:
            return number
    return 3

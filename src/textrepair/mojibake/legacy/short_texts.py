"""Short texts in another page: names of files in archives, and words in programs.

ZIP archives do not tell the encoding of names, so programs show them as DOS code page 437 or
850: ``─π║├.txt`` is 你好.txt in GBK.  Programs, tables and logs hold a few Chinese, Japanese or
Korean words between ASCII: opened in a page of another alphabet, ``say("╠ь╧┬╬▐╡╨")`` says 天下无敌.
Such a text is short, but a jumble of boxes, signs and letters, which costs far more bits than words
do in any language.  The models judge a name without its extension, and it must hold signs of DOS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final
from unicodedata import category

from ...encodings import decode_exact, decode_table, reencode
from ...language.any_language import bits_in_any_language
from ...language.naturalness import score, score_bits
from ...language.scripts import symbol
from ...patterns import lazily
from ..acceptance import is_table
from ..channels import (
    LETTER_CHANNELS,
    LONE_WORD_CHANNELS,
    NAME_CHANNELS,
    WORD_CHANNELS,
    Channel,
)
from ..lone_brackets import PAIRS
from ..redecode import decodings_through, is_writable
from ..suspicious import looks_garbled
from ..vetoes import lacks_81
from ..whole_line import LEAD_BITS, GarbledPassage
from .unstructured import are_letters_alone

#: What ends a name: an extension, or the slash behind a folder.  Most lines hold none, and a name
#: is looked for at every place.
_EXTENSION: Final = lazily(r"\.[A-Za-z0-9]{1,5}(?![\w.])|/(?=\S|\Z)")
#: Such an end of a name that is a whole line.
_LAST_EXTENSION: Final = lazily(r"(?:\.[A-Za-z0-9]{1,5}|/)\Z")
#: A name with such an end, between blanks or as a whole line: ``╟╤▒█ ╣«╝¡.txt``.
_NAME: Final = lazily(r"(?P<stem>[^\x00-\x1f\"/<>:*?]{2,80})(?:" + _EXTENSION.pattern + ")")
_NOT_ASCII: Final = lazily("[^\x00-\x7f]")
_REPEATED: Final = lazily(r"([^\x00-\x7f])\1")
#: Bits by which the reading must be better than the name in any language.
_LEAST_SAVED: Final = 30.0
#: The same where a name holds so many characters beyond ASCII, and bears a sign: see below.
_LEAST_SAVED_OF_LONG: Final = 20.0
_LONG: Final = 6
#: So many characters beyond ASCII a reading must have.
_LEAST_CHARACTERS: Final = 2
#: Marks of East Asian names: brackets, commas, dashes, fullwidth forms.
_MARK: Final = lazily("[\u3000-\u3020\u30fb\uff01-\uff0f\uff10-\uff5e“”‘’—…·]")
#: How many standard deviations the stem that is read may lie above natural text.
_MOST_EXCESS: Final = 4.0

#: What stands between quotes, and what begins and ends with characters beyond ASCII and touches no
#: word of ASCII letters; the second of two bytes may be ASCII.
_WORDS: Final = lazily(
    r"\"(?P<quoted>[^\"\n]{2,80})\""
    r"|(?<![A-Za-z0-9])(?P<bare>[^\x00-\x7f](?:[^\x00-\x20\"'<>]{0,78}[^\x00-\x7f])?)(?![A-Za-z0-9])"
)
#: A word between brackets or quotation marks of GB 2312 or KS X 1001: ``¡°º¯°æÀü±ÛÀÚ¡±``.  No clean
#: text begins and ends so: two characters between them are enough, and they may lie so many
#: standard deviations above natural text, as words without blanks do in Korean.
_MOST_OF_BRACKETED: Final = 5.0
_BRACKETED: Final = lazily(r"¡(?!¡)[^\x00-\x7f]+¡[^\x00-\x7f]")
#: So many different characters beyond ASCII a word must have; its reading must have so many of East
#: Asia, or one less where it is quoted and holds no letters of ASCII.
_LEAST_BEYOND: Final = 3
_LEAST_EAST_ASIAN: Final = 3
#: How many standard deviations above natural text words may lie, and those that Windows-1252 shows:
#: of 6,000 rows of signs and letters of Latin-1 65 are believed, of 26,000 words of all languages
#: with three different letters beyond ASCII none, and of words of three characters and more that
#: came through it 99 of 100 Chinese and 80 Korean.
_MOST_OF_WORDS: Final = 3.0
_MOST_OF_WESTERN: Final = 2.5
#: A word that is a line by itself: the length of what is looked at, in code points; bits that its
#: reading must save and lead by, and standard deviations that it may lie above natural text.  Of
#: 1.5 million words of 57 languages with two characters of Latin-1 or Windows-1252, as they are, in
#: capitals and with a capital, two save as much, and lie 8 deviations above; of random rows of four
#: letters or signs 0.1 to 0.6 % are believed.
_LONGEST_ALONE: Final = 24
_LEAST_SAVED_ALONE: Final = 10.0
_LEAD_ALONE: Final = 8.0
_MOST_ALONE: Final = 2.0
#: Least bits that the reading of a short word must save, and most standard deviations that it may
#: lie above natural text, to be told of though nothing is changed; and the first of the letters of
#: which it holds one.  Of 43,000 such words among four million of 967 languages, as they are and in
#: capitals, one keeps them, ``ÅÔºÛ``.  Syllables of Korean are seldom so by accident.
_DOUBTS: Final = ((15.0, 3.1, "\u3040"), (0.0, 1.2, "\u3040"), (20.0, 3.6, "\uac00"))
#: A word of no more code points, half of them ASCII, is UTF-8 by accident more often than longer
#: ones: 8 % of words of two to six characters in EUC-JP were.
_LONGEST_SHORT: Final = 12
#: The same for two characters that stand alone: of 3,000 rows of what the keys of a Mac type with
#: Option 155 are read, and by this limit 9; four in five Chinese words of two characters keep it.
_MOST_OF_TWO: Final = 2.0
_EAST_ASIAN: Final = lazily("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
#: A word of letters beyond ASCII that touches no letter or digit of ASCII.
_ALIEN: Final = lazily(r"(?<![A-Za-z0-9])[^\x00-\x7f]+(?![A-Za-z0-9]|[^\x00-\x7f])")
#: So many different letters words of so many letters must hold together: rows of letters, each
#: alone or in pairs, are no text.  They must also be most of what stands beyond ASCII.
_LEAST_LETTERS: Final = 4
_LEAST_WORD: Final = 3
#: Bits and standard deviations as above.  Of the 510 words of a thousand languages that are letters
#: of Latin beyond ASCII alone, in small letters and capitals, none saves 10 bits; of 12,000 random
#: rows of such letters 4 are believed, and of 1,200 words each of six languages in these pages 72 %
#: of the Slavic, 40 to 55 % of the other ones, and 4 in 8,400 wrongly.
_LEAST_SAVED_BY_LETTERS: Final = 20.0
_MOST_OF_LETTERS: Final = 2.0
_ASCII_LETTER: Final = lazily("[A-Za-z]")


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
        if _NOT_ASCII.search(stem) is None or not _is_shown_by_dos(stem):
            continue
        is_long = len(_NOT_ASCII.findall(stem)) >= _LONG and looks_garbled(stem)
        least = _LEAST_SAVED_OF_LONG if is_long else _LEAST_SAVED
        passage = (
            None
            if _is_utf8(stem)
            else read_name(stem, match.start("stem"), NAME_CHANNELS, least_saved=least)
        )
        if passage is not None:
            yield passage


def _is_shown_by_dos(stem: str) -> bool:
    """Tell whether a name holds signs of DOS, or letters side by side that no one writes so."""
    return _signs_of_dos().search(stem) is not None or looks_garbled(stem)


def east_asian_words(line: str) -> list[GarbledPassage]:
    """Return the East Asian words of a line that another page shows; empty if they do not agree.

    >>> [p.text for p in east_asian_words('say("╠ь╧┬╬▐╡╨");')]
    ['天下无敌']
    >>> east_asian_words("╔══╗ ║да║ ╠══╣"), east_asian_words('print("приЁмник")')
    ([], [])
    """
    if alone := lone_word(line):
        return alone
    found: list[GarbledPassage] = []
    for match in _WORDS.finditer(line):
        kind = match.lastgroup or ""
        if len(set(_NOT_ASCII.findall(match[kind]))) < _LEAST_BEYOND:
            continue
        word = match[kind]
        is_bracketed = _BRACKETED.fullmatch(word) is not None
        most = _MOST_OF_BRACKETED if is_bracketed else _MOST_OF_WORDS
        passage = read_name(word, match.start(kind), WORD_CHANNELS, most_excess=most)
        if passage is None or lacks_81(passage.text, passage.channels):
            continue
        if is_bracketed and passage.text[0] + passage.text[-1] in PAIRS:
            found.append(passage)
            continue
        if not _is_word(passage.text, is_quoted=kind == "quoted"):
            continue
        is_western = passage.channels[0].read_as == "western"
        if is_western and reencode(line, "western") is None:
            continue  # UTF-8 where it is valid, else Windows-1252: half a line is no repair
        if not is_western or not (is_table(word) or score(passage.text).excess > _MOST_OF_WESTERN):
            found.append(passage)
    channels = {p.channels[0] for p in found}
    return found if len(channels) == 1 else []


def is_short_word(line: str) -> bool:
    """Tell whether a line is one short word, hardly any of it ASCII.

    >>> is_short_word("Í¼Æ¬"), is_short_word("FranÃ§ois"), is_short_word("Í¼Æ¬ Í¼Æ¬")
    (True, False, False)
    """
    if not 0 < len(line) <= _LONGEST_SHORT or line.isascii() or any(map(str.isspace, line)):
        return False
    return 2 * sum(char < "\x80" for char in line) <= len(line)


def lone_word(line: str) -> list[GarbledPassage]:
    """Return what a word that is a line by itself says, without an extension; empty if nothing.

    Such lines are names of files and entries of menus: two characters are enough, for no rival is
    as natural, and hardly any clean word costs more than its best reading in these pages.

    >>> [[p.text for p in lone_word(line)] for line in ("ƒeƒXƒg.txt", "Í¼Æ¬", "élève")]
    [['テスト'], ['图片'], []]
    """
    start = len(line) - len(line.lstrip())
    word = _LAST_EXTENSION.sub("", line.strip())
    different = len(set(word))
    if len(word) > _LONGEST_ALONE or different < _LEAST_BEYOND:
        return []
    if is_table(word) or are_letters_alone([word]):
        return []
    if reencode(word, "western") is None or " " in word or word.isascii():
        return []
    passage = read_name(
        word,
        start,
        LONE_WORD_CHANNELS,
        least_saved=_LEAST_SAVED_ALONE,
        most_excess=_MOST_ALONE,
        least_lead=_LEAD_ALONE,
    )
    if passage is None or lacks_81(passage.text, passage.channels):
        return []
    if _EAST_ASIAN.search(passage.text) is None:
        return [passage] if len(passage.text) >= _LEAST_WORD else []
    return [passage] if _is_word(passage.text, is_quoted=True) else []


def doubtful_word(line: str) -> GarbledPassage | None:
    """Return what a short word that is a line by itself may say in East Asia, likeliest reading.

    >>> said = doubtful_word("ÁÛ³è")
    >>> said and said.text, doubtful_word("élève")
    ('想活', None)
    """
    if not is_short_word(line) or reencode(line, "western") is None:
        return None
    word = line.strip("\"'()[]<>0123456789")
    start = line.find(word)
    for least_saved, most_excess, least in _DOUBTS:
        passage = read_name(
            word,
            start,
            LONE_WORD_CHANNELS,
            least_saved=least_saved,
            most_excess=most_excess,
            least_lead=0.0,
        )
        if passage is not None and max(passage.text) >= least and _EAST_ASIAN.search(passage.text):
            return passage
    return None


def is_ambiguous(word: str, passages: Iterable[GarbledPassage]) -> bool:
    """Tell whether a short word says something nearly as natural in another encoding.

    >>> from ..channels import Channel
    >>> said = GarbledPassage(0, 4, "УМЕР", (Channel("cp1251", "western", 1.0),), 9.0, natural=True)
    >>> is_ambiguous("ÓÌÅÐ", [said])  # слеп
    True
    """
    said = {p.text for p in passages if p.channels[0].written_in != "utf-8"}
    if len(said) != 1 or reencode(word, "western") is None:
        return False
    bits = score_bits(*said)
    return any(
        reading not in said
        and score_bits(reading) - bits < LEAD_BITS
        and is_writable(reading)
        and _is_one_script(reading)
        for _, reading in decodings_through(word, LONE_WORD_CHANNELS)
    )


def alphabet_words(line: str) -> list[GarbledPassage]:
    """Return the words between ASCII of a line that are of another alphabet; empty if they are not.

    They touch no word of ASCII letters, and all of them came through one page.

    >>> [p.text for p in alphabet_words('title = "Íàñòðîéêè"; // Ñîõðàíèòü')]
    ['Настройки', 'Сохранить']
    >>> alphabet_words('label = "Öäà"; "à été là"'), alphabet_words("âêîôû ÀÂÄÇÈÉ")
    ([], [])
    """
    found = list(_ALIEN.finditer(line))
    said = " ".join(match[0] for match in found)
    words = [letters for m in found if len(letters := _letters(m[0])) >= _LEAST_WORD]
    if len(set("".join(words).lower())) < _LEAST_LETTERS or 2 * len(words) < len(found):
        return []
    passage = read_name(
        said, 0, LETTER_CHANNELS, least_saved=_LEAST_SAVED_BY_LETTERS, most_excess=_MOST_OF_LETTERS
    )
    if passage is None:
        return []
    read = iter(passage.text.split(" "))
    return [
        GarbledPassage(*match.span(), text, passage.channels, passage.saved, natural=True)
        for match, text in zip(found, read, strict=True)
    ]


def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word))


def _is_word(reading: str, *, is_quoted: bool) -> bool:
    """Tell whether a reading holds enough characters of East Asia, and two of them make a word."""
    found = "".join(_EAST_ASIAN.findall(reading))
    if len(found) >= _LEAST_EAST_ASIAN:
        return True
    few = is_quoted and _ASCII_LETTER.search(reading) is None
    return few and len(found) == _LEAST_EAST_ASIAN - 1 and score(found).excess <= _MOST_OF_TWO


def _is_utf8(stem: str) -> bool:
    """Tell whether a name is UTF-8 in a page: structure has proof of what it says."""
    pages = ("western", *{channel.read_as for channel in NAME_CHANNELS})
    found = [data for page in pages if (data := reencode(stem, page)) is not None]
    return any(decode_exact(data, "utf-8") is not None for data in found)


def read_name(  # noqa: PLR0913 - what a reading must be
    stem: str,
    start: int,
    channels: Iterable[Channel],
    *,
    least_saved: float = _LEAST_SAVED,
    most_excess: float = _MOST_EXCESS,
    least_lead: float = LEAD_BITS,
) -> GarbledPassage | None:
    """Return what a name or word says that came through one of some channels; None if nothing.

    ``start`` is its place in the line, in code points.  The reading must save ``least_saved`` bits,
    and lie no more than ``most_excess`` standard deviations above natural text; it must be by
    ``least_lead`` bits more natural than any other reading.

    >>> passage = read_name("╠ь╧┬╬▐╡╨", 0, [Channel("gbk", "cp866", 10.0)])
    >>> passage and passage.text
    '天下无敌'
    """
    if "\u2e80" <= max(stem) < "\ud800":
        return None  # what no page of one byte has
    if len(set(_NOT_ASCII.findall(stem))) == 1 and _REPEATED.search(stem):
        return None  # memory that was filled with one byte: ÌÌÌÌÌÌ
    found = sorted(
        (
            (score_bits(reading) + channel.bits, reading, channel)
            for channel, reading in decodings_through(stem, channels)
            if is_writable(reading) and _is_one_script(reading)
        ),
        key=lambda item: item[0],
    )
    if not found:
        return None
    bits, text, channel = found[0]
    rivals = [cost for cost, other, _ in found if other != text]
    if rivals and rivals[0] - bits < least_lead:
        return None
    saved = bits_in_any_language(stem) - bits
    if saved < least_saved or score(text).excess > most_excess:
        return None
    return GarbledPassage(start, start + len(stem), text, (channel,), saved, natural=True)


def _is_one_script(reading: str) -> bool:
    """Tell whether all letters beyond ASCII are of one script, and the rest marks."""
    beyond = [char for char in reading if char > "\x7f" and not _MARK.match(char)]
    if len(beyond) < _LEAST_CHARACTERS or not all(category(char)[0] in "LM" for char in beyond):
        return False
    scripts = {symbol(char).script for char in beyond}
    return "latin" not in scripts and (len(scripts) == 1 or max(beyond) >= "\u2e80")

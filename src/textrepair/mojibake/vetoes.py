"""What no repair may do unless bytes prove it: put letters of a script where another is written.

The models judge a reading by how natural it is, and a word or two tell them little.  A letter of
another alphabet inside a word, or a few such letters between words of a line that is written in
ASCII, are wrong far more often than right: ``acceptйs``, ``- тАв first``, ``print("卤 5")``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ..encodings import UTF8_OR_WESTERN, encoding_named, is_multi_byte, reencode
from ..patterns import lazily
from .legacy.unstructured import is_torn_utf8
from .structure.evidence import is_letter, script
from .structure.soundness import RARE_LETTER
from .whole_line import Channels, GarbledPassage, touched

_TWO: Final = 2
#: So many letters of another script are believed between words of ASCII letters.
_ENOUGH_LETTERS: Final = 6
#: Scripts of code pages whose text holds letters of them.
_ALPHABETS: Final = frozenset({"Arabic", "Cyrillic", "Greek", "Hebrew", "Thai"})
#: Where no letter of ASCII touches another character, it touches no letter.
TOUCHES_ASCII: Final = lazily("[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
_ASCII_WORD: Final = lazily("[A-Za-z]{2,}")
_WORD: Final = lazily(r"[^ \t\r\n\f\v]+")
_BEYOND_ASCII: Final = lazily("[^\x00-\x7f\N{NO-BREAK SPACE}]+")
_CYRILLIC_LETTERS: Final = lazily("[\u0400-\u04ff]{2,}")
_OTHER_SIGN: Final = lazily("[^\x00-\x7f\u0400-\u04ff]")
_CAPITAL_AND_BLANK: Final = lazily("(?<=[A-ZÀ-Þ])Â\N{NO-BREAK SPACE}")
#: Scripts of which a single letter stands in words of others, and in formulas.
_OFTEN_ALONE: Final = frozenset({"LATIN", "GREEK", "COMBINING", "MODIFIER", "CYRILLIC"})
#: One letter of phonetics, or of an alphabet that no word of one letter is written in.
_ALONE: Final = lazily("[\u0250-\u036f\u0530-\u0dff\u0f00-\u1dff]")
#: Letters of phonetics and marks above letters, which hardly stand in words that DOS has shown.
_PHONETIC: Final = lazily("[\u0250-\u036f]")
#: A no-break space, and what Windows-1252 shows of it where its second byte became a blank.
_LONE_SPACE: Final = ("\N{NO-BREAK SPACE}", "Â ")
_EMOJI: Final = "\U0001f300"
_RARE_HAN: Final = lazily("[㐀-䶿]")
#: ``ー``, ``、`` and ``。`` are 81 5B, 81 41 and 81 42 in Shift-JIS: where a reader of Windows-1252
#: dropped 81, a bracket or a capital stands for them, ``キ[``, ``ですB``.
_LACKS_81: Final = lazily("[ァ-ヺ]\\[(?=[ぁ-ヺ一-鿿])|[ぁ-ゖ][AB](?![A-Za-z0-9])")
#: Bytes beyond ASCII that tell whether they are UTF-8 that lost some; words of fewer look so by
#: accident.
_TELLING_BYTES: Final = 16
_LEADS_OF_THREE: Final = bytes(range(0xE0, 0xF0))
#: Where trail bytes were lost, a half of what is left are lead bytes; of the bytes of an East Asian
#: page one in ten has their values: seven of sixteen in one of 4,000 texts.
_MOSTLY_LEADS: Final = 0.4
_LEAST_LEADS: Final = 7
#: Letters of two bytes in UTF-8, and how many of them tell that a half of the alphabet is missing:
#: in 12 letters of Russian it is so with a probability of 0.004.
_TWO_BYTES: Final = lazily("[\u0370-\u07ff]")
_TELLING_LETTERS: Final = 12
#: The last six bits of trail bytes that no page of EUC shows behind a lead byte: 80 to A0.
_NO_TRAILS: Final = range(0x21)
#: Scripts without blanks: a word of Latin letters may touch theirs.
_TOUCHING: Final = frozenset({"CJK", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"})


def is_vetoed(line: str, start: int, end: int, after: str, channels: Channels) -> bool:
    """Tell whether a reading of ``start`` to ``end`` of a line may not stand, however natural.

    >>> from textrepair.mojibake.channels import Channel
    >>> legacy = (Channel("cp1251", "western", 4.0),)
    >>> is_vetoed("acceptés, Åéùå", 0, 14, "acceptйs, Ещще", legacy)
    True
    >>> is_vetoed("Ïðèâåò, ìèð", 0, 11, "Привет, мир", legacy)
    False
    """
    if all(
        channel.written_in == "utf-8" and not is_multi_byte(channel.read_as) for channel in channels
    ):
        return _drops_capital(line[start:end], after)
    foreign = list(filter(_is_foreign_letter, after))
    if not foreign:  # Cyrillic bytes hold Cyrillic letters, not ``„lib`` alone
        return encoding_named(channels[0].written_in).script in _ALPHABETS
    if any(is_letter(c) and script(c) == "CJK" for c in line[start:end]):
        return False  # where such letters stood before, others may
    if mixes_alphabets(after):
        return True  # a word of two alphabets
    if len(foreign) >= _ENOUGH_LETTERS or _touches_ascii(after):
        return len(foreign) < _ENOUGH_LETTERS
    kept = set(_WORD.findall(after)) if end - start == len(line) else {line[:start], line[end:]}
    return any(
        _ASCII_WORD.search(word) for word in kept if word.isascii() or end - start < len(line)
    )


def lacks_81(after: str, channels: Channels) -> bool:
    """Tell whether a reading as Shift-JIS shows that the byte 81 was dropped."""
    return channels[0].written_in == "cp932" and _LACKS_81.search(after) is not None


def joins_scripts(line: str, after: str, written_in: str) -> bool:
    """Tell whether a reading of a line that lost bytes puts letters of another script into words.

    The bytes that are left prove nothing then.  A few such letters at ASCII letters are guesses,
    and in a legacy encoding those between ASCII words too.

    >>> joins_scripts("rijeÄ?", "rije彧?", "gbk"), joins_scripts("Ð?отел?", "Котелъ", "utf-8")
    (True, False)
    """
    foreign = list(filter(_is_foreign_letter, after))
    if not foreign or not set(foreign).isdisjoint(line):
        return False
    if mixes_alphabets(after) or len(foreign) >= _ENOUGH_LETTERS:
        return len(foreign) < _ENOUGH_LETTERS
    return _touches_ascii(after) or (
        written_in != "utf-8"
        and any(_ASCII_WORD.search(word) for word in _WORD.findall(after) if word.isascii())
    )


@lru_cache(maxsize=1 << 13)
def _is_foreign_letter(char: str) -> bool:
    """Tell whether a character is a letter that Latin does not have."""
    return char > "\x7f" and is_letter(char) and _is_foreign(char)


def _is_foreign(char: str) -> bool:
    return script(char) not in ("LATIN", "COMBINING", "MODIFIER")


def mixes_alphabets(text: str) -> bool:
    """Tell whether an ASCII letter touches a letter of another alphabet."""
    if TOUCHES_ASCII.search(text) is None:
        return False
    for one, two in pairwise(text):
        if one < "\x80" < two and one.isalpha() and is_letter(two) and _is_alphabetic(two):
            return True
        if two < "\x80" < one and two.isalpha() and is_letter(one) and _is_alphabetic(one):
            return True
    return False


def _touches_ascii(text: str) -> bool:
    """Tell whether a foreign letter touches an ASCII letter."""
    return TOUCHES_ASCII.search(text) is not None and any(
        (one < "\x80" < two and one.isalpha() and is_letter(two) and _is_foreign(two))
        or (two < "\x80" < one and two.isalpha() and is_letter(one) and _is_foreign(one))
        for one, two in pairwise(text)
    )


def _drops_capital(before: str, after: str) -> bool:
    """Tell whether all that happens is that words in capitals lose ``Â`` before a blank."""
    shorter = _CAPITAL_AND_BLANK.sub("\N{NO-BREAK SPACE}", before)
    return shorter != before and shorter == after


def _is_alphabetic(char: str) -> bool:
    return _is_foreign(char) and script(char) not in _TOUCHING


def meets_other_alphabet(line: str, start: int, end: int, after: str) -> bool:
    """Tell whether a reading of ``start`` to ``end`` joins a kept letter of another script.

    ASCII letters are not asked, for Greek letters stand in Latin words.

    >>> meets_other_alphabet("Ω≈ç√∫", 1, 5, "ōú"), meets_other_alphabet("IL2RÎ³c", 4, 6, "γ")
    (True, False)
    """
    sides = ((line[max(start - 1, 0) : start], after[:1]), (line[end : end + 1], after[-1:]))
    return any(
        kept > "\x7f"
        and is_letter(kept)
        and is_letter(read)
        and script(kept) != script(read)
        and (_is_alphabetic(kept) or _is_alphabetic(read))
        for kept, read in sides
    )


def begins_with_lone_mark(line: str, start: int, after: str) -> bool:
    """Tell whether a reading begins with a combining mark that has no letter before it.

    >>> begins_with_lone_mark("х. Ці шк", 3, "\\u05b3")
    True
    >>> begins_with_lone_mark("UÌˆber", 1, "\\u0308")
    False
    """
    is_mark = unicodedata.category(after[:1] or " ")[0] == "M"
    return is_mark and not (start and line[start - 1].isalnum())


def without_lone_letters(passages: Iterable[GarbledPassage]) -> list[GarbledPassage]:
    """Return the passages of a line that bytes prove, but those that say a letter standing alone.

    A sign and what stands behind it are UTF-8 now and then: ``¤│`` in a drawing of keys, ``€¢`` in
    a test.  What such a pair says is one letter of Armenian, Hebrew, Arabic or the like, or one
    that hardly anyone writes.
    """
    passages = list(passages)
    scripts = Counter(script(char) for p in passages for char in p.text if _is_counted(char))
    kept = [p for p in passages if not _is_alone(p, scripts)]
    if all(RARE_LETTER.fullmatch(p.text) and p.channels[0].read_as != "western" for p in kept):
        return []
    return kept


def _is_alone(passage: GarbledPassage, scripts: Counter[str]) -> bool:
    beyond = [char for char in passage.text if char > "\x7f"]
    if len(beyond) != 1 or not "\u0530" <= beyond[0] <= "\u07ff":
        return False
    # Arabic and Persian digits are written beside letters whose script has another name.
    return (scripts.total() if beyond[0].isdigit() else scripts[script(beyond[0])]) <= 1


def _is_counted(char: str) -> bool:
    is_mark = unicodedata.category(char)[0] == "M"
    return (is_letter(char) or is_mark) and script(char) not in _OFTEN_ALONE


def is_odd_beside_rest(line: str, p: GarbledPassage, proved: list[GarbledPassage]) -> bool:
    """Tell whether a passage says what hardly anyone writes, and touches what no passage explains.

    Words in a legacy encoding hold single sequences of UTF-8 by accident: ``ã¬¥`` in ``„®ªã¬¥``.
    """
    is_alone = _ALONE.fullmatch(p.text) is not None
    is_rare = RARE_LETTER.search(p.text) is not None or _RARE_HAN.search(p.text) is not None
    if p.channels[0].read_as != "western":
        is_rare = is_rare or _PHONETIC.search(p.text) is not None
    if not is_alone and not is_rare:
        return False
    around = line[p.start - 1 : p.start] if not _ends(p.start, proved) else ""
    if not any(other.start == p.end for other in proved):
        around += line[p.end : p.end + 1]
    return any(char > "\x7f" for char in around)


def without_torn_runs(line: str, passages: list[GarbledPassage]) -> list[GarbledPassage]:
    """Return the passages of a line, but those that explain no more than a half of their run.

    A run is what stands between ASCII characters and blanks.  The rest of it must be of the page
    that the passage was read as: bytes in another encoding than UTF-8 hold sequences of UTF-8 by
    accident, ``Ñ§Õ§`` in ``ÐÂÑ§Õ§ÓÃ``, and what stands in another script is no part of them.
    Emoji, four bytes, are no accident, and stand behind words without a blank; nor is ``Â`` with a
    blank, behind ``”`` or ``é`` that were read rightly.
    """
    torn: set[int] = set()
    doubtful = [
        p
        for p in passages
        if min(p.text, default="") < _EMOJI and (p.text, line[p.start : p.end]) != _LONE_SPACE
    ]
    doubtful.sort(key=lambda p: p.start)
    runs = list(_BEYOND_ASCII.finditer(line)) if doubtful else []
    for run, numbers in zip(runs, touched(doubtful, [run.span() for run in runs]), strict=True):
        inside = [doubtful[number] for number in numbers]
        read = sum(min(p.end, run.end()) - max(p.start, run.start()) for p in inside)
        if not inside or 2 * read > len(run[0]):
            continue
        rest = _outside(run, inside)
        pages = {channel.read_as for p in inside for channel in p.channels[-1:]}
        if all(reencode(rest, page) is not None for page in pages):
            torn.update(map(id, inside))
    return [p for p in passages if id(p) not in torn]


def without_torn_utf8(line: str, passages: list[GarbledPassage]) -> list[GarbledPassage]:
    """Return the passages of a line, but those that take UTF-8 that lost bytes for something else.

    Bytes of UTF-8 that lost some are in no legacy encoding, though they make words there.  And what
    East Asian pages show of Cyrillic, Greek, Hebrew or Arabic lacks a half of the alphabet where a
    decoder dropped the pairs that the page does not have: ``оовевии`` for соответствии.
    """
    legacy = [p for p in passages if p.channels[0].written_in != "utf-8"]
    if legacy:
        high = _western_bytes_outside(line, [p for p in passages if p not in legacy])
        torn, leads = len(high) >= _TELLING_BYTES and is_torn_utf8(high), is_mostly_leads(high)
        is_western = leads and is_torn_utf8(high) and reencode(line, "western") is not None
        passages = [
            p for p in passages if p not in legacy or not _takes_torn(p, torn, leads, is_western)
        ]
    paired = [p for p in passages if is_multi_byte(p.channels[0].read_as)]
    letters = _TWO_BYTES.findall("".join(p.text for p in paired))
    if len(letters) >= _TELLING_LETTERS and not any(
        ord(char) & 0x3F in _NO_TRAILS for char in letters
    ):
        passages = [p for p in passages if p not in paired]
    return passages


def _takes_torn(passage: GarbledPassage, torn: bool, leads: bool, is_western: bool) -> bool:
    """Tell whether a passage in a legacy page takes torn UTF-8 for something else.

    Bytes of an East Asian page are torn UTF-8 by accident, but hardly lead bytes; what pages of DOS
    show of them looks like lead bytes in Windows-1252.
    """
    channel = passage.channels[0]
    if channel.read_as not in ("western", UTF8_OR_WESTERN):
        return is_western
    return leads if is_multi_byte(channel.written_in) else torn


def _western_bytes_outside(line: str, passages: list[GarbledPassage]) -> bytes:
    """Return the bytes beyond ASCII that Windows-1252 shows in no passage of a line."""
    read = {at for p in passages for at in range(p.start, p.end)}
    rest = [char for at, char in enumerate(line) if char > "\x7f" and at not in read]
    return b"".join([reencode(char, "western") or b"" for char in rest])


def is_mostly_leads(high: bytes) -> bool:
    """Tell whether bytes are lead bytes of three more often than in any East Asian page.

    >>> is_mostly_leads("ê²°êµ\xad ëìì¼ ìë ìë¤".encode("latin-1"))
    True
    """
    leads = len(high) - len(high.translate(None, _LEADS_OF_THREE))
    return leads >= max(_LEAST_LEADS, _MOSTLY_LEADS * len(high))


def _outside(run: re.Match[str], passages: list[GarbledPassage]) -> str:
    """Return what stands in a run and in no passage."""
    start, end = run.span()
    read = {at for p in passages for at in range(max(p.start, start), min(p.end, end))}
    return "".join(char for at, char in enumerate(run[0], start) if at not in read)


def _ends(at: int, proved: list[GarbledPassage]) -> bool:
    return any(other.end == at for other in proved)


def joins_alphabets(passage: GarbledPassage) -> bool:
    """Tell whether a passage says two characters of two alphabets, one of them rare: ``Ϸ۲``.

    Four bytes that are katakana, or a word in another page, are such UTF-8 by accident.
    """
    text = passage.text
    if len(text) != _TWO or not RARE_LETTER.search(text) or not text.isalnum():
        return False
    return min(text) > "\u036f" and len({script(char) for char in text}) > 1


def is_odd(line: str, passage: GarbledPassage) -> bool:
    """Tell whether what the bytes of a passage prove is an accident all the same."""
    return (
        begins_with_lone_mark(line, passage.start, passage.text)
        or joins_alphabets(passage)
        or is_accident_in_cyrillic(line, passage)
    )


def is_accident_in_cyrillic(line: str, passage: GarbledPassage) -> bool:
    """Tell whether a word of Cyrillic letters is UTF-8 by accident, as abbreviations are.

    ``МАрхИ`` is ӡᵸ in DOS page 855.  What the word says must be letters of one script that are not
    rare; in another script than the Latin or Cyrillic one it must be two characters, and leave no
    other word of Cyrillic letters in the line unread.

    >>> passage = GarbledPassage(5, 10, "ӡᵸ", (), 9.0, natural=True)
    >>> is_accident_in_cyrillic("план МАрхИ", passage)
    True
    """
    if _CYRILLIC_LETTERS.fullmatch(line, passage.start, passage.end) is None:
        return False
    if _OTHER_SIGN.search(line) is not None:
        return False  # boxes and the like: the line is in no alphabet
    scripts = {script(char) for char in passage.text if is_letter(char)}
    if len(scripts) != 1 or RARE_LETTER.search(passage.text):
        return True
    if scripts <= {"LATIN", "CYRILLIC"}:
        return False
    rest = line[: passage.start] + " " + line[passage.end :]
    return len(passage.text) < 2 or _CYRILLIC_LETTERS.search(rest) is not None

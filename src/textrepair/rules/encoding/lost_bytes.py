"""Text read in the wrong encoding by a decoder that lost bytes.

Looks like:    鏄�鑺�鍏, 寰堝?浜?, Ñ�Ñ�Ð½Ð°Ñ�, l'ﾃ�bre: mojibake with replacement characters in it
Happens when:  a decoder meets bytes that its encoding does not have, and writes U+FFFD or a
               question mark for them. Which bytes these can be is known exactly, see
               ``textrepair.recovery``.
Undone by:     turning the text into the bytes it was read from, with gaps, and searching for the
               most natural text among all that these bytes can be in the encoding they were
               written in. A character is certain if the known bytes and the habits of the decoder
               leave only one, or if the language model is sure of it (``SURE_CONFIDENCE``). Any
               other character keeps its mark, and a finding names the likeliest characters; with
               ``unsafe`` the likeliest is written. What is restored though it is less than certain
               (``CERTAIN_CONFIDENCE``) is named by a finding, too.
Left alone:    question marks in ordinary text; U+FFFD where only single characters are missing and
               the rest is sound (a finding lists candidates). Text that was lost wholly (锟斤拷,
               rows of ï¿½: U+FFFD itself, garbled) is reported.
Example:
    >>> import textrepair
    >>> garbled = "浠婂ぉ澶╂皵寰堝ソ锛屾垜浠�涓�璧峰幓鍏�鍥�"
    >>> textrepair.repair(garbled, unsafe=True).text
    '今天天气很好，我们一起去公园'
    >>> textrepair.fix(garbled)
    '今天天气很好，我们一起去公�'
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from random import Random
from typing import Final

from ...edits import Applicability, Edit, Finding
from ...encodings import codec_of
from ...kernels import shared_scan
from ...language import naturalness
from ...language.naturalness import NATURAL_EXCESS
from ...mojibake.acceptance import is_table
from ...mojibake.legacy.dense_lines import asks_in_legacy_page
from ...mojibake.suspicious import LONGEST_LINE, looks_garbled
from ...mojibake.vetoes import joins_scripts
from ...options import Options
from ...patterns import lazily
from ...recovery import (
    ENDING_IN_81,
    Recovery,
    SearchBudget,
    is_valid_utf8_through_a_reader,
    lossy_readings,
    recover,
    recover_again,
    restored_words,
    shown_as_begun,
    written_marks,
)
from ..rule import Rule, Scope, Trigger
from .recovered import LOST_HERE, chunk_by_chunk, repairs, untried, with_safe_edits

NAME: Final = "lost-bytes"
_MARK: Final = "\N{REPLACEMENT CHARACTER}"


def _after_two_bytes(page: str, mark: str) -> str:
    """Return an expression that looks back at a mark behind two bytes of three of UTF-8."""
    two, one = shown_as_begun(page)
    return f"(?:(?<=[{two}]{mark})|(?<=[{two}{one}?{_MARK}€\ue000-\uf8ff][{one}]{mark}))"


def _signs_of(page: str) -> str:
    """Return the signs of a page whose second byte is the first one of three in UTF-8."""
    codes = (bytes((0x81, trail)) for trail in range(0xE1, 0xF0))
    return "".join(code.decode(codec_of(page), "ignore") for code in codes)


#: U+FFFD written as UTF-8 and read in another encoding: nothing is left of the text.
_READ_AS: Final = {
    "锟": "GBK",
    "ï": "Windows-1252",
    "嚙": "Big5",
    "占": "EUC-KR",
    "鐃": "EUC-JP",
    _MARK: "Shift-JIS",
    "ｿ": "Shift-JIS",
    "∩": "code page 437",
    "´": "code page 850",
    "я": "code page 866",
    "п": "Windows-1251",
    "ο": "Windows-1253",
    "ן": "Windows-1255",
    "ļ": "Windows-1257",
    "ď": "Windows-1250",
    "О": "KOI8-R",
    "Ô": "MacRoman",
    "๏": "Windows-874",
}
#: The single-byte pages among them but Windows-1252, whose marks are mended where words are sound.
_IN_PAGES: Final = "∩┐╜|´┐¢|я┐╜|пїЅ|οΏ½|ן¿½|ļæ½|ďż˝|О©╫|ÔøΩ|๏ฟฝ"
_HOPELESS: Final = lazily(
    f"(?:锟斤拷|ï¿½|嚙踝蕭|占쏙옙|鐃緒申)+(?:锟斤?|ï¿?|嚙踝?|占쏙?|鐃緒?)?|(?:{_IN_PAGES})+"
    "|(?<![ｦ-ﾟ])(?:\ufffd?ｿｽ)+(?![ｦ-ﾟ])"
)
#: East Asian writing: a question mark between two such characters may stand for lost bytes.
_EAST_ASIAN: Final = "\u2e80-\uffff"
#: A question mark that stands for lost bytes stands inside a word, or after a lead byte of UTF-8
#: as the code pages show lead bytes; a question mark that somebody wrote stands at the end.
#: Nor does it stand before a closing quotation mark, a dash, or what Koreans laugh and cry with.
_INSIDE: Final = "(?<=[^\x00-\x7f\\s]\\?)\\?{0,3}[^\x00-\x7f\\s»”’“‘—–…)）」』。，！、ㅋㅎㅠㅜ]"
_AFTER_LEAD: Final = "(?<=[ÂÃÄÅÐÑØÙÎÏРСГВ├┬┼╨╤ĂĹ鈥銆锛脙窶縲ﾃ]\\?)(?![?!])"
#: Between East Asian writing and a Latin letter, and twice, hardly anybody asks; Koreans ask twice.
_TWICE: Final = "\\?(?:(?<![가-힣]..)|\\?{0,3}[^\\s\x00-\x7fㅋㅎㅠㅜ])"
_BEFORE_LATIN: Final = f"(?<=[{_EAST_ASIAN}]\\?)(?:[A-Za-z0-9]|{_TWICE})"
#: Characters of GBK, and of Shift-JIS, whose two bytes begin a character of UTF-8 of three: where a
#: mark follows, and then ASCII or nothing, the mark is its last byte.  No one asks after 鐮 or 繧.
_AFTER_TWO_BYTES: Final = _after_two_bytes("gbk", "\\?") + "(?![^\x00-\x7f])"
#: The same where Windows shows the second byte as ``€`` (the byte 80), or both bytes as a character
#: of private use.
_AFTER_WINDOWS: Final = "(?<=[^\x00-\x7f]€\\?)|(?<=[\ue000-\uf8ff]\\?)"
_MIDDLE_DOT: Final = "\N{KATAKANA MIDDLE DOT}"
#: The last two characters of U+FFFD as East Asian pages, Windows-1252 and Windows-874 show it.
_GARBLED_TWO: Final = ("斤拷", "¿½", "踝蕭", "쏙옙", "緒申", "ฟฝ")
_AFTER_TWO_BYTES_932: Final = (
    _after_two_bytes("cp932", _MIDDLE_DOT)
    + f"|(?<=[\x80\ue000-\uf8ff]{_MIDDLE_DOT})"
    # a sign of mathematics, 81 E1 to 81 EF, behind a character: ``縲∝・``
    + f"|(?<=[㐀-鿿][{_signs_of('cp932')}]{_MIDDLE_DOT})"
    # a last character of which both bytes were lost, and the one behind it: ``芦・・``
    + f"|{_MIDDLE_DOT}(?<=[㐀-鿿]{_MIDDLE_DOT}{{2}})(?![^\x00-\x7f])"
)
TRIGGER: Final = Trigger(
    f"{_MARK}锟ï嚙占鐃ｿ?{_MIDDLE_DOT}{ENDING_IN_81}┐Ѕ½˝╫๏Ω",
    f"(?<={_MARK})|{'|'.join(_GARBLED_TWO)}|(?<=ｿ)ｽ|{_INSIDE}|{_BEFORE_LATIN}|{_AFTER_LEAD}"
    # U+FFFD in other pages, told by its rarest character
    "|(?<=[∩я]┐)╜|(?<=´┐)¢|(?<=пїЅ)|(?<=(?:οΏ|ן¿|ļæ)½)|(?<=ďż˝)|(?<=О©╫)|(?<=ÔøΩ)"
    f"|{_AFTER_TWO_BYTES}|{_AFTER_WINDOWS}|{_AFTER_TWO_BYTES_932}"
    f"|(?<=[{ENDING_IN_81}])E",
)

#: A line, for the last bytes of a line bear on nothing beyond the line.
LINE: Final = lazily(r"[^\r\n]+")
_DOT: Final = lazily(f"{_MIDDLE_DOT}(?:{_AFTER_TWO_BYTES_932})")
#: As the scan for triggers writes it, flag and all: ``re`` keeps what it has compiled once.
_SPEAKS: Final = lazily(f"[{TRIGGER.first}](?={TRIGGER.then})", re.MULTILINE)
_NO_MARKS: Final = lazily(f"[{_MARK}?]")
_RUN: Final = lazily(f"{_MARK}+")
#: What stands around U+FFFD itself where source code and manuals speak of it.
_QUOTES: Final = frozenset({'""', "''", "``", "()", "“”", "‘’", "«»"})
#: U+FFFD in UTF-8, read as Windows-1252.
_GARBLED_MARKS: Final = lazily("(?:ï¿½)+(?:ï¿?)?")
_TWO_LETTERS: Final = lazily(r"[^\W\d_].*[^\W\d_]")
_GARBLED: Final = (
    "U+FFFD, which stands for lost bytes, was written in UTF-8 and read as Windows-1252"
)
_UNDEFINED: Final = "UTF-8 was read as Windows-1252, which does not have the byte that was lost"
#: How much is believed of a letter that a word tells.
_SURE: Final = 0.95
_DOUBTFUL: Final = 0.6
_WRITTEN: Final = (
    "UTF-8 was read as Shift-JIS, and the mark of what that lost was turned into the bytes 81 45"
)

#: Garbled U+FFFD in quotation marks, as in articles on it.
_IN_QUOTES: Final = lazily("[\"'`“‘「『（(][^\"'`”’」』）)]+[\"'`”’」』）)]")
_GARBLED_MARK: Final = (
    "characters were lost here: U+FFFD, written in their place, was read as {} in its turn"
)


def find(text: str, options: Options, /) -> Iterator[Edit | Finding]:
    """Yield an edit for each garbled line that can be read, and findings for what is lost."""
    return _find(text, options, [])


def rewrite(text: str, options: Options, /) -> str:
    """Return the text with the safe edits made: findings are not looked for."""
    return with_safe_edits(text, _find(text, options, [], edits_only=True))


def find_in_chunks(chunks: Iterable[str], options: Options, /) -> Iterator[list[Edit | Finding]]:
    """Yield edits and findings chunk by chunk; the recovery of one line is a hint for the next."""
    return chunk_by_chunk(_find, chunks, options)


def _speaks(line: str) -> bool:
    """Tell whether a line holds the trigger of the rule, of which there may be a compiled scan."""
    scan = shared_scan(NAME)
    return bool(scan.find(line) >= 0) if scan is not None else _SPEAKS.search(line) is not None


def _find(
    text: str, options: Options, previous_recoveries: list[Recovery], *, edits_only: bool = False
) -> Iterator[Edit | Finding]:
    """Yield edits and findings; ``previous_recoveries`` holds the recovery of the last line.

    ``edits_only`` leaves out findings that take time.
    """
    for match in LINE.finditer(text):
        line = match.group()
        if line.isascii() or not _speaks(line):
            continue
        found_here = False
        for start, part, found in _recovered_parts(
            line, previous_recoveries[-1] if previous_recoveries else None
        ):
            offset = match.start() + start
            if found is None:
                # A question mark behind a word that bears no sign may be one: 霹靂?
                if _MARK in part or looks_garbled(part):
                    yield untried(NAME, part, offset)
                continue
            previous_recoveries[:] = [found]
            found_here = True
            yield from repairs(NAME, part, found, offset, options, edits_only=edits_only)
        if not found_here:
            yield from _without_recovery(line, match.start())


def _recovered_parts(
    line: str, previous: Recovery | None
) -> Iterator[tuple[int, str, Recovery | None]]:
    """Yield the recovered parts of a line: the whole line, or parts of a long line.

    A part of which too much is open to be searched comes with None.
    """
    budget = SearchBudget.of(line[:LONGEST_LINE])
    found = _recovered(line[:LONGEST_LINE], previous, budget)
    if found is not None and len(line) > LONGEST_LINE:
        found = recover_again(line, found)
    if found is not None or (budget.is_spent and len(line) <= LONGEST_LINE):
        yield 0, line, found
    elif len(line) > LONGEST_LINE:
        for start in range(0, len(line), LONGEST_LINE):
            part = line[start : start + LONGEST_LINE]
            budget = SearchBudget.of(part)
            found = _recovered(part, previous, budget)
            if found is not None or budget.is_spent:
                previous = found or previous
                yield start, part, found


def _recovered(part: str, previous: Recovery | None, budget: SearchBudget) -> Recovery | None:
    """Return the recovery of part of a line; None if the part has no marks or is sound."""
    if _HOPELESS.search(part) and not looks_garbled(_NO_MARKS.sub("", _HOPELESS.sub("", part))):
        return None  # the words around these marks are sound, or nothing
    replacement, dirty = _MARK if _MARK in part else "?", looks_garbled(part)
    if replacement == "?" and dirty and _MIDDLE_DOT in part and _DOT.search(part):
        replacement = _MIDDLE_DOT
    if replacement == "?":
        asks = _asks(part) and (dirty or _stands_between(part))
        if not asks or is_valid_utf8_through_a_reader(part) or asks_in_legacy_page(part):
            return None
    if not dirty and naturalness(part.replace(replacement, "")).excess <= NATURAL_EXCESS:
        return None
    found = recover(part, replacement, previous, budget)
    if found is None or joins_scripts(part, found.recovered.text, found.channel.written_in):
        return None
    return found


def _stands_between(part: str) -> bool:
    """Tell whether a question mark stands between East Asian characters, as none is written."""
    place = part.find("?", 1)
    while 0 < place < len(part) - 1:
        after = part[place + 1]
        if _is_east_asian(part[place - 1]) and (
            _is_east_asian(after) or after == "?" or (after.isascii() and after.isalnum())
        ):
            return True
        place = part.find("?", place + 1)
    return False


def _is_east_asian(char: str) -> bool:
    return "\u2e80" <= char <= "\uffff"


def _asks(part: str) -> bool:
    """Tell whether a question mark may stand for lost bytes.

    The expression takes 4 ms to compile; the trigger, of which there may be a scan, holds it.
    """
    scan = shared_scan(NAME)
    if scan is None:
        return _question().search(part) is not None
    place = scan.find(part)
    while place >= 0:
        # Before what U+FFFD became, the trigger matches at any character.
        if part[place] == "?" and (
            not part.startswith(_GARBLED_TWO, place + 1) or _question().match(part, place)
        ):
            return True
        place = scan.find(part, place + 1)
    return False


@cache
def _question() -> re.Pattern[str]:
    """Match a question mark that stands for lost bytes; made where one is met, for it is large."""
    return re.compile(
        f"[?](?={_INSIDE}|{_BEFORE_LATIN}|{_AFTER_LEAD}|{_AFTER_TWO_BYTES}|{_AFTER_WINDOWS})"
    )


def _without_recovery(line: str, offset: int) -> Iterator[Edit | Finding]:
    """Yield the words that are told by one letter, marks that were garbled, and what is lost."""
    read: set[int] = set()
    for mark in written_marks(line):
        before = line[mark.start : mark.end]
        yield Edit(
            NAME,
            offset + mark.start,
            offset + mark.end,
            before,
            mark.text,
            _WRITTEN,
            Applicability.SAFE if mark.is_clear else Applicability.UNSAFE,
            _SURE if mark.is_clear else _DOUBTFUL,
        )
    for start, end, word in restored_words(line):
        read.update(range(start, end))
        before = line[start:end]
        yield Edit(NAME, offset + start, offset + end, before, word, _UNDEFINED, confidence=_SURE)
    for match in _GARBLED_MARKS.finditer(line) if _has_words(line) else ():
        start, end = match.span()
        if not _is_quoted(line, start, end):
            read.add(start)
            after = _MARK * math.ceil((end - start) / len("ï¿½"))
            yield Edit(NAME, offset + start, offset + end, match.group(), after, _GARBLED)
    for finding in _hopeless(line, offset):
        if finding.start - offset not in read:
            yield finding


def _has_words(line: str) -> bool:
    """Tell whether a line holds words beside garbled marks: then these stand for letters of it.

    Where the rest is garbled too, nothing tells what the marks were.
    """
    rest = _HOPELESS.sub(" ", line)
    return _TWO_LETTERS.search(rest) is not None and not looks_garbled(
        _GARBLED_MARKS.sub(_MARK, line)
    )


def _is_quoted(line: str, start: int, end: int) -> bool:
    return line[max(0, start - 1) : start] + line[end : end + 1] in _QUOTES


def _hopeless(line: str, offset: int) -> Iterator[Finding]:
    """Yield findings for what was lost wholly."""
    for match in _HOPELESS.finditer(line):
        start, end = match.span()
        if _IN_QUOTES.fullmatch(line[max(0, start - 1) : end + 1]):
            continue  # somebody speaks of it
        message = _GARBLED_MARK.format(_READ_AS[match[0][0]])
        yield Finding(NAME, offset + start, offset + end, match.group(), message)
    if is_table(line.replace(_MARK, "")):
        return  # a table of a code page, in which U+FFFD stands for the characters it lacks
    for match in _RUN.finditer(line):
        start, end = match.span()
        if not _is_quoted(line, start, end):
            yield Finding(NAME, offset + start, offset + end, match.group(), LOST_HERE)


def inflict(text: str, rng: Random, /) -> str:
    """Read the bytes of the text in a wrong encoding that loses some of them."""
    readings = lossy_readings(text)
    return rng.choice(readings) if readings else text


RULE: Final = Rule(
    name=NAME,
    summary="Text read in the wrong encoding, with bytes lost",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
    by_line=True,
    rewrite=rewrite,
    find_in_chunks=find_in_chunks,
)

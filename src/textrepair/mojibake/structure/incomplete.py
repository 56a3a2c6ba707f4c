"""UTF-8 that lost a no-break space to a blank, or its last byte to the end of the text.

``à`` is C3 A0 in UTF-8, and A0 is a no-break space in most code pages: what normalises blanks
makes ``Ã la carte`` and ``bÃ¡n hÃ ng`` of it, and two blanks become one.  The sequence is whole
again with the blank in its place; whether a blank stood there besides, the words beside it tell.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ...edits.offsets import OffsetMap
from ...encodings import decode_exact, decode_table, reencode, undefined_bytes
from ...language.naturalness import score
from .evidence import BEFORE_LONE, is_letter, is_telling
from .utf8_readers import Reader, reader, runs_with_blanks, sequences

_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
#: Pages in which a blank inside a run is proof, if what stands before it is telling.
LATIN_PAGES: Final = frozenset(
    ("western", "cp1250", "cp1254", "cp1257", "cp1258", "iso8859-2", "iso8859-15")
)
#: E2 80 before a blank is more often a quotation mark that lost its last byte than a dagger.
_QUOTATIONS: Final = frozenset({"â€ ", "вЂ ", "β€ ", "ā€ ", "â\x80 ", "ג€ ", "à¸ ", "โ€ "})
#: Bits by which the best last character must be more natural than the next best.
_LEAD_BITS: Final = 3.0
#: Letters of two bytes that end in A0 and that alphabets have, the no-break space itself, and
#: symbols in use.
_ENDING_IN_A0: Final = frozenset("\N{NO-BREAK SPACE}àŠĠƠΠРҠנ■♠⚠≠╠")
#: How much likelier it is that a blank was trimmed, which takes A0 away, than that bytes were cut.
_TRIMMED_BITS: Final = 2.0
_HALF_MARK: Final = "\ufe20"
#: Arrows, technical signs, dingbats and stars.
_SYMBOLS: Final = ("\u2190", "\u2bff")
#: Bits by which ``à`` standing alone must be more natural than ``Ã``.
_ALONE_BITS: Final = 8.0
#: Bits by which a letter of Cyrillic with a no-break space in it must beat a letter and a blank:
#: Россия does by 6 bits, ``Ржизнь`` by 1.
_DOUBT_BITS: Final = 3.0
#: Bytes of a syllable of Hangul in UTF-8.
_HANGUL_BYTES: Final = 3
#: Behind the control characters of ISO pages.
_C1_END: Final = 0xA0
_TRAIL: Final = f"[\x80-\x9f{re.escape(decode_table('western')[0x80:0xC0])}]"

#: A lead byte, or a lead byte and a trail byte, before a plain space.
_DANGLING: Final = re.compile(
    f"(?:[Â-ß](?! *{_TRAIL})|[à-ï]{_TRAIL}(?!{_TRAIL})|[à-ï](?= {_TRAIL})) {{1,2}}"
)
_LONE: Final = re.compile(f"[{BEFORE_LONE}]\\Z")
#: How much of a line is shown to the models on either side of a doubtful blank, in code points.
_CONTEXT: Final = 24


def restored(match: re.Match[str], by: Reader) -> str | None:
    """Return what a run with blanks says; None if nothing that can be believed."""
    run = match.group()
    whole = run.replace(" ", _NO_BREAK_SPACE)
    text = by.decode(whole)
    if text is None:
        return None
    for sequence in sequences(by.page).finditer(whole):
        if " " not in run[sequence.start() : sequence.end()]:
            continue
        said = by.decode(sequence.group()) or ""
        at = match.start() + sequence.start()
        if said.isupper() and match.string[at - 1 : at].islower():
            return None  # a byte was lost: ``thá» `` is no ``thỠ``
        if said == "à" and may_be_stripped(match.string, at, by):
            return None
        is_first = not "à" <= (by.decode(whole[: sequence.start()]) or "")[-1:] <= "ï"
        is_last = sequence.end() == len(run)
        if run[sequence.start() : sequence.end()] in _QUOTATIONS and (is_first or is_last):
            return None  # garbled twice, a dagger is the second byte of a character of three
        is_short = len(sequence.group()) == 2
        if (is_short and said not in _ENDING_IN_A0) or _is_symbol_out_of_use(said):
            return None
    return text


@cache
def _dropped(page: str) -> str:
    """Return the controls that browsers show for bytes a page leaves undefined; others drop them.

    >>> _dropped("western"), _dropped("iso8859-2")
    ('\\x81\\x8d\\x8f\\x90\\x9d', '')
    """
    return "".join(map(chr, sorted(byte for byte in undefined_bytes(page) if byte < _C1_END)))


def _is_symbol_out_of_use(said: str) -> bool:
    """Tell whether hardly anyone writes a symbol, and those that lost a byte are in use.

    ``âŒ `` is ❌ that lost 9D, and not ⌠; ``ï¸ `` is a selector, and not a mark of half a letter.
    """
    is_symbol = _SYMBOLS[0] <= said <= _SYMBOLS[1] or said == _HALF_MARK
    return is_symbol and said not in _ENDING_IN_A0


def may_lack_byte(match: re.Match[str], by: Reader, text: str) -> bool:
    """Tell whether the blanks of a run may be blanks, and bytes before them lost.

    Windows-1252 has no characters for 81, 8D, 8F, 90 and 9D, and what drops the controls that
    others show for them makes ``ì€ `` of 은 and a blank, ``æº `` of 源 and one.  With A0 these are
    쀠 and 溠.  ``× `` is ם and a blank, or נ.  So ``Р `` is И and a blank in Windows-1251, which
    lacks 98, or Р.
    """
    holes = _dropped(by.page)
    if not holes or not any(map(_may_lose, text)) or not set(holes).isdisjoint(match.string):
        return False  # where controls are shown, none was dropped
    run = match.group()
    whole = run.replace(" ", _NO_BREAK_SPACE)
    for sequence in sequences(by.page).finditer(whole):
        torn = run[sequence.start() : sequence.end()]
        if not torn.endswith(" "):
            continue
        if len(torn) > _HANGUL_BYTES:
            return True  # nothing tells 😠 from 😁 and a blank
        begin, rest = by.decode(whole[: sequence.start()]), by.decode(whole[sequence.end() :])
        if begin is None or rest is None:
            continue
        read = f"{begin}{by.decode(sequence.group())}{rest}"
        for lost in holes:
            for letter in {by.decode(torn[:-1] + lost), by.decode(torn[0] + lost + torn[1:-1])}:
                if letter is None or not _may_lose(letter):
                    continue
                doubt = 0.0 if letter >= "㐀" else _DOUBT_BITS
                if score(f"{begin}{letter} {rest}").bits < score(read).bits + doubt:
                    return True
    return False


def _may_lose(char: str) -> bool:
    return "㐀" <= char <= "힣" or "Ё" <= char <= "ѯ" or "א" <= char <= "ת" or char >= "\U0001f000"


def lacks_bytes(line: str, by: Reader) -> bool:
    """Tell whether a line lost bytes before its blanks in a page, see ``may_lack_byte``.

    All of the line must be of the page.
    """
    pattern = runs_with_blanks(by.page) if " " in line else None
    if pattern is None or reencode(line, by.page) is None:
        return False
    return any(
        may_lack_byte(match, by, text)
        for match in pattern.finditer(line)
        if " " in match[0] and (text := restored(match, by)) is not None
    )


def proves_with_blank(line: str, match: re.Match[str], by: Reader) -> bool:
    """Tell whether a run with a blank in it proves a wrong reading all the same.

    ``Ã`` ends no word in small letters, and what stands before the blank may be telling.
    """
    run = match.group()
    before = line[max(0, match.start() - 2) : match.start()]
    if by.page not in LATIN_PAGES:
        return False
    if run.startswith("Â "):
        return run.startswith("Â Â ") or _LONE.search(before) is not None
    if run[:2] == "Ã ":
        if re.fullmatch("[A-Za-zÀ-ÿ][a-zß-ÿ]", before):
            return True
        if match.start() == 0 or before[-1:] in "('\"" or before in (". ", ", ", "? ", "! "):
            return _is_word(line, match.start(), match.end())
    return any(len(part) > 1 and is_telling(before, part, " ") for part in run.split(" "))


def lost_last_space(line: str, by: Reader) -> bool:
    """Tell whether a line ends in ``Â`` whose no-break space was trimmed: ``The end.Â``."""
    is_lone = line.endswith("Â") and by.page in LATIN_PAGES
    return is_lone and _LONE.search(line[-3:-1]) is not None


def may_be_stripped(line: str, at: int, by: Reader) -> bool:
    """Tell whether ``Ã`` that ends a word may be ``í`` without its soft hyphen: ``aquÃ``.

    Of two blanks behind it one was a no-break space.
    """
    if line.startswith("  ", at + 1):
        return False

    def read(part: str) -> str:
        for run in reversed(list(by.runs.finditer(part))):
            part = f"{part[: run.start()]}{by.decode(run[0]) or run[0]}{part[run.end() :]}"
        return part

    before = read(line[max(0, at - _CONTEXT) : at])
    after = read(line[at + 1 : at + 1 + _CONTEXT])
    blank = min(score(f"{before}à{behind}").bits for behind in (after, after.removeprefix(" ")))
    return score(f"{before}í{after}").bits < blank + _DOUBT_BITS


def _is_word(line: str, start: int, end: int) -> bool:
    """Tell whether ``à`` is by far more natural between two words than ``Ã``."""
    before, after = line[max(0, start - _CONTEXT) : start], line[end : end + _CONTEXT]
    # ``Ã la carte``, ``Ã l'heure``, ``Ã y croire``; not ``Ã a a a``, a row of letters
    if re.match(r" ?[a-zà-ÿ]{2,}|[a-zà-ÿ](?:['’]| [a-zà-ÿ]{2,})", after) is None:
        return False
    as_it_is, read = (score(f"{before}{char} {after}").bits for char in "Ãà")
    return as_it_is - read >= _ALONE_BITS


def keeps_blank(line: str, end: int, text: str) -> bool:
    """Tell whether the blank before ``end`` stood there besides what the run ``text`` says.

    ``à`` ends words in French and Italian, and stands inside them in Vietnamese.
    """
    following = line[end : end + _CONTEXT]
    if _SYMBOLS[0] <= text[-1:] <= _SYMBOLS[1]:
        return following[:1].isalnum() and following[:1] != "ï"  # nobody writes ``⚠warning``
    if not text.endswith("à") or not following[:1].isalpha():
        return False
    start = line.rfind(" ", 0, max(0, end - 2)) + 1
    before = line[start:end].rstrip(" ")[:-1] if len(text) == 1 else ""
    joined, apart = f"{before}{text}{following}", f"{before}{text} {following}"
    return score(apart).bits <= score(joined).bits


def ends_in_no_break_space(before: str, sequence: str) -> bool:
    """Tell whether a sequence before a blank, shown by Windows-1252, may have ended in byte A0.

    ``before`` is what stands before it.  ``Ỡ`` and ``Ạ`` are capitals, and stand in no word of
    small letters; nor do digits stand in words.

    >>> ends_in_no_break_space("ng", "á»"), ends_in_no_break_space("B", "áº")
    (False, True)
    """
    data = reencode(sequence, "western")
    said = data and decode_exact(data + b"\xa0", "utf-8")
    if not said:
        return True
    if said.isdigit() or _is_symbol_out_of_use(said):
        return False
    return not (said.isupper() and before[-1:].islower())


def last_character(before: str, sequence: str, by: Reader) -> str | None:
    """Return the character that a sequence without its last byte was, if words tell.

    ``before`` is what was read before it.
    """
    if sequence.startswith("â€") or (len(sequence) < 2 and not sequence.startswith("Ã")):
        return None
    found: list[tuple[float, str]] = []
    for last in range(0x80, 0xC0):
        text = by.decode(sequence + decode_table(by.page)[last])
        if text is not None and is_letter(text) and not text.isupper():
            bits = score(before[-_CONTEXT:] + text).bits
            found.append((bits - (_TRIMMED_BITS if last == 0xA0 else 0.0), text))
    for lost in _dropped(by.page):  # nothing was cut off, but a byte was dropped
        text = by.decode(sequence[:1] + lost + sequence[1:])
        if text is not None and is_letter(text):
            found.append((score(before[-_CONTEXT:] + text).bits, ""))
    found.sort()
    if len(found) < 2 or found[1][0] - found[0][0] < _LEAD_BITS:
        return None
    return found[0][1] or None


def with_no_break_spaces(text: str) -> tuple[str, OffsetMap] | None:
    """Return the text with the no-break spaces that its lead bytes lack, and the way back.

    Of two spaces one was a no-break space.  A single one after ``Ã`` and before a letter is kept
    beside it where ``à`` ends the word.  None where nothing dangles.

    >>> with_no_break_spaces("voilÃ  le travail")[0]
    'voilÃ\\xa0 le travail'
    >>> with_no_break_spaces("Å koda")[0]
    'Å\\xa0koda'
    """
    pieces: list[str] = []
    changes: list[tuple[int, int, int]] = []
    position = 0
    for match in _DANGLING.finditer(text):
        start, end = match.end() - match.group().count(" "), match.end()
        before = text[max(0, match.start() - 1) : match.start()]
        is_lone = match.group() == "Ã "
        if is_lone and may_be_stripped(text, match.start(), reader("western")):
            continue
        if not ends_in_no_break_space(before, match.group().rstrip(" ")):
            continue
        ends_word = is_lone and keeps_blank(text, end, "à")
        # A space that stays is no part of the change: the word before it may end there.
        replaced = start if ends_word else start + 1
        changes.append((start, replaced, 1))
        pieces += (text[position:start], _NO_BREAK_SPACE)
        position = replaced
    if not changes:
        return None
    return "".join([*pieces, text[position:]]), OffsetMap.of(changes)

"""Characters of which a program showed the bytes or the numbers, in angle brackets.

Looks like:    Concepci<f3>n, Europe<E2><80><99>s, R<U+00E8>gles, <U+4E2D><U+6587>, don<92>t,
               08:20<0xE2><0x80><0xAF>AM, <ed><a0><bd><ed><b8><80>, Neuqu&lt;U+00E9&gt;n
Happens when:  R, less or vi cannot show a character in the encoding of the terminal, and what they
               show is copied or written to a file; or a language model gives tokens that stand for
               bytes (SentencePiece), and the program prints their names.
Undone by:     the numbers. Bytes are read as UTF-8 if they are (with surrogates too), else as
               Windows-1252: one byte must give a natural word, or an apostrophe between letters.
               Beside a character that is certain the other letters, quotes, dashes and dots of the
               line are read too. A dash between words is a guess.
Left alone:    numbers that stand alone (<93>, at<92>, <U+2019>), tags (<dd>), type arguments
               (Vec<f3>), bytes by themselves in a string ("<e2><80><99>") or in a list, ASCII
               (<U+0041>), characters that show nothing (<U+200B>), and lines that name the number
               of the character without brackets too (U+2019).
Example:
    >>> import textrepair
    >>> textrepair.fix("Universidad de Concepci<f3>n"), textrepair.fix("Egalit<U+00E9>")
    ('Universidad de Concepción', 'Egalité')
"""

from __future__ import annotations

import re
import string
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from random import Random
from typing import Final, NamedTuple

from ...edits import Applicability, Edit
from ...language.naturalness import NATURAL_EXCESS, naturalness
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger
from ..substitution import lines_with

NAME: Final = "bracketed-codes"

_HEX: Final = "[0-9A-Fa-f]"
#: Bytes of Windows-1252 that are letters of western languages; ``<dd>`` is a tag of HTML.
_LETTER: Final = f"(?:[cefCEF]{_HEX}|[dD][0-9A-CE-Fa-ce-f])"

TRIGGER: Final = Trigger(
    first="<&",
    then=rf"[c-fC-F]{_HEX}><(?:U\+00)?[89abAB]"
    f"|0x[c-fC-F]{_HEX}><0x[89abAB]"
    f"|(?<=[A-Za-z]<){_LETTER}>[a-z]|(?<=[A-Za-z]<){_LETTER}><{_LETTER}>[a-z]"
    "|(?<=[a-z]<)9[12]>[a-z]"
    r"|U\+[0-9A-F]{4}[>0-9A-F]"
    r"|lt;U\+[0-9A-F]{4}[&0-9A-F]",
    ascii=True,
    marks=(
        "<U+",
        "&lt;U+",
        "<0x",
        "91>",
        "92>",
        *(
            f"{one}{two}>"
            for digits in ("0123456789abcdef", "0123456789ABCDEF")
            for one in digits[-4:]
            for two in digits
        ),
    ),
)
_SIGN: Final = lazily(f"[{TRIGGER.first}](?:{TRIGGER.then})")
_A_BYTE: Final = f"<(?:0x)?[89A-Fa-f]{_HEX}>"
#: R shows bytes that are letters of Latin-1 as bytes, and its other bytes by their numbers.
_EITHER: Final = rf"<(?:0x|U\+00)?[89A-Fa-f]{_HEX}>"
_A_POINT: Final = r"(?:<|&lt;)U\+[0-9A-F]{4,8}(?:>|&gt;)"
#: Codes one after another: bytes, the first not by its number, or all numbers of code points.
_CODES: Final = lazily(f"(?P<bytes>{_A_BYTE}(?:{_EITHER})*)|(?P<points>(?:{_A_POINT})+)")
_BYTE: Final = lazily(f"<[^>]*?({_HEX}{{2}})>")
_POINT: Final = lazily(r"[0-9A-F]+(?=>|&gt;)")
#: A string that holds codes of bytes, blanks and signs of patterns alone, of 200 at most.
_NAMED: Final = lazily(rf"([\"'`])(?:{_A_BYTE}|[ |()\[\]+*?]){{1,200}}\1")
#: The number of a character, or of a byte, in other forms: U+00E9, \u00e9, \u{e9}, \xe9.
_NUMBER: Final = lazily(r"(?:(?<![<;])U\+|\\[ux]\{?|(?<!<)0x)([0-9A-Fa-f]{2,6})")
_BYTES: Final = lazily(r"(?:\\|(?<!<)0)x([0-9A-Fa-f]{2})")
#: A list of codes: what stands before all but the first, and behind all but the last.
_IN_LIST: Final = lazily(rf"{_HEX}>, $|^, <(?:0x)?{_HEX}")
#: Bytes of Windows-1252 that are quotes, dashes, dots and signs of prose.
_MARKS: Final = frozenset(
    b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa1\xa9\xaa\xab\xae\xb0\xb7\xba\xbb\xbf"
)
_FIRST_LETTER: Final = 0xC0
_NO_LETTERS: Final = string.digits + string.punctuation + string.whitespace
_APOSTROPHES: Final = frozenset(b"\x91\x92")
_QUOTES: Final = frozenset("\"'`")
#: Code points of a word that are looked at on either side of a letter.
_LONGEST_WORD: Final = 40
_NOTHING_SHOWN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
#: Bytes of Windows-1252 that are words of one letter: à, é, è, and the like.  F3 is a key too.
_WORDS: Final = frozenset(b"\xc0\xc9\xe0\xe1\xe5\xe8\xe9")
#: A word and a blank, or a digit, before and behind a sign.
_BETWEEN_WORDS: Final = lazily(r"[\w,)] \Z|\d\Z|\A [\w(]|\A\d")
_SIGNS_OF_PROSE: Final = frozenset("–—…•·×±≤≥→")
_TRAILS: Final = bytes(range(0x80, 0xC0))
#: Letters that hardly any text has, but two bytes of GBK may give: Ə, Ƞ, ɐ, һ, Ԁ.
_RARE: Final = frozenset((*range(0x180, 0x218), *range(0x21C, 0x370), *range(0x460, 0x530)))
#: Letters of Central Europe (U+0100 to U+017F).
_ALSO_CHINESE: Final = frozenset(map(chr, range(0x100, 0x180)))
_THREE_BYTES: Final = "\u0800"
#: Trail bytes that may stand before the first whole character, or bytes behind the last.
_MOST_BROKEN: Final = 3
#: Blanks at most at either end of a line, whose first or last codes may be half a character.
_INDENT: Final = 80
_CONFIDENCE: Final = 0.999
_GUESS: Final = 0.8
_MESSAGE: Final = "a program showed the number of a character that it could not show"


class _Shown(NamedTuple):
    """Codes in a line, what they say, and whether they prove that the line shows codes."""

    start: int
    end: int
    said: str
    proves: bool


def find(text: str, options: Options, /) -> Iterator[Edit]:
    """Yield an edit for each character that is shown by its number, in lines that prove it."""
    del options
    for start, line in lines_with(_SIGN, text):
        yield from _of_line(line, start)


def _of_line(line: str, offset: int) -> Iterator[Edit]:
    named = [match.span() for match in _NAMED.finditer(line)]
    codes = [
        shown
        for match in _CODES.finditer(line)
        if (shown := _shown(line, match)) is not None and not _is_within(named, match.start())
    ]
    said_here = (ord(char) for code in codes for char in code.said)
    if not codes or not _numbers(line).isdisjoint(said_here):
        return
    proved = any(shown.proves for shown in codes)
    sure = proved and not any(unicodedata.category(shown.said[0]) == "Mn" for shown in codes)
    for start, end, said, _ in codes:
        if proved or _is_sign_of_prose(line, start, end, said):
            yield Edit(
                NAME,
                offset + start,
                offset + end,
                line[start:end],
                said,
                _MESSAGE,
                Applicability.SAFE if sure else Applicability.UNSAFE,
                _CONFIDENCE if sure else _GUESS,
            )


def _is_within(spans: list[tuple[int, int]], place: int) -> bool:
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]


def _numbers(line: str) -> set[int]:
    """Return the numbers that a line names otherwise, and the characters that its bytes are.

    >>> sorted(_numbers(r"l<U+2019>eau has U+2019, \\xc3\\xa9")) == [0xA9, 0xC3, 0xE9, 0x2019]
    True
    """
    named = {int(digits, 16) for digits in _NUMBER.findall(line)}
    if len(named) > 1:
        data = bytes(int(digits, 16) for digits in _BYTES.findall(line))
        named.update(map(ord, data.decode("utf-8", "ignore")))
    return named


def _is_sign_of_prose(line: str, start: int, end: int, said: str) -> bool:
    return (
        said in _SIGNS_OF_PROSE
        and _BETWEEN_WORDS.search(line[max(0, start - 2) : start]) is not None
        and _BETWEEN_WORDS.search(line[end : end + 2]) is not None
    )


def _shown(line: str, match: re.Match[str]) -> _Shown | None:
    """Return what codes say; None if they say nothing, or are named rather than shown."""
    start, end = match.span()
    around = line[max(0, start - 1) : start], line[end : end + 1]
    is_named = around[0] == around[1] and around[0] in _QUOTES
    if match["points"] is not None:
        points = [int(digits, 16) for digits in _POINT.findall(match[0])]
        said = _as_text(points)
        if said is None or (is_named and len(points) == 1):
            return None
        is_by_word = around[0].isalpha() and not _is_lone_capital(line, start)
        proves = len(points) > 1 or around[1].isalpha() or is_by_word
        return _Shown(start, end, said, proves and not said.isspace())
    return None if is_named else _of_bytes(line, start, end)


def _of_bytes(line: str, start: int, end: int) -> _Shown | None:
    """Return what bytes say, which are UTF-8 but for a character that the ends of a line break."""
    codes = [(match.start(), match[1]) for match in _BYTE.finditer(line, start, end)]
    data = bytes.fromhex("".join(digits for _, digits in codes))
    utf8 = _as_utf8(data)
    if utf8 is not None and not _is_accident(utf8):
        is_listed = len(utf8) == 1 and (
            _IN_LIST.search(line[max(0, start - 5) : start]) or _IN_LIST.search(line[end : end + 7])
        )
        return None if is_listed else _Shown(start, end, utf8, _proves(line, start, end, utf8))
    if "U+" in line[start:end]:
        return None
    is_first = start <= _INDENT and not line[:start].strip()
    is_last = len(line) - end <= _INDENT and not line[end:].strip()
    first = _trails(data) if is_first else 0
    for last in (len(data), len(data) - _cut(data)) if is_last else (len(data),):
        utf8 = _as_utf8(data[first:last])
        if utf8 and not _is_accident(utf8):
            end = codes[last][0] if last < len(codes) else end
            return _Shown(codes[first][0], end, utf8, proves=True)
    return _of_western(line, start, end, data)


def _proves(line: str, start: int, end: int, said: str) -> bool:
    """Tell whether UTF-8 proves that a line shows codes: one blank must end a word.

    A letter that two bytes of Chinese may be must be in a word.
    """
    if len(said) == 1 and (said.isspace() or said in _ALSO_CHINESE):
        behind = said in _ALSO_CHINESE and line[end : end + 1].islower()
        return behind or line[max(0, start - 1) : start].isalnum()
    return True


def _is_accident(said: str) -> bool:
    """Tell whether a text may be two bytes of Chinese each, which are UTF-8 by accident.

    >>> _is_accident("һģ"), _is_accident("м"), _is_accident("naïve Ω")
    (True, False, False)
    """
    if any(char >= _THREE_BYTES for char in said):
        return False
    letters = [char for char in said if char.isalpha()]
    scripts = {unicodedata.name(char, "").split(" ")[0] for char in letters}
    is_mixed = len(scripts) > 1 and "MICRO" not in scripts
    return (is_mixed and "GREEK" not in scripts) or any(ord(char) in _RARE for char in letters)


def _trails(data: bytes) -> int:
    """Return how many trail bytes stand before the first character of UTF-8."""
    return min(len(data) - len(data.lstrip(_TRAILS)), _MOST_BROKEN)


def _cut(data: bytes) -> int:
    """Return how many bytes stand behind the last lead byte, and that one."""
    return min(len(data) - len(data.rstrip(_TRAILS)) + 1, _MOST_BROKEN)


def _is_lone_capital(line: str, end: int) -> bool:
    """Tell whether a capital alone stands before a place, as the marks of POD do: ``C<U+1D04>``."""
    return line[end - 1].isupper() and not line[max(0, end - 2) : end - 1].isalnum()


def _of_western(line: str, start: int, end: int, data: bytes) -> _Shown | None:
    """Return what bytes say in Windows-1252, if they are letters in words, or marks of prose."""
    before, behind = line[max(0, start - 1) : start], line[end : end + 1]
    letters = set(data) - _MARKS
    said = data.decode("cp1252", "ignore")
    if letters:
        is_a_word = len(data) == 1 and data[0] in _WORDS and (before + behind).isspace()
        is_in_word = (before + behind).strip(_NO_LETTERS) != ""
        if min(letters) < _FIRST_LETTER or not (is_in_word or is_a_word):
            return None
        inside = before.isalpha() and behind.islower()
        return _Shown(start, end, said, proves=inside and _is_word(line, start, end, said))
    is_apostrophe = set(data) <= _APOSTROPHES and before.islower() and behind.islower()
    return _Shown(start, end, said, proves=is_apostrophe)


def _as_text(points: list[int]) -> str | None:
    """Return the characters of code points that are more than ASCII and show something."""
    if any(point < 0x80 or point > 0x10FFFF for point in points):
        return None
    units = "".join(map(chr, points))
    try:
        said = units.encode("utf-16", "surrogatepass").decode("utf-16")  # pairs of surrogates
    except UnicodeDecodeError:
        return None
    return said if _is_seen(said) else None


def _as_utf8(data: bytes) -> str | None:
    """Return what bytes say in UTF-8, which may show characters as two surrogates, as Java does."""
    try:
        halves = data.decode("utf-8", "surrogatepass")
        said = halves.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return None
    return said if _is_seen(said) else None


def _is_seen(said: str) -> bool:
    """Tell whether some characters show something, or are blanks, but for joiners among them."""
    shows = [unicodedata.category(char) not in _NOTHING_SHOWN for char in said]
    return any(shows) if len(said) > 1 else all(shows)


def _is_word(line: str, start: int, end: int, said: str) -> bool:
    """Tell whether a letter makes a natural word of what stands around it.

    >>> _is_word("Concepci<f3>n", 8, 12, "ó"), _is_word("pf<f9>gq", 2, 6, "ù")
    (True, False)
    """
    head = re.search(r"\w*$", line[max(0, start - _LONGEST_WORD) : start])
    tail = re.match(r"\w*", line[end : end + _LONGEST_WORD])
    word = f"{head[0] if head else ''}{said}{tail[0] if tail else ''}"
    return naturalness(word).excess <= NATURAL_EXCESS


def inflict(text: str, rng: Random, /) -> str:
    """Show the characters of some lines that are more than ASCII by their numbers."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        by_bytes = rng.random() < 0.5
        shown = re.sub("[^\x00-\x7f]", _by_bytes if by_bytes else _by_number, line)
        if rng.random() < 0.5 and _repaired(shown) == line:
            lines[at] = shown
    return "\n".join(lines)


def _by_bytes(match: re.Match[str]) -> str:
    return "".join(f"<{byte:02x}>" for byte in match[0].encode("utf-8", "surrogatepass"))


def _by_number(match: re.Match[str]) -> str:
    point = ord(match[0])
    return f"<U+{point:04X}>" if point < 0x10000 else f"<U+{point:08X}>"


def _repaired(line: str) -> str:
    for edit in reversed(list(_of_line(line, 0))):
        line = line[: edit.start] + edit.after + line[edit.end :]
    return line


RULE: Final = Rule(
    name=NAME,
    summary="Characters that a program showed by their bytes or numbers in angle brackets",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    by_line=True,
    scope=Scope.LINE,
)

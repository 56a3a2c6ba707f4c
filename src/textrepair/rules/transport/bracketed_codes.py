"""Characters of which a program showed the bytes or the numbers, in angle brackets.

Looks like:    Concepci<f3>n, Europe<E2><80><99>s, R<U+00E8>gles, <U+4E2D><U+6587>, don<92>t,
               08:20<0xE2><0x80><0xAF>AM
Happens when:  R, less or vi cannot show a character in the encoding of the terminal, and what they
               show is copied or written to a file; or a language model gives tokens that stand for
               bytes (SentencePiece), and the program prints their names.
Undone by:     the numbers. Bytes are read as UTF-8 if they are, else as Windows-1252: one byte must
               give a natural word, or an apostrophe between letters. Beside a character that is
               certain the other letters, quotes, dashes and dots of the line are read too.
Left alone:    numbers that stand alone (<93>, at<92>, <U+2019>), tags (<dd>), type arguments
               (Vec<f3>), bytes by themselves in a string ("<e2><80><99>"), ASCII (<U+0041>) and
               characters that show nothing (<U+200B>).
Example:
    >>> import textrepair
    >>> textrepair.fix("Universidad de Concepci<f3>n"), textrepair.fix("Egalit<U+00E9>")
    ('Universidad de Concepción', 'Egalité')
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Final, NamedTuple

from ...edits import Edit
from ...language.naturalness import NATURAL_EXCESS, naturalness
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

NAME: Final = "bracketed-codes"

_HEX: Final = "[0-9A-Fa-f]"
#: Bytes of Windows-1252 that are letters of western languages; ``<dd>`` is a tag of HTML.
_LETTER: Final = f"(?:[cefCEF]{_HEX}|[dD][0-9A-CE-Fa-ce-f])"

TRIGGER: Final = Trigger(
    first="<",
    then=f"[c-fC-F]{_HEX}><[89abAB]"
    f"|0x[c-fC-F]{_HEX}><0x[89abAB]"
    f"|(?<=[A-Za-z]<){_LETTER}>[a-z]"
    "|(?<=[a-z]<)9[12]>[a-z]"
    r"|U\+[0-9A-F]{4}[>0-9A-F]",
    ascii=True,
    marks=(
        "<U+",
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
_SIGN: Final = lazily(f"<(?:{TRIGGER.then})")
#: Codes one after another, all bytes or all numbers of code points.
_CODES: Final = lazily(
    rf"(?P<bytes>(?:<(?:0x)?[89A-Fa-f]{_HEX}>)+)|(?P<points>(?:<U\+(?:[0-9A-F]{{4}}){{1,2}}>)+)"
)
_BYTE: Final = lazily(f"{_HEX}{{2}}(?=>)")
_POINT: Final = lazily(r"[0-9A-F]+(?=>)")
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
_CONFIDENCE: Final = 0.999
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
    position = 0
    while (sign := _SIGN.search(text, position)) is not None:
        start = max(position, text.rfind("\n", 0, sign.start()) + 1)
        end = text.find("\n", sign.start())
        position = len(text) if end < 0 else end
        yield from _of_line(text[start:position], start)


def _of_line(line: str, offset: int) -> Iterator[Edit]:
    codes = [shown for match in _CODES.finditer(line) if (shown := _shown(line, match)) is not None]
    if any(shown.proves for shown in codes):
        for start, end, said, _ in codes:
            before = line[start:end]
            yield Edit(
                NAME, offset + start, offset + end, before, said, _MESSAGE, confidence=_CONFIDENCE
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
        return _Shown(start, end, said, proves)
    data = bytes.fromhex("".join(_BYTE.findall(match[0])))
    utf8 = _as_utf8(data)
    if utf8 is not None:
        return None if is_named else _Shown(start, end, utf8, proves=True)
    return _of_western(line, start, end, data)


def _is_lone_capital(line: str, end: int) -> bool:
    """Tell whether a capital alone stands before a place, as the marks of POD do: ``C<U+1D04>``."""
    return line[end - 1].isupper() and not line[max(0, end - 2) : end - 1].isalnum()


def _of_western(line: str, start: int, end: int, data: bytes) -> _Shown | None:
    """Return what bytes say in Windows-1252, if they are letters in words, or marks of prose."""
    before, behind = line[max(0, start - 1) : start], line[end : end + 1]
    letters = set(data) - _MARKS
    said = data.decode("cp1252", "ignore")
    if letters:
        if min(letters) < _FIRST_LETTER or not (before + behind).strip(_NO_LETTERS):
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
    try:
        said = data.decode()
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
    scope=Scope.LINE,
)

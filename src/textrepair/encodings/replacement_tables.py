"""Garbled strings that program code names so as to replace them: ``'Ã©' => 'é'``.

Code that repairs text by hand, and the tests of such code, hold garbled strings beside what they
say, or beside what is written in their stead: a letter without its accent, a straight quotation
mark, an escape.  They are no damage: repaired, ``replace("Ã©", "é")`` would replace nothing.

Whether ``replace("Ã©", "e")`` is such code, or code for ``é`` in a file that is garbled itself,
no line tells.  It is left as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from ..caching import remembered
from ..patterns import lazily
from .tables import reencode

#: Places in a line, in code points, in order, none of which overlap.
Spans = tuple[tuple[int, int], ...]

#: Code points of a string at most: tables hold letters and words, rarely sentences.
_LONGEST: Final = 60
#: A comma alone also stands between two columns, where one may be garbled: beside it only strings
#: of so many code points count.
_LONGEST_BESIDE_COMMA: Final = 2
#: Beside a comma a letter that is garbled once or twice is believed, with that letter in ASCII.
_LONGEST_LISTED: Final = 6
#: Code points at most of a string in ASCII that stands for a letter or a mark.  Longer ones are
#: believed in a call that replaces: ``{"CafÃ©": "Cafe"}`` may be names and their addresses.
_LONGEST_PLAIN: Final = 3
_MARKS: Final = lazily("[^\x00-\x7f][^0-9A-Za-z]+")
#: Layers of mojibake at most.
_LAYERS: Final = 4
_READERS: Final = ("western", "mac-roman", "cp437", "cp850", "cp1250", "cp1251", "gbk")
#: Pairs of a line that prove that its other pairs belong to a table too.
_A_TABLE: Final = 2

_FIRST: Final = (
    rf"(?:'(?P<one1>[^'\n]{{1,{_LONGEST}}})'|\"(?P<two1>[^\"\n]{{1,{_LONGEST}}})\""
    rf"|`(?P<three1>[^`\n]{{1,{_LONGEST}}})`"
    rf"|/(?P<four1>[^/\n]{{1,{_LONGEST}}})/[gimu]{{0,3}})"
)
#: The other string may be empty, and may begin the next pair.
_SECOND: Final = (
    rf"(?:'(?P<one2>[^'\n]{{0,{_LONGEST}}})'|\"(?P<two2>[^\"\n]{{0,{_LONGEST}}})\""
    rf"|`(?P<three2>[^`\n]{{0,{_LONGEST}}})`)"
)
#: A string or an expression of JavaScript, what parts it from the other, and that other.
_PAIR: Final = lazily(
    rf"{_FIRST}\s{{0,4}}(?P<between>,|[)\]]{{0,2}}\s?(?:=>|->|→|:=?|={{1,3}}|[)\]],))\s{{0,4}}"
    rf"(?=[a-zA-Z]?{_SECOND})"
)
#: What a text must hold for any of these: a string behind a sign, a command.
_SIGN: Final = lazily(r"[,:=>→]\s{0,4}[a-zA-Z]?[\"'`]|(?<![A-Za-z0-9\x80-\U0010ffff])s[/|#,]")
#: The name of a function that replaces, before its first argument.
_REPLACES: Final = lazily(r"(?i:replace\w{0,10}|\bg?sub|strtr|translate)\(\s{0,2}[a-z]?$")
#: What hands a command to a program, or applies it, before the command.
_COMMANDS: Final = lazily(r"(?:^|\bsed(?:\s-\w{1,9}){0,3}|-e|=~)\s{0,9}[\"']?$")
#: Code points before an argument in which that name is looked for.
_NAME: Final = 24
#: A command of sed, Perl and vi, of which it is the whole line, or a part.
_COMMAND: Final = lazily(
    rf"(?<![A-Za-z0-9\x80-\U0010ffff])s(?P<mark>[/|#,])(?P<before>(?:(?!(?P=mark))[^\n]){{1,{_LONGEST}}})(?P=mark)"
    rf"(?P<after>(?:(?!(?P=mark))[^\n]){{0,{_LONGEST}}})(?P=mark)"
)
_NAMES: Final = ("one", "two", "three", "four")
_ESCAPE: Final = lazily(r"\\(?:u\{([0-9A-Fa-f]{2,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
#: What is written in ASCII for letters that are no letter with an accent, and for marks.
_PLAIN: Final = str.maketrans(
    dict.fromkeys("‘’‚‛′", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−•", "-")
    | {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l"}
    | {"©": "(c)", "®": "(r)", "™": "tm"}
    | {"Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "þ": "th", "\xa0": " "}
)
_STRAIGHTENED: Final = "‘’“”–—•…"
_LAST_BYTES: Final = range(0x80, 0xC0)


class _Pair(NamedTuple):
    """Two strings that code sets beside each other, and where the first of them stands."""

    before: str
    after: str
    span: tuple[int, int]
    after_span: tuple[int, int]
    #: Whether the code says that it replaces the one by the other.
    replaces: bool
    #: Whether there is no more than a comma between them.
    is_list: bool


@remembered(most=16)  # of the last lines: several rules ask
def replaced_strings(line: str) -> Spans:
    """Return where strings of a line are garbled whose repair stands beside them, in order.

    The places are those of the strings without their quotation marks, in code points.

    >>> replaced_strings("'Ã©' => 'é', 'x' => 'y'"), replaced_strings('s.replace("Ã", "Í")')
    (((1, 3),), ((11, 12),))
    >>> replaced_strings("name: 'MÃ¼nchen', 'München'"), replaced_strings("s/Ã¶/ö/g")
    ((), ((2, 4),))
    """
    if line.isascii() or _SIGN.search(line) is None:
        return ()
    sure: list[tuple[int, int]] = []
    likely: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    for pair in _pairs(line):
        longest = _LONGEST_BESIDE_COMMA if pair.is_list else _LONGEST
        before, after = _unescaped(pair.before), _unescaped(pair.after)
        if len(after) <= longest and _is_replaced(pair, before, after):
            sure.append(pair.span)
        elif len(before) <= longest and _says(after, before):
            sure.append(pair.after_span)
        elif not before.isascii() and not (pair.is_list and len(before) > _LONGEST_LISTED):
            is_mark = after.isascii() and len(after) <= _LONGEST_PLAIN and _MARKS.fullmatch(before)
            (likely if is_mark else others).append(pair.span)
    found = sure + likely if sure else sure
    return _merged(found + others if len(sure) >= _A_TABLE else found)


def replaced_in(text: str) -> Spans:
    """Return what ``replaced_strings`` gives of each line of a text, on offsets of the text.

    >>> replaced_in("'Ã©' => 'é'\\n'Ã¨' => 'è'")
    ((1, 3), (13, 15))
    """
    if "\n" not in text:
        return replaced_strings(text)
    if text.isascii() or _SIGN.search(text) is None:
        return ()
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        spans += [(start + one, start + two) for one, two in replaced_strings(line)]
        start += len(line) + 1
    return tuple(spans)


def _merged(spans: list[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def is_replaced(spans: Spans, start: int, end: int) -> bool:
    """Tell whether a place of a line touches one of the strings that code replaces.

    >>> is_replaced(((1, 3), (11, 12)), 2, 5), is_replaced(((1, 3), (11, 12)), 3, 11)
    (True, False)
    """
    at = bisect_right(spans, start, key=lambda span: span[1])
    return at < len(spans) and spans[at][0] < end


def _pairs(line: str) -> Iterator[_Pair]:
    for match in _PAIR.finditer(line):
        one, two = _group(match, "1"), _group(match, "2")
        start = match.start()
        replaces = _REPLACES.search(line, max(0, start - _NAME), start) is not None
        is_list = match["between"] == "," and not (replaces or line[start - 1 : start] == "(")
        spans = match.span(one), match.span(two)
        yield _Pair(match[one], match[two], *spans, replaces, is_list)
    for match in _COMMAND.finditer(line):
        spans = match.span("before"), match.span("after")
        start = match.start()
        replaces = _COMMANDS.search(line, max(0, start - _NAME), start) is not None
        yield _Pair(match["before"], match["after"], *spans, replaces, is_list=False)


def _group(match: re.Match[str], which: str) -> str:
    return next(
        name
        for name in (f"{name}{which}" for name in _NAMES)
        if name in match.re.groupindex and match[name] is not None
    )


def _unescaped(string: str) -> str:
    r"""Return a string with its escapes and entities read.

    >>> _unescaped(r"\u{201D}"), _unescaped("&eacute;"), _unescaped(r"Ã\x8D")
    ('”', 'é', 'Ã\x8d')
    """
    if "&" in string:
        string = unescape(string)
    if "\\'" in string:
        string = string.replace("'\\''", "'").replace("\\'", "'")  # of a shell, and of strings
    return _ESCAPE.sub(_character, string) if "\\" in string else string


def _character(match: re.Match[str]) -> str:
    point = int(match[1] or match[2] or match[3], 16)
    return chr(point) if point < 0x110000 else match[0]


def _is_replaced(pair: _Pair, before: str, after: str) -> bool:
    if before.isascii():
        return False
    if pair.replaces:
        return not _is_garbled(after)
    if not after.isascii():
        return any(_says(part, after) for part in before.split("|"))
    longest = _LONGEST_LISTED if pair.is_list else _LONGEST
    return len(before) <= longest and 0 < len(after) <= _LONGEST_PLAIN and _says(before, after)


def _is_garbled(string: str) -> bool:
    return not string.isascii() and any(
        data is not None and _is_utf8(data)
        for data in (reencode(string, reader) for reader in _READERS)
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=512)  # rows of data hold the same strings, of 60 code points at most
def _says(garbled: str, plain: str) -> bool:
    """Tell whether a string is what another looks like garbled, or that without accents.

    >>> _says("Ã©", "é"), _says("Ã©", "e"), _says("â€", '"'), _says('â€"', "—"), _says("Ã©", "a")
    (True, True, True, True, False)
    """
    if garbled.isascii() or not plain:
        return False
    return any(_says_through(reader, garbled, plain) for reader in _READERS) or _says_in_ascii(
        garbled, plain
    )


def _says_through(reader: str, garbled: str, plain: str) -> bool:
    text = garbled
    for _ in range(_LAYERS):
        data = reencode(text, reader)
        if data is None or data.isascii():
            return False
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return _begins(data, plain)  # of Í, whose last byte shows nothing, only Ã is left
        if _is_same(text, plain):
            return True
    return False


def _begins(data: bytes, plain: str) -> bool:
    """Tell whether bytes are those of a text, or of its letters with accents, but for the last."""
    if not plain.isascii():
        whole = plain.encode("utf-8", "surrogatepass")
        return len(data) < len(whole) and whole.startswith(data)
    return any(
        _is_same(whole.decode(), plain)
        for last in _LAST_BYTES
        if _is_utf8(whole := data + bytes((last,)))
    )


def _is_same(text: str, plain: str) -> bool:
    if plain.isascii():
        return not text.isascii() and _in_ascii(text).lower() == plain.lower()
    return normalize("NFC", text) == normalize("NFC", plain)


def _in_ascii(text: str) -> str:
    """Return a text without accents, and with straight marks.

    >>> _in_ascii("é’"), _in_ascii("œ"), _in_ascii("…")
    ("e'", 'oe', '...')
    """
    letters = normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in letters if not combining(char))


def _says_in_ascii(garbled: str, plain: str) -> bool:
    """Tell whether a string says another, if the marks in it were straightened: ``â€"`` is —."""
    if not ('"' in garbled or "'" in garbled or "-" in garbled):
        return False
    written = plain.replace("--", "-")
    meant = [mark for mark in _STRAIGHTENED if _in_ascii(mark) == written] or [plain]
    misread = (text.encode("utf-8", "surrogatepass").decode("cp1252", "ignore") for text in meant)
    return garbled.translate(_PLAIN) in {text.translate(_PLAIN) for text in misread}

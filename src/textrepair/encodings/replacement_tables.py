"""Garbled strings that program code names so as to replace them: ``'Ã©' => 'é'``.

Code that repairs text by hand, and the tests of such code, hold garbled strings beside what they
say.  They are no damage: repaired, ``replace("Ã©", "é")`` would replace nothing.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

from ..caching import remembered
from ..patterns import lazily
from .tables import reencode

#: Code points of a string at most: tables hold letters and words, rarely sentences.
_LONGEST: Final = 60
#: A comma alone also stands between two columns, where one may be garbled: beside it only strings
#: of so many code points count.
_LONGEST_BESIDE_COMMA: Final = 2
#: Code points at most of a string in ASCII that stands for a mark, beside other pairs of the line.
_LONGEST_PLAIN: Final = 3
_MARKS: Final = lazily("[^\x00-\x7f][^0-9A-Za-z]+")
#: Layers of mojibake at most.
_LAYERS: Final = 4
_READERS: Final = ("cp1252", "mac-roman", "cp437", "cp850", "cp1250", "cp1251", "gbk")

_STRING: Final = (
    rf"(?:'(?P<one{{0}}>[^'\n]{{{{1,{_LONGEST}}}}})'|\"(?P<two{{0}}>[^\"\n]{{{{1,{_LONGEST}}}}})\""
    rf"|`(?P<three{{0}}>[^`\n]{{{{1,{_LONGEST}}}}})`)"
)
#: A string or an expression of JavaScript, what parts it from the other, and that other, which may
#: begin the next pair.
_PAIR: Final = lazily(
    rf"(?:{_STRING.format(1)}|/(?P<four1>[^/\n]{{1,{_LONGEST}}})/[gimu]{{0,3}})"
    r"\s{0,4}(?P<between>,|[)\]]{0,2}\s?(?:=>|->|→|:=?|={1,3}|[)\]],))\s{0,4}"
    rf"(?={_STRING.format(2)})"
)
_NAMES: Final = ("one", "two", "three")


@remembered(most=16)  # of the last lines: several rules ask
def replaced_strings(line: str) -> tuple[tuple[int, int], ...]:
    """Return where strings of a line are garbled whose repair stands beside them, in order.

    The places are those of the strings without their quotation marks, in code points.

    >>> replaced_strings("'Ã©' => 'é', 'x' => 'y'"), replaced_strings('s.replace("Ã", "Í")')
    (((1, 3),), ((11, 12),))
    >>> replaced_strings("name: 'MÃ¼nchen', 'München'")
    ()
    """
    if line.isascii() or not ('"' in line or "'" in line or "`" in line):
        return ()
    sure: list[tuple[int, int]] = []
    likely: list[tuple[int, int]] = []
    for match in _PAIR.finditer(line):
        one, two = _group(match, "1"), _group(match, "2")
        is_list = match["between"] == "," and not line.startswith("(", match.start() - 1)
        longest = _LONGEST_BESIDE_COMMA if is_list else _LONGEST
        before, after = match[one], match[two]
        if len(after) <= longest and _says(before, after):
            sure.append(match.span(one))
        elif len(before) <= longest and _says(after, before):
            sure.append(match.span(two))
        elif after.isascii() and len(after) <= _LONGEST_PLAIN and _MARKS.fullmatch(before):
            likely.append(match.span(one))
    return tuple(sorted(sure + likely if sure else sure))


def _group(match: re.Match[str], which: str) -> str:
    return next(
        name
        for name in (f"{name}{which}" for name in (*_NAMES, "four"))
        if name in match.re.groupindex and match[name] is not None
    )


def _says(garbled: str, plain: str) -> bool:
    """Tell whether a string is what another, which is more than ASCII, looks like garbled."""
    if garbled.isascii() or plain.isascii():
        return False
    return any(_says_through(reader, garbled, plain) for reader in _READERS)


def _says_through(reader: str, garbled: str, plain: str) -> bool:
    text = garbled
    for _ in range(_LAYERS):
        data = reencode(text, reader)
        if data is None:
            return False
        whole = plain.encode("utf-8", "surrogatepass")
        if len(data) < len(whole) and whole.startswith(data):
            return True  # of Í, whose last byte shows nothing, only Ã is left
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return False
        if normalize("NFC", text) == normalize("NFC", plain):
            return True
    return False

r"""A byte order mark of UTF-8 that was read in another encoding, before text that is sound.

Looks like:    п»ї, ∩╗┐, 锘縰sing System, 锘?!DOCTYPE html>, ・ｻｿ at the beginning of a text or line
Happens when:  a program that does not know the mark reads a file as Windows-1251, GBK or another
               encoding. In GBK, Big5 and EUC-KR the last byte of the mark (BF) takes the first
               character of the text with it, or swallows it if the two are no character.
Undone by:     writing U+FEFF, and the character behind it as its byte says. Where that byte was
               swallowed, `<`, `#` and `/` come back if what follows is a tag, a directive or a
               comment without its beginning; else a finding says that a character was lost.
Left alone:    the same characters inside a line; lines that are garbled as a whole, which are read
               as a whole (see mojibake).
Example:
    >>> import textrepair
    >>> textrepair.fix("锘縰sing System;\n锘?!DOCTYPE html>")
    '\ufeffusing System;\n<!DOCTYPE html>'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from random import Random
from typing import Final

from ...edits import Edit, Finding
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "garbled-byte-order-mark"

_MARK: Final = "\ufeff"
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
#: The bytes EF BB BF as Windows, DOS, Apple and Thai pages, KOI8-R and Shift-JIS show them.
_WHOLE: Final = "[∩´я]╗┐|п»ї|ο»Ώ|ן»¿|ï»؟|ļ»æ|ď»ż|О╩©|Ôªø|๏ปฟ|[・\ufffd]ｻｿ"
#: The encodings in which BF is the lead byte of the character behind the mark.
_PAIRS: Final = {"锘": "gbk", "嚜": "big5", "癤": "cp949"}
_LAST_BYTE: Final = 0xBF

TRIGGER: Final = Trigger(
    first=f"╗»╩๏ｻ{''.join(_PAIRS)}",
    then="(?<=[∩´я]╗)┐|(?<=п»)ї|(?<=ο»)Ώ|(?<=ן»)¿|(?<=ï»)؟|(?<=ļ»)æ|(?<=ď»)ż|(?<=О╩)©|ปฟ"
    f"|(?<=[・{_REPLACEMENT}]ｻ)ｿ|(?<=[{''.join(_PAIRS)}])[?{_REPLACEMENT}㐀-鿿가-힣]",
)
_AT_START: Final = re.compile(
    f"^(?:(?P<whole>{_WHOLE})|(?P<pair>[{''.join(_PAIRS)}])(?P<second>[?{_REPLACEMENT}㐀-鿿가-힣]))",
    re.MULTILINE,
)

#: What goes on behind a swallowed character, and which one that was.
_BEGUN: Final = (
    # ?xml version="1.0"?>, !DOCTYPE html>, !-- a comment -->, html lang="en">
    (
        re.compile(
            r"\?(?:xml|php|=)|!(?:DOCTYPE|--)|/?[a-z][\w:-]*(?: [^<>\n]*)?/?>", re.IGNORECASE
        ),
        "<",
    ),
    # include <stdio.h>, !/bin/sh, -*- coding: utf-8 -*-
    (re.compile(r"(?:include|define|pragma|ifn?def|region)\b|!/|-\*-"), "#"),
    # * a comment, / a comment
    (re.compile(r"\*|/(?!/)"), "/"),
)

_MESSAGE: Final = "a byte order mark of UTF-8 that was read in another encoding"
_SWALLOWED: Final = (
    "a byte order mark of UTF-8 was read in another encoding, and the character behind it was lost"
)
_RESTORED: Final = f"{_MESSAGE}; it swallowed {{}}, without which what follows does not begin"


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each garbled mark, and a finding where the next character was lost."""
    del options
    for match in _AT_START.finditer(text):
        start, end = match.span()
        second = match["second"]
        if match["whole"]:
            yield Edit(NAME, start, end, match[0], _MARK, _MESSAGE)
        elif second in f"?{_REPLACEMENT}":
            lost = _swallowed(text, end)
            if lost is None:
                yield Finding(NAME, start, end, match[0], _SWALLOWED)
            elif lost:
                yield Edit(NAME, start, end, match[0], _MARK + lost, _RESTORED.format(lost))
            else:
                yield Edit(NAME, start, end, match[0], _MARK, _MESSAGE)
        elif second in _seconds(match["pair"]):
            after = _MARK + _seconds(match["pair"])[second]
            yield Edit(NAME, start, end, match[0], after, _MESSAGE)


def _swallowed(text: str, at: int) -> str | None:
    """Return the character that is missing before an offset; "" if none is, None if unknown."""
    if text.startswith(("<", "#", "//", "/*", "{", "[", "\n", "\r"), at):
        return ""
    return next((char for begun, char in _BEGUN if begun.match(text, at)), None)


@cache
def _seconds(first: str) -> Mapping[str, str]:
    """Return what the byte BF and a character of ASCII are together, with that character."""
    found: dict[str, str] = {}
    for code in range(0x40, 0x7F):
        char = bytes((_LAST_BYTE, code)).decode(_PAIRS[first], "replace")
        if len(char) == 1 and char != _REPLACEMENT:
            found[char] = chr(code)
    return found


def inflict(text: str, rng: Random) -> str:
    """Put the mark before a line and read it in an encoding that is no UTF-8."""
    places = [match.end() for match in re.finditer("\n(?=[A-Za-z])", text)]
    if not places:
        return text
    at = rng.choice(places)
    data = _MARK.encode() + text[at].encode()
    return text[:at] + data.decode(rng.choice(("gbk", "cp1251", "cp1253"))) + text[at + 1 :]


RULE: Final = Rule(
    name=NAME,
    summary="Byte order marks of UTF-8 that were read in another encoding",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
    reach=1,  # at the beginning of a chunk it would be taken for one of the file
)

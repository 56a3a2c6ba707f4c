"""Chinese or Japanese punctuation folded to ASCII.

Looks like:    今年,全市新建公园二十座(见图). with ASCII marks between Han characters
Happens when:  a converter, or a form that keeps the database simple, folds fullwidth marks to
               those of ASCII.
Undone by:     writing , ! ? : ; and brackets in full width where Chinese or Japanese stands before
               or after them; brackets around Chinese or Japanese, and brackets around a name or a
               number between Chinese. Some people type ASCII marks, so the rule runs only when it
               is selected.
Left alone:    marks in numbers, between Latin words, in addresses of the web and in code.
Example:
    >>> import textrepair
    >>> textrepair.fix("今年,全市新建公园二十座!", select=["punctuation-folded"])
    '今年，全市新建公园二十座！'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "punctuation-folded"
TRIGGER: Final = Trigger(first=",!?:;(", then="")

CONFIDENCE: Final = 0.9

_FULLWIDTH: Final = {mark: chr(ord(mark) + 0xFEE0) for mark in ",!?:;()"}

_SCRIPT: Final = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING: Final = "“‘「『《〈【（"
_CLOSING: Final = "”’」』》〉】）%％"

#: After Chinese: before anything but a space, as ASCII marks would have it.
_AFTER: Final = f"(?<=[{_SCRIPT}{_CLOSING}])[,!?:;](?=[{_SCRIPT}{_OPENING}{_CLOSING}0-9A-Za-z]|$)"
#: After a number or a Latin word: before Chinese only.
_BEFORE: Final = f"(?<=[0-9A-Za-z])[,!?;](?=[{_SCRIPT}{_OPENING}])"
_MARK: Final = re.compile(f"{_AFTER}|{_BEFORE}", re.MULTILINE)

_INSIDE: Final = "[^()\n]{0,200}"
_MARKS: Final = "，。！？：；、"
#: Around Chinese: behind Chinese; or where a line begins, before Chinese, as in lists.
_BRACKETS: Final = re.compile(
    f"(?<=[{_SCRIPT}{_CLOSING}{_MARKS}])\\({_INSIDE}[{_SCRIPT}]{_INSIDE}\\)"
    f"|^\\({_INSIDE}[{_SCRIPT}]{_INSIDE}\\)(?=[{_SCRIPT}])"
    # Around a name, a word or a number: between Chinese.
    f"|(?<=[{_SCRIPT}])\\([0-9A-Za-zÀ-ɏ][0-9A-Za-zÀ-ɏ .,&%'’-]{{0,80}}\\)"
    f"(?=[{_SCRIPT}{_CLOSING}{_MARKS},!?:;]|$)",
    re.MULTILINE,
)
_ADDRESS: Final = re.compile("[A-Za-z][A-Za-z0-9+.-]{1,9}://[!-~]{1,2000}|www\\.[!-~]{1,2000}")
_CODE: Final = re.compile("`[^`\n]{1,500}`")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each mark that was folded."""
    del options
    places = {match.start() for match in _MARK.finditer(text)}
    for match in _BRACKETS.finditer(text):
        places.update((match.start(), match.end() - 1))
    for pattern in (_ADDRESS, _CODE):
        for match in pattern.finditer(text):
            places.difference_update(range(match.start(), match.end()))
    for at in sorted(places):
        after = _FULLWIDTH[text[at]]
        message = "a fullwidth mark was folded to ASCII"
        yield Edit(NAME, at, at + 1, text[at], after, message, confidence=CONFIDENCE)


def inflict(text: str, rng: Random) -> str:
    """Fold fullwidth marks to ASCII where the rule can see that they were folded."""
    del rng
    folded = text.translate({ord(full): mark for mark, full in _FULLWIDTH.items()})
    chars = list(text)
    for edit in find(folded, Options()):
        chars[edit.start] = edit.before
    return "".join(chars)


RULE: Final = Rule(
    name=NAME,
    summary="Chinese or Japanese punctuation folded to ASCII",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=(),
    scope=Scope.LINE,
)

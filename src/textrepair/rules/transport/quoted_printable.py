"""Quoted-printable that was never decoded: the bytes of mail as ``=E2=80=99``.

Looks like:    I=E2=80=99m fine, caf=C3=A9 =3D coffee, lines that end in = or =20
Happens when:  a mail is shown, quoted, stored or indexed without its headers, so that nobody knows
               that bytes beyond ASCII stand in it as = and two digits (RFC 2045, 6.7), and lines
               are broken behind =.
Undone by:     the bytes: they must be UTF-8, of more than one byte each. In such a line =3D and =20
               and the like are decoded too, and its break is undone.
Left alone:    all of it, but where the rule is selected, for escapes that are right are no damage;
               whole mails, whose headers name quoted-printable; encoded words of headers
               (=?utf-8?q?caf=C3=A9?=); ``=C3`` and ``=3D`` alone; arguments of program code
               ('=C3=A9').
Example:
    >>> import textrepair
    >>> textrepair.fix("I=E2=80=99m at the caf=C3=A9, 2+2=3D4 =20", select=["quoted-printable"])
    'I’m at the café, 2+2=4  '
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from quopri import encodestring
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

NAME: Final = "quoted-printable"

#: A lead byte, and the next byte of its character, on the next line maybe.
_PROOF: Final = r"[C-F][0-9A-F](?:=\r?\n)?=[89AB][0-9A-F]"
TRIGGER: Final = Trigger(
    first="=\\-",
    then=r"(?<==)[C-F][0-9A-F]=[89AB][0-9A-F]|(?<==)[C-F][0-9A-F]=\r?\n=[89AB][0-9A-F]"
    "|(?<=-)(?:printable|PRINTABLE|Printable)",
    ascii=True,
    marks=("=C", "=D", "=E", "=F", "-printable", "-PRINTABLE", "-Printable"),
)

_HEADER: Final = lazily("quoted-printable", re.IGNORECASE)
_SIGN: Final = lazily(f"={_PROOF}")
#: Bytes one after another, over the breaks of lines.
_RUN: Final = lazily(
    r"=(?:[0-9A-F]{2}(?:=(?=[0-9A-F]{2})|=\r?\n=(?=[0-9A-F]{2}))?)+|=[ \t]{0,3}\r?\n"
)
_BREAK: Final = lazily(r"=[ \t]{0,3}\r?\n")
#: What stands before a string that program code hands to a function, up to the place.
_ARGUMENT: Final = lazily(r"\([bBrRuU]{0,2}[\"'][^\"'\n]{0,80}$")
#: A word of a header that is encoded and says how (RFC 2047): it is of 75 characters at most, and
#: a soft break cannot part it.
_ENCODED_WORD: Final = lazily(r"=\?[\w.:-]{1,40}\?[Qq]\?[!->@-~]{1,75}\?=")
#: Code points that are looked at before a place.
_BEFORE: Final = 90
#: A line of quoted-printable is at most so long, in code points; a reader must see two of them.
_LINE: Final = 76
_CONFIDENCE: Final = 0.999
_MESSAGE: Final = "bytes of UTF-8 stand here in quoted-printable, as mail carries them"


def find(text: str, options: Options, /) -> Iterator[Edit]:
    """Yield an edit for each run of bytes in lines that hold UTF-8 in quoted-printable."""
    yield from next(find_in_chunks((text,), options))


def find_in_chunks(chunks: Iterable[str], options: Options, /) -> Iterator[Iterable[Edit]]:
    """Yield the edits of each chunk; there are none if any of them names quoted-printable."""
    del options
    if any(_HEADER.search(chunk) for chunk in chunks):
        for _ in chunks:
            yield ()
    else:
        for chunk in chunks:
            yield _edits(chunk)


def _edits(text: str) -> Iterator[Edit]:
    position = 0
    while (sign := _SIGN.search(text, position)) is not None:
        start = max(position, text.rfind("\n", 0, sign.start()) + 1)
        position = _end_of_line(text, sign.end())
        if _ARGUMENT.search(text, max(0, sign.start() - _BEFORE), sign.start()) is None:
            yield from _of_line(text, start, position)


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end + 1


def _of_line(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits of a line that holds proof, from ``start`` to behind its line end."""
    if "=?" in text[start:end] and _ENCODED_WORD.search(text, start, end) is not None:
        return
    for run in _RUN.finditer(text, start, end):
        after = _decoded(run[0])
        if after != run[0]:
            yield Edit(NAME, *run.span(), run[0], after, _MESSAGE, confidence=_CONFIDENCE)


def _decoded(run: str) -> str:
    """Return what a run of bytes says, or the run itself if it is no UTF-8.

    >>> _decoded("=E2=80=\\n=99"), _decoded("=3D"), _decoded("=E9")
    ('’', '=', '=E9')
    """
    digits = _BREAK.sub("", run).replace("=", "")
    try:
        return bytes.fromhex(digits).decode()
    except UnicodeDecodeError:
        return run


def inflict(text: str, rng: Random, /) -> str:
    """Encode some lines of the text in quoted-printable, where the bytes of a character tell."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if rng.random() < 0.5 and not line.isascii() and not _HEADER.search(text):
            shown = encodestring(line.encode("utf-8", "surrogatepass")).decode("ascii")
            if "".join(_repaired(shown)) == line:
                lines[at] = shown
    return "\n".join(lines)


def _repaired(text: str) -> Iterator[str]:
    position = 0
    for edit in _edits(text):
        yield text[position : edit.start] + edit.after
        position = edit.end
    yield text[position:]


RULE: Final = Rule(
    name=NAME,
    summary="Quoted-printable of mail that was never decoded",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=(),
    scope=Scope.LINE,
    reach=2 * _LINE,
    find_in_chunks=find_in_chunks,
)

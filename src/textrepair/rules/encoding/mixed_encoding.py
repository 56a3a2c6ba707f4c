r"""Bytes of another encoding in UTF-8 text.

Looks like:    caf\xe9 or caf� in an editor; in Python a lone surrogate (``surrogateescape``),
               caf\udce9
Happens when:  a file is put together from parts in different encodings: a line of an old program,
               quotation marks and dashes that were pasted in as Windows-1252.
Undone by:     reading stray bytes that stand near each other in one encoding: the one in which the
               words around them are most natural. After that the text is UTF-8 throughout.
Left alone:    bytes that make natural text in no encoding; a letter that stands on its own; the
               first bytes of a character that was cut off at the end. The text keeps them as
               bytes.
Example:
    >>> import textrepair
    >>> textrepair.fix("the caf\udce9 on the corner")
    'the café on the corner'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "mixed-encoding"
TRIGGER: Final = Trigger(first="\udc80-\udcff")

#: How often a line is written in Windows-1252.
_SHARE: Final = 0.3


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each run of stray bytes that can be read."""
    from ...detection import mixed_edits

    return mixed_edits(text, encoding=options.stray_encoding)


def find_in_chunks(chunks: Iterable[str], options: Options) -> Iterator[Iterable[Edit]]:
    """Yield the edits of each chunk; encodings that were met are likelier to be met again."""
    from ...detection import StraysMet, mixed_edits

    del options
    met = StraysMet()
    for text in chunks:
        yield mixed_edits(text, met)


def inflict(text: str, rng: Random) -> str:
    r"""Return a text some of whose lines were written in Windows-1252 and read as UTF-8.

    >>> inflict("naïve\n" * 3, Random(1)).count("\udcef")
    1
    """
    return "".join(
        _as_western(line) if rng.random() < _SHARE else line for line in text.splitlines(True)
    )


def _as_western(line: str) -> str:
    try:
        return line.encode("cp1252").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return line


RULE: Final = Rule(
    name=NAME,
    summary="Bytes of another encoding in UTF-8",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
    reach=200,
    find_in_chunks=find_in_chunks,
)

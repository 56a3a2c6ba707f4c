r"""Bytes of another encoding in UTF-8 text.

What it looks like: in a file that is UTF-8 a few bytes are not. Editors show them as
``\xe9`` or as U+FFFD; in Python they are lone surrogates (``surrogateescape``).

How it happens: files are put together from parts in different encodings: a line from an
old program, quotation marks and dashes that were pasted in as Windows-1252.

How it is undone: stray bytes that stand near each other are read in one encoding, that in
which the words they stand in are most natural, and the text is UTF-8 throughout.

What is left alone: bytes that make natural text in no encoding, a letter that stands on its
own, and the first bytes of a character that was cut off at the end. They are kept as the
bytes they are.

An example: ``caf\xe9`` in UTF-8 becomes ``café``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Trigger

name: Final = "mixed-encoding"
summary: Final = "bytes of another encoding in UTF-8"
trigger: Final = Trigger(first="\udc80-\udcff")
profiles: Final = ("repair", "normalize")
reports_only: Final = False
scope: Final = "line"
reach: Final = 200

#: How often a line is written in Windows-1252.
_SHARE: Final = 0.3


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each run of stray bytes that can be read."""
    from ...detection import mixed_edits

    del options
    return mixed_edits(text)


def find_in_parts(parts: Iterable[str], options: Options) -> Iterator[Iterable[Edit]]:
    """Yield the same for each part; encodings that were met are likelier to be met again."""
    from ...detection import StraysMet, mixed_edits

    del options
    met = StraysMet()
    for text in parts:
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

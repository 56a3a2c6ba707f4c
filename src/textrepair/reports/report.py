"""Reporter and FileResult: files with their repairs in, pieces of text out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from ..edits import Repair
from ..files.position import Position

FORMATS: Final = (
    "full",
    "concise",
    "json",
    "sarif",
    "html",
    "github",
    "gitlab",
    "junit",
)
BEGINNING: Final = Position()


@dataclass(frozen=True, slots=True)
class FileResult:
    """A file that was read, its encoding, its size in bytes, and what was found in it.

    A large file has several results, one for each chunk; ``begins`` is the position of the
    chunk in the file, and ``is_last`` tells that the file ends with it.
    """

    path: str
    encoding: str
    size: int
    repair: Repair
    begins: Position = BEGINNING
    is_last: bool = True

    @property
    def is_first(self) -> bool:
        """Whether the file begins with this."""
        return self.begins.offset == 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be worked on, and why."""

    path: str | None
    message: str


class Reporter(Protocol):
    """A format of reports: pieces of text for each result, as it comes, and for the end."""

    def add(self, result: FileResult) -> Iterator[str]:
        """Yield what is to be written about a file, or about a chunk of it."""

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield what is to be written when all files are done."""

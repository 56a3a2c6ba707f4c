"""What every report is made of: files with their repairs in, pieces of text out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from ..edits import Repair
from .items import BEGINNING, Start

FORMATS: Final = ("full", "concise", "json", "sarif")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file that was read, what its encoding is, and what was found in it.

    A large file has several, one for each part, which ``begins`` somewhere in it.
    """

    path: str
    encoding: str
    size: int
    repair: Repair
    begins: Start = BEGINNING

    @property
    def is_first(self) -> bool:
        """Whether nothing was told of the file before."""
        return self.begins.offset == 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be worked on, and why."""

    path: str | None
    message: str


class Reporter(Protocol):
    """A format: pieces of text for each outcome, as it comes, and for the end."""

    def add(self, outcome: Outcome) -> Iterator[str]:
        """Yield what is to be written about one file."""

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield what is to be written when all files are done."""

"""A file that was opened and repaired, at once or in parts, and what there is to tell of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..detection import TextFormat
from ..edits import Repair
from ..encodings.stray_bytes import STRAY, encode_keeping
from ..files.document import Document
from ..files.large import LargeDocument
from ..pipeline.chunked import PartedRepair
from ..reports.items import BEGINNING
from ..reports.report import Outcome


@dataclass(slots=True)
class Strays:
    """The bytes that do not decode and that no edit has read: how many, and the first of them.

    ``first`` counts code points from the beginning of the text.
    """

    count: int = 0
    first: int = 0

    def take(self, repair: Repair, offset: int = 0) -> None:
        """Count those of a text, or of a part of it that begins at an offset."""
        starts = [edit.start for edit in repair.edits]
        for match in STRAY.finditer(repair.original):
            nearest = bisect_right(starts, match.start()) - 1
            if nearest < 0 or repair.edits[nearest].end <= match.start():
                self.first = self.first if self.count else offset + match.start()
                self.count += match.end() - match.start()

    def byte_offset(self, form: TextFormat, texts: Iterable[str]) -> int:
        """Return where the first of them is in the file, whose text comes in pieces."""
        offset = len(form.mark)
        left = self.first
        for text in texts:
            offset += len(encode_keeping(text[:left], form.encoding))
            left -= len(text)
            if left <= 0:
                break
        return offset


@dataclass(frozen=True, slots=True)
class WholeJob:
    """A file that was read at once; ``path`` is how it is reported."""

    path: str
    document: Document
    repair: Repair

    @property
    def form(self) -> TextFormat:
        """The encoding of the file."""
        return self.document.form

    @property
    def judged_apart(self) -> frozenset[str]:
        """The rules that took parts for a whole: none."""
        return frozenset()

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what a report is told about the file."""
        size = len(self.document.data)
        yield Outcome(self.path, self.form.encoding, size, self.repair)

    def texts(self) -> Iterable[str]:
        """Return the text of the file."""
        return (self.document.text,)


@dataclass(frozen=True, slots=True)
class PartedJob:
    """A file that is read in parts; ``report`` tells whether anybody wants to know of findings."""

    path: str
    document: LargeDocument
    parted: PartedRepair
    report: bool

    @property
    def form(self) -> TextFormat:
        """The encoding of the file."""
        return self.document.form

    @property
    def judged_apart(self) -> frozenset[str]:
        """The rules that took parts for a whole, of which no text was left out."""
        return frozenset(self.parted.judged_apart)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what a report is told about each part.  Raises TextRepairError in between."""
        begins = BEGINNING
        for repair in self.parted.repairs(report=self.report):
            yield Outcome(self.path, self.form.encoding, self.document.size, repair, begins)
            begins = begins.after(repair.original)

    def texts(self) -> Iterable[str]:
        """Return the text of the file, piece by piece."""
        return self.document.texts()


Job = WholeJob | PartedJob

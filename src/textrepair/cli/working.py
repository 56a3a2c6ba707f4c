"""Going through the files: read, repair, and say what is worth saying about each."""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..edits import Repair
from ..encodings.stray import STRAY
from ..errors import BinaryInput, TextRepairError
from ..files.reading import Document, read_document
from ..files.walking import STDIN, Source, sources
from ..reports.reporting import Outcome, Problem
from ..reports.statistics import Statistics
from ..reports.visible import visible
from .output import complain, say
from .progress import Progress
from .settings import Settings


@dataclass
class Work:
    """A run over files: what was counted, and what went wrong."""

    settings: Settings
    statistics: Statistics = field(default_factory=Statistics)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: str | None, message: str) -> None:
        """Say that a file cannot be worked on, and go on."""
        complain(message, path)
        self.problems.append(Problem(path, message))

    def note(self, path: str, message: str) -> None:
        """Say something about a file, unless told to be quiet."""
        if not self.settings.quiet:
            say(f"{visible(path)}: {visible(message)}")

    def run(
        self, paths: Sequence[str], *, streaming: bool
    ) -> Iterator[tuple[Source, Document, Repair]]:
        """Yield each file that is text, with its repair; say what is wrong with the others.

        ``streaming`` tells that results go to standard output as they come.
        """
        found = list(sources(paths))
        texts: list[str] = []
        files = [source for source in found if isinstance(source, Source)]
        failed = {str(error.filename): error for error in found if isinstance(error, OSError)}
        for name, error in failed.items():
            reason = (error.strerror or "cannot be listed").lower()
            self.problem(name, f"{reason}; leave it out, or ask for the right")
        with Progress.over(files, quiet=self.settings.quiet, streaming=streaming) as progress:
            for source in files:
                done = self._one(source)
                if done is not None:
                    texts.append(os.path.realpath(source.path))
                    yield source, *done
                progress.advance(source)
        for path in paths:
            if path not in failed and _without_text(path, texts):
                self.problem(path, "no text in this directory; name files, or another directory")

    def _one(self, source: Source) -> tuple[Document, Repair] | None:
        shown = self.settings.shown_path(source.path)
        try:
            document = read_document(
                source.path,
                encoding=self.settings.encoding,
                language=self.settings.options["language"],
            )
            pipeline = self.settings.pipeline_for(source.path)
            repair = pipeline.repair(document.text, source=self.settings.source)
        except BinaryInput as error:
            if source.walked:
                self.note(shown, f"passed over: {str(error).partition(';')[0]}")
            else:
                self.problem(shown, str(error))
            return None
        except TextRepairError as error:
            self.problem(shown, str(error))
            return None
        except MemoryError:
            self.problem(shown, "does not fit into memory; split it at line ends")
            return None
        self._describe(shown, document, repair)
        self.statistics.add(repair)
        return document, repair

    def _describe(self, shown: str, document: Document, repair: Repair) -> None:
        """Say which encoding was assumed, and which bytes do not fit it."""
        decoding = document.decoding
        if decoding.encoding != "utf-8" and self.settings.encoding is None:
            self.note(
                shown, f"read as {decoding.encoding} ({100 * decoding.confidence:.0f} % sure)"
            )
        errors = kept_errors(document, repair)
        if errors:
            count = sum(end - start for start, end in errors)
            first = errors[0][0]
            place = "at" if count == 1 else "the first at"
            them = "s that are" if count > 1 else " that is"
            kept = "they are" if count > 1 else "it is"
            self.note(
                shown,
                f"{count} byte{them} not {decoding.encoding}, {place} offset {first}; "
                f"kept as {kept}",
            )

    def summaries(self) -> dict[str, str]:
        """Return what each rule is about, by its name."""
        return {rule.name: rule.summary for rule in self.settings.rules}

    def say_statistics(self) -> None:
        """Say on standard error how often each rule had something to say, if asked to."""
        if self.settings.statistics:
            for line in self.statistics.table(self.summaries()):
                say(line.rstrip("\n"))

    def say_summary(self, changed: int | None = None) -> None:
        """Say in one line what there was, unless told to be quiet."""
        if self.settings.quiet:
            return
        parts = [self.statistics.summary()]
        if changed is not None:
            parts.append(f"{changed} changed")
        if self.problems:
            parts.append(f"{len(self.problems)} could not be worked on")
        say("; ".join(parts))

    def outcome(self, source: Source, document: Document, repair: Repair) -> Outcome:
        """Return what a report is told about a file."""
        return Outcome(
            self.settings.shown_path(source.path),
            document.decoding.encoding,
            len(document.data),
            repair,
        )


def kept_errors(document: Document, repair: Repair) -> list[tuple[int, int]]:
    """Return the spans of bytes that do not decode and that no edit has read."""
    strays = STRAY.finditer(document.text) if document.decoding.errors else iter(())
    starts = [edit.start for edit in repair.edits]
    kept = []
    for stray, span in zip(strays, document.decoding.errors, strict=False):
        nearest = bisect_right(starts, stray.start()) - 1
        if nearest < 0 or repair.edits[nearest].end <= stray.start():
            kept.append(span)
    return kept


def _without_text(folder: str, texts: Sequence[str]) -> bool:
    """Tell whether none of the texts is in a directory that was named."""
    if folder in {"", STDIN} or not Path(folder).is_dir():
        return False
    inside = os.path.realpath(folder).rstrip(os.sep) + os.sep
    return not any(text.startswith(inside) for text in texts)


def paths_or_stdin(paths: Sequence[str]) -> Sequence[str]:
    """Return the paths, or standard input where none are given and it is no terminal."""
    from click import UsageError

    if paths:
        return paths
    if sys.stdin is not None and not sys.stdin.isatty():
        return (STDIN,)
    raise UsageError("nothing to read; name files or directories, or - for standard input")

"""Going through the files: read, repair, and say what is worth saying about each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import BinaryInput, TextRepairError
from ..files.discover import STDIN, Source, sources
from ..files.document import Document, read_document
from ..files.large import LargeDocument, open_document
from ..pipeline.chunked import PartedRepair
from ..reports.escaping import visible
from ..reports.report import Outcome, Problem
from ..reports.statistics import Statistics
from .jobs import Job, PartedJob, Strays, WholeJob
from .output import complain, say
from .progress import Progress
from .settings import Settings


@dataclass
class Work:
    """A run over files: what was counted, and what went wrong.

    ``at_once`` tells that whole texts are needed, so that files cannot be repaired in parts;
    ``report`` that findings are wanted, and not only repaired text.
    """

    settings: Settings
    at_once: bool = False
    report: bool = True
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

    def run(self, paths: Sequence[str], *, streaming: bool) -> Iterator[tuple[Source, Job]]:
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
                for job in self._job(source):
                    texts.append(os.path.realpath(source.path))
                    yield source, job
                progress.advance(source)
        for path in paths:
            if path not in failed and _without_text(path, texts):
                self.problem(path, "no text in this directory; name files, or another directory")

    def _job(self, source: Source) -> Iterator[Job]:
        """Yield the job that a file is; none if it cannot be worked on, which is said."""
        shown = self.settings.shown_path(source.path)
        try:
            with self._opened(source) as document:
                yield from self._repaired(source, document)
        except BinaryInput as error:
            if source.walked:
                self.note(shown, f"passed over: {str(error).partition(';')[0]}")
            else:
                self.problem(shown, str(error))
        except TextRepairError as error:
            self.problem(shown, str(error))
        except MemoryError:
            self.problem(shown, "does not fit into memory; split it at line ends")

    @contextmanager
    def _opened(self, source: Source) -> Iterator[Document | LargeDocument]:
        encoding, language = self.settings.encoding, self.settings.options["language"]
        if self.at_once or self.settings.source is not None:
            yield read_document(source.path, encoding=encoding, language=language)
        else:
            with open_document(source.path, encoding=encoding, language=language) as document:
                yield document

    def _repaired(self, source: Source, document: Document | LargeDocument) -> Iterator[Job]:
        pipeline = self.settings.pipeline_for(source.path)
        shown = self.settings.shown_path(source.path)
        self._describe(shown, document)
        if isinstance(document, LargeDocument):
            with PartedRepair(pipeline, document.texts) as parted:
                yield PartedJob(shown, document, parted, self.report)
        else:
            repair = pipeline.repair(document.text, source=self.settings.source)
            yield WholeJob(shown, document, repair)

    def outcomes(self, job: Job) -> Iterator[Outcome]:
        """Yield what a report is told about a file; count it, and note what is odd."""
        strays = Strays()
        for outcome in job.outcomes():
            self.statistics.add(outcome.repair, is_first=outcome.is_first)
            if self.settings.encoding is None:
                strays.take(outcome.repair, outcome.begins.offset)
            yield outcome
        if strays.count:
            self._note_strays(job, strays)
        if job.judged_apart:
            rules = ", ".join(sorted(job.judged_apart))
            self.note(job.path, f"read in parts, each of which is a text of its own to {rules}")

    def _describe(self, shown: str, document: Document | LargeDocument) -> None:
        """Say which encoding was assumed."""
        form = document.form
        if form.encoding != "utf-8" and self.settings.encoding is None:
            self.note(shown, f"read as {form.encoding} ({100 * form.confidence:.0f} % sure)")

    def _note_strays(self, job: Job, strays: Strays) -> None:
        """Say which bytes do not fit the encoding."""
        first = strays.byte_offset(job.form, job.texts())
        place = "at" if strays.count == 1 else "the first at"
        them = "s that are" if strays.count > 1 else " that is"
        kept = "they are" if strays.count > 1 else "it is"
        self.note(
            job.path,
            f"{strays.count} byte{them} not {job.form.encoding}, {place} offset {first}; "
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

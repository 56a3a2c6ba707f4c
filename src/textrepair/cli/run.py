"""Run: a run over files, which repairs each, counts, and says what is worth saying about it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..detection import codec_name
from ..edits import Applicability, Repair
from ..errors import BinaryInput, InputError, TextRepairError, explained
from ..files.atomic_write import remove_strays
from ..files.discover import Source, is_without_text, sources
from ..files.document import Document, FileState, open_document, unreadable
from ..files.done_files import DoneFiles
from ..files.encode import fitting
from ..files.fields import PLAIN, FieldRepair, field_format
from ..files.parquet import ParquetRepair
from ..files.position import Position
from ..pipeline.chunked import ChunkedRepair
from ..pipeline.registry import listed_rules
from ..reports.escaping import visible
from ..reports.report import BEGINNING, FileResult, Problem
from ..reports.statistics import Statistics, StrayBytes
from .output import complain, say
from .progress import Progress, progress
from .settings import Settings

if TYPE_CHECKING:
    from ..pipeline.pipeline import Pipeline
    from .baseline import Baseline
    from .ignore_comments import IgnoreComments


@dataclass(frozen=True, slots=True)
class TableRepair:
    """A Parquet file that was opened and repaired."""

    path: str
    source: Source
    state: FileState
    table: ParquetRepair

    def is_unchanged(self) -> bool:
        """Tell whether the file still is as it was read; raises InputError if nobody can tell."""
        with explained(unreadable), suppress(FileNotFoundError):
            return FileState.of(Path(self.source.path).stat()) == self.state
        return False


@dataclass(frozen=True, slots=True)
class FileRepair:
    """A file that was opened and repaired; ``path`` is the name under which it is reported."""

    path: str
    source: Source
    document: Document
    chunked: ChunkedRepair | FieldRepair


Job = FileRepair | TableRepair


@dataclass
class Run:
    """A run over files: what was counted, and what went wrong.

    ``at_once`` tells that whole texts are needed, so that files cannot be repaired in chunks;
    ``report`` that findings are wanted, and not only repaired text; ``to`` is the encoding in
    which texts are to be written, if not that of each file.
    """

    settings: Settings
    at_once: bool = False
    report: bool = True
    to: str | None = None
    baseline: Baseline | None = None
    stdin: BinaryIO | None = None
    statistics: Statistics = field(default_factory=Statistics)
    problems: list[Problem] = field(default_factory=list)
    _swept: set[str] = field(default_factory=set)
    #: What goes on from one part of a text to the next.
    _adjusting: Callable[[Repair], Repair] | None = None
    _known_names: set[str] = field(default_factory=lambda: {r.name for r in listed_rules()})
    _progress: Progress = field(default_factory=Progress)
    _offered: Counter[str] = field(default_factory=Counter)

    def sweep(self, target: str) -> None:
        """Remove, where a file is to be written, what processes left there that were killed."""
        folder = os.path.dirname(os.path.realpath(target))  # noqa: PTH120 - any bytes
        if folder not in self._swept:
            self._swept.add(folder)
            for name in remove_strays(folder):
                self.note(folder, f"removed {name}, which an interrupted run left behind")

    def problem(self, path: str | None, message: str) -> None:
        """Say that a file cannot be worked on, and go on."""
        complain(message, path)
        self.problems.append(Problem(path, message))

    def note(self, path: str, message: str) -> None:
        """Say something about a file, unless told to be quiet."""
        if not self.settings.quiet:
            say(f"{visible(path)}: {visible(message)}")

    def over(
        self,
        paths: Sequence[str],
        working: Callable[[Sequence[Source]], Iterator[tuple[Source, bool]]],
        *,
        done: DoneFiles | None = None,
    ) -> None:
        """Find files and have them worked on; say what cannot be found.

        ``working`` works on files, and yields each, with whether it is text.  Files that are
        ``done`` are passed over.
        """
        only = self.settings.only
        found = [
            each
            for each in sources(paths, self.settings.selection)
            if only is None or isinstance(each, OSError) or each.path in only
        ]
        texts: list[str] = []
        files = [source for source in found if isinstance(source, Source)]
        failed = {str(error.filename): error for error in found if isinstance(error, OSError)}
        for name, error in failed.items():
            reason = (error.strerror or "cannot be listed").lower()
            self.problem(name, f"{reason}; leave it out, or ask for the right")
        if done is not None:
            before = [source for source in files if done.has(source.path)]
            texts += [os.path.realpath(source.path) for source in before]
            files = [source for source in files if source not in set(before)]
            if before:
                self.note("--resume", f"{len(before)} files were done before")
        with progress(files, quiet=self.settings.quiet) as self._progress:
            problems = len(self.problems)
            for source, is_text in working(files):
                if is_text:
                    texts.append(os.path.realpath(source.path))
                if done is not None and len(self.problems) == problems:
                    done.add(source.path)
                problems = len(self.problems)
                self._progress.advance(source)
        for path in paths if only is None else ():
            if path not in failed and is_without_text(path, texts):
                self.problem(path, "no text in this directory; name files, or another directory")

    def work_on(self, source: Source, handle: Callable[[Job], None]) -> bool:
        """Repair a file and have it handled; return whether it is text that could be repaired."""
        shown = self.settings.shown_path(source.path)
        is_repaired = False
        try:
            if self.settings.is_parquet(source.path):
                self._work_on_table(shown, source, handle)
                return True
            with self._opened(source) as document:
                self._describe(shown, document)
                pipeline = self.settings.pipeline_for(source.path)
                with self._repair(shown, document, pipeline, source) as chunked:
                    is_repaired = True
                    handle(FileRepair(shown, source, document, chunked))
        except BinaryInput as error:
            if source.walked:
                self.note(shown, f"passed over: {str(error).partition(';')[0]}")
            else:
                self.problem(shown, str(error))
        except TextRepairError as error:
            self.problem(shown, str(error))
        except MemoryError:
            self.problem(shown, "does not fit into memory; split it at line ends")
        return is_repaired

    def repair_part(
        self,
        source: Source,
        document: Document,
        pipeline: Pipeline,
        handle: Callable[[FileRepair], None],
    ) -> None:
        """Repair a part of a text of which more may come, and have it handled."""
        shown = self.settings.shown_path(source.path)
        with self._repair(shown, document, pipeline, source) as chunked:
            job = FileRepair(shown, source, document, chunked)
            self._adjusting = self._adjusting or self._adjustment(job)
            handle(job)
        self.statistics.files = 1

    def _work_on_table(self, shown: str, source: Source, handle: Callable[[Job], None]) -> None:
        """Repair a Parquet file and have it handled."""
        if self.settings.min_confidence is not None:
            raise InputError("--min-confidence is for texts, and not for Parquet; leave one out")
        with explained(unreadable):
            state = FileState.of(Path(source.path).stat())
        pipeline, columns = self.settings.pipeline_for(source.path), self.settings.columns
        with ParquetRepair(source.path, columns, pipeline, report=self.report) as table:
            handle(TableRepair(shown, source, state, table))

    def _repair(
        self, shown: str, document: Document, pipeline: Pipeline, source: Source
    ) -> ChunkedRepair | FieldRepair:
        """Return the repair of a document: field by field if it is in a format that has fields."""
        settings = self.settings
        texts = self._progress.reading(source, document)
        form = field_format(
            shown,
            lambda: document.text if document.file is None else next(document.texts(), ""),
            name=settings.field_format if settings.source is None else PLAIN,
            columns=settings.columns,
            delimiter=settings.delimiter,
        )
        if form is not None:
            return FieldRepair(pipeline, texts, form, report=self.report)
        size = document.chunk_size
        return ChunkedRepair(pipeline, texts, source=settings.source, size=size)

    def _opened(self, source: Source) -> AbstractContextManager[Document]:
        return open_document(
            source.path,
            encoding=self.settings.encoding,
            language=self.settings.options["language"],
            at_once=self.at_once or self.settings.source is not None,
            keeping=self.settings.fallback_encoding is not None,
            stdin=self.stdin,
        )

    def _describe(self, shown: str, document: Document) -> None:
        """Say which encoding was assumed."""
        form = document.text_format
        if form.encoding != "utf-8" and self.settings.encoding is None:
            self.note(shown, f"read as {form.encoding} ({100 * form.confidence:.0f} % sure)")

    def results(self, job: Job) -> Iterator[FileResult]:
        """Yield what was found in each chunk of a file; count it, and note what is odd."""
        if isinstance(job, TableRepair):
            yield from self._results_of_table(job)
            return
        document, chunked = job.document, job.chunked
        encoding, begins = document.text_format.encoding, BEGINNING
        adjusted = self._adjusting or self._adjustment(job)
        strays = StrayBytes()
        codec = encoding if self.to is None else codec_name(self.to)
        left_out = 0
        for number, found in enumerate(chunked.repairs(report=self.report), 1):
            wanted = adjusted(found)
            repair = fitting(wanted, codec)
            left_out += len(wanted.edits) - len(repair.edits)
            is_last = number == chunked.count
            self._progress.part(job.source, 0.5 + number / chunked.count / 2)
            result = FileResult(job.path, encoding, document.size, repair, begins, is_last)
            self.statistics.add(repair, is_first=result.is_first)
            self._offered.update(str(f.applicability) for f in repair.findings if f.suggestions)
            strays.take(repair, begins.offset)
            if is_last:
                self._note_oddities(job, strays)
                self._note_left_out(job, left_out, codec)
            yield result
            begins = begins.after(repair.original)

    @property
    def adjusts(self) -> bool:
        """Whether a text may be written otherwise although the rules leave it as it is."""
        return self.settings.fallback_encoding is not None

    def _adjustment(self, job: FileRepair) -> Callable[[Repair], Repair]:
        """Return what makes of the repair of each chunk of a file, in order, what is wanted."""
        settings, encoding = self.settings, job.document.text_format.encoding
        comments = self._comments_at(job.document) if settings.heeds_comments else None
        known = None if self.baseline is None else self.baseline.of_file(job.path)
        is_first = True

        def adjusted(repair: Repair) -> Repair:
            nonlocal is_first, comments
            if settings.fallback_encoding is not None:
                from .adjustments import with_fallback

                repair = with_fallback(repair, settings.fallback_encoding)
            if settings.min_confidence is not None:
                from .adjustments import only_sure

                repair = only_sure(repair, settings.min_confidence)
            before = len(repair.edits) + len(repair.findings)
            if comments is None and settings.heeds_comments and "textrepair:" in repair.original:
                from .ignore_comments import IgnoreComments

                comments = IgnoreComments(is_first=is_first)
            if comments is not None:
                repair = comments.heeded(repair)
                self._note_unknown(job.path, comments.named)
            if known is not None:
                repair = known.without(repair)
            self.statistics.silenced += before - len(repair.edits) - len(repair.findings)
            if is_first and self.to is not None:
                from .adjustments import with_declaration

                repair, left = with_declaration(repair, encoding, self.to)
                self._note_declarations(job, left)
            is_first = False
            return repair

        return adjusted

    def _comments_at(self, document: Document) -> IgnoreComments | None:
        """Return the comments of a file that is read in chunks, if it begins with any."""
        if document.file is None or "textrepair:" not in (head := next(document.texts(), "")):
            return None
        from .ignore_comments import IgnoreComments

        return IgnoreComments(head)

    def _note_unknown(self, path: str, names: Iterable[str]) -> None:
        """Say once which rules comments name that there are not."""
        for name in sorted(set(names) - self._known_names):
            self._known_names.add(name)
            self.note(path, f"a comment silences {name!r}, and no rule has that name; correct it")

    def _note_declarations(self, job: FileRepair, left: Iterable[str]) -> None:
        """Say where it still is said that a file is in another encoding than it is written in."""
        for name in dict.fromkeys(left):
            self.note(job.path, f"declares itself to be {name}, and still does; correct that")
        beside = job.document.data.declared_beside
        if beside is not None and self.to is not None and beside != codec_name(self.to):
            self.note(job.path, f"the .cpg beside it still says {beside}; correct that")

    def _results_of_table(self, job: TableRepair) -> Iterator[FileResult]:
        """Yield what was found in each row; its number stands as the line."""
        self.statistics.files += 1
        known = None if self.baseline is None else self.baseline.of_file(job.path)
        for column, row, found in job.table.results():
            repair = found if known is None else known.without(found)
            self.statistics.add(repair, is_first=False)
            place = Position(offset=0, line=row + 1)
            yield FileResult(f"{job.path}:{column}", "parquet", len(repair.original), repair, place)

    def _note_oddities(self, job: FileRepair, strays: StrayBytes) -> None:
        """Say which bytes do not fit the encoding, and which rules saw only chunks."""
        if strays.count and self.settings.encoding is None:
            first = job.document.byte_offset(strays.first)
            place = "at" if strays.count == 1 else "the first at"
            them = "s that are" if strays.count > 1 else " that is"
            kept = "they are" if strays.count > 1 else "it is"
            self.note(
                job.path,
                f"{strays.count} byte{them} not {job.document.text_format.encoding}, "
                f"{place} offset {first}; kept as {kept}",
            )
        rules = ", ".join(sorted(job.chunked.rules_with_chunk_scope))
        if rules:
            self.note(job.path, f"read in parts, each of which is a text of its own to {rules}")

    def _note_left_out(self, job: FileRepair, count: int, codec: str) -> None:
        """Say how many repairs an encoding has no room for."""
        if count:
            them = "a repair is" if count == 1 else f"{count} repairs are"
            self.note(
                job.path,
                f"{them} left out, for {codec} cannot hold what would be written; "
                "pass --to utf-8 to have all",
            )

    def summaries(self) -> dict[str, str]:
        """Return what each rule is about, by its name."""
        return {rule.name: rule.summary for rule in self.settings.rules}

    def say_statistics(self) -> None:
        """Say on standard error how often each rule had something to say, if asked to."""
        if self.settings.statistics:
            for line in self.statistics.table(self.summaries()):
                say(line.rstrip("\n"))

    def _offers(self) -> Iterator[str]:
        """Yield how what is only suggested can be had."""
        if count := self._offered[Applicability.UNSAFE]:
            yield f"fix --unsafe-fixes applies {count} more"
        if count := self._offered[Applicability.DISPLAY]:
            yield f"fix -i offers {count} to choose"

    def say_summary(self, changed: int | None = None) -> None:
        """Say in one line what was counted, unless told to be quiet."""
        if self.settings.quiet:
            return
        parts = [self.statistics.summary()]
        if changed is not None:
            parts.append(f"{changed} changed")
        else:
            parts += self._offers()
        if self.statistics.silenced:
            parts.append(f"{self.statistics.silenced} silenced")
        if self.problems:
            parts.append(f"{len(self.problems)} could not be worked on")
        say("; ".join(parts))

"""``textrepair fix``: where the repaired text goes."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from click import UsageError

from ...edits import Repair
from ...errors import OutputError, explained
from ...files.atomic_write import replace_file
from ...files.compressed import compressed, compression_of
from ...files.discover import STDIN, Source
from ...files.document import Document
from ...files.done_files import JOURNAL, DoneFiles
from ...files.encode import encode_repaired
from ...files.processes import in_processes, processes_for
from ...files.streams import keeping_decoder
from ...pipeline.spool import BLOCK, SpooledBytes
from ...reports.edit_rows import EditRows
from ...reports.escaping import harmless
from ...reports.report import FileResult, Problem
from ...reports.statistics import Statistics
from ..output import (
    is_stdout,
    is_terminal,
    paint_for,
    reporter_for,
    write_bytes,
    write_report,
    write_text,
)
from ..run import FileRepair, Job, Run, TableRepair
from ..settings import Settings

FAILED: Final = 2
OutputMode = Literal["stdout", "write", "diff", "file", "folder"]
#: Is told what was found in a file, or in a chunk of it.
Report = Callable[[FileResult], None]


@dataclass(frozen=True, slots=True)
class OutputTarget:
    """Where repaired texts go, and in which encoding.

    ``output`` is the file, or the directory, of the modes "file" and "folder"; ``to`` is None
    for the encoding of each file.
    """

    mode: OutputMode
    output: str | None
    to: str | None
    #: Makes another repair of what was found: that which a person chose.
    choose: Callable[[FileResult], Repair] | None = None

    def deliver(self, run: Run, job: Job, report: Report) -> bool:
        """Write one text where it belongs, and ``report`` what was found in it.

        Returns whether it changed.  Raises TextRepairError where it cannot be written; nothing
        is written then, and of its last chunk nothing is reported.
        """
        if isinstance(job, TableRepair):
            return self._deliver_table(run, job, report)
        to_report: list[FileResult] = []

        def repairs() -> Iterator[Repair]:
            for result in run.results(job):
                for earlier in to_report:
                    report(earlier)
                to_report[:] = [result]
                if self.choose is not None:
                    to_report[:] = [replace(result, repair=self.choose(result))]
                yield to_report[0].repair

        made: Iterable[Repair] = repairs()
        is_changed = job.chunked.changed
        if self.choose is not None:
            made = list(made)  # one, for the file was read at once
            is_changed = any(repair.changed for repair in made)
        pieces = encode_repaired(job.document, made, changed=is_changed, to=self.to)
        self._write(run, job, pieces, to_report)
        for result in to_report:
            report(result)
        return pieces is not None

    def _deliver_table(self, run: Run, job: TableRepair, report: Report) -> bool:
        """Write a Parquet file where it belongs; return whether it changed."""
        if self.mode in {"stdout", "diff"} or self.choose is not None:
            raise OutputError("a Parquet file has no lines to print; pass -w or -o")
        is_changed = job.table.changed
        if self.mode == "write" and is_changed:
            path = job.source.path
            lost = replace_file(path, job.table.blocks(), unchanged=job.is_unchanged)
            _note_lost(run, path, lost)
        elif self.mode != "write":
            path = self._target(job.source)
            replace_file(path, job.table.blocks() if is_changed else _bytes_of(job.source.path))
        for result in run.results(job):
            report(result)
        return is_changed

    def _write(
        self,
        run: Run,
        job: FileRepair,
        pieces: Iterator[bytes] | None,
        results: Sequence[FileResult],
    ) -> None:
        """Write the pieces of a text where it belongs; None stands for the text as it was.

        ``results`` holds what was found in the chunk that is worked on, as the pieces are taken.
        """
        document = job.document
        if self.mode in {"write", "file", "folder"}:
            target = document.path if self.mode == "write" else self._target(job.source)
            run.sweep(target)
        if self.mode == "stdout":
            encoding = document.text_format.encoding if self.to is None else self.to
            _print(pieces or document.blocks(), encoding, can_fail=pieces is not None)
        elif self.mode == "diff":
            deque(pieces or (), maxlen=0)
            _print_diff(results[0], document)
        elif self.mode in {"file", "folder"}:
            blocks = compressed(pieces or document.blocks(), compression_of(target))
            _note_lost(run, target, replace_file(target, blocks))
            if not document.size:
                run.note(job.path, f"is empty, and so is {target}")
        elif pieces is not None:
            blocks = compressed(pieces, document.compression)
            lost = replace_file(target, blocks, unchanged=document.is_unchanged)
            _note_lost(run, job.path, lost)

    @property
    def is_to_files(self) -> bool:
        """Whether texts go to files, and not to standard output."""
        return self.mode not in {"stdout", "diff"}

    def journal(self, paths: Sequence[str]) -> str:
        """Return where it is noted which files are done: beside the output."""
        first = Path(self.output or paths[0])
        return str((first if first.is_dir() or self.mode == "folder" else first.parent) / JOURNAL)

    def _target(self, source: Source) -> str:
        output = self.output or ""
        if self.mode == "file":
            return output
        target = Path(output, source.inside)
        with explained(lambda error: _cannot_make(target.parent, error)):
            target.parent.mkdir(parents=True, exist_ok=True)
        return str(target)


def _bytes_of(path: str) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces."""
    with Path(path).open("rb") as file:
        yield from iter(lambda: file.read(BLOCK), b"")


def _note_lost(run: Run, path: str, lost: Sequence[str]) -> None:
    if lost:
        run.note(path, f"written, but the system did not let us keep {' and '.join(lost)}")


def output_target(
    paths: Sequence[str], *, write: bool, diff: bool, output: str | None, to: str | None
) -> OutputTarget:
    """Return where texts go, by the flags.  Raises UsageError for what does not go together."""
    chosen = [flag for flag, on in (("-w", write), ("--diff", diff), ("-o", output)) if on]
    if len(chosen) > 1:
        raise UsageError(f"{' and '.join(chosen)} exclude each other; choose one")
    if write and STDIN in paths:
        raise UsageError("standard input cannot be written back to; leave -w out")
    if is_stdout(output):
        chosen, output = [], None
    many = len(set(paths)) > 1 or any(p not in {"", STDIN} and Path(p).is_dir() for p in paths)
    if output is not None:
        into = many or output.endswith("/") or Path(output).is_dir()
        return OutputTarget("folder" if into else "file", output, to)
    if not chosen and many:
        raise UsageError(
            "several files have no place on standard output; pass -w to write them back, "
            "--diff to see the changes, or -o DIRECTORY"
        )
    mode: OutputMode = "write" if write else "diff" if diff else "stdout"
    return OutputTarget(mode, None, to)


def fix_files(  # noqa: PLR0913 - what the command line says
    settings: Settings,
    paths: Sequence[str],
    target: OutputTarget,
    output_format: str | None,
    *,
    jobs: int | None = None,
    resume: bool = False,
) -> int:
    """Repair files, write them where they belong, and return the exit code.

    ``jobs`` is the number of processes, None for what is worth it; with ``resume`` the files are
    left out that a run with these options, which was stopped, has done.
    """
    if output_format and not target.is_to_files:
        raise UsageError(
            "standard output is taken by the text; pass -w or -o to have a report there"
        )
    if resume and not target.is_to_files:
        raise UsageError("--resume goes with -w or -o")
    journal = DoneFiles(target.journal(paths), settings.key(target.to)) if resume else None
    run = _FixRun(settings, target, output_format, jobs)
    run.over(paths, journal)
    if journal is not None:
        journal.close(is_complete=not run.run.problems)
    return run.finish()


@dataclass
class _FileDone:
    """What a process tells of a file.  ``results`` are those that somebody wants to see."""

    is_text: bool = False
    is_changed: bool = False
    results: list[FileResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    statistics: Statistics = field(default_factory=Statistics)


@dataclass(frozen=True)
class _Work:
    """What each process is to do with a file; ``wanted`` tells whether results are asked for."""

    settings: Settings
    target: OutputTarget
    report: bool
    wanted: bool

    def on(self, source: Source) -> _FileDone:
        """Repair a file, and write it where it belongs."""
        run = Run(self.settings, report=self.report)
        done = _FileDone(problems=run.problems, statistics=run.statistics)
        tell: Report = done.results.append if self.wanted else lambda _result: None

        def handle(job: Job) -> None:
            done.is_changed = self.target.deliver(run, job, tell)

        done.is_text = run.work_on(source, handle)
        return done


class _FixRun:
    """A run that writes what it repairs, and reports what it found."""

    def __init__(
        self, settings: Settings, target: OutputTarget, output_format: str | None, jobs: int | None
    ) -> None:
        self._settings = settings
        self._target = target
        self._format = output_format
        self._jobs = jobs
        self._rows = EditRows(settings.report) if settings.report else None
        self._reporter = reporter_for(output_format, settings) if output_format else None
        self._is_asked = target.choose is not None
        is_shown = bool(output_format or self._rows) or settings.statistics or self._is_asked
        if not is_shown and settings.source is None:
            settings.leave_out_reports("numbers")
        at_once = target.mode == "diff" or self._is_asked
        report = is_shown or not settings.quiet
        self.run = Run(settings, at_once=at_once, report=report, to=target.to)
        self._taken: dict[str, str] = {}
        self._changed = 0

    def over(self, paths: Sequence[str], journal: DoneFiles | None) -> None:
        """Repair the files and write them."""
        streaming = not self._target.is_to_files or self._reporter is not None
        self.run.over(paths, self._working, streaming=streaming, done=journal)

    def finish(self) -> int:
        """Write what is left to write, and return the exit code."""
        if self._reporter is not None:
            write_report(self._reporter.finish(self.run.problems), self._format)
        if self._rows is not None:
            self._rows.finish()
        self.run.say_statistics()
        self.run.say_summary(self._changed)
        if self.run.problems:
            return FAILED
        return int(self._target.mode == "diff" and self._changed > 0)

    def _working(self, files: Sequence[Source]) -> Iterator[tuple[Source, bool]]:
        """Work on files, one after the other or in processes."""
        may_divide = self._target.is_to_files and not self._is_asked
        count = processes_for(files, self._jobs) if may_divide else 1
        if count == 1:
            for source in files:
                yield source, self.run.work_on(source, self._deliver)
            return
        wanted = self._reporter is not None or self._rows is not None
        work = _Work(self._settings, self._target, self.run.report, wanted)
        placed = [source for source in files if self._is_placed(source)]
        for source, done in in_processes(placed, work.on, count):
            for result in done.results:
                self._report(result)
            self.run.problems += done.problems
            self.run.statistics.merge(done.statistics)
            self._changed += done.is_changed
            yield source, done.is_text

    def _deliver(self, job: Job) -> None:
        if self._target.mode == "folder":
            _take_place(job.source, self._taken, self._target)
        self._changed += self._target.deliver(self.run, job, self._report)

    def _is_placed(self, source: Source) -> bool:
        """Tell whether a file has a place of its own to go to; say so if it has none."""
        try:
            if self._target.mode == "folder":
                _take_place(source, self._taken, self._target)
        except OutputError as error:
            self.run.problem(source.path, str(error))
            return False
        return True

    def _report(self, result: FileResult) -> None:
        if self._reporter is not None:
            write_report(self._reporter.add(result), self._format)
        if self._rows is not None:
            self._rows.add(result)


def _take_place(source: Source, taken: dict[str, str], target: OutputTarget) -> None:
    """Make sure that no two files go to one place.  Raises OutputError."""
    first = taken.setdefault(source.inside, source.path)
    if first != source.path:
        raise OutputError(
            f"{first} has the same name and is in {target.output} already; repair it on its own"
        )


def _cannot_make(folder: Path, error: OSError) -> OutputError:
    reason = (error.strerror or "cannot be made").lower()
    return OutputError(f"{folder}: {reason}; name another with -o")


def _print(pieces: Iterable[bytes], encoding: str, *, can_fail: bool) -> None:
    """Print a text as its bytes; on a terminal without what steers it.

    If making the pieces can fail, all of them are made before any is printed.
    """
    if not can_fail:
        _show(pieces, encoding)
        return
    with SpooledBytes() as spool:
        for piece in pieces:
            spool.write(piece)
        _show(spool.blocks(), encoding)


def _show(pieces: Iterable[bytes], encoding: str) -> None:
    if not is_terminal(sys.stdout):
        for piece in pieces:
            write_bytes(piece)
        return
    decoder = keeping_decoder(encoding)
    begins = True
    for piece in pieces:
        text = decoder.decode(piece)
        write_text(harmless(text.removeprefix("\ufeff") if begins else text))
        begins = begins and not text
    write_text(harmless(decoder.decode(b"", final=True)))


def _print_diff(result: FileResult, document: Document) -> None:
    from ...reports.diff import patch, shown_diff

    if is_terminal(sys.stdout):
        for text in shown_diff(result, paint_for(sys.stdout)):
            write_text(text)
    else:
        data = document.data.read_at(0, document.size)
        write_bytes(b"".join(patch(result, data, document.text_format.mark)))

"""``textrepair fix``: files are repaired, written where they belong, and counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BufferedReader
from typing import TYPE_CHECKING, Final, NamedTuple

from click import UsageError

from ...errors import OutputError, TextRepairError
from ...files.discover import STDIN, Source
from ...files.done_files import DoneFiles
from ...files.processes import in_processes, processes_for
from ...reports.edit_rows import EditRows
from ...reports.report import FileResult, Problem
from ...reports.statistics import Statistics
from ..output import reporter_for, write_report
from ..run import Job, Run
from ..settings import Settings
from ..target import OutputTarget, Report

if TYPE_CHECKING:
    from ..streaming import Pipe

CHANGED: Final = 1
FAILED: Final = 2


class FixWay(NamedTuple):
    """How files are worked on, and what is told of it.

    ``jobs`` is the number of processes, None for what is worth it; with ``resume`` the files are
    left out that a run with these options, which was stopped, has done; with ``line_buffered``
    standard input is repaired line by line; ``fails_on_fix`` tells that a change gives the exit
    code 1.
    """

    output_format: str | None = None
    jobs: int | None = None
    resume: bool = False
    line_buffered: bool = False
    fails_on_fix: bool = False


def fix_files(settings: Settings, paths: Sequence[str], target: OutputTarget, way: FixWay) -> int:
    """Repair files, write them where they belong, and return the exit code."""
    resume = way.resume
    if way.output_format and not target.is_to_files:
        raise UsageError(
            "standard output is taken by the text; pass -w or -o to have a report there"
        )
    if resume and not target.is_to_files:
        raise UsageError("--resume goes with -w or -o")
    journal = DoneFiles(target.journal(paths), settings.key(target.to)) if resume else None
    if target.backup is not None:
        settings.selection = settings.selection.without(target.backup)
    run = _FixRun(settings, target, way)
    if list(paths) == [STDIN] and target.mode == "stdout" and target.choose is None:
        from ..streaming import pipe_to_stream

        found = pipe_to_stream(settings, at_once=way.line_buffered)
        if found is not None and found[1]:
            return run.over_lines(found[0])
        run.run.stdin = None if found is None else BufferedReader(found[0])
    elif way.line_buffered:
        raise UsageError("--line-buffered is for standard input to standard output; leave it out")
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

    def __init__(self, settings: Settings, target: OutputTarget, way: FixWay) -> None:
        self._settings = settings
        self._target = target
        self._way = way
        output_format = way.output_format
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
        self.run.over(paths, self._working, done=journal)

    def over_lines(self, pipe: Pipe) -> int:
        """Repair the lines of a pipe as they come, and return the exit code."""
        from ..streaming import repair_lines

        said = self.run
        # what is odd about a batch is said of none: there is no end of them
        batches = replace(said, settings=replace(self._settings, quiet=True))

        def handle(job: Job) -> None:
            self._changed |= self._target.deliver(batches, job, lambda _result: None)

        try:
            repair_lines(said, batches, pipe, handle)
        except TextRepairError as error:
            said.problem(self._settings.shown_path(STDIN), str(error))
        return self.finish()

    def finish(self) -> int:
        """Write what is left to write, and return the exit code."""
        if self._reporter is not None:
            write_report(self._reporter.finish(self.run.problems), self._way.output_format)
        if self._rows is not None:
            self._rows.finish()
        self.run.say_statistics()
        self.run.say_summary(self._changed)
        if self.run.problems:
            return FAILED
        tells = self._target.mode == "diff" or self._way.fails_on_fix
        return CHANGED if tells and self._changed else 0

    def _working(self, files: Sequence[Source]) -> Iterator[tuple[Source, bool]]:
        """Work on files, one after the other or in processes."""
        may_divide = self._target.is_to_files and not self._is_asked
        count = processes_for(files, self._way.jobs) if may_divide else 1
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
            if done.is_changed:
                self._note_changed(source, done.statistics.edits)
            yield source, done.is_text

    def _deliver(self, job: Job) -> None:
        if self._target.mode == "folder":
            _take_place(job.source, self._taken, self._target)
        before = self.run.statistics.edits
        if self._target.deliver(self.run, job, self._report):
            self._note_changed(job.source, self.run.statistics.edits - before)

    def _note_changed(self, source: Source, edits: int) -> None:
        """Count a file that was changed, and name it."""
        self._changed += 1
        self._target.say_changed(self.run, self._settings.shown_path(source.path), edits)

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
            write_report(self._reporter.add(result), self._way.output_format)
        if self._rows is not None:
            self._rows.add(result)


def _take_place(source: Source, taken: dict[str, str], target: OutputTarget) -> None:
    """Make sure that no two files go to one place.  Raises OutputError."""
    first = taken.setdefault(target.place_of(source), source.path)
    if first != source.path:
        raise OutputError(
            f"{first} has the same name and is in {target.output} already; repair it on its own"
        )

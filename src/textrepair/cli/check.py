"""``textrepair check``: what is wrong, and what ``fix`` would do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from ..errors import TextRepairError
from ..files.atomic_write import replace_file
from ..files.discover import Source
from ..pipeline.spool import SpooledBytes
from ..reports.edit_rows import EditRows
from .output import is_for_programs, is_stdout, reporter_for, write_report
from .run import Job, Run
from .settings import Settings

FOUND: Final = 1
FAILED: Final = 2


def check_files(
    settings: Settings, paths: Sequence[str], output_format: str, output: str | None
) -> int:
    """Report on files and return the exit code; nothing is changed."""
    run = Run(settings)
    if output is None or is_stdout(output):
        _report(run, paths, output_format, lambda pieces: write_report(pieces, output_format))
    else:
        _report_to(output, run, paths, output_format)
    run.say_summary()
    if run.problems:
        return FAILED
    if settings.exit_zero:
        return 0
    return FOUND if run.statistics.edits or run.statistics.findings else 0


def _report_to(output: str, run: Run, paths: Sequence[str], output_format: str) -> None:
    """Write the report to a file once it is complete."""
    with SpooledBytes() as spool:

        def write(pieces: Iterable[str]) -> None:
            for piece in pieces:
                spool.write(piece.encode())

        _report(run, paths, output_format, write, to_file=True)
        try:
            replace_file(output, spool.blocks())
        except TextRepairError as error:
            run.problem(output, str(error))


def _report(
    run: Run,
    paths: Sequence[str],
    output_format: str,
    write: Callable[[Iterable[str]], None],
    *,
    to_file: bool = False,
) -> None:
    """Write the report, or the statistics in its place; for programs both."""
    rows = EditRows(run.settings.report) if run.settings.report else None
    counts_only = run.settings.statistics and not is_for_programs(output_format)
    reporter = reporter_for(output_format, run.settings, to_file=to_file)

    def handle(job: Job) -> None:
        for result in run.results(job):
            if rows is not None:
                rows.add(result)
            if not counts_only:
                write(reporter.add(result))

    def working(files: Sequence[Source]) -> Iterator[tuple[Source, bool]]:
        return ((source, run.work_on(source, handle)) for source in files)

    run.over(paths, working, streaming=not to_file)
    if rows is not None:
        rows.finish()
    if not counts_only:
        write(reporter.finish(run.problems))
        run.say_statistics()
    else:
        write(run.statistics.table(run.summaries()))

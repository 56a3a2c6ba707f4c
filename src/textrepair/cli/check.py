"""``textrepair check``: what is wrong, and what ``fix`` would do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ..detection import Input
from ..errors import TextRepairError
from ..files.atomic_write import replace_file_by
from ..pipeline.spool import Held
from .reporters import is_for_programs, reporter_for, write_report
from .run import Work
from .settings import Settings

FOUND: Final = 1
FAILED: Final = 2


def check_files(
    settings: Settings, paths: Sequence[str], output_format: str, output: str | None
) -> int:
    """Report on files and return the exit code; nothing is changed."""
    work = Work(settings)
    if output is None:
        _report(work, paths, output_format, lambda pieces: write_report(pieces, output_format))
    else:
        _report_to(output, work, paths, output_format)
    work.say_summary()
    if work.problems:
        return FAILED
    return FOUND if work.statistics.edits or work.statistics.findings else 0


def _report_to(output: str, work: Work, paths: Sequence[str], output_format: str) -> None:
    """Write the report to a file once it is complete."""
    with Held() as held:

        def write(pieces: Iterable[str]) -> None:
            for piece in pieces:
                held.write(piece.encode())

        _report(work, paths, output_format, write, to_file=True)
        try:
            replace_file_by(output, Input(held.file).chunks())
        except TextRepairError as error:
            work.problem(output, str(error))


def _report(
    work: Work,
    paths: Sequence[str],
    output_format: str,
    write: Callable[[Iterable[str]], None],
    *,
    to_file: bool = False,
) -> None:
    """Write the report, or the statistics in its place; for programs both."""
    programs = is_for_programs(output_format)
    counts_only = work.settings.statistics and not programs
    report = reporter_for(output_format, work.settings, to_file=to_file)
    for _, job in work.run(paths, streaming=not to_file):
        try:
            for outcome in work.outcomes(job):
                if not counts_only:
                    write(report.add(outcome))
        except TextRepairError as error:
            work.problem(job.path, str(error))
    if not counts_only:
        write(report.finish(work.problems))
        work.say_statistics()
    else:
        write(work.statistics.table(work.summaries()))

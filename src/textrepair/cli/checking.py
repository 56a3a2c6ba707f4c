"""``textrepair check``: what is wrong, and what ``fix`` would do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..errors import TextRepairError
from ..files.writing import replace_file
from .reporters import is_for_programs, reporter_for, write_report
from .settings import Settings
from .working import Work

FOUND = 1
FAILED = 2


def check_files(
    settings: Settings, paths: Sequence[str], output_format: str, output: str | None
) -> int:
    """Report on files and return the exit code; nothing is changed."""
    kept: list[str] = []

    def write(pieces: Iterable[str]) -> None:
        if output is None:
            write_report(pieces, output_format)
        else:
            kept.extend(pieces)

    work = Work(settings)
    _report(work, paths, output_format, write, to_file=output is not None)
    if output is not None:
        try:
            replace_file(output, "".join(kept).encode())
        except TextRepairError as error:
            work.problem(output, str(error))
    work.say_summary()
    if work.problems:
        return FAILED
    return FOUND if work.statistics.edits or work.statistics.findings else 0


def _report(
    work: Work,
    paths: Sequence[str],
    output_format: str,
    write: Callable[[Iterable[str]], None],
    *,
    to_file: bool,
) -> None:
    """Write the report, or the statistics in its place; for programs both."""
    programs = is_for_programs(output_format)
    counts_only = work.settings.statistics and not programs
    report = reporter_for(output_format, work.settings, to_file=to_file)
    for source, document, repair in work.run(paths, streaming=not to_file):
        if not counts_only:
            write(report.add(work.outcome(source, document, repair)))
    if not counts_only:
        write(report.finish(work.problems))
        work.say_statistics()
    else:
        write(work.statistics.table(work.summaries()))

"""``textrepair check`` and ``textrepair numbers``: what is wrong with a file, or with a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from ...errors import TextRepairError
from ...files.atomic_write import replace_file
from ...files.discover import Source
from ...files.document import read_document
from ...pipeline.spool import SpooledBytes
from ...reports.edit_rows import EditRows
from ...reports.escaping import visible
from ...reports.json_report import dumps
from ..output import (
    is_for_programs,
    is_stdout,
    reporter_for,
    write_report,
    write_text,
    write_utf8,
)
from ..run import Job, Run
from ..settings import Settings

if TYPE_CHECKING:
    from ...numbers import LineMatch
    from ..baseline import Baseline

FOUND: Final = 1
FAILED: Final = 2

#: How many lines are written at once.
_BATCH: Final = 1000


def check_files(
    settings: Settings,
    paths: Sequence[str],
    output_format: str,
    output: str | None,
    baseline: Baseline | None = None,
) -> int:
    """Report on files and return the exit code; nothing is changed.

    What a ``baseline`` knows is left out, or what is found is written to it.
    """
    run = Run(settings, baseline=None if baseline is None else baseline.fresh())
    if run.baseline is not None and run.baseline.is_written:
        return _write_baseline(run, run.baseline, paths)
    if output is None or is_stdout(output):
        _report(run, paths, output_format, lambda pieces: write_report(pieces, output_format))
    else:
        _report_to(output, run, paths, output_format)
    if run.baseline is not None and (gone := run.baseline.gone()):
        run.note(run.baseline.path, f"{gone} not found any more; --write-baseline leaves them out")
    run.say_summary()
    if run.problems:
        return FAILED
    if settings.exit_zero:
        return 0
    return FOUND if run.statistics.edits or run.statistics.findings else 0


def _write_baseline(run: Run, baseline: Baseline, paths: Sequence[str]) -> int:
    """Write what is found in files to a baseline, and return the exit code."""

    def handle(job: Job) -> None:
        for _result in run.results(job):
            pass

    def working(files: Sequence[Source]) -> Iterator[tuple[Source, bool]]:
        return ((source, run.work_on(source, handle)) for source in files)

    run.over(paths, working)
    baseline.write()
    run.note(baseline.path, f"{run.statistics.silenced} places written")
    return FAILED if run.problems else 0


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

    run.over(paths, working)
    if rows is not None:
        rows.finish()
    if not counts_only:
        write(reporter.finish(run.problems))
        run.say_statistics()
    else:
        write(run.statistics.table(run.summaries()))


def compare_files(source: str, target: str, *, encoding: str | None, output_format: str) -> int:
    """Print how the numbers of two files agree, and return the exit code.

    Raises TextRepairError.
    """
    from ...numbers import compare_lines

    texts = [_read(path, encoding) for path in (source, target)]
    in_json = output_format == "jsonl"
    write = write_utf8 if in_json else write_text
    batch: list[str] = []
    for found in compare_lines(*texts):
        batch.append(dumps(_object(found)) if in_json else _row(found))
        if len(batch) == _BATCH:
            write("".join(f"{row}\n" for row in batch))
            batch.clear()
    write("".join(f"{row}\n" for row in batch))
    return 0


def _read(path: str, encoding: str | None) -> str:
    try:
        return read_document(path, encoding=encoding).text.replace("\r\n", "\n")
    except TextRepairError as error:
        raise type(error)(f"{path}: {error}") from None


def _row(found: LineMatch) -> str:
    """Return a row of the table: score, pairs, missing, added, and whether it was refilled."""
    match = found.match
    pairs = (f"{found.source[slice(*s)]}={found.target[slice(*t)]}" for s, t in match.pairs)
    cells = (
        f"{match.score:.3f}",
        _cell(pairs),
        _cell(match.missing),
        _cell(match.added),
        "refilled" if match.refilled else "-",
    )
    return "\t".join(cells)


def _cell(numbers: Iterable[str]) -> str:
    return visible(" ".join(numbers)) or "-"


def _object(found: LineMatch) -> dict[str, Any]:
    match = found.match
    return {
        "source_line": found.source_line,
        "target_line": found.target_line,
        "score": match.score,
        "refilled": match.refilled,
        "pairs": [
            {"source": _number(found.source, one), "target": _number(found.target, other)}
            for one, other in match.pairs
        ],
        "missing": [_number(found.source, span) for span in match.missing_at],
        "added": [_number(found.target, span) for span in match.added_at],
        "belongs": [
            {"source": _number(found.source, one), "target": _number(found.target, place)}
            for one, place in match.belongs
        ],
    }


def _number(line: str, span: tuple[int, int]) -> dict[str, Any]:
    return {"text": line[slice(*span)], "start": span[0], "end": span[1]}

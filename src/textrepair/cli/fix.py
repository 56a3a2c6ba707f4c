"""``textrepair fix``: where the repaired text goes."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import click

from ..edits import Repair
from ..errors import OutputError, TextRepairError
from ..files.atomic_write import replace_file, replace_file_by
from ..files.discover import STDIN, Source
from ..files.document import Document
from ..files.encode import render
from ..files.rendering_in_parts import is_as_it_was, render_parts
from ..reports.patch import patch, shown_diff
from ..reports.report import Outcome, Reporter
from .jobs import Job, PartedJob
from .output import is_terminal, paint_for, write_bytes, write_text
from .printing import print_parts, print_whole
from .reporters import reporter_for, write_report
from .run import Work
from .settings import Settings

FAILED: Final = 2
#: Where the repaired text goes.
Way = Literal["stdout", "write", "diff", "file", "folder"]
#: Is told what was found in a file, or in a part of it.
Hear = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where repaired texts go, ``output`` being the file or directory, and how encoded."""

    way: Way
    output: str | None
    to: str | None

    def deliver(self, work: Work, job: Job, source: Source, hear: Hear) -> bool:
        """Bring one text where it belongs, and let ``hear`` what there is to report of it.

        Returns whether it changed.  Raises TextRepairError where it cannot be brought there;
        nothing is written then.
        """
        if isinstance(job, PartedJob):
            return self._deliver_parts(work, job, source, hear)
        outcomes = list(work.outcomes(job))
        data = render(job.document, job.repair, to=self.to)
        changed = data != job.document.data
        if self.way == "stdout":
            print_whole(job.repair.text, data)
        elif self.way == "diff":
            _print_diff(job.document, outcomes[0])
        elif self.way in {"file", "folder"}:
            replace_file(self._target(source), data)
        elif changed:
            names = replace_file(job.document.path, data, expected=job.document.state)
            _tell_names(work, job, names)
        for outcome in outcomes:
            hear(outcome)
        return changed

    def _deliver_parts(self, work: Work, job: PartedJob, source: Source, hear: Hear) -> bool:
        document, changed = job.document, job.parted.changed
        same = is_as_it_was(document, changed=changed, to=self.to)
        pieces = render_parts(document, _heard(work, job, hear), changed=changed, to=self.to)
        if self.way == "stdout":
            print_parts(pieces, document.form.encoding if self.to is None else self.to, safe=same)
        elif self.way != "write":
            replace_file_by(self._target(source), pieces)
        elif same:
            deque(_heard(work, job, hear), maxlen=0)
        else:
            names = replace_file_by(document.path, pieces, expected=document.state)
            _tell_names(work, job, names)
        return not same

    def _target(self, source: Source) -> str:
        output = self.output or ""
        if self.way == "file":
            return output
        target = Path(output, source.inside)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or "cannot be made").lower()
            raise OutputError(f"{target.parent}: {reason}; name another with -o") from None
        return str(target)


def delivery(
    paths: Sequence[str], *, write: bool, diff: bool, output: str | None, to: str | None
) -> Delivery:
    """Return where texts go, by the flags.  Raises UsageError for what does not go together."""
    chosen = [flag for flag, on in (("-w", write), ("--diff", diff), ("-o", output)) if on]
    if len(chosen) > 1:
        raise click.UsageError(f"{' and '.join(chosen)} exclude each other; choose one")
    if write and STDIN in paths:
        raise click.UsageError("standard input cannot be written back to; leave -w out")
    many = len(set(paths)) > 1 or any(p not in {"", STDIN} and Path(p).is_dir() for p in paths)
    if output is not None:
        into = many or output.endswith("/") or Path(output).is_dir()
        return Delivery("folder" if into else "file", output, to)
    if not chosen and many:
        raise click.UsageError(
            "several files have no place on standard output; pass -w to write them back, "
            "--diff to see the changes, or -o DIRECTORY"
        )
    way: Way = "write" if write else "diff" if diff else "stdout"
    return Delivery(way, None, to)


def fix_files(
    settings: Settings, paths: Sequence[str], to_where: Delivery, output_format: str | None
) -> int:
    """Repair files, deliver them, and return the exit code."""
    if output_format and to_where.way in {"stdout", "diff"}:
        raise click.UsageError(
            "standard output is taken by the text; pass -w or -o to have a report there"
        )
    wanted = bool(output_format) or settings.statistics or not settings.quiet
    work = Work(settings, at_once=to_where.way == "diff", report=wanted)
    report = reporter_for(output_format, settings) if output_format else None

    def hear(outcome: Outcome) -> None:
        if report is not None:
            write_report(report.add(outcome), output_format)

    targets: dict[str, str] = {}
    changed = 0
    streaming = to_where.way in {"stdout", "diff"} or report is not None
    for source, job in work.run(paths, streaming=streaming):
        try:
            _once(to_where, source, targets)
            changed += to_where.deliver(work, job, source, hear)
        except TextRepairError as error:
            work.problem(job.path, str(error))
    return _finish(work, to_where, report, output_format, changed)


def _finish(
    work: Work, to_where: Delivery, report: Reporter | None, output_format: str | None, changed: int
) -> int:
    if report is not None:
        write_report(report.finish(work.problems), output_format)
    work.say_statistics()
    work.say_summary(changed)
    if work.problems:
        return FAILED
    return int(to_where.way == "diff" and changed > 0)


def _once(to_where: Delivery, source: Source, targets: dict[str, str]) -> None:
    """Make sure that no two files go to the same place.  Raises OutputError."""
    if to_where.way != "folder":
        return
    first = targets.setdefault(source.inside, source.path)
    if first != source.path:
        raise OutputError(
            f"{first} has the same name and is in {to_where.output} already; repair it on its own"
        )


def _heard(work: Work, job: Job, hear: Hear) -> Iterator[Repair]:
    """Yield the repair of each part, and let what is to be reported of it be heard."""
    for outcome in work.outcomes(job):
        yield outcome.repair
        hear(outcome)


def _tell_names(work: Work, job: Job, names: int) -> None:
    if names > 1:
        work.note(job.path, f"had {names} names (hard links); only this is new")


def _print_diff(document: Document, outcome: Outcome) -> None:
    if is_terminal(sys.stdout):
        for text in shown_diff(outcome, paint_for(sys.stdout)):
            write_text(text)
    else:
        write_bytes(b"".join(patch(outcome, document.decoding)))

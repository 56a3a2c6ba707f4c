"""``textrepair fix``: where the repaired text goes."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from click import UsageError

from ..edits import Repair
from ..errors import OutputError, explained
from ..files.atomic_write import replace_file
from ..files.discover import STDIN, Source
from ..files.document import Document
from ..files.encode import encode_repaired
from ..files.streams import keeping_decoder
from ..pipeline.spool import SpooledBytes
from ..reports.escaping import harmless
from ..reports.report import FileResult
from .output import (
    is_stdout,
    is_terminal,
    paint_for,
    reporter_for,
    write_bytes,
    write_report,
    write_text,
)
from .run import FileRepair, Run
from .settings import Settings

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

    def deliver(self, run: Run, job: FileRepair, report: Report) -> bool:
        """Write one text where it belongs, and ``report`` what was found in it.

        Returns whether it changed.  Raises TextRepairError where it cannot be written; nothing
        is written then, and of its last chunk nothing is reported.
        """
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
            _note_lost(run, target, replace_file(target, pieces or document.blocks()))
            if not document.size:
                run.note(job.path, f"is empty, and so is {target}")
        elif pieces is not None:
            lost = replace_file(target, pieces, unchanged=document.is_unchanged)
            _note_lost(run, job.path, lost)

    def _target(self, source: Source) -> str:
        output = self.output or ""
        if self.mode == "file":
            return output
        target = Path(output, source.inside)
        with explained(lambda error: _cannot_make(target.parent, error)):
            target.parent.mkdir(parents=True, exist_ok=True)
        return str(target)


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


def fix_files(
    settings: Settings, paths: Sequence[str], target: OutputTarget, output_format: str | None
) -> int:
    """Repair files, write them where they belong, and return the exit code."""
    if output_format and target.mode in {"stdout", "diff"}:
        raise UsageError(
            "standard output is taken by the text; pass -w or -o to have a report there"
        )
    is_asked = target.choose is not None
    wanted = bool(output_format) or settings.statistics or not settings.quiet or is_asked
    at_once = target.mode == "diff" or is_asked
    run = Run(settings, at_once=at_once, report=wanted, to=target.to)
    reporter = reporter_for(output_format, settings) if output_format else None
    taken: dict[str, str] = {}
    changed = 0

    def report(result: FileResult) -> None:
        if reporter is not None:
            write_report(reporter.add(result), output_format)

    def deliver(job: FileRepair) -> None:
        nonlocal changed
        if target.mode == "folder":
            _take_place(job.source, taken, target)
        changed += target.deliver(run, job, report)

    run.over(paths, deliver, streaming=target.mode in {"stdout", "diff"} or reporter is not None)
    if reporter is not None:
        write_report(reporter.finish(run.problems), output_format)
    run.say_statistics()
    run.say_summary(changed)
    if run.problems:
        return FAILED
    return int(target.mode == "diff" and changed > 0)


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
    from ..reports.diff import patch, shown_diff

    if is_terminal(sys.stdout):
        for text in shown_diff(result, paint_for(sys.stdout)):
            write_text(text)
    else:
        data = document.data.read_at(0, document.size)
        write_bytes(b"".join(patch(result, data, document.text_format.mark)))

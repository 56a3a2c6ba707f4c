"""Where repaired texts go: to standard output, back to their files, to others, or as a diff."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from click import UsageError

from ..edits import Repair
from ..errors import OutputError, explained
from ..files.atomic_write import replace_file
from ..files.compressed import compressed, compression_of
from ..files.discover import STDIN, Source
from ..files.document import Document
from ..files.done_files import JOURNAL
from ..files.encode import encode_repaired
from ..files.streams import keeping_decoder
from ..pipeline.spool import BLOCK, SpooledBytes
from ..reports.escaping import harmless, visible
from ..reports.report import FileResult
from .output import is_coloured_anyway, is_stdout, is_terminal, paint_for, write_bytes, write_text
from .run import FileRepair, Job, Run, TableRepair

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
    #: Whether a directory that was named goes below the output by its name.
    keeps_names: bool = False
    #: What the name of a file as it was ends with, if it is kept.
    backup: str | None = None
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
        is_changed = job.chunked.changed or run.adjusts
        if self.choose is not None:
            made = list(made)  # one, for the file was read at once
            is_changed = any(repair.changed for repair in made)
        pieces = encode_repaired(job.document, made, changed=is_changed, to=self.to)
        self._write(run, job, pieces, to_report)
        for result in to_report:
            report(result)
        return pieces is not None

    def say_changed(self, run: Run, path: str, edits: int) -> None:
        """Name a file that was changed, and say in how many places."""
        if self.is_to_files:
            count = f"{edits} edit{'' if edits == 1 else 's'}"
            run.note(path, f"repaired ({count})" if edits else f"written as {self.to}")

    def _deliver_table(self, run: Run, job: TableRepair, report: Report) -> bool:
        """Write a Parquet file where it belongs; return whether it changed."""
        if self.mode in {"stdout", "diff"} or self.choose is not None:
            raise OutputError("a Parquet file has no lines to print; pass -w or -o")
        is_changed = job.table.changed
        if self.mode == "write" and is_changed:
            path = job.source.path
            run.sweep(path)
            lost = replace_file(
                path, job.table.blocks(), unchanged=job.is_unchanged, backup=self.backup
            )
            _note_lost(run, path, lost)
        elif self.mode != "write":
            path = self._target(job.source)
            run.sweep(path)
            blocks = job.table.blocks() if is_changed else _bytes_of(job.source.path)
            _note_lost(run, path, replace_file(path, blocks))
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
            lost = replace_file(target, blocks, unchanged=document.is_unchanged, backup=self.backup)
            _note_lost(run, job.path, lost)

    @property
    def is_to_files(self) -> bool:
        """Whether texts go to files, and not to standard output."""
        return self.mode not in {"stdout", "diff"}

    def journal(self, paths: Sequence[str]) -> str:
        """Return where it is noted which files are done: beside the output."""
        first = Path(self.output or next(iter(paths), "."))
        return str((first if first.is_dir() or self.mode == "folder" else first.parent) / JOURNAL)

    def place_of(self, source: Source) -> str:
        """Return the path of a file below the directory of the output.

        Of several directories each keeps its name.
        """
        if source.below is None or not self.keeps_names:
            return source.inside
        return str(Path(Path(source.below).resolve().name, source.inside))

    def _target(self, source: Source) -> str:
        output = self.output or ""
        if self.mode == "file":
            return output
        target = Path(output, self.place_of(source))
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


def output_target(  # noqa: PLR0913 - what the command line says
    paths: Sequence[str],
    *,
    write: bool,
    diff: bool,
    output: str | None,
    to: str | None,
    backup: str | None = None,
) -> OutputTarget:
    """Return where texts go, by the flags.  Raises UsageError for what does not go together."""
    chosen = [flag for flag, on in (("-w", write), ("--diff", diff), ("-o", output)) if on]
    if len(chosen) > 1:
        raise UsageError(f"{' and '.join(chosen)} exclude each other; choose one")
    if write and STDIN in paths:
        raise UsageError("standard input cannot be written back to; leave -w out")
    if backup is not None:
        _check_backup(backup, write=write)
    if is_stdout(output):
        chosen, output = [], None
    folders = [path for path in paths if path not in {"", STDIN} and Path(path).is_dir()]
    many = len(set(paths)) > 1 or bool(folders)
    if output is not None:
        into = output.endswith("/") or Path(output).is_dir()
        if many and not into and (Path(output).suffix or Path(output).exists()):
            raise UsageError(
                f"several files have no place in one, which {visible(output)} seems to be; "
                f"end it with a slash to have a directory: {visible(output)}/"
            )
        keeps_names = len(set(folders)) > 1
        mode: OutputMode = "folder" if into or many else "file"
        return OutputTarget(mode, output, to, keeps_names)
    if not chosen and many:
        raise UsageError(
            "several files have no place on standard output; pass -w to write them back, "
            "--diff to see the changes, or -o DIRECTORY"
        )
    mode = "write" if write else "diff" if diff else "stdout"
    return OutputTarget(mode, None, to, backup=backup)


def _check_backup(suffix: str, *, write: bool) -> None:
    if not write:
        raise UsageError("--backup keeps what -w would replace; pass -w, or leave it out")
    if not suffix or "/" in suffix or "\0" in suffix or os.sep in suffix:
        raise UsageError("--backup takes the end of a file's name, such as .bak")


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

    if is_terminal(sys.stdout) or is_coloured_anyway():
        for text in shown_diff(result, paint_for(sys.stdout)):
            write_text(text)
    else:
        data = document.data.read_at(0, document.size)
        write_bytes(b"".join(patch(result, data, document.text_format.mark)))

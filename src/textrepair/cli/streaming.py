"""``tail -f log | textrepair fix``: lines that come through a pipe are repaired as they come.

As long as whoever writes goes on writing, all is gathered, and repaired as one text.  From the
first pause on, each batch of lines is repaired by itself and printed.  A line that a rule which
looks beyond lines has something to do with waits for the next ones, for a moment.
"""

from __future__ import annotations

import io
import os
import select
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from click import UsageError

from ..detection import Input, TextFormat, text_format
from ..errors import BinaryInput, InputError, explained
from ..files.binary import binary_reason
from ..files.discover import STDIN, Source
from ..files.document import LARGE, Document
from ..files.fields import field_format
from ..pipeline.chunker import NEAR
from ..pipeline.triggers import TriggerScan

if TYPE_CHECKING:
    from ..pipeline.pipeline import Pipeline
    from .run import FileRepair, Run
    from .settings import Settings

#: Seconds without a byte from which on whoever writes is taken to pause, and seconds for which
#: a line waits for those after it.  Both set by hand: a person waits for no longer.
_PAUSE: Final = 0.5
_PATIENCE: Final = 1.0
_BLOCK: Final = 1 << 16
#: The format of fields in which each line stands for itself.
_BY_LINE: Final = "jsonl"


class Pipe(io.RawIOBase):
    """Standard input that is a pipe: what was read of it to look ahead, and the rest."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._held = b""
        #: How much of what is held was read.
        self._given = 0
        self._is_open = True

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Read what is held, then what comes; 0 at the end."""
        part = self._held[self._given : self._given + len(buffer)]
        self._given += len(part)
        if not part and self._is_open:
            part = os.read(self._descriptor, len(buffer))
            self._is_open = bool(part)
        buffer[: len(part)] = part
        return len(part)

    def pauses(self, *, at_once: bool) -> bool:
        """Read until there is a pause after a line, or at once after the first; hold what is read.

        Returns whether there was: not if the end came before, or so much that nobody waits for it.
        """
        while len(self._held) <= LARGE:
            has_line = b"\n" in self._held
            if has_line and at_once:
                return True
            if not self._more(_PAUSE if has_line else None):
                return self._is_open
        return False

    def batches(self) -> Iterator[bytes]:
        """Yield the lines that are there, whenever some are; and nothing after a vain wait."""
        waits = False
        while self._is_open or self._held:
            is_all = not self._is_open or len(self._held) > LARGE
            end = len(self._held) if is_all else self._held.rfind(b"\n") + 1
            if end or waits:
                lines, self._held = self._held[:end], self._held[end:]
                yield lines
                waits = bool(end)
            if self._is_open and not self._more(_PATIENCE if waits else None):
                waits = waits and self._is_open
            else:
                waits = False

    def _more(self, wait: float | None) -> bool:
        """Hold what comes within some seconds; return whether anything came."""
        if os.name == "posix" and not select.select([self._descriptor], [], [], wait)[0]:
            return False
        with explained(lambda error: InputError(f"{error.strerror}; run again")):
            data = os.read(self._descriptor, _BLOCK)
        self._held += data
        self._is_open = bool(data)
        return bool(data)


def pipe_to_stream(settings: Settings, *, at_once: bool) -> tuple[Pipe, bool] | None:
    """Return standard input, if it is a pipe, and whether its lines are repaired as they come.

    ``at_once`` tells that this is asked for.  Raises UsageError where it cannot be.
    """
    form = field_format(
        settings.shown_path(STDIN), str, name=settings.field_format, columns=settings.columns
    )
    by_line = form is None or settings.field_format == _BY_LINE
    if at_once and (not by_line or settings.source is not None):
        raise UsageError("--line-buffered takes lines that stand for themselves; leave it out")
    if sys.stdin is None or not (at_once or _is_pipe(sys.stdin)):
        return None
    pipe = Pipe(sys.stdin.fileno())
    streams = by_line and settings.source is None and pipe.pauses(at_once=at_once)
    return pipe, streams


def _is_pipe(stream: io.TextIOBase | object) -> bool:
    try:
        mode = os.fstat(stream.fileno()).st_mode  # type: ignore[union-attr]
    except (OSError, ValueError, AttributeError):  # no file behind it, as in tests
        return False
    return os.name == "posix" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode))


def repair_lines(run: Run, batches: Run, pipe: Pipe, handle: Callable[[FileRepair], None]) -> None:
    """Repair lines as they come, and have each batch handled.

    ``run`` says what is to be said of all, and ``batches`` repairs.  Raises TextRepairError.
    """
    pipeline = run.settings.pipeline_for(STDIN)
    beyond = TriggerScan(rule for rule in pipeline.fixing.listed if rule.reaches)
    form: TextFormat | None = None
    held = b""
    for lines in pipe.batches():
        held += lines
        if form is None:
            form = _format(held, run)
        if lines and _waits(held, form, beyond):
            continue
        if held:
            _repair(batches, held, form, pipeline, handle)
            form = replace(form, had_bom=False)
        held = b""
    if held and form is not None:
        _repair(batches, held, form, pipeline, handle)


def _format(head: bytes, run: Run) -> TextFormat:
    """Return the format of all lines, by the first.  Raises InputError for one without lines."""
    settings = run.settings
    data = Input(head)
    if settings.encoding is None and (reason := binary_reason(data)) is not None:
        raise BinaryInput(f"not text ({reason}); pass --encoding to have it read as text")
    form = text_format(
        data,
        encoding=settings.encoding,
        language=settings.options["language"],
        keeping=True,  # what comes later may not decode
    )
    if "\n".encode(form.encoding) != b"\n":
        raise InputError(f"{form.encoding} has no lines to be seen in its bytes; pass a file")
    name = settings.shown_path(STDIN)
    run.note(name, f"read as lines come, as {form.encoding}; a rule sees those that came at once")
    return form


def _waits(held: bytes, form: TextFormat, beyond: TriggerScan) -> bool:
    """Tell whether a rule that looks beyond a line has something to do at the end of the lines."""
    tail = held[-4 * NEAR :].decode(form.encoding, "replace")[-NEAR:]
    return beyond.matches(tail)


def _repair(
    run: Run,
    lines: bytes,
    form: TextFormat,
    pipeline: Pipeline,
    handle: Callable[[FileRepair], None],
) -> None:
    document = Document(STDIN, Input(lines), form, None)
    run.repair_part(Source(STDIN), document, pipeline, handle)

"""Standard output, for results, and standard error, for messages; and reports by their names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from select import select
from typing import TYPE_CHECKING, Final, Protocol, TextIO

from ..errors import OutputError
from ..reports.escaping import visible

if TYPE_CHECKING:
    from click import Context, Parameter

    from ..reports.report import Reporter
    from ..reports.text import Paint
    from .settings import Settings

STDOUT: Final = "standard output"
#: Where the report of each format stands, below ``reports``: loaded when it is asked for.
_REPORTERS: Final = {
    "full": ("text", "FullReport"),
    "concise": ("text", "ConciseReport"),
    "json": ("json_report", "JsonReport"),
    "sarif": ("sarif", "SarifReport"),
    "html": ("html", "HtmlReport"),
    "github": ("code_hosts", "GithubReport"),
    "gitlab": ("code_hosts", "GitlabReport"),
    "junit": ("code_hosts", "JunitReport"),
}
_FOR_PEOPLE: Final = frozenset({"full", "concise"})
#: Reports that say of each rule what it is about.
_WITH_RULES: Final = frozenset({"sarif", "html"})
#: Code points of a report that are joined before they are written.
_MOST_AT_ONCE: Final = 1 << 20
#: Names of standard output; the file it goes to is not one to be replaced.
_STDOUT_NAMES: Final = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})


def is_stdout(path: str | None) -> bool:
    """Tell whether a path that was given to ``-o`` stands for standard output."""
    return path in _STDOUT_NAMES


class Drawing(Protocol):
    """What is drawn on the terminal, and goes away while something is written there."""

    def start(self) -> None:
        """Draw it."""

    def stop(self) -> None:
        """Take it away."""


_drawings: list[Drawing] = []


@contextmanager
def drawn(drawing: Drawing) -> Iterator[None]:
    """Have something that is drawn go away whenever anything is written on a terminal."""
    _drawings.append(drawing)
    try:
        yield
    finally:
        _drawings.remove(drawing)


@contextmanager
def _cleared(stream: TextIO) -> Iterator[None]:
    away = _drawings if _drawings and is_terminal(stream) else []
    for drawing in away:
        drawing.stop()
    try:
        yield
    finally:
        for drawing in away:
            drawing.start()


class ReaderGone(Exception):
    """Whoever read our standard output has closed it."""


#: What ``--color`` may say.
COLORS: Final = ("auto", "always", "never")


def use_color(context: Context, _option: Parameter, wish: str | None) -> None:
    """Note what ``--color`` says."""
    if wish is not None:
        context.color = {"always": True, "never": False}.get(wish)


def coloured(stream: TextIO | None) -> bool:
    """Tell whether colours may be written to a stream: as ``--color`` says, else to terminals.

    NO_COLOR and FORCE_COLOR are heeded, see https://no-color.org and https://force-color.org.
    """
    from click.globals import resolve_color_default

    if stream is None or stream.closed:
        return False
    wish = resolve_color_default()
    if wish is not None:
        return wish
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        return True
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(stream)


def is_coloured_anyway() -> bool:
    """Tell whether ``--color always`` was passed, which is for people even on a pipe."""
    from click.globals import resolve_color_default

    return resolve_color_default() is True


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def paint_for(stream: TextIO | None) -> Paint:
    """Return what colours text for a stream."""
    if not coloured(stream):
        from ..reports.text import plain

        return plain
    from click import style

    return style


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are.  Raises OutputError, ReaderGone."""
    if sys.stdout is None:
        raise OutputError("standard output is closed; write to a file with -o")
    try:
        _write_all(sys.stdout, data)
    except BrokenPipeError:
        abandon_stdout()
        raise ReaderGone from None
    except OSError as error:
        abandon_stdout()
        reason = (error.strerror or "cannot be written").lower()
        raise OutputError(f"{STDOUT}: {reason}; write to a file elsewhere with -o") from None


def _write_all(stream: TextIO, data: bytes) -> None:
    """Write all of it: with PYTHONUNBUFFERED, ``write`` may take a part, or none at all."""
    with _cleared(stream):
        _write_at_once(stream, data)


def _write_at_once(stream: TextIO, data: bytes) -> None:
    stream.flush()
    view = memoryview(data)
    while view:
        try:
            written = stream.buffer.write(view)
        except BlockingIOError as error:
            written = error.characters_written
        if not written:
            select([], [stream], [])
        view = view[written or 0 :]
    stream.buffer.flush()


def write_text(text: str) -> None:
    """Write text to standard output; what its encoding cannot hold becomes an escape."""
    encoding = (sys.stdout.encoding if sys.stdout else None) or "utf-8"
    write_bytes(text.encode(encoding, "backslashreplace"))


def write_utf8(text: str) -> None:
    """Write text for a program to standard output."""
    write_bytes(text.encode())


def reporter_for(output_format: str, settings: Settings, *, to_file: bool = False) -> Reporter:
    """Return the report of a format, coloured if it goes to a terminal."""
    module, name = _REPORTERS[output_format]
    make: Callable[..., Reporter] = getattr(import_module(f"textrepair.reports.{module}"), name)
    if output_format == "html":
        return make(settings.rules, source=settings.source)
    if output_format in _WITH_RULES:
        return make(settings.rules)
    if is_for_programs(output_format):
        return make()
    paint = paint_for(None if to_file else sys.stdout)
    return make(paint) if output_format == "concise" else make(paint, settings.max_findings)


def is_for_programs(output_format: str | None) -> bool:
    """Tell whether a format is read by programs, which expect UTF-8 and nothing else."""
    return output_format in _REPORTERS and output_format not in _FOR_PEOPLE


def write_report(pieces: Iterable[str], output_format: str | None) -> None:
    """Write pieces of a report to standard output."""
    write = write_utf8 if is_for_programs(output_format) else write_text
    batch: list[str] = []
    length = 0
    for piece in pieces:
        batch.append(piece)
        length += len(piece)
        if length >= _MOST_AT_ONCE:
            write("".join(batch))
            batch.clear()
            length = 0
    if length:
        write("".join(batch))


def say(message: str) -> None:
    """Write a line to standard error, if there is one; the message must be safe to show."""
    if sys.stderr is None:
        return
    try:
        encoding = sys.stderr.encoding or "utf-8"
        line = f"{message}\n".encode(encoding, "backslashreplace")
        _write_all(sys.stderr, line)
    except OSError:  # nowhere left to say it
        _to_nowhere(2)


def complain(message: str, path: str | None = None) -> None:
    """Say what is wrong, in the form ``textrepair: file: message``."""
    place = "" if path is None else f"{visible(path)}: "
    say(f"textrepair: {place}{visible(message)}")


def abandon_stdout() -> None:
    """Have what is still in buffers go nowhere, so that the end of Python is quiet."""
    _to_nowhere(1)


def _to_nowhere(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)

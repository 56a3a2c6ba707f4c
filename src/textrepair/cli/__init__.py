"""The command line: ``textrepair fix | check | detect | explain | garble ...``."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

_FAILED: Final = 2
_INTERRUPTED: Final = 130  # 128 + SIGINT, as shells count
_READER_GONE: Final = 141  # 128 + SIGPIPE
#: The kernels that may be compiled.
_KERNELS: Final = ("scan", "scoring", "models", "lattice")
#: Signals that ask a process to end, as far as the system has them.
_ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class _Terminated(BaseException):
    """A signal asked the process to end; what is half done is taken back on the way."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def _signals_raise() -> Iterator[None]:
    """Have signals that end a process raise _Terminated, once, so that temporary files go.

    Signals that are ignored (nohup) stay ignored.
    """
    before: set[int] = set()

    def end(number: int, _frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)  # the cleaning up is not to be interrupted
        raise _Terminated(number)

    if threading.current_thread() is threading.main_thread():
        for number in _ENDING:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
                before.add(number)
    try:
        yield
    finally:
        for number in before:
            signal.signal(number, signal.SIG_DFL)


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; no bad input raises anything.

    >>> main(["explain", "no-such-rule"])
    2
    """
    arguments = list(sys.argv[1:] if args is None else args)
    if arguments in (["-V"], ["--version"]):  # without loading all the rest
        return _guarded(_print_version, arguments)
    return _guarded(_run_command, arguments)


def _print_version(_arguments: list[str]) -> int:
    from .output import write_text

    write_text(version_line() + "\n")
    return 0


def version_line() -> str:
    """Return the version, and which compiled kernels are in use.

    >>> version_line().startswith("textrepair 0.")
    True
    """
    import platform

    from .. import __version__, compiled
    from ..kernels import compiled_module, unused

    how = "pure Python: same results, but slower"
    if compiled:
        names = (name for name in _KERNELS if compiled_module(f"_{name}") is not None)
        how = f"compiled: {', '.join(names)}"
    why = f"; compiled kernels are there, but {unused}" if unused else ""
    return f"textrepair {__version__} ({how}{why}; Python {platform.python_version()})"


def _run_command(arguments: list[str]) -> int:
    """Let click run a command; say what is wrong with the command line."""
    import click

    from .commands import cli
    from .output import complain

    if sys.stdout is None and _asks_for_help(arguments):  # click would write nothing, and go on
        complain("standard output is closed; there is nowhere to print the help to")
        return _FAILED
    try:
        result = cli.main(arguments, prog_name="textrepair", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return _FAILED
    except click.ClickException as error:
        from .habits import way_out

        complain(way_out(error, arguments))
        return _FAILED
    except click.Abort:
        raise KeyboardInterrupt from None
    return result if isinstance(result, int) else 0


def _asks_for_help(arguments: list[str]) -> bool:
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return not {"-h", "--help", "-V", "--version"}.isdisjoint(options)


def _guarded(run: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Run, and turn what can go wrong into a message and an exit code."""
    from ..errors import TextRepairError
    from .output import ReaderGone, abandon_stdout, complain

    try:
        with _signals_raise():
            return run(arguments)
    except TextRepairError as error:
        complain(str(error))
        return _FAILED
    except OSError as error:  # of click's own output, or a current directory that is gone
        abandon_stdout()
        complain(f"{(error.strerror or 'input or output failed').lower()}; try elsewhere")
        return _FAILED
    except ReaderGone:
        return _READER_GONE
    except KeyboardInterrupt:
        abandon_stdout()
        complain("interrupted; no file is half written")
        return _INTERRUPTED
    except _Terminated as ended:
        abandon_stdout()
        complain(f"ended by {signal.Signals(ended.number).name}; no file is half written")
        return 128 + ended.number

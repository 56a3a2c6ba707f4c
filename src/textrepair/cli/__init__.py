"""The command line: ``textrepair fix | check | explain | garble``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

_FAILED: Final = 2
_INTERRUPTED: Final = 130  # 128 + SIGINT, as shells count
_READER_GONE: Final = 141  # 128 + SIGPIPE


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; no bad input raises anything.

    >>> main(["explain", "no-such-rule"])
    2
    """
    arguments = list(sys.argv[1:] if args is None else args)
    if arguments in (["-V"], ["--version"]):  # without loading all the rest
        from .. import __version__

        print(f"textrepair {__version__}")  # noqa: T201
        return 0
    return _run(arguments)


def _run(arguments: list[str]) -> int:
    import click

    from ..errors import TextRepairError
    from .commands import cli
    from .output import ReaderGone, abandon_stdout, complain

    try:
        result = cli.main(arguments, prog_name="textrepair", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return _FAILED
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "textrepair"
        complain(f"{error.format_message().rstrip('.')}; see '{command} --help'")
        return _FAILED
    except TextRepairError as error:
        complain(str(error))
        return _FAILED
    except ReaderGone:
        return _READER_GONE
    except (KeyboardInterrupt, click.Abort):
        abandon_stdout()
        complain("interrupted; no file is half written")
        return _INTERRUPTED
    return result if isinstance(result, int) else 0

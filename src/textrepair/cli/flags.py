"""The flags that several commands share, and the paths that they are given."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from ..errors import InputError
from ..files.discover import STDIN
from ..files.fields import FIELD_FORMATS
from ..files.parquet import PARQUET
from ..files.small_files import read_named
from ..options import CHINESE_VARIANTS, PROFILES
from ..reports.report import FORMATS
from .output import COLORS, is_terminal, say, use_color
from .settings import isolate, use_config

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Command = TypeVar("_Command", bound=Callable[..., Any])
_HERE: Final = "."


class _WithHabits(click.Option):
    """An option that is also known by names of other programs, which its help does not list."""

    def __init__(self, *names: Any, habits: Sequence[str] = (), **rest: Any) -> None:
        super().__init__(*names, **rest)
        self._habits = frozenset(habits)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names and the help, without what only fingers know."""
        kept, self.opts = self.opts, [name for name in self.opts if name not in self._habits]
        try:
            return super().get_help_record(ctx)
        finally:
            self.opts = kept


class _Completed(click.types.StringParamType):
    """A string for which a shell offers what may be meant."""

    def __init__(self, offers: Callable[[], Iterable[str]] | None = None) -> None:
        self._offers = offers

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that go on from what is typed, behind the last comma; or files."""
        from click.shell_completion import CompletionItem

        del ctx, param
        if self._offers is None:
            return [CompletionItem(incomplete, type="file")]
        before, comma, begun = incomplete.rpartition(",")
        return [
            CompletionItem(f"{before}{comma}{name}")
            for name in self._offers()
            if name.startswith(begun)
        ]


def _names_of_rules() -> Iterable[str]:
    from ..pipeline.registry import listed_rules

    return (rule.name for rule in listed_rules())


def _codes_of_languages() -> Iterable[str]:
    from ..language.languages import LANGUAGES

    return LANGUAGES


def _names_of_encodings() -> Iterable[str]:
    from ..encodings import ENCODINGS

    return (row.codec for row in ENCODINGS)


FILE: Final = _Completed()
RULES: Final = _Completed(_names_of_rules)
_LANGUAGE: Final = _Completed(_codes_of_languages)
_ENCODING: Final = _Completed(_names_of_encodings)

encoding_flag = click.option(
    "-f",
    "--encoding",
    "--from",
    "--from-code",
    "encoding",
    cls=_WithHabits,
    habits=["--from-code"],
    type=_ENCODING,
    metavar="NAME",
    help="The encoding of the files (default: found).",
)
to_flag = click.option(
    "-t",
    "--to",
    "--to-code",
    "to",
    cls=_WithHabits,
    habits=["--to-code"],
    type=_ENCODING,
    metavar="NAME",
    help="The encoding to write (default: as it was).",
)
files_from_flag = click.option(
    "--files-from",
    type=FILE,
    metavar="FILE",
    help="Take paths from a file, one a line or parted by NUL bytes; - is standard input.",
)
color_flag = click.option(
    "--color",
    type=click.Choice(COLORS),
    is_eager=True,
    expose_value=False,
    callback=use_color,
    help="Colours: on terminals (auto, the default), always, or never.",
)

_SHARED = (
    click.argument("paths", nargs=-1, type=FILE, metavar="[PATH...|-]"),
    files_from_flag,
    click.option(
        "--select",
        multiple=True,
        type=RULES,
        metavar="RULES",
        help="Run these rules only (a,b; `textrepair explain` lists them).",
    ),
    click.option(
        "--extend-select",
        multiple=True,
        type=RULES,
        metavar="RULES",
        help="Run these rules as well.",
    ),
    click.option(
        "--ignore", multiple=True, type=RULES, metavar="RULES", help="Leave these rules out."
    ),
    click.option(
        "--profile",
        type=click.Choice(PROFILES),
        default="repair",
        help="repair undoes damage only (default); normalize also evens out quotes, widths, "
        "ligatures.",
    ),
    click.option("--unsafe-fixes", is_flag=True, help="Apply best guesses too."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="X",
        help="Leave alone, and report, what is less sure than this (0 to 1).",
    ),
    click.option(
        "--chinese", type=click.Choice(CHINESE_VARIANTS), help="Convert to a Chinese variant."
    ),
    click.option(
        "--language", type=_LANGUAGE, metavar="CODE", help="The language of the text, such as hu."
    ),
    click.option("--indent", metavar="TEXT", help="What a lost Chinese indent becomes."),
    click.option(
        "--source", type=FILE, metavar="FILE", help="The text of which this is a translation."
    ),
    encoding_flag,
    click.option(
        "--fallback-encoding",
        type=_ENCODING,
        metavar="NAME",
        help="Read bytes that do not fit the encoding in this one.",
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERNS",
        help="Pass over these in directories (a,b; patterns as in .gitignore).",
    ),
    click.option(
        "--extension",
        multiple=True,
        metavar="ENDINGS",
        help="In directories, take files with these endings only (txt,md).",
    ),
    click.option("--no-ignore", is_flag=True, help="Take what .gitignore leaves out, too."),
    click.option(
        "--no-ignore-comments",
        is_flag=True,
        help="Do not heed `textrepair: ignore` comments in the files.",
    ),
    click.option("--stdin-filename", metavar="NAME", help="What to call standard input."),
    click.option(
        "--format",
        "field_format",
        type=click.Choice((*FIELD_FORMATS, PARQUET)),
        help="Repair the fields of this format (default: as the name or the beginning says).",
    ),
    click.option(
        "--column",
        multiple=True,
        metavar="NAMES",
        help="Only these columns (a,b) or JSON paths (a.b,items[].c); default: all text.",
    ),
    click.option("--delimiter", metavar="CHAR", help="What separates CSV fields (default: found)."),
    click.option(
        "--output-format", type=click.Choice(FORMATS), help="How to report edits and findings."
    ),
    click.option(
        "--report",
        type=FILE,
        metavar="FILE",
        help="Write each edit and finding as a row of a table: .jsonl, .csv or .parquet.",
    ),
    click.option("--statistics", is_flag=True, help="Count by rule."),
    color_flag,
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    click.option(
        "--isolated",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=isolate,
        help="Read no configuration file.",
    ),
    click.option(
        "--config",
        type=FILE,
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=use_config,
        help="The configuration file (default: the nearest upwards).",
    ),
    click.option(
        "--watch", is_flag=True, help="Go on: whenever a file changes, work on that file again."
    ),
)


def shared_flags(command: _Command) -> _Command:
    """Give a command the flags that ``fix`` and ``check`` share."""
    for flag in reversed(_SHARED):
        command = flag(command)
    return command


def output_flag(help_text: str) -> Callable[[_Command], _Command]:
    """Give a command the flag that says where its result goes."""
    return click.option("-o", "--output", type=FILE, metavar="PATH", help=help_text)


def paths_to_read(
    paths: Sequence[str], files_from: str | None, *, default: str = _HERE, quiet: bool = False
) -> Sequence[str]:
    """Return what is to be read: what is named; else standard input, if something comes there.

    Nothing comes from a terminal, or from ``/dev/null``, where jobs that nobody watches read from:
    then it is ``default``, which is this directory, or nothing.  Raises UsageError for nothing.
    """
    if files_from == STDIN and STDIN in paths:
        raise click.UsageError("standard input holds the paths, and cannot be text as well")
    where = [*paths, *(_listed(files_from) if files_from is not None else ())]
    if not where and files_from is None:
        where = [STDIN if _brings_something() else default]
    if where == [""] and not paths:
        raise click.UsageError(
            "nothing to read; name files or directories, such as . for this one, or - for "
            "standard input"
        )
    if STDIN in where and not quiet and is_terminal(sys.stdin):
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        say(f"reading from the terminal; end with {end} on a line of its own")
    return where


def _brings_something() -> bool:
    """Tell whether standard input is open, and neither a terminal nor a device."""
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        return False
    try:
        return not stat.S_ISCHR(os.fstat(sys.stdin.fileno()).st_mode)
    except (OSError, ValueError):  # no file behind it, as in tests
        return True


def _listed(files_from: str) -> list[str]:
    """Return the paths that stand in a file.  Raises InputError."""
    try:
        if files_from == STDIN:
            if sys.stdin is None:
                raise InputError("standard input is closed; name a file with --files-from")
            data = sys.stdin.buffer.read()
        else:
            data = read_named(files_from)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(f"{files_from}: {reason}; name a file that holds paths") from None
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(name) for name in names if name]

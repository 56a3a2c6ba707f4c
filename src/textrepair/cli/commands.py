"""The commands and their flags, as click sees them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import click

from ..files.discover import STDIN
from ..files.fields import FIELD_FORMATS
from ..files.parquet import PARQUET
from ..options import CHINESE_VARIANTS, PROFILES
from ..reports.report import FORMATS
from . import version_line
from .settings import isolate, settings_from, use_config

_Command = TypeVar("_Command", bound=Callable[..., Any])

_SHARED = (
    click.argument("paths", nargs=-1, metavar="[PATH...|-]"),
    click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        help="Run these rules only (a,b; `textrepair explain` lists them).",
    ),
    click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out."),
    click.option(
        "--profile",
        type=click.Choice(PROFILES),
        default="repair",
        help="repair undoes damage only (default); normalize also evens out quotes, widths, "
        "ligatures.",
    ),
    click.option("--unsafe-fixes", is_flag=True, help="Apply best guesses too."),
    click.option(
        "--chinese", type=click.Choice(CHINESE_VARIANTS), help="Convert to a Chinese variant."
    ),
    click.option("--language", metavar="CODE", help="The language of the text, such as hu."),
    click.option("--indent", metavar="TEXT", help="What a lost Chinese indent becomes."),
    click.option("--source", metavar="FILE", help="The text of which this is a translation."),
    click.option("--encoding", metavar="NAME", help="The encoding of the files (default: found)."),
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
        metavar="FILE",
        help="Write each edit and finding as a row of a table: .jsonl, .csv or .parquet.",
    ),
    click.option("--statistics", is_flag=True, help="Count by rule."),
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
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=use_config,
        help="The configuration file (default: the nearest upwards).",
    ),
)


def shared_flags(command: _Command) -> _Command:
    """Give a command the flags that ``fix`` and ``check`` share."""
    for flag in reversed(_SHARED):
        command = flag(command)
    return command


def output_flag(help_text: str) -> Callable[[_Command], _Command]:
    """Give a command the flag that says where its result goes."""
    return click.option("-o", "--output", metavar="PATH", help=help_text)


to_flag = click.option("--to", metavar="NAME", help="The encoding to write (default: as it was).")


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(version_line())
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version, and whether compiled kernels are in use.",
)
def cli() -> None:
    """Undo damage to text, and change nothing else.

    Exit codes: 0 clean, or all fixed; 1 something was found (check), or would change
    (fix --diff); 2 a file or an option is wrong.
    """


@cli.command()
@shared_flags
@click.option("-w", "--write", is_flag=True, help="Write repaired files back.")
@click.option("--diff", is_flag=True, help="Print what would change; write nothing.")
@output_flag("Write to this file; or below this directory, under the same name.")
@to_flag
@click.option("-i", "--interactive", is_flag=True, help="Ask what becomes of what is not sure.")
@click.option(
    "--choices", metavar="FILE", help="Answer as this file says; with -i, write answers to it."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work on N files at a time with -w or -o (default: as many as there are cores).",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Keep a journal beside the output; leave out what a run that was stopped has done.",
)
def fix(  # noqa: PLR0913 - a flag of the command is an argument
    paths: tuple[str, ...],
    *,
    write: bool,
    diff: bool,
    output: str | None,
    to: str | None,
    interactive: bool,
    choices: str | None,
    jobs: int | None,
    resume: bool,
    **flags: Any,
) -> int:
    """Print repaired text, or write it back.

    One file goes to standard output; several need -w, --diff or -o.  What is not safe
    to repair stays as it is: `textrepair check` tells about it.  Large files are repaired
    in parts, and need little memory.
    """
    from .subcommands.fix import fix_files, output_target

    where = _paths_or_stdin(paths)
    target = output_target(where, write=write, diff=diff, output=output, to=to)
    settings = settings_from(flags)
    if not interactive and choices is None:
        output_format = flags["output_format"]
        return fix_files(settings, where, target, output_format, jobs=jobs, resume=resume)
    from .subcommands.choose import choosing

    with choosing(where, choices, interactive=interactive) as choose:
        return fix_files(settings, where, replace(target, choose=choose), flags["output_format"])


@cli.command()
@shared_flags
@click.option(
    "--max-findings",
    type=click.IntRange(min=0),
    metavar="N",
    help="Show N places of each file in the full report, 0 for all (default: some 20).",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if something was found.")
@output_flag("Write the report to this file.")
def check(paths: tuple[str, ...], output: str | None, **flags: Any) -> int:
    """Report what is damaged, and what fix would do; change nothing."""
    from .subcommands.check import check_files

    output_format = flags["output_format"] or "full"
    return check_files(settings_from(flags), _paths_or_stdin(paths), output_format, output)


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH...|-]")
@click.option("--candidates", is_flag=True, help="Show what else it may be, and how that reads.")
@click.option("--choose", is_flag=True, help="Ask which of the candidates it is.")
@click.option("--encoding", metavar="NAME", help="Take this one; say which bytes are not in it.")
@click.option("--language", metavar="CODE", help="A hint: the language of the text, such as hu.")
@click.option(
    "--output-format",
    type=click.Choice(("table", "json")),
    default="table",
    help="table (default) or json.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="Work on N files at a time (default: as many as there are processors, for 100 and more).",
)
@click.option("--list", "listing", is_flag=True, help="List the encodings that files may be in.")
def detect(paths: tuple[str, ...], **flags: Any) -> int:
    """Say which encoding files are in."""
    from .subcommands.detect import Reading, detect_files, list_encodings

    if flags.pop("listing"):
        list_encodings()
        return 0
    reading = Reading(flags.pop("encoding"), flags.pop("language"), flags.pop("jobs") or 0)
    return detect_files(_paths_or_stdin(paths), reading, **flags)


@cli.command()
@click.argument("source")
@click.argument("target")
@click.option("--encoding", metavar="NAME", help="The encoding of both files (default: found).")
@click.option(
    "--output-format",
    type=click.Choice(("table", "jsonl")),
    default="table",
    help="table (default: score, pairs, missing, added, refilled; tabs) or jsonl.",
)
def numbers(source: str, target: str, **flags: Any) -> int:
    """Say for each line how far its numbers and those of its translation agree."""
    from .subcommands.check import compare_files

    return compare_files(source, target, **flags)


@cli.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> int:
    """Say what a rule is about; without a name, list the rules."""
    from .subcommands.explain import explain_rule, list_rules

    if rule is None:
        list_rules()
    else:
        explain_rule(rule)
    return 0


@cli.command()
@click.argument("path", default=STDIN, metavar="[FILE|-]")
@click.option("--rule", required=True, metavar="RULE", help="The damage to do.")
@click.option("--seed", type=int, default=0, help="The same seed does the same damage.")
@click.option("--source", metavar="FILE", help="The text of which this is a translation.")
@click.option("--encoding", metavar="NAME", help="The encoding of the file (default: found).")
@output_flag("Write to this file.")
@to_flag
def garble(path: str, **flags: Any) -> int:
    """Damage text in the way of a rule, for tests and training."""
    from .subcommands.garble import garble_file

    garble_file(path, **flags)
    return 0


@cli.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port (default: any).")
@click.option("--no-browser", is_flag=True, help="Do not open the page in the browser.")
def web(port: int, *, no_browser: bool) -> int:
    """Serve a page to paste text into; nothing leaves this machine."""
    from .subcommands.web import serve

    serve(port, open_browser=not no_browser)
    return 0


@cli.command()
@click.argument("paths", nargs=-1, metavar="[DIRECTORY...]")
@click.option("-w", "--write", is_flag=True, help="Rename; a journal to undo it is written first.")
@click.option("--undo", metavar="JOURNAL", help="Take back what a journal says was renamed.")
def rename(paths: tuple[str, ...], *, write: bool, undo: str | None) -> int:
    """Repair garbled names of files and directories, such as those of old archives.

    Without -w, show what would be renamed.
    """
    from .subcommands.rename import rename_in

    return rename_in(paths, write=write, undo=undo)


@cli.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> int:
    """Print the completion of a shell; for bash: eval "$(textrepair completion bash)"."""
    from click.shell_completion import get_completion_class

    from .output import write_text

    make = get_completion_class(shell)
    assert make is not None
    write_text(make(cli, {}, "textrepair", "_TEXTREPAIR_COMPLETE").source() + "\n")
    return 0


def _say_help() -> None:
    """Give commands the help that ``python -OO`` takes from their functions."""
    from ..rules.explanation import docstrings

    found = docstrings(__file__)
    cli.help = cli.help or found.get("cli")
    for name, command in cli.commands.items():
        command.help = command.help or found.get(name)


if sys.flags.optimize > 1:
    _say_help()


def _paths_or_stdin(paths: Sequence[str]) -> Sequence[str]:
    """Return the paths, or standard input where none are given and it is no terminal."""
    if paths:
        return paths
    if sys.stdin is not None and not sys.stdin.isatty():
        return (STDIN,)
    raise click.UsageError("nothing to read; name files or directories, or - for standard input")

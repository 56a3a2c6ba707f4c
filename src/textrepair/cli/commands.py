"""The commands and their flags, as click sees them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import click
from click.core import ParameterSource

from ..files.discover import STDIN
from . import version_line
from .flags import (
    FILE,
    RULES,
    color_flag,
    encoding_flag,
    files_from_flag,
    output_flag,
    paths_to_read,
    shared_flags,
    to_flag,
)
from .output import say
from .settings import Settings, settings_from


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
    help="Show the version, and which compiled kernels are in use.",
)
def cli() -> None:
    """Undo damage to text, and change nothing else.

    Exit codes: 0 nothing was found (check), or all went well (fix, which may leave what is not
    safe to repair: check tells); 1 something was found, or would change (fix --diff); 2 a file
    or an option is wrong.
    """


@cli.command()
@shared_flags
@click.option("-w", "--write", "--in-place", "write", is_flag=True, help="Write files back.")
@click.option(
    "--backup", metavar="SUFFIX", help="With -w, keep each file as it was under its name + SUFFIX."
)
@click.option(
    "--diff", "--dry-run", "diff", is_flag=True, help="Print what would change; write nothing."
)
@output_flag("Write to this file; or below this directory, under the same name.")
@to_flag
@click.option("-i", "--interactive", is_flag=True, help="Ask what becomes of what is not sure.")
@click.option(
    "--choices",
    type=FILE,
    metavar="FILE",
    help="Answer as this file says; with -i, write answers to it.",
)
@click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 if anything was changed.")
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
@click.option(
    "--line-buffered",
    is_flag=True,
    help="Repair standard input line by line, as the lines come.",
)
def fix(  # noqa: PLR0913 - a flag of the command is an argument
    paths: tuple[str, ...],
    *,
    write: bool,
    backup: str | None,
    diff: bool,
    output: str | None,
    to: str | None,
    interactive: bool,
    choices: str | None,
    jobs: int | None,
    resume: bool,
    line_buffered: bool,
    exit_non_zero_on_fix: bool,
    files_from: str | None,
    watch: bool,
    **flags: Any,
) -> int:
    """Print repaired text, or write it back.

    One file goes to standard output; several need -w, --diff or -o.  What is not safe
    to repair stays as it is: `textrepair check` tells about it.  Large files are repaired
    in parts, and need little memory.
    """
    from .subcommands.fix import FixWay, fix_files
    from .target import output_target

    if not write and not _is_typed("backup"):
        backup = None  # the configuration means -w
    default = "" if write or output else "." if diff else STDIN
    where = paths_to_read(paths, files_from, default=default, quiet=flags["quiet"])
    target = output_target(where, write=write, diff=diff, output=output, to=to, backup=backup)
    settings = settings_from(flags)
    way = FixWay(flags["output_format"], jobs, resume, line_buffered, exit_non_zero_on_fix)
    if interactive and target.mode == "stdout" and not settings.quiet:
        say("-i asks about each place; the text goes to standard output (-w writes files back)")
    if watch:
        if not target.is_to_files or interactive:
            raise click.UsageError("--watch writes files: it goes with -w or -o, and without -i")
        return _watch(settings, where, lambda again: fix_files(again, where, target, way))
    if not interactive and choices is None:
        return fix_files(settings, where, target, way)
    from .subcommands.choose import choosing

    with choosing(where, choices, interactive=interactive) as choose:
        return fix_files(settings, where, replace(target, choose=choose), way)


def _is_typed(name: str) -> bool:
    """Tell whether a flag stands on the command line."""
    source = click.get_current_context().get_parameter_source(name)
    return source is ParameterSource.COMMANDLINE


def _watch(settings: Settings, where: Sequence[str], run: Callable[[Settings], int]) -> int:
    """Run, and run again on what changes, until interrupted."""
    from .watch import watch

    return watch(settings, where, run)


@cli.command()
@shared_flags
@click.option(
    "--max-findings",
    type=click.IntRange(min=0),
    metavar="N",
    help="Show N places of each file in the full report, 0 for all (default: some 20).",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if something was found.")
@click.option("--baseline", type=FILE, metavar="FILE", help="Leave out what stands in this file.")
@click.option(
    "--write-baseline", is_flag=True, help="Write what is found to the file of --baseline."
)
@output_flag("Write the report to this file.")
def check(  # noqa: PLR0913 - a flag of the command is an argument
    paths: tuple[str, ...],
    *,
    baseline: str | None,
    write_baseline: bool,
    output: str | None,
    files_from: str | None,
    watch: bool,
    **flags: Any,
) -> int:
    """Report what is damaged, and what fix would do; change nothing.

    Without a path, in this directory.
    """
    from .subcommands.check import check_files

    where = paths_to_read(paths, files_from, quiet=flags["quiet"])
    settings = settings_from(flags)
    known = None
    if baseline is not None or write_baseline:
        from .baseline import baseline_for

        known = baseline_for(settings, baseline, write=write_baseline)
    form = flags["output_format"] or "full"
    if watch:
        if STDIN in where or write_baseline:
            raise click.UsageError("--watch takes files, and writes no baseline; leave it out")
        return _watch(settings, where, lambda again: check_files(again, where, form, output, known))
    return check_files(settings, where, form, output, known)


@cli.command()
@click.argument("paths", nargs=-1, type=FILE, metavar="[PATH...|-]")
@files_from_flag
@click.option("--candidates", is_flag=True, help="Show what else it may be, and how that reads.")
@click.option("--choose", is_flag=True, help="Ask which of the candidates it is.")
@click.option(
    "-f",
    "--encoding",
    "--from",
    "encoding",
    metavar="NAME",
    help="Take this one; say which bytes are not in it.",
)
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
@click.option(
    "-l", "--list", "listing", is_flag=True, help="List the encodings that files may be in."
)
def detect(paths: tuple[str, ...], files_from: str | None, **flags: Any) -> int:
    """Say which encoding files are in; without a path, those in this directory."""
    from .subcommands.detect import Reading, detect_files, list_encodings

    if flags.pop("listing"):
        list_encodings()
        return 0
    reading = Reading(flags.pop("encoding"), flags.pop("language"), flags.pop("jobs") or 0)
    return detect_files(paths_to_read(paths, files_from), reading, **flags)


@cli.command()
@click.argument("source", type=FILE)
@click.argument("target", type=FILE)
@encoding_flag
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
@click.argument("rule", required=False, type=RULES)
@color_flag
def explain(rule: str | None) -> int:
    """Say what a rule is about; without a name, list the rules."""
    from .subcommands.explain import explain_rule, list_rules

    if rule is None:
        list_rules()
    else:
        explain_rule(rule)
    return 0


@cli.command()
@click.argument("path", default=STDIN, type=FILE, metavar="[FILE|-]")
@click.option("--rule", required=True, type=RULES, metavar="RULE", help="The damage to do.")
@click.option("--seed", type=int, default=0, help="The same seed does the same damage.")
@click.option(
    "--source", type=FILE, metavar="FILE", help="The text of which this is a translation."
)
@encoding_flag
@output_flag("Write to this file.")
@to_flag
def garble(path: str, **flags: Any) -> int:
    """Damage text in the way of a rule, for tests and training."""
    from .subcommands.garble import garble_file

    garble_file(*paths_to_read([path], None), **flags)
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
@click.argument("paths", nargs=-1, type=FILE, metavar="[DIRECTORY...]")
@click.option("-w", "--write", is_flag=True, help="Rename; a journal to undo it is written first.")
@click.option("-n", "--dry-run", is_flag=True, help="Show what -w would rename, as is the default.")
@click.option(
    "--undo", type=FILE, metavar="JOURNAL", help="Take back what a journal says was renamed."
)
def rename(paths: tuple[str, ...], *, write: bool, dry_run: bool, undo: str | None) -> int:
    """Repair garbled names of files and directories, such as those of old archives.

    Without -w, show what would be renamed.
    """
    from .subcommands.rename import rename_in

    if dry_run and (write or undo is not None):
        raise click.UsageError("--dry-run renames nothing; leave out -w and --undo, or it")
    return rename_in(paths, write=write, undo=undo)


@cli.command()
def man() -> int:
    """Print the manual page; `textrepair man | man -l -` shows it."""
    from .output import write_text
    from .subcommands.manual import manual_page

    write_text(manual_page(cli))
    return 0


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

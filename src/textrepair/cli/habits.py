"""What fingers know from other programs: what to answer where our names are others."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

#: Options of iconv, sed, ruff, black, typos, dos2unix and others, and what they are here.
_OPTIONS: Final = {
    "-c": "nothing is discarded here: what cannot be written is said, and --to utf-8 holds all",
    "-d": "`textrepair fix --diff` shows what would change",
    "-e": "--encoding says what a file is in",
    "-n": "`textrepair fix --diff` shows what would change",
    "-p": "`textrepair fix` prints the repaired text by itself",
    "-r": "directories are walked without being asked to",
    "-R": "directories are walked without being asked to",
    "-s": "-q says nothing but errors",
    "-v": "what there is to say is said; -q says less",
    "--add-noqa": "`textrepair check --write-baseline --baseline FILE` writes down what is found",
    "--apply": "`textrepair fix -w` writes files back",
    "--check": "`textrepair fix --diff`, or `textrepair check`, ends with 1 if there is anything",
    "--exit-non-zero-on-format": "it is called --exit-non-zero-on-fix",
    "--fix": "`textrepair fix -w` writes files back",
    "--inplace": "`textrepair fix -w` writes files back",
    "--list": "`textrepair detect --list` lists encodings, `textrepair explain` rules",
    "--locale": "--language says which language a text is in",
    "--recursive": "directories are walked without being asked to",
    "--silent": "-q says nothing but errors",
    "--stdin": "- stands for standard input",
    "--suffix": "--backup keeps the old file under its name and a suffix",
    "--verbose": "what there is to say is said; -q says less",
    "--write-changes": "`textrepair fix -w` writes files back",
}
_COMMANDS: Final = {
    "clean": "fix",
    "convert": "fix",
    "diff": "fix --diff",
    "encodings": "detect --list",
    "format": "fix",
    "guess": "detect",
    "help": "--help",
    "lint": "check",
    "list": "explain",
    "mangle": "garble",
    "repair": "fix",
    "rules": "explain",
    "serve": "web",
    "undo": "rename --undo",
    "version": "--version",
}


def way_out(error: click.ClickException, arguments: list[str]) -> str:
    """Return what is wrong with a command line, and what to type instead.

    >>> way_out(click.NoSuchOption("--fix"), ["check", "--fix"])
    "No such option '--fix': `textrepair fix -w` writes files back; see 'textrepair --help'"
    """
    context = getattr(error, "ctx", None)
    told = error.format_message().rstrip(".")
    if isinstance(error, click.NoSuchOption) and error.option_name in _OPTIONS:
        told = f"No such option '{error.option_name}': {_OPTIONS[error.option_name]}"
    elif context is not None and isinstance(context.command, click.Group) and arguments:
        told += _meant(context.command, arguments[0])
    command = context.command_path if context else "textrepair"
    return f"{told}; see '{command} --help'"


def _meant(group: click.Group, name: str) -> str:
    """Return which command may be meant by what is none."""
    if name in group.commands or name.startswith("-"):
        return ""
    if name in _COMMANDS:
        return f"; did you mean 'textrepair {_COMMANDS[name]}'?"
    if _is_there(name):
        return f"; did you mean 'textrepair check {name}', or 'textrepair fix {name}'?"
    return ""  # click names those that are spelled alike


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # no file can have this name
        return False

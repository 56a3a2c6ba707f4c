"""The flags that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ..pipeline.pipeline import CHINESE_VARIANTS, PROFILES
from ..reports.report import FORMATS
from .settings import use_config

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
    click.option("--stdin-filename", metavar="NAME", help="What to call standard input."),
    click.option(
        "--output-format", type=click.Choice(FORMATS), help="How to report edits and findings."
    ),
    click.option("--statistics", is_flag=True, help="Count by rule."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
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

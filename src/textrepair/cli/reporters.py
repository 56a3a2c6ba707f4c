"""Choosing a report by its name, and writing it where it goes."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ..reports.report import Reporter
from ..reports.text import ConciseReport, FullReport
from .output import paint_for, write_text, write_utf8
from .settings import Settings

_FOR_PROGRAMS = frozenset({"json", "sarif"})


def reporter_for(output_format: str, settings: Settings, *, to_file: bool = False) -> Reporter:
    """Return the report of a format, coloured if it goes to a terminal."""
    if output_format == "json":
        from ..reports.json_report import JsonReport

        return JsonReport()
    if output_format == "sarif":
        from ..reports.sarif import SarifReport

        return SarifReport(settings.rules)
    paint = paint_for(None if to_file else sys.stdout)
    return ConciseReport(paint) if output_format == "concise" else FullReport(paint)


def is_for_programs(output_format: str | None) -> bool:
    """Tell whether a format is read by programs, which expect UTF-8 and nothing else."""
    return output_format in _FOR_PROGRAMS


def write_report(pieces: Iterable[str], output_format: str | None) -> None:
    """Write pieces of a report to standard output."""
    write = write_utf8 if is_for_programs(output_format) else write_text
    text = "".join(pieces)
    if text:
        write(text)

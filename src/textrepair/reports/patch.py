"""A diff written down: exactly, for ``patch``; or for a terminal, safe, coloured and cut."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..detection import Decoding
from ..encodings.stray_bytes import encode_keeping
from .diff import Hunk, hunks
from .escaping import harmless, visible
from .report import Outcome
from .text import Paint

#: Lines longer than this are cut on a terminal, to a window around the first change.
_LONGEST = 2000
_WINDOW = 200
_NO_LINE_END = "\\ No newline at end of file\n"
_COLOURS = {"+": "green", "-": "red", " ": None}


def patch(outcome: Outcome, decoding: Decoding) -> Iterator[bytes]:
    """Yield a unified diff in the encoding of the file, which ``patch`` can apply.

    UTF-16 and UTF-32 are written as UTF-8, for no patch program reads them.
    """
    wide = decoding.encoding.startswith(("utf-16", "utf-32"))
    encoding = "utf-8" if wide else decoding.encoding
    name = _file_name(outcome.path)
    for number, hunk in enumerate(hunks(outcome.repair)):
        if number == 0:
            yield b"--- " + name + b"\n+++ " + name + b"\n"
        yield f"{hunk.header}\n".encode()
        for sign, line in hunk.lines:
            yield sign.encode() + encode_keeping(line, encoding)
            if not line.endswith("\n"):
                yield b"\n" + _NO_LINE_END.encode()


def _file_name(path: str) -> bytes:
    shown = visible(path)
    return (
        os.fsencode(path)
        if shown.encode("utf-8", "replace") == os.fsencode(path)
        else (f'"{shown}"'.encode())
    )


def shown_diff(outcome: Outcome, paint: Paint) -> Iterator[str]:
    """Yield a diff for a terminal."""
    name = visible(outcome.path)
    for number, hunk in enumerate(hunks(outcome.repair)):
        if number == 0:
            yield paint(f"--- {name}", bold=True) + "\n" + paint(f"+++ {name}", bold=True) + "\n"
        yield paint(hunk.header, fg="cyan") + "\n"
        for sign, line in _cut_lines(hunk):
            body = harmless(line.removesuffix("\n")).replace("\r", r"\r")
            yield paint(sign + body, fg=_COLOURS[sign]) + "\n"
            if not line.endswith("\n"):
                yield _NO_LINE_END


def _cut_lines(hunk: Hunk) -> Iterator[tuple[str, str]]:
    """Yield the lines of a hunk, long ones cut to where they change."""
    removed = [line for sign, line in hunk.lines if sign == "-"]
    added = [line for sign, line in hunk.lines if sign == "+"]
    paired = len(removed) == len(added)
    seen = {"-": 0, "+": 0}
    for sign, line in hunk.lines:
        where = 0
        if sign != " ":
            if paired and len(line) > _LONGEST:
                where = _first_difference(removed[seen[sign]], added[seen[sign]])
            seen[sign] += 1
        yield sign, _cut(line, where)


def _cut(line: str, where: int) -> str:
    if len(line) <= _LONGEST:
        return line
    start = max(0, where - _WINDOW)
    end = where + _WINDOW
    lead = f"…{start} characters…" if start else ""
    left = len(line) - end
    tail = f"…{left} characters…\n" if left > 0 else ""
    return lead + line[start:end] + tail


def _first_difference(one: str, other: str) -> int:
    """Return how long the common beginning is: halving finds it by few comparisons in C."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low

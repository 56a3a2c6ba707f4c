"""``textrepair numbers``: how far the numbers of a text and its translation agree, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ..errors import TextRepairError
from ..files.document import read_document
from ..numbers import LineMatch, compare_lines
from ..reports.escaping import visible
from ..reports.json_report import dumps
from .output import write_text, write_utf8

FORMATS: Final = ("table", "jsonl")

#: How many lines are written at once.
_BATCH: Final = 1000


def compare_files(source: str, target: str, *, encoding: str | None, output_format: str) -> int:
    """Print how the numbers of two files agree, and return the exit code.

    Raises TextRepairError.
    """
    texts = [_read(path, encoding) for path in (source, target)]
    in_json = output_format == "jsonl"
    write = write_utf8 if in_json else write_text
    batch: list[str] = []
    for found in compare_lines(*texts):
        batch.append(dumps(_object(found)) if in_json else _row(found))
        if len(batch) == _BATCH:
            write("".join(f"{row}\n" for row in batch))
            batch.clear()
    write("".join(f"{row}\n" for row in batch))
    return 0


def _read(path: str, encoding: str | None) -> str:
    try:
        return read_document(path, encoding=encoding).text.replace("\r\n", "\n")
    except TextRepairError as error:
        raise type(error)(f"{path}: {error}") from None


def _row(found: LineMatch) -> str:
    """Return a row of the table: score, pairs, missing, added, and whether it was refilled."""
    match = found.match
    pairs = (f"{found.source[slice(*s)]}={found.target[slice(*t)]}" for s, t in match.pairs)
    cells = (
        f"{match.score:.3f}",
        _cell(pairs),
        _cell(match.missing),
        _cell(match.added),
        "refilled" if match.refilled else "-",
    )
    return "\t".join(cells)


def _cell(numbers: Iterable[str]) -> str:
    return visible(" ".join(numbers)) or "-"


def _object(found: LineMatch) -> dict[str, Any]:
    match = found.match
    return {
        "source_line": found.source_line,
        "target_line": found.target_line,
        "score": match.score,
        "refilled": match.refilled,
        "pairs": [
            {"source": _number(found.source, one), "target": _number(found.target, other)}
            for one, other in match.pairs
        ],
        "missing": [_number(found.source, span) for span in match.missing_at],
        "added": [_number(found.target, span) for span in match.added_at],
    }


def _number(line: str, span: tuple[int, int]) -> dict[str, Any]:
    return {"text": line[slice(*span)], "start": span[0], "end": span[1]}

"""The report for programs: a JSON list with an object for each edit and each finding."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from .escaping import in_json
from .items import Item, items_of
from .report import FileResult, Problem


class JsonReport:
    """A list of objects, written one by one; their fields are the public contract."""

    def __init__(self) -> None:
        self._begun = False

    def add(self, result: FileResult) -> Iterator[str]:
        """Yield the objects of one file, one a line."""
        for item in items_of(result):
            yield ",\n " if self._begun else "[\n "
            self._begun = True
            yield dumps(_object(result.path, item))

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield the end of the list; problems are told on standard error."""
        del problems
        yield "\n]\n" if self._begun else "[]\n"


def dumps(value: Any) -> str:
    """Return a value as JSON that people can read and a terminal can show."""
    return in_json(json.dumps(value, ensure_ascii=False))


def _object(path: str, item: Item) -> dict[str, Any]:
    return {
        "path": path,
        "rule": item.rule,
        "kind": item.kind,
        "start": item.start.offset,
        "end": item.end.offset,
        "line": item.start.line,
        "column": item.start.column,
        "before": item.before,
        "after": item.after,
        "message": item.message,
        "applicability": item.applicability,
        "confidence": item.confidence,
        "suggestions": [asdict(suggestion) for suggestion in item.suggestions],
    }

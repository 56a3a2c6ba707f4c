"""Apache Beam: ``texts | Repaired()``, or ``rows | Repaired("text")`` for rows that are dicts."""

from __future__ import annotations

from typing import Any

from . import extra
from .fixer import Fix

with extra("beam"):
    import apache_beam


class Repaired(apache_beam.PTransform):  # type: ignore[misc]
    """Repairs a collection: texts, or the columns named of rows that are dicts; None stays None.

    ``into`` and the options are those of ``Fix``.
    """

    def __init__(self, *columns: str, into: str | None = None, **options: Any) -> None:
        super().__init__()
        self._fix = Fix(*columns, into=into, **options) if columns else Fix(**options)

    def expand(self, elements: Any) -> Any:
        """Return the collection repaired."""
        return elements | apache_beam.Map(
            _repaired_row if self._fix.columns else _repaired, self._fix
        )


def _repaired(text: Any, fix: Fix) -> Any:
    return text if text is None else fix.pipeline.fix(text)


def _repaired_row(row: Any, fix: Fix) -> Any:
    batch = fix({name: [value] for name, value in row.items()})
    return {name: values[0] for name, values in batch.items()}

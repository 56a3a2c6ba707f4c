"""What is said of a row of a table: an edit, a finding or an error as a struct of Arrow."""

from __future__ import annotations

from typing import Any, Final

from ...edits import Edit, Finding
from .. import extra

with extra("arrow"):
    import pyarrow as pa

#: What is known of one edit or finding.  ``kind`` is "edit", "finding" or "error"; ``after`` is
#: the text put in or suggested, null if there is none.
FINDING: Final = pa.struct(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("rule", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("before", pa.string(), nullable=False),
        pa.field("after", pa.string()),
        pa.field("message", pa.string(), nullable=False),
        pa.field("confidence", pa.float64()),
        pa.field("applicability", pa.string(), nullable=False),
    ]
)
FINDINGS: Final = pa.list_(FINDING)


def edit_row(edit: Edit) -> dict[str, Any]:
    """Return an edit as a struct."""
    return {
        "kind": "edit",
        "rule": edit.rule,
        "start": edit.start,
        "end": edit.end,
        "before": edit.before,
        "after": edit.after,
        "message": edit.message,
        "confidence": edit.confidence,
        "applicability": str(edit.applicability),
    }


def finding_row(finding: Finding) -> dict[str, Any]:
    """Return a finding as a struct, with its first suggestion."""
    first = finding.suggestions[0] if finding.suggestions else None
    return {
        "kind": "finding",
        "rule": finding.rule,
        "start": finding.start,
        "end": finding.end,
        "before": finding.text,
        "after": first and first.text,
        "message": finding.message,
        "confidence": first and first.confidence,
        "applicability": str(finding.applicability),
    }


def error_row(message: str) -> dict[str, Any]:
    """Return the struct that says why a row stays as it is."""
    return {
        "kind": "error",
        "rule": "",
        "start": 0,
        "end": 0,
        "before": "",
        "after": None,
        "message": message,
        "confidence": None,
        "applicability": "display",
    }

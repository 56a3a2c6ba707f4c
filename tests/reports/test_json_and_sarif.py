"""JSON and SARIF: valid by their schemas, whole, and nothing raw for a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import (  # type: ignore[import-untyped]
    Draft4Validator,
    Draft202012Validator,
)
from tests.reports.strategies import repairs

from textrepair import RULES, Repair
from textrepair.reports.json_report import JsonReport
from textrepair.reports.report import FileResult, Problem, Reporter
from textrepair.reports.sarif import SarifReport

SCHEMAS = Path(__file__).parent.parent / "schemas"
REPORT = Draft202012Validator(json.loads((SCHEMAS / "report.schema.json").read_text("utf-8")))
SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]")


def report(reporter: Reporter, repairs: Sequence[Repair], problems: Sequence[Problem]) -> Any:
    pieces: list[str] = []
    for number, repair in enumerate(repairs):
        pieces += reporter.add(FileResult(f"d é/a:{number}\x1b.txt", "utf-8", 9, repair))
    pieces += reporter.finish(problems)
    text = "".join(pieces)
    assert not RAW.search(text)
    return json.loads(text.encode())


@given(repairs(), repairs())
def test_json(one: Repair, other: Repair) -> None:
    objects = report(JsonReport(), [one, other], [])
    REPORT.validate(objects)
    edits = [each for each in objects if each["kind"] == "edit"]
    assert [e["after"] for e in edits] == [e.after for r in (one, other) for e in r.edits]
    assert len(objects) - len(edits) == len(one.findings) + len(other.findings)


@given(repairs())
def test_sarif(repair: Repair) -> None:
    problems = [Problem("no.txt", "no such file"), Problem(None, "wrong")]
    document = report(SarifReport(RULES), [repair], problems)
    SARIF.validate(document)
    (run,) = document["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert not run["invocations"][0]["executionSuccessful"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [r.name for r in RULES]
    assert applied(repair.original, run["results"]) == repair.text


def applied(text: str, results: list[dict[str, Any]]) -> str:
    """Apply the fixes of the edits, from the last to the first."""
    for result in reversed(results):
        if result["properties"]["kind"] == "edit":
            (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
            start = replacement["deletedRegion"]["charOffset"]
            end = start + replacement["deletedRegion"]["charLength"]
            text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
    return text


@pytest.mark.parametrize("broken", [{"version": "2.1.0"}, {"version": "2.0", "runs": []}])
def test_schema_is_no_formality(broken: dict[str, Any]) -> None:
    assert not SARIF.is_valid(broken)


@pytest.mark.parametrize("field", ["path", "before", "suggestions"])
def test_no_field_may_be_missing(field: str) -> None:
    whole: dict[str, Any] = {
        "path": "a", "rule": "r", "kind": "finding", "start": 0, "end": 1, "line": 1,
        "column": 1, "before": "a", "after": None, "message": "m",
        "applicability": "display", "confidence": None, "suggestions": [],
    }  # fmt: skip
    assert REPORT.is_valid([whole])
    assert not REPORT.is_valid([{key: value for key, value in whole.items() if key != field}])
    assert not REPORT.is_valid([{**whole, "more": 1}])

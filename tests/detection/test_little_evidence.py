"""Bytes that tell little of their encoding: signs, lone letters, names, declarations, drawings."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from textrepair import decode

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "fixtures/detection/little_evidence.toml").read_text("utf-8")
)["case"]
STRAY = re.compile(r"\{([0-9A-F]{2})\}")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case['kind']}: {case['bytes'][:24]}",
            marks=[pytest.mark.xfail(strict=True)] if case.get("fails") else [],
        )
        for case in CASES
    ],
)
def test_what_bytes_say(case: dict[str, str]) -> None:
    data = bytes.fromhex(case["bytes"])
    text = STRAY.sub(lambda stray: chr(0xDC00 + int(stray.group(1), 16)), case["text"])
    read = decode(data)
    assert ascii(read.text) == ascii(text)  # lone surrogates do not get through to a report
    assert read.encode(read.text) == data

"""stray-bytes: told, never touched."""

from __future__ import annotations

import pytest

from textrepair import decode, fix, repair


@pytest.mark.parametrize("text", ["\ud83d", "\ude00 and \udbff"])
def test_other_lone_surrogates_are_no_bytes(text: str) -> None:
    assert not repair(text, select=["stray-bytes"]).findings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\udc80", "byte 80 does not belong to the encoding of the text"),
        ("\udcffa", "byte FF does not belong to the encoding of the text"),
        ("\udce4\udcb8b", "2 bytes (E4 B8) do not belong to the encoding of the text"),
    ],
)
def test_run_is_told_and_left(text: str, message: str) -> None:
    result = repair(text, select=["stray-bytes"])
    assert [finding.message for finding in result.findings] == [message]
    assert result.text == text == fix(text)


def test_long_run_is_told_in_short() -> None:
    (finding,) = repair("\udc80" * 500, select=["stray-bytes"]).findings
    assert len(finding.message) < 100
    assert finding.end == 500


def test_found_in_what_was_decoded() -> None:
    text = decode("déjà vu, été ".encode() + b"\xe9").text
    (finding,) = repair(text).findings
    assert (finding.start, finding.end) == (13, 14)

"""A repair survives JSON: found by fuzz/harness.py, which met findings that came back as others."""

from __future__ import annotations

import json

import pytest

from textrepair import InputError, Repair, repair


@pytest.mark.parametrize("text", ["\ufffd鍏\ufffd寰堝ソ\ufffd caf\udce9 <>", "cafÃ© 13月", "plain"])
@pytest.mark.parametrize("unsafe", [False, True])
def test_repair_survives_json(text: str, unsafe: bool) -> None:
    made = repair(text, unsafe=unsafe)
    assert Repair.from_dict(json.loads(json.dumps(made.to_dict()))) == made


@pytest.mark.parametrize(
    "change",
    [
        {"edits": 1},
        {"edits": [{}]},
        {"findings": None},
        {"text": 1},
        {"text": "other"},
        {"original": "other"},
        {"edits": [{"rule": "x", "start": 0, "end": 1, "before": "c", "after": "d"}]},
    ],
)
def test_what_is_no_repair_is_said_to_be_none(change: dict[str, object]) -> None:
    plain = repair("cafÃ© <>").to_dict()
    with pytest.raises(InputError, match="to_dict"):
        Repair.from_dict({**plain, **change})
    for key in change:
        del plain[key]
    with pytest.raises(InputError, match="to_dict"):
        Repair.from_dict(plain)

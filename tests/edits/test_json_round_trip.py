"""A repair survives JSON: found by fuzz/harness.py, which met findings that came back as others."""

from __future__ import annotations

import json

import pytest

from textrepair import Repair, repair


@pytest.mark.parametrize("text", ["\ufffd鍏\ufffd寰堝ソ\ufffd caf\udce9 <>", "cafÃ© 13月", "plain"])
@pytest.mark.parametrize("unsafe", [False, True])
def test_repair_survives_json(text: str, unsafe: bool) -> None:
    made = repair(text, unsafe=unsafe)
    assert Repair.from_dict(json.loads(json.dumps(made.to_dict()))) == made

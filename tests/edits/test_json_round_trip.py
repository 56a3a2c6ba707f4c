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


def test_ipython_prints_the_first_edits() -> None:
    class Printer:
        said = ""

        def text(self, text: str) -> None:
            self.said += text

    printer = Printer()
    repair("cafÃ©.\n" * 30)._repr_pretty_(printer, cycle=False)
    first, second, *_, last = printer.said.splitlines()
    assert first.startswith("<Repair: 30 edits, 0 findings: 'café.")
    assert (
        second == "  0-6  'cafÃ©.' -> 'café.'  mojibake: UTF-8 was read as Latin-1 or Windows-1252"
    )
    assert last == "  and 20 more"

"""Plug-ins: rules of other packages, found through the entry-point group textrepair.rules."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import pytest
from tests.support import run_python

from textrepair import RULES, Pipeline
from textrepair.pipeline.registry import (
    ENTRY_POINT_GROUP,
    builtin_and_plugged_in,
    listed_rules,
    named,
)

MODULE = '''
"""Smileys that a forum put into the text."""

from textrepair import Edit, Rule, Trigger


def find(text, options):
    start = text.find(":smile:")
    while start >= 0:
        yield Edit(RULE.name, start, start + 7, ":smile:", "\\N{SLIGHTLY SMILING FACE}", "a smiley")
        start = text.find(":smile:", start + 7)


def inflict(text, rng):
    return text.replace("\\N{SLIGHTLY SMILING FACE}", ":smile:")


RULE = Rule(
    name="forum-smiley",
    summary="a smiley was put in as a word",
    doc=__doc__,
    trigger=Trigger(first=":", then="smile:", ascii=True),
    find=find,
    inflict=inflict,
    profiles=("repair",),
)
'''


def plug_in(folder: Path, entry: str) -> Path:
    """Lay out an installed package, as pip would, and return the folder it is in."""
    info = folder / "forum_repair-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: forum-repair\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{ENTRY_POINT_GROUP}]\n{entry}\n")
    (folder / "forum_repair.py").write_text(MODULE)
    return folder


def test_a_plug_in_runs_is_named_garbles_and_pickles(tmp_path: Path) -> None:
    path = plug_in(tmp_path, "forum-smiley = forum_repair:RULE")
    code = """
import pickle
import textrepair
print(textrepair.Pipeline().rules[-1].name)
print(ascii(textrepair.fix("hello :smile:")))
print(textrepair.repair("hello :smile:").edits[0].rule)
print(textrepair.fix("hello :smile:", ignore=["forum-smiley"]))
print(textrepair.garble("\\N{SLIGHTLY SMILING FACE}", "forum-smiley"))
again = pickle.loads(pickle.dumps(textrepair.Pipeline(select=["forum-smiley"])))
print(ascii(again.fix(":smile:")))
"""
    assert run_python(code, path=path).splitlines() == [
        "forum-smiley",
        r"'hello \U0001f642'",
        "forum-smiley",
        "hello :smile:",
        ":smile:",
        r"'\U0001f642'",
    ]


class Recorded(pickle.Unpickler):
    """Loads a pickle, and notes what it names."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self.named: set[str] = set()

    def find_class(self, module: str, name: str) -> Any:
        self.named.add(f"{module}.{name}")
        return super().find_class(module, name)


def test_the_pickle_of_a_pipeline_holds_options_only() -> None:
    pipeline = Pipeline(unsafe=True, language="fr")
    before = pickle.dumps(pipeline)
    assert pipeline.fix("dÃ©jÃ  vu") == "déjà vu"
    assert pickle.dumps(pipeline) == before, "what was loaded meanwhile is no part of it"
    loaded = Recorded(before)
    loaded.load()
    assert all(name.startswith(("textrepair.", "builtins.", "copyreg.")) for name in loaded.named)
    assert len(before) < 5_000


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("gone = forum_repair_gone", "No module named 'forum_repair_gone'"),
        ("gone = forum_repair:rule", "has no attribute 'rule'"),
        ("gone = forum_repair", "forum_repair is no textrepair.Rule"),
        ("gone = forum_repair:find", "forum_repair:find is no textrepair.Rule"),
    ],
)
def test_a_broken_plug_in_is_named_with_its_package(
    tmp_path: Path, entry: str, reason: str
) -> None:
    path = plug_in(tmp_path, entry)
    code = """
import textrepair
try:
    textrepair.fix("text")
except textrepair.TextRepairError as error:
    print(type(error).__name__, error)
"""
    said = run_python(code, path=path)
    assert said.startswith("RuleError the rule 'gone' of the package 'forum-repair' cannot be")
    assert reason in said
    assert "uninstall" in said


def test_rules_are_named_once_and_documented() -> None:
    rules = builtin_and_plugged_in()
    assert rules[: len(RULES)] == RULES
    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.name == rule.name.lower().replace("_", "-").replace(" ", "-")
        assert rule.summary.strip()
        assert "\n" not in rule.summary
        assert len(rule.doc.splitlines()) > 3, f"{rule.name} is not explained"
        assert set(rule.profiles) <= {"repair", "normalize"}


def test_named_rules_come_in_the_order_in_which_they_run() -> None:
    wanted = [rule.name for rule in RULES]
    known = listed_rules()[: len(RULES)]
    assert [rule.name for rule in named(known, reversed(wanted))] == wanted
    assert named(known, []) == []

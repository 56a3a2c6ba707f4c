"""What several tests share: where the fixtures are, how they are read, how edits are drawn."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from textrepair import Applicability, Edit, Repair
from textrepair.edits import apply_edits

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"


@dataclass(frozen=True)
class Case:
    """One case of a fixture file: text that is repaired, or text that must stay."""

    fixture: str
    name: str
    group: str
    text: str
    expected: str
    options: dict[str, Any] = field(default_factory=dict)
    findings: tuple[str, ...] | None = None

    @property
    def id(self) -> str:
        """What pytest calls the case."""
        return f"{self.fixture}/{self.name}"


@dataclass(frozen=True)
class Fixture:
    """The fixture file of a rule: its cases, and the languages in which the damage happens."""

    rule: str
    cases: tuple[Case, ...]
    #: Files of fixtures/clean to inflict the damage on; None for all that is prose.
    languages: tuple[str, ...] | None = None

    def of(self, group: str) -> list[Case]:
        """Return the cases of a group: pass, noop or known-failure."""
        return [case for case in self.cases if case.group == group]


GROUPS = ("noop", "pass", "known-failure")


@cache
def rule_fixtures() -> dict[str, Fixture]:
    """Read the fixture files of fixtures/rules, by the name of their rule."""
    return {path.stem: _fixture(path) for path in sorted((FIXTURES / "rules").glob("*.toml"))}


def rule_cases(group: str) -> list[Case]:
    """Return the cases of a group (pass, noop, known-failure) of all rules."""
    return [case for fixture in rule_fixtures().values() for case in fixture.of(group)]


def article_cases() -> list[Case]:
    """Read the article pairs of fixtures/articles, with what articles.toml says of them."""
    folder = FIXTURES / "articles"
    described = folder / "articles.toml"
    tables = tomllib.loads(_read(described)) if described.exists() else {}
    return [
        Case(
            fixture="articles",
            name=name,
            group="article",
            text=_read(path),
            expected=_read(folder / f"{name}.expected.txt"),
            options=tables.get(name, {}).get("options", {}),
        )
        for path in sorted(folder.glob("*.garbled.txt"))
        for name in [path.name.removesuffix(".garbled.txt")]
    ]


def clean_texts() -> dict[str, str]:
    """Read the texts of fixtures/clean, by file name."""
    return {path.stem: _read(path) for path in sorted((FIXTURES / "clean").glob("*.txt"))}


def _read(path: Path) -> str:
    """Read a file as it is: line ends are part of the text."""
    return path.read_bytes().decode()


def _fixture(path: Path) -> Fixture:
    tables = tomllib.loads(_read(path))
    languages = tables.pop("languages", None)
    cases = [
        _case(path.stem, group, number, table)
        for group in tables
        for number, table in enumerate(tables[group], 1)
    ]
    return Fixture(path.stem, tuple(cases), None if languages is None else tuple(languages))


def _case(fixture: str, group: str, number: int, table: dict[str, Any]) -> Case:
    say = _with_escapes if table.get("escapes") else str
    text = say(table["text"] if group == "noop" else table["garbled"])
    findings = table.get("findings")
    return Case(
        fixture=fixture,
        name=table.get("name", f"{group}-{number}"),
        group=group,
        text=text,
        expected=text if group == "noop" else say(table["expected"]),
        options=table.get("options", {}),
        findings=None if findings is None else tuple(map(say, findings)),
    )


def _with_escapes(text: str) -> str:
    r"""Return the text in which ``\uXXXX`` is read as the character, also half of one."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def assert_sound(repair: Repair) -> None:
    """Assert what holds for every repair, whatever the text and the rules."""
    original, text = repair.original, repair.text
    position = 0
    for edit in repair.edits:
        assert position <= edit.start <= edit.end, "edits are ordered and disjoint"
        assert original[edit.start : edit.end] == edit.before
        assert edit.before != edit.after
        assert 0 <= edit.confidence <= 1
        position = edit.end
    assert apply_edits(original, repair.edits) == text
    assert repair.undo() == original
    for finding in repair.findings:
        assert 0 <= finding.start <= finding.end <= len(original)
        assert original[finding.start : finding.end] == finding.text
        assert finding.applicability is not Applicability.SAFE
        assert all(0 <= suggestion.confidence <= 1 for suggestion in finding.suggestions)


def run_python(code: str, *, path: Path | None = None, hash_seed: str = "0") -> str:
    """Run code in a Python of its own and return what it prints."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"}
    if path is not None:
        others = os.environ.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(path), others)))
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@st.composite
def edits_of(draw: st.DrawFn, text: str, rule: str) -> list[Edit]:
    """Draw ordered, disjoint edits of a text: replacements, insertions, deletions, adjacent too."""
    edits: list[Edit] = []
    position = 0
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(position, len(text)))
        end = draw(st.integers(start, min(start + 3, len(text))))
        after = draw(st.text("abcX", max_size=3))
        before = text[start:end]
        # Two insertions at one place have no order of their own, so only the first is drawn.
        again = bool(edits) and start == end == edits[-1].start == edits[-1].end
        if before != after and not again:
            edits.append(Edit(rule, start, end, before, after, f"{rule} {start}"))
            position = end
    return edits

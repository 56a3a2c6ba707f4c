"""What several tests share: where the fixtures are, how they are read, how edits are drawn."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
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

    name: str
    group: str
    text: str
    expected: str
    options: dict[str, Any] = field(default_factory=dict)
    findings: tuple[str, ...] | None = None


def rule_cases(group: str) -> list[Case]:
    """Read the cases of a group (pass, noop, known-failure) from fixtures/rules."""
    return [
        _case(path, group, number, table)
        for path in sorted((FIXTURES / "rules").glob("*.toml"))
        for number, table in enumerate(tomllib.loads(_read(path)).get(group, []), 1)
    ]


def article_cases() -> list[Case]:
    """Read the article pairs of fixtures/articles, with what articles.toml says of them."""
    folder = FIXTURES / "articles"
    described = folder / "articles.toml"
    tables = tomllib.loads(_read(described)) if described.exists() else {}
    return [
        Case(
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


def _case(path: Path, group: str, number: int, table: dict[str, Any]) -> Case:
    text = table["text"] if group == "noop" else table["garbled"]
    findings = table.get("findings")
    return Case(
        name=f"{path.stem}-{number}",
        group=group,
        text=text,
        expected=text if group == "noop" else table["expected"],
        options=table.get("options", {}),
        findings=None if findings is None else tuple(findings),
    )


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

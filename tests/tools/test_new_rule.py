"""A new rule is made in a temporary copy: it touches the files that CONTRIBUTING.md names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import ROOT
from tools.new_rule import new_rule, with_rule

NAME = "double-daggers"
MADE = {
    f"docs/rules/{NAME}.md",
    "docs/rules.md",
    f"fixtures/rules/{NAME}.toml",
    "src/textrepair/rules/all_rules.py",
    "src/textrepair/rules/data/listing.txt",
    "src/textrepair/rules/characters/double_daggers.py",
}
#: The tables of the gate are made anew where the kernels are compiled.
GATE = "src/textrepair/pipeline/data/gate.pack"
COPIED = ("docs", "fixtures", "src", "tests", "tools", "pyproject.toml")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy what a contributor has checked out."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join((str(copy / "src"), str(copy)))
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def write_rule(copy: Path) -> None:
    """Fill in the files, as a contributor does."""
    module = copy / "src/textrepair/rules/characters/double_daggers.py"
    text = module.read_text(encoding="utf-8")
    text = text.replace('"TODO: damaged"', '"see ‡‡"').replace("TODO: as it was", "see ‡")
    text = text.replace("\\ue000", "‡").replace('then=""', 'then="‡"')
    text = text.replace('re.compile("‡")', 're.compile("‡‡+")').replace(
        "match: match[0]", 'match: "‡"'
    )
    module.write_text(text, encoding="utf-8")
    fixture = copy / f"fixtures/rules/{NAME}.toml"
    text = fixture.read_text(encoding="utf-8")
    text = text.replace('case"', 'case‡‡"').replace("case, repaired", "case‡")
    fixture.write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_a_new_rule_touches_the_files_of_its_recipe(copy: Path) -> None:
    before = contents(copy)
    done = run(copy, "-m", "tools.new_rule", NAME, "characters", "--after", "line-breaks")
    assert done.returncode == 0, done.stderr
    after = contents(copy)
    assert {name for name in after if after[name] != before.get(name)} - {GATE} == MADE
    assert set(done.stdout.split()) == MADE

    tests = (
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        NAME,
        "tests/laws/test_fixtures.py",
    )
    done = run(copy, *tests)
    assert done.returncode == 1, "nothing is written yet"
    assert "todo-plain" in done.stdout

    write_rule(copy)
    done = run(copy, "-m", "tools.build_docs")  # the listing holds the trigger
    assert done.returncode == 0, done.stderr
    done = run(copy, *tests)
    assert done.returncode == 0, done.stdout
    done = run(copy, "-m", "textrepair", "explain", NAME)
    assert "Looks like:" in done.stdout


def test_a_rule_is_listed_after_the_last_of_its_family() -> None:
    listing = (ROOT / "src/textrepair/rules/all_rules.py").read_text(encoding="utf-8")
    listed = with_rule(listing, "aa", "markup", None)
    assert "from .markup import aa, escaped_mojibake, html_entities, terminal_escapes\n" in listed
    assert "    escaped_mojibake.RULE,\n    aa.RULE,\n" in listed
    assert len(listed.splitlines()) == len(listing.splitlines()) + 1


@pytest.mark.parametrize(
    ("name", "after", "reason"),
    [
        ("CamelCase", None, "not in kebab-case"),
        ("mojibake", None, "already"),
        ("new-one", "no-such-rule", "no rule 'no-such-rule'"),
    ],
)
def test_what_cannot_be_is_said(copy: Path, name: str, after: str | None, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        new_rule(copy, name, "encoding", after)

"""What other programs read of this repository: the action, the citation, the hooks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import textrepair
from tests.support import ROOT

SCRIPT = re.search(r"      run: \|\n((?:        .*\n)+)", (ROOT / "action.yml").read_text("utf-8"))


def test_the_citation_names_this_version() -> None:
    assert f"\nversion: {textrepair.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


@pytest.mark.parametrize(
    ("paths", "arguments", "code"),
    [
        ("dirty.txt", "", 1),
        ("clean.txt", "", 0),
        ("dirty.txt clean.txt", "--ignore mojibake,suspect-mojibake", 0),
        ("$(touch hacked) ; touch hacked", "", 2),
    ],
)
def test_the_script_of_the_action(tmp_path: Path, paths: str, arguments: str, code: int) -> None:
    assert SCRIPT
    (tmp_path / "dirty.txt").write_text("The cafÃ© in MÃ¼nchen\n", "utf-8")
    (tmp_path / "clean.txt").write_text("The café in München\n", "utf-8")
    folder = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "TEXTREPAIR_PATHS": paths,
        "TEXTREPAIR_ARGUMENTS": arguments,
    }
    done = subprocess.run(
        ["bash", "-e", "-c", SCRIPT[1]],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    assert (b"::warning file=dirty.txt,line=1" in done.stdout) == (code == 1)
    assert not (tmp_path / "hacked").exists()


def test_the_package_index_gets_links_that_lead_somewhere() -> None:
    command = [sys.executable, "-m", "hatch_fancy_pypi_readme"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    links = re.findall(r"\]\(([^)]+)\)", done.stdout)
    here = re.compile(
        r"https://(?:github\.com|raw\.githubusercontent\.com)/textrepair/textrepair/(?:blob/)?"
        r"v[\d.]+/([^#]+)(?:#.*)?"
    )
    assert len(links) > 10
    for link in links:
        found = here.fullmatch(link)
        assert found, link
        assert (ROOT / found[1]).exists()


@pytest.mark.slow
def test_a_type_checker_sees_what_cannot_be(tmp_path: Path) -> None:
    wrong = {
        "textrepair.nosuch": "attr-defined",
        "from textrepair import nosuch": "attr-defined",
        'textrepair.fix("", profile="all")': "arg-type",
        'textrepair.Pipeline(chinese="zh")': "arg-type",
        'textrepair.fix(b"")': "arg-type",
        'textrepair.fix("", profil="repair")': "call-arg",
    }
    path = tmp_path / "program.py"
    right = 'import textrepair\ntextrepair.fix("", profile="normalize", chinese="hans")\n'
    path.write_text(right + "\n".join(wrong), "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--follow-imports=silent",
    ]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(
        [*command, str(path)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = re.findall(r":(\d+): error: .*\[(.+)\]", done.stdout)
    assert said == [(str(n), code) for n, code in enumerate(wrong.values(), 3)], done.stdout

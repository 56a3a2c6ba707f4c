"""The README does what it says: its examples run, its table holds, its commands are those of CI."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from textrepair import fix

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHELL = [text.strip() for kind, text in BLOCKS if kind == "sh"]
INSTALL_AND_RUN, INSTALL_AND_TEST = SHELL
ROWS = re.findall(r"^\| `(.*?)` \| `(.*?)` \|$", README, re.MULTILINE)


def textrepair_script() -> str:
    return str(Path(sys.executable).with_name("textrepair"))


def test_every_python_example_runs() -> None:
    examples = "".join(text for kind, text in BLOCKS if kind == "python")
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    assert len(test.examples) > 10
    runner = doctest.DocTestRunner(verbose=False)
    said: list[str] = []
    runner.run(test, out=said.append)
    assert not runner.failures, "".join(said)


@pytest.mark.parametrize(("before", "after"), ROWS)
def test_the_table_of_befores_and_afters_holds(before: str, after: str) -> None:
    assert fix(before) == after


def test_a_before_and_after_stands_in_the_first_ten_lines() -> None:
    assert "| before | after |" in README.splitlines()[:10]
    assert any(before != after for before, after in ROWS)
    assert any(before == after for before, after in ROWS)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert INSTALL_AND_TEST.endswith(".venv/bin/pytest")
    assert INSTALL_AND_TEST in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_main_job_of_the_readme_repairs_its_fixture() -> None:
    program, *arguments = shlex.split(INSTALL_AND_RUN.rpartition("&&")[2])
    assert program == ".venv/bin/textrepair"
    done = subprocess.run(
        [textrepair_script(), *arguments], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0
    garbled = ROOT / arguments[-1]
    expected = garbled.with_name(garbled.name.replace(".garbled.", ".expected."))
    assert done.stdout == expected.read_bytes()


COMMANDS = [
    line.partition("#")[0].removeprefix("$ ").strip()
    for kind, text in BLOCKS
    if kind == "console"
    for line in text.splitlines()
    if line.startswith("$ ")
]
#: One serves until it is stopped (tests/web tries it), one asks on a terminal (tests/cli does).
UNENDING = ("textrepair web", "textrepair fix -i page.txt")
COMMANDS = [line for line in COMMANDS if line not in UNENDING]


#: The files that the commands shown name, and what stands in them.
FILES = {
    "page.txt": "The cafÃ© isnâ€™t far.\n".encode(),
    "people.csv": "name,city\nBjÃ¶rn,MalmÃ¶\n".encode(),
    "docs/page.txt": "The cafÃ© isnâ€™t far.\n".encode(),
    "old.txt": "Zażółć gęślą jaźń.\n".encode("cp1250"),
    "article.txt": "圖書館的窗戶朝著公園。\n".encode(),
    "article.zh.txt": "8月17日,端口70万个。\n".encode(),
    "article.en.txt": b"On 8 August there were 17,70 ports.\n",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shown_runs(command: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    program, *arguments = shlex.split(command)
    assert program == "textrepair"
    done = subprocess.run(
        [textrepair_script(), *arguments], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode in (0, 1)
    assert done.stdout or {"-w", "-o"} & set(arguments)
    assert b"Traceback" not in done.stderr

"""The golden cases: a command, what it is given, what it must print, write and return.

In a file of ``cases``, each [[case]] has ``name`` and ``run`` (the arguments), and may have
``stdin``, ``files`` (before) and ``after`` (the files that must differ, or be there, then),
``stdout``, ``stderr`` (default: empty), ``exit`` (default: 0).  A string is UTF-8; a table
{bytes = "..."} has one byte for each character.  ``stdout-has`` and ``stderr-has`` list
pieces where the whole would say too much.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import run

CASES = Path(__file__).parent / "cases"
KEYS = {
    "name", "run", "stdin", "files", "after", "exit",
    "stdout", "stderr", "stdout-has", "stderr-has",
}  # fmt: skip


def load() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            assert set(case) <= KEYS, f"{path.name}: {set(case) - KEYS}"
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def as_bytes(value: Any) -> bytes:
    text, encoding = (value["bytes"], "latin-1") if isinstance(value, dict) else (value, "utf-8")
    return str(text).encode(encoding)


@pytest.mark.parametrize("case", load())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    expected = {name: as_bytes(content) for name, content in case.get("files", {}).items()}
    for name, content in expected.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    done = run(*case["run"], cwd=tmp_path, stdin=as_bytes(case.get("stdin", "")))
    expected |= {name: as_bytes(content) for name, content in case.get("after", {}).items()}
    there = {
        str(path.relative_to(tmp_path)): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    for stream, got in (("stdout", done.stdout), ("stderr", done.stderr)):
        for piece in case.get(f"{stream}-has", ()):
            assert piece in got.decode("utf-8"), f"{stream}: {got.decode()}"
        if f"{stream}-has" not in case:
            assert got == as_bytes(case.get(stream, "")), (
                f"{stream}: {got.decode(errors='replace')}"
            )
    assert done.returncode == case.get("exit", 0)
    assert there == expected

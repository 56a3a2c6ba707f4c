"""The blocks of docs/pipelines.md run as they stand, each in a process of its own."""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ENGINES
from tests.cli.running import environment
from tests.support import ROOT

BLOCKS: list[tuple[str, str]] = re.findall(
    r"^```python ?(\w*)\n(.*?)^```$",
    (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def run_block(code: str, folder: Path) -> None:
    token = folder / "token"  # of the cluster that Ray starts; by default Ray leaves one in $HOME
    token.write_text(secrets.token_hex(32))
    more = {"PYSPARK_PYTHON": sys.executable, "RAY_AUTH_TOKEN_PATH": str(token)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("code", [code for name, code in BLOCKS if not name])
def test_a_block_that_needs_no_engine_runs(code: str, tmp_path: Path) -> None:
    run_block(code, tmp_path)


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "code"), [pair for pair in BLOCKS if pair[0]], ids=lambda x: x[:9]
)
def test_the_block_of_an_engine_runs(name: str, code: str, tmp_path: Path) -> None:
    if find_spec(ENGINES[name]) is None:
        pytest.skip(f"{ENGINES[name]} is missing; pip install -e '.[{name}]'")
    run_block(code, tmp_path)


def test_every_engine_has_a_block() -> None:
    assert {name for name, _ in BLOCKS if name} == set(ENGINES) - {"columns", "spark_job"}

"""Compiled kernels that are older than their source are not used, and the version says so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import textrepair
from textrepair import kernels


@pytest.mark.skipif(not kernels.compiled, reason="no compiled kernels")
def test_kernels_of_another_source_are_not_used(tmp_path: Path) -> None:
    package = Path(textrepair.__file__).parent
    if not list(package.glob("kernels/*.pyx")):
        pytest.skip("a wheel has no source")
    shutil.copytree(package, tmp_path / "textrepair")
    changed = tmp_path / "textrepair" / "kernels" / "_lattice.pyx"
    source = changed.read_text(encoding="utf-8")
    changed.write_text(f"{source}\n# newer\n", encoding="utf-8")
    code = "import textrepair; print(textrepair.compiled, textrepair.fix('dÃ©jÃ\\xa0 vu'))"
    for arguments, said in (
        (["-c", code], "False déjà vu"),
        (["-m", "textrepair", "-V"], "pure Python: same results, but slower; compiled kernels are"),
    ):
        done = subprocess.run(
            [sys.executable, *arguments],
            env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        assert said in done.stdout

"""A process that forks while its threads import leaves children that can import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, signal, sys, threading
if sys.argv[1] == "with":
    import textrepair
    textrepair.Options
begun = threading.Event()
sys.modules["begun"] = begun
thread = threading.Thread(target=lambda: __import__("slow"))
thread.start()
begun.wait()  # the module is half loaded
child = os.fork()
if child == 0:
    signal.alarm(20)
    import slow
    os._exit(0 if slow.done else 1)
status = os.waitpid(child, 0)[1]
thread.join()
raise SystemExit(0 if status == 0 else 3)
"""
SLOW = """
import sys, time
sys.modules["begun"].set()
time.sleep(1)
done = True
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork_while_a_thread_imports(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(SLOW)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, "with"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork_within_an_import_does_not_wait_for_itself(tmp_path: Path) -> None:
    (tmp_path / "forks.py").write_text(
        "import os, time\nbegun = time.monotonic()\nchild = os.fork()\n"
        "if child == 0: os._exit(0)\nos.waitpid(child, 0)\ntook = time.monotonic() - begun\n"
    )
    script = "import textrepair; textrepair.Options; import forks; raise SystemExit(forks.took > 4)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0

"""Running the command line for real, in a process of its own, with the probe rule plugged in."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

PLUGIN = Path(__file__).parent / "plugin"
_SETTINGS = ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUNBUFFERED")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    paths = os.pathsep.join(filter(None, [str(PLUGIN), os.environ.get("PYTHONPATH")]))
    return {**kept, "PYTHONPATH": paths, "PYTHONUTF8": "1", "TERM": "xterm", **more}


def default_signals() -> None:
    """Undo what nohup, or a shell that runs the tests in the background, made ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def run(
    *arguments: str, cwd: Path, stdin: bytes | int = b"", **more: Any
) -> subprocess.CompletedProcess[bytes]:
    more.setdefault("env", environment())
    more["input" if isinstance(stdin, bytes) else "stdin"] = stdin
    return subprocess.run(
        [sys.executable, "-m", "textrepair", *arguments],
        cwd=cwd,
        check=False,
        timeout=120,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )

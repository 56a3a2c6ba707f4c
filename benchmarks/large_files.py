"""Memory and speed of ``textrepair fix`` on large files: python -m benchmarks.large_files 50 200.

Each file is made of the lines of the clean fixtures, in a temporary directory.  Peak memory is
that of the process (resident), speed in megabytes of input a second.  ``as a whole`` is how
small files are repaired; ``cat`` and ``iconv`` show what reading and decoding alone take.
"""

import argparse
import codecs
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CLEAN = Path(__file__).parents[1] / "fixtures" / "clean"
#: By name: languages, encoding, share of the lines that are UTF-8 read as Latin-1.
FILES = {
    "UTF-8": (("fr", "de", "en", "pl", "ru"), "utf-8", 0.0),
    "UTF-8, 0.5 % of lines mojibake": (("fr", "de", "pl"), "utf-8", 0.005),
    "GB18030": (("zh-hans",), "gb18030", 0.0),
    "UTF-16": (("fr", "de", "en", "ru"), "utf-16", 0.0),
}
TEXTREPAIR = [sys.executable, "-m", "textrepair", "fix"]
WHOLE = """
import sys
from textrepair.files import document
document.LARGE = 1 << 40
from textrepair.cli import main
sys.exit(main(sys.argv[1:]))
"""
#: Files are repaired as a whole only up to so many megabytes.
MOST_AS_A_WHOLE = 64


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of CPU, and megabytes of memory at most."""

    seconds: float
    megabytes: float


def make(path: Path, languages: Sequence[str], encoding: str, garbled: float, size: int) -> None:
    """Write a file of about so many bytes."""
    lines = [
        line
        for language in languages
        for line in (CLEAN / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    rng = random.Random(0)
    encoder = codecs.getincrementalencoder(encoding)("ignore")
    with path.open("wb") as file:
        while file.tell() < size:
            chosen = [
                line.encode().decode("latin-1") if rng.random() < garbled else line
                for line in rng.choices(lines, k=10_000)
            ]
            file.write(encoder.encode("\n".join(chosen) + "\n"))


def measured(command: Sequence[str], codes: Sequence[int] = (0,)) -> Cost:
    """Run a command, its output thrown away, and return what it took; it exits with such a code."""
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in codes, command
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def commands(path: Path, encoding: str, *, findings: bool) -> dict[str, list[str]]:
    """Return what is compared."""
    out = str(path.with_suffix(".out"))
    found = {"fix -q": [*TEXTREPAIR, "-q", str(path), "-o", out]}
    if findings:
        found["fix"] = [*TEXTREPAIR, str(path), "-o", out]
    if path.stat().st_size <= MOST_AS_A_WHOLE << 20:
        found["fix -q, as a whole"] = [
            *(sys.executable, "-c", WHOLE, "fix", "-q", str(path), "-o", out)
        ]
    found["iconv"] = ["iconv", "-f", encoding, "-t", "utf-8", str(path), "-o", out]
    found["cat"] = ["cat", str(path)]
    return found


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", nargs="*", type=int, default=[50])
    parser.add_argument("--only", choices=FILES, help="one kind of file")
    parser.add_argument("--findings", action="store_true", help="with findings too, which is slow")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(f"{'file':32} {'MB':>5}  {'command':20} {'peak MB':>8} {'MB/s':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (languages, encoding, garbled) in FILES.items():
            if options.only in {None, name}:
                for megabytes in options.megabytes:
                    path = Path(folder, "a.txt")
                    make(path, languages, encoding, garbled, megabytes << 20)
                    size = path.stat().st_size / (1 << 20)
                    for what, command in commands(
                        path, encoding, findings=options.findings
                    ).items():
                        began = time.monotonic()
                        cost = measured(command)
                        speed = size / max(cost.seconds, 0.001)
                        print(
                            f"{name:32} {size:5.0f}  {what:20} {cost.megabytes:8.0f} {speed:8.1f}"
                            f"   ({time.monotonic() - began:.0f} s)",
                            flush=True,
                        )


if __name__ == "__main__":
    main()

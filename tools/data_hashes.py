"""Hashes of the data files of the package, in the form of ``sha256sum``.

    python -m tools.data_hashes            # tells what differs
    python -m tools.data_hashes --write    # after a data file was made anew
    sha256sum -c tools/data_files.sha256   # without any of this

How each file is made is told in tools/README.md.  Files that ``tools.build_docs`` makes from the
source are left out: tests/test_docs.py makes them again.
"""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LIST: Final = ROOT / "tools" / "data_files.sha256"
#: Made from the source, by tools/build_docs.py.
_MADE_FROM_SOURCE: Final = frozenset(
    {"gate.pack", "listing.txt", "trigger.txt"}
    | {"pages.pack", "signs.pack", "single.pack", "gb18030.pack", "cp932.pack", "cp949.pack"}
)


def data_files() -> list[Path]:
    """Return the data files of the package, in the order of their paths."""
    found = (ROOT / "src" / "textrepair").glob("**/data/*")
    return sorted(p for p in found if p.is_file() and p.name not in _MADE_FROM_SOURCE)


def hashes() -> str:
    """Return a line for each data file: its hash and its path."""
    rows = (
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT).as_posix()}\n"
        for path in data_files()
    )
    return "".join(rows)


def main() -> int:
    """Compare the hashes with the list, or write them; return 1 if they differ."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    now = hashes()
    if options.write:
        LIST.write_text(now, "utf-8")
        return 0
    known = LIST.read_text("utf-8").splitlines()
    differ = sorted({line.split()[1] for line in set(known) ^ set(now.splitlines())})
    for path in differ:
        sys.stdout.write(f"{path}: not the file of the list; run with --write if it is right\n")
    return int(bool(differ))


if __name__ == "__main__":
    raise SystemExit(main())

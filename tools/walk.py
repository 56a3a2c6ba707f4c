"""Show the files that a text enters, in order: python -m tools.walk fix "LibertÃ©".

    python -m tools.walk fix TEXT      # through textrepair.fix
    python -m tools.walk repair TEXT   # through textrepair.repair
    python -m tools.walk decode FILE   # the bytes of a file through textrepair.decode

Tables are loaded before the walk begins.  Printed are the files in the order in which they are
first entered, and how often the walk goes from one file to another.  docs/architecture.md tells
four such walks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final

import textrepair
from textrepair import decode, fix, repair

PACKAGE: Final = Path(textrepair.__file__).parent


def files_entered(walk: Callable[[], object], warm_up: Callable[[], object]) -> list[str]:
    """Return the files of the package that a call enters, one for each move to another file.

    ``warm_up`` is a walk of another text, which loads the tables that are loaded on first use.
    """
    entered: list[str] = []

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(PACKAGE):
            name = path.relative_to(PACKAGE).as_posix()
            if not entered or entered[-1] != name:
                entered.append(name)

    warm_up()
    sys.setprofile(note)
    try:
        walk()
    finally:
        sys.setprofile(None)
    return entered


def main() -> None:
    """Print a walk."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("function", choices=["fix", "repair", "decode"])
    parser.add_argument("text", help="a text; for decode, the path of a file")
    arguments = parser.parse_args()
    text: str = arguments.text
    if arguments.function == "decode":
        data = Path(text).read_bytes()
        entered = files_entered(lambda: decode(data), lambda: decode(data + b" "))
    else:
        walk: Callable[[str], object] = fix if arguments.function == "fix" else repair
        entered = files_entered(lambda: walk(text), lambda: walk(f"{text} {text}"))
    print("\n".join(dict.fromkeys(entered)))
    print(f"{len(set(entered))} files, {len(entered)} moves between files")


if __name__ == "__main__":
    main()

"""The hot loops: pure functions and classes that import nothing of the package.

The modules in Python are the reference.  Where the package was built with a C compiler there are
compiled modules beside them, written in Cython (``_scoring.pyx`` ...), which give the same results
faster.  ``compiled_module`` hands them out; whoever asks for one has a way without it.  With
``TEXTREPAIR_PURE=1`` in the environment nothing compiled is used.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

#: Whether the environment forbids compiled modules.
_PURE = os.environ.get("TEXTREPAIR_PURE", "") not in {"", "0"}


def compiled_module(name: str) -> Any:
    """Return a compiled module of this folder, None where there is none or it is not wanted.

    A module that was built from another source than stands beside it is not wanted, nor one that
    does not load: ``unused`` tells why.

    >>> compiled_module("never_written") is None
    True
    """
    return None if _PURE or unused else _imported(name)


def _imported(name: str) -> Any:
    try:
        # Not ``importlib``, whose loading ASCII text need not pay for.
        return __import__(name, globals(), None, ("SOURCE",), 1)
    except ModuleNotFoundError:
        return None
    except ImportError as error:
        if "interpreter" in str(error).lower():
            return None  # compiled modules are loaded into the main interpreter only
        raise


def _why_unused() -> str:
    """Return why compiled modules that are there are not used; empty where they are, or are none.

    In a source tree they may be older than the source.  All modules are built together, so one
    tells for all.
    """
    try:
        module = _imported("_scan")
    except ImportError as error:
        return f"they do not load: {error}"
    source = None if module is None else _checksum_of_source()
    if source is None or source == module.SOURCE:
        return ""
    return "they were built from another source; `nox -s kernels` builds them anew"


def _checksum_of_source() -> int | None:
    """Return the checksum of the source of the kernels; None where it is not there: in wheels."""
    # Without pathlib, which takes longer to load than all the rest here.
    folder = os.path.dirname(__file__)  # noqa: PTH120
    names = sorted(n for n in os.listdir(folder) if n.endswith((".pyx", ".pxd")))  # noqa: PTH208
    if not names:
        return None
    from zlib import crc32

    checksum = 0
    for name in names:
        with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123
            checksum = crc32(file.read().replace(b"\r\n", b"\n"), checksum)
    return checksum


#: The names by which compiled readers of UTF-8 that was taken for Windows-1252 are shared: of text
#: that is so throughout, and of lines, of which some words may be so.
UTF8_THROUGHOUT, UTF8_LINES = "UTF-8 throughout", "lines of UTF-8"


class _Unmade:
    """Stands for a scan that nobody has asked for."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


#: Compiled scans for what single rules look for, by the names of the rules, and those readers.
_scans: dict[str, Any] = {}


def share_scan(name: str, make: Callable[[], Any]) -> None:
    """Let others use a scan for what a rule looks for; it is made for the first who asks."""
    _scans[name] = _Unmade(make)


def shared_scan(name: str) -> Any:
    """Return the scan for what a rule looks for; None where nobody has shared one."""
    scan = _scans.get(name)
    if type(scan) is _Unmade:
        scan = _scans[name] = scan.make()
    return scan


#: Why compiled modules that are there are not in use: empty where they are in use, where there are
#: none, and where the environment forbids them.
unused: str = "" if _PURE else _why_unused()

#: Whether compiled modules are in use.
compiled: bool = compiled_module("_scan") is not None

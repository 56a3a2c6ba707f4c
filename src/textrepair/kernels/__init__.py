"""The hot loops: pure functions and classes that import nothing of the package.

The modules in Python are the reference.  Where the package was built with a C compiler there are
compiled modules beside them, written in Cython (``_scoring.pyx`` ...), which give the same results
faster.  ``compiled_module`` hands them out; whoever asks for one has a way without it.  With
``TEXTREPAIR_PURE=1`` in the environment nothing compiled is used.
"""

from __future__ import annotations

import os
from importlib import import_module

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from typing import Any

#: Whether the environment forbids compiled modules.
_PURE = os.environ.get("TEXTREPAIR_PURE", "") not in {"", "0"}


def compiled_module(name: str) -> Any:
    """Return a compiled module of this folder, None where there is none or it is not wanted.

    Raises ImportError for one that is there and cannot be loaded: it was built for another Python.

    >>> compiled_module("never_written") is None
    True
    """
    if _PURE:
        return None
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError:
        return None


#: Whether compiled modules are in use.
compiled: bool = compiled_module("_scan") is not None

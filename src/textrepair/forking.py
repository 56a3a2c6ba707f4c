"""A fork waits until no other thread is in the middle of an import.

Modules, codecs and language models are imported when they are first needed, in whatever thread
needs them.  A process that forks meanwhile leaves a child in which that import never ends: the
child has the lock of the module, and not the thread that would release it.  Python renews its own
locks after a fork, and not these (bpo-35866).
"""

from __future__ import annotations

import os
import sys
from _thread import get_ident
from time import monotonic, sleep

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from typing import Any

#: Longest time that a fork waits, in seconds: an import may wait for the thread that forks.
_LONGEST = 5.0
_STEP = 0.001


def _wait_for_imports() -> None:
    """Wait until no other thread holds the lock of a module."""
    importing: Any = sys.modules.get("_frozen_importlib")
    locks: dict[str, Any] = getattr(importing, "_module_locks", {})
    end = monotonic() + _LONGEST
    while _are_held(locks) and monotonic() < end:
        sleep(_STEP)


def _are_held(locks: dict[str, Any]) -> bool:
    """Tell whether a lock is held by another thread; ``locks`` are weak references, by module."""
    held = (getattr(made(), "owner", None) for made in list(locks.values()))
    return any(owner not in {None, get_ident()} for owner in held)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_wait_for_imports)

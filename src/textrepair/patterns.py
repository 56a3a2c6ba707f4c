"""``lazily``: a regular expression that is compiled when it is first asked for.

A garbled text goes through a hundred modules, whose expressions take longer to compile than all
else that a first text needs; most texts ask a dozen of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from typing import AnyStr


class _Lazy:
    """Stands for an expression; what is asked of it is kept, so that it costs no more later."""

    def __init__(self, *source: Any) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        """Compile the expression, and hand out what it has under a name."""
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)
        return value


def lazily(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression like ``re.compile``; an error in it is raised when it is first used.

    >>> lazily("[0-9]+").findall("7 of 21")
    ['7', '21']
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))

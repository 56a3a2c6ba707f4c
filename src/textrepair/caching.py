"""``remembered``: a cache for functions of a text that is bounded in bytes, not in texts alone.

Words and lines recur, so what was found of them is kept.  A cache of some thousand entries is small
only while the texts are: a line may have a million characters.
"""

from __future__ import annotations

from functools import lru_cache, wraps

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    R = TypeVar("R")

#: Code points of a text that is kept among many: no word of prose is longer, and few lines are.
LONGEST = 200
#: Longer texts that are kept, the last ones: one line is asked about several times, then never.
_LONG_ONES = 4


def remembered(most: int) -> Callable[[Callable[[str], R]], Callable[[str], R]]:
    """Return a decorator that keeps what a function returns for the last texts.

    ``most`` is the number of texts of up to ``LONGEST`` code points that are kept; of longer ones
    only a few are.

    >>> @remembered(most=2)
    ... def length(text: str) -> int:
    ...     return print(text) or len(text)
    >>> length("word"), length("word")
    word
    (4, 4)
    """

    def decorate(function: Callable[[str], R]) -> Callable[[str], R]:
        short = lru_cache(maxsize=most)(function)
        long = lru_cache(maxsize=_LONG_ONES)(function)

        @wraps(function)
        def kept(text: str) -> R:
            return short(text) if len(text) <= LONGEST else long(text)

        return kept

    return decorate

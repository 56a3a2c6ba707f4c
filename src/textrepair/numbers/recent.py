"""What was found in the last text, kept until the next one: several rules ask one check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from typing import Any, Final, TypeVar

_Found = TypeVar("_Found")

#: Cap on the code points of a text that is kept, with what was found in it.
_KEPT: Final = 2**22


def told_once(check: Callable[..., Iterable[_Found]]) -> Callable[..., Sequence[_Found]]:
    """Let a check of a text, its first argument, keep what it found in the last text.

    >>> @told_once
    ... def words(text):
    ...     print("looking")
    ...     return text.split()
    >>> words("5 boats")
    looking
    ('5', 'boats')
    >>> words("5 boats")
    ('5', 'boats')
    """

    def as_tuple(text: str, **options: Any) -> tuple[_Found, ...]:
        return tuple(check(text, **options))

    kept = lru_cache(maxsize=1)(as_tuple)

    @wraps(check)
    def told(text: str, **options: Any) -> Sequence[_Found]:
        return (kept if len(text) <= _KEPT else as_tuple)(text, **options)

    return told

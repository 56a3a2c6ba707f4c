"""Grouping of digits: which numerals with marks can be."""

from __future__ import annotations

from collections.abc import Sequence


def is_grouped(groups: Sequence[str], marks: str) -> bool:
    """Tell whether commas part these groups as English or Indian numerals do.

    The last mark may be a decimal point.  Indian numerals have groups of two digits
    before the last one of three (https://en.wikipedia.org/wiki/Indian_numbering_system).

    >>> is_grouped(["700", "000"], ","), is_grouped(["10", "70"], ",")
    (True, False)
    >>> is_grouped(["1", "23", "456", "5"], ",,.")
    True
    """
    whole = list(groups[:-1] if marks.endswith(".") else groups)
    between = marks.removesuffix(".")
    if not between or set(between) != {","}:
        return False
    first, *middle, last = whole
    if not 1 <= len(first) <= 3 or len(last) != 3:
        return False
    by_three = all(len(group) == 3 for group in middle)
    by_two = len(first) <= 2 and all(len(group) == 2 for group in middle)
    return by_three or by_two

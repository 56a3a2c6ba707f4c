"""Choosing few signs that together show nearly all garbled lines, at little cost in clean text."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

_WANTED = 2  # signs in each garbled line
_LEAST = 6  # garbled lines that a sign must add
_WEIGHT = 20.0  # of the budgets that a sign uses up, against the lines that it adds

Sign = TypeVar("Sign", bound=Any)


def cover(
    held: Mapping[Sign, Sequence[int]],
    costs: Mapping[Sign, Mapping[str, float]],
    lines: int,
    wanted: int = _WANTED,
    least: Callable[[Sign], int] = lambda _: _LEAST,
) -> list[Sign]:
    """Choose signs greedily until none adds enough lines.

    ``held`` gives the numbers of the lines that hold a sign, and ``costs`` the share of each
    language's budget that it uses up; no language is charged more than its budget.
    """
    missing = [wanted] * lines
    left: defaultdict[str, float] = defaultdict(lambda: 1.0)
    chosen: list[Sign] = []
    price = {sign: 1 + _WEIGHT * sum(costs[sign].values()) for sign in held}
    heap = [(-len(numbers) / price[sign], sign) for sign, numbers in held.items()]
    heapq.heapify(heap)
    while heap:
        _, sign = heapq.heappop(heap)
        adds = sum(missing[number] > 0 for number in held[sign])
        affordable = all(cost <= left[name] for name, cost in costs[sign].items())
        if adds < least(sign) or not affordable:
            continue
        if heap and -adds / price[sign] > heap[0][0]:
            heapq.heappush(heap, (-adds / price[sign], sign))
            continue
        chosen.append(sign)
        for name, cost in costs[sign].items():
            left[name] -= cost
        for number in held[sign]:
            missing[number] -= 1
    return chosen

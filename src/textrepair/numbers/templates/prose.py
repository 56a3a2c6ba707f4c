"""Is a line prose or code?  In code ``<>`` is an operator, a tag or a type, and no gap."""

from __future__ import annotations

import re
from typing import Final

#: What code and mark-up have and prose does not: each of these alone decides.
_CODE: Final = re.compile(
    r"""</ | /> | [{}=|^\\`] | &&|&\#?\w{1,8}; | ;\s*$ | :: | -> | \(\) | [A-Za-z_]<> | <>\w{2,}[(<]
    | << | >> | ^\s*(?://|\#)
    | \b(?:SELECT|WHERE|ORDER\ BY|template|elseif|elif|endif|RCPT|MAIL\ FROM)\b
    | \bwhile\ ?\(
    | \b(?:operator|diamond|fragment|brackets?|chevrons?|generics?)\b
    """,
    re.VERBOSE | re.MULTILINE,
)


def is_code(line: str) -> bool:
    """Tell whether a line looks like code or mark-up, or speaks of it.

    >>> is_code("SELECT name FROM cities WHERE size <> 0"), is_code("a rate of <>%")
    (True, False)
    """
    return _CODE.search(line) is not None


def lines_around(text: str, offsets: list[int]) -> list[tuple[int, int]]:
    """Return start and end of each line that holds an offset, once, in order.

    >>> lines_around("ab\\ncd\\nef", [4, 7])
    [(3, 5), (6, 8)]
    """
    spans: list[tuple[int, int]] = []
    done = -1
    for offset in offsets:
        if offset < done:
            continue
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        done = len(text) if end < 0 else end
        spans.append((start, done))
    return spans

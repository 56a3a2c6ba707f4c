"""Numbers of running text, told from those of addresses, codes, lists and dates in digits."""

from __future__ import annotations

import re
from typing import Final

from ..templates.templates import Template

#: What belongs to running text right around a number.  Bounded, so that long codes cost little.
_PLAIN_BEFORE: Final = re.compile(r"(?:^|[\s\N{NO-BREAK SPACE}])[(\[\"'“‘*]*[A-Za-z$£€¥~+.'-]*$")
_PLAIN_AFTER: Final = re.compile(
    r"""[%°½¼¾'’A-Za-z-]{0,40}+ [.,;:!?)\]"'”’*&-]{0,6}+
        (?:[A-Za-z0-9½][-A-Za-z0-9.,;:!?)"”’]{0,40}+)? (?:[\s\N{NO-BREAK SPACE}–—…]|$)""",
    re.VERBOSE,
)
_LIST_MARKER: Final = re.compile(r"(?:^|\n|[.;:!?] )\s*[(\[]?$")
_MARKED_AS_ITEM: Final = re.compile(r" ?[.)\]:-] ?")
_CODE_AFTER: Final = re.compile(r"-[A-Z]")

_REACH: Final = 30

#: Fewer digits in brackets are an item of a list, or repeat a word; more are a year.
_SHORTEST_YEAR: Final = 4


def in_running_text(text: str, template: Template) -> bool:
    """Tell a number of running text from a part of an address, a code, a list, a date in digits.

    >>> from ..templates.templates import templates
    >>> text = "see a.org/1993/s93.htm in 1993, or call 415.782.7822"
    >>> [room.groups[0] for room in templates(text) if in_running_text(text, room)]
    ['1993']
    """
    before = text[max(0, template.start - _REACH) : template.start]
    if set(template.marks) == {"."} and len(template.slots) > 2:
        return False
    if _CODE_AFTER.match(text, template.end):
        return False
    if _LIST_MARKER.search(before) and _MARKED_AS_ITEM.match(text, template.end):
        return False
    bracketed = before.endswith("(") and text.startswith(")", template.end)
    if bracketed and len(template.groups[0]) < _SHORTEST_YEAR:
        return False
    return bool(_PLAIN_BEFORE.search(before) and _PLAIN_AFTER.match(text, template.end))

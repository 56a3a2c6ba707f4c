"""Designations with a number in them, of which only some exist: 5G, 10G-PON, COVID-19.

The table is ``data/designations.toml``, with the source of each row.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ..recent import told_once


@dataclass(frozen=True, slots=True)
class Designation:
    """A kind of designation; ``numbers`` are those that exist."""

    kind: str
    pattern: re.Pattern[str]
    numbers: frozenset[str]
    known: str
    source: str


@dataclass(frozen=True, slots=True)
class Designated:
    """A designation found in a text: the span of its number with its unit, and its number."""

    designation: Designation
    start: int
    end: int
    number: str

    @property
    def exists(self) -> bool:
        """Whether there is such a thing."""
        return self.number in self.designation.numbers


@cache
def designations() -> tuple[Designation, ...]:
    """Return the kinds of designation that are known.

    >>> [one.known for one in designations() if one.kind == "coronavirus disease"]
    ['COVID-19']
    """
    text = Path(__file__).parents[1].joinpath("data", "designations.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return tuple(_designation(row, table["parts"]) for row in table["designation"])


def _designation(row: dict[str, str], parts: dict[str, str]) -> Designation:
    pattern = row["pattern"]
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    numbers = frozenset(row["numbers"].split())
    flags = re.VERBOSE | re.IGNORECASE
    return Designation(
        row["kind"], re.compile(pattern, flags), numbers, row["known"], row["source"]
    )


#: A part that each designation has, by its digit; a line without such a part has none.
_HINT: Final = re.compile(
    r"[0-9](?:[Gg]|p[ ]|[Nn][0-9]|(?<=[Vv][Ii][Dd]-[0-9])|(?<=[Uu][Ss][Bb][ ][0-9])"
    r"|(?<=[Ff][Ii][ -][0-9])|(?<=[Ww][Ww][0-9])|(?<=[Gg][0-9]))"
)


@told_once
def designated(text: str) -> Iterator[Designated]:
    """Yield the designations of the table that a text holds, whether they exist or not.

    >>> [(d.number, d.exists) for d in designated("ports of 17G-PON; 5G base stations")]
    [('17', False), ('5', True)]
    """
    end = 0
    while (hint := _HINT.search(text, end)) is not None:
        start = max(end, text.rfind("\n", end, hint.start()) + 1)
        end = text.find("\n", hint.end())
        end = len(text) if end < 0 else end
        yield from _designated_in(text, start, end)


def _designated_in(text: str, start: int, end: int) -> Iterator[Designated]:
    """Yield the designations of a line."""
    for designation in designations():
        for match in designation.pattern.finditer(text, start, end):
            after = match.end(1)
            after += text[after : after + 1] in ("G", "g")
            yield Designated(designation, match.start(1), after, match.group(1))

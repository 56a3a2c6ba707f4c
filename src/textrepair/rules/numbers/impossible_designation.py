"""A designation that does not exist: 17G-PON, 8G base stations, COVID-32.

Looks like:    8G base stations have been built, achieving 9G coverage
Happens when:  a translation machine fills the numbers of its input into the places of its output
               in the wrong order, and the 5 of 5G ends up elsewhere.
Undone by:     hand, or refilled-numbers. A finding names the designations that exist.
Left alone:    a G that is no generation of networks: 8G of memory, a turn of 9G, 32G cards, a 10G
               network; each designation that is not in the table of ``textrepair.numbers.checks``.
Example:
    >>> import textrepair
    >>> [finding.text for finding in textrepair.repair("They built 70G base stations.").findings]
    ['70G']
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, Final

from ...edits import Finding
from ...options import Options
from ..rule import Rule, Scope, Trigger

if TYPE_CHECKING:
    from ...numbers.checks.designations import Designated

NAME: Final = "impossible-designation"
#: A number of a generation that nobody has built, or a word that a number is part of.
TRIGGER: Final = Trigger(
    first="GpDNBiW",
    then=r"(?:(?<=[0-9][Gg])[ -]?(?![0-9])|(?<=[0-9]p) |(?<=VID)-[0-9]|(?<=[0-9]N)[0-9]"
    r"|(?<=USB) [0-9]|(?<=Fi)[ -][0-9]"
    r"|(?<=WW)[0-9]|(?<=G)[0-9]{1,4} [slncmf])",
    ascii=True,
)


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each designation that does not exist."""
    from ...numbers.checks.designations import designated

    for found in designated(text):
        if not found.exists:
            whole = text[found.start : found.end]
            yield Finding(NAME, found.start, found.end, whole, _message(found))


def _message(found: Designated) -> str:
    kind, known = found.designation.kind, found.designation.known
    return f"there is no {kind} of this number; there are {known}"


def inflict(text: str, rng: Random) -> str:
    """Put a number that does not exist into each designation.

    >>> inflict("5G base stations", Random(2))
    '14G base stations'
    """
    from ...numbers.checks.designations import designated

    pieces: list[str] = []
    position = 0
    for found in sorted(designated(text), key=lambda d: d.start):
        others = [n for n in map(str, range(7, 99)) if n not in found.designation.numbers]
        pieces += (text[position : found.start], rng.choice(others))
        position = found.start + len(found.number)
    return "".join((*pieces, text[position:]))


RULE: Final = Rule(
    name=NAME,
    summary="A designation that does not exist, such as 17G-PON or 8G base stations",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    edits_nothing=True,
    scope=Scope.LINE,
    reach=40,
)

"""What a rule is: one kind of damage, how it is seen, undone and inflicted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Protocol

from ..edits import Edit, Finding
from ..options import Options


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a text must hold for a rule to have anything to do in it.

    ``first`` is the body of a regular-expression set, ``then`` an expression that must
    match after a character of that set (it may look back).  They are matched at every
    place of every text, so ``then`` must not run on: bounded repeats only.  ``ascii``
    tells whether a text of ASCII alone can hold the trigger.

    >>> trigger = Trigger(first="(", then="[a-zāáǎà]{1,7}[)]")
    """

    first: str
    then: str = ""
    ascii: bool = False


class Rule(Protocol):
    """A kind of damage.  Each module of ``textrepair.rules`` is one; plug-ins may be any object.

    A rule may also have ``rewrite(text, options) -> str``, which returns, at less cost,
    the text that applying the safe edits of ``find`` gives; and ``needed(options) -> bool``,
    which tells that a profile holds the rule only with certain options.  For files that are
    repaired in parts: ``scope``, "line" or "document" (the default); ``reach``; and
    ``find_in_parts(parts, options)``, see ``textrepair.pipeline.chunked``.
    """

    __doc__: str | None

    @property
    def name(self) -> str:
        """The name, in kebab-case."""

    @property
    def summary(self) -> str:
        """One line for lists of rules."""

    @property
    def trigger(self) -> Trigger:
        """What a text must hold for this rule to be run."""

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that hold this rule; none if it is only run when selected."""

    @property
    def reports_only(self) -> bool:
        """Whether the rule only ever gives findings and edits that are not safe."""

    def find(self, text: str, options: Options, /) -> Iterable[Edit | Finding]:
        """Yield edits and findings, on offsets of ``text``; the edits must be disjoint."""

    def inflict(self, text: str, rng: Random, /) -> str:
        """Return the text with this damage done to it, or as it is where it cannot happen."""

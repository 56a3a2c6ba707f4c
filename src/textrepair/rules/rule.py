"""Rule: one kind of damage as a value: how it is seen, undone and inflicted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from random import Random

    from ..edits import Edit, Finding
    from ..options import Options

    Find = Callable[[str, Options], Iterable[Edit | Finding]]
    Inflict = Callable[[str, Random], str]
    Rewrite = Callable[[str, Options], str]
    FindInChunks = Callable[[Iterable[str], Options], Iterator[Iterable[Edit | Finding]]]
    AppliesTo = Callable[[Options], bool]

#: The name under which a rule module hands out its rule.
_RULE: Final = "RULE"


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a text must hold for a rule to have anything to do in it.

    ``first`` is the body of a regular-expression set.  ``then`` is an expression that must
    match after a character of that set; it may look back.  Both are matched at every place
    of every text, so ``then`` must not run on: bounded repeats only.  ``ascii`` tells whether
    a text of ASCII characters alone can hold the trigger; if so, ``marks`` may name strings,
    each with a character that is neither letter nor digit, of which such a text holds one if
    the rule has anything to do in it: they are found at memory speed.

    >>> trigger = Trigger(first="(", then="[a-zāáǎà]{1,7}[)]")
    """

    first: str
    then: str = ""
    ascii: bool = False
    marks: tuple[str, ...] = ()


class Scope(StrEnum):
    """How much of a text decides what a rule finds in a line."""

    #: The line, and the text around the line as far as the ``reach`` of the rule.
    LINE = "line"
    #: The whole text.
    DOCUMENT = "document"


@dataclass(frozen=True)
class Rule:
    """A kind of damage.  Each module of ``textrepair.rules`` ends with one; plug-ins hand out one.

    - ``name`` is unique and in kebab-case; ``summary`` is one line for lists of rules; ``doc``
      is the explanation, in the sections of ``rules.explanation``.
    - ``trigger`` is what a text must hold for the rule to be run.
    - ``find(text, options)`` yields edits and findings, on offsets of ``text`` in code points;
      the edits are disjoint.
    - ``inflict(text, rng)`` returns the text with this damage done to it, or as it is where the
      damage cannot happen.
    - ``profiles`` are those that hold this rule; none if it only runs when it is selected.
    - ``reports_only`` tells that the rule only gives findings and edits that are not safe;
      ``edits_nothing`` that it gives findings alone.
    - ``scope`` tells how much of a text the rule must see; with ``Scope.LINE``, ``reach`` tells
      how far beyond the line, in code points.
    - ``rewrite(text, options)`` returns, at less cost than ``find``, the text that the safe
      edits of ``find`` give.
    - ``find_in_chunks(chunks, options)`` finds in the chunks of a long text what ``find`` finds
      in the whole text, see ``textrepair.pipeline.chunked``.
    - ``takes_in`` names the rules before this one whose findings become one with those of this
      rule where both speak of a place: it adds the reasons of theirs to its own.
    - ``yields_to`` names rules of whose places this one says nothing if they are to be ignored: it
      reports what they leave.
    - ``applies_to(options)`` tells whether a profile holds the rule with these options.

    >>> from textrepair import RULES
    >>> RULES[8].name, RULES[8].scope.value
    ('mojibake', 'document')
    """

    name: str
    summary: str
    doc: str
    trigger: Trigger
    find: Find
    inflict: Inflict
    profiles: tuple[str, ...] = ("repair", "normalize")
    reports_only: bool = False
    edits_nothing: bool = False
    scope: Scope = Scope.DOCUMENT
    reach: int = 0
    rewrite: Rewrite | None = None
    find_in_chunks: FindInChunks | None = None
    takes_in: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    applies_to: AppliesTo | None = None

    def __reduce_ex__(self, protocol: Any, /) -> str | tuple[Any, ...]:
        """Pickle the rule of a module as ``"module:RULE"``, any other rule by its fields."""
        home = self.find.__module__
        if vars(import_module(home)).get(_RULE) is self:
            return rule_at, (f"{home}:{_RULE}",)
        return object.__reduce_ex__(self, protocol)


def rule_at(place: str) -> Rule:
    """Return the rule at ``"module:NAME"``.  Raises ImportError and KeyError.

    >>> rule_at("textrepair.rules.encoding.mojibake:RULE").name
    'mojibake'
    """
    module, _, name = place.partition(":")
    rule: Rule = vars(import_module(module))[name]
    return rule

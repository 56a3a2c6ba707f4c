"""Small rules to drive a pipeline with, which do what their names say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from textrepair import Applicability, Edit, Finding, Options, Rule, Trigger


@dataclass(frozen=True)
class _Swap:
    """Yields edits that exchange one text for another, wherever it stands."""

    rule: str
    before: str
    after: str
    applicability: Applicability

    def __call__(self, text: str, options: Options) -> Iterator[Edit]:
        start = text.find(self.before)
        message = f"{self.before} was {self.after}"
        while start >= 0:
            end = start + len(self.before)
            yield Edit(self.rule, start, end, self.before, self.after, message, self.applicability)
            start = text.find(self.before, end)


@dataclass(frozen=True)
class _Replace:
    """Replaces one text by another."""

    before: str
    after: str

    def __call__(self, text: str, rng: Random) -> str:
        return text.replace(self.before, self.after)


def swap(  # noqa: PLR0917 - as they are read
    name: str,
    before: str,
    after: str,
    applicability: Applicability = Applicability.SAFE,
    profiles: tuple[str, ...] = ("repair", "normalize"),
    reports_only: bool = False,
) -> Rule:
    """Return a rule that exchanges one text for another; it pickles field by field."""
    return Rule(
        name=name,
        summary=f"{before} was {after}",
        doc="",
        trigger=Trigger(before[0], before[1:], ascii=True),
        find=_Swap(name, before, after, applicability),
        inflict=_Replace(after, before),
        profiles=profiles,
        reports_only=reports_only,
    )


def _differs_from_source(text: str, options: Options) -> Iterator[Edit | Finding]:
    if options.source is not None and text != options.source:
        unsafe = Applicability.UNSAFE
        yield Edit("unlike", 0, len(text), text, options.source, "not its source", unsafe)


#: Reports a text that is not its source, which nothing in the text itself shows.
UNLIKE = Rule(
    name="unlike",
    summary="text and source differ",
    doc="",
    trigger=Trigger("\0", "\0\0\0"),
    find=_differs_from_source,
    inflict=lambda text, rng: text,
    profiles=("repair",),
    reports_only=True,
)

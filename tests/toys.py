"""Small rules to drive a pipeline with, which do what their names say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from textrepair import Applicability, Edit, Finding, Options, Trigger


@dataclass(frozen=True)
class Swap:
    """Exchanges one text for another, wherever it stands."""

    name: str
    before: str
    after: str
    applicability: Applicability = Applicability.SAFE
    profiles: tuple[str, ...] = ("repair", "normalize")
    reports_only: bool = False

    @property
    def summary(self) -> str:
        return f"{self.before} was {self.after}"

    @property
    def trigger(self) -> Trigger:
        return Trigger(self.before[0], self.before[1:], ascii=True)

    def find(self, text: str, options: Options, /) -> Iterator[Edit | Finding]:
        start = text.find(self.before)
        while start >= 0:
            end = start + len(self.before)
            yield Edit(
                self.name, start, end, self.before, self.after, self.summary, self.applicability
            )
            start = text.find(self.before, end)

    def inflict(self, text: str, rng: Random, /) -> str:
        return text.replace(self.after, self.before)


@dataclass(frozen=True)
class Unlike:
    """Reports a text that is not its source, which nothing in the text itself shows."""

    name: str = "unlike"
    summary: str = "text and source differ"
    trigger: Trigger = Trigger("\0", "\0\0\0")  # noqa: RUF009 - frozen
    profiles: tuple[str, ...] = ("repair",)
    reports_only: bool = True

    def find(self, text: str, options: Options, /) -> Iterator[Edit | Finding]:
        if options.source is not None and text != options.source:
            end = len(text)
            yield Edit(
                self.name, 0, end, text, options.source, "not its source", Applicability.UNSAFE
            )

    def inflict(self, text: str, rng: Random, /) -> str:
        return text

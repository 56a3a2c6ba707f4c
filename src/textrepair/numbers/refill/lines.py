"""A line of a translation and the line of the source that it renders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..reading.quantity import Quantity
from ..templates.slots import Slot, slots
from ..templates.templates import Template

Span = tuple[int, int]

_ASIAN: Final = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the target and one of the source: the whole texts, and where the lines are.

    ``rooms`` are the places of the target for numbers, ``words`` the values of those that it
    writes as words, ``said`` the numbers of the source; all offsets are those of the texts.
    """

    target: str
    here: Span
    rooms: tuple[Template, ...]
    words: tuple[int, ...]
    source: str
    there: Span
    said: tuple[Quantity, ...]

    @property
    def from_asian(self) -> bool:
        """Whether the source is Chinese, Japanese or Korean."""
        return _ASIAN.search(self.source, *self.there) is not None

    def filled(self) -> list[Slot]:
        """Return the slots of the line of the target."""
        return list(slots(self.target, *self.here))

    def supply(self) -> list[str]:
        """Return the digit runs of the line of the source."""
        return [slot.text for slot in slots(self.source, *self.there) if not slot.is_gap]

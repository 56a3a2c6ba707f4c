"""What is found of garbled marks in a line: which they are, and which they may be besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...encodings import display_name
from .marks import DASHES
from .packed_forms import Form

#: The double quotation mark that differs from a single one in its last byte.
_DOUBLE: Final = "“"
_SINGLE: Final = "‘"


class TooOpenError(Exception):
    """So much is open in a line that what its garbled marks were is not searched to the end."""


@dataclass(frozen=True, slots=True)
class GarbledMark:
    """A garbled mark from ``start`` to ``end`` of a line, and what it says.

    ``others`` are further texts that fit nearly as well; "" stands for leaving it as it is.
    ``may_be_single`` tells that a single quotation mark would have left
    the bytes of the double one.
    """

    start: int
    end: int
    text: str
    others: tuple[str, ...]
    may_be_single: bool = False

    @property
    def is_dash_of_some_length(self) -> bool:
        """Whether all is sure but the length of a dash."""
        return all(text.strip() and text.strip() in DASHES for text in (self.text, *self.others))


@dataclass(frozen=True, slots=True)
class Explanation:
    """The garbled marks of a line, how they were read, and how much speaks for it, in bits.

    Among the marks are the letters that were garbled as they were.
    """

    reader: tuple[str, ...]
    lost: str | None
    marks: tuple[GarbledMark, ...]
    evidence: float
    cost: float

    def describe(self) -> str:
        """Return what happened, in words.

        >>> Explanation(("cp1252",), "?", (), 9.0, 0.0).describe()
        'UTF-8 was read as Windows-1252, and bytes of punctuation became ?'
        """
        steps = ", and again as ".join(display_name(page) for page in self.reader)
        became = {None: "", "?": "became ?", "": "were dropped", " ": "became blanks"}
        lost = became.get(self.lost, "became U+FFFD")
        return f"UTF-8 was read as {steps}" + (lost and f", and bytes of punctuation {lost}")


def may_be_single(form: Form, end: int, choices: Iterable[tuple[int, Form]]) -> bool:
    """Tell whether a single quotation mark explains a place at no more cost than the double.

    ``choices`` are the forms that fit the place, with their ends.
    """
    if form.text[0] != _DOUBLE:
        return False
    single = form.text.replace(_DOUBLE, _SINGLE)
    return any(
        stop == end and other.text == single and other.bits <= form.bits for stop, other in choices
    )


def unsupported_pairs(chosen: Sequence[Form]) -> Iterator[int]:
    """Yield the places of quotation marks of which no byte is left at either end of the quotation.

    They may be other marks: ``??5 for the ferry??`` is “5 for the ferry”, or €5 for the ferry™.
    """
    opened: list[int] = []
    for i, form in enumerate(chosen):
        if form.text[0] in "“‘„«":
            opened.append(i)
        elif form.text[0] in "”»" and opened:
            first = opened.pop()
            if not (form.known or chosen[first].known):
                yield first
                yield i

"""What may have garbled the marks of a line: readers and ways of losing bytes, and their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .form_packs import forms, forms_of, readers_by_sign
from .garbled_forms import layer_head
from .mark_evidence import quote_style
from .mark_signs import FIRST, STRONG
from .marks import MARKS
from .packed_forms import Form

Reader = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Forms of one reader and one way of losing bytes, by where they begin, with their ends.

    ``covered`` are the places of the characters beyond ASCII that may be of garbled marks,
    ``quotes`` the quotation marks of the language (None: not known).
    """

    reader: Reader
    lost: str | None
    eats: bool
    places: dict[int, list[tuple[int, Form]]]
    covered: frozenset[int]
    quotes: str | None

    def key(self) -> tuple[tuple[int, int, str, float], ...]:
        """Return what two hypotheses that say the same have in common."""
        return tuple(
            (at, end, form.text, form.bits)
            for at, choices in self.places.items()
            for end, form in choices
        )


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(f"[{FIRST}](?:{STRONG})", re.MULTILINE)


def hypotheses_of(line: str) -> Iterator[Hypothesis]:
    """Yield what may have garbled the marks of a line."""
    letters = {i: char for i, char in enumerate(line) if char > "\x7f" and char.isalpha()}
    if len(set(letters.values()) - set("ÂÃ")) > 1 and not _strong().search(line):
        return  # â in words of a language that has other such letters
    readers = readers_by_sign()
    signs = (char for char in dict.fromkeys(line) if char > "\x7f")
    for reader in dict.fromkeys(reader for sign in signs for reader in readers.get(sign, ())):
        if layer_head(reader) not in line:
            continue
        places = _places(line, reader)
        every = [form for choices in places.values() for _, form in choices]
        if not any(form.known for form in every):
            continue
        losses: list[str | None] = list(dict.fromkeys(f.lost for f in every if f.lost is not None))
        for eats in sorted({form.eats for form in every}):
            for lost in losses or [None]:
                kept = {
                    at: fits
                    for at, choices in places.items()
                    if (fits := [c for c in choices if _fits(c[1], lost, eats=eats)])
                }
                ends = ((at, max(end for end, _ in fits)) for at, fits in kept.items())
                spans = {i for at, end in ends for i in range(at, end) if line[i] > "\x7f"}
                style = _quote_style(line, kept, (c for i, c in letters.items() if i not in spans))
                yield Hypothesis(reader, lost, eats, kept, frozenset(spans), style)


def _quote_style(
    line: str, places: dict[int, list[tuple[int, Form]]], letters: Iterable[str]
) -> str | None:
    """Return how the language of a line quotes, by its words and letters, those read anew too."""
    forms_here = (form for choices in places.values() for _, form in choices)
    garbled = {form.text[0] for form in forms_here if form.text[0] not in MARKS}
    return quote_style(line, {*garbled, *letters})


def _fits(form: Form, lost: str | None, *, eats: bool) -> bool:
    """Tell whether a form can be met where bytes are lost in one way."""
    return form.lost in (None, lost) and (eats or not form.eats)


def _places(line: str, reader: Reader) -> dict[int, list[tuple[int, Form]]]:
    """Return the forms of a reader in a line, by where they begin, with their ends."""
    lengths = forms(reader).lengths
    found: dict[int, list[tuple[int, Form]]] = {}
    for match in _firsts(reader).finditer(line):
        at = match.start()
        for length in lengths:
            garbled = line[at : at + length]
            if len(garbled) < length:
                continue
            if choices := forms_of(reader, garbled):
                found.setdefault(at, []).extend([(at + length, form) for form in choices])
    return found


@cache
def _firsts(reader: Reader) -> re.Pattern[str]:
    """Return what the forms of a reader begin with."""
    return re.compile(f"[{re.escape(forms(reader).firsts)}]")

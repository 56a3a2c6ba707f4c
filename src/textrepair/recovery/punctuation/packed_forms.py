"""Tables of garbled strings: what each may stand for, kept in a few bytes a string.

Double-byte readers show marks in tens of thousands of ways, of which a text holds few.  As objects
they take ten times the memory of all text that they are met in, so they are kept as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

#: What stands before a garbled string, at the end, and before what one may stand for: no garbled
#: string holds them, nor does a mark.  Code points that are no characters, which UTF-8 can write.
_ROW: Final = "\uffff"
_FIELD: Final = "\ufffe"
#: What stands between the parts of a table that is written down.
_PART: Final = "\ufdd0"


@dataclass(frozen=True, slots=True)
class Form:
    """What a garbled string may stand for.

    ``text`` is the mark with what it swallowed, ``known`` how many bytes beyond ASCII are left
    of it, ``lost`` what stands for a lost byte (None: nothing was lost), ``bits`` what the
    losses cost.  ``last`` is the byte that was lost at its end because it makes no pair with the
    character behind, ``eats`` tells that this character, a blank, was lost with it.
    """

    text: str
    known: int
    lost: str | None
    bits: float
    last: int = 0
    eats: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """The garbled strings of a reader.

    ``lengths`` has how long they are.  They are kept as one text for each first character: a
    garbled string, then for each form what it stands for and the place of the rest in ``_rest``.
    """

    lengths: tuple[int, ...]
    _by_first: dict[str, str]
    _rest: tuple[Form, ...]

    @property
    def firsts(self) -> str:
        """The characters that begin a garbled string."""
        return "".join(self._by_first)

    def strings(self) -> Iterator[str]:
        """Yield all garbled strings."""
        for rows in self._by_first.values():
            for row in rows.strip(_ROW).split(_ROW):
                yield row.partition(_FIELD)[0]

    def written(self) -> bytes:
        """Return the table as bytes, the inverse of ``read``."""
        rest = (
            f"{form.known} {_number_of(form.lost)} {form.bits} {form.last} {int(form.eats)}"
            for form in self._rest
        )
        lengths = " ".join(map(str, self.lengths))
        return _PART.join((lengths, ",".join(rest), *self._by_first.values())).encode()

    def get(self, garbled: str) -> tuple[Form, ...]:
        """Return what a string may stand for; nothing if it is not garbled.

        >>> forms = packed({"â€?": [Form("”", 2, "?", 0.0), Form("‐", 2, "?", 0.5)]})
        >>> [form.text for form in forms.get("â€?")], forms.get("â€")
        (['”', '‐'], ())
        """
        rows = self._by_first.get(garbled[0], "")
        at = rows.find(f"{_ROW}{garbled}{_FIELD}")
        if at < 0:
            return ()
        row = rows[at + 1 : rows.find(_ROW, at + 1)]
        texts = row.split(_FIELD)[1:]
        return tuple(replace(self._rest[ord(text[-1])], text=text[:-1]) for text in texts)


def packed(found: Mapping[str, Iterable[Form]]) -> Forms:
    """Return the table of what garbled strings, none of them empty, stand for.

    >>> packed({"ab": [], "b": []}).lengths
    (1, 2)
    """
    rest: dict[Form, int] = {}
    by_first: dict[str, list[str]] = {}
    for garbled, forms in found.items():
        fields = [garbled]
        for form in forms:
            place = rest.setdefault(replace(form, text=""), len(rest))
            fields.append(form.text + chr(place))
        by_first.setdefault(garbled[0], []).append(_FIELD.join(fields))
    return Forms(
        tuple(sorted({len(garbled) for garbled in found})),
        {first: f"{_ROW}{_ROW.join(rows)}{_ROW}" for first, rows in by_first.items()},
        tuple(rest),
    )


def read(written: bytes) -> Forms:
    """Return a table that was written down.

    >>> forms = packed({"â€?": [Form("”", 2, "?", 0.5)]})
    >>> read(forms.written()) == forms
    True
    """
    lengths, rest, *tables = written.decode().split(_PART)
    return Forms(
        tuple(map(int, lengths.split())),
        {rows[1]: rows for rows in tables},
        tuple(map(_form, rest.split(",") if rest else ())),
    )


def _form(written: str) -> Form:
    known, lost, bits, last, eats = written.split(" ")
    return Form("", int(known), _lost(int(lost)), float(bits), int(last), eats == "1")


def _number_of(lost: str | None) -> int:
    """Return what stands for a lost byte as a number: a code point, or less than any."""
    return -1 if lost is None else ord(lost) if lost else 0


def _lost(number: int) -> str | None:
    return None if number < 0 else chr(number) if number else ""

"""Forms of characters: what a traditional text writes, and what OpenCC says it should.

Some two hundred simplified characters stand for several traditional ones (后: 後 or 后), so
which is right depends on the word.  Looked at are the places of these characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .opencc import conversion, dictionaries, read_dictionary, stages
from .phrases import CharacterTable, Stage


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place of a traditional text where a simplified one has a character of several forms.

    ``written`` stands at ``at``; ``form`` is the same as OpenCC's own standard has it (裏 for
    裡); ``proper`` is OpenCC's form there, taken from ``phrase`` (as it is in simplified text)
    unless that is empty; ``right`` whether they are the same, as in some standard.
    """

    at: int
    written: str
    form: str
    simplified: str
    proper: str
    phrase: str
    right: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """What is needed to compare forms.

    ``choices`` holds the forms of each simplified character, the usual one first;
    ``standards`` what some standard writes for a form.
    """

    choices: Mapping[str, tuple[str, ...]]
    several: re.Pattern[str]
    standards: Mapping[str, frozenset[str]]
    stage: Stage

    def is_right(self, written: str, proper: str) -> bool:
        """Tell whether a form is the proper one, or is so in some standard."""
        return written == proper or written in self.standards.get(proper, ())

    def as_standard(self, written: str, simplified: str) -> str:
        """Return the form of OpenCC's own standard for what some standard writes."""
        forms = self.choices[simplified]
        if written in forms:
            return written
        return next((form for form in forms if written in self.standards.get(form, ())), written)


@cache
def tables() -> Tables | None:
    """Load the tables; None where OpenCC's own package hides its dictionaries."""
    folder = dictionaries()
    if folder is None:
        return None
    choices = read_choices(folder / "dictionary" / "STCharacters.txt")
    return Tables(
        choices=choices,
        several=re.compile(f"[{''.join(c for c, values in choices.items() if len(values) > 1)}]"),
        standards=read_standards(folder),
        stage=stages(folder, "s2t")[0],
    )


@cache
def read_standards(folder: Path) -> Mapping[str, frozenset[str]]:
    """Read what some standard writes for a form, that itself among it."""
    standards: dict[str, set[str]] = {}
    for name in ("TWVariants", "HKVariants"):
        for char, values in read_choices(folder / "dictionary" / f"{name}.txt").items():
            standards.setdefault(char, {char}).update(values)
    return {char: frozenset(values) for char, values in standards.items()}


@cache
def simplifying() -> dict[int, int]:
    """Load the table, for ``str.translate``, of what each traditional character becomes."""
    folder = dictionaries()
    if folder is None:
        return {}
    table = read_dictionary(folder / "dictionary" / "TSCharacters.txt")
    return CharacterTable({ord(char): ord(value) for char, value in table.items()})


@cache
def read_choices(path: Path) -> dict[str, tuple[str, ...]]:
    """Read a dictionary with all conversions of each entry, the usual one first.

    A character that may stay as it is has itself among them.
    """
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {entry: tuple(values.split(" ")) for entry, values in rows}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A traditional text beside what OpenCC makes of it.

    ``simplified`` and ``proper``, which is that in traditional Chinese again, are as long as
    ``text``; ``places`` are the offsets where a simplified character has several forms.
    """

    text: str
    simplified: str
    proper: str
    places: Sequence[int]


def compare(text: str, known: Tables) -> Comparison:
    """Compare a traditional text with what OpenCC makes of it."""
    simplified = text.translate(simplifying())
    proper = conversion("s2t").convert(simplified)
    places = [match.start() for match in known.several.finditer(simplified)]
    return Comparison(text, simplified, proper, places)


def occurrences(text: str) -> Iterator[Occurrence]:
    """Yield each place of a traditional text where simplified has a character of several forms.

    >>> [(o.written, o.proper, o.phrase) for o in occurrences("對於皇后")]
    [('於', '於', '对于'), ('后', '后', '皇后')]
    """
    known = tables()
    if known is not None:
        compared = compare(text, known)
        yield from _at(compared, compared.places, known)


def wrong_places(compared: Comparison, known: Tables) -> Iterator[Occurrence]:
    """Yield the places that are not as OpenCC has them, in any standard.

    >>> known = tables()
    >>> [(o.written, o.proper) for o in wrong_places(compare("對于皇后", known), known)]
    [('于', '於')]
    """
    text, proper = compared.text, compared.proper
    places = [at for at in compared.places if not known.is_right(text[at], proper[at])]
    yield from _at(compared, places, known)


def _at(compared: Comparison, places: Sequence[int], known: Tables) -> Iterator[Occurrence]:
    phrases = known.stage.phrases_at(compared.simplified, places)
    for at, phrase in zip(places, phrases, strict=True):
        written, simplified, proper = (
            compared.text[at],
            compared.simplified[at],
            compared.proper[at],
        )
        right = known.is_right(written, proper)
        form = known.as_standard(written, simplified)
        yield Occurrence(at, written, form, simplified, proper, phrase, right)

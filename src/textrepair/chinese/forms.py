"""Forms of characters: what a traditional text writes, and what OpenCC says it should.

Some two hundred simplified characters stand for several traditional ones (后: 後 or 后), so
which is right depends on the word.  Looked at are the places of these characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from .matcher import CharacterTable, Stage
from .variants import conversion, dictionaries, read_dictionary, stages

_NAMES: Final = "written_forms.txt"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place of a traditional text where a simplified one has a character of several forms.

    ``written`` stands at ``at``; ``proper`` is OpenCC's form there, taken from ``phrase`` (as
    it is in simplified text) unless that is empty; ``right`` whether they are the same, as
    in some standard.
    """

    at: int
    written: str
    simplified: str
    proper: str
    phrase: str
    right: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """What is needed to compare forms."""

    usual: dict[str, str]
    several: re.Pattern[str]
    standards: dict[str, frozenset[str]]
    stage: Stage


@cache
def tables() -> Tables | None:
    """Load the tables; None where OpenCC's own package hides its dictionaries."""
    folder = dictionaries()
    if folder is None:
        return None
    several = read_choices(folder / "dictionary" / "STCharacters.txt")
    standards: dict[str, set[str]] = {}
    for name in ("TWVariants", "HKVariants"):
        for char, values in read_choices(folder / "dictionary" / f"{name}.txt").items():
            standards.setdefault(char, {char}).update(values)
    return Tables(
        usual={char: values[0] for char, values in several.items()},
        several=re.compile(f"[{''.join(c for c, values in several.items() if len(values) > 1)}]"),
        standards={char: frozenset(values) for char, values in standards.items()},
        stage=stages(folder, "s2t")[0],
    )


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


def occurrences(text: str, *, wrong_only: bool = False) -> Iterator[Occurrence]:
    """Yield each place of a traditional text where simplified has a character of several forms.

    >>> [(o.written, o.proper, o.phrase) for o in occurrences("對于皇后") if not o.right]
    [('于', '於', '对于')]
    """
    known = tables()
    if known is None:
        return
    simplified = text.translate(simplifying())
    proper = conversion("s2t").convert(simplified)
    places = [match.start() for match in known.several.finditer(simplified)]
    if wrong_only:
        places = [at for at in places if text[at] != proper[at]]
    phrases = known.stage.phrases_at(simplified, places)
    for at, phrase in zip(places, phrases, strict=True):
        right = text[at] == proper[at] or text[at] in known.standards.get(proper[at], ())
        if right and wrong_only:
            continue
        yield Occurrence(at, text[at], simplified[at], proper[at], phrase, right)


@dataclass(frozen=True, slots=True)
class Habits:
    """How traditional writers write: counts of a corpus, by tools/written_forms.py.

    ``gone_wrong`` holds what phrases become when they are simplified character by character
    (干隆 for 乾隆), where no writer of simplified Chinese writes so.
    """

    unreliable: frozenset[tuple[str, str]]
    agree: dict[tuple[str, str], tuple[int, int]]
    differ: dict[tuple[str, str], tuple[int, int]]
    gone_wrong: dict[str, str]

    def rate(self, place: Occurrence) -> float:
        """Return how often writers write so where OpenCC says otherwise, 1 if it is doubtful.

        >>> [round(habits().rate(o), 2) for o in occurrences("對于發布", wrong_only=True)]
        [0.01, 1.0]
        """
        if (place.phrase, place.simplified) in self.unreliable:
            return 1.0
        alone = not place.phrase
        agree = self.agree.get((place.simplified, place.proper), (0, 0))[alone]
        differ = self.differ.get((place.written, place.proper), (0, 0))[alone]
        return (differ + 0.5) / (differ + agree + 1)


@cache
def habits() -> Habits:
    """Load the counts."""
    unreliable: set[tuple[str, str]] = set()
    gone_wrong: dict[str, str] = {}
    counts: dict[str, dict[tuple[str, str], tuple[int, int]]] = {"agree": {}, "differ": {}}
    table = files(__package__).joinpath("data", _NAMES).read_text(encoding="utf-8")
    for line in table.splitlines():
        kind, *fields = line.split(" ")
        if kind == "phrase":
            unreliable.add((fields[0], fields[1]))
        elif kind == "simplified":
            gone_wrong[fields[0]] = fields[1]
        elif kind in counts:
            counts[kind][fields[0], fields[1]] = (int(fields[2]), int(fields[3]))
    return Habits(frozenset(unreliable), counts["agree"], counts["differ"], gone_wrong)

"""Rows of text in many languages as large jobs meet them: mostly clean, some damaged, some odd."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from benchmarks.texts import as_windows_1252, lines_of_fixtures, read_as

#: Languages of the rows, by the damage that text in them meets.
WESTERN: Final = ("en", "fr", "de", "es", "pt", "it", "pl", "cs", "tr", "vi")
CYRILLIC: Final = ("ru", "uk", "bg")
OTHERS: Final = ("el", "ar", "he", "hi", "th", "zh-hans", "ja", "ko")
#: Lines of each language that rows are made of.
POOL: Final = 500
#: Bytes of the longest row.
HUGE: Final = 5_000_000


def twice(line: str) -> str:
    """Read the UTF-8 of a line as Windows-1252 two times."""
    return as_windows_1252(as_windows_1252(line))


#: What happened to damaged rows, how often, and in which languages.
DAMAGES: Final[tuple[tuple[Callable[[str], str | None], float, tuple[str, ...]], ...]] = (
    (as_windows_1252, 0.70, (*WESTERN[1:], *CYRILLIC, *OTHERS)),
    (read_as("utf-8", "latin-1"), 0.15, WESTERN[1:]),
    (read_as("utf-8", "cp1251"), 0.10, CYRILLIC),
    (twice, 0.05, WESTERN[1:]),
)


@dataclass(frozen=True)
class Row:
    """A row as it stands in a file, and whether it is damaged."""

    number: int
    text: str | None
    is_damaged: bool = False


@cache
def pool(language: str) -> list[str]:
    """Return lines of a language."""
    return list(islice(lines_of_fixtures(0)(language), POOL))


def rows(
    *, dirty: float, missing: float = 0.0, most: int = 8, huge: int = 0, english: float = 0.0
) -> Iterator[Row]:
    """Yield rows without end, the same ones each time.

    ``dirty`` and ``missing`` are the shares of rows that are damaged, and that are null or empty;
    a row has 1 to ``most`` lines, but one in ``huge`` has ``HUGE`` bytes.  ``english`` is the share
    of the clean rows that are in English, and not in any language.
    """
    rng = random.Random(0)
    weights = [weight for _, weight, _ in DAMAGES]
    number = 0
    while True:
        chance = rng.random()
        if chance < dirty:
            damage, _, languages = rng.choices(DAMAGES, weights)[0]
            lines = rng.choices(pool(rng.choice(languages)), k=rng.randint(1, most))
            text = " ".join(damage(line) or line for line in lines)
        else:
            is_english = english > 0 and rng.random() < english
            language = "en" if is_english else rng.choice((*WESTERN, *CYRILLIC, *OTHERS))
            text = " ".join(rng.choices(pool(language), k=rng.randint(1, most)))
        is_damaged = chance < dirty and not text.isascii()
        if huge and number % huge == huge // 2:
            text = (text + "\n") * (HUGE // len(text.encode()))
        if dirty <= chance < dirty + missing:
            yield Row(number, rng.choice((None, "")))
        else:
            yield Row(number, text, is_damaged)
        number += 1

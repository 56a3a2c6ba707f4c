"""Letters that stand where no language has them: the signs of code pages taken for one another.

A window is a letter with one or two characters on its left, its right or both sides, written
with a low line for the letter.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tools.sign_material import WRITTEN_IN, garbled
from tools.sign_training.cover import cover
from tools.sign_training.outside import SENTENCES

_BLANKS = str.maketrans(dict.fromkeys("\n\t\xa0,.;:!?", " "))
_SAMPLE = 2500  # lines of each channel and language
_LEAST = 8  # garbled lines that a window must add
_LONGER = 14  # garbled lines that a window of two characters must add
#: Occurrences of a window that may well be in as much text again, for each share that its letter
#: has of a language's characters: what is frequent stands in more windows than the corpus shows.
_UNSEEN = 2.0


@dataclass(frozen=True)
class Recipe:
    """Which letters to look at, in which wrong readings, in whose clean text."""

    title: str
    letters: str
    channels: tuple[tuple[str, str], ...]
    change: Callable[[str], str]
    #: The budget in windows per character, of clean text and of clean text in capitals.
    budget: float
    capitals: float | None = None


RECIPES = {
    "latin": Recipe(
        "Latin letters where one code page shows them for another's.",
        "õûêæèøùìïòãþðýîâëº³¹",
        tuple(
            (true, seen)
            for true in ("cp1250", "iso8859-2", "cp1254", "cp1257")
            for seen in ("western", "latin-1")
        ),
        str.lower,
        1.5e-5,
    ),
    "cyrillic": Recipe(
        "Cyrillic capitals where one code page shows them for another's letters.",
        "ЙФЪЬЩХЮЦЖЭЫШЧГ",
        (("koi8-r", "cp1251"), ("cp1251", "koi8-r")),
        str,
        4e-6,
        2e-5,
    ),
}


def choose(corpus: dict[str, list[str]], recipe: Recipe) -> dict[str, str]:
    """Return letters by their windows, which show the damage and spare clean text."""
    pattern = re.compile(f"(?s)(?=(.)(.)([{recipe.letters}])(.)(.))")
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    number = 0
    for number, line in enumerate(_damaged(corpus, recipe)):
        for window in _windows(pattern, recipe.change(line)):
            held[window].append(number)
    spared = _windows(pattern, recipe.change(" ".join(SENTENCES)))
    held = {
        window: numbers
        for window, numbers in held.items()
        if len(numbers) >= _LEAST and window not in spared
    }
    costs = _costs(corpus, recipe, pattern, held)
    letters: dict[str, str] = defaultdict(str)
    for letter, beside in sorted(cover(held, costs, number + 1, least=_least)):
        letters[beside] += letter
    return letters


def _least(sign: tuple[str, str]) -> int:
    """Longer windows cost more time in every text."""
    return _LEAST if len(sign[1]) == 2 else _LONGER


def _damaged(corpus: dict[str, list[str]], recipe: Recipe) -> Iterator[str]:
    for true, seen in recipe.channels:
        for language in WRITTEN_IN[true].split():
            lines = corpus[language]
            sample = random.Random(0).sample(lines, min(_SAMPLE, len(lines)))
            for line in garbled(sample, true, seen):
                if seen == "western" or not re.search("[\x80-\x84\x86-\x9f]", line):
                    yield line


def _windows(pattern: re.Pattern[str], text: str) -> Counter[tuple[str, str]]:
    """Count the letters of a text with their windows."""
    found: Counter[tuple[str, str]] = Counter()
    five = Counter(pattern.findall(f"  {text}  ".translate(_BLANKS)))
    for (first, second, letter, fourth, fifth), count in five.items():
        if not letter.isalpha() and not (second.isalpha() and second != "m"):
            continue  # footnotes and units: m³
        for window in (
            f"{second}_",
            f"_{fourth}",
            f"{second}_{fourth}",
            f"{first}{second}_",
            f"_{fourth}{fifth}",
        ):
            found[letter, window] += count
    return Counter({key: n for key, n in found.items() if key[0].isalpha() or key[1][0] != "_"})


def _costs(
    corpus: dict[str, list[str]],
    recipe: Recipe,
    pattern: re.Pattern[str],
    wanted: dict[tuple[str, str], list[int]],
) -> dict[tuple[str, str], dict[str, float]]:
    """Return for each window the share of each language's budget that it uses up."""
    costs: dict[tuple[str, str], dict[str, float]] = {window: {} for window in wanted}
    for language, lines in corpus.items():
        text = "\n ".join(lines)
        kinds = [(language, recipe.change(text), recipe.budget)]
        if recipe.capitals:
            kinds.append((f"{language} in capitals", text.upper(), recipe.capitals))
        for name, clean, budget in kinds:
            found = _windows(pattern, clean)
            share = {char: clean.count(char) / len(clean) for char in recipe.letters}
            for window, cost in costs.items():
                count = found[window] + _UNSEEN * share[window[0]]
                if count:
                    cost[name] = count / len(clean) / budget
    return costs

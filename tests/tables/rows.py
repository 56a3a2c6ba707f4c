"""Rows of a table of text as jobs meet them: many languages, some damaged, some odd."""

from __future__ import annotations

from functools import cache
from random import Random

from tests.support import clean_texts

from textrepair import fix

#: How often a row is damaged, null, empty; and how often a damaged one has lost bytes, or was read
#: wrongly twice: such rows take a hundred times as long.
DIRTY, NULL, EMPTY, BADLY = 0.1, 0.03, 0.02, 0.05


def damaged(text: str, random: Random) -> str:
    """Return a text as a wrong decoder reads it: once, or twice."""
    if random.random() >= BADLY:
        return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())
    for _ in range(random.choice((1, 1, 1, 2))):
        data = text.encode()
        text = data.decode("latin-1")
        if random.random() < 0.5:
            text = data.decode("cp1252", "ignore" if random.random() < 0.3 else "replace")
    return text


@cache
def rows(count: int, seed: int = 0) -> tuple[str | None, ...]:
    """Return rows in all languages of fixtures/clean; the first ones are huge, or very short."""
    random = Random(seed)
    languages = [text.split("\n") for text in clean_texts().values()]
    made: list[str | None] = [
        "naïve café. " * 20_000,
        "caf\u00c3\u00a9 " * 300,
        "\u00ef",
        "a\nb",
        "\n",
        "?",
    ]
    while len(made) < count:
        chance = random.random()
        text = " ".join(random.choices(random.choice(languages), k=random.randint(1, 2)))
        if chance < DIRTY:
            made.append(damaged(text, random))
        elif chance < DIRTY + NULL:
            made.append(None)
        else:
            made.append("" if chance < DIRTY + NULL + EMPTY else text)
    return tuple(made[:count])


@cache
def repaired(count: int, seed: int = 0) -> tuple[str | None, ...]:
    """Return what ``fix`` makes of each row by itself."""
    return tuple(None if row is None else fix(row) for row in rows(count, seed))

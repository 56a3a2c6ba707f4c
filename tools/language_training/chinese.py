"""What is special to Chinese: two ways of writing, and a dictionary that lists its words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import log2
from pathlib import Path

from textrepair.language.model_files import UNITS_PER_BIT

#: How many of a character are assumed in a variety whose text never held it, and at most how dear.
UNSEEN = 0.02
DEAREST_BITS = 12.0
#: A character is Cantonese if it is so many times as frequent there, and seen so often.
CANTONESE_RATIO = 12.0
CANTONESE_LEAST = 40
CANTONESE_BONUS_BITS = 4.0


def fold_table() -> dict[str, str]:
    """Return the traditional characters with their simplified forms, as OpenCC has them."""
    import opencc

    path = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    table = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        form = simplified.split(" ")[0]
        if len(traditional) == 1 and len(form) == 1 and form != traditional:
            table[traditional] = form
    return table


def dictionary_words() -> Iterator[tuple[str, int]]:
    """Yield the words of jieba's dictionary with their counts."""
    import jieba

    path = Path(jieba.__file__).with_name("dict.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        yield word, int(count)


def variety_extras(
    plain: Mapping[str, Counter[str]], folding: Mapping[str, str]
) -> dict[str, tuple[int, ...]]:
    """Return what writing a character costs in each variety beyond its folded form.

    Only characters that have more than one form count, and those that only Cantonese writes.
    """
    families: dict[str, set[str]] = defaultdict(set)
    for traditional, simplified in folding.items():
        families[simplified] |= {traditional, simplified}
    table: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(plain))
    for lane, counts in enumerate(plain.values()):
        for family in families.values():
            total = sum(counts[c] + UNSEEN for c in family)
            for c in family:
                bits = -log2((counts[c] + UNSEEN) / total)
                table[c][lane] = min(bits, DEAREST_BITS)
    _add_cantonese(table, plain)
    return {
        c: tuple(round(UNITS_PER_BIT * b) for b in costs)
        for c, costs in table.items()
        if any(round(UNITS_PER_BIT * b) for b in costs)
    }


def _add_cantonese(table: dict[str, list[float]], plain: Mapping[str, Counter[str]]) -> None:
    lane = list(plain).index("yue")
    cantonese = plain["yue"]
    others = sum((c for code, c in plain.items() if code != "yue"), Counter[str]())
    size, other_size = sum(cantonese.values()), sum(others.values())
    for c, count in cantonese.items():
        if c.isalnum() and not c.isascii() and count >= CANTONESE_LEAST:
            ratio = (count / size) / ((others[c] + 1) / other_size)
            if ratio >= CANTONESE_RATIO:
                table[c][lane] -= CANTONESE_BONUS_BITS

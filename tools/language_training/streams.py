"""Text as the packs see it: letters of one script, folded, and stand-ins for everything else."""

from collections import Counter
from collections.abc import Iterable

from textrepair.language.ngram_costs import stand_in
from textrepair.language.scripts import symbol

#: The stand-ins; a context never looks further back than one of them.
STAND_INS = frozenset(" a0")
#: The one stand-in in an alphabet, where "a" is a letter.
BLANK = frozenset(" ")


class Stream(dict[int, str]):
    """A translation table from code points to what the pack of one script sees."""

    def __init__(self, script: str) -> None:
        """Make the table of `script`, filled as characters come."""
        super().__init__()
        self._script = script

    def __missing__(self, point: int) -> str:
        """Fold one character."""
        here = symbol(chr(point))
        seen = here.folded if here.script == self._script else stand_in(here, self._script)
        self[point] = seen
        return seen


def count_grams(
    streams: Iterable[str], longest: int, stand_ins: frozenset[str] = STAND_INS
) -> list[Counter[str]]:
    """Count the n-grams of 1 to `longest` symbols; the last symbol, or the one before, is a letter.

    No n-gram holds one of `stand_ins` but as its first or last symbol: contexts are cut there.
    """
    raw: list[Counter[str]] = [Counter() for _ in range(longest)]
    for stream in streams:
        text = f" {stream} "
        for order in range(1, longest + 1):
            raw[order - 1].update([text[i : i + order] for i in range(len(text) - order + 1)])
    for order in range(2, longest + 1):
        for gram in [g for g in raw[order - 1] if not _counts(g, stand_ins)]:
            del raw[order - 1][gram]
    raw[0] = Counter()
    for gram, count in raw[1].items():
        raw[0][gram[1]] += count
    return raw


def _counts(gram: str, stand_ins: frozenset[str]) -> bool:
    inner = gram[1:-1]
    if inner:
        return stand_ins.isdisjoint(inner)
    return gram[0] not in stand_ins or gram[1] not in stand_ins

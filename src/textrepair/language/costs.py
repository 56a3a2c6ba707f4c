"""The cost of any character after any three, in one language: what a search asks for.

A search asks for many characters after the same three, nearly all of them letters of the script of
the language. So what those three come to is kept, and such letters take a short way.
"""

from functools import cache

from .alphabet_model import ANY, LANE_BITS, LANE_MASK
from .languages import SCRIPT_OF
from .ngram_costs import (
    CACHED_ROWS,
    NO_EXTRAS,
    REGIONS,
    alphabet_pack,
    character_pack,
    context,
    contributions,
    shapes,
)
from .scripts import CJK, HANGUL, SYMBOLS
from .shape_model import MAXIMUM_UNITS


class Costs(dict[str, int]):
    """The cost of the last of four characters in one language, made on first use."""

    def __init__(self, language: str) -> None:
        """Score the script of `language` in it, and other scripts in all their languages pooled."""
        super().__init__()
        self._language = language
        self._script = SCRIPT_OF[language]
        #: Which variety of Chinese, if it is Chinese.
        self._variety: int | None = None
        if self._script == CJK and language != "ja":
            self._variety = REGIONS[CJK][1].index(language)
        #: Three characters: the shapes of the last two, and the context they are to the script;
        #: None if a word of another script ends with them, which costs something more.
        self._histories: dict[str, tuple[str, str | None]] = {}

    def __missing__(self, gram: str) -> int:
        """Make, keep and return the cost, in eighths of a bit."""
        last = SYMBOLS[gram[-1]]
        two_shapes, before = self._histories.get(gram[:-1]) or self._history(gram[:-1])
        if last.script == self._script and before is not None:
            shape = min(shapes().cost(two_shapes + last.shape), MAXIMUM_UNITS)
            cost = shape + self._own(before, last.folded)
        else:
            cost, lookups = contributions(gram)
            for script, other, letter in lookups:
                cost += self._lookup(script, other, letter)
        if len(self) >= CACHED_ROWS:
            self.clear()
            self._histories.clear()
        self[gram] = cost
        return cost

    def _history(self, characters: str) -> tuple[str, str | None]:
        before = [SYMBOLS[character] for character in characters]
        previous = before[-1].script
        elsewhere = previous in REGIONS and previous != self._script
        seen = context(before, self._script)
        if self._variety is not None:
            seen = character_pack("zh").fold(seen)
        found = before[-2].shape + before[-1].shape, None if elsewhere else seen
        self._histories[characters] = found
        return found

    def _own(self, before: str, letter: str) -> int:
        """Return the cost of a letter of the language's script after a context of `_history`."""
        if self._variety is None:
            return self._lookup(self._script, before, letter)
        zh = character_pack("zh")
        cost = zh.cost(before, zh.folding.get(letter, letter))
        return max(1, cost + zh.extras.get(letter, NO_EXTRAS)[self._variety])

    def _lookup(self, script: str, before: str, letter: str) -> int:
        names = REGIONS[script][1]
        if script in {CJK, HANGUL}:
            name = self._language if self._language in names else names[0]
            if name in {"ja", "ko"}:
                return character_pack(name).cost(before, letter)
            zh = character_pack("zh")
            extra = zh.extras.get(letter, NO_EXTRAS)[names.index(name)]
            return max(1, zh.cost(zh.fold(before), zh.fold(letter)) + extra)
        row = alphabet_pack(script).row(before, letter)
        lane = names.index(self._language if self._language in names else ANY)
        return row >> lane * LANE_BITS & LANE_MASK


@cache
def costs_in(language: str) -> Costs:
    """Return the costs in one language, shared by all who ask."""
    return Costs(language)

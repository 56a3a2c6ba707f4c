"""The cost of any character after any two: in every language at once, or in one.

A text costs the sum, over its characters, of a function of each character and the two before it.
That function is all the models come to; scoring adds it up, searching minimises it.

A row is an integer of 16-bit lanes: lane 0 is what does not depend on the language (`shapes`), then
one region of lanes a script. A letter adds to the region of its script; the first character after a
run of letters also adds there: what it costs that the word ends.

A search asks for the costs of many characters after the same three, nearly all of them letters of
the script of its language.  So `Costs` keeps what those three come to, and takes a short way for
such letters.
"""

from collections.abc import Sequence
from functools import cache

from ..patterns import lazily
from .alphabet_model import ANY, LANE_BITS, LANE_MASK, AlphabetPack
from .character_model import CharacterPack
from .languages import LANGUAGES_OF, SCRIPT_OF
from .scripts import CJK, CLASS_COSTS, HANGUL, SYMBOLS, Symbol
from .shape_model import MAXIMUM_UNITS, Shapes, class_cost, load_shapes

#: What writing a character that has one form only costs in each variety of Chinese.
NO_EXTRAS = (0, 0, 0)
#: What stands before a text.
START = "\n\n\n"
#: How many characters before a character its cost depends on.
HISTORY = len(START)
GRAM = HISTORY + 1
#: Alphabets look two characters back only: in text without these, three characters decide.
_FAR_BACK = lazily("[\u1100-\u11ff\u2e80-\U0010ffff]")
#: Rows kept before the cache starts anew; a row is about 200 bytes.
CACHED_ROWS = 40_000
#: Costs kept of each language: of 200 bytes, with the histories of the same letters.
CACHED_COSTS = 10_000


def _regions() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return the first lane and the lane names of each script."""
    regions = {}
    lane = 1
    for script, languages in LANGUAGES_OF.items():
        names = languages if script in {CJK, HANGUL} else (*languages, ANY)
        regions[script] = lane, names
        lane += len(names)
    return regions


REGIONS = _regions()
LANES = 1 + sum(len(names) for _, names in REGIONS.values())


@cache
def alphabet_pack(script: str) -> AlphabetPack:
    """Load the pack of an alphabet on its first use."""
    return AlphabetPack(script)


@cache
def character_pack(name: str) -> CharacterPack:
    """Load the pack of Chinese, Japanese or Korean on its first use."""
    return CharacterPack(name)


@cache
def shapes() -> Shapes:
    """Load the costs of shapes on their first use."""
    return load_shapes()


def stand_in(character: Symbol, script: str) -> str:
    """Return what the pack of `script` sees of a character that is not of it."""
    if script not in {CJK, HANGUL}:
        return " "
    if character.script:
        return "a"
    return character.folded


def context(before: Sequence[Symbol], script: str) -> str:
    """Return the context that the characters before are to the pack of `script`, oldest first.

    It goes back to the last character that is no letter of the script, that included.
    """
    seen = ""
    for here in reversed(before):
        if here.script != script:
            return stand_in(here, script) + seen
        seen = here.folded + seen
    return seen


def script_row(script: str, before: str, letter: str) -> int:
    """Return the lanes of one script for a letter, or for the stand-in of what is none."""
    if script == CJK:
        zh = character_pack("zh")
        cost = zh.cost(zh.fold(before), zh.folding.get(letter, letter))
        extras = zh.extras.get(letter, NO_EXTRAS)
        row = character_pack("ja").cost(before, letter) << len(extras) * LANE_BITS
        for lane, extra in enumerate(extras):
            row |= max(1, cost + extra) << lane * LANE_BITS
        return row
    if script == HANGUL:
        return character_pack("ko").cost(before, letter)
    return alphabet_pack(script).row(before, letter)


def common_cost(two: Symbol, three: Symbol, last: Symbol, gram: str) -> int:
    """Return the part of the cost of the last character of `gram` that every language shares.

    `two`, `three` and `last` are the symbols of the last three characters.
    """
    cost = shapes().cost(two.shape + three.shape + last.shape)
    if last.shape in CLASS_COSTS or (last.script and last.script not in REGIONS):
        cost += class_cost(gram[-2], gram[-1])
    return min(cost, MAXIMUM_UNITS)


def contributions(gram: str) -> tuple[int, list[tuple[str, str, str]]]:
    """Return what the last character of `gram` costs: the common part, and the lookups in packs.

    A lookup is a script, a context and a letter.
    """
    *before, last = map(SYMBOLS.__getitem__, gram)
    return common_cost(before[-2], before[-1], last, gram), lookups(before, last)


def lookups(before: Sequence[Symbol], last: Symbol) -> list[tuple[str, str, str]]:
    """Return what is looked up in packs for a character: scripts, contexts and letters."""
    previous = before[-1]
    found = []
    if previous.script in REGIONS and last.script != previous.script:
        ending = context(before, previous.script), stand_in(last, previous.script)
        found.append((previous.script, *ending))
    if last.script in REGIONS:
        found.append((last.script, context(before, last.script), last.folded))
    return found


def grams_of(text: str) -> list[str]:
    """Return for each character of a text the key of its row: itself and those before it."""
    if _FAR_BACK.search(text):
        padded = START + text
        return [padded[i : i + GRAM] for i in range(len(text))]
    padded = START[1:] + text
    return [padded[i : i + GRAM - 1] for i in range(len(text))]


class Rows(dict[str, int]):
    """The row of each four characters, made on first use; of each three, where these decide."""

    def __missing__(self, gram: str) -> int:
        """Make, keep and return the row."""
        if len(self) >= CACHED_ROWS:
            self.clear()
        row = self[gram] = self._make(gram)
        return row

    def _make(self, gram: str) -> int:
        row, lookups = contributions(gram)
        for script, before, letter in lookups:
            row += script_row(script, before, letter) << REGIONS[script][0] * LANE_BITS
        return row


ROWS = Rows()


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
        if len(self) >= CACHED_COSTS:
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

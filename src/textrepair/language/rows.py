"""The cost of any character after any two: in every language at once, or in one.

A text costs the sum, over its characters, of a function of each character and the two before it.
That function is all the models come to; scoring adds it up, searching minimises it.

A row is an integer of 16-bit lanes: lane 0 is what does not depend on the language (`shapes`), then
one region of lanes a script. A letter adds to the region of its script; the first character after a
run of letters also adds there: what it costs that the word ends.
"""

from functools import cache

from textrepair.language.alphabets import ANY, LANE_BITS, AlphabetPack
from textrepair.language.characters import CharacterPack
from textrepair.language.languages import LANGUAGES_OF
from textrepair.language.shapes import MAXIMUM_UNITS, Shapes, class_cost, load_shapes
from textrepair.language.symbols import CJK, HANGUL, Symbol, symbol

#: What stands before a text.
START = "\n\n"
#: Rows kept before the cache starts anew; a row is about 200 bytes.
CACHED_ROWS = 100_000


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


def _stand_in(character: Symbol, script: str) -> str:
    """Return what the pack of `script` sees of a character that is not of it."""
    if script not in {CJK, HANGUL}:
        return " "
    if character.script:
        return "a"
    return character.folded


def context(one: Symbol, two: Symbol, script: str) -> str:
    """Return the context that two characters are to the pack of `script`."""
    if two.script != script:
        return _stand_in(two, script)
    return (one.folded if one.script == script else _stand_in(one, script)) + two.folded


def script_row(script: str, before: str, letter: str) -> int:
    """Return the lanes of one script for a letter, or for the stand-in of what is none."""
    if script == CJK:
        zh, ja = character_pack("zh"), character_pack("ja")
        cost = zh.cost("".join(map(zh.fold, before)), zh.fold(letter))
        row = 0
        extras = zh.extras.get(letter, (0, 0, 0))
        for lane, extra in enumerate(extras):
            row |= max(1, cost + extra) << lane * LANE_BITS
        return row | ja.cost(before, letter) << len(extras) * LANE_BITS
    if script == HANGUL:
        return character_pack("ko").cost(before, letter)
    return alphabet_pack(script).row(before, letter)


def common_cost(gram: str) -> int:
    """Return the part of the cost of the last of three characters that every language shares."""
    three = "".join([symbol(character).shape for character in gram])
    return min(shapes().cost(three) + class_cost(gram[1], gram[2]), MAXIMUM_UNITS)


def contributions(gram: str) -> list[tuple[str, str, str]]:
    """Return the lookups that the last of three characters needs: script, context, letter."""
    one, two, three = map(symbol, gram)
    found = []
    if two.script in REGIONS and three.script != two.script:
        ending = context(one, two, two.script), _stand_in(three, two.script)
        found.append((two.script, *ending))
    if three.script in REGIONS:
        found.append((three.script, context(one, two, three.script), three.folded))
    return found


class Rows(dict[str, int]):
    """The row of each three characters, made on first use."""

    def __missing__(self, gram: str) -> int:
        """Make, keep and return the row."""
        row = common_cost(gram)
        for script, before, letter in contributions(gram):
            row += script_row(script, before, letter) << REGIONS[script][0] * LANE_BITS
        if len(self) >= CACHED_ROWS:
            self.clear()
        self[gram] = row
        return row


ROWS = Rows()


class Costs(dict[str, int]):
    """The cost of the last of three characters in one language, made on first use."""

    def __init__(self, language: str) -> None:
        """Score the script of `language` in it, and other scripts in all their languages pooled."""
        super().__init__()
        self._language = language

    def __missing__(self, gram: str) -> int:
        """Make, keep and return the cost, in eighths of a bit."""
        cost = common_cost(gram)
        for script, before, letter in contributions(gram):
            names = REGIONS[script][1]
            row = script_row(script, before, letter)
            if self._language in names:
                lane = names.index(self._language)
            elif ANY in names:
                lane = names.index(ANY)
            else:
                lane = 0
            cost += row >> lane * LANE_BITS & (1 << LANE_BITS) - 1
        if len(self) >= CACHED_ROWS:
            self.clear()
        self[gram] = cost
        return cost


@cache
def costs_in(language: str) -> Costs:
    """Return the costs in one language, shared by all who ask."""
    return Costs(language)

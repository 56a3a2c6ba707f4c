"""What the pattern of capitals, digits, punctuation and symbols costs, whatever the language.

The letters themselves are the business of the packs. Here "Aa" is a capitalised word, "aA" a
capital in the middle of one (which KOI8-R read as Windows-1251 is full of), "a?a" a question mark
between letters (which text that lost bytes is full of). The costs are learned from the training
text of all languages together, with Witten-Bell smoothing from trigrams of shapes down to single
shapes. A letter after a letter costs only its case: whether the word goes on is the packs' guess.
"""

from math import log2
from typing import Final

from .model_files import UNITS_PER_BIT, read_sections
from .scripts import ALPHABETS, CJK, CLASS_COSTS, HANGUL, LETTER_SHAPES, is_letter_shape, symbol

#: Shapes of which a language may hold one in 16,000 characters without our training text doing so.
FLOOR_BITS = 14.0
#: A letter of a script that has no pack: the first of a word, and those that follow.
UNMODELLED_FIRST_BITS = 8.0
UNMODELLED_NEXT_BITS = 5.0
MAXIMUM_UNITS = 400
_MODELLED = frozenset((*ALPHABETS, CJK, HANGUL))
_OWN_LETTER = {3 * len(ALPHABETS) + 2: "h", 3 * len(ALPHABETS) + 5: "k"}


def pooled(shapes: str) -> str:
    """Return shapes with the scripts pooled: ``aAc`` in the first script met, ``bBd`` in others.

    Han and kana are ``h``, Hangul is ``k``.
    """
    letters = []
    first_script = -1
    for shape in shapes:
        script, of_first, of_other = _POOLED[shape]
        if first_script < 0:
            first_script = script
        letters.append(of_first if script == first_script else of_other)
    return "".join(letters)


class _Pooled(dict[str, tuple[int, str, str]]):
    """The script of a shape, -1 if it has none of its own; what it is pooled to, in others too."""

    def __missing__(self, shape: str) -> tuple[int, str, str]:
        number = ord(shape) - LETTER_SHAPES
        own = _OWN_LETTER.get(number) if is_letter_shape(shape) else shape
        if own is None:
            script, case = divmod(number, 3)
            self[shape] = script, "aAc"[case], "bBd"[case]
        else:
            self[shape] = -1, own, own
        return self[shape]


_POOLED: Final = _Pooled()


def group(previous: str, shape: str) -> str:
    """Return what the packs have told already: after a letter, whether a letter follows."""
    if not previous.isalpha():
        return ""
    return "L" if shape.isalpha() else "N"


class Shapes:
    """The learned costs of shape trigrams."""

    def __init__(self, counts: dict[str, int]) -> None:
        """Take how often each pooled shape trigram was seen."""
        self._counts: dict[str, int] = {}
        self._totals: dict[str, list[int]] = {}  # context and group: [occurrences, kinds]
        known, totals = self._counts, self._totals
        for gram, count in counts.items():
            for end in (gram, gram[1:], gram[2:]):
                known[end] = known.get(end, 0) + count
        told = {pair: group(*pair) for pair in known if len(pair) == 2}
        for gram, count in known.items():
            context = f"{gram[:-1]}>{told.get(gram[-2:], '')}"
            total = totals.get(context)
            if total is None:
                totals[context] = [count, 1]
            else:
                total[0] += count
                total[1] += 1
        self._cache: dict[str, int] = {}
        #: What pooled shapes cost, and how likely shorter ones are: most that are new end alike.
        self._units: dict[str, int] = {}
        self._lower: dict[tuple[str, str], float] = {}

    def cost(self, gram: str) -> int:
        """Return the cost of the last of three shapes, in eighths of a bit."""
        known = self._cache.get(gram)
        if known is None:
            key = pooled(gram)
            known = self._units.get(key)
            if known is None:
                bits = -log2(self._probability(key, group(key[1], key[2])))
                known = self._units[key] = round(UNITS_PER_BIT * bits)
            self._cache[gram] = known
        return known

    def _probability(self, gram: str, told: str) -> float:
        if not gram:
            return float(2**-FLOOR_BITS)
        shorter = gram[1:], told if len(gram) > 2 else ""
        lower = self._lower.get(shorter)
        if lower is None:
            lower = self._lower[shorter] = self._probability(*shorter)
        occurrences, kinds = self._totals.get(f"{gram[:-1]}>{told}", (0, 0))
        if not occurrences:
            return lower
        return (self._counts.get(gram, 0) + kinds * lower) / (occurrences + kinds)


def load_shapes() -> Shapes:
    """Read the learned costs."""
    grams, counts = read_sections("shapes")
    return Shapes(
        dict(
            zip(
                _thirds(grams.decode()),
                map(int, counts.split()),
                strict=True,
            )
        )
    )


def _thirds(text: str) -> list[str]:
    return [text[i : i + 3] for i in range(0, len(text), 3)]


def class_cost(previous: str, character: str) -> int:
    """Return what it costs to say which character of its class this is, in eighths of a bit."""
    here = symbol(character)
    costs = CLASS_COSTS.get(here.shape)
    if costs is not None:
        if character == previous:
            bits = costs[2]
        else:
            block_goes_on = previous and ord(previous) >> 7 == ord(character) >> 7
            bits = costs[1] if block_goes_on and symbol(previous).shape == here.shape else costs[0]
    elif here.script and here.script not in _MODELLED:
        word_goes_on = previous and symbol(previous).script == here.script
        bits = UNMODELLED_NEXT_BITS if word_goes_on else UNMODELLED_FIRST_BITS
    else:
        return 0
    return round(UNITS_PER_BIT * bits)

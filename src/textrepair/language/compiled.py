"""The language models as the compiled kernels see them, where these are in use.

The kernels know no character by itself.  They are told here what ``scripts``, ``shape_model`` and
the packs say, in numbers: scripts in the order of ``ngram_costs.REGIONS``, shapes in the order in
which text brings them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from ..kernels import compiled_module
from .alphabet_model import ANY
from .languages import ANY_BITS, LANGUAGES_OF, NAMING_BITS, SCRIPT_BITS, SCRIPT_OF
from .model_files import UNITS_PER_BIT
from .ngram_costs import REGIONS, Costs, alphabet_pack, character_pack, shapes
from .scripts import ALPHABETS, CJK, CLASS_COSTS, SYMBOLS, script_number
from .shape_model import MAXIMUM_UNITS, UNMODELLED_FIRST_BITS, UNMODELLED_NEXT_BITS

if TYPE_CHECKING:
    from ..kernels._models import Alphabet, Characters
    from ..kernels._scoring import LanguageCosts, Models

#: The number of no script.
_NO_SCRIPT: Final = 0xFFFF
#: The shapes met, by number; number 0 is that of no shape.
_SHAPES: Final = ["\0"]
_SHAPE_NUMBERS: Final[dict[str, int]] = {}
#: Languages whose costs are kept: up to half a megabyte each, two in Python.  Set on a process
#: that repairs lines of sixty languages in turn.
_LANGUAGES_KEPT: Final = 16


@cache
def compiled_models() -> Models | None:
    """Return the models for the compiled kernels, None where there are no kernels."""
    scoring = compiled_module("_scoring")
    if scoring is None:
        return None
    regions = [
        (
            first,
            {
                name: round(NAMING_BITS.get(name, 0) * UNITS_PER_BIT)
                for name in names
                if name != ANY
            },
            names[-1] == ANY,
        )
        for first, names in REGIONS.values()
    ]
    models: Models = scoring.Models(
        regions,
        len(ALPHABETS),
        _describe,
        _shape_cost,
        _load,
        (
            round(UNITS_PER_BIT * UNMODELLED_FIRST_BITS),
            round(UNITS_PER_BIT * UNMODELLED_NEXT_BITS),
            MAXIMUM_UNITS,
            round(UNITS_PER_BIT * SCRIPT_BITS),
            round(UNITS_PER_BIT * ANY_BITS),
        ),
    )
    return models


#: The language of each lane; that of lane 0 is none.
LANE_NAMES: Final = (None, *(name for _, names in REGIONS.values() for name in names))


class CharacterCosts(Protocol):
    """The cost of the last of four characters in a language, in eighths of a bit."""

    def __getitem__(self, gram: str, /) -> int:
        """Return the cost of the last character of `gram`."""


@lru_cache(maxsize=_LANGUAGES_KEPT)
def costs_in(language: str) -> CharacterCosts:
    """Return the costs in one language, shared by all who ask."""
    return compiled_costs(language) or Costs(language)


@lru_cache(maxsize=_LANGUAGES_KEPT)
def compiled_costs(language: str) -> LanguageCosts | None:
    """Return the costs in one language for the compiled kernels, None where there are none."""
    models = compiled_models()
    if models is None:
        return None
    lanes = []
    for script, (_, names) in REGIONS.items():
        other = ANY if names[-1] == ANY else names[0]
        name = language if SCRIPT_OF[language] == script else other
        lanes.append(names.index(name))
    costs: LanguageCosts = compiled_module("_scoring").LanguageCosts(models, lanes)
    return costs


def _describe(code: int) -> tuple[int, int, int, int, int, int]:
    """Return script, shape and folded form of a character, and the costs of its class."""
    symbol = SYMBOLS[chr(code)]
    script = script_number(symbol.script) if symbol.script else _NO_SCRIPT
    number = _SHAPE_NUMBERS.get(symbol.shape)
    if number is None:
        number = _SHAPE_NUMBERS[symbol.shape] = len(_SHAPES)
        _SHAPES.append(symbol.shape)
    first, in_block, repeated = CLASS_COSTS.get(symbol.shape, (0.0, 0.0, 0.0))
    return (
        script,
        number,
        ord(symbol.folded),
        round(UNITS_PER_BIT * first),
        round(UNITS_PER_BIT * in_block),
        round(UNITS_PER_BIT * repeated),
    )


def _shape_cost(one: int, two: int, three: int) -> int:
    return shapes().cost(_SHAPES[one] + _SHAPES[two] + _SHAPES[three])


def _load(script: int, language: int) -> Alphabet | Characters:
    """Load the pack of a script; CJK has two, of Chinese (0) and of Japanese (1)."""
    tables = compiled_module("_models")
    name = list(LANGUAGES_OF)[script]
    if name in ALPHABETS:
        pack = alphabet_pack(name)
        alphabet: Alphabet = tables.Alphabet(len(pack.lanes), pack.tables())
        return alphabet
    chinese = name == CJK and language == 0
    characters_of = character_pack("zh" if chinese else "ja" if name == CJK else "ko")
    characters: Characters = tables.Characters(
        characters_of.alphabet,
        characters_of.folding if chinese else {},
        characters_of.extras if chinese else {},
        *characters_of.tables(),
    )
    return characters

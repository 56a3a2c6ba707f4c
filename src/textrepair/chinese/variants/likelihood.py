"""How much a text in traditional Chinese speaks for a converter that knew no words.

A writer chooses among the forms of a character by the word; a converter has one for all places.
So each simplified character that stands for several speaks for the one or the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from .forms import Comparison, FormTables, Occurrence

#: What one place says at the most, for writers slip; and what each further place of the same
#: character adds at the most, up to so many, for they are not independent.
SLIP: Final = 6.5
FURTHER_PLACE: Final = 1.0
FURTHER_PLACES: Final = 3

#: Variants in writing one word, of which writers use the first too where OpenCC has the second:
#: they say nothing for a converter.
VARIANTS: Final = frozenset(
    zip(
        "杯岩唇鑒娘个吃才迹迹跡凶嘆奸周占布扎恤針酸雕",
        "盃巖脣鑑孃箇喫纔跡蹟蹟兇歎姦週佔佈紮卹鍼痠鵰",
        strict=True,
    )
)

#: What it costs to suppose a converter that leaves what may stay as it is, or one that does not;
#: and that it has for a character what only the other sort would have, or what neither would.
EITHER_CONVERTER: Final = 0.7
UNUSUAL_FORM: Final = 2.0
RARE_FORM: Final = 3.0

#: What a place with another form than the converter's says against it, and all of a character.
OTHER_FORM: Final = 4.0
OTHER_FORMS: Final = 8.0

#: Forms that OpenCC's converters write and writers do not, and what writers write for them.
CONVERTERS_OWN: Final = "牀僞羣衆爲峯"
WRITERS_OWN: Final = "床偽群眾為峰"
#: What one of them says for a converter, and against one.
FOR_CONVERTER: Final = 4.0
AGAINST_CONVERTER: Final = 3.0


def converter_forms(simplified: str, known: FormTables) -> tuple[str, str]:
    """Return what converters write for a character: that itself, or its usual form."""
    return simplified, known.choices[simplified][0]


def evidence(
    compared: Iterable[Comparison], costs: Iterable[tuple[Occurrence, float]], known: FormTables
) -> float:
    """Return how much texts speak for a converter, in nats.

    ``costs`` holds the places that are not as OpenCC has them, with what it costs (nats) to
    suppose that a writer wrote so.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    own = of_writers = False
    for one in compared:
        own = own or any(char in one.text for char in CONVERTERS_OWN)
        of_writers = of_writers or any(char in one.text for char in WRITERS_OWN)
        written = Counter([(one.simplified[at], one.text[at]) for at in one.places])
        for (simplified, char), count in written.items():
            forms[simplified][known.in_opencc_standard(char, simplified)] += count
    by_form: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for place, cost in costs:
        if (place.form, place.proper) not in VARIANTS:
            by_form[place.simplified, place.form].append(cost)
    return (
        max(
            sum(_of_character(char, n, by_form, known, kept=kept) for char, n in forms.items())
            for kept in (True, False)
        )
        - EITHER_CONVERTER
        + FOR_CONVERTER * own
        - AGAINST_CONVERTER * of_writers
    )


def _of_character(
    simplified: str,
    counts: Counter[str],
    costs: Mapping[tuple[str, str], Sequence[float]],
    known: FormTables,
    *,
    kept: bool,
) -> float:
    """Return how much the forms of a simplified character speak for a converter with one form.

    ``kept`` tells whether that converter leaves a character that may stay as it is.
    """
    likely = converter_forms(simplified, known)
    converter = likely[not (kept and simplified in known.choices[simplified])]
    return max(
        _of_form(costs.get((simplified, form), ()))
        - _supposing(form, converter, likely)
        - min(OTHER_FORM * (counts.total() - count), OTHER_FORMS)
        for form, count in counts.items()
    )


def _of_form(costs: Sequence[float]) -> float:
    """Return how much places of a form speak for a converter."""
    if not costs:
        return 0.0
    most, *further = sorted(costs, reverse=True)
    return min(most, SLIP) + sum(min(n, FURTHER_PLACE) for n in further[:FURTHER_PLACES])


def _supposing(form: str, converter: str, likely: Sequence[str]) -> float:
    """Return what it costs to suppose this form where that converter writes another."""
    if form == converter:
        return 0.0
    return UNUSUAL_FORM if form in likely else RARE_FORM

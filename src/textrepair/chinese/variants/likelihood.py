"""Log-odds that a converter without words made a text in traditional Chinese.

A writer chooses the form of a one-to-many character by the word; a converter that maps character
to character has one form for all places.  So each one-to-many character of a text speaks for the
writer or for the converter; the log-odds of all characters are added.

All amounts are nats, set by hand and checked on the measurements of docs/chinese.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from .forms import Comparison, FormTables, Occurrence

#: Most nats that one wrong form of a character adds, for writers slip; most nats that each further
#: place with that form adds, and most of these places, for places of one text are not independent.
MOST_OF_FIRST: Final = 6.5
MOST_OF_FURTHER: Final = 1.0
FURTHER_PLACES: Final = 3

#: Pairs of forms of one word: writers use the first too where OpenCC has the second, so these pairs
#: do not speak for a converter.
VARIANTS: Final = frozenset(
    zip(
        "杯岩唇鑒娘个吃才迹迹跡凶嘆奸周占布扎恤針酸雕",
        "盃巖脣鑑孃箇喫纔跡蹟蹟兇歎姦週佔佈紮卹鍼痠鵰",
        strict=True,
    )
)

#: Cost of assuming one of the two sorts of converters: one keeps each character that is a
#: traditional form too (后), the other writes the usual form always (後).
EITHER_CONVERTER: Final = 0.7
#: Cost of assuming that a converter writes the form of the other sort for a character.
UNUSUAL_FORM: Final = 2.0
#: Cost of assuming that a converter writes a form of neither sort for a character.
RARE_FORM: Final = 3.0

#: Nats against a converter for each place of a character with another form than the converter's.
OTHER_FORM: Final = 4.0
#: Most nats against a converter from all places of one character.
OTHER_FORMS: Final = 8.0

#: Forms that OpenCC writes and writers do not, and the forms that writers use for them.
OPENCC_FORMS: Final = "牀僞羣衆爲峯"
WRITERS_FORMS: Final = "床偽群眾為峰"
#: Nats for a converter if a text has one of the former, against one if it has one of the latter.
FOR_CONVERTER: Final = 4.0
AGAINST_CONVERTER: Final = 3.0


def converter_forms(simplified: str, tables: FormTables) -> tuple[str, str]:
    """Return the forms that converters write for a character: itself, and its usual form."""
    return simplified, tables.choices[simplified][0]


def converter_log_odds(
    compared: Iterable[Comparison], costs: Iterable[tuple[Occurrence, float]], tables: FormTables
) -> float:
    """Return the log-odds (nats) that a converter, not a writer, made the texts compared.

    ``costs`` holds their occurrences of wrong forms, each with minus the logarithm (nats) of the
    probability that a writer uses the form there.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    has_opencc_form = has_writers_form = False
    for one in compared:
        has_opencc_form = has_opencc_form or any(char in one.text for char in OPENCC_FORMS)
        has_writers_form = has_writers_form or any(char in one.text for char in WRITERS_FORMS)
        written = Counter([(one.simplified[at], one.text[at]) for at in one.offsets])
        for (simplified, char), count in written.items():
            forms[simplified][tables.in_opencc_standard(char, simplified)] += count
    by_form: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for place, cost in costs:
        if (place.form, place.proper) not in VARIANTS:
            by_form[place.simplified, place.form].append(cost)
    return (
        max(
            sum(_of_character(char, n, by_form, tables, keeps=keeps) for char, n in forms.items())
            for keeps in (True, False)
        )
        - EITHER_CONVERTER
        + FOR_CONVERTER * has_opencc_form
        - AGAINST_CONVERTER * has_writers_form
    )


def _of_character(
    simplified: str,
    counts: Counter[str],
    costs: Mapping[tuple[str, str], Sequence[float]],
    tables: FormTables,
    *,
    keeps: bool,
) -> float:
    """Return the log-odds (nats) from the forms of one simplified character.

    ``keeps`` tells whether the converter keeps a character that is a traditional form too.
    """
    likely = converter_forms(simplified, tables)
    converter = likely[not (keeps and simplified in tables.choices[simplified])]
    return max(
        _of_form(costs.get((simplified, form), ()))
        - _assuming(form, converter, likely)
        - min(OTHER_FORM * (counts.total() - count), OTHER_FORMS)
        for form, count in counts.items()
    )


def _of_form(costs: Sequence[float]) -> float:
    """Return the nats for a converter from the places with one wrong form."""
    if not costs:
        return 0.0
    most, *further = sorted(costs, reverse=True)
    return min(most, MOST_OF_FIRST) + sum(min(n, MOST_OF_FURTHER) for n in further[:FURTHER_PLACES])


def _assuming(form: str, converter: str, likely: Sequence[str]) -> float:
    """Return the cost (nats) of assuming that a converter writes a form for a character."""
    if form == converter:
        return 0.0
    return UNUSUAL_FORM if form in likely else RARE_FORM

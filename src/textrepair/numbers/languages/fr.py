"""Numbers in French."""

from __future__ import annotations

from typing import Final

from ..kinds import Kind
from . import NumberLanguage, NumberWord

LANGUAGE: Final = NumberLanguage(
    code="fr",
    cardinals=(
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize dix-sept dix-huit dix-neuf",
    ),
    tens=("vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix",),
    ordinals=(
        "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième "
        "onzième douzième treizième quatorzième quinzième seizième"
    ),
    ordinal_endings=("", "s"),
    first="premier première premiers premières",
    more={
        "cent": 100, "cents": 100, "mille": 1000, "millier": 1000, "dizaine": 10, "douzaine": 12,
        "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
        "soixantaine": 60, "centaine": 100,
    },
    times={"siècle": NumberWord(100, kind=Kind.YEARS)},
    ones="un une",
    digit_link=" et ",
    scales={10**3: "mille", 10**6: "millions?", 10**9: "milliards?"},
    currencies={"dollar": "dollars?", "euro": "euros?", "pound": "livres?"},
    units={
        Kind.KM_PER_HOUR: "kilom[eè]tres? par heure", Kind.KILOMETRE: "kilomètres?",
        Kind.MILE: "milles", Kind.CENTIMETRE: "centimètres?", Kind.MILLIMETRE: "millimètres?",
        Kind.INCH: "pouces?", Kind.FOOT: "pieds?", Kind.METRE: "mètres?", Kind.POUND: "livres?",
        Kind.KILOGRAM: "kilos?|kilogrammes?", Kind.TON: "tonnes?", Kind.HECTARE: "hectares?",
        Kind.SQUARE_KILOMETRE: "kilomètres? carrés?", Kind.LITRE: "litres?",
        Kind.CELSIUS: "degrés?(?: Celsius)?", Kind.HOUR: "heures?(?! du)",
        Kind.MINUTE: "minutes?", Kind.SECOND: "secondes?", Kind.DAYS: "jours?",
        Kind.WEEK: "semaines?", Kind.MONTHS: "mois", Kind.YEARS: "ans|années",
        Kind.PEOPLE: "personnes", Kind.TIMES: "fois", Kind.GOAL: "buts?", Kind.POINT: "points?",
    },
    after={
        Kind.PERCENT: "[ -]?pour ?cent", Kind.CENTURY: "e siècle", Kind.AGE: r" ?ans\b",
        Kind.MONEY: " ?(?:euros?|dollars?|livres? sterling)",
    },
    before={Kind.DECADE: "ann[ée]es ", Kind.AGE: "âgée?s? de "},
    ordinal_marks="e|er|ère",
    months=(
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    ),
    day_endings="er",
    months_in_dates=(
        "janvier février mars avril mai juin "
        "juillet août septembre octobre novembre décembre"
    ),
    clock=" heures du",
    hours_word=" heures?",
    afternoon_after="du soir|dans la soirée|de l['’]après-midi",
    after_roman="e siècle",
    year_before="en|depuis|année",
    joins="à|et",
    range_joins=" à ",
    list_joins=",? (?:et|ou|à)",
    between=r"\bentre",
    and_="et",
    decimal_comma=r"\b(?:le|et|les|de|en)\b",
    conjunctions="et|mais",
    function_words=(
        "il elle ce cette ces ne pas sont c'est dont leur se "
        "le la les des du et en un une est pour dans que "
        "qui sur par au aux plus a été ont avec son sa ses"
    ),
)  # fmt: skip

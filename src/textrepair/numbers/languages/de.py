"""Numbers in German."""

from __future__ import annotations

from typing import Final

from ..kinds import Kind
from . import NumberLanguage, NumberWord

_CARDINALS: Final = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_TENS: Final = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"


def _compounds() -> dict[str, int]:
    """Return achtundvierzig, zweihundert, and those in their forties."""
    digits = _CARDINALS.split()[:8]
    words = {f"{digit}hundert": 100 * value for value, digit in enumerate(digits, 2)}
    for value, tens in enumerate(_TENS.split(), 2):
        words |= {f"{tens}er": 10 * value, f"{tens}ern": 10 * value}
        words |= {f"{d}und{tens}": 10 * value + i for i, d in enumerate(("ein", *digits), 1)}
    return words


LANGUAGE: Final = NumberLanguage(
    code="de",
    cardinals=(_CARDINALS,),
    tens=(_TENS,),
    ordinals=(
        "zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt "
        "fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst"
    ),
    ordinal_endings=("e", "en", "er", "es", "em"),
    first="erste ersten erster erstes erstem",
    more=_compounds() | {"hundert": 100, "tausend": 1000, "dutzend": 12},
    times={"jahrhundert": NumberWord(100, kind=Kind.YEARS)},
    scales={
        10**3: "Tausend", 10**6: r"Million(?:en)?|Mio\.?", 10**9: r"Milliarden?|Mrd\.?",
        10**12: "Billion(?:en)?",
    },
    currencies={"dollar": "Dollar", "euro": "Euro", "pound": "Pfund", "yen": "Yen"},
    units={
        Kind.KM_PER_HOUR: "Kilometern? pro Stunde", Kind.KILOMETRE: "Kilometern?",
        Kind.MILE: "Meilen?", Kind.CENTIMETRE: "Zentimetern?", Kind.MILLIMETRE: "Millimetern?",
        Kind.INCH: "Zoll", Kind.FOOT: "Fuß", Kind.METRE: "Metern?", Kind.POUND: "Pfund",
        Kind.KILOGRAM: "Kilo(?:gramm)?", Kind.TON: "Tonnen?", Kind.HECTARE: "Hektar",
        Kind.ACRE: "Morgen", Kind.SQUARE_KILOMETRE: "Quadratkilometern?",
        Kind.SQUARE_MILE: "Quadratmeilen?", Kind.LITRE: "Litern?", Kind.GALLON: "Gallonen?",
        Kind.CELSIUS: "Grad(?: Celsius)?", Kind.HOUR: "Stunden?", Kind.MINUTE: "Minuten?",
        Kind.SECOND: "Sekunden?", Kind.DAYS: "Tagen?", Kind.WEEK: "Wochen?",
        Kind.MONTHS: "Monaten?", Kind.YEARS: "Jahren?", Kind.PEOPLE: "Personen|Menschen",
        Kind.TIMES: "[Mm]al", Kind.GOAL: "Tor(?:e|en)", Kind.POINT: "Punkten?",
    },
    after={
        Kind.PERCENT: "[ -]?Prozent", Kind.CENTURY: r"\.? ?Jahrhundert",
        Kind.DECADE: "er[ -]Jahre", Kind.AGE: "-?jährig| Jahren? alt",
        Kind.MONEY: " ?(?:Euro|Dollar|Pfund)",
    },
    before={Kind.LABEL: r"Nr\. ?", Kind.AGE: "im Alter von "},
    ordinal_marks=r"\.",
    months=(
        "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    ),
    day_endings=r"\.",
    months_in_dates=(
        "Januar Februar März April Mai Juni "
        "Juli August September Oktober November Dezember"
    ),
    hour="Uhr",
    after_dotted_clock="[ ]Uhr",
    clock=" Uhr",
    hours_word=" Uhr",
    afternoon_after="(?:am )?(?:Nachmittag|Abend|nachmittags|abends)",
    year_before="Jahre?|seit|Ende|Anfang|Mitte",
    joins="bis|und",
    range_joins=" bis ",
    list_joins=",? (?:und|oder|bis)",
    between=r"\bzwischen",
    and_="und",
    decimal_comma=r"\b(?:der|und|die|das|von)\b",
    conjunctions="und|aber",
    function_words=(
        "am an es er sie hat haben sind war waren werden noch seit in dass "
        "der die das und von mit ist ein eine einer einem eines zu auf für "
        "im den dem nicht sich unter über als bei nach aus wird wurde zum zur"
    ),
)  # fmt: skip

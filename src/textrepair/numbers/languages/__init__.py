"""What reading numbers must know of each language: one module a language, all found by themselves.

To add a language, write a module ``xx.py`` that defines ``LANGUAGE``.  What a language does not
have, or what is not known of it, is left out.  Patterns are regular expressions; those that stand
after a number start with the space or hyphen that may come before them.  A word that several
languages have is read in whichever has it, for texts do not say what language they are in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Final, TypeVar

from ..kinds import Kind


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What a word says: its value, and whether it is an ordinal.

    ``tens`` tells that a digit may follow, as after "twenty"; ``kind`` is what the number counts,
    if the word says that too.
    """

    value: int
    ordinal: bool = False
    tens: bool = False
    kind: Kind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLanguage:
    """What one language writes as and beside numbers."""

    #: The code of ISO 639-1; a column of ``data/context_words.tsv`` has the same name.
    code: str

    #: Whether the words of ``data/context_words.tsv`` are stems of words parted by spaces.
    has_spaces: bool = True

    # Number words, parted by spaces, in lower case.  "One" is left out, for it is an article or a
    # pronoun more often than a number; so are words that mean something else more often.

    #: The cardinals from two on; one line for each form they have.
    cardinals: tuple[str, ...] = ()
    #: Twenty, thirty and so on; one line for each form they have.
    tens: tuple[str, ...] = ()
    #: The word for ten, where a digit may follow it as it follows twenty.
    ten: str = ""
    #: Stems of the ordinals from the second on, and their endings.
    ordinals: str = ""
    ordinal_endings: tuple[str, ...] = ("",)
    #: All forms of the first.
    first: str = ""
    #: Other number words and their values.
    more: Mapping[str, int] = field(default_factory=dict)
    #: Words for a time, and what English says for them.
    times: Mapping[str, NumberWord] = field(default_factory=dict)
    #: Forms of one, as they follow twenty, and what may stand between: twenty-one, vingt et un.
    ones: str = ""
    digit_link: str = ""
    #: Where a one, or a Roman numeral, is a number all the same, and of what kind.
    one_where: Mapping[Kind, str] = field(default_factory=dict)

    # What stands after and before a number.

    #: Words that multiply the number before them, by their value.
    scales: Mapping[int, str] = field(default_factory=dict)
    #: Names of currencies, by the currency: dollar, euro, pound, yuan, yen.
    currencies: Mapping[str, str] = field(default_factory=dict)
    #: Names of units of measure.
    units: Mapping[Kind, str] = field(default_factory=dict)
    #: What follows, or comes before, a number of a kind.
    after: Mapping[Kind, str] = field(default_factory=dict)
    before: Mapping[Kind, str] = field(default_factory=dict)
    #: What makes an ordinal of digits, where a word follows: 3. of German, 3e of French.
    ordinal_marks: str = ""
    #: What follows the number of a year, and whether it also follows a number of years.
    year: str = ""
    year_is_years: bool = False
    #: What stands before the number of a year, but also before other numbers.
    year_before: str = ""
    #: A sign that follows both a number of minutes and one of points.
    minute_or_point: str = ""

    #: Eras, written right before the number of a year, and the year before their first.
    eras: Mapping[str, int] = field(default_factory=dict)

    # Dates and times.

    #: The names of the months, ...
    months: str = ""
    #: ... as they stand beside a day, from January on, parted by spaces, ...
    months_in_dates: str = ""
    #: ... what stands between the digits of a day and them, and the ending of the digits.
    month_link: str = ""
    day_endings: str = ""
    #: What follows the digits of an hour, and a clock written with a full stop (9.30 Uhr).
    hour: str = ""
    after_dotted_clock: str = ""
    #: The signs after hours and minutes of a time, and for half past.
    hour_sign: str = ""
    minute_sign: str = ""
    half_hour: str = ""
    #: What follows an hour in words, ...
    clock: str = ""
    #: ... the word for hours before words for the afternoon and evening, and these words, ...
    hours_word: str = ""
    afternoon_after: str = ""
    #: ... or what comes before an hour after noon.
    afternoon_before: str = ""
    #: What follows, or comes before, a century in Roman numerals.
    after_roman: str = ""
    before_roman: str = ""

    # What joins numbers.

    #: Between the ends of a range or the items of a list, where both count one thing.
    joins: str = ""
    #: Between the ends of a range, with the spaces there.
    range_joins: str = ""
    #: Between the items of a list, behind the unit of the first.
    list_joins: str = ""
    #: The word before two ends of a range that "and" joins, and that "and".
    between: str = ""
    and_: str = ""
    #: The sign between the halves of a score.
    score_sign: str = ""

    # The text around.

    #: Small words that tell the language, parted by spaces.
    function_words: str = ""

    #: What tells that the commas of a text are decimal marks; empty where the full stop is.
    decimal_comma: str = ""
    #: Words that begin a clause.
    conjunctions: str = ""
    #: What ends a sentence, where the mark alone does not tell.
    sentence_end: str = ""


#: All languages, in the order of their codes.
LANGUAGES: Final[tuple[NumberLanguage, ...]] = tuple(
    import_module(f".{module}", __name__).LANGUAGE
    for module in sorted(found.name for found in iter_modules(__path__))
)

_Key = TypeVar("_Key")


def either(of: Callable[[NumberLanguage], str], *others: str) -> str:
    """Return a group of what all languages have of one sort, and of other patterns after that.

    >>> either(lambda language: language.between, "from")
    '(?:\\\\bzwischen|\\\\bbetween|\\\\bentre|\\\\bentre|между|from)'
    """
    return f"(?:{'|'.join(filter(None, (*map(of, LANGUAGES), *others)))})"


def signs(of: Callable[[NumberLanguage], str]) -> str:
    """Return the characters that all languages have of one sort, each once.

    >>> signs(lambda language: language.score_sign)
    '対대比'
    """
    return "".join(dict.fromkeys("".join(map(of, LANGUAGES))))


def either_by_key(
    of: Callable[[NumberLanguage], Mapping[_Key, str]], keys: Iterable[_Key]
) -> dict[_Key, str]:
    """Return such a group for each of some keys, in their order, where any language has it.

    >>> either_by_key(lambda language: language.scales, [10**12])
    {1000000000000: '(?:Billion(?:en)?|trillions?|tn|billones|трлн\\\\.?|триллион\\\\w*)'}
    """
    found = {}
    for key in keys:
        patterns = [pattern for language in LANGUAGES if (pattern := of(language).get(key))]
        if patterns:
            found[key] = f"(?:{'|'.join(patterns)})"
    return found

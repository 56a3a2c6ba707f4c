"""Places of numbers in English: after "in", before "percent", the age of a woman.

Each digit run of a slot has a usage: a *place*, named after the words and marks around the run, and
the *family* of places that the place belongs to.  Each family sorts numbers into classes of its own
(``classes``): an age is that of a child, of an adult or of nobody.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..kinds import ORDER, Kind
from ..languages.en import MONTHS
from ..templates.slots import GAP
from ..templates.templates import NumberSlot

#: More than, about, an estimated.
_APPROXIMATE: Final = re.compile(
    r"""\b(?:than|about|around|nearly|almost|over|approximately|roughly|some|least|most|to
        |estimated|under|another|past|all|those|other|every|toll|record|above|below|reach(?:ed|es)?
        |an?[ ](?:total|group|team|crowd)[ ]of|population[ ]of)[ ]$""",
    re.VERBOSE | re.IGNORECASE,
)
#: The, this, Anna's, a new, a national.
_DETERMINER: Final = re.compile(
    r"\b(?:the|its|his|her|their|our|my|your|this|that|last|next|first|whose|[A-Za-z]+['’]s?"
    r"|an?(?: (?:new|[a-z]+al))?) $",
    re.IGNORECASE,
)
_PREPOSITION: Final = re.compile(
    r"\b(in|since|until|till|by|from|of|between|before|after|during|for|at|on|to|and|or|with|as|was"
    r"|were|is|are|an?|than|through|about) $",
    re.IGNORECASE,
)
#: Things that their year tells from others of their sort: names, the election, the film.
_OF_A_YEAR: Final = re.compile(
    r"""[ ](?:[A-Z]|[a-z]*(?:election|referendum|season|film|movie|book|novel|album|report|study
        |campaign|championship|final|tournament|edition|census|budget|decision|ruling|law|act
        |treaty|agreement|deal|crisis|war|revolution|coup|interview|speech|paper|article|version
        |attack|earthquake|tsunami|hurricane|flood|disaster|race|vote|draft|model|remake|song
        |series|hit|comedy|drama|documentary|survey|summit|conference|convention|games|cup|tour
        |class|debut|win|victory|loss|defeat|match)\b)""",
    re.VERBOSE,
)
#: What follows a number that counts nothing.
_PHRASE_ENDS: Final = re.compile(
    r"""[.,;:)?!"”’'\n] | $ | [ ][-–—]
        | [ ](?:and|when|that|after|before|to|as|by|in|with|for|or|but|at|from|while|he|she|the|it
               |they|until|who|which|was|were|is|on|alone|under|against|into|over|during|because
               |since|if|so|has|have|had|will|would|could|of|a|his|her|its|their|we|I|where)\b""",
    re.VERBOSE,
)
#: Things in the plural, with up to two words before: small fishing boats.
_COUNTED: Final = re.compile(
    r"[ -](?:[a-z]{2,14}[ -]){0,2}?(?:[a-z]{2,20}[^\Wsui]s|men|women|children|mice)(?![a-z'’-])"
)
_PEOPLE: Final = re.compile(r" (?:[a-z]{2,14} )?people\b")
_CAPITALS_BEFORE: Final = re.compile(r"(?<![A-Za-z'])[A-Z][A-Za-z.&'-]* $")
_CAPITALS_AFTER: Final = re.compile(" [A-Z]")
_WORD_AFTER: Final = re.compile(" [a-z]")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?\n] )$")


def is_attached(before: str) -> bool:
    """Tell whether a letter stands right before the number.

    >>> is_attached("the F"), is_attached("the ")
    (True, False)
    """
    return before[-1:].isascii() and before[-1:].isalpha()


def preposition(before: str) -> str:
    """Return the preposition, or another small word, that a number follows; else nothing.

    >>> preposition("They came In "), preposition("They came ")
    ('in', '')
    """
    found = _search_end(_PREPOSITION, before, 1)
    return found.group(1).lower() if found else ""


def counted(before: str, after: str) -> str:
    """Return the place of a number that counts people or things in the plural; else nothing.

    >>> counted("more than ", " small boats"), counted("The ", " boats"), counted("in ", " he")
    ('counted-about', 'counted-the', '')
    """
    about = "-about" if _is_approximate(before) else ""
    if _PEOPLE.match(after):
        return f"people{about}"
    if not _COUNTED.match(after):
        return ""
    the = "-the" if not about and before.lower().endswith("the ") else ""
    return f"counted{about}{the}"


def phrase(before: str, after: str) -> tuple[str, str]:
    """Return the place of a number that counts nothing, and the family of the place.

    >>> phrase("the ", " election"), phrase("before ", "."), phrase("Boeing ", " was")
    (('year-of-thing', 'year-like'), ('ends-before', 'year-like'), ('after-name', 'label'))
    """
    if _WORD_AFTER.match(after) and _search_end(_DETERMINER, before, 2):
        of_a_year = _OF_A_YEAR.match(after) is not None
        return "year-of-thing" if of_a_year else "after-determiner", "year-like"
    ends = _PHRASE_ENDS.match(after) is not None
    small = preposition(before)
    if _CAPITALS_BEFORE.search(before) and (named := _in_a_name(after, ends and not small)):
        return named, "label"
    if small:
        return (f"ends-{small}", "year-like") if ends else (f"word-{small}", "open")
    if _SENTENCE_START.search(before):
        return "starts", "open"
    return _other(before, after, ends), "open"


def _in_a_name(after: str, ends: bool) -> str:
    if _CAPITALS_AFTER.match(after):
        return "in-name"
    return "after-name" if ends else ""


def _other(before: str, after: str, ends: bool) -> str:
    if ends:
        return "ends"
    if not _WORD_AFTER.match(after):
        return "open"
    return "word-about" if _is_approximate(before) else "word"


def _is_approximate(before: str) -> bool:
    return _search_end(_APPROXIMATE, before, 3) is not None


def _search_end(pattern: re.Pattern[str], before: str, words: int) -> re.Match[str] | None:
    """Search the last words, and the space after them, of the text before a number."""
    start = len(before) - 1
    if start < 0 or before[start] != " ":
        return None
    for _ in range(words):
        start = before.rfind(" ", 0, max(0, start))
        if start < 0:
            break
    return pattern.search(before, start + 1)


class Usage(NamedTuple):
    """The place of a digit run, and the family of the place."""

    place: str
    family: str


_MONTH: Final = rf"{MONTHS}\.?"
#: A 61-year-old man, a 30-year-old English teacher.
_GROWN_UP: Final = re.compile(
    r"""[- ]years?[- ]olds?[ ](?:[A-Za-z-]+[ ]){0,2}(?:m[ae]n|wom[ae]n|players?|act(?:or|ress)
        |singer|mother|father|husband|wife|driver|officer|lawyer|teacher|doctor|mechanic|farmer
        |worker|pensioner|grand[a-z]+|striker|midfielder|defender|forward|goalkeeper|coach|manager
        |star|veteran|suspect|soldier|politician|leader|model|artist|business[a-z]+|entrepreneur
        |president|pilot|nurse|judge)(?![-'’\w])""",
    re.VERBOSE,
)
_AGO: Final = re.compile(r" years? (?:ago|later|earlier)\b")
_AFTER_A_NAME: Final = re.compile(r"[A-Z]\w+, $")
_SINCE_A_MONTH: Final = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Ff]rom|to|between) {_MONTH} $"
)
_ON_A_MONTH: Final = re.compile(rf"\b[Oo]n {_MONTH} $")
_AFTER_A_DATE: Final = re.compile(rf"{_MONTH}.{{0,6}}$")
_NAMED_ORDINAL: Final = re.compile(
    r"[a-z]{2}[- ](minute|anniversary|birthday|street|avenue)\b", re.IGNORECASE
)
_DASHED_AFTER: Final = re.compile(rf" ?[-–&] ?(?:\d|{GAP})")
_DASHED_BEFORE: Final = re.compile(rf"(?:\d|{GAP}) [-–] $")
_SHORT_DECADE: Final = re.compile(r"['’]s\b")
_THE_DECADE: Final = re.compile(r"\bthe (?:\w+ )?$")

#: Ratios and results of cricket (1 in 8, 2 for 17, three out of 10), ...
_RATIO_BEFORE: Final = re.compile(
    r"(?:(?<![\d,.])\d{1,2}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))"
    r" (?:in|for|to|out of) $"
)
_OF_RATIOS: Final = (" in ", " for ", " to ", " out of ")
_RATIO_AFTER: Final = re.compile(r" (?:in|for|to) \d{1,3}(?!\d)")
#: ... years before Christ, and days of which several are named (May 5, 6 and 7).
_ERA: Final = re.compile(r" (?:BCE?|AD|CE)\b|[ ,-]+(?:and |or |& )?\d{1,2}(?!\d)")

_YEARS: Final = frozenset((Kind.YEAR, Kind.MAYBE_YEAR))
_NAMES: Final = frozenset((Kind.MAYBE_YEAR, Kind.LABEL))

_WRAPPED: Final = re.compile(r"(?:(?<=[a-z,])|^)\n(?:> )?(?=[a-z(0-9])")
_WRAPPED_BEFORE: Final = re.compile(r"(?<=[a-z,])\n(?:> )?$")

#: How much of the text before and after a number is looked at, in code points.
_BEFORE: Final = 30
_AFTER: Final = 60


def usage(text: str, slot: NumberSlot, index: int) -> Usage:
    """Return the usage of the digit run with an index in a slot.

    >>> from ..templates.templates import number_slots
    >>> text = "In 1987 about 500 boats, one of a 61-year-old man, paid $2.50 each."
    >>> for slot in number_slots(text):
    ...     print(slot.groups[0], *usage(text, slot, 0))
    1987 word-in open
    500 counted-about about
    61 age-adult age
    2 money-whole money-whole
    """
    if slot.is_foreign:
        return _foreign(slot, index)
    if index > 0:
        return _later(slot, index)
    before = text[max(0, slot.start - _BEFORE) : slot.start]
    after = text[slot.end : slot.end + _AFTER]
    if "\n" in before or "\n" in after:  # of lines that go on in the next one
        before, after = _WRAPPED.sub(" ", before), _WRAPPED.sub(" ", after)
        before = _WRAPPED_BEFORE.sub(" ", before)
    kinds = frozenset(slot.kinds)
    if not slot.marks and kinds <= _YEARS and _is_ratio(before, after):
        return _same("ratio")
    return (
        _of_a_part(slot, kinds)
        or _of_a_kind(slot, kinds, before, after)
        or _of_a_date(slot, kinds, before)
        or _of_a_measure(kinds, before, after)
        or _of_a_count(kinds, before, after)
        or Usage(*phrase(before, after))
    )


#: A place of which nothing is known, and one of the number of a month, which English has not.
UNKNOWN, MONTH = "unknown", "month"

#: What the places of other languages begin with, whose numbers are told by families alone.
ABROAD: Final = "abroad "

#: Kinds whose numbers are alike in all languages, and their families.
_EVERYWHERE: Final = {
    Kind.PERCENT: "percent", Kind.CENTURY: "century", Kind.DAY: "day", Kind.AGE: "age",
    Kind.MONTH: MONTH,
}  # fmt: skip


def _foreign(slot: NumberSlot, index: int) -> Usage:
    """Return the usage of a run in another language, as far as it is that of English."""
    if index > 0 and slot.marks == "," and slot.has_firm_marks:
        return _abroad("group")
    if slot.marks or slot.scale > 1:
        return _same(UNKNOWN)
    kinds = [kind for kind in slot.kinds if kind in _EVERYWHERE]
    if kinds and len(slot.kinds) == 1:
        return _abroad(_EVERYWHERE[kinds[0]])
    return _abroad("year") if slot.kinds == (Kind.YEAR,) else _same(UNKNOWN)


def _abroad(family: str) -> Usage:
    return Usage(ABROAD + family, family)


def _same(name: str) -> Usage:
    return Usage(name, name)


def _is_ratio(before: str, after: str) -> bool:
    around = _RATIO_AFTER.match(after) or _ERA.match(after)
    return around is not None or (
        before.endswith(_OF_RATIOS) and _RATIO_BEFORE.search(before) is not None
    )


def _later(slot: NumberSlot, index: int) -> Usage:
    if Kind.TIME in slot.kinds:
        return _same("minute")
    mark = slot.marks[index - 1]
    if mark != ".":
        return _same("group" if mark == "," else "after-mark")
    kinds = [kind for kind in (Kind.MONEY, Kind.PERCENT) if kind in slot.kinds]
    detail = "scale" if slot.scale > 1 else kinds[0] if kinds else "plain"
    return Usage(f"decimals-{detail}", "decimals")


def _of_a_part(slot: NumberSlot, kinds: frozenset[Kind]) -> Usage | None:
    """Place the first run of several, or a run of a clock."""
    if Kind.TIME in kinds:
        hour = Usage("hour-of-twelve" if slot.half else "hour", "hour")
        return hour if slot.marks else _same("hour-alone")
    if not slot.marks:
        return None
    if slot.marks[0] == ",":
        return _same("first-group")
    if slot.scale > 1:
        return _same("scale-whole")
    named = [kind for kind in (Kind.PERCENT, Kind.MONEY) if kind in kinds]
    return _same(f"{named[0] if named else 'decimal'}-whole")


def _of_a_kind(slot: NumberSlot, kinds: frozenset[Kind], before: str, after: str) -> Usage | None:
    if Kind.DECADE in kinds or _SHORT_DECADE.match(after):
        return _same("decade-in-the" if _THE_DECADE.search(before) else "decade")
    if Kind.AGE in kinds:
        return Usage(_age(before, after), "age")
    if slot.scale > 1:
        return Usage("scale-money" if Kind.MONEY in kinds else "scale", "scale")
    for kind in (Kind.CENTURY, Kind.PERCENT, Kind.MONEY):
        if kind in kinds:
            return _same(kind)
    return None


def _age(before: str, after: str) -> str:
    if _GROWN_UP.match(after):
        return "age-adult"
    if after.startswith("-year"):
        return "age-compound"
    return "age-after-name" if _AFTER_A_NAME.search(before) else "age"


def _of_a_date(slot: NumberSlot, kinds: frozenset[Kind], before: str) -> Usage | None:
    if slot.ending and kinds & {Kind.ORDINAL, Kind.DAY} == {Kind.DAY}:
        return Usage("day-ordinal", "day")
    if kinds == {Kind.DAY}:
        return Usage("day", "day")
    if kinds == {Kind.DAY, Kind.YEAR}:
        on = "month-on" if _ON_A_MONTH.search(before) else "month"
        return Usage("month-in" if _SINCE_A_MONTH.search(before) else on, "month-number")
    return Usage(_year(before), "year") if kinds == {Kind.YEAR} else None


def _year(before: str) -> str:
    if before.endswith("("):
        return "year-in-brackets"
    if _AFTER_A_DATE.search(before):
        return "year-of-date"
    small = preposition(before)
    return f"year-{small}" if small else "year"


def _of_a_measure(kinds: frozenset[Kind], before: str, after: str) -> Usage | None:
    if Kind.ORDINAL in kinds:
        found = _NAMED_ORDINAL.match(after)
        return Usage(f"ordinal-{found.group(1).lower()}" if found else "ordinal", "ordinal")
    is_left = _DASHED_AFTER.match(after) is not None
    if Kind.SCORE in kinds or is_left or _DASHED_BEFORE.search(before):
        return Usage("score-left" if is_left else "score-right", "score")
    if Kind.YEARS in kinds:
        return Usage("years-ago" if _AGO.match(after) else "years", "measure")
    places = [kind.traits.place for kind in sorted(kinds, key=ORDER.__getitem__)]
    place = next(filter(None, places), "")
    return Usage(place, "measure") if place else None


def _of_a_count(kinds: frozenset[Kind], before: str, after: str) -> Usage | None:
    if is_attached(before):
        return Usage("attached", "label")
    if Kind.TIMES in kinds:
        return Usage("times", "count")
    if place := counted(before, after):
        return Usage(place, "about" if place.endswith("-about") else "count")
    return Usage("thing", "count") if kinds - _NAMES else None

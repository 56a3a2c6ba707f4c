"""Passages that were refilled: found in a text without a source, and undone.

A passage is a line, or several lines that follow each other without an empty one, whose numbers a
machine filled in as one.  Where a number is damaged for certain, the numbers of its passage are
assigned anew (``guesses``).  Where none is, the numbers of English passages are weighed together
(``suspected``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from ..checks.contradictions import ImpossibleValue
from ..checks.designations import Designated, Designation, designated
from ..checks.gaps import missing_numbers
from ..checks.impossible import NOT_REFILLED, impossible_values
from ..checks.malformed import SIZE, malformed_numerals
from ..kinds import Kind
from ..languages.en import MONTHS
from ..templates.english import is_code, is_english
from ..templates.foreign import foreign_slots, is_certainly_foreign, is_foreign
from ..templates.slots import GAP
from ..templates.templates import NumberSlot, number_slots, within
from ..usage.expectation import expected
from .alignment import Span
from .passage import KnownOfText, NumberPassage, cost_as_is, passage
from .suspicion import RefillOdds, SuspectNumber, refill_odds
from .without_source import MOST_SLOTS, MOST_SUSPECTED, Guess, cost_of, gain, guess

#: A number as long as a gap, which every kind of designation may have.
_STAND_IN: Final = "05"

_BLOCK: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_DIGIT: Final = re.compile("[0-9]")

#: What manuals and lists of changes hold, where any number can stand anywhere.
_TECHNICAL: Final = re.compile(
    r"""\d{4}-\d\d(?!\d)  # 2018-08
    | [A-Za-z]_[A-Za-z] | \#\d | \d\.\d+\.\d | \d[a-z]+\d  # a_b, #12, 1.2.3, 3rc1
    | ^\s{0,8}[*•+-]\s | \([Cc]\)
    | \b(?:RFC|POSIX|UTF|ISO|IEEE|API|Copyright|bytes?|bits?|kernel|compiler|config
        |Debian|Linux|Unix|Windows|changelog|integer|Bug|upstream)\b""",
    re.VERBOSE | re.MULTILINE,
)

#: Words of manuals and of comments in programs, and how such texts quote what a reader types.
_OF_MANUALS: Final = re.compile(
    r"""\b(?:arguments?|parameters?|arrays?|booleans?|strings?|filenames?|pointers?
        |default\ (?:value|setting)s?|command[ -]line|subroutines?|callbacks?|metadata|pixels?
        |bitmaps?|opcodes?|stdin|stdout|stderr|null|enum|struct|tuples?|iterators?|param|int|elements?|APIs?|syntax|options?
        |unsigned|pathname|modules?|deprecated|wrapper|compil(?:e[rd]?|ing)|regex|args?|octal
        |hexadecimal)\b
    | \w\(\d?\) | [A-Za-z_]\w*::\w | [a-z]_[a-z] | ``?\w | \s--?[a-z][a-z-]+ | ==|!=|<=|>=|=>
    | \w\.(?:py|pl|pm|[ch]|cc|cpp|so|conf|html?|txt|js|gz|xml|rs)\b | [a-z][A-Z][a-z] | </?\w+>
    | ^\s*(?:\#|//|\*|;;|@\w|[-+>]\ |\d+\.) | [{}|\\] | \w/\w+/\w | \bhttps?:""",
    re.VERBOSE | re.MULTILINE,
)

#: Caps on the signs of a manual, its own lines apart, that a text of prose has: this many, and one
#: in this many code points.  Set on the documentation of a Debian system and on train/parallel.
_FEW_SIGNS: Final = 3
_SPARSE: Final = 400
#: The beginning, middle and end of a long text are looked at, each of this many code points.
_SAMPLE: Final = 8000

#: A line that goes on in the next one: hard-wrapped text, whose lines are no passages.
_WRAPPED: Final = re.compile(r"[a-z,;-]\s*\n\s*[a-z(0-9]")

#: What goes on a sentence after a date, and is nothing that one counts.
_FUNCTION_WORDS: Final = (
    r"(?:the|a|an|in|on|at|and|or|to|for|from|with|when|he|she|it|they|we|by|as|but|that|this"
    r"|his|her)\b"
)

#: Numbers that stand where the table of usage knows no number, and are sound.
_SOUND: Final = re.compile(
    rf"""(?<![\d.,-])(?:1\d|20)\d\d,?\ {MONTHS}\.?\ \d{{1,2}}(?!\d)  # 2023 Nov 21
    # in May 2005, 12 men; 1996,1999
    | (?i:\b(?:in|since|until|on|by)\ {MONTHS}\ (?:1\d|20)\d\d,\ \d+\ (?!{_FUNCTION_WORDS})[a-z])
    | (?<![\d.,])(?:1[89]|20)\d\d,(?:1[89]|20)\d\d(?!\d)
    | \bFY\ ?\d | \b[QH][1-4]\b | \b[1-4][QH]\d\d  # FY 2023, Q3 2024, 3Q23
    | \d\ ?°\ ?\d+(?:\.\d+)?\ ?['′’] | \d\.\d{{3,}}°?,\ -?\d+\.\d{{3,}}  # 47° 12′, 47.2083, 11.0889
    | (?<!\d)\d{{1,3}}(?:\ \d{{3}}){{2,}}(?![\d,.])  # 12 000 000
    | \b[Bb]etween\ \d+\ and\ \d+,\ (?:in|ex)clusive
    | \b(?:[Ll]evels?|[Ss]teps?|[Mm]odes?|[Tt]ypes?)\ \d{{1,2}}\b | \b24:00\b
    # since 2 is the only one
    | \b[Ss]ince\ \d+\ (?:is|are|was|were|has|can|may|does)\b
    | \d,\d{{1,2}}(?:{SIZE})  # 5,4 MB
    # 2 Samuel 7:12
    | \b(?:[A-Z][a-z]+)\ \d{{1,3}}:\d{{1,3}}(?!\d|\ ?[ap]\.?m|:)""",
    re.VERBOSE,
)

#: Years before Christ, which have up to three digits.
_BEFORE_CHRIST: Final = re.compile(
    r"\bдо н\. ?э|\b[vn]\. ?Chr|\ba[pv]\. J|\b[ad]\. ?C\b|(?:公元|西元|紀元|纪元)前|기원전"
)

#: A passage is suspected where another order of its numbers is cheaper by this cost.  This number
#: and the next three were set on train/parallel, so that no clean passage of dev is suspected.
_SUSPECT: Final = 0.8

#: ... and where its numbers together speak for a refill by this much (nats).
_OPEN: Final = 0.6

#: A passage is suspected, too, where its numbers together speak for a refill by this much (nats)
SUSPICIOUS: Final = 1.6

#: ... and one of them does by this much alone (nats).
_TELLING: Final = 0.3

#: ... or where two reasons or more do by this much in all (nats), be it of one number.  Set on
#: train/parallel; of 1,617 passages of train/en one more is suspected for it.
_TELLING_TOGETHER: Final = 2.2

#: Where a number is part of an address, a date in digits, a telephone number.
_CODE: Final = re.compile(r"^[/:_@=#+*|\\]|\d[/:_@=#+*|\\]|\d-\d{3}")

#: A designation is the usual one of a document that has it this often.
_USUAL: Final = 2

#: What 5G is a designation of, whether base stations or networks are spoken of.
_MOBILE: Final = ("generation of mobile networks", "network")
_ONE_KIND: Final = dict.fromkeys(_MOBILE, _MOBILE)


class TextNumbers:
    """The numbers of a text: slots, designations, damage; each is computed once, when needed.

    ``is_english`` tells that all of the text is English; else that is judged by its words.
    """

    def __init__(self, text: str, *, is_english: bool = False) -> None:
        self.text = text
        self.is_english = is_english

    @cached_property
    def slots(self) -> Sequence[NumberSlot]:
        """The slots for numbers, in order."""
        return foreign_slots(self.text) if self.is_foreign else number_slots(self.text)

    @cached_property
    def is_foreign(self) -> bool:
        """Whether the text is in one of the other languages whose slots are read."""
        return not self.reads_english and is_foreign(self.text)

    @cached_property
    def reads_english(self) -> bool:
        """Whether the text is English, as it was told to be or by its words."""
        return self.is_english or is_english(self.text)

    @cached_property
    def _known(self) -> KnownOfText:
        return KnownOfText(self.text)

    def has_rare(self, slots: Sequence[NumberSlot]) -> bool:
        """Tell whether any of some numbers is rarer at its place than among poured ones."""
        return any(
            expected(where, run.text) < 0
            for slot in slots
            for where, run in zip(self._known.usages(slot), slot.runs, strict=True)
            if run.text.isdecimal()
        )

    @cached_property
    def designated(self) -> list[Designated]:
        """The designations, whether they exist or not."""
        return list(designated(self.text))

    @cached_property
    def designations(self) -> dict[int, Designation]:
        """The kinds of designation, those of gaps included, by the start of their number."""
        found = self.designated
        if GAP in self.text:
            found = list(designated(self.text.replace(GAP, _STAND_IN)))
        return {one.start: one.designation for one in found}

    @cached_property
    def usual_designations(self) -> dict[str, str]:
        """The number that the text most often gives a kind of designation, by the kind."""
        counts: dict[str, Counter[str]] = {}
        for found in self.designated:
            if found.exists:
                kind = found.designation.kind
                for name in _ONE_KIND.get(kind, (kind,)):
                    counts.setdefault(name, Counter())[found.number] += 1
        return {
            kind: number
            for kind, numbers in counts.items()
            for number, count in numbers.most_common(1)
            if count >= _USUAL and 2 * count > numbers.total()
        }

    @cached_property
    def damaged(self) -> list[Span]:
        """The spans of the numbers that are damaged for certain: missing, or impossible."""
        english = self.is_english
        return [
            *(
                (one.start, one.end)
                for one in missing_numbers(self.text, is_english=english)
                if one.is_gap
            ),
            *((one.start, one.end) for one in malformed_numerals(self.text, is_english=english)),
            *((one.start, one.end) for one in self.designated if not one.exists),
            *((one.start, one.end) for one in self._impossible if one.what not in NOT_REFILLED),
        ]

    @cached_property
    def _impossible(self) -> list[ImpossibleValue]:
        return list(impossible_values(self.text, is_english=self.is_english))

    @cached_property
    def damaged_otherwise(self) -> list[int]:
        """Where numbers start, in order, that no refill damaged: their passages are not weighed."""
        return [one.start for one in self._impossible if one.what in NOT_REFILLED]

    def passage(self, span: Span, usual: dict[str, str]) -> NumberPassage:
        """Return the passage at a span; ``usual`` are the numbers of designations to expect."""
        return passage(self.text, span, self.slots, self.designations, usual, self._known)


def guesses(numbers: TextNumbers, evidence: Sequence[int]) -> Iterator[Guess]:
    """Yield what the numbers may have been in each passage that holds evidence of a refill.

    ``evidence`` are offsets, in order, of numbers that are damaged or suspect.
    """
    text = numbers.text
    for block in _BLOCK.finditer(text):
        if _any_inside(evidence, *block.span()):
            for part in _split(numbers, block.span(), evidence):
                yield from (g for g in guess(part) if not _in_a_code(text, g.slot))


def suspected(numbers: TextNumbers) -> list[SuspectNumber]:
    """Return the numbers that give away passages of an English text as refilled, in order.

    Such numbers suit their places far worse than they would in another order, or hardly ever
    stand where they do.  Empty if the text is not English.

    >>> text = "Only ten storms came within 1950 miles of Phoenix since 200, and 3 within 40 miles."
    >>> [suspect.run.text for suspect in suspected(TextNumbers(text))]
    ['1950', '200', '3', '40']
    >>> suspected(TextNumbers("within 200 miles of Phoenix since 1950"))
    []
    """
    text = numbers.text
    if not (numbers.reads_english or numbers.is_foreign):
        return []
    found: dict[int, SuspectNumber] = {}
    for match in _BLOCK.finditer(text):
        if _DIGIT.search(text, *match.span()):
            for suspect in _suspects_of_block(numbers, match.span()):
                found.setdefault(suspect.run.start, suspect)
    if found and _is_manual(text):
        return []
    return [found[start] for start in sorted(found)]


def _suspects_of_block(numbers: TextNumbers, block: Span) -> Iterator[SuspectNumber]:
    """Yield the suspects of lines that follow each other: of each line, and of all together."""
    text = numbers.text
    if not numbers.has_rare(within(numbers.slots, block)):
        return
    spans = [block]
    if "\n" in text[slice(*block)] and not _WRAPPED.search(text, *block):
        lines = _lines(text, block)
        spans = [*(line for line in lines if within(numbers.slots, line)), block]
    is_prose: bool | None = None
    for span in spans:
        if not 0 < len(within(numbers.slots, span)) <= MOST_SUSPECTED:
            continue
        part = numbers.passage(span, {})
        judged = refill_odds(text, span, part)
        if judged.score < _OPEN:
            continue
        # To tell prose from the rest takes longer than to weigh its numbers.
        if is_prose is None:
            is_prose = _can_be_weighed(numbers, block)
        if not is_prose:
            return
        suspects = _suspects(text, part, judged)
        if suspects and numbers.is_foreign and not is_certainly_foreign(text[slice(*span)]):
            continue
        yield from suspects


def _can_be_weighed(numbers: TextNumbers, block: Span) -> bool:
    """Tell prose whose numbers nothing but a refill has damaged."""
    if _any_inside(numbers.damaged_otherwise, *block):
        return False
    lines = numbers.text[slice(*block)]
    return _is_foreign_prose(lines) if numbers.is_foreign else _is_prose(lines)


def _is_manual(text: str) -> bool:
    """Tell a manual, a program or a list of changes as a whole, by the signs that it has."""
    sample = text
    if len(text) > 3 * _SAMPLE:
        middle = (len(text) - _SAMPLE) // 2
        sample = f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}\n{text[-_SAMPLE:]}"
    allowed = max(_FEW_SIGNS, len(sample) // _SPARSE)
    signs = sum(1 for pattern in (_OF_MANUALS, _TECHNICAL) for _ in pattern.finditer(sample))
    return signs > allowed


def _is_prose(block: str) -> bool:
    """Tell running English, in small letters for the most part, from all else."""
    if not is_english(block) or is_code(block) or _TECHNICAL.search(block) or _SOUND.search(block):
        return False
    return sum(map(str.islower, block)) > sum(map(str.isupper, block))


def _is_foreign_prose(block: str) -> bool:
    """Tell running text in one of the other languages whose numbers are read."""
    return bool(
        is_foreign(block)
        and not is_code(block)
        and not _TECHNICAL.search(block)
        and not _BEFORE_CHRIST.search(block)
        and 2 * sum(map(str.isalpha, block)) > len(block)
    )


def _suspects(text: str, part: NumberPassage, judged: RefillOdds) -> list[SuspectNumber]:
    telling = [suspect for suspect in judged.suspects if suspect.weight >= _TELLING]
    together = len(telling) > 1 and sum(one.weight for one in telling) >= _TELLING_TOGETHER
    if telling and (judged.score >= SUSPICIOUS or (together and judged.score >= _OPEN)):
        return telling
    in_code = any(_in_a_code(text, slot) for slot in part.slots)
    if part.slots[0].is_foreign or in_code or judged.score < _OPEN or gain(part) < _SUSPECT:
        return []
    known = {suspect.run.start: suspect for suspect in telling}
    runs = [run for slot in part.slots for run in slot.runs]
    return [
        known.get(run.start, SuspectNumber(run, 0.0, "another order suits them")) for run in runs
    ]


def _in_a_code(text: str, slot: NumberSlot) -> bool:
    """Tell whether a number is part of an address, a date in digits, a telephone number."""
    around = text[max(0, slot.start - 1) : slot.end + 5]
    return _CODE.search(around) is not None and Kind.TIME not in slot.kinds


def _split(numbers: TextNumbers, block: Span, evidence: Sequence[int]) -> list[NumberPassage]:
    """Take the lines of a block as one passage or as several, whichever explains more."""
    usual = numbers.usual_designations
    lines = [numbers.passage(span, usual) for span in _lines(numbers.text, block)]
    lines = [line for line in lines if line.slots]
    hurt = [line for line in lines if _holds(line, evidence)]
    if len(lines) < 2:
        return hurt
    whole = numbers.passage(block, usual)
    if len(whole.slots) > MOST_SLOTS or not _gaps_only_at_end(whole):
        return hurt
    apart = sum(cost_of(line) if line in hurt else cost_as_is(line) for line in lines)
    return [whole] if cost_of(whole) < apart else hurt


def _lines(text: str, block: Span) -> Iterator[Span]:
    start = block[0]
    for line in text[slice(*block)].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _holds(line: NumberPassage, evidence: Sequence[int]) -> bool:
    start, end = line.slots[0].start, line.slots[-1].end
    return _any_inside(evidence, start, end)


def _any_inside(offsets: Sequence[int], start: int, end: int) -> bool:
    """Tell whether any of some offsets, which are in order, lies inside a span."""
    return bisect_left(offsets, start) < bisect_left(offsets, end)


def _gaps_only_at_end(found: NumberPassage) -> bool:
    """Tell whether no number follows a gap: whoever ran out of numbers has none later."""
    gaps = [run.is_gap for slot in found.slots for run in slot.runs]
    return gaps == sorted(gaps)

"""Number slots of languages other than English: where a text has room for a number.

As in ``templates``, nothing looks at the digits.  What stands around a slot is read as it is around
the numbers of a source (``reading.context``), and marks are those of the language: German writes
1.250,5 and French 1 250,5, while Chinese, Japanese and Korean write 1,250.5 and count by 万 or 만.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ..kinds import Kind
from ..languages import LANGUAGES, either, signs
from ..reading.context import kinds_of, scale_at
from ..reading.quantity import neighbours
from .english import english_words, is_english
from .slots import GAP, DigitRun, digit_runs
from .templates import NumberSlot

_RUN: Final = rf"(?:\d+|{GAP})"
_SCALE_SIGNS: Final = "百千万萬亿億憶兆백천만억조십"  # 憶 is a usual slip for 億
_HOUR_SIGNS: Final = signs(lambda language: language.hour_sign)
_MINUTE_SIGNS: Final = signs(lambda language: language.minute_sign)

#: A numeral, whatever its digits; hard spaces join groups, and so do plain ones (below).
_SLOT: Final = re.compile(
    rf"""{_RUN} ?[{_HOUR_SIGNS}] ?{_RUN}(?= ?[{_MINUTE_SIGNS}])  # 4点40分
    | {_RUN}[ ]?[:：]{_RUN}(?![:：\d])  # 15:40
    # 37万5,000, 1 億 4 千万
    | {_RUN}(?:,{_RUN})*[ ]?[{_SCALE_SIGNS}]{{1,2}}[ ]?{_RUN}(?:,{_RUN})*(?=[ ]?[{_SCALE_SIGNS}])
    | {_RUN}[ ]?[{_SCALE_SIGNS}]{{1,2}}[ ]?{_RUN},{_RUN}
    | {_RUN}(?:[.,\u00a0\u202f]{_RUN})*""".replace(" ?", "[ ]?"),
    re.VERBOSE,
)
_SLOT_WITH_SPACES: Final = re.compile(
    rf"{_RUN}(?::|[ \u00a0]?h[ \u00a0]?){_RUN}(?![:\d])"  # 15:40, 15 h 40
    rf"|{_RUN}(?:[.,\u00a0\u202f ]{_RUN}(?!/))*"  # 1.250,5, 12 500; but no 220 2/3
)

#: Powers of ten of the scales that stand right after digits.
_POWERS: Final = {
    "十": 1, "십": 1, "百": 2, "백": 2, "千": 3, "천": 3, "万": 4, "萬": 4, "만": 4, "亿": 8,
    "億": 8, "憶": 8, "억": 8, "兆": 12, "조": 12,
}  # fmt: skip
_SIGN_SCALE: Final = re.compile(rf" ?([{_SCALE_SIGNS}]{{1,2}})")

#: What stands before the number of a year.
_YEAR_BEFORE: Final = re.compile(
    rf"(?:\b(?P<word>{either(lambda language: language.year_before)})"
    rf"|{either(lambda language: language.months)}[а-я]{{0,2}}(?: de)?) $",
    re.IGNORECASE,
)
#: Words before years that also stand before what is counted.
_BEFORE_COUNTS: Final = frozenset(("en", "de", "в", "с", "до", "hasta", "bis"))
_NEXT_WORD: Final = re.compile(r" ([^\W\d_]+)")
_YEAR_AFTER: Final = re.compile(either(lambda language: language.year))
_CLOCK: Final = re.compile(rf" ?{either(lambda language: language.hour, 'h')}")

_DOTTED_CLOCK: Final = re.compile(either(lambda language: language.after_dotted_clock))
_KANA: Final = re.compile("[぀-ヿ]")
_AFTERNOON: Final = re.compile(rf"(?:{either(lambda one: one.afternoon_before)}|오후) ?$")
_MORNING: Final = re.compile("(?:上午|早上|凌晨|清晨|午前|오전) ?$")

_CYRILLIC: Final = re.compile("[а-я]")
_SIGNS_OF_ASIA: Final = re.compile("[぀-ヿ㐀-鿿가-힣]")
_LINE: Final = re.compile(r"[^\n]*\d[^\n]*|[^\n]*<>[^\n]*")
_LATIN_WORD: Final = re.compile("[A-Za-zÀ-ɏа-яА-Я]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS: Final = frozenset(
    word for language in LANGUAGES for word in language.function_words.split()
)
#: A text is in one of the languages if it has this many of their small words.
_FEWEST_WORDS: Final = 2

#: What joins the two halves of a score, and numbers that count one thing.
_SCORE_JOIN: Final = re.compile(rf"[-–]| ?[{signs(lambda language: language.score_sign)}] ?")
_JOIN: Final = re.compile(
    rf" ?(?:[-–~～,、，]|{either(lambda language: language.joins)}"
    rf"|{either(lambda language: language.list_joins)}) ?"
)
_LONGEST_JOIN: Final = 7
#: Kinds that are told by what a join begins with: 10대 6 is a score.
_VAGUE: Final = frozenset((Kind.GENERATION, Kind.YEAR, Kind.YEARS))

#: The codes that the language models have for these languages.
_READ: Final = frozenset(("de", "fr", "es", "ru", "zh-hans", "zh-hant", "yue", "ja", "ko"))

_SPACES: Final = {0xA0: " ", 0x2009: " ", 0x202F: " "}
#: The marks of English for those of a text, whose decimal mark is a comma or a point.
_AS_GROUPS: Final = {"\u00a0": ",", "\u202f": ",", " ": ","}
_COMMA_MARKS: Final = {".": ",", ",": ".", ":": ":", **_AS_GROUPS}
_POINT_MARKS: Final = {".": ".", ",": ",", ":": ":", **_AS_GROUPS}

#: Spanish has a decimal point in America, and a comma in Spain.
_SPANISH: Final = re.compile(r"\b(?:el|los|las|del|y)\b")

#: What stands before the day of a month in Chinese, Japanese and Korean.
_MONTH_SIGNS: Final = ("月", "월")

#: How far back the text before a number is looked at, in code points.
_REACH: Final = 24


def has_signs(text: str) -> bool:
    """Tell whether a text is Chinese, Japanese or Korean: it has more of their signs than words.

    >>> has_signs("8月17日"), has_signs("17 August")
    (True, False)
    """
    if text.isascii():
        return False
    return len(_SIGNS_OF_ASIA.findall(text)) > len(_LATIN_WORD.findall(text))


def is_foreign(text: str) -> bool:
    """Tell whether a text is in one of the languages that are read, but not in English.

    >>> is_foreign("Die Stadt und ihre 8 Orte"), is_foreign("The city and 8 places")
    (True, False)
    """
    if has_signs(text):
        return True
    if is_english(text):
        return False
    words = {word.lower() for word in _WORD.findall(text)}
    known = len(words & _FUNCTION_WORDS)
    if _CYRILLIC.search(text):
        return True
    if known <= english_words(words - _FUNCTION_WORDS):
        return False
    return known >= _FEWEST_WORDS or any("à" <= letter <= "ÿ" for letter in text)


def is_certainly_foreign(text: str) -> bool:
    """Tell whether the language models, too, call a text one of the languages that are read.

    >>> is_certainly_foreign("Am 30. Mai hatte die Stadt 16 Schulen.")
    True
    >>> is_certainly_foreign("Femeia are de 34 de ani la un loc que el de la casa.")
    False
    """
    if not is_foreign(text):
        return False
    from ...language import ranking

    ranked = ranking(text)
    return bool(ranked) and ranked[0][0] in _READ


def foreign_slots(text: str) -> list[NumberSlot]:
    """Return the slots of a text that is not English, in order.

    >>> for slot in foreign_slots("Am 8. Mai 2018 hatten die 10.70 Orte <>% von 5 km"):
    ...     print(slot.write(slot.groups), *slot.kinds)
    8 day ordinal
    2018 year
    10.70
    <> percent
    5 km
    """
    plain = text.translate(_SPACES)
    found: list[NumberSlot] = []
    for line in _LINE.finditer(text):
        comma = not has_signs(line.group())
        firm = comma and _SPANISH.search(line.group()) is None
        pattern = _SLOT_WITH_SPACES if comma else _SLOT
        found += [
            _slot(plain, runs, shown, comma=comma, firm=firm)
            for match in pattern.finditer(text, *line.span())
            for runs, shown in _numerals(text, *match.span())
        ]
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if not set(left.kinds) - _VAGUE and right.start - left.end <= _LONGEST_JOIN:
            between = plain[left.end : right.start]
            counts = set(right.kinds) - _VAGUE or left.marks or right.marks
            if not counts and _SCORE_JOIN.fullmatch(between):
                found[i] = replace(left, kinds=(Kind.SCORE,))
                found[i + 1] = replace(right, kinds=(Kind.SCORE,))
            elif right.kinds and not left.kinds and _JOIN.fullmatch(between):
                found[i] = replace(left, kinds=right.kinds)
    return found


_Numeral = tuple[tuple[DigitRun, ...], tuple[str, ...]]


def _numerals(text: str, start: int, end: int) -> Iterator[_Numeral]:
    """Part 1.2.3, which is several numbers; keep the groups of one numeral together."""
    runs = tuple(digit_runs(text, start, end))
    shown = tuple(text[left.end : right.start] for left, right in pairwise(runs))
    several = {mark for mark in shown if mark in {".", ","}}
    if (len(shown) > 1 and len(set(shown)) > 2) or (len(several) > 1 and shown[-1] in shown[:-1]):
        yield from (((run,), ()) for run in runs)
    else:
        yield runs, shown


def _slot(
    text: str, runs: tuple[DigitRun, ...], shown: tuple[str, ...], *, comma: bool, firm: bool
) -> NumberSlot:
    start, end = runs[0].start, runs[-1].end
    before = text[max(0, start - _REACH) : start]
    after, scale = scale_at(text, end)
    if after == end and (sign := _SIGN_SCALE.match(text, end)):
        after, scale = sign.end(), _power(sign[1])
    scales: tuple[Decimal, ...] = ()
    kinds: list[Kind] = []
    known = _COMMA_MARKS if comma else _POINT_MARKS
    marks = "".join(known.get(mark, ":") for mark in shown)
    if any(mark.strip()[:1] in _POWERS for mark in shown if mark.strip()):
        scales, scale = _scales(shown, scale), Decimal(1)
    elif shown == (".",) and _DOTTED_CLOCK.match(text, end):
        marks, kinds = ":", [Kind.TIME]  # 12.45 Uhr
    elif ":" in marks:
        kinds = [Kind.TIME] if len(runs) == 2 else [Kind.SCORE]
    if not kinds:
        kinds = list(kinds_of(text, start, after, ""))
        if not marks and after == end:
            kinds += _calendar(text, end, before, kinds)
        if Kind.DAY in kinds and not comma and before.rstrip()[-1:] not in _MONTH_SIGNS:
            kinds.append(Kind.DAYS)
    near = neighbours(text, start, end)
    return NumberSlot(
        runs,
        marks,
        tuple(dict.fromkeys(kinds)),
        scale,
        "",
        _half(before) if Kind.TIME in kinds else "",
        zone=False,
        plural=False,
        neighbours=near,
        shown=shown,
        scales=scales,
        is_foreign=True,
        has_firm_marks=not scales and ("." not in shown or firm),
    )


def _power(sign: str) -> Decimal:
    """Return the value of one scale, or of two that multiply: 千万."""
    return Decimal(10) ** sum(_POWERS[one] for one in sign)


def _scales(shown: tuple[str, ...], last: Decimal) -> tuple[Decimal, ...]:
    """Return by how much each run counts: of 37万5,000 they are 10,000 and 1,000 and 1."""
    found = [last]
    for mark in reversed(shown):
        bare = mark.strip()
        found.append(found[-1] * 1000 if bare == "," else _power(bare))
    return tuple(reversed(found))


def _calendar(text: str, end: int, before: str, kinds: list[Kind]) -> list[Kind]:
    """Return the kinds of dates that fit, where only the digits tell a reader which it is."""
    if _YEAR_AFTER.match(text, end):
        return [Kind.YEAR, Kind.YEARS]
    if not kinds and (found := _YEAR_BEFORE.search(before)):
        # French "en 18 matches" counts; "en 2018 la" does not.
        word = _NEXT_WORD.match(text, end) if found["word"] in _BEFORE_COUNTS else None
        return [Kind.YEAR] if word is None or word[1].lower() in _FUNCTION_WORDS else []
    clock = _CLOCK.match(text, end)
    if kinds or clock is None or (clock.group().strip() in "点點" and _KANA.search(text)):
        return []  # 5点 of Japanese is five points
    return [Kind.TIME]


def _half(before: str) -> str:
    """Return which half of the day the words before a time name: a, p or nothing."""
    if _AFTERNOON.search(before):
        return "p"
    return "a" if _MORNING.search(before) else ""

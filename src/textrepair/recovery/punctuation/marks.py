"""Where punctuation marks and signs stand: what each costs in a place, in bits.

Several marks can look alike once bytes of them are lost.  Which one it was is told by its
place: an apostrophe stands between letters, an opening quotation mark after a blank and before
a letter, its closing one later, a dash between blanks or digits, a bullet at the head of a
line.  The costs are rough on purpose: a difference of ``CLEAR`` bits is meant to be what no
reader would doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from ...patterns import lazily

#: A place tells two marks apart if one costs so many bits more than the other.
CLEAR: Final = 2.0
#: What stands where a mark is never seen.
_NEVER: Final = 9.0
#: A quotation mark that closes what nobody opened (a line before may have), or opens what is open.
_UNBALANCED: Final = 4.0
#: A quotation mark that is still open at the end of the line.
UNCLOSED: Final = 5.0
#: A sign of currency without a number beside it, or a dash with a blank on one side only.
_ODD: Final = 5.0
#: What a closing quotation mark costs less than an apostrophe in the same place.
_CLOSES: Final = 4.0
#: An apostrophe between letters that neither ends an English word nor elides a Romance one.
_ODD_APOSTROPHE: Final = 4.0
#: An apostrophe behind a plural: ``the friends’ house``.
_PLURAL: Final = 3.0
#: A dash between letters, where a short ending of English follows, or something else does.
_DASH_IN_WORD: Final = 4.0
_DASH_IN_TEXT: Final = 1.0
#: Bits for a blank that was lost before a digit (more often it was the digit before), or although
#: there is another.
_BEFORE_DIGIT: Final = 2.0
_SECOND_BLANK: Final = 4.0
#: Bits for a letter beyond Latin-1, for one that stands alone, or for a capital in a word.
_RARE_LETTER: Final = 2.5
_LONE_LETTER: Final = 4.0
#: Bits for a sign such as ¼ beside a letter.
_SIGN_IN_WORD: Final = 6.0
#: What stands behind a mark if it is another one that is not known yet.
NOT_YET: Final = "\0"


@dataclass(frozen=True, slots=True)
class _Habit:
    """What a mark costs by itself, and by what stands before and after it.

    ``before`` and ``after`` give bits by kind of neighbour, as ``_kind`` names them;
    what is not listed costs ``_NEVER``.
    """

    prior: float
    before: dict[str, float]
    after: dict[str, float]


class Quotes(NamedTuple):
    """Which quotation marks are open: "" or the mark that opened."""

    double: str = ""
    single: str = ""


def _costs(listed: str) -> dict[str, float]:
    """Read ``"l0 d1"`` as a cost for each kind of neighbour; ``?`` stands for one not known yet."""
    costs = {item[0]: float(item[1:]) for item in listed.split()}
    return {"?": 1.0, "q": 1.0} | costs


def _habit(prior: float, before: str, after: str) -> _Habit:
    return _Habit(prior, _costs(before), _costs(after))


# Kinds of neighbours: ^ edge of the line, s blank, l letter, d digit, o what opens, c what closes
# or ends, - dash, q straight quotes and other signs.
_OPENING: Final = _habit(0.0, "s0 ^0 o0 -1 c7 l10 d10", "l0 d0 o0 c2 -3 s8 ^9")
_CLOSING: Final = _habit(0.0, "l0 d0 c0 -1 s7 ^6 o8", "s0 ^0 c0 -1 o3 l8 d8")
_BETWEEN_BLANKS: Final = ("s0 ^0 l3 d2", "s0 ^0 l3 d2")
_SPACED: Final = _habit(5.0, *_BETWEEN_BLANKS)

_HABITS: Final[dict[str, _Habit]] = {
    "’": _habit(0.0, "l0 d1 c3 o7 s5 ^5 -5", "l0 d4 s4 ^4 c4 -4 o8 ?4"),
    "‘": _habit(2.5, "s0 ^0 o0 -1 c7 l10 d10", "l0 d1 o1 c3 s9 ^9"),
    "“": _OPENING,
    "”": _CLOSING,
    "„": _habit(3.0, _OPENING_BEFORE := "s0 ^0 o0 -1", "l0 d0 o0 c2"),
    "‚": _habit(8.0, _OPENING_BEFORE, "l0 d0 o0"),
    "«": _habit(4.0, "s0 ^0 o0 -1 l7", "l0 d0 s1 o1 c3"),
    "»": _habit(4.0, "l0 d0 c0 s1", "s0 ^0 c0 l7"),
    "–": _habit(1.5, "s0 d0 l2 ^3 c2", "s0 d0 l2 ^3 c4"),
    "—": _habit(0.5, "s0 l0 ^3 c0 d3 -1", "s0 l0 ^1 c1 o1 d3 -1"),
    "…": _habit(1.0, "l0 d2 c1 s3 ^2 o2", "s0 ^0 c0 o3 l2 d3"),
    "•": _habit(1.0, "^0 s4", "s0 l1 d1"),
    "€": _habit(1.0, "s0 ^0 d0 o0 -0 l6", "d0 s1 ^1 c1 -1 l6"),
    "™": _habit(2.0, "l0 d1 c2", "s0 ^0 c0 o2 -1 l6"),
    "·": _habit(5.0, "s0 l1 d0 ^1", "s0 l1 d0"),
    "°": _habit(4.0, "d0 s1 l6", "l0 s0 ^0 c0"),
    "®": _habit(4.0, "l0 d1 c2", "s0 ^0 c0 -1"),
    "©": _habit(4.0, "s0 ^0 o0", "s0 d0 l2"),
    "†": _habit(6.0, "l0 d0 c0 s1", "s0 ^0 c0 d2"),
    "‡": _habit(7.0, "l0 d0 c0 s1", "s0 ^0 c0 d2"),
    "‰": _habit(6.0, "d0 s1", "s0 ^0 c0"),
    "′": _habit(6.0, "d0", "s0 ^0 c0 d1"),
    "″": _habit(6.0, "d0", "s0 ^0 c0"),
    "‹": _habit(6.0, "s0 ^0 o0", "l0 d0 s1"),
    "›": _habit(6.0, "l0 d0 c0 s1", "s0 ^0 c0"),
    "‐": _habit(8.0, "l0 d0", "l0 d0"),
    "‑": _habit(8.0, "l0 d0", "l0 d0"),
    "‒": _habit(9.0, "d0 s1", "d0 s1"),
    "―": _habit(5.0, "s0 ^0 l1", "s0 l0"),
    "−": _habit(5.0, "s0 ^0 o0 d1", "d0 s1"),
    "×": _habit(5.0, "d0 s0", "d0 s0"),
    # of those that look alike once quotation marks are straightened, which is more frequent
    "→": _habit(1.0, *_BETWEEN_BLANKS),
    "↓": _habit(2.0, *_BETWEEN_BLANKS),
    **dict.fromkeys("←↑↔⇒≤≥≠≈∞√✓✔✗✘★☆✅❌❤☑☐▶►■▪●○◆♥♪", _SPACED),
}

#: All marks that are known here.
MARKS: Final = "".join(_HABITS)
#: Marks so frequent that they are believed though two of their bytes, or one of any, are lost.
FREQUENT: Final = "’‘“”„–—…•€™"
#: Which of these it was does not change what is said.
DASHES: Final = "–—"

#: An em dash where names or numbers make an en dash likely.
_EN_BETWEEN_NAMES: Final = 2.5
_LAST_WORD: Final = lazily(r"[^\W_]+(?=\W?$)")
_WORD: Final = lazily(r"[^\W_]+")
#: Words that begin a clause or a title more often than the second half of a name.
_CLAUSE_WORDS: Final = """
The A An In It And But We He She They This That These Those If When What Who How Why I You
There Here So Or No Not Is Are To For On At With From By As My Your His Her Our Their
"""
_BEGINS_CLAUSE: Final = frozenset(_CLAUSE_WORDS.split())
#: Endings of English words behind an apostrophe; words that are elided before one.
_ENDING: Final = lazily(r"(?:s|t|re|ve|ll|m|d|em|er|all|clock)(?![^\W_])", re.IGNORECASE)
_ELIDED: Final = lazily(
    r"(?<![^\W_])(?:[cdjlmnsto]|qu|jusqu|lorsqu|puisqu|quoiqu|aujourd|presqu|quelqu|entr|dell|all"
    r"|nell|sull|dall|coll|un|quest|quell|bell|sant|com|cos|dov|anch|gl|degl|pel|y|rock|ma)$",
    re.IGNORECASE,
)
_OPENERS: Final = "([{<«‹“‘„‚¿¡"
_CLOSERS: Final = ")]}>.,;:!?…”’»›%"


@lru_cache(maxsize=1 << 13)
def _kind(char: str) -> str:
    """Return the kind of a neighbour; "" is the edge of a line, NUL a mark not known yet.

    >>> "".join(map(_kind, ["", " ", "é", "5", "(", ",", "—", '"']))
    '^sldoc-q'
    """
    if not char or char == "\0":
        return "?" if char else "^"
    if char in "<>":
        return "q"  # of a tag mostly: text may begin or end there
    tests = (
        ("s", char.isspace()),
        ("d", char.isdigit()),
        ("l", char.isalpha()),
        ("o", char in _OPENERS),
        ("c", char in _CLOSERS),
        ("-", char in "-–—"),
    )
    return next((kind for kind, holds in tests if holds), "q")


def place_cost(mark: str, before: str, after: str, quotes: Quotes) -> tuple[float, Quotes]:
    """Return what ``mark`` costs between two stretches of text, and which quotes are open then.

    >>> place_cost("’", "don", "t know", Quotes())[0], place_cost("”", "don", "t", Quotes())[0]
    (0.0, 12.0)
    """
    habit = _HABITS[mark]
    left, right = _kind(before[-1:]), _kind(after[:1])
    if left == "s" and mark == "•" and not before.strip(" \t-*>#"):
        left = "^"
    cost = habit.prior + habit.before.get(left, _NEVER) + habit.after.get(right, _NEVER)
    if mark in "“”„«»":
        return _double(mark, cost, left, right, quotes)
    if mark == "’" and left == "l" and right == "s" and before[-1] in "sS":
        cost -= _PLURAL
    if mark == "’" and left == right == "l" and not _is_apostrophe(before, after):
        cost += _ODD_APOSTROPHE * (2.0 if after[0].isupper() and before[-1].islower() else 1.0)
    if mark in "‘’":
        return _single(mark, cost, left, right, quotes)
    if mark in DASHES:
        cost += _dash(mark, before, after, left, right)
    elif mark == "€":
        numbers = before.rstrip()[-1:].isdigit() or after.lstrip()[:1].isdigit()
        cost += 0.0 if numbers else _ODD
    return cost, quotes


@lru_cache(maxsize=1 << 11)  # in rows of garbled marks the places are few, and each is asked often
def cost_of_marks(text: str, before: str, after: str, quotes: Quotes) -> tuple[float, Quotes]:
    """Return what it costs that ``text``, a mark or two and what they swallowed, stands here."""
    bits = 0.0
    for place, char in enumerate(text):
        if char in MARKS:
            behind = text[place + 1 :] + after
            here, quotes = place_cost(char, before + text[:place], behind, quotes)
            bits += here
        elif char > "\x7f":
            bits += _letter_cost(
                char, (before + text[:place])[-1:], (text[place + 1 :] + after)[:1]
            )
    if text[-1] == " ":
        if not after or after[0] in " \t,.;:!?)":
            bits += _SECOND_BLANK
        elif after[0].isdigit():
            bits += _BEFORE_DIGIT
    return bits, quotes


def _letter_cost(char: str, left: str, right: str) -> float:
    """Return what it costs that a letter stands between two characters."""
    if not char.isalpha():
        return _SIGN_IN_WORD if left.isalpha() or right.isalpha() else 0.0
    bits = 0.0 if char <= "\xff" else _RARE_LETTER
    if not (left.isalpha() or right.isalpha() or right == NOT_YET):
        bits += _LONE_LETTER
    if char.isupper() and left.islower():
        bits += _LONE_LETTER
    return bits


def _is_apostrophe(before: str, after: str) -> bool:
    """Tell whether an apostrophe is usual between two halves of a word."""
    return bool(_ENDING.match(after) or _ELIDED.search(before[-8:]))


def _double(mark: str, cost: float, left: str, right: str, quotes: Quotes) -> tuple[float, Quotes]:
    """Balance double quotation marks, in the English, German and French ways."""
    opened = quotes.double
    if mark == "“" and opened == "„":  # German: the opening mark of English closes
        closing = _CLOSING
        cost = closing.before.get(left, _NEVER) + closing.after.get(right, _NEVER)
        return cost, Quotes("", quotes.single)
    if mark in "“„«":
        cost += _UNBALANCED if opened else 0.0
        return cost, Quotes(mark, quotes.single)
    fits = {"”": "“„”", "»": "«"}[mark]
    cost += 0.0 if opened and opened in fits else _UNBALANCED
    return cost, Quotes("", quotes.single)


def _single(mark: str, cost: float, left: str, right: str, quotes: Quotes) -> tuple[float, Quotes]:
    """Balance single quotation marks; the closing one is the apostrophe, too."""
    if mark == "‘":
        return cost + (_UNBALANCED if quotes.single else 0.0), Quotes(quotes.double, mark)
    if quotes.single and right != "l" and left != "s":
        return max(cost - _CLOSES, 0.0), Quotes(quotes.double, "")
    return cost, quotes


def _dash(mark: str, before: str, after: str, left: str, right: str) -> float:
    """Return what tells an en dash from an em dash: ranges, names and numbers, or clauses."""
    if (left == "s") != (right == "s") and "^" not in left + right:
        return _ODD
    last, following = _LAST_WORD.search(before), _WORD.match(after.lstrip())
    names = bool(last and following and _are_names(last[0], following[0]))
    if left == right == "l":
        if _is_apostrophe(before, after):
            return _DASH_IN_WORD
        if names:
            return (-1.0 if mark == "–" else 1.0) * _EN_BETWEEN_NAMES
        return _DASH_IN_TEXT
    numbers = before.rstrip()[-1:].isdigit() and after.lstrip()[:1].isdigit()
    if left == right == "s" and (names or numbers):
        return 0.0 if mark == "–" else _EN_BETWEEN_NAMES
    return 0.0


def _are_names(word: str, following: str) -> bool:
    """Tell whether two words are ends of a range, or a pair: ``Monday – Friday``."""
    return word[0].isupper() and following[0].isupper() and following not in _BEGINS_CLAUSE


def quotes_after(text: str, quotes: Quotes) -> Quotes:
    """Return which quotes are open after text that was not garbled.

    >>> quotes_after("he said “no", Quotes()).double
    '“'
    """
    for char in text:
        if char in "“„«":
            closes = char == "“" and quotes.double == "„"
            quotes = quotes._replace(double="" if closes else char)
        elif char in "”»":
            quotes = Quotes("", quotes.single)
        elif char == "‘":
            quotes = quotes._replace(single=char)
    return quotes

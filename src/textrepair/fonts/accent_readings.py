"""What letters with accents among them can be read as, and what the readings cost.

An accent stands before its letter or behind it, and a blank may stand at one side of it, where two
words part or where the program that read the page saw a gap.  How accents stand elsewhere in the
text, its habit, tells which reading to prefer; the language model says how natural each is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

from ..language.naturalness import score
from ..patterns import lazily
from .accents import ACCENTS, LETTERS, NO_EDGE, SIGNS, WEAK_SIGNS, composed

__all__ = ["CLUSTER", "Habit", "Reading", "best_reading", "bits_of", "bits_otherwise", "parts_of"]

_ANY: Final = SIGNS + WEAK_SIGNS.replace("^", r"\^")
#: What stands at the edges of a cluster: no letter, accent or sign of mojibake, no path or value.
_BEFORE: Final = rf"(?<![^\W\d_])(?<![{NO_EDGE}])(?<![{_ANY}/\\=])"
_BEHIND: Final = rf"(?![^\W\d_]|[{NO_EDGE}]|[{_ANY}])"
#: Letters with accents among them, at most seven.  A blank may stand at one side of an accent; an
#: accent at the end is one of the last letter.
CLUSTER: Final = lazily(
    rf"{_BEFORE}[{LETTERS}]{{0,40}}"
    rf"(?:(?:(?<=[{LETTERS}]) [{SIGNS}]|(?<=[{LETTERS}])[{SIGNS}`] |[{_ANY}])[{LETTERS}]{{1,40}})"
    rf"{{1,7}}(?:(?<=[{LETTERS}])[{SIGNS}`])?{_BEHIND}"
    rf"|{_BEFORE}[{LETTERS}]{{1,40}}[{SIGNS}`]{_BEHIND}"
)
_SEPARATORS: Final = lazily(f"( ?[{_ANY}] ?)")
#: An accent between two letters, and they.
_BETWEEN: Final = lazily(f"(?<=([A-Za-zı]))([{SIGNS}])(?=([A-Za-zı]))")

#: Pages, and those that show letters of them as accents: ``f¸r`` is für, ``voilˆ`` voilà.
_PAGES: Final = (
    ("latin-1", "mac-roman"),
    ("mac-roman", "cp1252"),
    ("cp437", "cp1252"),
    ("cp1257", "cp1252"),
)
#: Readings of a cluster: if there are more, none is taken.
_MOST_READINGS: Final = 130
#: Bits that it costs to read an accent unlike those around it: behind its letter or before it, or
#: two words as one.
_UNLIKE_BITS: Final = 10.0
#: Where nothing around tells: bits for an accent behind its letter, for TeX sets it first, and for
#: a blank that parts two words.  Set on names of public bibliographies.
_BEHIND_BITS: Final = 6.0
_APART_BITS: Final = 6.0


@dataclass(frozen=True, slots=True)
class Habit:
    """How accents stand by their letters in a text: the bits that readings cost besides.

    ``ahead`` and ``behind`` are those of an accent before its letter and behind it, where both
    neighbours can bear it; ``together`` and ``apart`` those of a blank that parts nothing, and of
    one that parts two words.
    """

    ahead: float
    behind: float
    together: float
    apart: float

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the habit of a text.

        >>> Habit.of("die L¨ange f¨ur"), Habit.of("die La¨nge")
        (Habit(ahead=0.0, behind=10.0, together=10.0, apart=0.0), \
Habit(ahead=10.0, behind=0.0, together=10.0, apart=0.0))
        """
        first = last = inside = 0
        for before, sign, after in _BETWEEN.findall(text):
            bears_before, bears_after = composed(sign, before), composed(sign, after)
            first += after == "ı" or bool(bears_after and not bears_before)
            last += before == "ı" or bool(bears_before and not bears_after)
            inside += "ı" not in before + after  # a blank is never beside a letter without a dot
        return cls(
            _UNLIKE_BITS if last > first else 0.0,
            0.0 if last > first else _UNLIKE_BITS if first > last else _BEHIND_BITS,
            _UNLIKE_BITS if inside else 0.0,
            0.0 if inside else _APART_BITS,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of a cluster, the bits it costs, and the bits that the next one costs more."""

    text: str
    bits: float
    lead: float


def parts_of(cluster: str) -> list[str]:
    """Return the letters of a cluster, and between them its accents with their blanks.

    >>> parts_of("T. Sch ¨ops"[3:])
    ['Sch', ' ¨', 'ops']
    """
    return _SEPARATORS.split(cluster)


def bits_of(word: str) -> float:
    """Return the bits that a word costs in the language that suits it best."""
    return score(f"{word} ").bits


def best_reading(parts: list[str], habit: Habit) -> Reading | None:
    """Return the best reading of a cluster; None if there is none, or there are too many.

    >>> best_reading(parts_of("Schr¨odinger"), Habit.of("")).text
    'Schrödinger'
    """
    found = {parts[0]: 0.0}
    for separator, letters in zip(parts[1::2], parts[2::2], strict=True):
        longer: dict[str, float] = {}
        for said, cost in found.items():
            for text, more in _joined(said, separator, letters, habit):
                longer[text] = min(cost + more, longer.get(text, cost + more))
        if not longer or len(longer) > _MOST_READINGS:
            return None
        found = longer
    ranked = sorted((bits_of(text) + cost, text) for text, cost in found.items())
    bits, text = ranked[0]
    return Reading(text, bits, ranked[1][0] - bits if len(ranked) > 1 else bits)


def _joined(said: str, separator: str, letters: str, habit: Habit) -> Iterator[tuple[str, float]]:
    """Yield what an accent between two pieces of a word makes of them, and what that costs."""
    sign = separator.strip()
    ahead = composed(sign, letters[:1])
    behind = "" if separator[0] == " " else composed(sign, said[-1:])
    if behind and said[-1] == "ı":
        ahead = ""
    elif ahead and letters[0] in "ıý":
        behind = ""
    has_blank = " " in separator
    if ahead:
        if not (ahead.isupper() and said[-1:].islower()):
            cost = habit.ahead if behind else 0.0
            together = habit.together if has_blank and len(said) > 1 else 0.0
            yield said + ahead + letters[1:], cost + together
        if separator[0] == " ":
            yield f"{said} {ahead}{letters[1:]}", habit.apart
    if behind:
        cost = habit.behind if ahead else 0.0
        yield said[:-1] + behind + letters, cost + (habit.together if has_blank else 0.0)
        if separator[-1] == " ":
            yield f"{said[:-1]}{behind} {letters}", cost


def bits_otherwise(cluster: str) -> float:
    """Return the bits of a cluster if its accents were typed, or read, for something else.

    >>> bits_otherwise("f¸r") == bits_of("für")
    True
    """
    return min(bits_of(cluster.translate(table)) for table in _meanings())


@cache
def _meanings() -> tuple[dict[int, str], ...]:
    """Return what accents stand for if they are none, as tables of ``str.translate``."""
    typed = {ord(sign): accent.meant for sign, accent in ACCENTS.items()}
    return typed, *(_letters_of(*pages) for pages in _PAGES)


def _letters_of(written: str, read: str) -> dict[int, str]:
    """Return the letters of a page that another one shows as accents."""
    found = {}
    for sign in SIGNS:
        letter = sign.encode(read, "ignore").decode(written, "ignore")
        if letter.isalpha():
            found[ord(sign)] = letter
    return found

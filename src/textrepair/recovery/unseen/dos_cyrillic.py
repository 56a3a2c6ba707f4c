"""Cyrillic of DOS that Windows-1251 shows, of which а and н were stripped: ``ЏаЁўҐвл``.

In DOS code page 866 а is A0 and н is AD: a no-break space, which becomes a blank, and a soft
hyphen, which is stripped.  Nothing shows where an н stood, but that a Russian line of this length
holds none tells that all of them are gone, and each blank may be an а.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ...encodings import decode_exact, reencode
from ...language import Arc, best_path, naturalness
from ...patterns import lazily
from .soft_hyphens import StrippedLine, stretches_of

_PAGES: Final = ("cp1251", "western")
_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
_SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
_CYRILLIC: Final = lazily("[А-яЁё]")
#: Letters that a line must hold: of 20,000 Russian lines of 24 letters 3 in 100 have no н.
_LEAST_LETTERS: Final = 12
#: Most letters one after another that are put between two others: ``нн``.
_MOST_TOGETHER: Final = 2
#: What each letter tells that is no н, in bits (one in 15 is), and what must be told, with the bits
#: that the line is more natural with these letters: of 6,773 stretches of Russian without н 3 % are
#: taken for such, of 1,965 stretches of which н was stripped 80 %, and of those of 45 letters 97.
_BITS_A_LETTER: Final = 0.1
_LEAST_TOLD: Final = 5.0
#: Standard deviations that it may lie above natural text.
_MOST_EXCESS: Final = 2.5
#: Code points of a line that is searched.
_LONGEST: Final = 600


@lru_cache(maxsize=4)  # the rule mojibake asks first, dropped-bytes then
def with_dos_letters(line: str) -> StrippedLine | None:
    """Return what a line said before а and н were stripped of it; None if it is not such.

    >>> found = with_dos_letters("ЏаҐ¤«®¦ҐЁп Ї®«м§®ў вҐ«Ґ©")
    >>> found and found.text
    'Предложения пользователей'
    >>> with_dos_letters("ЏаЁўҐв"), with_dos_letters("Привет, мой милый друг")
    (None, None)
    """
    if len(line) > _LONGEST or _SOFT_HYPHEN in line or line.isascii():
        return None
    for page in _PAGES:
        data = reencode(line, page)
        said = data and decode_exact(data, "cp866")
        if not data or not said:
            continue
        letters = len(_CYRILLIC.findall(said))
        if letters < _LEAST_LETTERS or "н" in said:
            continue
        reading = best_path(_lattice(said, may_be_blank=_NO_BREAK_SPACE not in line), "ru")
        if reading is None:
            continue
        before, after = naturalness(said, ("ru",)), naturalness(reading.text, ("ru",))
        told = before.bits - after.bits + _BITS_A_LETTER * letters
        if told < _LEAST_TOLD or after.excess > min(before.excess, _MOST_EXCESS):
            continue
        confidence = min(reading.confidences)
        stretches = tuple(stretches_of(reading.arcs))
        return StrippedLine(reading.text, "cp866", page, stretches, confidence)
    return None


def _lattice(said: str, *, may_be_blank: bool) -> list[list[Arc]]:
    """Return the arcs of each character: itself, or а for a blank, with up to two н before it.

    They stand beside Cyrillic letters only.
    """
    nodes: list[list[Arc]] = []
    for at, char in enumerate(said):
        is_beside = _CYRILLIC.search(said, max(0, at - 1), at + 2) is not None
        shown = (char, "а") if char == " " and may_be_blank and is_beside else (char,)
        most = _MOST_TOGETHER if is_beside else 0
        nodes.append([Arc(at + 1, "н" * count + one) for one in shown for count in range(most + 1)])
    return nodes

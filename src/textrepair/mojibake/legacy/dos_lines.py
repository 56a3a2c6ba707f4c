"""Lines in Cyrillic, Greek or Hebrew between DOS and Windows: ``═εΓα  ∩α∩Ωα`` is ``Новая папка``.

A DOS program shows a label or a list that a Windows program wrote, and Windows one that DOS wrote.
All letters become boxes, mathematics and accented letters, so that even a word or two cost far
more bits than in any language, and the reading costs what such words do.
"""

from __future__ import annotations

from typing import Final

from ...encodings import encoding_named
from ...language.any_language import bits_in_any_language
from ...language.naturalness import Naturalness, score
from ..channels import DOS_CHANNELS, Channel
from ..redecode import decodings_through, is_writable
from ..structure.evidence import is_letter, script
from ..whole_line import LEAD_BITS, GarbledPassage

#: What a reading must save against the line in any language, in bits, and how many standard
#: deviations above natural text it may lie.  Of 150 labels and phrases of our own in five languages
#: through 24 channels all save 36 or more; formulas, drawings and accented words save none.
_LEAST_SAVED: Final = 30.0
_MOST_EXCESS: Final = 3.5
#: So many different letters of the script a line must hold.
_LEAST_LETTERS: Final = 4
#: Signs that stand in such lines.
_SIGNS: Final = "№\N{NO-BREAK SPACE}«»–—“”„’"


def dos_line(line: str) -> list[GarbledPassage]:
    """Return what the whole of a line says if it came between DOS and Windows; empty if it did not.

    >>> [p.text for p in dos_line("Åα¿óÑΓ, ¼¿α")], dos_line("x² + y² = r² ■ ═══")
    (['Привет, мир'], [])
    """
    found: dict[str, tuple[float, Channel, Naturalness]] = {}
    for channel, reading in decodings_through(line, DOS_CHANNELS):
        if is_writable(reading) and _is_of_one_alphabet(reading, channel.written_in):
            scored = score(reading)
            cost = scored.bits + channel.bits
            if reading not in found or cost < found[reading][0]:
                found[reading] = (cost, channel, scored)
    ranked = sorted(found.items(), key=lambda item: item[1][0])
    if not ranked:
        return []
    text, (cost, channel, scored) = ranked[0]
    if len(ranked) > 1 and ranked[1][1][0] - cost < LEAD_BITS:
        return []
    saved = bits_in_any_language(line) - scored.bits
    if saved < _LEAST_SAVED or scored.excess > _MOST_EXCESS:
        return []
    return [GarbledPassage(0, len(line), text, (channel,), saved, natural=True)]


def _is_of_one_alphabet(reading: str, page: str) -> bool:
    """Tell whether all letters of a reading are of the alphabet of a page, and enough of them."""
    name = encoding_named(page).script.upper()
    letters = [char for char in reading if is_letter(char)]
    if len(set(letters)) < _LEAST_LETTERS or any(script(char) != name for char in letters):
        return False
    return all(char.isascii() or char in _SIGNS or is_letter(char) for char in reading)

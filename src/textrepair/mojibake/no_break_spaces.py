"""No-break spaces that were the last or middle byte of a character, and became plain spaces.

``à`` is C3 A0 in UTF-8.  Read as Latin-1 that is ``Ã`` and a no-break space, which many a
tool turns into a plain space, and often merges with the one after it: ``Ã  Paris``,
``voilÃ le travail``, ``Å koda``, ``ä½ å¥½``.  The sequence then dangles: its lead byte is
there, a trail byte is not.  The case is ftfy's discovery ("restore_byte_a0").
"""

from __future__ import annotations

import re
from typing import Final

from ..edits.offsets import OffsetMap
from ..encodings import decode_table

_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
_TRAIL: Final = f"[\x80-\x9f{re.escape(decode_table('western')[0x80:0xC0])}]"

#: A lead byte, or a lead byte and a trail byte, before a plain space.
DANGLING: Final = re.compile(
    f"(?:[Â-ß](?! *{_TRAIL})|[à-ï]{_TRAIL}(?!{_TRAIL})|[à-ï](?= {_TRAIL})) {{1,2}}"
)


def with_no_break_spaces(text: str) -> tuple[str, OffsetMap] | None:
    """Return the text with the no-break spaces that its lead bytes lack, and the way back.

    Of two spaces one was a no-break space.  A single one after ``Ã`` and before a letter
    is kept beside it: ``à`` ends words.  None where nothing dangles.

    >>> with_no_break_spaces("voilÃ  le travail")[0]
    'voilÃ\\xa0 le travail'
    >>> with_no_break_spaces("Å koda")[0]
    'Å\\xa0koda'
    """
    pieces: list[str] = []
    changes: list[tuple[int, int, int]] = []
    position = 0
    for match in DANGLING.finditer(text):
        start, end = match.end() - match.group().count(" "), match.end()
        ends_word = match.group() == "Ã " and text[end : end + 1].isalpha()
        # A space that stays is no part of the change: the word before it may end there.
        replaced = start if ends_word else start + 1
        changes.append((start, replaced, 1))
        pieces += (text[position:start], _NO_BREAK_SPACE)
        position = replaced
    if not changes:
        return None
    return "".join([*pieces, text[position:]]), OffsetMap.of(changes)

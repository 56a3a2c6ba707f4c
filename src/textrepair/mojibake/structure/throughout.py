"""Lines that are UTF-8 throughout, read as a frequent code page: nothing else needs to be asked.

Most garbled lines are such.  The other code pages, and what would stand in each if a no-break space
had become a blank, take ten times as long to look at, and could not explain more of the line.
Windows-1252 is not among these code pages: ``find.whole_line`` sees to it.
"""

from __future__ import annotations

from typing import Final

from ...encodings import decode_exact, reencode
from ..suspicious import looks_garbled
from .multi_byte import MULTI_BYTE_READERS, multi_byte_stretches
from .proof import stands_telling
from .soundness import RARE_LETTER, Run, applied, breaks_case, is_sound
from .utf8_readers import reader

#: Code pages as which whole lines of UTF-8 are read most often.
PAGES: Final = ("cp1251", "gb18030")
#: This many trail bytes where they belong, and nothing else beyond ASCII, are no accident.
#: Already with a limit of two sequences none of 96,074 clean lines was taken.
LEAST_TRAIL_BYTES: Final = 8


def throughout(line: str) -> tuple[str, list[Run]]:
    """Return the runs of a line that is UTF-8 throughout, and its code page; no runs if it is not.

    >>> page, runs = throughout("РџСЂРёРІРµС‚, РјРёСЂ")
    >>> page, [run.text for run in runs]
    ('cp1251', ['Привет', 'мир'])
    >>> throughout("Привет, мир")
    ('', [])
    """
    for page in PAGES:
        data = reencode(line, page)
        reading = None if data is None or data.isascii() else decode_exact(data, "utf-8")
        if data is None or reading is None or len(data) - len(reading) < LEAST_TRAIL_BYTES:
            continue
        if not is_sound(reading) or breaks_case(reading) or RARE_LETTER.search(reading):
            break
        if looks_garbled(reading):
            break  # a layer over another one
        is_double = page in MULTI_BYTE_READERS
        runs = _double_byte_runs(line, page) if is_double else _runs(line, data, page)
        if applied(line, runs) == reading:
            return page, runs
    return "", []


def _runs(line: str, data: bytes, page: str) -> list[Run]:
    """Return the runs of a line through a single-byte code page, if any is telling.

    ``data`` are its bytes, one a character.
    """
    spans = [match.span() for match in reader(page).runs.finditer(line)]
    if not any(stands_telling(line, *span) for span in spans):
        return []
    found = ((span, decode_exact(data[slice(*span)], "utf-8")) for span in spans)
    return [Run(*span, text, proves=True) for span, text in found if text is not None]


def _double_byte_runs(line: str, page: str) -> list[Run]:
    stretches = multi_byte_stretches(line, page)
    return [Run(s.start, s.end, s.text, proves=True) for s in stretches if s.proves]

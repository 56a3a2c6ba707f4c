"""CSV and TSV: fields between delimiters; each keeps its quotes, or the lack of them.

The form is RFC 4180, read as leniently as Python's ``csv`` reads it: rows end by LF, CR LF or CR,
and by several of them in one file; a quote within quotes is doubled.  A field gets quotes only if
its new text needs them.  What has something behind its closing quote, or a quote that is never
closed, is left alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ...errors import InputError
from ...pipeline.triggers import TriggerScan
from .field import TEXT, Field, Item, may_match

QUOTE: Final = '"'
#: The delimiters that are tried if none is given, the likeliest first.
DELIMITERS: Final = ",;\t|"
#: Lines from which the delimiter is found.
_SAMPLE: Final = 20
#: Code points of a row from which on a quote is taken for one that is never closed.
_LONGEST_ROW: Final = 1 << 26
_BOM: Final = "\ufeff"


class Delimited:
    """The fields of one CSV file: in the columns named or numbered from 1, or in all."""

    is_whole = False

    def __init__(self, columns: Sequence[str] = (), delimiter: str | None = None) -> None:
        self._columns = columns
        self._delimiter = delimiter
        self._has_begun = False
        #: What may stand before the first field of the chunk: a mark of a later one is text.
        self._mark = _BOM
        #: The numbers of the columns that are asked for, from 0; None for all.
        self._places: frozenset[int] | None = None

    def cut(self, text: str) -> int:
        """Return where the last row ends behind which another one begins."""
        pattern = self._pattern(text)
        end = 0
        position = len(_BOM) if not self._has_begun and text.startswith(_BOM) else 0
        while position < len(text):
            match = pattern.match(text, position)
            if match is None or match["open"] is not None:
                break  # the quote is closed in the next piece, or never
            position = match.end()
            if match["end"] != self._delimiter and position < len(text):
                end = position
        if not end and len(text) > _LONGEST_ROW:
            raise InputError(
                f"a row of more than {_LONGEST_ROW >> 20} million characters, perhaps by a quote "
                "that is never closed; mend it, or pass --format text"
            )
        return end

    def fields(self, text: str, scan: TriggerScan, *, is_first: bool) -> Iterator[Field]:
        """Yield the fields in the columns that are asked for."""
        pattern = self._pattern(text)
        self._has_begun = True  # and not sooner: a place to cut at is looked for several times
        self._mark = _BOM if is_first else ""
        position = len(self._mark) if text.startswith(self._mark) else 0
        number = column = 0
        if not is_first and '""' not in text and not self._may_match(scan, text):
            return
        head: list[str] | None = [] if is_first and self._columns else None
        while position < len(text) or column:
            match = pattern.match(text, position)
            if match is None or match["open"] is not None:
                break
            position = match.end()
            is_last = match["end"] != self._delimiter
            if column or not is_last or match.start("end") > match.start():  # no empty line
                field = _field(match, number)
                number += 1
                if head is not None:
                    head.append(field.value if field else "")
                elif field and self._is_asked_for(column) and scan.matches(field.value):
                    yield field
            column = 0 if is_last else column + 1
            if is_last and head:
                self._places = _places(head, self._columns)
                head = None

    def pieces(self, written: str) -> list[str]:
        """Return the characters, doubled quotes as one piece."""
        return re.findall(r'""|[\s\S]', written)

    def replacement(self, text: str, field: Field, new: str) -> str:
        """Return the new value with quotes doubled, or with quotes if it needs them now."""
        doubled = new.replace(QUOTE, QUOTE * 2)
        if text[field.start - 1 : field.start] == QUOTE:
            return doubled
        special = {"\r", "\n", QUOTE, self._delimiter}
        around = text[field.start - 1 : field.start] + text[field.end : field.end + 1]
        is_row = not around.strip(f"\r\n{self._mark}")  # an empty row would have no field
        needs_quotes = special & set(new) or (not new and is_row)
        return f"{QUOTE}{doubled}{QUOTE}" if needs_quotes else new

    def parse(self, text: str) -> list[Item]:
        """Return the fields as ``csv`` reads them, and the ends of rows between them."""
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
        delimiter = self._delimiter or ","
        items: list[Item] = []
        lines = io.StringIO(text.removeprefix(self._mark), newline="")
        for row in csv.reader(lines, delimiter=delimiter):
            items += [(TEXT, value) for value in row]
            items.append(("row", ""))
        return items

    def _may_match(self, scan: TriggerScan, text: str) -> bool:
        return may_match(scan, text, f"{QUOTE}{self._delimiter}\r")

    def _is_asked_for(self, column: int) -> bool:
        return self._places is None or column in self._places

    def _pattern(self, text: str) -> re.Pattern[str]:
        if self._delimiter is None:
            self._delimiter = find_delimiter(text)
        return _pattern_for(self._delimiter)


def find_delimiter(text: str) -> str:
    """Return the delimiter of a CSV text: one that stands equally often in each of the first lines.

    >>> find_delimiter("name;price\\nPão, doce;1,50\\n")
    ';'
    """
    lines = [line for line in text[: 1 << 16].splitlines()[:_SAMPLE] if line]
    lines = [re.sub(f"{QUOTE}[^{QUOTE}]*{QUOTE}", "", line) for line in lines]
    if not lines:
        return DELIMITERS[0]

    def fits(delimiter: str) -> tuple[float, int]:
        counts = Counter(line.count(delimiter) for line in lines)
        often, lines_with = max(counts.items(), key=lambda item: (item[0] > 0, item[1]))
        return (lines_with / len(lines) if often else 0.0), lines[0].count(delimiter)

    return max(DELIMITERS, key=fits)


@cache
def _pattern_for(delimiter: str) -> re.Pattern[str]:
    """Return the pattern of a field and what ends it, which takes no character twice."""
    d = re.escape(delimiter)
    return re.compile(
        rf'(?:"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"(?P<behind>[^{d}\r\n]*+)'
        rf'|(?P<open>"[\s\S]*+)'  # a quote that is never closed
        rf"|(?P<plain>[^{d}\r\n]*+))(?P<end>{d}|\r\n|\n|\r|\Z)"
    )


def _field(match: re.Match[str], number: int) -> Field | None:
    """Return the field of a match; None if it has something behind its closing quote."""
    if match["plain"] is not None:
        return Field(*match.span("plain"), number, match["plain"])
    if match["behind"]:
        return None
    return Field(*match.span("quoted"), number, match["quoted"].replace(QUOTE * 2, QUOTE))


def _places(head: Sequence[str], columns: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the columns asked for, from 0.  Raises InputError."""
    found: set[int] = set()
    for name in columns:
        if name in head:
            found.update(i for i, other in enumerate(head) if other == name)
        elif name.isdecimal() and 1 <= int(name) <= len(head):
            found.add(int(name) - 1)
        else:
            raise InputError(f"no column {name!r}; there are: {', '.join(head)}")
    return frozenset(found)

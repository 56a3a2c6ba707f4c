"""Which format of fields a file has: by what is asked for, by its name, or by its beginning."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Final

from ...errors import OptionError
from ..compressed import compression_of
from .catalogue import Catalogue
from .delimited import Delimited
from .field import FieldFormat
from .json_strings import JsonStrings
from .subtitles import Subtitles

#: What makes the format of a file, from columns and a delimiter, by its name, which is its suffix.
_MAKERS: Final[dict[str, Callable[[Sequence[str], str | None], FieldFormat]]] = {
    "csv": Delimited,
    "tsv": lambda columns, delimiter: Delimited(columns, delimiter or "\t"),
    "json": lambda columns, _: JsonStrings(columns, by_line=False),
    "jsonl": lambda columns, _: JsonStrings(columns, by_line=True),
    "srt": lambda _columns, _: Subtitles(is_vtt=False),
    "vtt": lambda _columns, _: Subtitles(is_vtt=True),
    "po": lambda columns, _: Catalogue(columns),
}
_OTHER_SUFFIXES: Final = {"ndjson": "jsonl", "tab": "tsv", "pot": "po", "geojson": "json"}
#: A format of which no field is known: the file is one text.
PLAIN: Final = "text"
FIELD_FORMATS: Final = (PLAIN, *_MAKERS)
#: Formats whose fields have no names.
_WITHOUT_COLUMNS: Final = frozenset({"srt", "vtt", PLAIN})


def field_format(
    path: str,
    head: Callable[[], str],
    *,
    name: str | None = None,
    columns: Sequence[str] = (),
    delimiter: str | None = None,
) -> FieldFormat | None:
    """Return the format of a file, None for plain text.

    ``name`` is the format asked for; else the suffix of the path tells, or the text, which
    ``head`` gives: all of it, or its first lines.  Raises OptionError for columns of a file that
    has none.

    >>> type(field_format("film.srt", str)).__name__, field_format("film.txt", lambda: "Film")
    ('Subtitles', None)
    """
    inner = PurePath(path).with_suffix("") if path and compression_of(path) else PurePath(path)
    suffix = inner.suffix[1:].lower()
    known = name or _OTHER_SUFFIXES.get(suffix, suffix)
    if known not in _MAKERS and name is None:
        known = _by_beginning(head())
    if columns and known in _WITHOUT_COLUMNS:
        raise OptionError(f"{path} has no columns; leave --column out, or pass --format")
    return _MAKERS[known](columns, delimiter) if known in _MAKERS else None


def _by_beginning(text: str) -> str:
    """Return "json" or "jsonl" for a text that is that, else "text"."""
    beginning = text[:64].lstrip("\ufeff \t\r\n")
    if not beginning.startswith(("{", "[")):
        return PLAIN
    try:
        json.loads(text.removeprefix("\ufeff"), strict=False)
    except RecursionError:
        return PLAIN
    except ValueError:
        return "jsonl" if _are_json(text.lstrip("\ufeff \t\r\n")) else PLAIN
    return "json"


def _are_json(text: str) -> bool:
    """Tell whether all lines are JSON, of several; the last may be cut off."""
    *lines, last = text.split("\n")
    try:
        for line in filter(str.strip, lines):
            json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return False
    return bool(lines) and last.lstrip()[:1] in {"", "{", "["}

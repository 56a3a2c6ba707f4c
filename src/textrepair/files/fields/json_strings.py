"""JSON and JSON Lines: the strings that are values; keys, numbers and blanks stay as written.

``json`` parses a document and says whether any string is of interest; only then its tokens are
walked, with the path of keys, for the places of the strings.  Escapes of what stays in a string are
kept.  New characters are written as ``\\u`` escapes if the old ones were.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ...edits import Finding
from ...errors import InputError
from ...pipeline.triggers import TriggerScan
from .field import TEXT, Field, Item, may_match, rewritten

_TOKEN: Final = re.compile(
    r'"((?:[^"\\]|\\[\s\S])*+)"'  # a string
    r"|[{}\[\],:]"
    r'|[^\s"{}\[\],:]+'  # a number or a name
)
#: One code point as it is written in a string: an escaped pair of surrogates, an escape, itself.
_PIECE: Final = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\s\S]|[^\\]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
#: Two surrogates side by side (escaped, they would be one character), or one that is alone.
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
_BOM: Final = "\ufeff"
#: The kind of the item that a line is which is no JSON.
_BROKEN: Final = "broken"
_BLANKS: Final = re.compile(r"[ \t\r\n]*+")


class JsonStrings:
    """The strings of one file; ``columns`` are paths such as ``meta.title``, ``items[].name``.

    ``by_line`` tells that each line is a document of its own; one that is no JSON is left alone,
    which a finding says if there might have been anything to repair in it.
    """

    def __init__(self, columns: Sequence[str] = (), *, by_line: bool) -> None:
        self._columns = frozenset(columns)
        self._by_line = by_line

    @property
    def is_whole(self) -> bool:
        """Whether the file is one document."""
        return not self._by_line

    def cut(self, text: str) -> int:
        """Return where the last line begins."""
        return text.rfind("\n") + 1

    def fields(self, text: str, scan: TriggerScan, *, is_first: bool) -> Iterator[Field | Finding]:
        """Yield the strings at the paths that are asked for, and lines that are no JSON."""
        for start, end in self._documents(text):
            document = text[start:end]
            if self._by_line and "\\" not in document and not may_match(scan, document, '"'):
                continue
            items = self._items(document)
            if items and items[0][0] == _BROKEN:
                if scan.matches(document):
                    yield _broken(start, document)
                continue
            texts = [value for kind, value in items if kind == TEXT]
            if not any(scan.matches(value) for value in texts):
                continue
            places = _places(document, start)
            for number, (value, (path, a, b)) in enumerate(zip(texts, places, strict=True)):
                is_asked_for = self._is_asked_for(path)
                if is_asked_for and scan.matches(value) and _is_plain(text[a:b], value):
                    yield Field(a, b, number, value, (start, end))

    def pieces(self, written: str) -> list[str]:
        """Return the characters and escapes; an escaped pair of surrogates is one piece."""
        return _PIECE.findall(written)

    def replacement(self, text: str, field: Field, new: str) -> str:
        """Return the new value with escapes where they were, or where they must be."""
        written = text[field.start : field.end]
        in_ascii = written.isascii() and (not field.value.isascii() or text.isascii())

        def escape(part: str) -> str:
            inside = json.dumps(part, ensure_ascii=in_ascii)[1:-1]
            return _SURROGATES.sub(_escaped_if_alone, inside)

        return rewritten(self.pieces(written), field.value, new, escape)

    def parse(self, text: str) -> list[Item]:
        """Return keys, values and brackets in their order, duplicate keys among them."""
        items: list[Item] = []
        for start, end in self._documents(text):
            items += self._items(text[start:end])
            items.append(("end", ""))
        return items

    def _documents(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the span of each document in a text."""
        if not self._by_line:
            yield len(_BOM) if text.startswith(_BOM) else 0, len(text)
            return
        start = len(_BOM) if text.startswith(_BOM) else 0
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            yield start, end
            start = end

    def _items(self, document: str) -> list[Item]:
        """Return what a document holds; of a line that is no JSON, the line as it is."""
        if self._by_line and not document.strip():
            return []
        try:
            return list(_flattened(_DECODER.decode(document)))
        except RecursionError:
            raise InputError("JSON is nested too deep; pass --format text") from None
        except json.JSONDecodeError as error:
            if self._by_line:
                return [(_BROKEN, document)]
            raise InputError(
                f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}; mend it, or "
                "pass --format text"
            ) from None

    def _is_asked_for(self, path: str) -> bool:
        if not self._columns:
            return True
        return path in self._columns or path.removeprefix("[]").lstrip(".") in self._columns


def _escaped_if_alone(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}" if len(match[0]) == 1 else match[0]


def _broken(start: int, line: str) -> Finding:
    """Return the finding that says that a line is left alone."""
    try:
        _DECODER.decode(line)
    except json.JSONDecodeError as error:
        place, reason = error.pos, error.msg
    text = line[place : place + 1]
    message = f"this line is not JSON ({reason}); what is damaged in it is left as it is"
    return Finding("json", start + place, start + place + len(text), text, message)


class _Pairs(list[tuple[str, Any]]):
    """The pairs of an object, in which a key may stand twice."""


class _Literal(str):
    """A number as it is written."""

    __slots__ = ()


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_Pairs,
    parse_float=_Literal,
    parse_int=_Literal,
    parse_constant=_Literal,
    strict=False,  # lines and tabs in strings, as some programs write them
)


def _flattened(value: Any) -> Iterator[Item]:
    """Yield what a parsed document holds, in its order."""
    if isinstance(value, _Literal):
        yield "number", str(value)
    elif isinstance(value, str):
        yield TEXT, value
    elif isinstance(value, _Pairs):
        yield "{", ""
        for key, inner in value:
            yield "key", key
            yield from _flattened(inner)
        yield "}", ""
    elif isinstance(value, list):
        yield "[", ""
        for inner in value:
            yield from _flattened(inner)
        yield "]", ""
    else:
        yield "name", repr(value)


def _places(document: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield path, start and end of each string that is a value, in what is known to be JSON."""
    outer: list[tuple[str, bool]] = []
    #: The path of what holds the next value, whether that is an object, and the key before it.
    path, in_object, key = "", False, None
    for match in _TOKEN.finditer(document):
        sign = match[0]
        if match[1] is not None:
            if in_object and key is None:
                key = match[1] if "\\" not in match[1] else _DECODER.decode(sign)
            else:
                yield _joined(path, key), offset + match.start(1), offset + match.end(1)
        elif sign in "{[":
            outer.append((path, in_object))
            path = _joined(path, key) + ("[]" if sign == "[" else "")
            in_object, key = sign == "{", None
        elif sign in "}]":
            path, in_object = outer.pop()
        elif sign == ",":
            key = None


def _joined(path: str, key: str | None) -> str:
    if key is None:
        return path
    return f"{path}.{key}" if path else key


def _is_plain(written: str, value: str) -> bool:
    """Tell whether no lone surrogate is escaped: it would be taken for a stray byte."""
    return len(_SURROGATE.findall(value)) == len(_SURROGATE.findall(written))

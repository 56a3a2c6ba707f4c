"""What the page asks for, as functions from JSON to JSON: repaired text, and bytes as text.

The server of ``textrepair web`` calls them, and so does the page itself where it runs by Pyodide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from ..api import repair
from ..detection import Candidate, decode
from ..encodings.stray_bytes import decode_keeping
from ..errors import TextRepairError
from ..options import CHINESE_VARIANTS, PROFILES
from ..reports.choices import as_json, places_of

#: Bytes that the page takes at once.  Set by hand: a browser holds the text several times.
MOST_BYTES: Final = 32 << 20
#: Places that the page is told of: what a person looks through, in some megabytes of JSON.
#: Safe edits beyond are applied all the same, and counted.
MOST_PLACES: Final = 5000
#: Code points of a candidate's reading that are shown, in lines that are more than ASCII.
_SHOWN: Final = 200
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


def repaired(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the places of a text: ``{"text": ..., "profile": ..., "chinese": ...}``.

    Offsets are UTF-16 code units, which browsers count.  Of a text with too many places, the
    answer holds the first; ``rest`` is the repaired text behind them, from ``rest_start`` on.

    >>> answer = repaired({"text": "\N{GRINNING FACE} cafÃ©"})
    >>> [(place["start"], place["end"]) for place in answer["places"]]
    [(6, 8)]
    """
    text = _text(asked)
    made = repair(text, **_options(asked))
    found = places_of(made)
    places = list(islice(found, MOST_PLACES))
    utf16 = _utf16_offsets(text)
    answer: dict[str, Any] = {
        "places": [_in_utf16(as_json(place), utf16) for place in places],
        "rest": None,
    }
    following = next(found, None)
    if following is not None:
        start = max(places[-1].end, min(following.start, len(text)))
        answer["rest_start"] = utf16(start)
        answer["rest"] = made.text[made.to_repaired(start) :]
        answer["rest_places"] = 1 + sum(1 for _ in found)
    return answer


def decoded(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what bytes say, and which encodings came into question, each with its reading.

    ``asked`` may name the ``encoding`` to read them in.

    >>> answer = decoded("Привет, мир".encode("cp1251"), {})
    >>> answer["encoding"], answer["text"]
    ('cp1251', 'Привет, мир')
    """
    read = decode(data)
    name = asked.get("encoding") or read.encoding
    candidates = read.candidates or (Candidate(read.encoding, read.confidence, read.language),)
    text = read.text if name == read.encoding else decode_keeping(data, str(name))
    return {
        "encoding": name,
        "text": _well_formed(text),
        "strays": sum("\udc80" <= char <= "\udcff" for char in text),
        "candidates": [
            {
                "encoding": candidate.encoding,
                "confidence": candidate.confidence,
                "reading": _telling(data, candidate.encoding),
            }
            for candidate in candidates
        ],
    }


def answered(call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what a call answers, or what is wrong with what was asked."""
    try:
        return call()
    except (TextRepairError, LookupError, TypeError, ValueError) as error:
        return {"error": str(error)}


def _text(asked: dict[str, Any]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise TypeError("there is no text; paste some")
    return text


def _options(asked: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for name, known in (("profile", PROFILES), ("chinese", CHINESE_VARIANTS)):
        if asked.get(name):
            if asked[name] not in known:
                raise ValueError(f"{name} cannot be {asked[name]!r}; there are: {', '.join(known)}")
            options[name] = asked[name]
    return options


def _telling(data: bytes, encoding: str) -> str:
    """Return the first lines of a reading that are more than ASCII, or just its first lines."""
    text = data[: 1 << 16].decode(encoding, "replace").removeprefix("\ufeff")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if not line.isascii()] or lines
    return "\n".join(telling[:3])[:_SHOWN]


def _well_formed(text: str) -> str:
    """Return a text as JSON can hold it: a byte that does not decode becomes U+FFFD."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def _utf16_offsets(text: str) -> Callable[[int], int]:
    """Return the function that maps code points of a text to UTF-16 code units."""
    astral = [match.start() for match in _ASTRAL.finditer(text)]
    return lambda offset: offset + bisect_left(astral, offset)


def _in_utf16(place: dict[str, Any], utf16: Callable[[int], int]) -> dict[str, Any]:
    for each in (place, *place["changes"]):
        each["start"], each["end"] = utf16(each["start"]), utf16(each["end"])
    return place

"""Fields of a table in another encoding than its UTF-8: rows that came from an older program.

A field of three letters tells little of its encoding, but the fields of a file tell together: most
that are no UTF-8 came from one place.  So the encoding that their bytes are in is detected as of
one text.  It is believed if the fields that can be read by themselves say the same: of dirt and of
characters that were cut off the detection too says something, but hardly any field agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ...edits import apply_edits
from ...edits.model import same_ends
from ...encodings import decode_exact, is_multi_byte
from ...encodings.stray_bytes import STRAY
from ...language import bits
from ..decode import decode
from ..result import mixed_edits
from .strays import StrayReading

#: How sure the detection has to be, how many fields have to agree, and which share of all.  Set on
#: fields of one to three words in 14 encodings, and on fields with dirt and with cut characters.
_SURE: Final = 0.9
_FEWEST: Final = 3
_SHARE: Final = 0.6
#: Bytes of fields that are looked at: more tell nothing new.
_MOST: Final = 1 << 14
#: How sure a field is read in the encoding of the others.
_CONFIDENCE: Final = 0.95
#: Code points beyond ASCII that are no stray bytes: such a field is UTF-8 in part ...
_SOUND: Final = re.compile("[\x80-\udbff\ue000-\U0010ffff]")
#: ... but those of two bytes may be a character of a multi-byte encoding too.
_SURELY_SOUND: Final = re.compile("[\u0800-\udbff\ue000-\U0010ffff]")
#: What no field holds, but the reading of bytes as Latin-1.
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def encoding_of_fields(fields: Iterable[str]) -> str | None:
    """Return the encoding that fields with stray bytes are in; None if they do not tell.

    >>> names = (b"Dvo\\xf8\\xe1k", b"N\\xecmec", b"\\x8aim\\xe1nek", b"Ku\\xe8era", b"B\\xf8ezina")
    >>> encoding_of_fields(name.decode("utf-8", "surrogateescape") for name in names)
    'cp1250'
    """
    chosen: dict[str, bytes] = {}
    size = 0
    for text in fields:
        if size >= _MOST:
            break
        if STRAY.search(text) and not _SURELY_SOUND.search(text):
            chosen[text] = text.encode("utf-8", "surrogateescape")
            size += len(chosen[text])
    strays_only = {text: data for text, data in chosen.items() if not _SOUND.search(text)}
    if 2 * len(strays_only) >= len(chosen):
        chosen = strays_only
    if len(chosen) < _FEWEST:
        return None
    decoding = decode(b"\n".join(chosen.values()))
    encoding = decoding.encoding
    if decoding.confidence < _SURE or encoding == "utf-8":
        return None
    agreeing = sum(
        decode_exact(data, encoding) == apply_edits(text, list(mixed_edits(text)))
        for text, data in chosen.items()
    )
    return encoding if agreeing >= max(_FEWEST, _SHARE * len(chosen)) else None


def field_readings(text: str, encoding: str) -> list[StrayReading] | None:
    """Return what the stray bytes of a field say in the encoding of the other fields.

    None if the field is in part UTF-8, or does not read in it as text.

    >>> [reading.text for reading in field_readings("Ku\\udce8era", "cp1250")]
    ['č']
    """
    if _SOUND.search(text) and not is_multi_byte(encoding):
        return None
    reading = decode_exact(text.encode("utf-8", "surrogateescape"), encoding)
    if reading is None or _CONTROLS.search(reading):
        return None
    if _SURELY_SOUND.search(text) and bits(reading) >= bits(STRAY.sub("", text)):
        return None
    return list(_by_run(text, reading, encoding))


def _by_run(text: str, reading: str, encoding: str) -> Iterator[StrayReading]:
    """Yield the reading of each run of stray bytes; in a multi-byte encoding that of all."""
    if is_multi_byte(encoding):
        left, right = same_ends(text, reading)
        end = len(text) - right
        new = reading[left : len(reading) - right]
        yield StrayReading(left, end, new, encoding, _CONFIDENCE)
        return
    for match in STRAY.finditer(text):
        start, end = match.span()
        yield StrayReading(start, end, reading[start:end], encoding, _CONFIDENCE)

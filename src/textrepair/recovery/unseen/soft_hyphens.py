"""East Asian text read as Latin-1, of which the soft hyphens were stripped.

The byte AD is a soft hyphen in Latin-1 and Windows-1252, which shows nothing, and many programs
strip it.  In EUC-KR it ends 서 (BC AD), in GBK 经 (BE AD): ``¿¡¼`` is 에서, and from the lost byte
on all pairs of a run are out of step.  What is missing is known, only where it stood is not: each
byte of the line may be followed by it, and the most natural line is the one that was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ...encodings import codec_of, reencode
from ...language import Arc, best_path, naturalness
from ...language.any_language import bits_in_any_language
from ...patterns import lazily
from ..channels import LANGUAGE_OF

_SOFT_HYPHEN: Final = 0xAD
#: In Big5 AD is a lead byte too, and half of the lines that lost some have another natural reading.
_ENCODINGS: Final = ("gbk", "cp949", "euc-jp")
#: A run of the bytes that double-byte pages of East Asia are written with, as Latin-1 shows them.
_RUN: Final = lazily("[\x80-\x9f¡-ÿ€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸĞİŞğış]{2,}")
#: What a soft hyphen costs, in bits: one of 94 trail bytes, and stripped.
_BITS: Final = 8.0
#: Characters of East Asia that a line must hold for each soft hyphen, and at least.
_CHARACTERS_EACH: Final = 2
_LEAST_CHARACTERS: Final = 4
#: Bits that the reading must save, and by which it must lead those of other encodings; standard
#: deviations that it may lie above natural text.
_LEAST_SAVED: Final = 30.0
_LEAD_BITS: Final = 20.0
_MOST_EXCESS: Final = 2.0
#: Code points of a line that is searched.
_LONGEST: Final = 2000
_EAST_ASIAN: Final = lazily("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
#: Sequences of UTF-8, which hold most bytes beyond ASCII of no line in a double-byte page.
_UTF8: Final = lazily(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_MOST_UTF8: Final = 0.6
#: Least confidence of the least sure soft hyphen, to be sure: on dev lines 1,225 of 1,231 such were
#: restored exactly.
_SURE: Final = 0.99


@dataclass(frozen=True, slots=True)
class StrippedLine:
    """What a line said before soft hyphens were stripped of it, and whether that is sure.

    ``stretches`` are where its stretches beyond ASCII begin and end in the line, in code points,
    and what each said.
    """

    text: str
    written_in: str
    read_as: str
    stretches: tuple[tuple[int, int, str], ...]
    confidence: float

    @property
    def is_sure(self) -> bool:
        """Whether no other reading is nearly as likely."""
        return self.confidence >= _SURE


@lru_cache(maxsize=4)  # the rule mojibake asks first, dropped-bytes then
def with_soft_hyphens(line: str) -> StrippedLine | None:
    """Return what a line said in which East Asian text lost soft hyphens; None if it is not such.

    >>> found = with_soft_hyphens("ÇÁ·Î±×·¥¿¡¼ »ç¿ëÇÏ´Â")
    >>> found and found.text
    '프로그램에서 사용하는'
    >>> with_soft_hyphens("ÇÁ·Î±×·¥À» »ç¿ëÇÏ´Â"), with_soft_hyphens("été à Noël")
    (None, None)
    """
    if len(line) > _LONGEST or chr(_SOFT_HYPHEN) in line or _RUN.search(line) is None:
        return None
    data = reencode(line, "western") or reencode(line, "cp1254")  # which programs take it for
    if data is None or _is_utf8(data):
        return None
    found = sorted(
        (
            (naturalness(stripped.text).bits, stripped)
            for encoding in _ENCODINGS
            if (stripped := _read_in(data, encoding)) is not None
        ),
        key=lambda item: item[0],
    )
    if not found:
        return None
    bits, best = found[0]
    if len(found) > 1 and found[1][0] - bits < _LEAD_BITS:
        return None
    if bits_in_any_language(line) - bits < _LEAST_SAVED:
        return None
    return best if naturalness(best.text).excess <= _MOST_EXCESS else None


def _read_in(data: bytes, encoding: str) -> StrippedLine | None:
    """Return the most natural reading of bytes with soft hyphens; None if it has none."""
    language = LANGUAGE_OF[encoding]
    reading = best_path(_lattice(data, encoding), language)
    if reading is None:
        return None
    added = [number for number, arc in enumerate(reading.arcs) if arc.bits]
    characters = len(_EAST_ASIAN.findall(reading.text))
    if not added or characters < max(_LEAST_CHARACTERS, _CHARACTERS_EACH * len(added)):
        return None
    confidence = min(reading.confidences[number] for number in added)
    stretches = tuple(stretches_of(reading.arcs))
    return StrippedLine(reading.text, encoding, "western", stretches, confidence)


def _is_utf8(data: bytes) -> bool:
    """Tell whether most bytes beyond ASCII are sequences of UTF-8."""
    sequences = sum(len(match) for match in _UTF8.findall(data))
    return sequences > _MOST_UTF8 * sum(byte >= 0x80 for byte in data)


def stretches_of(arcs: Iterable[Arc]) -> list[tuple[int, int, str]]:
    """Return where stretches beyond ASCII begin and end, and what they say."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for arc in arcs:
        if not arc.text.isascii():
            if found and found[-1][1] == start:
                first, _, text = found.pop()
                found.append((first, arc.end, text + arc.text))
            else:
                found.append((start, arc.end, arc.text))
        start = arc.end
    return found


def _lattice(data: bytes, encoding: str) -> list[list[Arc]]:
    """Return the arcs from each byte: the character that it begins, and that with AD behind."""
    codec = codec_of(encoding)
    nodes: list[list[Arc]] = []
    for at, byte in enumerate(data):
        if byte < 0x80:
            nodes.append([Arc(at + 1, chr(byte))])
            continue
        arcs: list[Arc] = []
        whole = _character(data[at : at + 2], codec)
        if whole and at + 1 < len(data):
            arcs.append(Arc(at + 2, whole))
        stripped = _character(bytes((byte, _SOFT_HYPHEN)), codec)
        if "\u2e80" <= stripped < "\ue000":
            arcs.append(Arc(at + 1, stripped, _BITS))
        nodes.append(arcs)
    return nodes


def _character(code: bytes, codec: str) -> str:
    """Return the one character of a code; empty if it is none."""
    try:
        char = code.decode(codec)
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 and char.isprintable() else ""

"""An encoding in the race: how it reads the data, and what that text costs."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ..encodings.registry import EBCDIC, SINGLE_BYTE, strays_read
from ..encodings.stray_bytes import STRAY
from ..language.alphabet_model import ANY
from ..language.model_files import UNITS_PER_BIT
from ..language.naturalness import ANY_BITS, SCRIPT_BITS, lane_sums
from ..language.ngram_costs import LANES, REGIONS
from .homoglyphs import in_cyrillic, is_cyrillic
from .marks import SIGN_BITS, without_signs
from .orthography import LACKING_UNITS, lacking
from .sampling import Stretch

#: What a byte costs that does not decode, or that is never written.
BAD_BITS: Final = 14.0
#: A lead byte at the end of the data, without what should follow it.
_CUT_BITS: Final = 10.0
#: What it takes to believe that a stretch of UTF-8 holds bytes of another encoding.
_MIXED_BITS: Final = 8.0
_STRAY_BITS: Final = 2.0
#: What speaks against an encoding whose text is not in the language it is said to be in.
_OTHER_LANGUAGE_BITS: Final = 12.0
#: What it takes to believe that Cyrillic words hold Latin letters of the same look.
_LOOKALIKE_BITS: Final = 20.0
#: Code pages that English, which hardly needs any, is met in; others are rarer there still.
_ENGLISH: Final = frozenset({"cp1252", "iso8859-15", "cp437", "cp850", "mac-roman"})
#: A text in a language whose letters the encoding lacks costs as if it had so many more
#: special characters to begin with.
_AT_ONCE: Final = 16
_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(slots=True)
class Contestant:
    """An encoding in the race, and what it has cost so far."""

    codec: str
    prior: float
    bits: float = 0.0
    language: str | None = None
    bad: int = 0
    sign_bits: float = 0.0
    behind: float = 0.0
    read_any: bool = False
    has_lookalikes: bool = False
    sums: list[int] = field(default_factory=lambda: [0] * LANES)
    special: int = 0
    wanted: str | None = None
    lacking: tuple[int, ...] = ()
    decoder: codecs.IncrementalDecoder | None = None

    def __post_init__(self) -> None:
        """Look up which languages the encoding has not the letters of."""
        self.lacking = lacking(self.codec)

    def read(self, stretch: Stretch) -> None:
        """Add the cost of one more stretch."""
        text = self._decode(stretch)
        if _REPLACED in text:
            self.bad += text.count(_REPLACED)
            text = text.replace(_REPLACED, " ")
        if self.codec == "cp1258":
            text = unicodedata.normalize("NFC", text)
        elif self.codec in _ARABIC_SHAPES:
            text = _SHAPES.sub(lambda shapes: unicodedata.normalize("NFKC", shapes.group()), text)
        if _is_cyrillic(self.codec):
            text = self._folded(text)
        text, sign_bits = without_signs(text)
        self.sign_bits += sign_bits + SIGN_BITS * text.count(_DOTTED)
        self.special += len(text) - len(text.encode("ascii", "ignore"))
        self.take(lane_sums(text))

    def take(self, sums: list[int]) -> None:
        """Add the cost of some text in every lane."""
        self.sums = list(map(int.__add__, self.sums, sums)) if self.read_any else sums
        self.read_any = True
        cost, self.language = _cheapest(
            self.sums, self.lacking, LACKING_UNITS * (_AT_ONCE + self.special)
        )
        cost += self.sign_bits + BAD_BITS * self.bad
        if self.language == "en" and self.codec not in _ENGLISH:
            cost += SINGLE_BYTE.get(self.codec, 0.0)
        if self.wanted is not None and self.language != self.wanted:
            cost += _OTHER_LANGUAGE_BITS
        self.bits = self.prior + cost

    def _folded(self, text: str) -> str:
        """Return a text with its lookalikes folded; that there are any costs something."""
        folded = in_cyrillic(text)
        if folded != text and not self.has_lookalikes:
            self.has_lookalikes = True
            self.prior += _LOOKALIKE_BITS
        return folded

    def finish(self) -> None:
        """Charge for a character that the data cut off."""
        if self.decoder is not None and self.decoder.getstate()[0]:
            self.bits += _CUT_BITS

    def _decode(self, stretch: Stretch) -> str:
        if self.codec in SINGLE_BYTE:
            return stretch.data.decode(self.codec, "replace")
        if self.codec in EBCDIC:
            return stretch.data.decode(self.codec, "replace").replace(_NEXT_LINE, "\n")
        if self.decoder is None:
            self.decoder = codecs.getincrementaldecoder(self.codec)("replace")
        elif stretch.in_step:
            self.bad += bool(self.decoder.getstate()[0])
            self.decoder.reset()
        return self.decoder.decode(stretch.data)


_is_cyrillic: Final = cache(is_cyrillic)


class Utf8Contestant(Contestant):
    """UTF-8 in the race: stray bytes are read as Windows-1252, as they mostly are."""

    def _decode(self, stretch: Stretch) -> str:
        if self.decoder is None:
            self.decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        elif stretch.in_step:
            self.prior += (_MIXED_BITS + _STRAY_BITS) * bool(self.decoder.getstate()[0])
            self.decoder.reset()
        text = self.decoder.decode(stretch.data)
        strays = len(STRAY.sub("", text))
        if strays < len(text):
            self.prior += _MIXED_BITS + _STRAY_BITS * (len(text) - strays)
            text = text.translate(strays_read("cp1252"))
        return text


#: To the models this is an i.
_DOTTED: Final = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
#: What mainframes end lines with.
_NEXT_LINE: Final = "\x85"
#: Code pages that write Arabic letters in their shapes.
_ARABIC_SHAPES: Final = frozenset({"cp864", "cp1006"})
_SHAPES: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")


def _cheapest(sums: list[int], lacking: tuple[int, ...], handicap: int) -> tuple[float, str | None]:
    """Return the bits of a text in the best language of each script, and the main language."""
    total = sums[0] / UNITS_PER_BIT
    main, most = None, -1.0
    for first, names in REGIONS.values():
        if sums[first]:
            end = first + len(names)
            lanes = sums[first:end]
            for lane in lacking:
                if first <= lane < end:
                    lanes[lane - first] += handicap
            pooled = lanes.pop() + _HANDICAP if names[-1] == ANY else lanes[0]
            least = min(lanes)
            language = names[lanes.index(least)]
            units = min(least, pooled)
            total += units / UNITS_PER_BIT + SCRIPT_BITS
            if units > most:
                main, most = language, units
    return total, main


_HANDICAP: Final = int(ANY_BITS * UNITS_PER_BIT)

"""Which encoding are the bytes in?  The one in which they are the most natural text.

Every encoding that may be meant reads the same stretches of the data; after each stretch
those are dropped that are far behind.  What counts is the cost of the text in the best
language of each script, and what it takes to believe in the encoding.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf
from typing import Final, Literal

from ..language.alphabets import ANY
from ..language.packs import UNITS_PER_BIT
from ..language.rows import LANES, REGIONS
from ..language.scoring import ANY_BITS, SCRIPT_BITS, lane_sums
from .appearance import commonness, is_latin, oddness, rarity
from .evidence import decodes, wide_candidates
from .legacy import EBCDIC, MULTI_BYTE, PRIORS, SINGLE_BYTE, characters, unwritten
from .orthography import LACKING_UNITS, lacking
from .sampling import ASCII, Stretch, stretches
from .stray import STRAY

#: An encoding this far behind after a stretch is out of the race, in bits.
_HOPELESS: Final = 40.0
#: The same after the first look, whose costs are rough.
_UNLIKELY: Final = 14.0
_UNLIKELY_A_BYTE: Final = 0.5
_UNLIKELY_BYTES: Final = 40
_MOST_CANDIDATES: Final = 12
#: No code page is so odd for a text that is in it, in bits a high byte.
_TOO_ODD: Final = 7.5
_TELLING: Final = 12
#: Less of the characters of a text are rarely common ones.
_COMMON: Final = 0.5
#: What a byte costs that does not decode, or that is never written; so many count.
_BAD_BITS: Final = 14.0
_MOST_BAD: Final = 200
#: A lead byte at the end of the data, without what should follow it.
_CUT_BITS: Final = 10.0
#: Data up to this length is in the sample as a whole.
_READ_WHOLE: Final = 180
_MOST_CONTESTED: Final = 12
_WIDE_BITS: Final = 8.0
_UTF8_BITS: Final = -4.0
#: What it takes to believe that a stretch of UTF-8 holds bytes of another encoding.
_MIXED_BITS: Final = 8.0
_STRAY_BITS: Final = 2.0
#: What speaks against an encoding whose text is not in the language it is said to be in.
_OTHER_LANGUAGE_BITS: Final = 12.0
_DECLARED_BITS: Final = -10.0
#: What it takes that a text of ASCII letters is in an encoding for another script.
_FOREIGN_BITS: Final = 16.0
_LATIN_RATIO: Final = 6
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
    signs: int = 0
    read_any: bool = False
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
        if self.codec in _TO_NORMALIZE:
            form: Literal["NFC", "NFKC"] = "NFC" if self.codec == "cp1258" else "NFKC"
            text = unicodedata.normalize(form, text)
        text, signs = _SIGNS.subn("", text)
        self.signs += signs + text.count("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}")
        self.special += len(text) - len(text.encode("ascii", "ignore"))
        self.take(lane_sums(text))

    def take(self, sums: list[int]) -> None:
        """Add the cost of some text in every lane."""
        self.read_any = True
        self.sums = list(map(int.__add__, self.sums, sums))
        cost, self.language = _cheapest(
            self.sums, self.lacking, LACKING_UNITS * (_AT_ONCE + self.special)
        )
        cost += _SIGN_BITS * self.signs + _BAD_BITS * self.bad
        if self.wanted is not None and self.language != self.wanted:
            cost += _OTHER_LANGUAGE_BITS
        self.bits = self.prior + cost

    def finish(self) -> None:
        """Charge for a character that the data cut off."""
        if self.decoder is not None and self.decoder.getstate()[0]:
            self.bits += _CUT_BITS

    def _decode(self, stretch: Stretch) -> str:
        if self.codec in SINGLE_BYTE or self.codec in EBCDIC:
            return stretch.data.decode(self.codec, "replace")
        if self.decoder is None:
            self.decoder = codecs.getincrementaldecoder(self.codec)("replace")
        elif stretch.in_step:
            self.bad += bool(self.decoder.getstate()[0])
            self.decoder.reset()
        return self.decoder.decode(stretch.data)


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
            text = text.translate(_WESTERN)
        return text


_UTF8_CHARACTER: Final = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
    rb"|\xc2[\xa0-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]"
)
_WESTERN: Final = {
    0xDC00 + value: char for value, char in enumerate(characters("cp1252")) if value >= 0x80
}

#: Signs of prices, measures and laws are frequent in some texts and absent from others, so
#: each has a flat cost, in bits, where letters do not stand on both sides.  So has the
#: dotted capital I, which to the models is an i.
_SIGN_BITS: Final = 8.0
_SIGNS: Final = re.compile("(?:(?<![^\\W\\d_])[€£§©®±°·×²³´ªº½]|[€£§©®±°·×²³´ªº½](?![^\\W\\d_])) ?")
#: cp1258 writes Vietnamese tones as marks of their own, cp864 Arabic letters in their shapes.
_TO_NORMALIZE: Final = frozenset({"cp1258", "cp864"})


def rank(
    data: bytes,
    *,
    declared: str | None = None,
    language: str | None = None,
    without: frozenset[str] = frozenset(),
) -> list[Contestant]:
    """Return the encodings that bytes may be in, the likeliest first; never empty.

    ``declared`` is what the text says of itself, and ``language`` what language it is said
    to be in; both are hints.  Encodings ``without`` are out of the question: UTF-8, or
    multi-byte ones.

    >>> [c.codec for c in rank("в лесу родилась ёлочка".encode("koi8-r"))][0]
    'koi8-r'
    """
    high = data.translate(None, ASCII)
    sample = list(stretches(data))
    wide = [*wide_candidates(data), *_ebcdic(data)]
    if wide:
        sample = list(_from_the_start(data))
    several = [c for c in _multi_byte(data, declared) if c.codec not in without]
    field_of = [
        *_single_byte(data, high, sample, declared, others=bool(several)),
        *several,
        *(Contestant(codec, PRIORS.get(codec, _WIDE_BITS)) for codec in wide),
    ]
    if not high or ("utf-8" not in without and _UTF8_CHARACTER.search(data)):
        field_of.append(Utf8Contestant("utf-8", _UTF8_BITS))
    for contestant in field_of:
        contestant.wanted = language
    ranked = _settled(_race(field_of, sample), data, high, sample)
    return ranked if wide or len(ranked) < 2 else _in_context(ranked, data)


def _race(runners: list[Contestant], sample: Iterable[Stretch]) -> list[Contestant]:
    """Read stretch after stretch, and drop those who fall behind."""
    for number, stretch in enumerate(sample):
        if number > 1 and not _tells(stretch, runners):
            continue
        for runner in runners:
            runner.read(stretch)
        best = min(runner.bits for runner in runners)
        runners = [runner for runner in runners if runner.bits <= best + _HOPELESS]
        if len(runners) == 1:
            break
    for runner in runners:
        runner.finish()
    return sorted(runners, key=_order)


def _tells(stretch: Stretch, runners: list[Contestant]) -> bool:
    """Tell whether a stretch reads differently in some of the encodings."""
    if any(runner.codec not in SINGLE_BYTE for runner in runners):
        return True
    first = stretch.data.decode(runners[0].codec, "replace")
    return any(stretch.data.decode(r.codec, "replace") != first for r in runners[1:])


def _order(runner: Contestant) -> tuple[float, float, str]:
    return runner.bits, runner.prior, runner.codec


def _in_context(ranked: list[Contestant], data: bytes) -> list[Contestant]:
    """Let the words of ASCII, which all read alike, say what language the text is in."""
    words = b" ".join(_PLAIN_WORDS.findall(data[:_CONTEXT]))[:_CONTEXT_READ]
    if words:
        sums = lane_sums(words.decode("ascii"))
        for runner in ranked:
            runner.take(sums)
    return sorted(ranked, key=_order)


_PLAIN_WORDS: Final = re.compile(rb"(?<![\x21-\xff])[A-Za-z][A-Za-z' ,]{8,}(?![\x21-\xff])")
_CONTEXT: Final = 3000
_CONTEXT_READ: Final = 300


def _settled(
    ranked: list[Contestant], data: bytes, high: bytes, sample: list[Stretch]
) -> list[Contestant]:
    """Tell the best ones apart where their code pages differ, if the sample did not show that."""
    rivals = [r for r in ranked if r.codec in SINGLE_BYTE]
    if len(rivals) < 2 or ranked[0].codec not in SINGLE_BYTE or len(data) <= _READ_WHOLE:
        return ranked
    present = bytes(sorted(set(high)))
    readings = [present.decode(r.codec, "replace") for r in rivals]
    contested = [
        value for value, *chars in zip(present, *readings, strict=True) if len(set(chars)) > 1
    ]
    seen_to = 0
    read = b"".join(stretch.data for stretch in sample)
    sample = []
    for place in sorted({data.find(value) for value in contested if value not in read}):
        if place >= seen_to:
            sample.append(Stretch(data[max(0, place - 24) : place + 24], in_step=True))
            seen_to = place + 24
    return _race(rivals, sample[:_MOST_CONTESTED])


def _single_byte(
    data: bytes, high: bytes, sample: list[Stretch], declared: str | None, *, others: bool
) -> Iterator[Contestant]:
    """Yield the code pages worth reading, each text once, the customary name for it."""
    present = bytes(sorted(set(high)))
    seen = b" ".join(stretch.data for stretch in sample[:4])
    seen_high = seen.translate(None, ASCII)
    foreign = _mostly_latin(_surroundings(data))
    margin = _UNLIKELY + _UNLIKELY_A_BYTE * min(len(seen_high), _UNLIKELY_BYTES)
    firsts = sorted((prior / 2 + rarity(seen_high, c), c) for c, prior in SINGLE_BYTE.items())
    least = inf
    pages: dict[str, tuple[float, Contestant]] = {}
    for first, codec in firsts:
        if first > least + margin:
            break
        reading = present.decode(codec, "replace")
        if reading in pages:  # of two that read alike the cheaper one came first
            continue
        prior = SINGLE_BYTE[codec] + (_DECLARED_BITS if _related(codec, declared) else 0.0)
        if foreign and not is_latin(codec):
            prior += _FOREIGN_BITS
        bad = len(high) - len(high.translate(None, unwritten(codec)))
        prior += _BAD_BITS * min(bad, _MOST_BAD)
        odd = first - SINGLE_BYTE[codec] / 2 + prior / 2 + oddness(seen, codec)
        least = min(least, odd)
        pages[reading] = odd, Contestant(codec, prior)
    if least > _TOO_ODD * len(seen_high) and len(seen_high) >= _TELLING and others:
        return iter(())
    likely = sorted(pages.values(), key=lambda page: page[0])
    return (page for odd, page in likely[:_MOST_CANDIDATES] if odd <= least + margin)


def _multi_byte(data: bytes, declared: str | None) -> Iterator[Contestant]:
    """Yield the multi-byte encodings that decode the beginning of the data, or nearly so."""
    first = len(data) - len(data.lstrip(ASCII))
    beginning = data[first : first + _BEGINNING]
    foreign = _mostly_latin(_surroundings(data))
    better_known = next((codec for codec in _BIG5 if decodes(data, codec)), None)
    for codec, prior in MULTI_BYTE.items():
        if better_known and codec in _BIG5 and codec != better_known:
            continue
        text = beginning.decode(codec, "replace")
        bad = text.count(_REPLACED)
        sound = len(text) - len(text.encode("ascii", "ignore")) - bad
        if sound > 3 * bad and commonness(codec, text) >= _COMMON:
            bits = prior + (_DECLARED_BITS if _related(codec, declared) else 0.0)
            yield Contestant(codec, bits + (_FOREIGN_BITS if foreign else 0.0))


#: Two forms of one encoding: the first that decodes the whole is meant.
_BIG5: Final = ("cp950", "big5hkscs")


def _surroundings(data: bytes) -> bytes:
    """Return what is around the first high byte."""
    first = len(data) - len(data.lstrip(ASCII))
    return data[max(0, first - 100) : first + 300]


def _mostly_latin(sample: bytes) -> bool:
    """Tell whether letters of ASCII outnumber high bytes by far."""
    letters = len(sample) - len(sample.translate(None, _LETTERS))
    return letters > _LATIN_RATIO * len(sample.translate(None, ASCII))


_LETTERS: Final = bytes((*range(0x41, 0x5B), *range(0x61, 0x7B)))
#: How much of the data tells whether a multi-byte encoding decodes it, in bytes.
_BEGINNING: Final = 200


def _related(codec: str, declared: str | None) -> bool:
    return declared is not None and (declared == codec or declared in _NARROWER.get(codec, ()))


#: What is declared where the wider codec is meant.
_NARROWER: Final = {
    "gb18030": ("gb2312", "gbk"),
    "cp932": ("shift_jis",),
    "cp950": ("big5",),
    "big5hkscs": ("big5",),
    "cp949": ("euc_kr",),
    "cp1252": ("iso8859-1",),
    "cp1254": ("iso8859-9",),
    "cp874": ("tis-620", "iso8859-11"),
}


def _ebcdic(data: bytes) -> Iterator[str]:
    """Yield the mainframe code pages if blanks and letters are where those have them."""
    sample = data[:1000]
    blanks, ascii_blanks = sample.count(b"\x40"), sample.count(b" ")
    letters = len(sample) - len(sample.translate(None, _EBCDIC_LETTERS))
    if blanks > ascii_blanks and letters > 0.45 * len(sample):
        yield from EBCDIC


#: a to i, j to r, s to z, and the capitals.
_EBCDIC_LETTERS: Final = bytes(
    start + i
    for start, n in ((0x80, 10), (0x90, 10), (0xA0, 10), (0xC0, 10), (0xD0, 10), (0xE0, 10))
    for i in range(n)
)


def _from_the_start(data: bytes) -> Iterator[Stretch]:
    """Yield stretches of an even length from the first byte on."""
    for place in range(0, min(len(data), 600), 40):
        yield Stretch(data[place : place + 40], place == 0)


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

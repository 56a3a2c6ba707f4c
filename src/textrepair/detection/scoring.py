"""CandidateScore: what the text of the data costs in one candidate encoding, in bits.

A sample is decoded, brought into the form that the language models know, and costed in all
languages at once.  The cost of the text is that of the best language of each script; on top
come undecoded bytes, and marks where no text has them.

A letter read in the wrong code page is often a mark: ``Kapit„`` for ``Kapitä`` of DOS.  The
language models know letters well and marks hardly, so what is known of marks is said here.
Text is hardly ever in an encoding that lacks letters of its language, so a language that an
encoding cannot write starts with a handicap: Vietnamese is not in Windows-1252.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..encodings import Encoding, Family, stray_byte_table
from ..encodings.stray_bytes import STRAY
from ..language.alphabet_model import ANY
from ..language.languages import ANY_BITS, SCRIPT_BITS
from ..language.model_files import UNITS_PER_BIT
from ..language.naturalness import lane_costs
from ..language.ngram_costs import REGIONS
from .sampling import Sample
from .sign_places import ODD_BITS, SIGN_BITS, without_signs

#: Cost of a byte that does not decode, or that no text holds, in bits.  This and the bits below
#: are set by hand, and checked on dev/encodings.
UNDECODED_BITS: Final = 14.0
#: Cost of a lead byte at the end of the data without its trail bytes.
_CUT_BITS: Final = 10.0
#: Cost of a sample of UTF-8 that holds bytes of another encoding, and of each such byte.
_MIXED_BITS: Final = 8.0
_STRAY_BITS: Final = 2.0
#: Cost of a text that is in another language than the caller said.
_OTHER_LANGUAGE_BITS: Final = 12.0
#: Cost of Cyrillic words that hold Latin letters of a similar look, once a text.
_HOMOGLYPH_BITS: Final = 20.0
#: Characters beyond ASCII that are added to those of a text for the handicap of a language
#: whose letters the encoding lacks.
_HANDICAP_CHARACTERS: Final = 16
#: Handicap for each of these characters, in the units of the models: one bit.
_HANDICAP_UNITS: Final = UNITS_PER_BIT
_ANY_UNITS: Final = int(ANY_BITS * UNITS_PER_BIT)
_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"
#: To the language models İ is an i: cost of one in a place of its kind, at the beginning of a
#: word or among capitals, in bits.  Elsewhere it costs as much as a sign.
_DOTTED_IN_PLACE: Final = re.compile(
    "(?<![^\\W_])İ(?=[a-zçğıöşü])"  # İzmir
    "|(?<=[A-ZÇĞÖŞÜ])İ(?![a-zçğıöşü])|İ(?=[A-ZÇĞÖŞÜ])"  # BİR
)
_DOTTED_BITS: Final = 3.0
#: The control character with which mainframes end lines.
_NEXT_LINE: Final = "\x85"
#: Arabic letters in the shapes that they have beside others.
_ARABIC_SHAPES: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
#: The marks of Vietnamese, which stand on vowels.
_MARK_ON_CONSONANT: Final = re.compile(
    "[^aeiouyâêôăơưAEIOUYÂÊÔĂƠƯ][\u0300\u0301\u0303\u0309\u0323]"
)
#: Katakana of one byte, which the language models know in their full width.
_HALF_WIDTH: Final = re.compile("[\uff66-\uff9f]+")


@dataclass(slots=True)
class CandidateScore:
    """A candidate encoding, and what the samples have cost in it so far.

    ``wanted`` is the language that the caller said the text is in.  ``behind`` is the distance
    to the best candidate, in bits, when this one was last compared.
    """

    encoding: Encoding
    prior: float
    wanted: str | None = None
    bits: float = 0.0
    behind: float = 0.0
    language: str | None = None
    undecoded: int = 0
    sign_bits: float = 0.0
    special: int = 0
    sums: list[int] | None = None
    has_homoglyphs: bool = False
    decoder: codecs.IncrementalDecoder | None = None

    @property
    def codec(self) -> str:
        """The name of the Python codec."""
        return self.encoding.codec

    def add_sample(self, sample: Sample) -> None:
        """Add the cost of one more sample."""
        text = self._decode(sample)
        if _REPLACED in text:
            self.undecoded += text.count(_REPLACED)
            text = text.replace(_REPLACED, " ")
        if self.encoding.script == "Cyrillic":
            text = self._without_homoglyphs(text)
        text, sign_bits = without_signs_in(self.encoding, text)
        self.sign_bits += sign_bits
        self.special += len(text) - len(text.encode("ascii", "ignore"))
        self.add_costs(lane_costs(text))

    def add_costs(self, sums: list[int]) -> None:
        """Add the cost of some text in every language of the models, and sum up."""
        self.sums = sums if self.sums is None else list(map(int.__add__, self.sums, sums))
        handicap = _HANDICAP_UNITS * (_HANDICAP_CHARACTERS + self.special)
        cost, self.language = _cheapest(self.sums, unwritable_languages(self.codec), handicap)
        cost += self.sign_bits + UNDECODED_BITS * self.undecoded
        if (
            self.language == "en"
            and self.encoding.family is Family.SINGLE_BYTE
            and not self.encoding.is_western
        ):
            cost += self.encoding.prior_bits or 0.0
        if self.wanted is not None and self.language != self.wanted:
            cost += _OTHER_LANGUAGE_BITS
        self.bits = self.prior + cost

    def finish(self) -> None:
        """Add the cost of a character that the end of the data cut off."""
        if self.decoder is not None and self.decoder.getstate()[0]:
            self.bits += _CUT_BITS

    def _without_homoglyphs(self, text: str) -> str:
        cyrillic = in_cyrillic(text)
        if cyrillic != text and not self.has_homoglyphs:
            self.has_homoglyphs = True
            self.prior += _HOMOGLYPH_BITS
        return cyrillic

    def _decode(self, sample: Sample) -> str:
        if self.encoding.family is Family.SINGLE_BYTE:
            return sample.data.decode(self.codec, "replace")
        if self.encoding.family is Family.EBCDIC:
            return sample.data.decode(self.codec, "replace").replace(_NEXT_LINE, "\n")
        if self.decoder is None:
            self.decoder = codecs.getincrementaldecoder(self.codec)("replace")
        elif sample.in_step:
            self.undecoded += bool(self.decoder.getstate()[0])
            self.decoder.reset()
        return self.decoder.decode(sample.data)


class Utf8Score(CandidateScore):
    """The score of UTF-8: stray bytes are read as Windows-1252, as they mostly are."""

    def _decode(self, sample: Sample) -> str:
        if self.decoder is None:
            self.decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        elif sample.in_step:
            self.prior += (_MIXED_BITS + _STRAY_BITS) * bool(self.decoder.getstate()[0])
            self.decoder.reset()
        text = self.decoder.decode(sample.data)
        sound = len(STRAY.sub("", text))
        if sound < len(text):
            self.prior += _MIXED_BITS + _STRAY_BITS * (len(text) - sound)
            text = text.translate(stray_byte_table("cp1252"))
        return text


def without_signs_in(encoding: Encoding, text: str) -> tuple[str, float]:
    """Return a text of an encoding as the language models know it, and what its signs cost.

    >>> from ..encodings import encoding_named
    >>> without_signs_in(encoding_named("cp932"), "ｶﾅ 10 €")
    ('カナ 10 ', 8.0)
    """
    bits = 0.0
    if encoding.normal_form == "NFC":
        bits = ODD_BITS * len(_MARK_ON_CONSONANT.findall(text))
        text = unicodedata.normalize("NFC", text)
    elif encoding.normal_form == "NFKC":
        text = _ARABIC_SHAPES.sub(_in_full, text)
    if encoding.codec == "cp932":
        text = _HALF_WIDTH.sub(_in_full, text)
    text, sign_bits = without_signs(text)
    if dotted := text.count("İ"):
        in_place = len(_DOTTED_IN_PLACE.findall(text))
        bits += _DOTTED_BITS * in_place + SIGN_BITS * (dotted - in_place)
    return text, bits + sign_bits


def _in_full(shapes: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", shapes.group())


def _cheapest(
    sums: list[int], unwritable: tuple[int, ...], handicap: int
) -> tuple[float, str | None]:
    """Return the bits of a text in the best language of each script, and the main language."""
    total = sums[0] / UNITS_PER_BIT
    main, most = None, -1.0
    for first, names in REGIONS.values():
        if sums[first]:
            end = first + len(names)
            lanes = sums[first:end]
            for lane in unwritable:
                if first <= lane < end:
                    lanes[lane - first] += handicap
            pooled = lanes.pop() + _ANY_UNITS if names[-1] == ANY else lanes[0]
            least = min(lanes)
            language = names[lanes.index(least)]
            units = min(least, pooled)
            total += units / UNITS_PER_BIT + SCRIPT_BITS
            if units > most:
                main, most = language, units
    return total, main


# --- which languages an encoding cannot write ------------------------------------------------

#: Letters beyond ASCII that are frequent in each language.  Languages that are often
#: written without theirs (Welsh, Estonian) or that no code page covers are not here.
_LETTERS: Final = """
    ca=çèò cs=ěřů da=æø de=äü eo=ĝŝŭ es=ñó fi=ä fr=éè hr=čćž hu=őű is=ðþ lt=ėųū lv=āēķ mt=ħġż
    nb=øå pl=ąęł pt=ãç ro=ă sk=ľťč sl=čšž sr-latn=čćž sv=äå tr=ğış vi=ơưđ
    be=ўі bg=щъ kk=әқң mk=ѓќј ru=ыэ sr=ђћљ uk=іїє
"""
_LETTERS_OF: Final = dict(row.split("=") for row in _LETTERS.split())


@cache
def unwritable_languages(codec: str) -> tuple[int, ...]:
    """Return the lanes of the models whose languages cannot be written in an encoding.

    >>> unwritable_languages("utf-8"), len(unwritable_languages("cp1252")) > 0
    ((), True)
    """
    return tuple(
        lane
        for first, names in REGIONS.values()
        for lane, name in enumerate(names, first)
        if not _can_write(codec, _LETTERS_OF.get(name, ""))
    )


def _can_write(codec: str, letters: str) -> bool:
    try:
        letters.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


_LATIN: Final = "AaBEeIiJjKMHOoPpCcTSsXxy"
_CYRILLIC: Final = "АаВЕеІіЈјКМНОоРрСсТЅѕХху"
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
#: The Latin letters that look like Cyrillic ones, as bytes.
HOMOGLYPHS: Final = frozenset(_LATIN.encode())
_LOOK_ALIKE: Final = re.compile(f"[{_LATIN}]")
_MIXED_WORD: Final = re.compile(
    f"[{_LATIN}]+[\u0400-\u04ff][\u0400-\u04ff{_LATIN}]*|[\u0400-\u04ff]+[{_LATIN}][\u0400-\u04ff{_LATIN}]*"
)


def in_cyrillic(text: str) -> str:
    """Return a text with Latin letters in its Cyrillic words as the Cyrillic ones they look like.

    >>> in_cyrillic("нoвo вино, Roma") == "ново вино, Roma"
    True
    """
    if _LOOK_ALIKE.search(text) is None:
        return text
    return _MIXED_WORD.sub(lambda word: word.group().translate(_TO_CYRILLIC), text)

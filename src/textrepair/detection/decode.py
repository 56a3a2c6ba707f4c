"""Bytes to text: the encoding that they are in, what they say, and what does not fit.

``STAGES`` is the algorithm, for bytes in memory and for files alike.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final

from ..encodings import BY_CODEC, Family
from ..errors import DamagedInput, UnknownEncoding
from .input import READ_WHOLE, Input
from .result import Candidate, Decoding, TextFormat, decode_keeping_strays
from .signatures import (
    BYTE_ORDER_MARKS,
    SAMPLE_FOR_NUL,
    codecs_to_try,
    has_utf7_shifts,
    utf16_by_nul_bytes,
    utf32_by_nul_bytes,
)
from .utf8 import (
    LEAST_BESIDE_FILLER,
    is_ascii_with_filler,
    is_sound,
    is_surely_utf8,
    may_be_other_than_utf8,
    not_ascii,
    without_filler,
)

#: Codecs that read and write a mark themselves: what each is without one.
_MARKED: Final = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_FIRST_BYTES_OF_MARKS: Final = frozenset(mark[:1] for mark, _ in BYTE_ORDER_MARKS)
#: How sure escape sequences and patterns of NUL bytes are.
_CONFIDENCE: Final = 0.95
#: What each bit of the models tells, in bits: words that a model does not know cost more bits in
#: the right encoding too, all together.  Set by benchmarks/confidence.py on train.
_TOLD: Final = 0.33
#: Least length of UTF-16 that is cut within a unit, in bytes.
_LEAST_CUT: Final = 7
#: Bits by which a text must be the more natural in UTF-7, and code points before and after the
#: first shift that are looked at.
_UTF7_BITS: Final = 12.0
_COMPARED: Final = 100


def decode(
    data: bytes,
    *,
    encoding: str | None = None,
    language: str | None = None,
    mixed: bool = True,
) -> Decoding:
    """Return what bytes say, in the encoding given or in the one that fits them best.

    Without ``encoding`` no bytes raise anything, and ``.encode(.text)`` gives them back.
    A byte order mark, UTF-8 and escapes decide at once; else every encoding in question
    reads samples of the data, and the most natural text wins; what the text declares of
    itself is a hint.  ``language`` is a hint too: a tag of BCP 47, without effect if the
    language has no model.  ``mixed`` tells whether bytes of another encoding in UTF-8 are
    read as what they are; if not they are kept as stray bytes, for the rule
    ``mixed-encoding`` to repair.

    Raises UnknownEncoding for an ``encoding`` that is not there, OptionError for a
    ``language`` that is none, DamagedInput, with the
    offset of the first bad byte, where the one given does not decode the data, and TypeError
    for what is no bytes.

    >>> decode("déjà vu".encode()).encoding
    'utf-8'
    >>> decode(b"caf\\xe9", encoding="cp1252").text
    'café'
    >>> decode("“déjà vu”, dit-elle; ".encode() + b"d\\xe9j\\xe0", mixed=False).errors
    ((28, 29), (30, 31))
    """
    if not isinstance(data, bytes | bytearray | memoryview):
        way_out = "it is text already: fix it" if isinstance(data, str) else "leave it out"
        raise TypeError(f"decode() takes bytes, not {type(data).__name__}; {way_out}")
    for name, value, such_as in (("encoding", encoding, "cp1252"), ("language", language, "hu")):
        if value is not None and not isinstance(value, str):
            kind = type(value).__name__
            raise TypeError(f"{name} is a {kind}; it must be a name such as {such_as!r}, or None")
    source = Input(data, language)
    return decode_keeping_strays(source, text_format(source, encoding=encoding), mixed=mixed)


def text_format(
    source: Input | bytes | BinaryIO,
    *,
    encoding: str | None = None,
    language: str | None = None,
    keeping: bool = False,
) -> TextFormat:
    """Return which encoding bytes, or a seekable file, are in: what ``decode`` tells but the text.

    With ``keeping`` the ``encoding`` given need not decode all bytes: stray ones are kept.
    Raises what ``decode`` raises, and InputError where the file cannot be read.

    >>> import io
    >>> text_format(io.BytesIO("Жили-были дед да баба".encode("koi8-r"))).encoding
    'koi8-r'
    """
    data = source if isinstance(source, Input) else Input(source, language)
    if encoding is not None:
        return _given(data, encoding, keeping=keeping)
    for stage in STAGES:
        form = stage(data)
        if form is not None:
            return form
    raise AssertionError("the last stage always gives a format")


def by_byte_order_mark(data: Input) -> TextFormat | None:
    """Stage 1: a byte order mark; FF FE 00 00 is that of UTF-32 only if the rest is."""
    beginning = data.head(4)
    if beginning[:1] not in _FIRST_BYTES_OF_MARKS:
        return None
    for mark, name in BYTE_ORDER_MARKS:
        if beginning.startswith(mark) and (name != "utf-32-le" or data.decodes(name, 4)):
            return TextFormat(name, had_bom=True)
    return None


def by_nul_bytes(data: Input) -> TextFormat | None:
    """Stage 2: UTF-16 or UTF-32 without a mark, by the pattern of its NUL bytes."""
    beginning = data.head(SAMPLE_FOR_NUL)
    if b"\0" not in beginning or data.declared_beside is not None:
        return None
    name = utf32_by_nul_bytes(beginning) if data.size % 4 == 0 else None
    if name is None or not data.decodes(name):
        name = utf16_by_nul_bytes(beginning[: len(beginning) // 2 * 2])
    return TextFormat(name, _CONFIDENCE) if name and _decodes_but_half(data, name) else None


def _decodes_but_half(data: Input, name: str) -> bool:
    """Tell whether a codec decodes all bytes, but for a unit that the end of the data cut off."""
    error = data.first_error(name)
    is_cut = data.size % 2 == 1 and data.size >= _LEAST_CUT
    return error is None or (is_cut and error[0] == data.size - 1)


def by_escape_sequences(data: Input) -> TextFormat | None:
    """Stage 3: ISO 2022 or HZ, by the escape sequences in what else is ASCII."""
    for codec in codecs_to_try(found) if (found := data.escape_sequences) else ():
        if data.decodes(codec):
            return TextFormat(codec, _CONFIDENCE)
    return None


def as_utf7(data: Input) -> TextFormat | None:
    """Stage 4: UTF-7, which looks like ASCII: if it is declared, or if all shifts are letters."""
    if not data.is_ascii or not any(b"+" in chunk for chunk in data.chunks()):
        return None
    if data.declared == "utf-7":
        return TextFormat("utf-7") if data.decodes("utf-7") else None
    if data.size > READ_WHOLE or not has_utf7_shifts(data.all()) or not data.decodes("utf-7"):
        return None
    from ..language import bits  # the language models are heavy

    text, as_it_stands = data.text("utf-7"), data.all().decode("ascii")
    start = max(0, as_it_stands.index("+") - _COMPARED)
    read = text[start : start + 2 * _COMPARED]
    unread = as_it_stands[start : start + len(read.encode("utf-7"))]
    is_natural = bits(read) + _UTF7_BITS < bits(unread)
    return TextFormat("utf-7", _CONFIDENCE) if is_natural else None


def as_utf8(data: Input) -> TextFormat | None:
    """Stage 5: UTF-8, if that is beyond doubt."""
    if data.is_utf8:
        return (
            None
            if may_be_other_than_utf8(data.head(SAMPLE_FOR_NUL), data.size)
            else TextFormat("utf-8")
        )
    several, strays = data.utf8_counts
    if is_surely_utf8(several, strays):
        return TextFormat("utf-8", several / (several + strays))
    if several < LEAST_BESIDE_FILLER:
        return None
    filler, runs = data.filler
    if not filler:
        return None
    others = max(0, strays - filler)  # a row may begin with the last byte of a character
    if others and not is_surely_utf8(several, others + runs):
        return None
    return TextFormat("utf-8", min(_CONFIDENCE, several / (several + others)))


def as_legacy_with_utf8(data: Input) -> TextFormat | None:
    """Stage 6: a legacy encoding, by the lines that are not UTF-8 where others are."""
    if data.is_ascii or data.is_utf8:
        return None
    several, strays = data.utf8_counts
    if not 0 < several < strays:
        return None
    from .mixed.utf8_lines import by_other_lines  # the language models are heavy

    return by_other_lines(data, text_format)


def as_box_drawing(data: Input) -> TextFormat | None:
    """Stage 7: a code page of DOS, by the lines and boxes that are drawn in it."""
    if data.is_ascii or data.is_utf8 or data.declared is not None:
        return None
    from .box_drawing import by_box_drawing  # the language models are heavy

    return by_box_drawing(data)


def as_ascii_with_filler(data: Input) -> TextFormat | None:
    """Stage 8: ASCII, one character at most, and rows of one byte, which are filler."""
    if data.is_ascii or data.is_utf8 or data.declared is not None:
        return None
    is_filled = is_ascii_with_filler(data.read_at(max(0, data.first_high - 1), SAMPLE_FOR_NUL))
    if not is_filled or data.utf8_counts[1] != data.filler[0]:
        return None
    return TextFormat("utf-8", _CONFIDENCE)


def by_naturalness(data: Input) -> TextFormat | None:
    """Stage 9: every encoding in question reads samples, and the most natural text wins."""
    candidates = rank_until_one_decodes(data)
    best = candidates[0]
    return TextFormat(best.encoding, best.confidence, best.language, candidates)


#: The stages of detection in order.  A stage gives the format of the data, or None where the
#: next stage is to be asked; the last one always gives a format.
STAGES: Final[tuple[Callable[[Input], TextFormat | None], ...]] = (
    by_byte_order_mark,
    by_nul_bytes,
    by_escape_sequences,
    as_utf7,
    as_utf8,
    as_legacy_with_utf8,
    as_box_drawing,
    as_ascii_with_filler,
    by_naturalness,
)


def rank_until_one_decodes(data: Input) -> tuple[Candidate, ...]:
    """Return the ranked encodings, the first of which decodes all data, but for some errors."""
    sample = data.sampled()
    text = without_filler(sample.all())
    if 0 < len(text) < sample.size:
        sample = Input(text, data.language, data.declared_beside)
    without: frozenset[str] = frozenset()
    while True:
        candidates = tuple(_ranked_candidates(sample, without))
        best = candidates[0].encoding
        may_fail = best not in without and (
            best == "utf-8" or BY_CODEC[best].family is Family.MULTI_BYTE
        )
        if not may_fail or data.decodes(best) or _is_sound(best, data.texts(best, "replace")):
            return candidates
        without |= {best}


def _is_sound(name: str, texts: Iterable[str]) -> bool:
    special = errors = 0
    for text in texts:
        special += not_ascii(text)
        errors += text.count("\N{REPLACEMENT CHARACTER}")
    return is_sound(name, special - errors, errors)


def _ranked_candidates(data: Input, without: frozenset[str]) -> Iterator[Candidate]:
    """Yield the ranked encodings with their share of what speaks for any of them."""
    from .ranking import rank  # the language models are heavy, and most data need none

    ranked = rank(data, without=without)
    odds = [2.0 ** max(_TOLD * (ranked[0].bits - score.bits), -60.0) for score in ranked]
    for score, share in zip(ranked, odds, strict=True):
        yield Candidate(score.codec, share / sum(odds), score.language)


def bom_and_codec(beginning: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the byte order mark and the codec of data in an encoding.  Raises UnknownEncoding.

    >>> bom_and_codec(b"\\xff\\xfea\\0", "utf-16"), bom_and_codec(b"a\\0", "utf-16")
    ((b'\\xff\\xfe', 'utf-16-le'), (b'', 'utf-16-le'))
    """
    name = codec_name(encoding)
    marks = [(m, n) for m, n in BYTE_ORDER_MARKS if beginning.startswith(m) and n.startswith(name)]
    return marks[0] if marks else (b"", _MARKED.get(name, name))


def _given(data: Input, encoding: str, *, keeping: bool = False) -> TextFormat:
    """Return the format of data in a given encoding.  Raises UnknownEncoding, DamagedInput."""
    mark, name = bom_and_codec(data.head(4), encoding)
    if keeping:
        return TextFormat(name, had_bom=bool(mark))
    try:
        damage = data.first_error(name, len(mark))
    except UnicodeError as error:  # codecs for domain names do not say where
        raise DamagedInput(f"is not {encoding}: {error}") from None
    if damage:
        raise DamagedInput(
            f"byte {damage[0]} is not {encoding}: {damage[1]}; leave the encoding "
            "out to have it found, with stray bytes kept"
        )
    return TextFormat(name, had_bom=bool(mark))


def codec_name(encoding: str) -> str:
    """Return the name of the codec of an encoding.  Raises UnknownEncoding.

    >>> codec_name("Latin1"), codec_name("utf-8-sig")
    ('iso8859-1', 'utf-8')
    """
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # codecs such as base64 are found too, and are none of text
    except (LookupError, ValueError):  # ValueError: a name that no codec could have
        raise UnknownEncoding(
            f"no encoding {encoding!r}; name a Python codec, such as 'cp1252' or 'gb18030'"
        ) from None
    return "utf-8" if name == "utf-8-sig" else name

"""Bytes to text: the encoding that they are in, what they say, and what does not fit."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from ..encodings.registry import MULTI_BYTE
from ..errors import DamagedInput, UnknownEncoding
from .result import Candidate, Decoding, kept
from .signatures import MARKS, bare_utf16, bare_utf32, declared, decodes, escaped, mark_of
from .utf8 import is_sound, is_surely_utf8, may_be_other, not_ascii, utf8_counts

__all__ = ["Candidate", "Decoding", "codec_name", "decode"]

#: Codecs that read and write a mark themselves: what each is without one.
_MARKED: Final = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


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
    itself is a hint.  ``language`` is a hint too: the code of a language with a model.
    ``mixed`` tells whether bytes of another encoding in UTF-8 are read as what they are;
    if not they are kept as stray bytes, for the rule ``mixed-encoding`` to repair.

    Raises UnknownEncoding for an ``encoding`` that is not there, DamagedInput, with the
    offset of the first bad byte, where the one given does not decode the data.

    >>> decode("déjà vu".encode()).encoding
    'utf-8'
    >>> decode(b"caf\\xe9", encoding="cp1252").text
    'café'
    >>> decode("“déjà vu”, dit-elle; ".encode() + b"d\\xe9j\\xe0", mixed=False).errors
    ((28, 29), (30, 31))
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    hint = declared(data)
    return (
        _announced(data, hint, mixed=mixed)
        or _as_utf8(data, mixed=mixed)
        or _best(data, hint, language, mixed=mixed)
    )


def _announced(data: bytes, hint: str | None, *, mixed: bool) -> Decoding | None:
    """Read in the encoding that a mark, NUL bytes, escapes or a declared UTF-7 tell."""
    marked = mark_of(data)
    if marked:
        return kept(data, marked[1], marked[0], mixed=mixed)
    wide = bare_utf32(data) or bare_utf16(data)
    if wide:
        return Decoding(data.decode(wide), wide, 0.95)
    by_escapes = escaped(data)
    if by_escapes:
        return kept(data, by_escapes, confidence=0.95)
    if hint == "utf-7" and data.isascii() and b"+" in data and decodes(data, hint):
        return kept(data, hint)
    return None


def _as_utf8(data: bytes, *, mixed: bool) -> Decoding | None:
    """Read as UTF-8 if that is beyond doubt."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        several, strays = utf8_counts(data)
        if not is_surely_utf8(several, strays):
            return None
        return kept(data, "utf-8", confidence=several / (several + strays), mixed=mixed)
    if may_be_other(data, len(data)):
        return None
    return Decoding(text, "utf-8", 1.0)


def _best(data: bytes, hint: str | None, language: str | None, *, mixed: bool) -> Decoding:
    """Rank the encodings in question, and read the data in the best one."""
    candidates = fitting(
        data,
        hint,
        language,
        lambda codec: decodes(data, codec),
        lambda codec: (data.decode(codec, "replace"),),
    )
    best = candidates[0]
    read = kept(data, best.encoding, confidence=best.confidence, mixed=mixed)
    return replace(read, language=best.language, candidates=candidates)


def fitting(
    sample: bytes,
    hint: str | None,
    language: str | None,
    is_exact: Callable[[str], bool],
    texts: Callable[[str], Iterable[str]],
) -> tuple[Candidate, ...]:
    """Return the ranked encodings, the first of which reads all, but for some errors.

    ``is_exact`` tells whether a codec decodes all; ``texts`` gives all with errors replaced.
    """
    without: frozenset[str] = frozenset()
    while True:
        candidates = tuple(_ranked_candidates(sample, hint, language, without))
        best = candidates[0].encoding
        may_fail = best not in without and (best == "utf-8" or best in MULTI_BYTE)
        if not may_fail or is_exact(best) or _is_sound(best, texts(best)):
            return candidates
        without |= {best}


def _is_sound(name: str, texts: Iterable[str]) -> bool:
    special = errors = 0
    for text in texts:
        special += not_ascii(text)
        errors += text.count("\N{REPLACEMENT CHARACTER}")
    return is_sound(name, special - errors, errors)


def _ranked_candidates(
    data: bytes, hint: str | None, language: str | None, without: frozenset[str]
) -> Iterator[Candidate]:
    """Yield the ranked encodings with their share of what speaks for any of them."""
    from .ranking import rank

    ranked = rank(data, declared=hint, language=language, without=without)
    odds = [2.0 ** max(ranked[0].bits - r.bits, -60.0) for r in ranked]
    for contestant, share in zip(ranked, odds, strict=True):
        yield Candidate(contestant.codec, share / sum(odds), contestant.language)


def form_of(beginning: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the byte order mark and the codec of data in an encoding.  Raises UnknownEncoding.

    >>> form_of(b"\\xff\\xfea\\0", "utf-16"), form_of(b"a\\0", "utf-16")
    ((b'\\xff\\xfe', 'utf-16-le'), (b'', 'utf-16-le'))
    """
    name = codec_name(encoding)
    marks = [(m, n) for m, n in MARKS if beginning.startswith(m) and n.startswith(name)]
    return marks[0] if marks else (b"", _MARKED.get(name, name))


def _decode_as(data: bytes, encoding: str) -> Decoding:
    mark, name = form_of(data, encoding)
    try:
        return Decoding(data[len(mark) :].decode(name), name, 1.0, had_bom=bool(mark))
    except UnicodeDecodeError as error:
        raise damaged(len(mark) + error.start, encoding, error.reason) from None
    except UnicodeError as error:  # codecs for domain names say less
        raise DamagedInput(f"is not {encoding}: {error}") from None


def damaged(offset: int, encoding: str, reason: str) -> DamagedInput:
    """Return the error that says which byte is not in an encoding."""
    return DamagedInput(
        f"byte {offset} is not {encoding}: {reason}; leave the encoding "
        "out to have it found, with stray bytes kept"
    )


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

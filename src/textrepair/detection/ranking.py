"""Ranking: the encodings that bytes may be in, the likeliest first.

The likeliest encoding is the one in which the bytes are the most natural text.  All
candidates read the same samples of the data; after each sample those that are far behind are
pruned.  The score of a candidate is the cost of its text in the best language of each
script, and the bits that it takes to believe in the encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..encodings import BY_CODEC, Family
from ..language.naturalness import lane_costs
from .candidates import multi_byte_candidates, single_byte_candidates
from .common_page import common_page_first
from .input import Input
from .records import by_records
from .sampling import ASCII, Sample, from_the_start, samples_of
from .scoring import CandidateScore, Utf8Score
from .short_cjk import half_width_first, short_cjk_first
from .signatures import ebcdic, utf16_by_high_bytes
from .utf8 import is_sound

#: Candidates more than this behind the best one are pruned: after the first sample, and after
#: a later one, in bits.  This and the constants below are set by hand, and checked on
#: dev/encodings.
_PRUNE_BITS_AT_FIRST: Final = 30.0
_PRUNE_BITS: Final = 20.0
#: Data up to this length are in the samples as a whole, in bytes.
_SAMPLED_WHOLE: Final = 180
#: Most places read to separate code pages that are close.
_MOST_CONTESTED: Final = 12
#: Encodings named at least, if that many were candidates.
_LISTED: Final = 5
#: Data longer than this may be UTF-8 with any number of errors, in bytes.
_BEGINNING: Final = 1 << 16


def rank(data: Input, *, without: frozenset[str] = frozenset()) -> list[CandidateScore]:
    """Return the encodings that bytes in memory may be in, the likeliest first; never empty.

    Codecs ``without`` are no candidates: UTF-8, or multi-byte ones.

    >>> [score.codec for score in rank(Input("в лесу родилась ёлочка".encode("koi8-r")))][0]
    'koi8-r'
    """
    whole = data.all()
    samples = list(samples_of(whole))
    wide = [] if data.declared_beside else [*utf16_by_high_bytes(whole), *ebcdic(whole)]
    if wide:
        samples = list(from_the_start(whole))
    candidates = list(_candidates(data, samples, wide, without))
    for candidate in candidates:
        candidate.wanted = data.language
    ranked = _score_and_prune(candidates, samples, data.declared)
    ranked = _separate_close(ranked, whole, samples)
    if len(ranked) > 1 and not wide:
        ranked = _in_context(ranked, whole)
    listed = by_records([*ranked, *_runners_up(candidates, ranked)], data)
    listed = half_width_first(short_cjk_first(listed, data), data)
    return common_page_first(listed, data)


def _candidates(
    data: Input, samples: list[Sample], wide: list[str], without: frozenset[str]
) -> Iterator[CandidateScore]:
    several = [c for c in multi_byte_candidates(data) if c.codec not in without]
    yield from single_byte_candidates(data, samples, others=bool(several))
    yield from several
    texts: set[str] = set()
    for codec in wide:
        text = data.all().decode(codec, "replace")
        if text not in texts:  # of mainframe code pages that read alike the first is customary
            texts.add(text)
            yield CandidateScore(BY_CODEC[codec], BY_CODEC[codec].prior_bits or 0.0)
    if data.is_ascii or ("utf-8" not in without and _may_be_utf8(data)):
        yield Utf8Score(BY_CODEC["utf-8"], BY_CODEC["utf-8"].prior_bits or 0.0)


def _may_be_utf8(data: Input) -> bool:
    """Tell whether some bytes are characters of UTF-8, and most of these not by accident."""
    if not data.utf8_counts[0]:
        return False
    return data.size > _BEGINNING or is_sound("utf-8", *data.utf8_counts)


def _score_and_prune(
    candidates: list[CandidateScore], samples: Iterable[Sample], declared: str | None = None
) -> list[CandidateScore]:
    """Score sample after sample, drop the candidates that fall behind, and sort the others.

    The encoding that is declared is not dropped.
    """
    for number, sample in enumerate(samples):
        if number > 1 and not _tells_apart(sample, candidates):
            continue
        for candidate in candidates:
            candidate.add_sample(sample)
        best = min(candidate.bits for candidate in candidates)
        margin = _PRUNE_BITS if number else _PRUNE_BITS_AT_FIRST
        for candidate in candidates:
            candidate.behind = candidate.bits - best
        candidates = [
            candidate
            for candidate in candidates
            if candidate.behind <= margin
            or declared in (candidate.codec, *candidate.encoding.aliases)
        ]
        if len(candidates) == 1:
            break
    for candidate in candidates:
        candidate.finish()
    return sorted(candidates, key=_order)


def _runners_up(
    candidates: list[CandidateScore], ranked: list[CandidateScore]
) -> list[CandidateScore]:
    """Return the best of the pruned candidates, for a person who knows better to choose from."""
    arrived = {candidate.codec for candidate in ranked}
    pruned = [c for c in candidates if c.codec not in arrived and c.sums is not None]
    for candidate in pruned:
        candidate.bits = ranked[0].bits + max(_PRUNE_BITS, candidate.behind)
    return sorted(pruned, key=_order)[: max(0, _LISTED - len(ranked))]


def _tells_apart(sample: Sample, candidates: list[CandidateScore]) -> bool:
    """Tell whether a sample reads differently in some of the encodings."""
    if any(c.encoding.family is not Family.SINGLE_BYTE for c in candidates):
        return True
    first = sample.data.decode(candidates[0].codec, "replace")
    return any(sample.data.decode(c.codec, "replace") != first for c in candidates[1:])


def _order(candidate: CandidateScore) -> tuple[float, float, str]:
    return candidate.bits, candidate.prior, candidate.codec


def _in_context(ranked: list[CandidateScore], data: bytes) -> list[CandidateScore]:
    """Let the words of ASCII, which all read alike, say what language the text is in."""
    words = b" ".join(_PLAIN_WORDS.findall(data[:_CONTEXT]))[:_CONTEXT_READ]
    if words:
        sums = lane_costs(words.decode("ascii"))
        for candidate in ranked:
            candidate.add_costs(sums)
    return sorted(ranked, key=_order)


#: Words of ASCII with no other byte beside them.
_PLAIN_WORDS: Final = re.compile(rb"(?<![\x21-\xff])[A-Za-z][A-Za-z' ,]{8,}(?![\x21-\xff])")
#: Bytes of the beginning in which such words are looked for, and bytes of these that count.
_CONTEXT: Final = 3000
_CONTEXT_READ: Final = 300


def _separate_close(
    ranked: list[CandidateScore], data: bytes, samples: list[Sample]
) -> list[CandidateScore]:
    """Tell the best ones apart where their code pages differ, if the samples did not show that."""
    family = Family.EBCDIC if ranked[0].encoding.family is Family.EBCDIC else Family.SINGLE_BYTE
    close = [candidate for candidate in ranked if candidate.encoding.family is family]
    if len(close) < 2 or ranked[0].encoding.family is not family or len(data) <= _SAMPLED_WHOLE:
        return ranked
    present = bytes(sorted(set(data if family is Family.EBCDIC else data.translate(None, ASCII))))
    readings = [present.decode(candidate.codec, "replace") for candidate in close]
    contested = [
        value for value, *chars in zip(present, *readings, strict=True) if len(set(chars)) > 1
    ]
    seen = b"".join(sample.data for sample in samples)
    seen_to = 0
    places = []
    for place in sorted({data.find(value) for value in contested if value not in seen}):
        if place >= seen_to:
            places.append(Sample(data[max(0, place - 24) : place + 24], in_step=True))
            seen_to = place + 24
    return _score_and_prune(close, places[:_MOST_CONTESTED])

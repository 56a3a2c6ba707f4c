"""Which encoding are the bytes in?  The one in which they are the most natural text.

Every encoding that may be meant reads the same stretches of the data; after each stretch
those are dropped that are far behind.  What counts is the cost of the text in the best
language of each script, and what it takes to believe in the encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..encodings.registry import EBCDIC, PRIORS, SINGLE_BYTE
from ..language.naturalness import lane_sums
from .candidates import multi_byte, single_byte
from .mainframes import ebcdic
from .sampling import ASCII, Stretch, first_high, from_the_start, stretches
from .scoring import Contestant, Utf8Contestant
from .second_opinion import with_vote
from .signatures import utf16_by_high_bytes
from .utf8 import is_sound, utf8_counts

#: An encoding this far behind after the first stretch is out of the race, in bits, or this
#: far behind after a later one.
_HOPELESS_AT_FIRST: Final = 30.0
_HOPELESS: Final = 20.0
#: Data up to this length is in the sample as a whole.
_READ_WHOLE: Final = 180
_MOST_CONTESTED: Final = 12
#: So many encodings are named if so many were in question.
_LISTED: Final = 5
_WIDE_BITS: Final = 8.0
_UTF8_BITS: Final = -4.0
_BEGINNING: Final = 1 << 16
_UTF8_CHARACTER: Final = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
    rb"|\xc2[\xa0-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]"
)


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
    sample = list(stretches(data))
    wide = [*utf16_by_high_bytes(data), *ebcdic(data)]
    if wide:
        sample = list(from_the_start(data))
    entered = list(_entered(data, declared, sample, wide, without))
    for contestant in entered:
        contestant.wanted = language
    ranked = _settled(_race(entered, sample), data, sample)
    if len(ranked) > 1:
        ranked = with_vote(ranked if wide else _in_context(ranked, data), data)
    return [*ranked, *_also_ran(entered, ranked)]


def _entered(
    data: bytes,
    declared: str | None,
    sample: list[Stretch],
    wide: list[str],
    without: frozenset[str],
) -> Iterator[Contestant]:
    """Yield the encodings in question."""
    several = [c for c in multi_byte(data, declared) if c.codec not in without]
    yield from single_byte(data, sample, declared, others=bool(several))
    yield from several
    texts: set[str] = set()
    for codec in wide:
        text = data.decode(codec, "replace")
        if text not in texts:  # of mainframe code pages that read alike the first is customary
            texts.add(text)
            yield Contestant(codec, PRIORS.get(codec, _WIDE_BITS))
    if data.isascii() or ("utf-8" not in without and _may_be_utf8(data)):
        yield Utf8Contestant("utf-8", _UTF8_BITS)


def _may_be_utf8(data: bytes) -> bool:
    """Tell whether some bytes are characters of UTF-8, and most of them not by accident."""
    if not _UTF8_CHARACTER.search(data, first_high(data)):
        return False
    return len(data) > _BEGINNING or is_sound("utf-8", *utf8_counts(data))


def _race(runners: list[Contestant], sample: Iterable[Stretch]) -> list[Contestant]:
    """Read stretch after stretch, and drop those who fall behind, by how much is noted."""
    for number, stretch in enumerate(sample):
        if number > 1 and not _tells(stretch, runners):
            continue
        for runner in runners:
            runner.read(stretch)
        best = min(runner.bits for runner in runners)
        margin = _HOPELESS if number else _HOPELESS_AT_FIRST
        for runner in runners:
            runner.behind = runner.bits - best
        runners = [runner for runner in runners if runner.behind <= margin]
        if len(runners) == 1:
            break
    for runner in runners:
        runner.finish()
    return sorted(runners, key=_order)


def _also_ran(entered: list[Contestant], ranked: list[Contestant]) -> list[Contestant]:
    """Return the best of those who were dropped, for a person who knows better to choose from."""
    arrived = {runner.codec for runner in ranked}
    dropped = [runner for runner in entered if runner.codec not in arrived and runner.read_any]
    for runner in dropped:
        runner.bits = ranked[0].bits + max(_HOPELESS, runner.behind)
    return sorted(dropped, key=_order)[: max(0, _LISTED - len(ranked))]


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


def _settled(ranked: list[Contestant], data: bytes, sample: list[Stretch]) -> list[Contestant]:
    """Tell the best ones apart where their code pages differ, if the sample did not show that."""
    family = EBCDIC if ranked[0].codec in EBCDIC else SINGLE_BYTE
    rivals = [r for r in ranked if r.codec in family]
    if len(rivals) < 2 or ranked[0].codec not in family or len(data) <= _READ_WHOLE:
        return ranked
    present = bytes(sorted(set(data if family is EBCDIC else data.translate(None, ASCII))))
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

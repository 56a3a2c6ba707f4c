"""What a text with lost bytes may have said: each wrong reading that loses bytes, tried.

A hypothesis names the true encoding, the one the bytes were read in, and what the decoder
did with bytes that it could not read.  It is believed if what it gives is natural text and
saves more bits than it takes to believe it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..language import naturalness, ranking
from .byte_graph import REPLACEMENT, ByteGraph, dropping_graph, graph_of
from .codepages import MULTI_BYTE
from .dropping import dropped_places
from .losses import Policy, undefined
from .restoring import Cluster, Restoration, Skeleton, Sound, restore, skeleton_of

#: Bits that a reading must save: what it takes to believe in the wrong reading, and a margin.
MARGIN_BITS: Final = 20.0
#: How many standard deviations above its mean a reading may lie, in UTF-8 and otherwise: that
#: bytes are valid UTF-8 at all is evidence, nearly all bytes make characters of two bytes.
NATURAL_EXCESS: Final = {"utf-8": 6.0}
_OTHER_EXCESS: Final = 4.0
#: The certain part alone must not be less natural than this, or nothing is searched for.
_HOPELESS_EXCESS: Final = 9.0
#: Characters beyond ASCII that must be certain; fewer are no evidence of an encoding.
_LEAST_CERTAIN: Final = 2
#: From so many certain characters on, the likeliest language is not put in question.
_TELLING: Final = 24
#: Languages tried where the certain characters do not tell.
_MOST_LANGUAGES: Final = 3

_UTF8_READERS: Final = (
    "cp1252",
    "gbk",
    "gb18030",
    "cp1251",
    "cp932",
    "cp949",
    "big5",
    "euc-jp",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1257",
    "cp1258",
    "cp874",
)
_LANGUAGE_OF: Final = {
    "gbk": "zh-hans",
    "big5": "zh-hant",
    "cp949": "ko",
    "cp932": "ja",
    "euc-jp": "ja",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Bytes in ``true`` were read as ``seen``; a ``mark`` ("": none) stands for what was lost."""

    true: str
    seen: str
    policy: Policy
    mark: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a text said, by a hypothesis; ``graph`` tells where in the text it stands.

    ``saved`` is by how many bits it is the more natural text, costs and margins paid;
    ``natural`` whether it is natural by itself.
    """

    loss: Loss
    restoration: Restoration
    graph: ByteGraph
    saved: float
    natural: bool


def losses_for(mark: str) -> Iterator[Loss]:
    """Yield the hypotheses for one mark, in the order in which they are tried.

    >>> next(losses_for("?")).policy.value
    'one bad byte'
    """
    pairs = [("utf-8", seen) for seen in _UTF8_READERS]
    if mark:
        pairs += [(true, seen) for true in _LANGUAGE_OF for seen in _LANGUAGE_OF if true != seen]
    for true, seen in pairs:
        if seen not in MULTI_BYTE:
            if undefined(seen):
                yield Loss(true, seen, Policy.EACH, mark)
        elif mark == REPLACEMENT:
            yield Loss(true, seen, Policy.EACH, mark)
            yield Loss(true, seen, Policy.PAIR, mark)
        elif mark:
            yield Loss(true, seen, Policy.EATING, mark)
            yield Loss(true, seen, Policy.EACH, mark)
        else:
            yield Loss(true, seen, Policy.EACH, mark)


def explain(text: str, mark: str, first: Loss | None = None) -> Found | None:
    """Return the best that can be made of a text in which ``mark`` stands for lost bytes.

    ``first`` is the hypothesis that held for the text before; if it holds again, no other
    is tried.  None if no hypothesis gives natural text.
    """
    before = naturalness(text).bits
    if first is not None and first.mark == mark:
        found = _explained_by(text, first, before)
        if found is not None and found.natural:
            return found
    all_found = (_explained_by(text, loss, before) for loss in losses_for(mark))
    return max(
        (found for found in all_found if found is not None),
        key=lambda found: found.saved,
        default=None,
    )


def explained_by(text: str, loss: Loss) -> Found | None:
    """Return what a text said by one hypothesis; None if that is not the better text."""
    return _explained_by(text, loss, naturalness(text).bits)


def _explained_by(text: str, loss: Loss, before: float) -> Found | None:
    """Return what a text said by one hypothesis; None if that is not the better text."""
    graph = _graph(text, loss)
    if graph is None:
        return None
    skeleton = skeleton_of(graph, loss.true, text)
    if skeleton.failed or not _is_evidence(skeleton):
        return None
    certain = skeleton.certain.replace(REPLACEMENT, "")
    if naturalness(certain).excess > _HOPELESS_EXCESS:
        return None
    best: Found | None = None
    for language in _languages(certain, loss.true):
        restoration = restore(skeleton, graph, loss.true, language)
        after = naturalness(restoration.text)
        saved = before - after.bits - MARGIN_BITS
        limit = NATURAL_EXCESS.get(loss.true, _OTHER_EXCESS)
        if saved > 0 and after.excess <= limit and (best is None or saved > best.saved):
            natural = after.excess <= _OTHER_EXCESS
            best = Found(loss, restoration, graph, saved, natural)
    return best


def _graph(text: str, loss: Loss) -> ByteGraph | None:
    if loss.mark:
        return graph_of(text, loss.seen, loss.policy, loss.mark)
    places = dropped_places(text, loss.seen)
    return dropping_graph(text, loss.seen, places) if places else None


def _is_evidence(skeleton: Skeleton) -> bool:
    """Tell whether enough of the text is garbled, and enough of that certain."""
    garbled = sound = 0
    for part in skeleton.parts:
        if isinstance(part, str):
            garbled += len(part) - len(part.encode("ascii", "ignore"))
        elif isinstance(part, Sound):
            sound += not part.text.isascii()
    lost = sum(isinstance(part, Cluster) for part in skeleton.parts)
    return bool(lost) and garbled >= _LEAST_CERTAIN and garbled >= sound


def _languages(certain: str, true: str) -> list[str]:
    """Return the languages that a text may be in, likeliest first."""
    own = _LANGUAGE_OF.get(true)
    if own is not None:
        return [own]
    ranked = ["zh-hant" if language == "yue" else language for language, _ in ranking(certain)]
    ranked = list(dict.fromkeys(ranked)) or ["en"]
    telling = sum(not char.isascii() for char in certain) >= _TELLING
    return ranked[: 1 if telling else _MOST_LANGUAGES]

"""What a text with lost bytes may have said: each wrong reading that loses bytes, tried.

A hypothesis names the true encoding, the one the bytes were read in, and what the decoder
did with bytes that it could not read.  It is believed if what it gives is natural text and
saves more bits than it takes to believe it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from ..language import naturalness, ranking
from .byte_graph import REPLACEMENT, ByteGraph, dropping_graph, graph_of
from .codepages import MULTI_BYTE, read, table, unread
from .dropping import dropped_places
from .losses import ASCII_LIMIT, Policy, undefined
from .restoring import Cluster, Restoration, Restored, Skeleton, Sound, restore, skeleton_of

#: Bits that a reading must save: what it takes to believe in the wrong reading, and a margin.
MARGIN_BITS: Final = 20.0
#: How many standard deviations above its mean a reading may lie, in UTF-8 and otherwise: that
#: bytes are valid UTF-8 at all is evidence, nearly all bytes make characters of two bytes.
NATURAL_EXCESS: Final = {"utf-8": 6.0}
_OTHER_EXCESS: Final = 4.0
#: A text that, its marks left out, is so natural is not in another double-byte encoding.
_TYPICAL_EXCESS: Final = 1.5
#: The same for what is left as it stands.
_SOUND_EXCESS: Final = 3.0
#: A few East Asian characters, from here on, are always natural; a sound passage has so many.
_EAST_ASIAN: Final = "\u2e80"
_LEAST_SOUND: Final = 8
#: The certain part alone must not be less natural than this, or nothing is searched for.
_HOPELESS_EXCESS: Final = 9.0
#: Bytes beyond ASCII that must fit; fewer are no evidence of an encoding.
_LEAST_BYTES: Final = 3
#: Against how many bytes that fit a sound character counts.  Beside East Asian writing some
#: bytes always fit; one Latin letter takes back its own byte alone.
_SOUND_WEIGHT: Final = 3
#: Against how many bytes that fit a place counts where none do.
_UNREADABLE_WEIGHT: Final = 20
#: From so many certain characters on, they alone tell the language.
_TELLING: Final = 6
#: Languages are tried that cost so little more than the likeliest one, in bits.
_CLOSE_BITS: Final = 6.0
#: Characters of which the model is less sure are not believed without being asked.
SURE_CONFIDENCE: Final = 0.995
#: Bytes dropped in more places than this, for each character, and the bytes are no UTF-8.
_MOST_PLACES_SHARE: Final = 0.6
#: How sure a character can be where nothing stands for what was lost.
_DROPPED_CONFIDENCE: Final = 0.98
#: Less than this share of the text sure, and it is a guess, however natural.
_LEAST_SURE_SHARE: Final = 0.5
#: More than this share of the bytes lost, and those of a double-byte encoding are no evidence.
_MOST_GAPS_SHARE: Final = 0.6
_MOST_LANGUAGES: Final = 3

_BROKEN_UTF8: Final = re.compile(rb"[\xc2-\xf4](?![\x80-\xbf])|[\xc0\xc1\xf5-\xff]")
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

    ``language`` is the one it was read in; ``saved`` is by how many bits it is the more
    natural text, costs and margins paid; ``natural`` whether it is natural by itself.
    """

    loss: Loss
    language: str
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


def explain(text: str, mark: str, previous: Found | None = None) -> Found | None:
    """Return the best that can be made of a text in which ``mark`` stands for lost bytes.

    ``previous`` is what the text before it said; if its hypothesis gives natural text again,
    no other is tried, nor where bytes are UTF-8 and give natural text, for that is no
    accident.  None if no hypothesis gives natural text.
    """
    if previous is not None and previous.loss.mark == mark:
        found = explained_again(text, previous)
        if found is not None and found.natural:
            return found
    before = naturalness(text).bits
    sound = naturalness(text.replace(mark, "") if mark else text).excess <= _TYPICAL_EXCESS
    best: Found | None = None
    for (true, seen), losses in groupby(losses_for(mark), key=lambda loss: (loss.true, loss.seen)):
        if not _looks_like_utf8(text, mark, seen) if true == "utf-8" else sound:
            continue
        for loss in losses:
            here = _explained_by(text, loss, before)
            if here is not None and (best is None or here.saved > best.saved):
                best = here
        if true == "utf-8" and best is not None and best.natural:
            break
    return best


def _looks_like_utf8(text: str, mark: str, seen: str) -> bool:
    """Tell in passing whether bytes can be UTF-8 with gaps: few lead bytes without a trail byte."""
    data = _known_bytes(text.replace(mark, "") if mark else text, seen)
    if data.isascii():
        return False
    lost = text.count(mark) if mark else len(text)
    return len(_BROKEN_UTF8.findall(data)) <= 2 * lost + len(text) // 4


def _known_bytes(text: str, seen: str) -> bytes:
    """Return the bytes of the characters that ``seen`` has."""
    data = unread(text, seen)
    if data is not None:
        return data
    if seen in MULTI_BYTE:
        return text.encode(MULTI_BYTE[seen], "ignore")
    has = table(seen)
    return unread("".join([char for char in text if char in has]), seen) or b""


def explained_again(text: str, previous: Found) -> Found | None:
    """Return what a text said by the hypothesis, and in the language, of another one."""
    evidence = _evidence(text, previous.loss)
    if evidence is None:
        return None
    restoration = _read(text, *evidence, previous.loss, previous.language)
    if restoration is None:
        return None
    after = naturalness(restoration.text)
    if _group(after.language or "") != _group(previous.language):
        return None
    natural = _is_natural(restoration, after.excess)
    return replace(previous, restoration=restoration, graph=evidence[0], natural=natural)


def _group(language: str) -> str:
    """Return the language; the varieties of Chinese are one."""
    return "zh" if language in {"zh-hans", "zh-hant", "yue"} else language


def is_lossless(text: str) -> bool:
    """Tell whether the text is UTF-8, read wrongly, of which nothing is missing.

    >>> is_lossless("Ã©tÃ©?"), is_lossless("Ã?tÃ©")
    (True, False)
    """
    for seen in ("western", *_UTF8_READERS):
        data = unread(text, seen)
        if data is not None and not data.isascii() and read(data, "utf-8") is not None:
            return True
    return False


def _explained_by(text: str, loss: Loss, before: float) -> Found | None:
    """Return what a text said by one hypothesis; None if that is not the better text."""
    evidence = _evidence(text, loss)
    if evidence is None:
        return None
    graph, skeleton = evidence
    certain = skeleton.certain.replace(REPLACEMENT, "")
    if naturalness(certain).excess > _HOPELESS_EXCESS:
        return None
    best: Found | None = None
    for language in _languages(certain, loss):
        restoration = _read(text, graph, skeleton, loss, language)
        if restoration is None:
            return None
        after = naturalness(restoration.text)
        saved = before - after.bits - MARGIN_BITS
        limit = NATURAL_EXCESS.get(loss.true, _OTHER_EXCESS)
        if saved > 0 and after.excess <= limit and (best is None or saved > best.saved):
            natural = _is_natural(restoration, after.excess)
            best = Found(loss, language, restoration, graph, saved, natural)
    return best


def _evidence(text: str, loss: Loss) -> tuple[ByteGraph, Skeleton] | None:
    """Return the bytes of a text by a hypothesis and what is certain of them, if it can be."""
    if loss.true != "utf-8" and unread(text.replace(loss.mark, ""), loss.seen) is None:
        return None
    graph = _graph(text, loss)
    if graph is None:
        return None
    if loss.true != "utf-8" and len(graph.gaps) > _MOST_GAPS_SHARE * len(graph.known):
        return None
    skeleton = skeleton_of(graph, loss.true, text)
    if not _is_evidence(skeleton, graph):
        return None
    return graph, skeleton


def _read(
    text: str, graph: ByteGraph, skeleton: Skeleton, loss: Loss, language: str
) -> Restoration | None:
    """Return the best reading in a language; None if nothing was lost after all."""
    restoration = restore(skeleton, graph, loss.true, language)
    if not loss.mark:
        restoration = _doubted(_without_line_end(restoration))
    if loss.mark == "?" and restoration.text.count("?") == text.count("?"):
        return None
    return restoration


def _is_natural(restoration: Restoration, excess: float) -> bool:
    """Tell whether a reading is natural, most of it sure, and what it leaves alone sound."""
    return (
        excess <= _OTHER_EXCESS
        and _sure_share(restoration) >= _LEAST_SURE_SHARE
        and _is_sound(restoration)
    )


def _sure_share(restoration: Restoration) -> float:
    """Return the share of the characters that are certain, or nearly."""
    unsure = sum(
        isinstance(part, Restored) and part.confidence < SURE_CONFIDENCE
        for part in restoration.parts
    )
    return 1.0 - unsure / max(len(restoration.text), 1)


def _is_sound(restoration: Restoration) -> bool:
    """Tell whether what was taken for not garbled is natural by itself."""
    sound = "".join([part.text for part in restoration.parts if isinstance(part, Sound)])
    east_asian = sum(char >= _EAST_ASIAN for char in sound)
    if 0 < east_asian < _LEAST_SOUND:
        return False  # too little to tell; more likely a part of the garbled text
    return sound.isascii() or naturalness(sound).excess <= _SOUND_EXCESS


def _without_line_end(restoration: Restoration) -> Restoration:
    """Take off the line end that was put behind the text."""
    *parts, last = restoration.parts
    if isinstance(last, Restored) or not (last if isinstance(last, str) else last.text):
        return restoration
    rest = (last if isinstance(last, str) else last.text).removesuffix("\n")
    return Restoration((*parts, rest))


def _doubted(restoration: Restoration) -> Restoration:
    """Return the same with no restored character sure: nothing shows where bytes were dropped."""
    return Restoration(
        tuple(
            replace(part, confidence=min(part.confidence, _DROPPED_CONFIDENCE))
            if isinstance(part, Restored)
            else part
            for part in restoration.parts
        )
    )


def _graph(text: str, loss: Loss) -> ByteGraph | None:
    if loss.mark:
        return graph_of(text, loss.seen, loss.policy, loss.mark)
    text += "\n"  # something to stand after bytes dropped at the end
    places = dropped_places(text, loss.seen)
    if not places or len(places) > _MOST_PLACES_SHARE * len(text):
        return None
    return dropping_graph(text, loss.seen, places)


def _is_evidence(skeleton: Skeleton, graph: ByteGraph) -> bool:
    """Tell whether bytes were lost, and enough others fit the hypothesis."""
    if not any(isinstance(part, Cluster) for part in skeleton.parts):
        return False
    sound = sum(
        isinstance(p, Sound) and not p.text.isascii() and unread(p.text, graph.seen) is not None
        for p in skeleton.parts
    )
    high = sum(byte >= ASCII_LIMIT for byte in graph.known)
    weight = _SOUND_WEIGHT if graph.seen in MULTI_BYTE else 1
    return high - weight * sound - _UNREADABLE_WEIGHT * skeleton.unreadable >= _LEAST_BYTES


def _languages(certain: str, loss: Loss) -> list[str]:
    """Return the languages that a text may be in, likeliest first."""
    own = _LANGUAGE_OF.get(loss.true)
    if own is not None:
        return [own]
    ranked = ranking(certain)
    close = [language for language, bits in ranked if bits < ranked[0][1] + _CLOSE_BITS]
    found = ["zh-hant" if language == "yue" else language for language in close]
    if len(certain) < _TELLING:  # those who read it wrongly wrote it, mostly
        found.append(_LANGUAGE_OF.get(loss.seen, "en"))
    return list(dict.fromkeys(found))[:_MOST_LANGUAGES]

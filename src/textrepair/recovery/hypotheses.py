"""What a text with lost bytes may have said: each wrong reading that loses bytes, tried.

A hypothesis names the true encoding, the one the bytes were read in, and what the decoder
did with bytes that it could not read.  It is believed if what it gives is natural text and
saves more bits than it takes to believe it.
"""

from __future__ import annotations
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from ..language import naturalness
from ..mojibake.acceptance import NATURAL_EXCESS, UTF8_EXCESS
from .byte_lattice import REPLACEMENT, ByteGraph
from .channels import Loss, looks_like_utf8, losses_for
from .search import Restoration, Restored, restore
from .segments import Skeleton, Sound
from ..encodings.tables import MULTI_BYTE, unread
from ..language import ranking
from .byte_lattice import ByteGraph, dropping_graph, graph_of
from .channels import LANGUAGE_OF, Loss
from .decoders import ASCII_LIMIT
from .dropped_bytes import dropped_places
from .segments import Cluster, Skeleton, Sound, skeleton_of
from .slips import slips

#: Bits that a reading must save: what it takes to believe in the wrong reading, and a margin.
_MARGIN_BITS: Final = 20.0
#: A text that, its marks left out, is so natural is not in another double-byte encoding.
_TYPICAL_EXCESS: Final = 1.5
#: The same for what is left as it stands.
_SOUND_EXCESS: Final = 3.0
#: A few East Asian characters, from here on, are always natural; a sound passage has so many.
_EAST_ASIAN: Final = "\u2e80"
_LEAST_SOUND: Final = 8
#: The certain part alone must not be less natural than this, or nothing is searched for.
_HOPELESS_EXCESS: Final = 9.0
#: Characters of which the model is less sure are not believed without being asked.
SURE_CONFIDENCE: Final = 0.995
#: How sure a character can be where nothing stands for what was lost.
_DROPPED_CONFIDENCE: Final = 0.98
#: Less than this share of the text sure, and it is a guess, however natural.
_LEAST_SURE_SHARE: Final = 0.5


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
        if not looks_like_utf8(text, mark, seen) if true == "utf-8" else sound:
            continue
        for loss in losses:
            here = _explained_by(text, loss, before)
            if here is not None and (best is None or here.saved > best.saved):
                best = here
        if true == "utf-8" and best is not None and best.natural:
            break
    return best


def explained_again(text: str, previous: Found) -> Found | None:
    """Return what a text said by the hypothesis, and in the language, of another one."""
    known = evidence(text, previous.loss)
    if known is None:
        return None
    restoration = _read(text, *known, previous.loss, previous.language)
    if restoration is None:
        return None
    after = naturalness(restoration.text)
    if _group(after.language or "") != _group(previous.language):
        return None
    natural = _is_natural(restoration, after.excess)
    return replace(previous, restoration=restoration, graph=known[0], natural=natural)


def _group(language: str) -> str:
    """Return the language; the varieties of Chinese are one."""
    return "zh" if language in {"zh-hans", "zh-hant", "yue"} else language


def _explained_by(text: str, loss: Loss, before: float) -> Found | None:
    """Return what a text said by one hypothesis; None if that is not the better text."""
    known = evidence(text, loss)
    if known is None:
        return None
    graph, skeleton = known
    certain = skeleton.certain.replace(REPLACEMENT, "")
    if naturalness(certain).excess > _HOPELESS_EXCESS:
        return None
    best: Found | None = None
    for language in languages(certain, loss):
        restoration = _read(text, graph, skeleton, loss, language)
        if restoration is None:
            return None
        after = naturalness(restoration.text)
        saved = before - after.bits - _MARGIN_BITS
        limit = UTF8_EXCESS if loss.true == "utf-8" else NATURAL_EXCESS
        if saved > 0 and after.excess <= limit and (best is None or saved > best.saved):
            natural = _is_natural(restoration, after.excess)
            best = Found(loss, language, restoration, graph, saved, natural)
    return best


def _read(
    text: str, graph: ByteGraph, skeleton: Skeleton, loss: Loss, language: str
) -> Restoration | None:
    """Return the best reading in a language; None if nothing was lost after all."""
    restoration = restore(skeleton, graph, loss.true, language)
    if not loss.mark:
        restoration = _doubted(_without_last_blank(restoration))
    if loss.mark == "?" and restoration.text.count("?") == text.count("?"):
        return None
    return restoration


def _is_natural(restoration: Restoration, excess: float) -> bool:
    """Tell whether a reading is natural, most of it sure, and what it leaves alone sound."""
    return (
        excess <= NATURAL_EXCESS
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


def _without_last_blank(restoration: Restoration) -> Restoration:
    """Take off the blank that was put behind the text."""
    *parts, last = restoration.parts
    text = last if isinstance(last, str) else last.text
    if text in {" ", ""}:
        return Restoration(tuple(parts))
    if isinstance(last, Restored):
        return restoration
    return Restoration((*parts, text.removesuffix(" ")))


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


#: Bytes beyond ASCII that must fit; fewer are no evidence of an encoding.
_LEAST_BYTES: Final = 3
#: Against how many bytes that fit a sound character counts.  Beside East Asian writing some
#: bytes always fit; one Latin letter takes back its own byte alone.
_SOUND_WEIGHT: Final = 3
#: Against how many bytes that fit a place counts where none do.
_UNREADABLE_WEIGHT: Final = 20
#: Bytes dropped in more places than this, for each character, and the bytes are no UTF-8.
_MOST_PLACES_SHARE: Final = 0.6
#: Bytes that a gap in UTF-8 may have lost.
_MOST_DROPPED: Final = 2
#: More than this share of the bytes lost, and those of a double-byte encoding are no evidence.
_MOST_GAPS_SHARE: Final = 0.6
#: From so many certain characters on, they alone tell the language.
_TELLING: Final = 6
#: Languages are tried that cost so little more than the likeliest one, in bits.
_CLOSE_BITS: Final = 6.0
_MOST_LANGUAGES: Final = 3


def evidence(text: str, loss: Loss) -> tuple[ByteGraph, Skeleton] | None:
    """Return the bytes of a text by a hypothesis and what is certain of them, if it can be."""
    if (
        loss.true != "utf-8"
        and unread(text.replace(loss.mark, "") if loss.mark else text, loss.seen) is None
    ):
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


def _graph(text: str, loss: Loss) -> ByteGraph | None:
    if loss.mark:
        return graph_of(text, loss.seen, loss.policy, loss.mark)
    text += " "  # something to stand after bytes dropped at the end
    if loss.true == "utf-8":
        places, most = dropped_places(text, loss.seen), _MOST_DROPPED
    else:  # where both bytes of a character were dropped nothing shows it: none are invented
        places, most = slips(text, loss.seen, loss.true, LANGUAGE_OF[loss.true]), 1
    if not places or len(places) > _MOST_PLACES_SHARE * len(text):
        return None
    return dropping_graph(text, loss.seen, places, most)


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


def languages(certain: str, loss: Loss) -> list[str]:
    """Return the languages that a text may be in, likeliest first."""
    own = LANGUAGE_OF.get(loss.true)
    if own is not None:
        return [own]
    ranked = ranking(certain)
    close = [language for language, bits in ranked if bits < ranked[0][1] + _CLOSE_BITS]
    found = ["zh-hant" if language == "yue" else language for language in close]
    if len(certain) < _TELLING:  # those who read it wrongly wrote it, mostly
        found.append(LANGUAGE_OF.get(loss.seen, "en"))
    return list(dict.fromkeys(found))[:_MOST_LANGUAGES]

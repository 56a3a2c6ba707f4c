"""The evidence for lost bytes: the bytes of a text by a hypothesis, and what is sure of them."""

from __future__ import annotations

from typing import Final

from ..encodings.tables import MULTI_BYTE, unread
from ..language import ranking
from .byte_lattice import ByteGraph, dropping_graph, graph_of
from .channels import LANGUAGE_OF, Loss
from .decoders import ASCII_LIMIT
from .dropped_bytes import dropped_places
from .segments import Cluster, Skeleton, Sound, skeleton_of
from .slips import slips

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

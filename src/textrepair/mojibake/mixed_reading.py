"""Lines that were read byte by byte, as UTF-8 where it is valid and else as Windows-1252.

Of a character of Latin-1 such a reader does not tell whether it was one byte, or two that were
valid UTF-8: ``½`` is BD, or C2 BD.  One of twenty pairs of GBK is so.  All that the bytes can be is
a lattice, and the language model finds the cheapest path; ASCII may be a trail byte, as in Big5.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ..encodings import codec_of, decode_exact, encoding_named, reencode
from ..language import Arc, best_path, bits
from ..language.naturalness import score, score_bits
from ..patterns import lazily
from .channels import MIXED_CHANNELS, Channel
from .legacy.unstructured import are_letters_alone
from .redecode import is_writable
from .whole_line import LEAD_BITS, MARGIN_BITS, GarbledPassage

#: Stretches between ASCII characters, which are one byte in any encoding.
_STRETCH: Final = lazily("[^\x00-\x7f]+")
_WESTERN: Final = lazily("[\xa1-\xff]")
#: Of what is not ASCII so many must be characters of Latin-1, and one at least none.
_LEAST_SHARE: Final = 0.4
_LEAST_WESTERN: Final = 4
#: What it takes to believe that a character of Latin-1 was two bytes, in bits.
_TWO_BYTES_BITS: Final = 5.0
#: States that the search of a single-byte page keeps, and how many of their last characters the
#: models look at.
_WIDTH: Final = 6
_TAIL: Final = 16
#: Beam width of the search of a double-byte page.
_BEAM: Final = 8
#: Share of a line without its blanks that must be Latin-1 if all of it is: of a short line each
#: character that was two bytes may be one that Latin-1 has.
_DENSE: Final = 0.8
_LEAD: Final = 0x80
#: How many standard deviations above natural text the reading may lie: half a reading lies higher.
_MOST_EXCESS: Final = 2.5
#: How many the characters beyond ASCII alone may lie above.
_MOST_CHANGED_EXCESS: Final = 3.0
#: Most characters of private use, as a share of those beyond ASCII: EE B8 A6 in Korean is one.
_MOST_PRIVATE_SHARE: Final = 0.1
_PRIVATE: Final = lazily("[\ue000-\uf8ff]")
#: Different characters beyond ASCII that such a line must have: two characters are four bytes.
_LEAST_DIFFERENT: Final = 3
#: Longer lines are not searched, in code points.
_LONGEST: Final = 600


def mixed_passage(line: str) -> GarbledPassage | None:
    """Return what a line says that was read so; None where it was not, or says nothing natural.

    >>> passage = mixed_passage("»ç¿ëÇϱâ À§ÇÑ ¹æ¹ý")
    >>> passage and passage.text
    '사용하기 위한 방법'
    """
    beyond = [char for char in line if char > "\x7f"]
    western = len(_WESTERN.findall(line))
    private = len(_PRIVATE.findall(line))
    if len(set(beyond)) < _LEAST_DIFFERENT or private > _MOST_PRIVATE_SHARE * len(beyond):
        return None  # a line drawn of one sign: ``¯¯¯¯``; signs of a font of icons
    if western < max(_LEAST_WESTERN, _LEAST_SHARE * len(beyond)) or len(line) > _LONGEST:
        return None
    if all(reencode(char, "western") is not None for char in beyond) and (
        western < _DENSE * len("".join(line.split()))
    ):
        return None
    found: list[tuple[float, str, Channel]] = []
    for channel in MIXED_CHANNELS:
        text = _reading(line, channel.written_in)
        if text is not None and is_writable(text):
            found.append((score_bits(text) + channel.bits, text, channel))
    found.sort(key=lambda item: item[0])
    if not found or (len(found) > 1 and found[1][0] - found[0][0] < LEAD_BITS):
        return None
    cost, text, channel = found[0]
    saved = score_bits(line) - cost
    words = [word for word in line.split() if not word.isascii()]
    if saved < MARGIN_BITS or not _is_natural(text) or are_letters_alone(words):
        return None
    return GarbledPassage(0, len(line), text, (channel,), saved, natural=True)


def _is_natural(text: str) -> bool:
    """Tell whether a reading is natural, and what is not ASCII in it not for its words alone."""
    if score(text).excess > _MOST_EXCESS:
        return False
    return score(" ".join(_STRETCH.findall(text))).excess <= _MOST_CHANGED_EXCESS


def _reading(line: str, true: str) -> str | None:
    """Return the most natural reading of a line in an encoding; None if there is none."""
    languages = encoding_named(true).languages
    if languages:
        found = best_path(_lattice(line, true), languages[0], width=_BEAM)
        return None if found is None else found.text
    pieces: list[str] = []
    position = 0
    for match in _STRETCH.finditer(line):
        text = _search(match[0], true)
        if text is None:
            return None
        pieces += (line[position : match.start()], text)
        position = match.end()
    return "".join([*pieces, line[position:]])


def _lattice(line: str, true: str) -> list[list[Arc]]:
    """Return the characters of a double-byte page that the bytes of a line can be, by node.

    A node stands before each byte; where a character can have been one byte or more, one is before
    each byte of each of these ways.
    """
    edges = _edges(line)
    lattice: list[list[Arc]] = [[] for _ in edges]
    for node, here in enumerate(edges):
        for first, then, cost in here:
            if first < _LEAD:
                lattice[node].append(Arc(then, chr(first), cost))
                continue
            for second, end, more in edges[then] if then < len(edges) else ():
                char = _pair(bytes((first, second)), true)
                if char:
                    lattice[node].append(Arc(end, char, cost + more))
    return lattice


@lru_cache(maxsize=1)  # each page asks
def _edges(line: str) -> list[list[tuple[int, int, float]]]:
    """Return the bytes that may follow each node, with the nodes behind them and what they cost."""
    edges: list[list[tuple[int, int, float]]] = []
    for char in line:
        start = len(edges)
        ways = _ways(char)
        end = start + 1 + sum(len(code) - 1 for code, _ in ways)
        edges += [[] for _ in range(end - start)]
        free = start + 1
        for code, cost in ways:
            nodes = [start, *range(free, free + len(code) - 1), end]
            free += len(code) - 1
            for at, byte in enumerate(code):
                edges[nodes[at]].append((byte, nodes[at + 1], 0.0 if at else cost))
    return edges


@lru_cache(maxsize=1 << 13)
def _ways(char: str) -> tuple[tuple[bytes, float], ...]:
    """Return the bytes that a character can have been, with what it takes to believe in them."""
    single = reencode(char, "western")
    if char < "\x80" or single is None:
        return ((char.encode("utf-8", "surrogatepass"), 0.0),)
    return (single, 0.0), (char.encode(), _TWO_BYTES_BITS)


@lru_cache(maxsize=1 << 12)
def _pair(data: bytes, true: str) -> str:
    """Return the character that two bytes are in an encoding; empty if they are none."""
    char = data.decode(codec_of(true), "ignore")
    return char if len(char) == 1 and char >= "\x80" else ""


def _search(stretch: str, true: str) -> str | None:
    states: list[tuple[float, bytes]] = [(0.0, b"")]
    for char in stretch:
        code = reencode(char, "western") or char.encode("utf-8", "surrogatepass")
        ways = [(0.0, code)]
        if "\x80" <= char <= "\xff":
            ways.append((_TWO_BYTES_BITS, char.encode()))
        longer = [(cost + more, data + way) for cost, data in states for more, way in ways]
        if len(longer) > _WIDTH:
            longer.sort(key=lambda state: state[0] + _bits(state[1], true))
            longer = longer[:_WIDTH]
        states = longer
    read = [
        (cost + bits(text), text)
        for cost, data in states
        if (text := decode_exact(data, true)) is not None
    ]
    return min(read)[1] if read else None


def _bits(data: bytes, true: str) -> float:
    """Return how unnatural the last characters of an unfinished reading are."""
    text = data.decode(codec_of(true), "replace")
    lost = text.rstrip("\N{REPLACEMENT CHARACTER}").count("\N{REPLACEMENT CHARACTER}")
    return bits(text[-_TAIL:]) + 30.0 * lost

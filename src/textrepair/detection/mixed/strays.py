"""Stray bytes in UTF-8, read in the encoding in which the words they stand in are natural.

Files are put together from pieces: a line pasted from an old program, quotation marks that
an editor wrote in Windows-1252.  In the text these bytes stand as lone surrogates (see
``encodings.stray_bytes``).  Runs of stray bytes near each other make a group: they came from
one encoding, and are read in the one in which the text around them costs least.  The reading
must cost less than the belief that the bytes are mere dirt, and that the text without them
was meant; if it does not, and if the bytes begin a character that was cut off, they stay as
they are.  Letters of two alphabets in one word speak against a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ...encodings import (
    ENCODINGS,
    Encoding,
    Family,
    decode_exact,
    display_name,
    is_multi_byte,
    stray_byte_table,
    unused_bytes,
)
from ...language import bits
from ...language.scripts import symbol
from ..sign_places import TYPICAL

#: Code points around a group that are looked at.  This and the constants below are set by hand,
#: and checked on UTF-8 with a line in Windows-1252 (docs/decoding.md).
_CONTEXT: Final = 20
#: Bits for an encoding that other bytes of the text were in.
_MET_BITS: Final = -6.0
#: Groups after which only the encodings met so far are tried.
_LEARNING: Final = 40
#: Cost of the belief that a byte is dirt, and that bytes are the rest of a cut character, in bits:
#: a name that no model knows costs 10 to 19 bits more with its letter than without it.
_DIRT_BITS: Final = 19.0
_CUT_BITS: Final = 8.0
#: The same for the byte FF: what erased storage and broken transfers hold, and no name.
_FILLER_BITS: Final = 8.0
_ALL_ONES: Final = "\udcff"
#: Cost of the belief that a byte between blanks is dirt, in bits.
_ALONE_BITS: Final = 12.0
#: Cost of a sign in a place of its kind, in bits.
_SIGN_BITS: Final = 3.0
#: Bits for a letter that the text around holds too; for a mark that is none of Windows, or a sign
#: that is; for a sign of DOS or the Macintosh, as what are mere bytes mostly reads.
_SEEN_BITS: Final = -5.0
_MARK_BITS: Final = 6.0
_SIGN_READ_BITS: Final = 30.0
#: Bits for each word in which a letter that was read stands beside one of another alphabet (``йtй``
#: for ``été``): more than two bytes are as dirt, so that a short text is not read so.  A long text
#: bears it, for a word of it may hold a letter typed on the wrong keyboard (Latin c in ``cтол``).
_MIXED_WORD_BITS: Final = 40.0
#: Bytes in a row that may be read otherwise where the cheapest reading is refused for mixing: of
#: two the next best is a guess (``kùò`` is no better than ``kως`` for ``kůň``), and they are left.
_MOST_READ_INSTEAD: Final = 1
#: Scripts that are written without blanks, or with endings on Latin words.
_BESIDE_LATIN: Final = frozenset({"", "cjk", "hangul", "thai"})
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_MARKS: Final = frozenset("‘’“”„«»–—…•©®°§£€")
#: Longest group, in code points.
_LONGEST: Final = 600
#: Code points around bytes within which a text is taken to be in one script.
_SAME_TEXT: Final = 200

#: The encodings that are tried, the likeliest first.
_TRIED: Final = tuple(
    sorted(
        (row for row in ENCODINGS if row.stray_bits is not None),
        key=lambda row: (row.family is Family.MULTI_BYTE, row.stray_bits or 0.0),
    )
)

#: A run of stray bytes that are no ASCII.
_RUN: Final = re.compile("[\udc80-\udcff]+")
#: Letters up to a hyphen, a digit or another sign: in ``T-рубашка`` there are two words.
_WORD: Final = re.compile(r"[^\W\d_]+")
#: The letters of a word before a place, and those from it on.
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]*\Z")
#: A byte over and over is filler, and no text; FF, which empty memory holds, from two on.
_FILLER: Final = re.compile("([\udc80-\udcff])\\1{3}|\udcff{2}")
#: Runs with at most 40 code points between them, in one line; surrogates that are no stray bytes
#: did not come from bytes.
_GROUP: Final = re.compile(
    "(?<![\ud800-\udbff])[\udc80-\udcff](?:[^\n\ud800-\udc7f\udd00-\udfff]{0,40}[\udc80-\udcff])*"
)
#: The beginning of a character of UTF-8, without its end.
_CUT: Final = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_THREE_BYTES: Final = 0xE0


@dataclass(frozen=True, slots=True)
class StrayReading:
    """What stray bytes, ``start`` to ``end`` of a text, say in another encoding."""

    start: int
    end: int
    text: str
    encoding: str
    confidence: float

    @property
    def message(self) -> str:
        """What was found, in words."""
        one = not is_multi_byte(self.encoding) and self.end - self.start == 1
        return f"{'a byte' if one else 'bytes'} of {display_name(self.encoding)} in UTF-8"


@dataclass(slots=True)
class StraysMet:
    """What was met before in a text of several parts: encodings, and the number of groups."""

    encodings: set[str] = field(default_factory=set)
    groups: int = 0


@dataclass(frozen=True, slots=True)
class _GroupReading:
    """What a part of a text, ``start`` to ``end``, says in an encoding, and what that costs."""

    encoding: str
    start: int
    end: int
    text: str
    cost: float
    #: Words in which a letter that was read stands beside one of another alphabet.
    mixed_words: int = 0

    @property
    def cost_with_mixing(self) -> float:
        """The cost, with that of mixing alphabets."""
        return self.cost + _MIXED_WORD_BITS * self.mixed_words


@dataclass(frozen=True, slots=True)
class _Window:
    """The line around a group of stray bytes, as much of it as tells something."""

    text: str
    start: int
    end: int

    @classmethod
    def around(cls, text: str, start: int, end: int) -> _Window:
        """Return the window around a group."""
        line = text.rfind("\n", max(0, start - _CONTEXT), start) + 1
        line_end = text.find("\n", end, end + _CONTEXT)
        right = min(end + _CONTEXT, len(text)) if line_end < 0 else line_end
        return cls(text, line or max(0, start - _CONTEXT), right)

    def bits_with(self, start: int, end: int, reading: str) -> float:
        """Return the cost of the window with a part read, and other stray bytes left out."""
        left, right = self.text[self.start : start], self.text[end : self.end]
        whole = _RUN.sub("", left) + reading + _RUN.sub("", right)
        plain, signs = TYPICAL.subn("", whole)
        return min(bits(whole), bits(plain) + _SIGN_BITS * signs) if signs else bits(whole)


def stray_readings(text: str, met: StraysMet | None = None) -> Iterator[StrayReading]:
    """Yield what stray bytes of a text in UTF-8 say, in order, where that is natural text.

    ``met`` is what the parts before this one have shown, and is added to.

    >>> text = b"d\\xe9j\\xe0 vu".decode("utf-8", "surrogateescape")
    >>> [(reading.text, reading.encoding) for reading in stray_readings(text)]
    [('é', 'cp1252'), ('à', 'cp1252')]
    """
    met = met or StraysMet()
    position = 0
    for start, end in _groups(text):
        met.groups += 1
        if start < position:  # read already, with the bytes before it
            continue
        whole = _before_cut(text, start, end)
        learning = met.groups <= _LEARNING
        reading, margin = _best(text, start, whole, met.encodings, learning=learning)
        if reading is None or reading.start < position:
            continue
        met.encodings.add(reading.encoding)
        position = reading.end
        yield from _run_by_run(text, reading, 1.0 - 2.0 ** -min(margin + 1.0, 20.0))


def _best(
    text: str, start: int, end: int, met: set[str], *, learning: bool
) -> tuple[_GroupReading | None, float]:
    """Return the best reading of a group, and its margin; None if the bytes are to stay."""
    if all(_is_cut(text, *span) for span in _runs(text, start, end)):
        return None, 0.0
    if _FILLER.search(text, start, end):
        return None, 0.0
    window = _Window.around(text, start, end)
    tried = [row for row in _TRIED if learning or row.name in met] or list(_TRIED[:1])
    readings = list(_readings(window, start, end, tried, met))
    if not readings:
        return None, 0.0
    best = min(readings, key=lambda reading: reading.cost_with_mixing)
    longest = max(b - a for a, b in _runs(text, start, end))
    if longest > _MOST_READ_INSTEAD and any(reading.cost < best.cost for reading in readings):
        return None, 0.0
    bare = window.bits_with(start, end, _RUN.sub("", text[start:end]))
    dirt = sum(_dirt_bits(text[a:b]) for a, b in _runs(text, start, end))
    margin = bare + dirt - best.cost_with_mixing
    return (best if margin > 0 else None), margin


def _readings(
    window: _Window, start: int, end: int, tried: list[Encoding], met: set[str]
) -> Iterator[_GroupReading]:
    """Yield what a group says in each encoding, each text once."""
    seen: set[str] = set()
    wide = _with_lookalikes(window, start, end)
    letters = _letters_around(window.text, start, end)
    for row in tried:
        multi_byte = row.family is Family.MULTI_BYTE
        first, last = wide if multi_byte else (start, end)
        group = window.text[first:last]
        text = _in_multi_byte(group, row.name) if multi_byte else _in_page(group, row.name)
        if text is None or text in seen:
            continue
        seen.add(text)
        prior = (row.stray_bits or 0.0) + (_MET_BITS if row.name in met else 0.0)
        cost = window.bits_with(first, last, text) + prior
        mixed_words = 0
        if not multi_byte:
            cost += _oddities(group, text, letters, row)
            mixed_words = _mixed_words(window, start, end, text)
        yield _GroupReading(row.name, first, last, text, cost, mixed_words)


def _letters_around(text: str, start: int, end: int) -> frozenset[str]:
    """Return the letters beyond ASCII of the sound text around, and a no-break space."""
    near = text[max(0, start - _SAME_TEXT) : start] + text[end : end + _SAME_TEXT]
    return frozenset(c for c in near.lower() if c == _NO_BREAK or (c.isalpha() and not c.isascii()))


def _oddities(group: str, text: str, letters: frozenset[str], row: Encoding) -> float:
    """Return the bits for letters that the text around holds too, and for signs."""
    read = {char for before, char in zip(group, text, strict=True) if before != char}
    seen = {char.lower() for char in read if char < "Ͱ"} & letters
    signs = [char for char in read if not char.isalpha()]
    marks = sum(char in _MARKS for char in signs)
    if row.name.startswith("cp125"):
        return _SEEN_BITS * len(seen) + _MARK_BITS * (len(signs) - marks)
    return _SEEN_BITS * len(seen) + _MARK_BITS * marks + _SIGN_READ_BITS * (len(signs) - marks)


def _mixed_words(window: _Window, start: int, end: int, reading: str) -> int:
    """Count the words in which a letter that was read stands beside one of another alphabet."""
    before = _WORD_BEFORE.search(window.text[window.start : start])
    after = _WORD.match(window.text, end, window.end)
    left = before.group() if before else ""
    group = left + window.text[start:end]
    whole = left + reading + (after.group() if after else "")
    count = 0
    for word in _WORD.finditer(whole):
        first, last = word.span()
        if _RUN.search(group, first, last):
            scripts = {symbol(char).script for char in word.group()} - _BESIDE_LATIN
            count += len(scripts) > 1
    return count


def _with_lookalikes(window: _Window, start: int, end: int) -> tuple[int, int]:
    """Widen a group by what looks like characters of two bytes, and may be one in GBK."""
    while start > window.start and "\x80" <= window.text[start - 1] < "\u0800":
        start -= 1
    while end < window.end and "\x80" <= window.text[end] < "\u0800":
        end += 1
    return start, end


def _in_page(group: str, encoding: str) -> str | None:
    """Read the stray bytes of a group in a code page; None if one of them is unused there."""
    return None if _unused(encoding).search(group) else group.translate(stray_byte_table(encoding))


@cache
def _unused(encoding: str) -> re.Pattern[str]:
    unused = "".join(chr(0xDC00 + value) for value in unused_bytes(encoding))
    return re.compile(f"[{unused}]" if unused else "(?!)")


def _in_multi_byte(group: str, encoding: str) -> str | None:
    """Read all bytes of a group in a multi-byte encoding, those that look like UTF-8 too."""
    if len(group) < 2:
        return None
    return decode_exact(group.encode("utf-8", "surrogateescape"), encoding)


def _run_by_run(text: str, reading: _GroupReading, confidence: float) -> Iterator[StrayReading]:
    """Yield the reading of each run of stray bytes; in a multi-byte encoding that of the group."""
    start, end, encoding, read_text = reading.start, reading.end, reading.encoding, reading.text
    if is_multi_byte(encoding):
        yield StrayReading(start, end, read_text, encoding, confidence)
        return
    around = (text[max(0, start - 1) : start] or " ") + read_text + text[end : end + 1]
    for first, last in _runs(text, start, end):
        place = first - start
        after = read_text[place : last - start]
        beside = around[place : place + 1] + around[last - start + 1 : last - start + 2]
        alone = len(after) == 1 and after.isalpha() and not any(map(str.isalpha, beside))
        if alone and not _stands_alone(reading, place, after, text):
            continue
        yield StrayReading(first, last, after, encoding, confidence)


def _stands_alone(reading: _GroupReading, place: int, letter: str, text: str) -> bool:
    """Tell whether a letter may be a word: less odd than dirt where the words around it are read.

    If it is the only thing that was read it has to be of the alphabet of the words around it.
    """
    before = text[max(0, reading.start - _CONTEXT) : reading.start] + reading.text[:place]
    after = reading.text[place + 1 :] + text[reading.end : reading.end + _CONTEXT]
    before, after = before.rpartition("\n")[2][-_CONTEXT:], after.partition("\n")[0][:_CONTEXT]
    left, right = _RUN.sub("", before), _RUN.sub("", after)
    if reading.text == letter and not _same_alphabet(letter).search(f"{left}\0{right}"):
        return False
    without = f"{left} {right}".replace("   ", " ")
    return bits(left + letter + right) < bits(without) + _ALONE_BITS


def _same_alphabet(letter: str) -> re.Pattern[str]:
    """Return what finds words of the alphabet of a letter: of Latin, on both sides of it."""
    if letter < "Ͱ":
        return re.compile(r"[a-zß-ſ]{3}.*?\0.*?[a-zß-ſ]{3}")
    first, last = ("Ͱ", "Ͽ") if letter <= "Ͽ" else ("Ѐ", "ӿ")
    return re.compile(f"[{first}-{last}]{{3}}")


# --- where stray bytes stand, and which may be the rest of a character of UTF-8 ---------------


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the groups of stray bytes, in pieces where a group is long."""
    for match in _GROUP.finditer(text):
        start = match.start()
        while match.end() - start > _LONGEST:
            last = max(m.end() for m in _RUN.finditer(text, start, start + _LONGEST))
            yield start, last
            following = _RUN.search(text, last, match.end())
            if following is None:
                break
            start = following.start()
        else:
            yield start, match.end()


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _RUN.finditer(text, start, end))


def _before_cut(text: str, start: int, end: int) -> int:
    """Return the end of a group without a character that the end of the text has cut off."""
    spans = list(_runs(text, start, end))
    first, last = spans[-1]
    if last < len(text) or not _CUT.fullmatch(_as_bytes(text[first:last])):
        return end
    return spans[-2][1] if len(spans) > 1 else start


def _is_cut(text: str, start: int, end: int) -> bool:
    """Tell whether bytes may as well be the rest of a character like those around it."""
    run = _as_bytes(text[start:end])
    if not _CUT.fullmatch(run):
        return False
    if run[0] >= _THREE_BYTES:
        beside = text[start - 1 : start] + text[end : end + 1]
        return any("\u0800" <= char < "\ud800" or char > "\udfff" for char in beside)
    around = text[max(0, start - _SAME_TEXT) : end + _SAME_TEXT]
    first, last = ((run[0] & 0x1F) << 6), ((run[0] & 0x1F) << 6) + 0x3F
    return re.search(f"[{chr(first)}-{chr(last)}]", around) is not None


def _dirt_bits(run: str) -> float:
    """Return the bits for the belief that a run is dirt, or the rest of a character."""
    cut = len(run) > 1 and _CUT.fullmatch(_as_bytes(run))
    fillers = run.count(_ALL_ONES)
    return _CUT_BITS if cut else _DIRT_BITS * (len(run) - fillers) + _FILLER_BITS * fillers


def _as_bytes(run: str) -> bytes:
    return bytes(ord(char) - 0xDC00 for char in run)

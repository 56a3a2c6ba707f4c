"""Refusal: lines of Latin letters that no reading can make more natural, told at little cost.

Some Latin letters are signs of a wrong reading beside some others: ``è`` before ``a`` is ``č`` in
a Czech file that was read as Windows-1252.  In many languages they stand so by right, and the
searches for what such a line may say ask the models hundreds of times.  Here the models are asked
a few times: what the line costs as it stands, and what its words beyond ASCII would cost as each
other page of Latin letters has them, in the languages that were written in that page.  If that
saves too little in each of these languages, or the line would be no natural text in it then, the
searches would find nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from ..encodings import decode_table, encoding_named
from ..kernels import compiled_module
from ..language.any_language import compiled_any_language, excess_in_any_language
from ..language.languages import LANGUAGES_OF, SCRIPT_BITS
from ..language.model_files import UNITS_PER_BIT
from ..language.naturalness import LaneCosts, lane_costs, typical_bits
from ..language.ngram_costs import REGIONS
from ..patterns import lazily
from .acceptance import WORD
from .channels import CHANNELS
from .legacy.unstructured import LANGUAGES_IN, LINE_EXCESS, WESTERN_LANGUAGES
from .structure.utf8_readers import may_show_utf8

if TYPE_CHECKING:
    from ..kernels._refusal import Refusal

#: Nothing but letters of Latin, and the punctuation of printed text.  In such a line only one page
#: of Latin letters can have been taken for another, or the letters are odd in any language.
_LETTER: Final = "À-ÖØ-öø-ʯ\u0300-\u036fḀ-ỿ"
_OTHERS: Final = lazily(f"[^\x00-\x7f{_LETTER}“”„‘’‚…«»‹›–—ʻʼ\N{NO-BREAK SPACE}]")
#: A lead byte of UTF-8 and a trail byte, as Windows-1252 and Latin-1 show them.  The words beside
#: them are judged as UTF-8, and ``Å`` before a no-break space is ``Š``.
_PAIR: Final = lazily("[Â-ÖØ-ß][“”„‘’‚…«»‹›–—\N{NO-BREAK SPACE}]")
#: Letters as lead bytes of UTF-8, each before a trail byte, or before a no-break space that became
#: a blank or was trimmed: behind a capital that is all, other letters need one more trail byte.
_LEADS: Final = "".join(filter(str.isupper, map(chr, range(0xC0, 0x17F)))) + "ßõýþăđ"
_SEQUENCE: Final = lazily(
    f"[{_LETTER}][^\x00-\x7f]|[{_LEADS}] |[{_LETTER}] [^\x00-\x7fà-öø-ÿ]|Â\\Z"
)
#: More stretches with signs than this cost more than the searches spare.
_MOST_STRETCHES: Final = 8
#: A stretch between characters of another kind is judged by itself if it has so many code points.
_LEAST_STRETCH: Final = 40
#: Where more than one character in so many is beyond ASCII, punctuation may begin sequences.
_MOSTLY_ASCII: Final = 4
#: How many standard deviations above natural, in any language, the words may lie that are taken for
#: words of some language; most of whose letters are ASCII, and others.  Set on training text: of
#: 9,000 words in other scripts, all letters of which are beyond ASCII, two lie at 1.6 and 3.5, the
#: others at 5.3 and higher.
_MIXED_EXCESS: Final = 3.0
_MOST_EXCESS: Final = 1.5
#: Bits that a reading must save at least: fewer than the searches want.
_LEAST_SAVED: Final = 7.0
#: How many standard deviations above natural the line may lie then: more than the searches allow.
_MOST_LINE_EXCESS: Final = LINE_EXCESS + 0.3
#: The lanes of Latin, and the languages of them, behind which comes the pooled lane.
_LATIN: Final = slice(REGIONS["latin"][0], REGIONS["latin"][0] + len(REGIONS["latin"][1]))
_LANGUAGES: Final = LANGUAGES_OF["latin"]
_NAMED: Final = len(_LANGUAGES) + 1
#: Words of one line that are looked at, in code points.
_LONGEST: Final = 600


def is_plain(line: str) -> bool:
    """Tell whether a line holds nothing beyond ASCII but letters of Latin and printed punctuation.

    Nor a pair of characters that is UTF-8, as Windows-1252 shows it.

    >>> is_plain("Où est l’été ?"), is_plain("Ã©tÃ©"), is_plain("где?")
    (True, False, False)
    >>> is_plain("name: Å\N{NO-BREAK SPACE}koda")
    False
    """
    return _OTHERS.search(line) is None and _PAIR.search(line) is None


def may_hold_sequences(line: str) -> bool:
    """Tell whether a plain line may hold a sequence of UTF-8 as a code page shows it.

    Its first character is a letter, and behind it stands another beyond ASCII, or a blank that was
    none; what punctuation begins is a sequence only where most of a line is garbled.

    >>> may_hold_sequences("Où est l’été à la côte ?"), may_hold_sequences("ÄŒesko")
    (False, True)
    """
    if _SEQUENCE.search(line) is not None:
        return True
    return _MOSTLY_ASCII * sum(char > "\x7f" for char in line) > len(line)


def is_refused_around(line: str, places: Iterable[int]) -> bool:
    """Tell whether no reading of a line can be accepted, by what stands around its signs.

    ``places`` are those of the signs.  Each must stand in a stretch of the line that is plain, and
    be no part of a sequence of UTF-8 in any page.  What is around such stretches holds no sign.

    >>> is_refused_around("日本 — Vive la Bretagne, et vive le Viêtnam !", [34])
    True
    >>> is_refused_around("日本 — Èlanovi komisije su politièki podeljeni.", [5, 31])
    False
    """
    signs: list[int] = []
    for place in places:
        if may_show_utf8(line, place):
            return False
        signs.append(place)
    end = stretches = 0
    for number, place in enumerate(signs):
        if place < end:
            continue
        start, end = _stretch_around(line, place)
        stretch = line[start:end]
        stretches += 1
        if stretches > _MOST_STRETCHES or end - start < min(_LEAST_STRETCH, len(line)):
            return False
        inside = [p - start for p in signs[number:] if p < end]
        if _PAIR.search(stretch) is not None or not is_refused(stretch, inside):
            return False
    return True


def _stretch_around(line: str, place: int) -> tuple[int, int]:
    """Return where the stretch of plain characters around a place begins and ends."""
    start = 0
    for other in _OTHERS.finditer(line):
        if other.start() >= place:
            return start, max(other.start(), start)
        start = other.end()
    return start, len(line)


def is_refused(line: str, places: Iterable[int]) -> bool:
    """Tell whether no reading of a plain line can be accepted; ``places`` are those of its signs.

    >>> is_refused("Dema ku ez zarok bûm, bavê min çîrok digotin.", [18, 32])
    True
    >>> is_refused("Èlanovi komisije su politièki podeljeni.", [0, 26])
    False
    """
    return _is_refused(line, tuple(places))


@lru_cache(maxsize=8)  # the line as a whole is asked about again where not all of it is refused
def _is_refused(line: str, places: tuple[int, ...]) -> bool:
    kernel = _compiled()
    return refuses(line, places) if kernel is None else kernel.refuses(line, places)


@cache
def _compiled() -> Refusal | None:
    """Return the compiled twin of ``refuses``, where there is one."""
    any_language = compiled_any_language()
    if any_language is None:
        return None
    found: Refusal = compiled_module("_refusal").Refusal(
        any_language,
        list(REGIONS).index("latin"),
        [
            (table, map(_LANGUAGES.index, names.intersection(_LANGUAGES)))
            for table, names in _pages()
        ],
        _LONGEST,
        int(_LEAST_SAVED * UNITS_PER_BIT),
        (_MIXED_EXCESS, _MOST_EXCESS, _MOST_LINE_EXCESS),
    )
    return found


def refuses(line: str, places: Iterable[int]) -> bool:
    """Tell what ``is_refused`` does: in Python."""
    spans = [match.span() for match in WORD.finditer(line)]
    words = " ".join(dict.fromkeys(_words_at(line, spans, places)))
    if not words or len(words) > _LONGEST or not are_of_some_language(words):
        return False
    every = " ".join([line[i:j] for i, j in spans if not line[i:j].isascii()])
    texts = {words, every} if len(every) <= _LONGEST else {words}
    costs = _of_latin(lane_costs(line))
    most = costs[0] + min(costs[1:]) - _LEAST_SAVED * UNITS_PER_BIT
    return not any(
        units < most and _line_excess(language, units, len(line)) < _MOST_LINE_EXCESS
        for text in texts
        for language, units in _read_anew(text, costs)
    )


def _words_at(line: str, spans: list[tuple[int, int]], places: Iterable[int]) -> Iterator[str]:
    """Yield the words that hold some places, which are in order."""
    words = iter(spans)
    start, end = 0, 0
    for place in places:
        while end <= place:
            start, end = next(words, (place, len(line) + 1))
        if start <= place:
            yield line[start:end]


def _line_excess(language: str, units: int, length: int) -> float:
    """Return how far above natural a line of some length lies that costs so much."""
    mean, deviation = typical_bits(language, length)
    return ((units / UNITS_PER_BIT + SCRIPT_BITS) / length - mean) / deviation


@lru_cache(maxsize=1024)
def are_of_some_language(words: str) -> bool:
    """Tell whether words are as natural as those of some language are, with letters beyond ASCII.

    >>> are_of_some_language("değişik ışık"), are_of_some_language("ĞÀÁÎÒÀ")
    (True, False)
    """
    beyond = sum(char > "\x7f" for char in words)
    is_mixed = 2 * beyond <= sum(map(str.isalpha, words))
    return excess_in_any_language(words) <= (_MIXED_EXCESS if is_mixed else _MOST_EXCESS)


def _read_anew(words: str, line: LaneCosts) -> Iterator[tuple[str, int]]:
    """Yield the language of a line with words read anew through each page, and what it costs.

    Pages are left out in which that language was not written.
    """
    beyond = {ord(char) for char in words if char > "\x7f"}
    readings: dict[str, frozenset[str]] = {}
    for table, languages in _pages():
        if beyond <= table.keys():
            said = words.translate(table)
            readings[said] = readings.get(said, frozenset()) | languages
    rest = list(map(int.__sub__, line, _weight(words)))
    for said, languages in readings.items():
        if said != words:
            costs = list(map(int.__add__, rest, _weight(said)))
            language = _LANGUAGES[costs.index(min(costs[1:_NAMED]), 1) - 1]
            if language in languages:
                yield language, costs[0] + min(costs[1:])


@lru_cache(maxsize=4096)
def _weight(words: str) -> array[int]:
    """Weigh words, once; an array, for a list of as many numbers takes seven times its bytes."""
    return array("i", _of_latin(lane_costs(f" {words} ")))


def _of_latin(costs: LaneCosts) -> LaneCosts:
    """Return what is of no script, and the lanes of Latin."""
    return [costs[0], *costs[_LATIN]]


@cache
def _pages() -> tuple[tuple[dict[int, str], frozenset[str]], ...]:
    """Return what each page makes of the letters of a reader, and the languages written in it."""
    found: list[tuple[dict[int, str], frozenset[str]]] = []
    for channel in CHANNELS:
        if _is_latin(channel.written_in) and _is_latin(channel.read_as):
            written, shown = decode_table(channel.written_in), decode_table(channel.read_as)
            table = {ord(shown[byte]): written[byte] for byte in range(0x80, 0x100)}
            found.append((table, LANGUAGES_IN.get(channel.written_in, WESTERN_LANGUAGES)))
    return tuple(found)


def _is_latin(page: str) -> bool:
    return page != "utf-8" and encoding_named(page).script == "Latin"

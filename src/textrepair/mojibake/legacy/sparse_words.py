"""Single words in Latin letters between DOS, Windows and MacRoman: ``Bj”rn``, ``franÁais``.

Names in the comments of programs, in lists and in tables, where the rest of the line is ASCII, so
that the line as a whole tells nothing.  DOS and MacRoman letters are signs in Windows-1252
(``Fran‡ois``, ``M‚xico``), as are those of Central Europe (``tak¿e``, ``Bucureºti``), and letters
of Windows-1252 are capitals in MacRoman (``MÈxico``).  Turkish has ``ý`` and ``þ`` in words.  No
clean text has such a sign between two letters, and hardly any a capital behind a small letter (see
below), so a word is read anew if what it says then is natural in a language that was written in
these pages, and not much dearer than its parts without the sign, or than the word with a small
letter in place of the capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ...encodings import decode_exact, reencode
from ...language import naturalness
from ...language.any_language import bits_in_any_language
from ...language.languages import SCRIPT_OF
from ...patterns import lazily
from ..channels import CHANNELS, Channel
from ..whole_line import GarbledPassage
from .unstructured import LANGUAGES_IN, WESTERN_LANGUAGES

_DOS: Final = ("cp437", "cp850")
_CHANNELS: Final = tuple(
    channel
    for channel in CHANNELS
    if (channel.written_in in (*_DOS, "mac-roman") and channel.read_as == "western")
    or (channel.written_in == "cp1252" and channel.read_as in ("mac-roman", "cp850"))
    or (channel.written_in in LANGUAGES_IN and channel.read_as == "western")
) + tuple(Channel(page, "mac-roman", 18.0) for page in _DOS)
_TURKISH_CHANNELS: Final = tuple(c for c in _CHANNELS if c.written_in == "cp1254")
#: Pages in which þ is another letter.
_OF_LETTERS: Final = tuple(c for c in _CHANNELS if c.written_in in ("cp1250", "cp1254", "cp1257"))
_ROMANIAN_CHANNELS: Final = tuple(c for c in _CHANNELS if c.written_in == "cp1250")
#: A word with what may be letters of it, without the ASCII signs of code and of data around it.
_WORD: Final = lazily(r"[^\s\x00-@\[-`{-\x7f]+")
_LETTERS: Final = lazily("[A-Za-zÀ-ÖØ-öø-ſȘ-ț]+(?:’[A-Za-zÀ-ÖØ-öø-ſȘ-ț]+)?")
#: Signs that stand between letters in no text of 70 million characters in 141 languages, ...
_NEVER: Final = "‚„†‡ˆ‰‹›¡¢£¤¥€™˜¸˙˚¯˘˝˛§¾¿³¹ºª¶±¼µ"
#: ... and quotation marks, which stand so where a blank is missing: once in 600,000 characters.
_QUOTES: Final = "“”"
#: What DOS and MacRoman letters are besides, at the edges of words where clean text has them too.
_SIGNS: Final = _NEVER + _QUOTES + "ƒ…•–—‘’\N{NO-BREAK SPACE}"
_SIGN: Final = lazily(f"[{_SIGNS}]")
_LETTER: Final = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_NEVER_INSIDE: Final = lazily(f"{_LETTER}[{_NEVER}](?=[a-zß-ÿﬂ])|[A-Z][¥™€](?=[A-Z])")
#: Nor does a word end or begin with some of them.
_NEVER_AT_EDGE: Final = lazily("^[ˆ‰][a-zß-ÿ]{2}|[a-zß-ÿ]{2}[‚ˆ¢]$")
_NEVER_AT_END: Final = lazily(f"[a-zß-ÿ][{_NEVER}]")
_QUOTE_INSIDE: Final = lazily(f"{_LETTER}[{_QUOTES}](?=[a-zß-ÿ])")
#: A capital behind a small letter, or behind the capital that begins a word.  In 70 million
#: characters 90 words are so, 60 of them Irish words with an initial before their own.
_CAPITAL_INSIDE: Final = lazily("[a-zß-ÿ][À-ÖØ-ÞŠŽŸ](?![A-ZÀ-ÞŠŽŸ])|^[A-Z][À-ÖØ-ÞŠŽŸ](?=[a-zß-ÿ])")
#: A small letter beyond ASCII between capitals: none.
_SMALL_INSIDE: Final = lazily("[A-Z]{2}[à-öø-ÿ](?=[A-Z])")
_IRISH: Final = lazily("^(?:[hnt]|[bdgm]h?)[ÁÉÍÓÚ]")
#: Letters that Windows-1252 shows for ı, ş and ğ, beside the others of Turkish.
_TURKISH: Final = lazily("^[A-Za-zçöüâîûýþðÇÖÜÝÞÐ]*[ýþð][A-Za-zçöüâîûýþðÇÖÜÝÞÐ]*$")
#: The one that it shows for ţ, beside the others of Romanian.
_ROMANIAN: Final = lazily("^[A-Za-zãâîÃÂÎ]*[þÞ][A-Za-zãâîÃÂÎ]*$")
_BROKEN_CASE: Final = lazily("[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ]{2}[a-zß-öø-ÿ]")
#: A word of fewer letters proves nothing.
_LEAST_LETTERS: Final = 4
#: Bits that a word without signs must save of what it costs in any language.  Of 13,900 words of
#: all languages that could be Turkish 4 do, two of which are damaged, and of 500 that could be
#: Romanian 8, all damaged; of Turkish words 46 % are taken, of Romanian ones 39.
_LEAST_OF_LETTERS: Final = 8.0
#: By how many bits another word of the line may be dearer than its parts.
_MOST_DEARER: Final = 10.0
#: How far above natural the other words of a line may lie that came through a channel.
_OTHER_EXCESS: Final = 5.0
#: Bits by which it must beat what another page makes of it.
_LEAD_BITS: Final = 5.0
#: Longer lines are read in their first so many words beyond ASCII.
_MOST_WORDS: Final = 60


#: Marks around a word, which may be letters of it; none but low quotation marks open only.
_CLOSERS: Final = "“”‘’…–—•‹›\N{NO-BREAK SPACE}«»¡¿"
_OPENERS: Final = _CLOSERS + "„‚"
_OPENING_QUOTE: Final = lazily("[“„«]|(?<![^\\s(])”")
#: Two words and a sign between them, or a name in camel case: not even doubtful.
_TWO_WORDS: Final = lazily(
    f"[A-Za-zÀ-ÿ]{{3}}[{_NEVER}][A-Za-zÀ-ÿ]{{3}}|[a-zß-ÿ]{{2}}[À-ÖØ-ÞŠŽŸ][a-zß-ÿ]{{2}}"
)
_QUOTE_BEHIND: Final = lazily(f"[a-zß-ÿ]{{2}}[{_QUOTES}]")
#: Marks of Windows-1252 that are letters of MacRoman, between two letters.
_MARK_INSIDE: Final = lazily(f"{_LETTER}[–—‘’“”•](?=[a-zß-ÿ])")
#: ż of Polish; Spanish questions begin so too, but not beside words of a page of Central Europe.
_ASKED: Final = lazily("¿[a-zß-ÿ]")
_ELIDED: Final = lazily(f"^[cdjlmnst][{_QUOTES}]")


@dataclass(frozen=True, slots=True)
class _Demand:
    """What it takes to believe what a word says.

    A word with signs may cost so many bits more than its parts without them, fewer with quotation
    marks, and one with a capital must save so many; both lie at most so many standard deviations
    above natural text, words of three letters fewer.
    """

    most_dearer: float
    most_dearer_quoted: float
    most_excess: float
    least_saved: float
    capital_excess: float
    most_of_short: float = 2.0


#: Of 2,370 words in 14 languages with such signs 88 % are taken, of 3,744 pairs of words with such
#: a sign for the blank 1.5 %; of 958 words with capitals 76 %, of 803 words with a capital of their
#: own 3, of 1,203 names in camel case 2; of 5.6 million clean lines none.
_SURE: Final = _Demand(10.0, 6.0, 4.0, 6.0, 3.3)
#: What may be as likely as what is sure: by so much dearer that the lead of a sure word counts.
_RIVAL: Final = _Demand(
    _SURE.most_dearer + _LEAD_BITS,
    _SURE.most_dearer_quoted + _LEAD_BITS,
    _SURE.most_excess + 1.0,
    _SURE.least_saved,
    _SURE.capital_excess,
)
#: What is said to be doubtful.
_DOUBTFUL: Final = _Demand(25.0, 6.0, 6.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a word says through a channel, and how much better that is."""

    start: int
    end: int
    text: str
    channel: Channel
    saved: float
    excess: float
    language: str
    word: int = 0


def sparse_words(line: str) -> list[GarbledPassage]:
    """Return the words of a line that hold signs or capitals for their letters, in order.

    >>> [p.text for p in sparse_words("Author: Bj”rn Fahlstr”m")]
    ['Björn', 'Fahlström']
    >>> sparse_words("“yes”or “no”, Smith†Jones, hÉireann, getÉtat"), sparse_words("cost£each")
    ([], [])
    """
    words = [m for m in _WORD.finditer(line) if not m[0].isascii()][:_MOST_WORDS]
    proved = {m.start(): found for m in words if (found := _readings(line, m, _SURE))}
    ranked = sorted(map(_by_channel(proved).get, _CHANNELS), key=_saved, reverse=True)
    best = ranked[0]
    if not best or any(
        _saved(best) - _saved(r) < _LEAD_BITS and not _agree(best, r) for r in ranked
    ):
        return []
    if any(_has_rival(line, m, best) for m in words if m.start() in proved):
        return []
    # Code pages that agree on these words may differ on others.
    alike = [_with_others(line, words, r) for r in ranked if r and _saved(best) == _saved(r)]
    found = min(alike, key=lambda read: naturalness(" ".join(r.text for r in read)).excess)
    return [
        GarbledPassage(r.start, r.end, r.text, (r.channel,), _saved(best), natural=True)
        for r in sorted(found, key=lambda r: r.start)
    ]


def _with_others(line: str, words: list[re.Match[str]], found: list[_Reading]) -> list[_Reading]:
    """Return the readings of a line through a channel, those of its other words too."""
    known, languages = {r.word for r in found}, tuple(sorted({r.language for r in found}))
    others = (_other(line, m, found[0].channel, languages) for m in words)
    return [*found, *(r for r in others if r is not None and r.word not in known)]


def doubtful_words(line: str) -> list[GarbledPassage]:
    """Return the words of a line that may be so, each with its likeliest reading.

    >>> [p.text for p in doubtful_words("He is at the Universit‰t now")]
    ['Universitët']
    """
    found: list[GarbledPassage] = []
    for match in _WORD.finditer(line):
        if match[0].isascii():
            continue
        # Two words may be one for all that, which is sure but for what other pages make of it.
        demand = _DOUBTFUL if _TWO_WORDS.search(match[0]) is None else _SURE
        readings = _readings(line, match, demand)
        if readings:
            best = min(readings, key=lambda r: (r.excess, -r.saved))
            passage = GarbledPassage(
                best.start, best.end, best.text, (best.channel,), best.saved, natural=False
            )
            found.append(passage)
    return found[:_MOST_WORDS]


def _by_channel(proved: dict[int, list[_Reading]]) -> dict[Channel, list[_Reading]]:
    """Return the best reading of each word through each channel."""
    found: dict[Channel, list[_Reading]] = {}
    for readings in proved.values():
        for channel in {r.channel for r in readings}:
            of_word = [r for r in readings if r.channel == channel]
            found.setdefault(channel, []).append(min(of_word, key=lambda r: r.excess))
    return found


def _has_rival(line: str, match: re.Match[str], best: list[_Reading]) -> bool:
    """Tell whether another code page makes another word of a word, which is hardly less likely.

    It need not be believed by itself: ``priv‚telefoonnummer`` is é in DOS and â in MacRoman, and
    what is dearer than its parts by a bit more than is believed may be what was written.
    """
    taken = [r for r in best if r.word == match.start()]
    return any(
        rival.text != r.text
        and (rival.start, rival.end) == (r.start, r.end)
        and r.saved - (rival.saved - _LEAD_BITS) < _LEAD_BITS
        for r in taken
        for rival in _readings(line, match, _RIVAL)
    )


def _saved(readings: list[_Reading] | None) -> float:
    return sum(r.saved for r in readings or ())


def _agree(one: list[_Reading], other: list[_Reading] | None) -> bool:
    """Tell whether two channels say nothing else of any word."""
    said = {r.start: r.text for r in one}
    return all(said.get(r.start) == r.text for r in other or ())


def _readings(line: str, match: re.Match[str], demand: _Demand) -> list[_Reading]:
    """Return what a word that holds what no clean word does says through the channels."""
    word = match[0].lstrip(_OPENERS).rstrip(_CLOSERS)
    if len(word) < _LEAST_LETTERS - 1:
        return []
    is_signed = (
        _NEVER_INSIDE.search(word)
        or _NEVER_AT_EDGE.search(word)
        or (
            _QUOTE_INSIDE.search(word) is not None
            and _ELIDED.match(word) is None
            and not _is_in_quotation(line, match)
        )
    )
    is_odd = _CAPITAL_INSIDE.search(word) or _SMALL_INSIDE.search(word)
    judge, channels = _by_letters, _of_other_alphabet(word)
    if not channels and (is_signed or (is_odd and not _IRISH.match(word))):
        judge, channels = _by_signs if is_signed else _by_capital, _CHANNELS
    found = (
        judge(line[start:end], start, channel, demand)
        for start, end in _variants(match)
        for channel in channels
    )
    return [replace(r, word=match.start()) for r in found if r is not None]


def _of_other_alphabet(word: str) -> tuple[Channel, ...]:
    """Return the channels through which all letters of a word are of Turkish or Romanian."""
    turkish = _TURKISH_CHANNELS if _TURKISH.match(word) else ()
    return turkish + (_ROMANIAN_CHANNELS if _ROMANIAN.match(word) else ())


def _variants(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of a word with the signs at its edges, and without them."""
    word, start, end = match[0], match.start(), match.end()
    first = start + len(word) - len(word.lstrip(_OPENERS))
    last = end - len(word) + len(word.rstrip(_CLOSERS))
    yield from dict.fromkeys([(first, last), (start, last), (first, end), (start, end)])


def _is_in_quotation(line: str, match: re.Match[str]) -> bool:
    """Tell whether the quotation marks of a word go with others of its line."""
    rest = _QUOTE_INSIDE.sub("", line[: match.start()] + " " + line[match.end() :])
    return _OPENING_QUOTE.search(rest) is not None


def _by_signs(word: str, start: int, channel: Channel, demand: _Demand) -> _Reading | None:
    """Judge a word with signs between its letters, against its parts without the signs."""
    text = _through(word, channel)
    if text is None:
        return None
    parts = _SIGN.sub(" ", word).split()
    apart = naturalness(_small(" ".join(parts)))
    read = naturalness(_small(text), _languages(channel.written_in))
    is_sign = _NEVER_INSIDE.search(word) or _NEVER_AT_EDGE.search(word)
    saved = apart.bits - read.bits + (demand.most_dearer if is_sign else demand.most_dearer_quoted)
    most = demand.most_excess if len(text) >= _LEAST_LETTERS else demand.most_of_short
    if read.language is None or saved < 0.0 or read.excess > most:
        return None
    return _Reading(start, start + len(word), text, channel, saved, read.excess, read.language)


def _by_capital(word: str, start: int, channel: Channel, demand: _Demand) -> _Reading | None:
    """Judge a word with a capital inside, against a small letter there, and against two words."""
    text = _through(word, channel)
    if text is None:
        return None
    apart = _CAPITAL_INSIDE.sub(lambda m: f"{m[0][0]} {m[0][1:]}", word)
    folded = word[0] + word[1:].lower()
    if text.isupper():
        apart, folded = word.lower(), word.lower()
    read = naturalness(_small(text), _languages(channel.written_in))
    saved = min(naturalness(apart).bits, naturalness(folded).bits) - read.bits
    most = demand.capital_excess if len(text) >= _LEAST_LETTERS else demand.most_of_short
    if read.language is None or saved < demand.least_saved or read.excess > most:
        return None
    return _Reading(start, start + len(word), text, channel, saved, read.excess, read.language)


def _by_letters(word: str, start: int, channel: Channel, demand: _Demand) -> _Reading | None:
    """Judge a word whose letters may be those of another alphabet, against any language."""
    text = _through(word, channel)
    if text is None:
        return None
    read = naturalness(_small(text), _languages(channel.written_in))
    saved = bits_in_any_language(_small(word)) - read.bits - _LEAST_OF_LETTERS
    if read.language is None or saved < 0.0 or read.excess > demand.capital_excess:
        return None
    for other in _OF_LETTERS:
        rival = _through(word, other)
        if other != channel and rival is not None and rival != text:
            known = _languages(other.written_in)
            if naturalness(_small(rival), known).bits - read.bits < _LEAD_BITS:
                return None
    return _Reading(start, start + len(word), text, channel, saved, read.excess, read.language)


def _other(
    line: str, match: re.Match[str], channel: Channel, languages: tuple[str, ...]
) -> _Reading | None:
    """Return what another word of a line says through its channel, if that is better."""
    for start, end in reversed(list(_variants(match))):
        word = line[start:end]
        text = _through(word, channel)
        if text is None or len(text) < 2:
            continue
        is_odd = (
            _BROKEN_CASE.search(word)
            or _NEVER_AT_END.search(word)
            or (channel.written_in == "mac-roman" and _MARK_INSIDE.search(word))
            or (channel.written_in in LANGUAGES_IN and _ASKED.match(word))
            or (_QUOTE_BEHIND.search(word) and not _is_in_quotation(line, match))
        )
        known = _languages(channel.written_in) if is_odd else languages
        apart, read = naturalness(_SIGN.sub(" ", word), known), naturalness(text, known)
        saved, least = apart.bits - read.bits, -_MOST_DEARER if is_odd else _LEAD_BITS
        if saved >= least and read.excess <= _OTHER_EXCESS:
            return _Reading(
                start, end, text, channel, saved, read.excess, languages[0], match.start()
            )
    return None


def _small(text: str) -> str:
    """Return a text in small letters if it is in capitals, of which the models know few."""
    return text.lower() if text.isupper() else text


def _through(word: str, channel: Channel) -> str | None:
    """Return what a word says through a channel if that is one word of letters; else None."""
    data = reencode(word, channel.read_as)
    reading = None if data is None else decode_exact(data, channel.written_in)
    if reading is None or reading == word or _LETTERS.fullmatch(reading) is None:
        return None
    return reading if _BROKEN_CASE.search(reading) is None else None


@cache
def _languages(written_in: str) -> tuple[str, ...]:
    """Return the languages that were written in a code page, and that have a model."""
    names = LANGUAGES_IN.get(written_in, WESTERN_LANGUAGES)
    return tuple(sorted(name for name in names if name in SCRIPT_OF))

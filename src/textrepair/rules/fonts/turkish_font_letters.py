"""Letters of Turkish that the fonts of a PDF wrote as others: İ as Ġ, Ş as ġ, ş as Ģ.

Looks like:    çalıĢma, ÇALIġMANIN ÖNEMĠ, GeliĢim, Ġstanbul, TÜRKĠYE‟de, ―geliĢme‖
Happens when:  a document is made into a PDF with fonts that name these letters by the numbers of
               others, and the text is taken out of the PDF again. The quotation marks of such files
               are others too.
Undone by:     reading ş, Ş and İ again where the word is in small letters, in capitals or has one
               capital, and is Turkish by its letters and by the language model. A capital Ģ
               behind a small letter, a small ġ between capitals, and Ġ in a word with other
               letters of Turkish tell; other words are read so beside such, or where the words
               around are Turkish.
Left alone:    Maltese (Ġorġ, raġel, PAĠNA), Latvian (Ģirts, ĢIMENE), Karakalpak (tiykarģı), and the
               tokens of language models (helloĠworld).
Example:
    >>> import textrepair
    >>> textrepair.fix("ÖĞRENCĠLERĠN GELĠġĠMĠ ve öğrenme çalıĢmaları")
    'ÖĞRENCİLERİN GELİŞİMİ ve öğrenme çalışmaları'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final, NamedTuple

from ...edits import Edit
from ...language.naturalness import naturalness
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

NAME: Final = "turkish-font-letters"

_CAPITALS: Final = "A-ZÇĞİÖŞÜÂÎÛ"
_SMALL: Final = "a-zçğıöşüâîû"
TRIGGER: Final = Trigger(
    first="ĠġĢ",
    # Ġ and Ģ begin words of Maltese and Latvian, and tokens of language models
    then=f"(?<=[{_SMALL}]Ģ)|(?<=[{_CAPITALS}]Ģ)(?=[{_SMALL}])|(?<=[{_CAPITALS}][Ġġ])|(?<=Ġ)[{_CAPITALS}]{{2}}"
    "|(?<=Ġ)(?:stanbul|zmir|ngili|slam)",
)

_LETTERS: Final = {"Ġ": "İ", "ġ": "Ş", "Ģ": "ş"}
_SHOWN: Final = str.maketrans(_LETTERS)
_WRITTEN: Final = str.maketrans({**{after: before for before, after in _LETTERS.items()}, "’": "‟"})
_MESSAGE: Final = "the font of a PDF wrote a letter of Turkish as another"
_MARK_MESSAGE: Final = "the font of a PDF wrote a quotation mark as another"

_WORD: Final = lazily(r"[^\W\d_]+")
#: Words as Turkish writes them: in small letters, with one capital, or in capitals.
_OF_ONE_CASE: Final = lazily(f"[{_CAPITALS}]?[{_SMALL}]+|[{_CAPITALS}]+")
#: What clean text of no language holds: Ģ behind small letters or before them; and, in words that
#: are Turkish, ġ between capitals, and Ġ among letters that Maltese lacks.
_PROOF: Final = lazily(f"[{_SMALL}]Ģ|[{_CAPITALS}]Ģ[{_SMALL}]")
_SIGN: Final = lazily(
    f"[{_CAPITALS}Ġ]ġ|^ġ[{_CAPITALS}]{{2}}"
    f"|^(?=.*[ÇĞÖŞÜ])[{_CAPITALS}]*Ġ[{_CAPITALS}Ġġ]*$|^Ġ[{_SMALL}Ģ]*[çğıöşü]"
)
_IN_CAPITALS: Final = lazily(f"[{_CAPITALS}][ĠġĢ]|[Ġġ][{_CAPITALS}]|(?<=['’‟])Ġ")
_APOSTROPHES: Final = ("'", "’", "‟")
_TURKISH: Final = lazily("[ığşİŞĞ]")
#: Letters of Maltese and Latvian that Turkish lacks.
_OTHERS: Final = lazily("[ĊċĦħŻżĀāČčĒēĪīĶķĻļŅņŠšŪūŽž]")
#: ‟ as an apostrophe before a suffix, and ― and ‖ around words.
_MARKS: Final = lazily(
    r"(?<=[\w)\]])(?P<apostrophe>‟)(?=[^\W\d_])|(?P<open>―)[^―‖\n]{1,400}(?P<close>‖)"
)

#: How many standard deviations above natural Turkish a word may lie, and the words around it with
#: it.  Of 673 words of the training text with such letters 998 in 1,000 lie lower; words of
#: Maltese that are read so lie at 4.7 and higher.
_WORD_EXCESS: Final = 4.2
_AROUND_EXCESS: Final = 2.0
#: The same for words that bear a sign, beside others: names from elsewhere, which case proves.
_SIGNED_EXCESS: Final = 8.0
#: Words before and behind one that are looked at, and least letters of them together.
_NEARBY: Final = 3
_LEAST_LETTERS: Final = 12
#: Different words with signs that tell that a text came from such a PDF.
_KNOWN_WORDS: Final = 3


class _Word(NamedTuple):
    """A word with such letters: where it stands, what it is, and whether it bears a sign."""

    start: int
    end: int
    shown: str
    is_signed: bool
    excess: float

    def is_taken(self, line: str, *, is_known: bool) -> bool:
        """Tell whether the word is read anew; ``is_known`` tells that others of the text are."""
        limit = _WORD_EXCESS
        if is_known and (self.is_signed or _IN_CAPITALS.search(line, self.start, self.end)):
            limit = _SIGNED_EXCESS
        return self.excess <= limit and (is_known or _is_turkish_around(line, self))


@dataclass
class _Evidence:
    """The different words with signs that a text holds, as far as they are counted."""

    words: set[str] = field(default_factory=set)

    def gather(self, text: str) -> None:
        """Add the words of a text."""
        for line in text.split("\n"):
            if len(self.words) < _KNOWN_WORDS:
                self.words.update(word.shown for word in _words_of(line) if word.is_signed)

    @property
    def is_known(self) -> bool:
        """Whether the text came from such a PDF."""
        return len(self.words) >= _KNOWN_WORDS


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each word with such letters, and for each such quotation mark."""
    del options
    evidence = _Evidence()
    evidence.gather(text)
    return _found(text, is_known=evidence.is_known)


def find_in_chunks(chunks: Iterable[str], options: Options) -> Iterator[Iterable[Edit]]:
    """Yield the edits of each chunk; the whole text tells whether it came from such a PDF."""
    del options
    evidence = _Evidence()
    for text in chunks:
        evidence.gather(text)
    for text in chunks:
        yield list(_found(text, is_known=evidence.is_known))


def _found(text: str, *, is_known: bool) -> Iterator[Edit]:
    offset = 0
    for line in text.split("\n"):
        if not line.isascii():
            yield from _in_line(line, offset, is_known=is_known)
        offset += len(line) + 1


def _in_line(line: str, offset: int, *, is_known: bool) -> Iterator[Edit]:
    """Yield the edits of a line."""
    words = _words_of(line)
    is_known = is_known or any(word.is_signed for word in words)
    edits = [
        (word.start, word.end, word.shown, _MESSAGE)
        for word in words
        if word.is_taken(line, is_known=is_known)
    ]
    if is_known and not _OTHERS.search(line):
        edits += [(*place, mark, _MARK_MESSAGE) for place, mark in _marks(line)]
    for start, end, after, message in sorted(edits):
        yield Edit(NAME, start + offset, end + offset, line[start:end], after, message)


def _words_of(line: str) -> list[_Word]:
    """Return the words of a line that may be Turkish if their letters are read anew.

    >>> [word.shown for word in _words_of("çalıĢma ve Ġstanbul, Ġorġ, raġel, helloĠworld")]
    ['çalışma', 'İstanbul']
    """
    found: list[_Word] = []
    if not any(letter in line for letter in _LETTERS) or _OTHERS.search(line):
        return found
    for match in _WORD.finditer(line):
        shown = match[0].translate(_SHOWN)
        if shown == match[0] or not _OF_ONE_CASE.fullmatch(shown):
            continue
        is_suffix = len(shown) == 1 and line[match.start() - 1 : match.start()] in _APOSTROPHES
        excess = 0.0 if is_suffix else naturalness(_small(shown), ("tr",)).excess
        if excess <= _SIGNED_EXCESS:
            is_signed = _PROOF.search(match[0]) is not None or (
                excess <= _WORD_EXCESS and _SIGN.search(match[0]) is not None
            )
            found.append(_Word(*match.span(), shown, is_signed, excess))
    return found


def _is_turkish_around(line: str, word: _Word) -> bool:
    """Tell whether a word and those around it are Turkish.

    A small ġ begins words of Maltese, which look Turkish if it is another letter, but are not
    among words with letters of Turkish.
    """
    if line[word.start] == "ġ" and word.shown[1:].islower() and not _TURKISH.search(line):
        return False
    before = _WORD.findall(line[max(word.start - 100, 0) : word.start])[-_NEARBY:]
    behind = _WORD.findall(line[word.end : word.end + 100])[:_NEARBY]
    around = " ".join(_small(one.translate(_SHOWN)) for one in (*before, word.shown, *behind))
    if len(around) < _LEAST_LETTERS:
        return False
    found = naturalness(around)
    return found.language == "tr" and found.excess <= _AROUND_EXCESS


def _small(text: str) -> str:
    """Return a text in small letters as Turkish has them."""
    return text.replace("İ", "i").replace("I", "ı").lower()


def _marks(line: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the places of quotation marks that are others, and what they are."""
    for match in _MARKS.finditer(line):
        if match["apostrophe"]:
            yield match.span("apostrophe"), "’"
        else:
            yield match.span("open"), "“"
            yield match.span("close"), "”"


def inflict(text: str, rng: Random) -> str:
    """Write some lines of Turkish with other letters, if the rule can tell that they were."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        garbled = line.translate(_WRITTEN)
        if rng.random() < 0.7 and _read(garbled) == line:
            lines[at] = garbled
    return "\n".join(lines)


def _read(line: str) -> str:
    pieces, place = [], 0
    for edit in _in_line(line, 0, is_known=False):
        pieces += [line[place : edit.start], edit.after]
        place = edit.end
    return "".join((*pieces, line[place:]))


RULE: Final = Rule(
    name=NAME,
    summary="letters of Turkish that the fonts of a PDF wrote as Ġ, ġ and Ģ",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    find_in_chunks=find_in_chunks,
    scope=Scope.DOCUMENT,
)

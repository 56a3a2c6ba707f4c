"""``runs_of``: the words of a line that are all syllables of Vietnamese as a font shows them.

Only words with letters beyond ASCII tell anything; those of ASCII stay what they are, and are kept
for what stands around the others.  A run ends where a word is no syllable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, NamedTuple

from ...patterns import lazily
from .font_signs import SIGN_OF_ONE_CODE, SIGN_OF_TWO_CODES
from .font_tables import TCVN3, VNI, VietnameseFont
from .lost_horns import has_horns
from .syllables import is_compound, is_syllable

#: Weight of a different word that bears a sign, and of one that bears none.
_SIGNED: Final = 2
_PLAIN: Final = 1
#: Most words of a run, so that a line of a million is no single question to a model.
_MOST_WORDS: Final = 200
#: Code points of the longest word that is looked at: two syllables in VNI.
_LONGEST_WORD: Final = 24
#: How many words before and behind one tell its case, and whether it stands in prose.
_NEARBY: Final = 6

#: Marks whose codes are capitals in VISCII, at the end of a word too; those of VISCII between
#: capitals alone, for they end words.
_MARKS: Final = "€‚„†‡ˆ‰‹•˜™›\x80-\x9f"
_ENDING_MARKS: Final = "‘’“”–—…"
#: Letters, and all that a font writes letters with; no part of a word are escapes of source code
#: and the signs for colours in the texts of games (#WViÖt).
_WORD: Final = lazily(
    r"\\[nrt](?=[^\W\d_]|[§®])|#[A-Z](?=[A-ZÐ§])"
    r"|((?:[^\W\d_]|[¡-¿\xad÷×←-◿]"
    rf"|(?<=[A-ZÐ¿´])[{_MARKS}](?=[{_MARKS}A-ZÐ¿´]|$|[^\w{_MARKS}])"
    rf"|(?<=[A-ZÐ¿´])[{_ENDING_MARKS}](?=[A-Z]))+)"
)
#: Words that the font of capitals shows so: two capitals of ASCII, or one behind another letter.
_IN_CAPITALS: Final = lazily("(?!.*[a-z])(?:.*[A-Z].*[A-Z]|.*[^A-Za-z][A-Z])")
_SMALL: Final = lazily("[a-z]")
_ASCII_LETTER: Final = lazily("[A-Za-z]")
#: No word of Vietnamese is without a vowel; a single letter is a sign of something.
_CONSONANTS: Final = lazily("[A-Z]?[bcdghklmnprstvx]+(?<=..)")
#: A word with nothing that joins it to another, as apostrophes and digits do.
_ALONE: Final = lazily(r"(?:^|[\s,.!?:;…\"'“‘>-])[A-Za-z]+(?:$|[\s,.!?:;…\"'”’<-])")
#: Initials, as of the People's Council: HĐND.
_INITIALS: Final = lazily("[A-ZĂÂĐÊÔƠƯ]{2,6}")
#: What parts words that are no prose together, as it does in source code.
_NO_PROSE: Final = lazily(r"[^\w\s,.!?:;…-]|_")


class Place(NamedTuple):
    """A word of a line: where it stands, and its syllable in the font; empty if it is none."""

    start: int
    end: int
    word: str
    shown: str


@dataclass
class Run:
    """Words of a line that are all syllables in a font, or ASCII.

    ``signed`` are its different words with signs that are no syllables as they stand, ``plain``
    the others with letters beyond ASCII; ``others`` counts the words of the line that are
    no syllables.
    """

    line: str
    font: VietnameseFont
    words: list[Place] = field(default_factory=list)
    signed: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    has_hyphens: bool = False
    others: int = 0

    @property
    def weight(self) -> int:
        """How much its words tell."""
        return _SIGNED * len(self.signed) + _PLAIN * len(self.plain)

    @cached_property
    def lost_horns(self) -> int:
        """How many of its words are only syllables with a soft hyphen more: ®îc, nhng."""
        return sum(
            (word.word.isascii() and self._lacks_vowel(number)) or not word.shown
            for number, word in enumerate(self.words)
        )

    def _lacks_vowel(self, number: int) -> bool:
        word = self.words[number].word
        if not _CONSONANTS.fullmatch(word) or not self.is_prose(number):
            return False
        return has_horns(word)

    def shown(self, start: int, end: int) -> str:
        """Return a part of the line as the font shows its words."""
        pieces = []
        for word in self.words:
            if start <= word.start and word.end <= end:
                pieces += [self.line[start : word.start], word.shown or word.word]
                start = word.end
        return "".join((*pieces, self.line[start:end]))

    def is_prose(self, number: int) -> bool:
        """Tell whether nothing but words parts a word from one nearby with letters of the font."""
        word = self.words[number]
        if not word.word.isascii():
            return True
        if not _ALONE.search(self.line, max(word.start - 1, 0), word.end + 1):
            return False
        before = self.words[max(number - _NEARBY, 0) : number][::-1]
        behind = self.words[number + 1 : number + 1 + _NEARBY]
        for others in (before, behind):
            other = next((one for one in others if not one.word.isascii()), None)
            if other is not None:
                first, last = sorted((word, other))
                if not _NO_PROSE.search(self.line, first.end, last.start):
                    return True
        return False

    def cased(self, number: int, shown: str) -> str:
        """Return a word in capitals if it is in the font that shows TCVN3's small letters so.

        A word without small letters of ASCII is, if it has capitals, or most words around it are.
        """
        if self.font.name != TCVN3:
            return shown
        word = self.words[number].word
        if _SMALL.search(word):
            return shown
        around = self.words[max(number - _NEARBY, 0) : number + 1 + _NEARBY]
        capitals = sum(1 for one in around if _IN_CAPITALS.match(one.word))
        small = sum(1 for one in around if _SMALL.search(one.word))
        return shown.upper() if _IN_CAPITALS.match(word) or capitals > small else shown


def sign_of(font: VietnameseFont) -> re.Pattern[str]:
    """Return what one of the words of a run in a font must bear, if the font is not known."""
    return SIGN_OF_TWO_CODES if font.name == VNI else SIGN_OF_ONE_CODE


def runs_of(line: str, font: VietnameseFont) -> list[Run]:
    """Return the runs of a line that hold words in a font.

    >>> from .font_tables import FONTS
    >>> [sorted(run.signed) for run in runs_of("ViÖt Nam, café: TiÕng ViÖt", FONTS[0])]
    [['viöt'], ['tiõng', 'viöt']]
    """
    runs = list(_split(line, font))
    return [replace(run, others=runs[-1].others) for run in runs if run.signed or run.plain]


def _split(line: str, font: VietnameseFont) -> Iterator[Run]:
    run = Run(line, font)
    sign = sign_of(font)
    for match in _WORD.finditer(line):
        word = match[1]
        if word is None:
            continue
        start, end = match.span()
        if word.isascii():
            run.words.append(Place(start, end, word, word))
            continue
        shown = (font.shown(word) or "") if len(word) <= _LONGEST_WORD else ""
        tells = is_syllable(shown) and _is_of_one_case(word, shown, font)
        if not tells and font.name == TCVN3 and has_horns(word):
            shown, tells = "", True
        is_part = tells or _is_name(shown)
        if not is_part or len(run.words) >= _MOST_WORDS:
            yield run
            run = Run(line, font, others=run.others + (not is_part))
        if is_part:
            run.words.append(Place(start, end, word, shown))
            run.has_hyphens |= "\xad" in word
        if tells and _ASCII_LETTER.search(word):
            is_signed = len(word) > 2 and sign.search(line, start, end) is not None
            is_signed = is_signed and not is_syllable(word)  # HOÀN TOÀN would be HỒN TỒN in VNI
            (run.signed if is_signed else run.plain).add(word.lower())
    yield run


def _is_of_one_case(word: str, shown: str, font: VietnameseFont) -> bool:
    """Tell whether a word is in small letters, in capitals, or has a capital at its beginning."""
    if shown[1:].islower() or len(shown) == 1 or shown.isupper():
        return True
    return font.name == TCVN3 and not _SMALL.search(word)


def _is_name(shown: str) -> bool:
    """Tell whether a word that is no syllable is initials, or a name from another language."""
    return _INITIALS.fullmatch(shown) is not None or (shown[1:].islower() and is_compound(shown))

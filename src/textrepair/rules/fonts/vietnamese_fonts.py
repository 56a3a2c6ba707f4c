"""Vietnamese that was typed for a font of TCVN3, VNI or VISCII, shown without that font.

Looks like:    Céng hßa x· héi chñ nghÜa ViÖt Nam, Coäng hoøa xaõ hoäi, Ti®n ích ngß¶i dùng
Happens when:  before Unicode, fonts (.VnTime, VNI-Times) showed Vietnamese letters for the codes of
               others. Without the font, in source code, in text from a PDF, an old document or the
               scripts of a game, the codes are shown as Windows-1252.
Undone by:     the table of the font, where all words of a run become syllables of Vietnamese, whose
               spelling allows few, and some of them are such as no other text holds. TCVN3's small
               letters become capitals where its font of capitals showed them so. Where its soft
               hyphens, which are ư, were stripped (®îc, ngêi), they are put back: where a word can
               be either, a language model chooses, and a finding tells what else it may be.
Left alone:    words of ASCII, text in other languages and words of it between; a single word
               that may be one of another language.
Example:
    >>> import textrepair
    >>> textrepair.fix("§éc lËp - Tù do - H¹nh phóc"), textrepair.fix("Coäng hoøa xaõ hoäi")
    ('Độc lập - Tự do - Hạnh phúc', 'Cộng hòa xã hội')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from ...edits import Edit, Finding, Suggestion
from ...fonts.vietnamese import font_signs
from ...fonts.vietnamese.find import Evidence, Word
from ...fonts.vietnamese.font_tables import FONTS
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "vietnamese-fonts"
TRIGGER: Final = Trigger(first=font_signs.FIRST, then=font_signs.THEN)

#: Confidence of a word that is a syllable as the font shows it, among others that are.
_CONFIDENCE: Final = 0.999
#: Below this it is told what else a word may be.  Set by hand.
_SURE: Final = 0.9
_LOST: Final = "a soft hyphen, which is ư in TCVN3, was lost here, or none was"
_OTHER: Final = "less likely by the words around it"


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each word that a font shows otherwise."""
    del options
    evidence = Evidence()
    evidence.gather(text)
    return _found(text, evidence)


def find_in_chunks(chunks: Iterable[str], options: Options) -> Iterator[Iterable[Edit | Finding]]:
    """Yield the edits of each chunk; the whole text tells its font."""
    del options
    evidence = Evidence()
    for text in chunks:
        evidence.gather(text)
    for text in chunks:
        yield list(_found(text, evidence))


def _found(text: str, evidence: Evidence) -> Iterator[Edit | Finding]:
    for word in evidence.words_in_fonts(text):
        place = (NAME, word.start, word.end, word.written)
        if word.shown != word.written:
            confidence = min(word.confidence, _CONFIDENCE)
            yield Edit(*place, word.shown, _message(word), confidence=confidence)
        if word.others and word.confidence < _SURE:
            left = (1 - word.confidence) / len(word.others)
            others = tuple(Suggestion(other, left, _OTHER) for other in word.others)
            yield Finding(*place, _LOST, others)


def _message(word: Word) -> str:
    """Return what happened, in words."""
    lost = ", and its soft hyphen, which is ư there, was lost" if word.has_horn else ""
    return f"this was typed for a font of {word.font} and shown without it{lost}"


def inflict(text: str, rng: Random) -> str:
    """Write lines of Vietnamese for a font, if the rule can tell that they were."""
    font = rng.choice(FONTS)
    return "\n".join(_written(line, font.written(line)) for line in text.split("\n"))


def _written(line: str, garbled: str) -> str:
    """Return a line as it is written for a font; as it was where it would not be read so."""
    evidence = Evidence()
    evidence.gather(garbled)
    pieces, place = [], 0
    for word in evidence.words_in_fonts(garbled):
        pieces += [garbled[place : word.start], word.shown]
        place = word.end
    return garbled if "".join((*pieces, garbled[place:])) == line else line


RULE: Final = Rule(
    name=NAME,
    summary="Vietnamese typed for a font of TCVN3, VNI or VISCII",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    by_line=True,
    find_in_chunks=find_in_chunks,
    scope=Scope.DOCUMENT,
)

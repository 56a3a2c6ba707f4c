"""``Evidence``: the words of a text that were typed for a font of Vietnamese.

1. A line that bears a sign (``font_signs``) is read in each font.  Its words with letters beyond
   ASCII tell: they must be syllables as the font shows them (``font_runs``).
2. A run of such words is believed if several are different syllables, among them some that clean
   text cannot hold.  The lines that are believed tell the font of the text: there, fewer words
   suffice, and words without signs if they are more natural as the font shows them.
3. In TCVN3 soft hyphens may be lost; ``lost_horns`` tells where they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ...language import naturalness
from ...patterns import lazily
from .font_runs import Run, runs_of, sign_of
from .font_signs import SIGN, SIGN_IN_WORD
from .font_tables import FONTS, TCVN3, VNI
from .lost_horns import Choice, Piece, likeliest, readings_with_horns
from .syllables import is_syllable

#: Least weight of a run that is believed by itself: a word with a sign and any other word, or two.
#: Set on clean text of 140 languages, which holds no such run.
_ENOUGH: Final = 3
#: A single word with a sign that has so many letters tells by itself.
_LONG_WORD: Final = 4
#: Different words with signs that tell the font of a text.
_KNOWN_WORDS: Final = 5
#: Bits by which a run without signs must be more natural, for each word.  Set by hand.
_SAVED_A_WORD: Final = 3.0
#: Bits that soft hyphens must save before they are believed to be lost.  Set by hand: where one is
#: meant, the word with it is some 8 bits more natural.
_SAVED_BY_HORNS: Final = 3.0
_BEYOND_ASCII: Final = lazily("[^\x00-\x7f]")
_ASCII_LETTER: Final = lazily("[A-Za-z]")
#: Letters of Vietnamese that no font shows for a code.
_UNICODE: Final = lazily("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")


class Word(NamedTuple):
    """A word of a text that a font shows otherwise: where it stands and what it is.

    ``has_horn`` tells that a soft hyphen is put in; ``others`` is what it may be as well.
    """

    start: int
    end: int
    written: str
    shown: str
    font: str
    has_horn: bool
    others: tuple[str, ...]
    confidence: float


@dataclass
class Evidence:
    """What the believed lines of a text tell: words with signs by font, and where ư is.

    >>> evidence = Evidence()
    >>> evidence.gather("Kh«ng ph¶i b¸n g¹o mµ lµ bÕn n\\xad\\xedc, b¹n ¬i, thËt tiÕc")
    >>> evidence.knows("TCVN3"), evidence.has_hyphens
    (True, True)
    """

    words: dict[str, set[str]] = field(default_factory=dict)
    has_hyphens: bool = False
    lost_horns: int = 0

    def gather(self, text: str) -> None:
        """Add what the lines of a text tell."""
        for _, line in _lines(text):
            if SIGN.search(line) and not _is_of_other_letters(line):
                for run in _best(line, None):
                    self._add(run)

    def _add(self, run: Run) -> None:
        known = self.words.setdefault(run.font.name, set())
        if len(known) < _KNOWN_WORDS:
            known.update(run.signed)
        if run.font.name == TCVN3:
            self.has_hyphens |= run.has_hyphens
            self.lost_horns += run.lost_horns

    def knows(self, font: str) -> bool:
        """Tell whether enough words of the text are in a font."""
        return len(self.words.get(font, ())) >= _KNOWN_WORDS

    def words_in_fonts(self, text: str) -> Iterator[Word]:
        """Yield the words of the text, or of a part of it, that are in fonts, in order."""
        is_known = any(map(self.knows, self.words))
        for start, line in _lines(text):
            if not line.isascii() and (
                is_known or (SIGN.search(line) and not _is_of_other_letters(line))
            ):
                for run in _best(line, self):
                    yield from _read(run, start, self)


def _is_of_other_letters(line: str) -> bool:
    """Tell whether most letters of a line are beyond ASCII: no font shows Vietnamese so.

    >>> _is_of_other_letters("Çàâòðà áóäåò äîæäü"), _is_of_other_letters("TiÕng ViÖt")
    (True, False)
    """
    return len(_BEYOND_ASCII.findall(line)) > len(_ASCII_LETTER.findall(line))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _best(line: str, evidence: Evidence | None) -> list[Run]:
    """Return the believed runs of a line in the font in which they tell most.

    Where two fonts tell nearly as much, that in which the line is more natural.
    """
    found = [
        [run for run in runs_of(line, font) if _is_believed(run, evidence)]
        for font in FONTS
        if sign_of(font).search(line) or (evidence is not None and evidence.knows(font.name))
    ]
    most = max((sum(run.weight for run in runs) for runs in found), default=0)
    rivals = [runs for runs in found if runs and 2 * sum(run.weight for run in runs) > most]
    if len(rivals) < 2:
        return rivals[0] if rivals else []
    return min(rivals, key=lambda runs: naturalness(_shown(line, runs), ("vi",)).bits)


def _shown(line: str, runs: list[Run]) -> str:
    """Return a line as the font of some runs shows it."""
    pieces, place = [], 0
    for run in runs:
        end = run.words[-1].end
        pieces.append(run.shown(place, end))
        place = end
    return "".join((*pieces, line[place:]))


def _is_believed(run: Run, evidence: Evidence | None) -> bool:
    """Tell whether a run was typed for its font; ``evidence`` is that of the text, if known."""
    is_most = len(run.signed) + len(run.plain) >= run.others
    if run.signed and is_most and (run.weight >= _ENOUGH or _tells_alone(run)):
        return True
    if evidence is None or not evidence.knows(run.font.name):
        return False
    return bool(run.signed) or _is_more_natural(run)


def _tells_alone(run: Run) -> bool:
    """Tell whether a single word suffices, as one does in which a sign stands for a letter."""
    if run.font.name == VNI:
        return False
    return any(len(word) >= _LONG_WORD and SIGN_IN_WORD.search(word) for word in run.signed)


def _is_more_natural(run: Run) -> bool:
    """Tell whether a run without signs is natural as its font shows it, and not as it stands.

    In a line with other letters of Vietnamese it stands as it should.
    """
    if _UNICODE.search(run.line):
        return False
    told = [word for word in run.words if not word.word.isascii()]
    start, end = told[0].start, told[-1].end
    shown = naturalness(run.shown(start, end), ("vi",)).bits
    return naturalness(run.line[start:end]).bits - shown >= _SAVED_A_WORD * len(run.plain)


def _read(run: Run, offset: int, evidence: Evidence) -> Iterator[Word]:
    """Yield the words of a run that the font shows otherwise."""
    choices: dict[int, Choice] = {}
    if run.font.name == TCVN3 and not run.has_hyphens and not evidence.has_hyphens:
        choices = _with_horns(run, is_known=run.lost_horns + evidence.lost_horns > 0)
    for number, (start, end, word, shown) in enumerate(run.words):
        choice = choices.get(number) or Choice(shown, 1.0, ())
        taken = run.cased(number, choice.text)
        if taken != word or choice.confidence < 1.0:
            yield Word(
                start + offset,
                end + offset,
                word,
                taken,
                run.font.name,
                choice.text != shown,
                tuple(run.cased(number, other) for other in choice.others),
                choice.confidence,
            )


def _with_horns(run: Run, *, is_known: bool) -> dict[int, Choice]:
    """Return what the words of a run are that may have lost a soft hyphen, by their numbers.

    If it is not known that the text lost any, the run must be more natural with them.
    """
    pieces: list[Piece] = []
    plain: list[Piece] = []
    numbers: dict[int, int] = {}
    place = run.words[0].start
    for number, (start, end, word, shown) in enumerate(run.words):
        horns = readings_with_horns(word) if run.is_prose(number) else ()
        if not horns:
            continue
        before = run.shown(place, start)
        is_whole = is_syllable(word) if word.isascii() else bool(shown)
        readings = (*((shown,) if is_whole else ()), *horns)
        numbers[number] = len(pieces) + 1
        pieces += [before, readings if len(readings) > 1 else readings[0]]
        plain += [before, shown or word]
        place = end
    if not numbers:
        return {}
    rest = run.shown(place, run.words[-1].end)
    bits, choices = likeliest([*pieces, rest])
    if not is_known and likeliest([*plain, rest])[0] - bits < _SAVED_BY_HORNS:
        return {}
    return {number: choices[piece] for number, piece in numbers.items()}

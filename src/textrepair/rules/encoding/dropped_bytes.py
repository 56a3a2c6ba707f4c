"""Text read in the wrong encoding by a decoder that dropped bytes without a mark.

Looks like:    Ð˜ÑÐº, 寰堝浜, increÃble, há»c, âŒ, âš ï¸: mojibake whose bytes are no longer whole
               characters
Happens when:  a decoder is told to ignore what it cannot read, or a store strips what it takes for
               control characters.
Undone by:     finding where UTF-8 ceases to make sense, or where pairs of bytes get out of step
               (``textrepair.recovery``), and searching for the most natural text among all that
               the bytes can be if up to two are missing there. Where Windows read an East Asian
               page, only codes whose characters show nothing are missing. Nothing shows how many
               bytes were dropped, so a character is sure only if no other is nearly as likely: a
               letter of Windows-1252 that leads the few others by far, in Latin words too, whose
               í loses a soft hyphen and č the byte 8D; one of stripped codes at 0.99999, an emoji
               or a sign in use of which one is left. Else the text is restored with ``unsafe``, and
               a finding holds the best guess.
Left alone:    text that mojibake can undo without loss.
Example:
    >>> import textrepair
    >>> garbled = "浠栦滑鏄ㄥぉ鎵嶅洖鍒板堕噷锛岃繕娌℃湁鏃堕棿鏀舵嬀鎴块棿銆"
    >>> textrepair.repair(garbled, unsafe=True).text
    '他们昨天才回到家里，还没有时间收拾房间。'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Final

from ...edits import Applicability, Edit, Finding, Suggestion
from ...encodings import display_name, is_multi_byte, reencode
from ...language.any_language import excess_in_any_language
from ...language.naturalness import score
from ...mojibake import signs
from ...mojibake.acceptance import WORD
from ...mojibake.legacy.unstructured import are_letters_alone, is_torn_utf8
from ...mojibake.suspicious import looks_garbled, suspicious_lines, word_looks_garbled
from ...options import Options
from ...patterns import lazily
from ...recovery import (
    Recovery,
    SearchBudget,
    TornWord,
    lossy_readings,
    recover,
    sure_of_holes,
    torn_words,
    with_dos_letters,
    with_soft_hyphens,
)
from ..rule import Rule, Scope, Trigger
from .recovered import LAST_BYTE_DROPPED, chunk_by_chunk, repairs, untried, with_safe_edits

if TYPE_CHECKING:
    from ...recovery.punctuation.torn_emoji import TornEmoji
    from ...recovery.unseen.soft_hyphens import StrippedLine

NAME: Final = "dropped-bytes"
TRIGGER: Final = Trigger(signs.FIRST, signs.THEN)

#: Rare words lie this many standard deviations above natural text; what lost bytes lies higher.
SOUND_EXCESS: Final = 7.0
#: Words of a language without a model lie higher, but not in the measure of all languages: limit in
#: standard deviations.
ANY_LANGUAGE_EXCESS: Final = 2.0
#: In East Asian writing any two bytes make some rare character: the whole line must be natural.
_EAST_ASIAN_EXCESS: Final = 2.0
_EAST_ASIAN: Final = "\u2e80"
#: Words of ASCII between East Asian ones, which natural text may hold: 没使用的app.
_FOREIGN: Final = lazily(r"[ -~]+")
#: A micro sign for the Greek letter, as keyboards and old pages have it: ``µποϊκοτάζ``.
_MICRO_SIGN: Final = lazily("µ(?=[ά-ώ])|(?<=[ά-ώ])µ")
#: Words with signs that hold fewer different characters beyond ASCII than this are a rule, a row of
#: signs or a place for a date, such as ÅÅÅÅ.
LEAST_KINDS: Final = 4
_EMOJI: Final = "UTF-8 was read in a page of Windows that does not have a byte of this emoji"
_UNSEEN_LOST: Final = "soft hyphens were stripped that stood for bytes"
_FITS: Final = "it has a byte that the page lacks"
#: How much is believed of an emoji that alone fits.
_ONE_EMOJI: Final = 0.99
#: How much at most is believed of a word that alone is natural.
_SURE_WORD: Final = 0.999
#: What decoders write for bytes that they lose, besides U+FFFD.
_MARKS: Final = ("?", "\N{KATAKANA MIDDLE DOT}")
_ASCII: Final = frozenset(map(chr, range(128)))


def find(text: str, options: Options, /) -> Iterator[Edit | Finding]:
    """Yield an edit for each garbled line that can be read."""
    return _find(text, options, [])


def rewrite(text: str, options: Options, /) -> str:
    """Return the text with the safe edits made: findings are not looked for."""
    return with_safe_edits(text, _find(text, options, [], edits_only=True))


def find_in_chunks(chunks: Iterable[str], options: Options, /) -> Iterator[list[Edit | Finding]]:
    """Yield edits and findings chunk by chunk; the recovery of one line is a hint for the next."""
    return chunk_by_chunk(_find, chunks, options)


def _find(
    text: str, options: Options, previous_recoveries: list[Recovery], *, edits_only: bool = False
) -> Iterator[Edit | Finding]:
    """Yield edits and findings; ``previous_recoveries`` holds the recovery of the last line.

    ``edits_only`` leaves out findings that take time.
    """
    for start, line in suspicious_lines(text):
        if "\N{REPLACEMENT CHARACTER}" in line:
            continue
        if (stripped := with_soft_hyphens(line) or with_dos_letters(line)) is not None:
            yield from _stripped(line, start, stripped)
            continue
        emoji = _torn_emoji(line)
        # what is left of the line is read in the next round, as a line that lost nothing
        if emoji and (
            all(torn.is_sure for torn in emoji) or not looks_garbled(_without(line, emoji))
        ):
            yield from _emoji(line, start, emoji)
            continue
        words = torn_words(line)
        if words and not looks_garbled(_without(line, words)):
            yield from _words(line, start, words)
            continue
        previous = previous_recoveries[-1] if previous_recoveries else None
        budget = SearchBudget.of(line)
        found = None if _looks_sound(line) else recover(line, "", previous, budget)
        if found is None or looks_garbled(found.recovered.text) or _is_marked(line, found):
            if found is None and budget.is_spent:
                yield untried(NAME, line, start)
            yield from _emoji(line, start, emoji)
            yield from _words(line, start, words)
            continue
        previous_recoveries[:] = [found]
        if not is_multi_byte(found.channel.read_as):
            sure = sure_of_holes(line, found.recovered, found.channel.read_as)
            found = replace(found, recovered=sure)
        yield from repairs(NAME, line, found, start, options, edits_only=edits_only)


def _stripped(line: str, offset: int, stripped: StrippedLine) -> Iterator[Edit]:
    """Yield an edit for each stretch of a line that lost what shows nothing."""
    read_as = display_name(stripped.read_as, line)
    message = f"{display_name(stripped.written_in)} was read as {read_as}, and {_UNSEEN_LOST}"
    sure = Applicability.SAFE if stripped.is_sure else Applicability.UNSAFE
    confidence = round(min(stripped.confidence, _SURE_WORD), 4)
    for start, end, after in stripped.stretches:
        one, two = offset + start, offset + end
        yield Edit(NAME, one, two, line[start:end], after, message, sure, confidence)


def _torn_emoji(line: str) -> list[TornEmoji]:
    from ...recovery.punctuation.torn_emoji import torn_emoji  # few texts need it

    return torn_emoji(line)


def _without(line: str, torn_ones: Sequence[TornEmoji | TornWord]) -> str:
    """Return a line without its torn emoji or words."""
    for torn in reversed(torn_ones):
        line = f"{line[: torn.start]} {line[torn.end :]}"
    return line


def _emoji(line: str, offset: int, emoji: list[TornEmoji]) -> Iterator[Edit | Finding]:
    """Yield an edit for each emoji that can be but one, and findings for others."""
    for torn in emoji:
        start, end, before = offset + torn.start, offset + torn.end, line[torn.start : torn.end]
        if torn.is_sure:
            after = torn.candidates[0]
            yield Edit(NAME, start, end, before, after, _EMOJI, confidence=_ONE_EMOJI)
        else:
            suggestions = tuple(
                Suggestion(text, round(1.0 / len(torn.candidates), 2), _FITS)
                for text in torn.candidates
            )
            yield Finding(NAME, start, end, before, _EMOJI, suggestions)


def _words(line: str, offset: int, words: Iterable[TornWord]) -> Iterator[Edit | Finding]:
    """Yield an edit for each torn word, and a finding on what else it can have been."""
    for torn in words:
        start, end, before = offset + torn.start, offset + torn.end, line[torn.start : torn.end]
        sure = Applicability.SAFE if torn.is_sure else Applicability.UNSAFE
        confidence = round(min(torn.confidence, _SURE_WORD), 4)
        yield Edit(NAME, start, end, before, torn.readings[0], LAST_BYTE_DROPPED, sure, confidence)


def _is_marked(line: str, found: Recovery) -> bool:
    """Tell whether marks for lost bytes explain a line better: it is for ``lost-bytes``."""
    marked = [recover(line, mark) for mark in _MARKS if mark in line]
    return any(one is not None and one.saved > found.saved for one in marked)


def _looks_sound(line: str) -> bool:
    """Tell whether the words that bear signs of mojibake are natural as they stand."""
    if len(set(line) - _ASCII) < LEAST_KINDS:
        return True  # so its words hold fewer
    words_beyond = (word for word in WORD.findall(line) if not word.isascii())
    dirty = list(filter(word_looks_garbled, words_beyond))
    words = _MICRO_SIGN.sub("μ", " ".join(dirty))
    if len(set(words) - _ASCII) < LEAST_KINDS or are_letters_alone(dirty):
        return True
    if is_torn_utf8(reencode(words, "cp874") or b""):
        return False  # เธ and เน are two bytes of any Thai letter, and natural Thai
    if score(words).excess > SOUND_EXCESS:
        return excess_in_any_language(words) <= ANY_LANGUAGE_EXCESS
    if max(words, default="") < _EAST_ASIAN or score(line).excess <= _EAST_ASIAN_EXCESS:
        return True
    return score(_FOREIGN.sub("", line)).excess <= _EAST_ASIAN_EXCESS


def inflict(text: str, rng: Random, /) -> str:
    """Read the bytes of the text in a wrong encoding, and drop what that encoding lacks."""
    readings = lossy_readings(text, ("",))
    return rng.choice(readings) if readings else text


RULE: Final = Rule(
    name=NAME,
    summary="Text read in the wrong encoding, with bytes dropped without a mark",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
    rewrite=rewrite,
    find_in_chunks=find_in_chunks,
)

"""Chinese text read one byte late, from a lost byte on.

Looks like:    當?shù)鼐用裣硎艿?G, where 當地居民享受到5G stood: half a gloss behind a question
               mark, then rare characters, up to another question mark. Or 全覆蓋。?!?月, where
               全覆蓋。”4月 stood.
Happens when:  a converter writes readings behind characters (see pinyin-gloss) by a replacement on
               the bytes of GBK that ignores where characters begin. In 當地 (AE 94 B5 D8) it finds
               數 (94 B5) too, and writes (shù) in the middle of 地. It cuts the text at the bytes
               of the marks ！？， (some cut at ；： too) in the same manner. Then it decodes each
               part: a lead byte that cannot go with the next byte becomes a question mark, and the
               next byte is eaten;
               what follows is read one byte late, up to a byte of ASCII (which is eaten if it
               cannot be a trail byte), a gloss, a mark at which the text was cut, or the end of
               the line. The byte 80 may become €; pairs that are characters of private use are
               often stripped afterwards, so that 三座 leaves one character of three.
Undone by:     rebuilding the bytes from the text, without the glosses, and reading them in step
               again. Lost bytes are filled by what fits: the reading of the gloss, the characters
               around, brackets that are open. The whole run must become natural text, by a clear
               margin. A question mark stays for what was lost and cannot be known; a finding says
               what it can be. An eaten digit is restored only where the text says it over and
               over, as 5G.
Left alone:    text that does not become more natural, such as 真的吗?!我不信.
Example:
    >>> import textrepair
    >>> textrepair.fix("5G時代來了。讓當?shù)鼐用裣硎艿?G應用，5G基站和5G手機也有了。")
    '5G時代來了。讓當地居民享受到?G應用，5G基站和5G手機也有了。'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import Final

from ...chinese.glosses.simulate import CUTS, MORE_CUTS, glossary, splice_glosses
from ...chinese.misalignment.clues import PAIRING_REACH, DocumentClues, LostByteGuess, TextClues
from ...chinese.misalignment.find import NEAR_HAN_ONLY, MisalignedRun, likely_eaten, misaligned_runs
from ...chinese.misalignment.runs import CERTAIN, Piece
from ...edits import Applicability, Edit, Finding, Suggestion
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "misaligned-bytes"
TRIGGER: Final = Trigger(first="?", then=NEAR_HAN_ONLY)

#: Share of the converters whose decoder makes ``€`` of the byte 80, as that of Windows does.
EURO_SHARE: Final = 0.5


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield the edits that align the text again, and findings for what was lost."""
    del options
    yield from _find(TextClues(text))


def find_in_chunks(chunks: Iterable[str], options: Options) -> Iterator[Iterable[Edit | Finding]]:
    """Yield the edits and findings of each chunk; the whole text tells what was eaten."""
    del options
    whole = DocumentClues.of(chunks)
    for text in chunks:
        yield _find(TextClues(text, whole))


def inflict(text: str, rng: Random) -> str:
    """Run a text through a converter that works byte by byte."""
    glosses = glossary(text, rng)
    cuts = CUTS + rng.choice(("", MORE_CUTS))
    return splice_glosses(text, glosses, cuts, shows_euros=rng.random() < EURO_SHARE)


def _find(clues: TextClues) -> Iterator[Edit | Finding]:
    for found in misaligned_runs(clues):
        if found.is_clear:
            yield from _edits(clues, found)
            if found.is_strange:
                yield _strange(clues.text, found)
        else:
            yield _doubtful(clues.text, found)


def _edits(clues: TextClues, found: MisalignedRun) -> Iterator[Edit | Finding]:
    """Yield one edit for certain pieces in a row, and an edit or finding for each other piece."""
    text = clues.text
    row: list[Piece] = []
    for part in found.run.pieces:
        eaten = clues.eaten_before(part.end) if part.is_eaten else None
        piece = _restored(part, eaten) if eaten else part
        if piece.confidence >= CERTAIN:
            row.append(piece)
            continue
        if eaten and (not eaten.char or piece.start == piece.end):
            yield _what_was_eaten(text, piece, eaten, found.language)
        else:
            yield _guess(text, piece)
        if piece.start == piece.end:  # the text has no question mark for the byte yet
            row.append(replace(piece, text="?", confidence=1.0))
        else:
            yield from _edit(text, row)
            row = []
    yield from _edit(text, row)


def _restored(piece: Piece, eaten: LostByteGuess) -> Piece:
    return replace(piece, text=eaten.char, confidence=eaten.confidence, note=eaten.reason)


def _edit(text: str, row: list[Piece]) -> Iterator[Edit]:
    """Yield the edit for pieces in a row, each of which is certain."""
    if not row:
        return
    start, end = row[0].start, row[-1].end
    notes = [f"{piece.text} was eaten: {piece.note}" for piece in row if piece.note]
    yield Edit(
        rule=NAME,
        start=start,
        end=end,
        before=text[start:end],
        after="".join(piece.text for piece in row),
        message="; ".join(["read one byte late", *notes]),
        confidence=min(piece.confidence for piece in row),
    )


def _guess(text: str, piece: Piece) -> Edit:
    return Edit(
        rule=NAME,
        start=piece.start,
        end=piece.end,
        before=text[piece.start : piece.end],
        after=piece.text,
        message="; ".join(filter(None, [f"a byte was lost; {piece.text} fits best", piece.note])),
        applicability=Applicability.UNSAFE,
        confidence=piece.confidence,
    )


def _what_was_eaten(text: str, piece: Piece, eaten: LostByteGuess, language: str) -> Finding:
    """Return the finding for a byte that was eaten and cannot be known."""
    if eaten.candidates:
        likely = dict.fromkeys(eaten.candidates, 1 / len(eaten.candidates))
        say = f"it can be {eaten.candidates[0]} to {eaten.candidates[-1]}"
    else:
        known = {eaten.char: eaten.confidence} if eaten.char else None
        likely = known or likely_eaten(text, piece.end, language)
        say = f"likeliest: {' '.join(likely)}"
    return Finding(
        rule=NAME,
        start=piece.end - 1,
        end=piece.end,
        text=text[piece.end - 1 : piece.end],
        message=f"one ASCII character was lost here; {say}; {eaten.reason}",
        suggestions=tuple(Suggestion(char, sure, eaten.reason) for char, sure in likely.items()),
    )


def _doubtful(text: str, found: MisalignedRun) -> Finding:
    """Return the finding for a run that is only a little more natural aligned."""
    run = found.run
    return Finding(
        rule=NAME,
        start=run.start,
        end=run.end,
        text=text[run.start : run.end],
        message="this may be read one byte late, but what it would be is not clearly better",
        suggestions=(Suggestion(run.text, 0.5, "the bytes read in step"),),
    )


def _strange(text: str, found: MisalignedRun) -> Finding:
    """Return the finding for a run that was repaired and still reads strangely."""
    start, end = found.run.start, found.run.end
    message = "read in step again, but a word reads strangely: characters may have been stripped"
    return Finding(NAME, start, end, text[start:end], message)


RULE: Final = Rule(
    name=NAME,
    summary="Chinese text read one byte late, from a lost byte on",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.DOCUMENT,
    reach=PAIRING_REACH,
    find_in_chunks=find_in_chunks,
)

"""Chinese text that is read out of step, one byte late, from a lost byte on.

What it looks like: 當?shù)鼐用裣硎艿?G, where 當地居民享受到5G stood: half a gloss behind a
question mark, then rare characters, up to another question mark.  Or 全覆蓋。?!?月, where
全覆蓋。”4月 stood.

How it happens: a converter writes readings behind characters (see pinyin-gloss) by a replace on
the bytes of GBK that knows nothing of where characters begin.  So in 當地 (AE 94 B5 D8) it finds
數 (94 B5) too and writes (shù) in the middle of 地.  It cuts the text at the bytes of the marks
！？， in the same way.  Then each part is decoded: a lead byte that cannot go with what follows
becomes one question mark, and the byte after it is eaten; all that follows is read one byte late,
up to a byte of ASCII (which is eaten if it cannot be a trail byte), to a gloss, to a mark at which
the text was cut, or to the end of the line.

How it is undone: the bytes are rebuilt from what is to be seen, those of the glosses left out, and
read in step again.  Lost bytes are filled by what fits: the reading of the gloss, the characters
around, brackets that are open.  The whole run must become natural text, by a clear margin.

What stays: a question mark, for what was lost and cannot be known; a finding says what it can be.
An eaten digit is restored only where the text says it over and over, as 5G.  A text that does not
become more natural is left alone, such as 真的吗?!我不信.

Example: 讓當?shù)鼐用裣硎艿?G應用 becomes 讓當地居民享受到5G應用, if the text has 5G elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import Final

from ..chinese.converter import glossary, splice_glosses
from ..chinese.evidence import EATABLE, Eaten, Evidence, Whole
from ..chinese.out_of_step import Window, widened, window_at
from ..chinese.readings import READING
from ..chinese.runs import CERTAIN, Piece, Run, runs_in
from ..edits import Applicability, Edit, Finding, Suggestion
from ..language import best_reading, bits
from ..options import Options
from .protocol import Trigger

name: Final = "misaligned-bytes"
summary: Final = "Chinese text read one byte late, from a lost byte on"
_ANCHOR: Final = rf"(?:{READING}[)]|[!,！？，])"
trigger: Final = Trigger(first="?", then=_ANCHOR)
profiles: Final = ("repair", "normalize")
reports_only: Final = False
scope: Final = "document"
reach: Final = 400

#: How many bits more natural a run must become.  A run of three characters gains about 30.
MARGIN: Final = 12.0

#: How much of the text around a run is weighed with it, in code points.
CONTEXT: Final = 4

#: How many states the search keeps; on runs of this kind more have never changed the result.
WIDTH: Final = 12

#: How many characters a finding names that may have been eaten.
CANDIDATES: Final = 5

#: How much of the text around a run tells in which Chinese it is, in code points.
VARIETY_CONTEXT: Final = 60

#: How near, in code points, a Chinese character stands in text that was read out of step.
NEAR: Final = 12

_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_CHINESE: Final = ("zh-hant", "zh-hans")
_START: Final = re.compile(r"\?" + _ANCHOR)
_GLOSS: Final = re.compile(rf"\({READING}\)")


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield the edits that put a text in step again, and findings for what was lost."""
    del options
    yield from _find(Evidence(text))


def find_in_parts(parts: Iterable[str], options: Options) -> Iterator[Iterable[Edit | Finding]]:
    """Yield the same for each part; all of the text tells what was eaten."""
    del options
    whole = Whole.of(parts)
    for text in parts:
        yield _find(Evidence(text, whole))


def _find(evidence: Evidence) -> Iterator[Edit | Finding]:
    text = evidence.text
    position = 0
    while start := _START.search(text, position):
        position = start.start() + 1
        if not _HAN.search(text, max(0, position - NEAR), position + NEAR):
            continue  # of a regular expression, a signature: Chinese text has Chinese around
        window = window_at(evidence, start.start())
        if window is not None:
            position = window.end
        if window is not None and not window.is_hopeless:
            yield from _repaired(evidence, window)


def inflict(text: str, rng: Random) -> str:
    """Run a text through the converter that works byte by byte."""
    return splice_glosses(text, glossary(text, rng))


def _repaired(evidence: Evidence, window: Window) -> Iterator[Edit | Finding]:
    """Yield what there is to say of the runs of a window."""
    text = evidence.text
    around = text[max(0, window.start - VARIETY_CONTEXT) : window.start + VARIETY_CONTEXT]
    chinese = min(_CHINESE, key=lambda variety: bits(around, variety))
    before = _context_before(text, window.start)
    after = widened(text[window.end : window.end + CONTEXT])
    reading = best_reading(window.lattice, chinese, before=before, after=after, width=WIDTH)
    for run in runs_in(window, reading) if reading else ():
        gain = _gain(text, run, chinese)
        meant = evidence.marks_may_be_meant(run.start, run.end, run.text)
        if meant or gain < MARGIN / 2:
            continue
        if gain >= MARGIN:
            evidence.learn(run.start, run.end, run.text)
            yield from _edits(evidence, run, chinese)
        else:
            yield _doubtful(text, run)


def _context_before(text: str, at: int) -> str:
    """Return the text before an offset, without glosses."""
    return widened(_GLOSS.sub("", text[max(0, at - 4 * CONTEXT) : at])[-CONTEXT:])


def _gain(text: str, run: Run, language: str) -> float:
    """Return by how many bits a text gets more natural if a run of it is read in step."""
    before = _context_before(text, run.start)
    after = widened(text[run.end : run.end + CONTEXT])
    seen = widened(text[run.start : run.end])
    gain = bits(before + seen + after, language) - bits(before + run.text + after, language)
    return gain - run.bits


def _edits(evidence: Evidence, run: Run, language: str) -> Iterator[Edit | Finding]:
    """Yield one edit for all that is certain in a row, and what there is to say of the rest."""
    text = evidence.text
    row: list[Piece] = []
    for found in run.pieces:
        eaten = evidence.eaten_before(found.end) if found.eaten else None
        piece = _restored(found, eaten) if eaten else found
        if piece.confidence >= CERTAIN:
            row.append(piece)
            continue
        if eaten and (not eaten.char or piece.start == piece.end):
            yield _what_was_eaten(text, piece, eaten, language)
        else:
            yield _guess(text, piece)
        if piece.start == piece.end:  # the mark for it has to be made
            row.append(replace(piece, text="?", confidence=1.0))
        else:
            yield from _edit(text, row)
            row = []
    yield from _edit(text, row)


def _restored(piece: Piece, eaten: Eaten) -> Piece:
    return replace(piece, text=eaten.char, confidence=eaten.confidence, note=eaten.reason)


def _edit(text: str, row: list[Piece]) -> Iterator[Edit]:
    """Yield the edit for pieces in a row, all of them certain."""
    if not row:
        return
    start, end = row[0].start, row[-1].end
    notes = [f"{piece.text} was eaten: {piece.note}" for piece in row if piece.note]
    yield Edit(
        rule=name,
        start=start,
        end=end,
        before=text[start:end],
        after="".join(piece.text for piece in row),
        message="; ".join(["read one byte late", *notes]),
        confidence=min(piece.confidence for piece in row),
    )


def _guess(text: str, piece: Piece) -> Edit:
    return Edit(
        rule=name,
        start=piece.start,
        end=piece.end,
        before=text[piece.start : piece.end],
        after=piece.text,
        message="; ".join(filter(None, [f"a byte was lost; {piece.text} fits best", piece.note])),
        applicability=Applicability.UNSAFE,
        confidence=piece.confidence,
    )


def _what_was_eaten(text: str, piece: Piece, eaten: Eaten, language: str) -> Finding:
    """Return the finding for a byte that was eaten and cannot be known."""
    if eaten.candidates:
        likely = dict.fromkeys(eaten.candidates, 1 / len(eaten.candidates))
        say = f"it can be {eaten.candidates[0]} to {eaten.candidates[-1]}"
    else:
        known = {eaten.char: eaten.confidence} if eaten.char else None
        likely = known or _likely(text, piece, language)
        say = f"likeliest: {' '.join(likely)}"
    return Finding(
        rule=name,
        start=piece.end - 1,
        end=piece.end,
        text=text[piece.end - 1 : piece.end],
        message=f"one ASCII character was lost here; {say}; {eaten.reason}",
        suggestions=tuple(Suggestion(char, sure, eaten.reason) for char, sure in likely.items()),
    )


def _likely(text: str, piece: Piece, language: str) -> dict[str, float]:
    """Return the characters that fit best where one was eaten, with their probabilities."""
    after = text[piece.end : piece.end + CONTEXT]
    cost = {char: bits(char + after, language) for char in EATABLE}
    least = min(cost.values())
    total = sum(2 ** (least - each) for each in cost.values())
    best = sorted(cost, key=cost.__getitem__)[:CANDIDATES]
    return {char: 2 ** (least - cost[char]) / total for char in best}


def _doubtful(text: str, run: Run) -> Finding:
    return Finding(
        rule=name,
        start=run.start,
        end=run.end,
        text=text[run.start : run.end],
        message="this may be read one byte late, but what it would be is not clearly better",
        suggestions=(Suggestion(run.text, 0.5, "the bytes read in step"),),
    )

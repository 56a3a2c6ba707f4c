"""The edits and findings of a recovered line, for the rules that recover lost bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from ...edits import Applicability, Edit, Finding, Suggestion, apply_edits, same_ends
from ...mojibake.suspicious import looks_garbled
from ...options import Options
from ...patterns import lazily
from ...recovery import (
    CERTAIN_CONFIDENCE,
    SURE_CONFIDENCE,
    UNKNOWN,
    Part,
    RecoveredCharacter,
    Recovery,
    describe,
    likeliest,
)

#: Yields the edits and findings of a text; the list holds the recovery of the last line, if any.
FindAfter = Callable[[str, Options, list[Recovery]], Iterator[Edit | Finding]]

_SWALLOWED: Final = "a character of ASCII was swallowed here, and nothing tells which"
_MAY_BE_SWALLOWED: Final = "a character of ASCII may have been swallowed here"
_LINE_END: Final = "the end of a line was swallowed here: a statement follows the comment"
#: How sure it is that such a comment does not go on.  Set by hand.
_LINE_END_SURE: Final = 0.9
_ASCII: Final = lazily("[ -~]")
#: A comment to the end of a line that is not in quotes and bears letters beyond ASCII.
_COMMENT: Final = lazily("(?:^|[\\s;{}])(?://|#|--)[^\"'`\n]*[^\x00-\x7f]$")
#: The beginning of a statement: ``int main() {``, ``if (a > b) {``, ``total = 0;``, ``save(x);``.
_STATEMENT: Final = lazily(
    r"(?:int|void|char|float|double|bool|public|private|protected|static|final|var|let|const|def"
    r"|class|function|func|fn|struct|using|import|from|package|return|SELECT|INSERT|UPDATE|CREATE)"
    r" [\w$(*\"'{]"
    r"|(?:if|for|while|switch) ?\([^\n]*\)"
    r"|[A-Za-z_$][\w$.]*(?: ?[-+*/]?= ?[^=\n]|\([^\n]*\)(?:;|\s*$))"
)
LAST_BYTE_DROPPED: Final = (
    "UTF-8 was read as Windows-1252, and the last byte of a letter was dropped"
)
LOST_HERE: Final = "bytes of a character were lost here"
_LIKELIEST: Final = "the likeliest of what it can be"
_OTHER: Final = "less likely"
_UNTRIED: Final = "bytes were lost here, and too much is open to search for what it was"


def chunk_by_chunk(
    find: FindAfter, chunks: Iterable[str], options: Options
) -> Iterator[list[Edit | Finding]]:
    """Yield the edits and findings of each chunk; the recovery of a line is a hint for the next."""
    previous_recoveries: list[Recovery] = []
    for text in chunks:
        yield list(find(text, options, previous_recoveries))


def with_safe_edits(text: str, found: Iterable[Edit | Finding]) -> str:
    """Return a text with the safe ones of some edits made, which are in order."""
    safe = Applicability.SAFE
    return apply_edits(text, [e for e in found if isinstance(e, Edit) and e.applicability is safe])


def repairs(  # noqa: PLR0913 - what was recovered, of what, for which rule
    rule: str,
    part: str,
    found: Recovery,
    offset: int,
    options: Options,
    *,
    edits_only: bool = False,
) -> Iterator[Edit | Finding]:
    """Yield the edit that restores part of a line, and findings for uncertain characters.

    ``edits_only`` leaves out the findings, of which each asks what else a character can be.
    """
    edit = _restoring(rule, part, found, offset, options)
    if edits_only:
        yield edit
        return
    yield from _swallowed(rule, part, found, offset)
    yield edit
    if edit.applicability is Applicability.SAFE or options.unsafe:
        yield from _guesses(rule, part, found, offset, options)


def _restoring(rule: str, part: str, found: Recovery, offset: int, options: Options) -> Edit:
    """Return the edit that restores part of a line."""
    replacement = found.channel.replacement
    restored = [p for p in found.recovered.parts if isinstance(p, RecoveredCharacter)]
    unsure = [p for p in restored if p.confidence < SURE_CONFIDENCE]
    whole = found.recovered.text
    confidence = min((p.confidence for p in restored), default=1.0)
    if found.natural and not unsure and not looks_garbled(whole):
        return _edit(rule, part, whole, found, offset, Applicability.SAFE, confidence)
    sure = _with_marks(part, found)
    abstains = (
        not found.natural
        or not replacement
        or looks_garbled(sure)
        or sure.count(replacement) > part.count(replacement)
    )
    if abstains or options.unsafe:
        return _edit(rule, part, whole, found, offset, Applicability.UNSAFE, confidence)
    confidence = min((c for p in restored if (c := p.confidence) >= SURE_CONFIDENCE), default=1.0)
    return _edit(rule, part, sure, found, offset, Applicability.SAFE, confidence)


def _with_marks(part: str, found: Recovery) -> str:
    """Return the reading with marks for what is not sure, at most as many as there were."""
    mark = found.channel.replacement
    pieces: list[str] = []
    for unsure, group in groupby(found.recovered.parts, _is_unsure):
        if not unsure:
            pieces += [p if isinstance(p, str) else p.text for p in group]
            continue
        those = [p for p in group if isinstance(p, RecoveredCharacter)]
        start, _ = _span(those[0], found)
        _, end = _span(those[-1], found)
        pieces.append(mark * max(1, min(len(those), part.count(mark, start, end))))
    return "".join(pieces)


def _is_unsure(part: Part) -> bool:
    return isinstance(part, RecoveredCharacter) and part.confidence < SURE_CONFIDENCE


def _span(character: RecoveredCharacter, found: Recovery) -> tuple[int, int]:
    """Return where the bytes of a character stood, in code points of the part."""
    offsets = found.lattice.offsets
    node, end = character.node, character.end
    while node not in offsets:
        node -= 1
    while end not in offsets:
        end += 1
    return offsets[node], offsets[end]


def _swallowed(rule: str, part: str, found: Recovery, offset: int) -> Iterator[Finding]:
    """Yield a finding for each place where a character of ASCII may have been swallowed."""
    mark = found.channel.replacement
    for place in range(len(part)) if found.may_swallow else ():
        if part[place] == mark and _ASCII.match(part, place + 1):
            start, end = offset + place, offset + place + 1
            yield _on_swallowed(rule, (start, end), mark, _MAY_BE_SWALLOWED, part, offset)


def _on_swallowed(  # noqa: PLR0913, PLR0917 - all that a finding is, and the text around it
    rule: str, span: tuple[int, int], text: str, message: str, part: str, offset: int
) -> Finding:
    """Return the finding on a swallowed character, which may have been the end of a comment.

    >>> part = "// 设?total = 0;"
    >>> _on_swallowed("lost-bytes", (4, 5), "?", _SWALLOWED, part, 0).message == _LINE_END
    True
    """
    start, end = span
    if _COMMENT.search(part[: start - offset]) and _STATEMENT.match(part, end - offset):
        suggestions = (Suggestion("\n", _LINE_END_SURE, _LINE_END),)
        return Finding(rule, start, end, text, _LINE_END, suggestions)
    return Finding(rule, start, end, text, message)


def untried(rule: str, part: str, offset: int) -> Finding:
    """Return the finding on part of a line that was not searched to the end."""
    return Finding(rule, offset, offset + len(part), part, _UNTRIED)


def _edit(  # noqa: PLR0913, PLR0917 - all that an edit is
    rule: str,
    part: str,
    after: str,
    found: Recovery,
    offset: int,
    applicability: Applicability,
    sure: float,
) -> Edit:
    """Return the edit of a part, without the text that stays at both ends."""
    start, end = same_ends(part, after)
    return Edit(
        rule,
        offset + start,
        offset + len(part) - end,
        part[start : len(part) - end],
        after[start : len(after) - end],
        describe(found.channel),
        applicability,
        round(sure, 4),
    )


def _guesses(
    rule: str, part: str, found: Recovery, offset: int, options: Options
) -> Iterator[Finding]:
    """Yield a finding on each character that is not certain, where its bytes stood.

    With ``unsafe`` guesses are asked for, and only what could not be guessed is named.
    """
    for number, character in enumerate(found.recovered.parts):
        if not isinstance(character, RecoveredCharacter):
            continue
        if character.confidence >= CERTAIN_CONFIDENCE:
            continue
        start, end = _span(character, found)
        text = part[start:end]
        start, end = offset + start, offset + end
        if character.text == UNKNOWN:
            yield _on_swallowed(rule, (start, end), text, _SWALLOWED, part, offset)
            continue
        if options.unsafe:
            continue
        told = likeliest(found, number)
        suggestions = tuple(
            Suggestion(char, round(confidence, 4), _OTHER if place else _LIKELIEST)
            for place, (char, confidence) in enumerate(told)
        )
        yield Finding(rule, start, end, text, LOST_HERE, suggestions)

"""Tokens of a byte-level tokenizer that were joined and never decoded.

Looks like:    HelloĠworld,ĠitâĢĻsĠme.Ċ, ä½łå¥½ï¼Įä¸ĸçķĮ, What▁is▁this?
Happens when:  a program prints the tokens of a language model (GPT-2, Llama 3, Qwen) without their
               decoder. Such a tokenizer shows each byte of UTF-8 as a character: printable ones of
               Latin-1 as themselves, the other 68 as U+0100 to U+0143, so that a blank is Ġ, a line
               end is Ċ, and ’ is âĢĻ. SentencePiece has ▁ for a blank.
Undone by:     reading the characters as bytes again. A character whose bytes have one of those 68
               among them tells, and so do two Ġ or ▁ between words, or a Ċ behind a sentence.
Left alone:    Maltese (il-Ġimgħa), Turkish (Çıkış), lists of tokens ('Ġthe', ä¸Ń åĽ½), single ones.
Example:
    >>> import textrepair
    >>> textrepair.fix("ThisĠisĠMÃ¼nchen.ĠItâĢĻsĠold.")
    'This is München. It’s old.'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Final, NamedTuple

from ...edits import Applicability, Edit
from ...language.naturalness import bits
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger
from ..substitution import lines_with

NAME: Final = "undecoded-tokens"

#: The 68 bytes that byte-level tokenizers show as U+0100 and what follows: those that Latin-1
#: prints as nothing or as a blank (``bytes_to_unicode`` of GPT-2).
_UNPRINTED: Final = (*range(0x21), *range(0x7F, 0xA1), 0xAD)
_BYTE_OF: Final = {0x100 + at: byte for at, byte in enumerate(_UNPRINTED)}
_SHOWN_AS: Final = {byte: char for char, byte in _BYTE_OF.items()}

#: Trail bytes, as the tokenizers show them: all of them, and those that Latin-1 shows otherwise.
_TRAILS: Final = "¡-¬®-¿Ģ-Ń"
_OWN: Final = "Ģ-Ń"
#: Characters of which tokens are made.
_OF_TOKENS: Final = "!-~¡-¬®-Ń"
#: What may stand before Ġ for a blank: no capital, as in İ of Turkish fonts, and none of the marks
#: that join an article and a word of Maltese (``il-Ġimgħa``, ``f'Ġunju``).
_BEFORE_BLANK: Final = "a-z0-9.,;:!?)\\]%¡-¬®-¿Ģ-Ń"
_BEFORE_END: Final = "a-z0-9.,;:!?)\\]"
#: What may stand behind Ċ for a line end: a blank, another line end, what begins a line.
_AFTER_END: Final = "\\sĠĊA-Z\"'#*-"

TRIGGER: Final = Trigger(
    first="ĊĠĢ-Ń▁",
    then=r"(?<=\w▁)\w|(?<=[.,;:!?]▁)\w|"
    f"(?<=[Â-ß][{_OWN}])"
    f"|(?<=[à-ï][{_OWN}])[{_TRAILS}]|(?<=[à-ï][{_TRAILS}][{_OWN}])"
    f"|(?<=[ð-ô][{_OWN}])[{_TRAILS}]{{2}}|(?<=[ð-ô][{_TRAILS}][{_OWN}])[{_TRAILS}]"
    f"|(?<=[ð-ô][{_TRAILS}]{{2}}[{_OWN}])"
    f"|(?<=[{_BEFORE_BLANK}]Ġ)[{_OF_TOKENS}]"
    f"|(?<=[{_BEFORE_END}]Ċ)[{_AFTER_END}]|(?<=[{_BEFORE_END}]Ċ)$",
)
_RUN: Final = lazily(f"[{_OF_TOKENS}]+")
_SIGN: Final = lazily(f"[{TRIGGER.first}](?:{TRIGGER.then})")
#: One character of UTF-8 of two and more bytes, if it is well-formed.
_A_CHARACTER: Final = f"[Â-ß][{_TRAILS}]|[à-ï][{_TRAILS}]{{2}}|[ð-ô][{_TRAILS}]{{3}}"
_CHARACTER: Final = lazily(_A_CHARACTER)
_OWN_TRAIL: Final = lazily(f"[{_OWN}]")
#: Those of them that prove: ı, Ĺ, Ł and Ľ are other bytes in pages that UTF-8 is read in, and may
#: stand behind capitals in clean words.
_TELLING: Final = lazily("[Ģ-ĥĨ-įĲ-ĸĻļĿŀŃ]")
_BLANK: Final = lazily(f"(?<=[{_BEFORE_BLANK}])Ġ(?=[{_OF_TOKENS}])")
#: One blank alone is believed between words of ASCII only.
_ONE_BLANK: Final = lazily("[a-z.,;:!?]Ġ[A-Za-z]")
#: Blanks of SentencePiece between words, and all of its marks before a word.  The letter of an
#: escape (``\n▁the``) is no word.
_PIECE: Final = lazily(r"(?<=[\w.,;:!?])(?<!\\[nrt])▁(?=\w)")
_PIECE_MARK: Final = lazily(r"(?<![\s▁])▁(?=[^\s▁])")
_QUOTES: Final = frozenset("\"'`")
#: A string of program code, of tables of tokens and of their tests, that begins with a mark.
_PIECES_QUOTED: Final = lazily(r"(?<!\w)([\"'`])▁[^\n]*?\1(?!\w)")
#: Line ends: behind a sentence, before a blank, another line end, a capital or the end of the run.
_LINE_END: Final = lazily(f"(?<=[{_BEFORE_END}])Ċ(?:Ċ|(?=[{_AFTER_END}])|$)")
#: A token by itself between quotation marks, as lists of tokens hold them.
_LISTED: Final = lazily(f"([\"'`])Ġ?[^\\sĠĊ]{{0,80}}?\\1(?![{_TRAILS}\\w])")
#: The name of a token that marks a place (``<｜end▁of▁sentence｜>``), and patterns that find it.
_SPECIAL: Final = lazily(
    r"[|｜][\w▁ ]{1,60}[|｜]|(?:begin|end)▁of▁(?:sentence|thinking)?|(?:tool|fim)▁\w+"
)
#: An entry of a vocabulary: a token and its number.
_NUMBERED: Final = lazily(r"\"[^\s\"]{1,80}\"\s?:\s?(?=\d)")
#: What tells that a run is more than one token: tokenizers part words from marks.
_WORDS_AND_MARKS: Final = lazily(r"\w[^\w\s]+\w|\w{2}[^\w\s]$")
#: Control characters that tokens hold, as they are shown.
_CONTROLS: Final = {"Ġ": " ", "Ċ": "\n", "ĉ": "\t", "č": "\r"}
_SHOWN: Final = lazily(f"{_A_CHARACTER}|[{''.join(_CONTROLS)}]")
#: The first bytes of a character at the end of a run.
_CUT: Final = lazily(f"(?:[Â-ô]|[à-ô][{_TRAILS}]|[ð-ô][{_TRAILS}]{{2}})$")
_WHITE: Final = lazily(r"\s")
#: A line of a list of merges holds two tokens, one of a vocabulary one, or one and its number.
_TOKENS_OF_A_MERGE: Final = 2
#: The head of a line of JSON, in whose strings no line may end.
_SERIALIZED: Final = lazily(r"\s*[\[{\"]")
#: So many characters, in code points, are more than one token: of 150,000 tokens of a vocabulary
#: with many languages hardly one is longer.
_LONGEST_TOKEN: Final = 20
#: Blanks of a line that tell by themselves.  One is a guess.
_LEAST_BLANKS: Final = 2
#: Letters that one such character alone cannot prove: what Ç and a Turkish ı would be.
_RARE: Final = range(0x180, 0x250)
_GUESS: Final = 0.8
_SURE: Final = 0.999
_MESSAGE: Final = "these are tokens of a language model, which shows bytes as characters"


class _Run(NamedTuple):
    """A run of characters of tokens: its place, what it says, and what tells that it is one."""

    start: int
    before: str
    characters: int
    proves: bool
    blanks: int
    line_ends: int


def find(text: str, options: Options, /) -> Iterator[Edit]:
    """Yield an edit for each run of tokens in the lines that hold proof of them."""
    del options
    for start, line in lines_with(_SIGN, text):
        yield from _of_line(line, start)


def _of_line(line: str, offset: int) -> Iterator[Edit]:
    if "▁" in line:
        pieces = _SPECIAL.sub(_hidden, line)
        if len(_PIECE.findall(pieces)) >= _LEAST_BLANKS:
            yield from _of_pieces(pieces, offset)
            return
    yield from _of_bytes(line, offset)


def _hidden(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _of_pieces(line: str, offset: int) -> Iterator[Edit]:
    """Yield an edit for each ▁, which SentencePiece has for a blank, and before the first word.

    A string that begins with a mark shows tokens on purpose: it is a guess, or a single token.
    """
    quoted = [match.span() for match in _PIECES_QUOTED.finditer(line)]
    at = 0
    for match in _PIECE_MARK.finditer(line):
        start, end = match.span()
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        is_quoted = at < len(quoted) and quoted[at][0] <= start
        if is_quoted and _PIECE.search(line, *quoted[at]) is None:
            continue
        is_first = not start or line[start - 1] in _QUOTES
        yield Edit(
            NAME,
            offset + start,
            offset + end,
            "▁",
            "" if is_first else " ",
            _MESSAGE,
            Applicability.UNSAFE if is_quoted else Applicability.SAFE,
            _GUESS if is_quoted else _SURE,
        )


def _of_bytes(line: str, offset: int) -> Iterator[Edit]:
    has_blanks = _WHITE.search(line.strip()) is not None
    is_whole = not has_blanks and len(_BLANK.findall(line)) >= _LEAST_BLANKS
    listed = line if is_whole else _LISTED.sub(_hidden, _NUMBERED.sub(_hidden, line))
    runs = [_seen(match) for match in _RUN.finditer(listed)]
    blanks = sum(run.blanks for run in runs if run.blanks >= _LEAST_BLANKS or not _is_quoted(run))
    proved = blanks >= _LEAST_BLANKS or any(run.proves or run.line_ends for run in runs)
    if not proved and _ONE_BLANK.search(listed) is None:
        return
    if len(runs) <= _TOKENS_OF_A_MERGE and not any(map(_is_more_than_a_token, runs)):
        return  # a line of a vocabulary
    for run in runs:
        after = _decoded(run, drops_first=not has_blanks)
        if _SERIALIZED.match(line) and "\n" in after:
            after = _with_escapes(after, is_open=line.count('"', 0, run.start) % 2 == 1)
        if after != run.before:
            yield _edit(run, after, offset, proved)


def _is_quoted(run: _Run) -> bool:
    """Tell whether a run stands between quotation marks, as tokens of a table do."""
    inside = run.before.rstrip(".,;:)]}|")
    return inside[:1] in _QUOTES and inside[-1:] == inside[:1]


def _with_escapes(text: str, *, is_open: bool) -> str:
    r"""Return a text with the escapes of line ends in its strings, the first of which is open.

    >>> _with_escapes('one\n"', is_open=True) == r'one\n"'
    True
    """
    parts = text.split('"')
    for at in range(0 if is_open else 1, len(parts), 2):
        parts[at] = parts[at].replace("\n", "\\n").replace("\r", "\\r")
    return '"'.join(parts)


def _seen(match: re.Match[str]) -> _Run:
    run = match[0]
    own = [char for char in _CHARACTER.findall(run) if _OWN_TRAIL.search(char)]
    characters = sum(_as_utf8(char) != char for char in own)
    if characters and (_is_torn(match) or _is_accident(run)):
        characters = 0
    return _Run(
        match.start(),
        run,
        characters,
        characters > 0 and _TELLING.search("".join(own)) is not None,
        len(_BLANK.findall(run)),
        len(_LINE_END.findall(run)),
    )


def _is_torn(match: re.Match[str]) -> bool:
    """Tell whether a run holds, or touches, letters that are no tokens: it is a table, or a word.

    The bytes at its end may be the first ones of a character whose others are in another line.
    """
    line, (start, end) = match.string, match.span()
    beside = line[max(0, start - 1) : start] + line[end : end + 1]
    left = _SHOWN.sub("", _CUT.sub("", match[0]))
    return not left.isascii() or not "".join(beside.split()).isascii()


def _is_accident(run: str) -> bool:
    """Tell whether a run may be a word whose letters are bytes of one character by accident.

    >>> _is_accident("Çıkar"), _is_accident("SothebyâĢĻs"), _is_accident("deÄŁil")
    (True, False, False)
    """
    own = [char for char in _CHARACTER.findall(run) if _OWN_TRAIL.search(char)]
    if len(own) > 1 or len(own[0]) > 2:
        return False
    after = _characters_decoded(run)
    return ord(_as_utf8(own[0])[0]) in _RARE or bits(after) >= bits(run)


def _is_more_than_a_token(run: _Run) -> bool:
    after = _decoded(run, drops_first=False)
    return (
        run.blanks > 0
        or len(after) > _LONGEST_TOKEN
        or _WORDS_AND_MARKS.search(after.removeprefix("Ġ")) is not None
    )


def _decoded(run: _Run, *, drops_first: bool) -> str:
    """Return what a run says; its first Ġ is a blank if ``drops_first``."""
    if run.blanks:
        kept = "" if drops_first or not run.before.startswith("Ġ") else "Ġ"
        return kept + _SHOWN.sub(_said, run.before[len(kept) :])
    text = _characters_decoded(run.before) if run.characters else run.before
    if run.line_ends:
        text = _LINE_END.sub(lambda match: match[0].replace("Ċ", "\n"), text)
    return text


def _characters_decoded(run: str) -> str:
    return _CHARACTER.sub(lambda match: _as_utf8(match[0]), run)


def _said(match: re.Match[str]) -> str:
    return _CONTROLS.get(match[0]) or _as_utf8(match[0])


def _as_utf8(char: str) -> str:
    """Return the character of UTF-8 that tokens show, or what is given if it is none.

    >>> _as_utf8("âĢĻ"), _as_utf8("àĢĢ")
    ('’', 'àĢĢ')
    """
    try:
        said = bytes(_BYTE_OF.get(ord(shown), ord(shown) & 0xFF) for shown in char).decode()
    except UnicodeDecodeError:
        return char
    return char if unicodedata.category(said) in {"Cc", "Cn", "Co"} else said


def _edit(run: _Run, after: str, offset: int, proved: bool) -> Edit:
    """Return the edit of a run, of which the characters that stay at its ends are no part."""
    before = run.before
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = offset + run.start
    return Edit(
        NAME,
        start + head,
        start + len(before) - tail,
        before[head : len(before) - tail],
        after[head : len(after) - tail],
        _MESSAGE,
        Applicability.SAFE if proved else Applicability.UNSAFE,
        _SURE if proved else _GUESS,
    )


def inflict(text: str, rng: Random) -> str:
    """Show some lines as tokens, which have blanks or other letters than those of ASCII."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        shown = line.encode().decode("latin-1").translate(_SHOWN_AS)
        if rng.random() < 0.5 and _undone(shown) == line:
            lines[at] = shown
    return "\n".join(lines)


def _undone(line: str) -> str:
    for edit in reversed(list(_of_line(line, 0))):
        line = line[: edit.start] + edit.after + line[edit.end :]
    return line


RULE: Final = Rule(
    name=NAME,
    summary="Tokens of a byte-level tokenizer that were joined and never decoded",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    by_line=True,
    scope=Scope.LINE,
)

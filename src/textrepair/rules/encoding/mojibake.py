"""Text whose bytes were read in the wrong encoding, without losing any.

Looks like:    LibertÃ©, Ïðèâåò, рТЙЧЕФ, 浣犲ソ, Az idõ, Gr÷▀e, hjшrnet, Bj”rn, FranÁois
Happens when:  a program stores text in one encoding and another program reads it in another, once
               or several times: UTF-8 as Windows-1252, Windows-1251 as Latin-1, EUC-KR as GBK.
Undone by:     turning the text into the bytes it was read from and reading these anew, through
               each of the known channels (``textrepair.mojibake.channels``). A reading is accepted
               if the whole passage becomes natural text in a language that has a model, and saves
               more bits than its channel costs, by a margin. Garbling over garbling is undone
               layer by layer.
Left alone:    text that is as likely as it stands (IMÃ de, TALISMÃ®); passages of which a part
               cannot be read, which are for lost-bytes.
Example:
    >>> import textrepair
    >>> textrepair.fix("рТЙЧЕФ, НЙТ!")
    'Привет, мир!'
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...edits import Applicability, Edit, Finding, Suggestion
from ...encodings import decode_as_vendors, is_multi_byte
from ...encodings.replacement_tables import Spans, is_replaced, replaced_in
from ...fonts import LETTERS, SIGNS, read_accents
from ...mojibake import signs
from ...mojibake.acceptance import WORD
from ...mojibake.best_fit import best_fit, best_fitted
from ...mojibake.channels import (
    BEST_FIT_CHANNELS,
    CHANNELS,
    MIXED_CHANNELS,
    NAME_CHANNELS,
    PROVED_CHANNELS,
    WESTERN_CHANNELS,
    Channel,
    describe,
    misread,
)
from ...mojibake.find import (
    RecentChannels,
    garbled_passages,
    passages_by_line,
)
from ...mojibake.legacy.prose_lines import is_refused_prose
from ...mojibake.structure.find import reread_passages, shifted, structural_passages
from ...mojibake.structure.left_over import left_over
from ...mojibake.structure.whole_text import WESTERN_UTF8, Utf8Throughout
from ...mojibake.suspicious import looks_garbled
from ...mojibake.whole_line import GarbledPassage, touched
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

if TYPE_CHECKING:
    from random import Random

    from ...recovery import TornWord

NAME: Final = "mojibake"
TRIGGER: Final = Trigger(signs.FIRST, signs.THEN)
_LEFT: Final = "the line was read anew, and this part of it was not"
_MAY_BE: Final = "it fits what is left of its bytes"
_LOST: Final = "bytes of a character were lost here, before the text was read wrongly"
#: Question marks before a letter, or where no sentence begins after them: decoders of double-byte
#: pages write them for what they lose.
#: So they do behind ``€``, the byte 80 as Windows shows it in page 936.
_MARK_IN_WORD: Final = lazily(r"\?+(?=[^\W\d_]| [a-zà-öø-ÿα-ωа-я])|(?<=€)\?+")
#: Lead bytes of Latin letters in Windows-1252.
_UTF8_LEAD: Final = lazily("[ÃÄÅá]")
#: An accent beside a letter, and the code points of the words of a name that may have one.
_DETACHED: Final = lazily(f"[{SIGNS}](?=[{LETTERS}])|(?<=[{LETTERS}])[{SIGNS}]")
_LONGEST_NAME: Final = 80
_NO_SIGN: Final = dict.fromkeys(map(ord, SIGNS))
#: Share of the texts that ``inflict`` reads as one of the rarer code pages, if bytes prove it.
RARE_SHARE: Final = 0.25
#: Most bits that a reading saves, for its confidence; beyond, nothing is told apart.
_MOST_SAVED: Final = 50.0


def find(text: str, options: Options, /) -> Iterator[Edit | Finding]:
    """Yield an edit for each stretch that was read wrongly, and what is left of their lines."""
    yield from _said(text, garbled_passages(text, _loses_bytes, in_part=not options.unsafe))


def find_in_chunks(chunks: Iterable[str], options: Options, /) -> Iterator[list[Edit | Finding]]:
    """Yield the edits of each chunk; channels of earlier chunks are tried first in later ones."""
    throughout = Utf8Throughout.of_chunks(chunks)
    recent = RecentChannels()
    for text in chunks:
        if throughout is None:
            yield list(
                _said(
                    text, passages_by_line(text, recent, _loses_bytes, in_part=not options.unsafe)
                )
            )
        else:
            yield list(_edits(text, throughout.passage(text), throughout.message))


def _said(text: str, passages: Iterable[GarbledPassage]) -> Iterator[Edit | Finding]:
    """Yield the edits of passages, and findings for garbled words that are left beside them."""
    for start, found in _by_line(text, passages):
        line, read, doubtful = _with_torn_words(text, start, found)
        for passage in read:
            yield from _edits(text, passage)
        yield from _doubtful(line, start, read, doubtful)
        for first, last in left_over(line, [shifted(passage, -start) for passage in read]):
            if all(word.end <= first or last <= word.start for word in doubtful):
                yield Finding(NAME, start + first, start + last, line[first:last], _LEFT)
        if any(is_multi_byte(channel.read_as) for p in read for channel in p.channels):
            for mark in _MARK_IN_WORD.finditer(line):
                first, last = mark.span()
                yield Finding(NAME, start + first, start + last, mark[0], _LOST)


def _doubtful(
    line: str, start: int, read: Iterable[GarbledPassage], words: Iterable[TornWord]
) -> Iterator[Edit | Finding]:
    """Yield an unsafe edit for each doubtful word; a finding where a passage is a part of it."""
    for word in words:
        one, two, before = start + word.start, start + word.end, line[word.start : word.end]
        if any(passage.start < two and one < passage.end for passage in read):
            suggestions = tuple(Suggestion(said, 0.5, _MAY_BE) for said in word.readings)
            yield Finding(NAME, one, two, before, _LEFT, suggestions)
        else:
            from .recovered import LAST_BYTE_DROPPED  # few texts need it

            after, sure = word.readings[0], round(word.confidence, 4)
            yield Edit(NAME, one, two, before, after, LAST_BYTE_DROPPED, Applicability.UNSAFE, sure)


def _by_line(
    text: str, passages: Iterable[GarbledPassage]
) -> Iterator[tuple[int, list[GarbledPassage]]]:
    """Yield where each line with passages begins, and its passages; they are in order.

    Words that hold a string which program code names so as to replace it are left out.
    """
    for start, found in _lines_of(text, passages):
        end = text.find("\n", found[-1].end)
        kept = replaced_in(text[start : end if end >= 0 else len(text)])
        read = [part for passage in found for part in _outside_of(kept, text, start, passage)]
        read = [passage for passage in read if not _holds_detached_accent(text, passage)]
        if read:
            yield start, read


def _holds_detached_accent(text: str, passage: GarbledPassage) -> bool:
    """Tell whether a passage is a word of which TeX set an accent beside its letter.

    Such words are no mojibake; the rule detached-accents reads them where that is asked for.
    """
    before = text[passage.start : passage.end]
    if len(before) > _LONGEST_NAME or _DETACHED.search(before) is None:
        return False
    if passage.text.translate(_NO_SIGN) != passage.text:
        return False  # Â¨ says ¨
    return any(word.is_safe for word in read_accents(before))


def _outside_of(
    kept: Spans, text: str, start: int, passage: GarbledPassage
) -> Iterator[GarbledPassage]:
    """Yield a passage of a line, or its words that change and touch no string that stays."""
    if not is_replaced(kept, passage.start - start, passage.end - start):
        yield passage
        return
    for one, two, after in _changes(text, passage):
        if not is_replaced(kept, one - start, two - start):
            yield replace(passage, start=one, end=two, text=after)


def _lines_of(
    text: str, passages: Iterable[GarbledPassage]
) -> Iterator[tuple[int, list[GarbledPassage]]]:
    start, read = 0, list[GarbledPassage]()
    for passage in passages:
        if not read or text.find("\n", read[-1].end, passage.start) >= 0:
            if read:
                yield start, read
            start, read = text.rfind("\n", 0, passage.start) + 1, []
        read.append(passage)
    if read:
        yield start, read


def _with_torn_words(
    text: str, start: int, read: list[GarbledPassage]
) -> tuple[str, list[GarbledPassage], list[TornWord]]:
    """Return a line, its passages with the words that surely lost bytes, and doubtful words."""
    end = text.find("\n", read[-1].end)
    line = text[start : end if end >= 0 else len(text)]
    if not any(passage.channels == (WESTERN_UTF8,) for passage in read):
        return line, read, []
    if read[0].start == start and read[0].end == start + len(line):
        return line, read, []  # no word is left
    from ...recovery import torn_words  # few texts need it

    doubtful: list[TornWord] = []
    torn: list[GarbledPassage] = []
    taken: set[int] = set()
    words = torn_words(line, beside_proof=True)
    spans = [(start + word.start, start + word.end) for word in words]
    for word, (one, two), numbers in zip(words, spans, touched(read, spans), strict=True):
        inside = [read[number] for number in numbers]
        if word.is_sure and all(one <= p.start and p.end <= two for p in inside):
            saved = -math.log2(max(1.0 - word.confidence, 2.0**-_MOST_SAVED))
            after = word.readings[0]
            torn.append(GarbledPassage(one, two, after, (WESTERN_UTF8,), saved, natural=True))
            taken.update(numbers)
        elif not word.is_clear and _UTF8_LEAD.search(_outside(text[one:two], one, inside)):
            doubtful.append(word)
    left = [passage for number, passage in enumerate(read) if number not in taken]
    return line, sorted(left + torn, key=lambda passage: passage.start), doubtful


def _outside(word: str, start: int, passages: Iterable[GarbledPassage]) -> str:
    """Return what no passage covers of a word that begins at a place."""
    covered = {place for p in passages for place in range(p.start, p.end)}
    return "".join(char for at, char in enumerate(word, start) if at not in covered)


def rewrite(text: str, options: Options, /) -> str:
    """Return the text with its garbled passages read rightly."""
    pieces: list[str] = []
    position = 0
    is_plain = not replaced_in(text)  # else words must be those of ``find``, for some stay
    for start, found in _by_line(text, garbled_passages(text, _loses_bytes, for_text=is_plain)):
        line, read, _ = _with_torn_words(text, start, found)
        kept = () if is_plain else replaced_in(line)
        for passage in (part for whole in read for part in _outside_of(kept, text, start, whole)):
            pieces += (text[position : passage.start], passage.text)
            position = passage.end
    pieces.append(text[position:])
    return "".join(pieces)


def _loses_bytes(line: str, channel: Channel | None = None, /) -> bool:
    """Tell whether a line is natural text once the bytes that it lost are restored."""
    from ...recovery import loses_pairs, recover, with_dos_letters, with_soft_hyphens

    if channel is not None and is_multi_byte(channel.read_as):
        return loses_pairs(line, channel.written_in, channel.read_as)
    if channel is not None and channel.written_in == "cp866":
        return with_dos_letters(line) is not None
    if channel is not None:
        stripped = with_soft_hyphens(line)
        return stripped is not None and stripped.is_sure
    recovery = recover(line, "")
    return recovery is not None and recovery.natural


def _edits(text: str, passage: GarbledPassage, message: str = "") -> Iterator[Edit]:
    """Yield an edit for each word of a passage that changes."""
    message = message or describe(text[passage.start : passage.end], passage.channels)
    confidence = round(1.0 - 2.0 ** -min(max(passage.saved, 1.0), _MOST_SAVED), 4)
    for start, end, after in _changes(text, passage):
        yield Edit(NAME, start, end, text[start:end], after, message, confidence=confidence)


def _changes(text: str, passage: GarbledPassage) -> Iterator[tuple[int, int, str]]:
    """Yield what becomes of which part of a text: word by word, or in one where blanks change."""
    old = list(WORD.finditer(text, passage.start, passage.end))
    new = list(WORD.finditer(passage.text))
    by_word = [
        (was.start(), was.end(), word.group())
        for was, word in zip(old, new, strict=False)
        if was.group() != word.group()
    ]
    lengthened = sum(len(after) - (end - start) for start, end, after in by_word)
    if len(old) == len(new) and lengthened == len(passage.text) - (passage.end - passage.start):
        yield from by_word
    else:
        yield passage.start, passage.end, passage.text


def inflict(text: str, rng: Random, /) -> str:
    """Read the bytes of the text in a wrong encoding that loses nothing."""
    from ...mojibake.legacy.mixed_words import mixed_words

    channels = list(CHANNELS)
    rng.shuffle(channels)
    if rng.random() < RARE_SHARE:
        channels = [*rng.sample(PROVED_CHANNELS, len(PROVED_CHANNELS)), *channels]
    elif rng.random() < RARE_SHARE:
        channels = [*rng.sample(WESTERN_CHANNELS, len(WESTERN_CHANNELS)), *channels]
    if (rare := _by_special_readers(text, rng)) is not None:
        return rare
    for channel in channels:
        garbled = misread(text, channel)
        if channel in PROVED_CHANNELS and garbled is not None and not _is_proved(garbled, text):
            continue  # hardly anyone reads Danish as Cyrillic
        if (
            channel in WESTERN_CHANNELS
            and garbled is not None
            and not _is_undone(garbled, text, mixed_words)
        ):
            continue  # too little is garbled
        if garbled is not None and garbled != text:
            return garbled
    return text


def _by_special_readers(text: str, rng: Random) -> str | None:
    """Return what consoles and the readers of `_as_special_readers` make of a text, seldom."""
    if rng.random() < RARE_SHARE:
        fitted = best_fit(text, rng.choice(BEST_FIT_CHANNELS).read_as)
        if _is_undone(fitted, text, best_fitted):
            return fitted
    if rng.random() < RARE_SHARE:
        garbled = _as_special_readers(text, rng)
        if garbled is not None and garbled != text and rewrite(garbled, Options()) == text:
            return garbled
    return None


def _as_special_readers(text: str, rng: Random) -> str | None:
    """Return what Windows, a reader of UTF-8 or Windows-1252, or an archiver makes of a text."""
    page = rng.choice(("", "gbk", "cp932", "cp949", "cp1253", "cp874"))
    if page:
        return decode_as_vendors(text.encode("utf-8", "surrogatepass"), page)
    return misread(text, rng.choice((*MIXED_CHANNELS, *NAME_CHANNELS)))


def _is_proved(garbled: str, text: str) -> bool:
    """Tell whether the bytes of each garbled line prove what the line was."""
    lines = garbled.split("\n")
    if not all(line.isascii() or looks_garbled(line) for line in lines):
        return False
    return "\n".join(reread_passages(line, structural_passages(line)) for line in lines) == text


def _is_undone(garbled: str, text: str, search: Callable[[str], list[GarbledPassage]]) -> bool:
    """Tell whether a search finds in each garbled line what the line was."""
    lines = garbled.split("\n")
    if garbled == text or not all(line.isascii() or looks_garbled(line) for line in lines):
        return False
    return "\n".join(reread_passages(line, search(line)) for line in lines) == text


RULE: Final = Rule(
    name=NAME,
    summary="Text read in the wrong encoding, without loss",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.DOCUMENT,
    rewrite=rewrite,
    by_line=True,
    refuses=is_refused_prose,
    find_in_chunks=find_in_chunks,
)

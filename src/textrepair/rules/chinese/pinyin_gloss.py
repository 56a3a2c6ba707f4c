"""Readings that a converter wrote in brackets behind Chinese characters.

Looks like:    實(shí)現(xiàn), 動(dòng), in the middle of words, all through a page in traditional
               Chinese, in titles and attributes too; with some converters 實（shí） or 實(SHÍ)
Happens when:  a site maps simplified Chinese to traditional and writes, behind each character of a
               list of its own, the reading in pinyin, to make the page look unlike its source. Some
               write square brackets, blanks or xian4; HTML and JSON escape letters (sh&iacute;).
Undone by:     removing a gloss that is a valid reading of the character before it, with its tone
               mark, if that character belongs to traditional Chinese alone, if it is glossed
               wherever it stands, and if the text has the habit.
Left alone:    the gloss of an author. Authors gloss characters that are rare or have several
               readings, once; or they gloss everything, as in readers for children; or they gloss
               words in a list, as in a dictionary. Text in simplified Chinese, and a word such as
               饕餮(tāo tiè). Where the converter wrote across the border of two characters, see
               misaligned-bytes.
Example:
    >>> import textrepair
    >>> textrepair.fix("加速落實(shí)網(wǎng)站計(jì)劃")
    '加速落實網站計劃'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from ...chinese.glosses.authorship import (
    BEGUN,
    BRACKETS,
    Gloss,
    GlossStatistics,
    glosses_in,
    may_hold_glosses,
)
from ...chinese.glosses.simulate import glossary
from ...edits import Edit, Finding
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "pinyin-gloss"
TRIGGER: Final = Trigger(first=re.escape(BRACKETS[0]), then=BEGUN)

#: Confidence of an edit, below 1 because an author may have written the gloss.  Set by hand.
CONFIDENCE: Final = 0.98


#: A mark between two marks of lost bytes, behind a Chinese character, as such converters leave it
#: where they cut 。」 in the middle of both.
_CUT: Final = re.compile(r"(?<=[㐀-鿿])\?[!,]\?(?![\w(])")
_CUT_HERE: Final = (
    "the converter that wrote the readings cut characters here; bytes of them were lost"
)


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each gloss that a converter wrote, and findings where it cut characters."""
    del options
    yield from _found(text, list(_to_remove(text)))


def find_in_chunks(chunks: Iterable[str], options: Options) -> Iterator[Iterable[Edit | Finding]]:
    """Yield the edits of each chunk; the whole text tells who wrote the glosses."""
    del options
    statistics = GlossStatistics()
    for text in chunks:
        statistics.add(text, list(glosses_in(text)))
    chosen = statistics.converter_glossed()
    for text in chunks:
        glosses = [gloss for gloss in glosses_in(text) if gloss.char in chosen]
        yield _found(text, glosses, converted=bool(chosen))


def _found(text: str, glosses: list[Gloss], *, converted: bool = False) -> Iterator[Edit | Finding]:
    for cut in _CUT.finditer(text) if glosses or converted else ():
        yield Finding(NAME, cut.start(), cut.end(), cut[0], _CUT_HERE)
    for gloss in glosses:
        yield Edit(
            rule=NAME,
            start=gloss.start,
            end=gloss.end,
            before=text[gloss.start : gloss.end],
            after="",
            message=f"a converter wrote the reading of {gloss.char} behind it",
            confidence=CONFIDENCE,
        )


def rewrite(text: str, options: Options) -> str:
    """Return the text without the glosses that a converter wrote."""
    del options
    pieces: list[str] = []
    position = 0
    for gloss in _to_remove(text):
        pieces.append(text[position : gloss.start])
        position = gloss.end
    pieces.append(text[position:])
    return "".join(pieces)


def inflict(text: str, rng: Random) -> str:
    """Gloss some of the characters of traditional Chinese, each character wherever it stands."""
    glossed = {ord(char): f"{char}({reading})" for char, reading in glossary(text, rng)}
    return text.translate(glossed)


def _to_remove(text: str) -> Iterator[Gloss]:
    if not may_hold_glosses(text):
        return iter(())  # a million characters need not be counted for it
    glosses = list(glosses_in(text))
    statistics = GlossStatistics()
    statistics.add(text, glosses)
    chosen = statistics.converter_glossed()
    return (gloss for gloss in glosses if gloss.char in chosen)


RULE: Final = Rule(
    name=NAME,
    summary="Readings that a converter wrote behind Chinese characters",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.DOCUMENT,
    rewrite=rewrite,
    find_in_chunks=find_in_chunks,
)

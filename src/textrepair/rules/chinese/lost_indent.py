"""Chinese paragraphs that begin with four question marks, where an indent was lost.

What it looks like: each paragraph begins with ????.

How it happens: Chinese paragraphs are indented by two characters, which web pages write as four
no-break spaces.  GBK has no no-break space, and the encoder wrote a question mark for each.

How it is undone: two ideographic spaces, the usual form of the same indent, take their place;
the option ``indent`` chooses another.

What is left alone: question marks that someone typed.  At least half of the Chinese lines of a
text must begin with just four, one of them must be long enough for a paragraph, and few lines may
hold other runs of question marks.  A text of a single line is repaired if it is a paragraph whose
commas were folded to ASCII too, as the same converters do; without that it is a guess.  Lines
of nothing but question marks, Spanish, placeholders in code and chats keep theirs.

Example: ????今年全市新建公園二十座。 becomes 　　今年全市新建公園二十座。 in a text of such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from ...chinese.indents import LOST, indent_statistics, marked_lines
from ...edits import Applicability, Edit
from ...options import Options
from ..rule import Trigger

name: Final = "lost-indent"
summary: Final = "Four question marks where a Chinese paragraph was indented"
trigger: Final = Trigger(first="?", then=r"(?<=^[?])[?]{3}(?=[^?\s])")
profiles: Final = ("repair", "normalize")
reports_only: Final = False
scope: Final = "document"

#: How sure we are where the text has the habit, and where it is a single paragraph.
CONFIDENCE: Final = 0.97
GUESS: Final = 0.6

_PARAGRAPH: Final = re.compile(
    "^[ \N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}]*(?=[^\\s?])", re.MULTILINE
)


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each indent that was lost."""
    yield from next(find_in_parts((text,), options))


def find_in_parts(parts: Iterable[str], options: Options) -> Iterator[Iterable[Edit]]:
    """Yield the same for each part; all of the text tells whether it has the habit."""
    certain = indent_statistics(parts).certain
    for text in parts:
        yield () if certain is None else _edits(text, options, certain)


def _edits(text: str, options: Options, certain: bool) -> Iterator[Edit]:
    for start in marked_lines(text):
        yield Edit(
            rule=name,
            start=start,
            end=start + len(LOST),
            before=LOST,
            after=options.indent,
            message="the indent was four no-break spaces, which GBK lacks",
            applicability=Applicability.SAFE if certain else Applicability.UNSAFE,
            confidence=CONFIDENCE if certain else GUESS,
        )


def inflict(text: str, rng: Random) -> str:
    """Write four question marks for the indent of each paragraph, or where it should be."""
    del rng
    return _PARAGRAPH.sub(LOST, text)

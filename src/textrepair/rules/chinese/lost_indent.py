r"""Chinese paragraphs that begin with four question marks, where an indent was lost.

Looks like:    ????今年全市新建公園二十座。 at the beginning of each paragraph
Happens when:  Chinese paragraphs are indented by two characters, which web pages write as four
               no-break spaces. GBK has no no-break space, and an encoder writes a question mark
               for each.
Undone by:     writing two ideographic spaces, the usual form of this indent; the option ``indent``
               chooses another.
Left alone:    question marks that somebody typed. At least half of the Chinese lines of a text
               must begin with just four, one of them must be long enough for a paragraph, and few
               lines may hold other runs of question marks. A text of a single line is repaired if
               it is a paragraph whose commas were folded to ASCII too, as such converters do;
               without that the edit is a guess. Lines of nothing but question marks, Spanish,
               placeholders in code, and chats keep their question marks.
Example:
    >>> import textrepair
    >>> lines = ["????今年全市新建公園二十座,方便了附近的居民。", "????大家都很高興。"]
    >>> textrepair.fix("\n".join(lines), indent="  ").split("\n")
    ['  今年全市新建公園二十座,方便了附近的居民。', '  大家都很高興。']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from ...chinese.indents import LOST_INDENT, indent_statistics, marked_lines
from ...edits import Applicability, Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "lost-indent"
TRIGGER: Final = Trigger(first="?", then=r"(?<=^[?])[?]{3}(?=[^?\s])")

#: Confidence of an edit where most lines lost their indent, and in a single paragraph.
#: Set by hand.
CONFIDENCE: Final = 0.97
GUESS: Final = 0.6

_PARAGRAPH: Final = re.compile(
    "^[ \N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}]*(?=[^\\s?])", re.MULTILINE
)


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each lost indent."""
    yield from next(find_in_chunks((text,), options))


def find_in_chunks(chunks: Iterable[str], options: Options) -> Iterator[Iterable[Edit]]:
    """Yield the edits of each chunk; the statistics of the whole text decide on all of them."""
    certain = indent_statistics(chunks).certain
    for text in chunks:
        yield () if certain is None else _edits(text, options, certain)


def _edits(text: str, options: Options, certain: bool) -> Iterator[Edit]:
    for start in marked_lines(text):
        yield Edit(
            rule=NAME,
            start=start,
            end=start + len(LOST_INDENT),
            before=LOST_INDENT,
            after=options.indent,
            message="the indent was four no-break spaces, which GBK lacks",
            applicability=Applicability.SAFE if certain else Applicability.UNSAFE,
            confidence=CONFIDENCE if certain else GUESS,
        )


def inflict(text: str, rng: Random) -> str:
    """Write four question marks where each paragraph is, or should be, indented."""
    del rng
    return _PARAGRAPH.sub(LOST_INDENT, text)


RULE: Final = Rule(
    name=NAME,
    summary="Four question marks where a Chinese paragraph was indented",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.DOCUMENT,
    find_in_chunks=find_in_chunks,
)

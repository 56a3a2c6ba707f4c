"""Words that are clearly not text, and that no wrong reading explains well enough to undo.

Looks like    ``CrÃ¨ Brï¿½lÃ©e``, ``OHTSÂŠKODE beside rows of Ã‚Â``, half of a garbled run
Happens when  mojibake was cut, changed or lost bytes before it reached us, or came through a
              channel that is not known.
Undone by     nothing; it is reported, with the best guess where there is one.
Left alone    words that only bear a sign of mojibake and are natural all the same.

    >>> import textrepair
    >>> [f.text for f in textrepair.repair("he said Ã‚Â¬Ãƒ¤Â§ÃÃ").findings]
    ['Ã‚Â¬Ãƒ¤Â§ÃÃ']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding, Suggestion
from ...language import naturalness
from ...mojibake.acceptance import WORD
from ...mojibake.channels import describe
from ...mojibake.suspicious import dirty_lines, is_dirty
from ...mojibake.whole_line import Passage, whole
from ...options import Options
from . import mojibake

name: Final = "suspect-mojibake"
summary: Final = "words that are no text, and that no wrong reading explains"
trigger: Final = mojibake.trigger
profiles: Final = ("repair", "normalize")
reports_only: Final = True
scope: Final = "line"

#: How many standard deviations above natural a word must lie to be reported.
SUSPECT_EXCESS: Final = 13.0
#: A guess of so many different letters, this near to natural text, tells what happened.
GUESS_LETTERS: Final = 6
GUESS_EXCESS: Final = 5.0
_TRAIL: Final = "[¡-¿‚ƒ„†‡ˆ‰‹•˜›€™…–—“”‘’]"
#: C1 controls, which Latin-1 shows and no one types, and UTF-8 as Windows-1252 and DOS show it.
_TELLTALE: Final = re.compile(
    f"[\x80-\x84\x86-\x9f]|[ÂÃÄÅÌÎÏÐÑ]{_TRAIL}|[à-ï]{_TRAIL}{{2}}|[à-ï][šœžŸŠŒŽ]{_TRAIL}|[┬├┼][À-ÿ¡-¿]"
)
#: How much of a suspicious run is shown to the models, in code points.
_LONGEST_RUN: Final = 1000


def find(text: str, options: Options, /) -> Iterator[Finding]:
    """Yield a finding for each run of words that are clearly not text."""
    for start, line in dirty_lines(text):
        for run_start, run_end in _dirty_runs(line):
            run = line[run_start:run_end]
            if naturalness(run).excess > SUSPECT_EXCESS:
                guess = whole(run)
                if _TELLTALE.search(run) or (guess is not None and _is_likely(guess.text)):
                    yield _finding(run, start + run_start, guess)


def _dirty_runs(line: str) -> Iterator[tuple[int, int]]:
    """Yield the places of neighbouring words that bear signs of mojibake."""
    run: tuple[int, int] | None = None
    for match in WORD.finditer(line):
        word = match.group()
        if is_dirty(word):
            start = run[0] if run and match.end() - run[0] <= _LONGEST_RUN else match.start()
            if run and start != run[0]:
                yield run
            run = (start, match.end())
        elif run:
            yield run
            run = None
    if run:
        yield run


def _is_likely(guess: str) -> bool:
    letters = set(filter(str.isalpha, guess.lower()))
    return len(letters) >= GUESS_LETTERS and naturalness(guess).excess <= GUESS_EXCESS


def _finding(run: str, start: int, guess: Passage | None) -> Finding:
    message = "this is no text in any language known, and looks like a wrong encoding"
    suggestions = () if guess is None else (_suggestion(run, guess),)
    return Finding(name, start, start + len(run), run, message, suggestions)


def _suggestion(run: str, guess: Passage) -> Suggestion:
    return Suggestion(guess.text, 0.5, describe(run, guess.channels))


def inflict(text: str, _rng: Random, /) -> str:
    """Return the text as it is: what cannot be explained cannot be done on purpose."""
    return text

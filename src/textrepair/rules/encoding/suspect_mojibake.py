"""Words that are clearly not text, and that no wrong reading explains well enough to undo.

Looks like:    CrÃ¨ Brï¿½lÃ©e, OHTSÂŠKODE beside rows of Ã‚Â, half of a garbled run
Happens when:  mojibake is cut, changed or loses bytes before it reaches us, or comes through a
               channel that is not known.
Undone by:     hand. The finding holds the best guess where there is one.
Left alone:    words that only bear a sign of mojibake and are natural as they stand.
Example:
    >>> import textrepair
    >>> [finding.text for finding in textrepair.repair("he said Ã‚Â¬Ãƒ¤Â§ÃÃ").findings]
    ['Ã‚Â¬Ãƒ¤Â§ÃÃ']
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding, Suggestion
from ...mojibake import signs
from ...mojibake.channels import describe
from ...mojibake.suspicious import suspect_runs
from ...mojibake.whole_line import GarbledPassage
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "suspect-mojibake"
TRIGGER: Final = Trigger(signs.FIRST, signs.THEN)

_MESSAGE: Final = "this is no text in any language known, and looks like a wrong encoding"


def find(text: str, options: Options, /) -> Iterator[Finding]:
    """Yield a finding for each run of words that are clearly not text."""
    for run in suspect_runs(text):
        guess = run.guess
        suggestions = () if guess is None else (_suggestion(run.text, guess),)
        end = run.start + len(run.text)
        yield Finding(NAME, run.start, end, run.text, _MESSAGE, suggestions)


def _suggestion(run: str, guess: GarbledPassage) -> Suggestion:
    return Suggestion(guess.text, 0.5, describe(run, guess.channels))


def inflict(text: str, _rng: Random, /) -> str:
    """Return the text as it is: what cannot be explained cannot be done on purpose."""
    return text


RULE: Final = Rule(
    name=NAME,
    summary="Words that are no text, and that no wrong reading explains",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    yields_to=("mojibake", "lost-bytes", "dropped-bytes", "garbled-punctuation"),
    scope=Scope.LINE,
)

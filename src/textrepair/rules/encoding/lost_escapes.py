"""Japanese in ISO-2022-JP whose escape characters were stripped.

Looks like:    $B$*CN$i$;(B, $B2q5D$N5D;vO?$K$D$$$F(B
Happens when:  mail in ISO-2022-JP, which is seven bits wide, goes through a program that drops
               control characters: of the escape sequences ESC $ B and ESC ( B the ESC is lost.
Undone by:     reading what stands between $B and (B as pairs of JIS X 0208. All pairs must be
               characters, kana among them, and natural Japanese.
Left alone:    program code ($BASE(B), and single characters.
Example:
    >>> import textrepair
    >>> textrepair.fix("Subject: $B2q5D$N$*CN$i$;(B")
    'Subject: 会議のお知らせ'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...language import naturalness
from ...language.naturalness import NATURAL_EXCESS
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "lost-escapes"
#: Pairs of one passage at most, in characters.
_PAIRS: Final = "(?:[!-~]{2}){2,200}?"
TRIGGER: Final = Trigger("$", rf"[@B]{_PAIRS}\([BJ]", ascii=True, marks=("$@", "$B"))

_DAMAGE: Final = re.compile(rf"\$[@B](?P<pairs>{_PAIRS})\([BJ]")
_KANA: Final = re.compile("[ぁ-んァ-ヶ]")
_IDENTIFIER: Final = re.compile(r"[\w.-]+")
_MESSAGE: Final = "the escape characters of ISO-2022-JP were lost"


def find(text: str, options: Options, /) -> Iterator[Edit]:
    """Yield an edit for each passage between what is left of two escape sequences."""
    del options
    for match in _DAMAGE.finditer(text):
        reading = _japanese(match["pairs"])
        if reading is not None:
            yield Edit(NAME, *match.span(), match[0], reading, _MESSAGE)


def _japanese(pairs: str) -> str | None:
    """Return what pairs of JIS X 0208 say; None where that is no Japanese."""
    if _IDENTIFIER.fullmatch(pairs):
        return None
    try:
        reading = f"\x1b$B{pairs}\x1b(B".encode("ascii").decode("iso2022_jp")
    except UnicodeDecodeError:
        return None
    if naturalness(reading, ("ja",)).excess > NATURAL_EXCESS:
        return None
    return reading if _KANA.search(reading) else None


def inflict(text: str, rng: Random, /) -> str:
    """Encode the text in ISO-2022-JP, and drop the escape characters."""
    del rng
    try:
        return text.encode("iso2022_jp").decode("ascii").replace("\x1b", "")
    except UnicodeEncodeError:
        return text


RULE: Final = Rule(
    name=NAME,
    summary="Japanese in ISO-2022-JP whose escape characters were lost",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
)

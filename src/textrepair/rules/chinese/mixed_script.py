"""Chinese that was converted character by character, and mixes forms that no writer mixes.

Looks like:    旅游 for 旅遊, 示范 for 示範, 建成后 for 建成後, 對于 for 對於 in traditional text,
               or the wrong one of two forms, 皇後 for 皇后. In simplified text 干隆 for 乾隆, or
               traditional characters here and there.
Happens when:  a converter maps each character to one other, everywhere, and knows no words; but
               some two hundred simplified characters stand for several traditional ones.
Undone by:     OpenCC's phrases, on request (``--unsafe-fixes``): each place is reported with the
               form that they give. The option ``chinese`` mends the places too.
Left alone:    forms that are right both ways (后 in 皇后, 于 and 范 as surnames, 里 in 公里);
               forms that writers of traditional Chinese use side by side (台 and 臺, 周 and 週, 布
               and 佈); Cantonese and Japanese; single places that are likelier a slip or a name. A
               text that writes one simplified character in two traditional forms, each where it
               belongs, was not converted in this way; the longer a text, the more it tells.
Example:
    >>> import textrepair
    >>> text = "對于旅游業,這是建成后的示范"
    >>> textrepair.fix(text, unsafe=True)
    '對於旅遊業,這是建成後的示範'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "mixed-script"
TRIGGER: Final = Trigger(first="\u4e00-\u9fff")

_HAN: Final = re.compile("[\u4e00-\u9fff]")
_KANA: Final = re.compile("[\u3041-\u30ff]")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an unsafe edit for each form that is wrong in its place."""
    del options
    from ...chinese.variants.mixture import mixed_forms

    for place in mixed_forms(text):
        yield Edit(
            rule=NAME,
            start=place.at,
            end=place.at + 1,
            before=place.written,
            after=place.proper,
            message=f"converted character by character: {place.written} for {place.proper}",
            applicability=Applicability.UNSAFE,
            confidence=place.confidence,
        )


def inflict(text: str, rng: Random) -> str:
    """Convert the text to traditional Chinese by characters, if the rule can see it afterwards."""
    del rng
    if _KANA.search(text) or not _HAN.search(text):
        return text
    from ...chinese.variants.mixture import convert_one_by_one, mixed_forms
    from ...chinese.variants.opencc import conversion

    converted = convert_one_by_one(conversion("t2s").convert(text))
    return converted if next(mixed_forms(converted), None) else text


RULE: Final = Rule(
    name=NAME,
    summary="Chinese that mixes simplified and traditional forms as no writer would",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.DOCUMENT,
)

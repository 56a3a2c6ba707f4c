"""Chinese in another variant than the one that was asked for.

Looks like:    我國的旅遊業 where the option ``chinese`` (``--chinese``) names ``hans``; or text in
               several variants. Without that option nothing is ever converted.
Happens when:  text comes as somebody wrote it, or as a converter left it. This is no damage.
Undone by:     OpenCC, word by word. ``hans``: traditional forms become simplified ones. ``hant``,
               ``tw``, ``hk``: lines in simplified Chinese are converted; lines in traditional
               Chinese are only mended where they mix both (see mixed-script), and for ``tw`` and
               ``hk`` their characters get the form of that standard.
Left alone:    everything but Han characters, and so Japanese kana and Hangul. Kanji are converted
               as if they were Chinese, so do not ask for a variant where text is Japanese.
Example:
    >>> import textrepair
    >>> textrepair.fix("我國的旅遊業", chinese="hans")
    '我国的旅游业'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "chinese-variant"
TRIGGER: Final = Trigger(first="\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff")

CONFIDENCE: Final = 0.95

_VARIANTS: Final = {
    "hans": "simplified Chinese",
    "hant": "traditional Chinese",
    "tw": "traditional Chinese as in Taiwan",
    "hk": "traditional Chinese as in Hong Kong",
}


def applies_to(options: Options) -> bool:
    """Tell whether there is anything to do with these options."""
    return options.chinese is not None


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each place that is written otherwise in the variant asked for."""
    if options.chinese is None:
        return
    from ...chinese.variants.opencc import differences

    message = f"converted to {_VARIANTS[options.chinese]}"
    for start, end, after in differences(text, rewrite(text, options)):
        yield Edit(NAME, start, end, text[start:end], after, message, confidence=CONFIDENCE)


def rewrite(text: str, options: Options) -> str:
    """Return the text in the variant asked for."""
    if options.chinese is None:
        return text
    from ...chinese.variants.convert import converted

    return converted(text, options.chinese)


def inflict(text: str, rng: Random) -> str:
    """Return the text as it is: a variant is no damage."""
    del rng
    return text


RULE: Final = Rule(
    name=NAME,
    summary="Chinese converted to the variant asked for with the option chinese",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.DOCUMENT,
    rewrite=rewrite,
    applies_to=applies_to,
)

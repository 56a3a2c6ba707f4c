"""Which languages an encoding can write: the letters that each of them cannot do without.

Text is hardly ever in an encoding that lacks letters of its language, so a reading that
happens to suit such a language is to be doubted: Vietnamese is not in Windows-1252.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ..language.model_files import UNITS_PER_BIT
from ..language.ngram_costs import REGIONS

#: Letters beyond ASCII that are frequent in each language.  Languages that are often
#: written without theirs (Welsh, Estonian) or that no code page covers are not here.
_LETTERS: Final = {
    "ca": "çèò",
    "cs": "ěřů",
    "da": "æø",
    "de": "äü",
    "eo": "ĝŝŭ",
    "es": "ñó",
    "fi": "ä",
    "fr": "éè",
    "hr": "čćž",
    "hu": "őű",
    "is": "ðþ",
    "lt": "ėųū",
    "lv": "āēķ",
    "mt": "ħġż",
    "nb": "øå",
    "pl": "ąęł",
    "pt": "ãç",
    "ro": "ă",
    "sk": "ľťč",
    "sl": "čšž",
    "sr-latn": "čćž",
    "sv": "äå",
    "tr": "ğış",
    "vi": "ơưđ",
    "be": "ўі",
    "bg": "щъ",
    "kk": "әқң",
    "mk": "ѓќј",
    "ru": "ыэ",
    "sr": "ђћљ",
    "uk": "іїє",
}
#: How unlikely each special character makes it that a text lacks the others of its
#: language, in the units of the models: one bit.
LACKING_UNITS: Final = UNITS_PER_BIT


@cache
def lacking(codec: str) -> tuple[int, ...]:
    """Return the lanes of the models whose languages cannot be written in an encoding.

    >>> lacking("utf-8"), len(lacking("cp1252")) > 0
    ((), True)
    """
    return tuple(
        lane
        for first, names in REGIONS.values()
        for lane, name in enumerate(names, first)
        if not _can_write(codec, _LETTERS.get(name, ""))
    )


def _can_write(codec: str, letters: str) -> bool:
    try:
        letters.encode(codec)
    except UnicodeEncodeError:
        return False
    return True

"""``FONTS``: the fonts that Vietnamese was typed in before Unicode, and how each wrote its letters.

Such a font shows Vietnamese letters for the codes of others.  Where the font is missing, or where a
text is taken out of its document, the codes are shown as what they are in Windows-1252.

- TCVN3, also called ABC, is the national standard TCVN 5712:1993 without most of its capitals:
  these are in fonts of their own (.VnTimeH), which show capitals for the codes of small letters.
- VNI writes a letter with a mark as two: the letter, and one that the font shows as its mark.
- VISCII (RFC 1456) has a code for each letter, small and capital.

Where Windows-1254, the page of Turkish, read the codes, six letters differ.

Sources: the code pages are those of `encodings/vietnamese_pages.py`; the table of VNI is as the
fonts of VNI Software show it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from unicodedata import normalize

from ...encodings import decode_table

#: No tone and the five tones, as VNI's letters come for each vowel that they mark.
_TONES: Final = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
#: The letters with which VNI marks the one before, small; what it shows alone.
_TONE_LETTERS: Final = dict(zip("ùøûõï", _TONES[1:], strict=True))
_CIRCUMFLEX: Final = dict(zip("âáàåãä", _TONES, strict=True))
_BREVE: Final = dict(zip("êéèúüë", _TONES, strict=True))
_ALONE: Final = dict(zip("öôñîíìæóò", "ươđỵíìỉĩị", strict=True))
#: The letters of Windows-1254 that are others in Windows-1252.
_TURKISH: Final = dict(zip("ĞİŞğış", "ÐÝÞðýþ", strict=True))

TCVN3: Final = "TCVN3"
VNI: Final = "VNI"
VISCII: Final = "VISCII"


@dataclass(frozen=True)
class VietnameseFont:
    """A font by its name, and the letter that it shows for each character, or for two of them."""

    name: str
    letters: Mapping[str, str] = field(repr=False)

    @cached_property
    def _written(self) -> re.Pattern[str]:
        longest_first = sorted(self.letters, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))

    @cached_property
    def codes(self) -> dict[str, str]:
        """What the font writes for each letter."""
        return {letter: code for code, letter in reversed(list(self.letters.items()))}

    def shown(self, word: str) -> str | None:
        """Return the word that the font shows; None where it shows no letter for a character.

        >>> FONTS[0].shown("ViÖt"), FONTS[1].shown("Vieät"), FONTS[2].shown("Vi®t")
        ('Việt', 'Việt', 'Việt')
        """
        rest = self._written.sub("", word)
        if not rest.isascii():
            return None
        return self._written.sub(lambda match: self.letters[match[0]], word)

    def written(self, text: str) -> str:
        """Return a text as the font writes it; what it has no code for stays.

        >>> FONTS[1].written("Việt")
        'Vieät'
        """
        return normalize("NFC", text).translate(self._codes_by_number)

    @cached_property
    def _codes_by_number(self) -> dict[int, str]:
        return {ord(letter): code for letter, code in self.codes.items()}


def _of_page(encoding: str) -> dict[str, str]:
    """Return the letters of a font of one byte a letter, by what Windows shows for the bytes."""
    windows, page = decode_table("cp1252"), decode_table(encoding)
    letters = {windows[code]: page[code] for code in range(0x80, 0x100) if page[code].isalpha()}
    for turkish, western in _TURKISH.items():
        if western in letters:
            letters[turkish] = letters[western]
    return letters


def _of_vni() -> dict[str, str]:
    """Return the letters of VNI, in both cases; a capital has its mark as a capital or not."""
    small = {
        **{vowel + mark: vowel + tone for vowel in "aeouy" for mark, tone in _TONE_LETTERS.items()},
        **{
            horn + mark: shown + tone
            for horn, shown in (("ö", "ư"), ("ô", "ơ"))
            for mark, tone in _TONE_LETTERS.items()
        },
        **{
            vowel + mark: f"{vowel}\u0302{tone}"
            for vowel in "aeo"
            for mark, tone in _CIRCUMFLEX.items()
        },
        **{f"a{mark}": f"a\u0306{tone}" for mark, tone in _BREVE.items()},
        **_ALONE,
    }
    letters = {}
    for code, letter in small.items():
        composed = normalize("NFC", letter)
        letters[code] = composed
        letters[code.upper()] = composed.upper()
        letters[code[0].upper() + code[1:]] = composed.upper()
    return letters


FONTS: Final = (
    VietnameseFont(TCVN3, _of_page("x-viet-tcvn3")),
    VietnameseFont(VNI, _of_vni()),
    VietnameseFont(VISCII, _of_page("viscii")),
)

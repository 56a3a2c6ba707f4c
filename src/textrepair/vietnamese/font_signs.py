"""``FIRST``, ``THEN``: what text in the fonts of Vietnamese holds, and clean text hardly ever does.

Each sign is a character and its neighbours.  They were chosen on 1.3 million clean lines of some
hundred languages, of which 1 in 4,000 holds one, and on 300 lines of Vietnamese in each font, of
which all but one hold one; of those in VISCII in capitals a third holds none.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ..patterns import lazily

#: A word ends here, or goes on in ASCII that is no letter: signs and brackets end none, for so do
#: bytes of UTF-8.
_AT_END: Final = r"(?![^\s!-@\[-`{-~])"
#: What no word begins behind.
_NO_BREAK: Final = r"[^\s!-/:-@\[{`~]"
_IN_WORD: Final = "(?=[A-Za-z])"


class _Sign(NamedTuple):
    """Characters, the set that the one before is of, and what must match behind them.

    ``is_first`` tells that a word begins with it instead.
    """

    before: str
    characters: str
    behind: str = ""
    is_first: bool = False

    @property
    def looked_back_at(self) -> str:
        """The sign as an expression that begins behind its character."""
        back = f"(?<={self.before}[{self.characters}])"
        return f"{back}(?<!{_NO_BREAK}.){self.behind}" if self.is_first else back + self.behind


#: Letters and bytes that UTF-8 begins with (À to Å) are no signs, so that text of which UTF-8 was
#: read as Windows-1252 bears none.
#:
#: TCVN3 and VISCII: signs for letters between letters (kh«ng, Vi®t), capitals behind small letters
#: (tiÕng, vÞ), small letters between capitals (CéNG, CHñ), ß and ñ behind consonants (hßa, chñ).
_ONE_CODE_A_LETTER: Final = (
    _Sign("[A-Za-z]", "¡-¬®-³µ¶¸-¿÷", _IN_WORD),
    _Sign("[a-km-zA-Z]", "·", "(?=[a-z])"),
    _Sign("[a-z]", "Æ-ÖØ-ÞĞİŞ", f"(?:(?=[a-zß-ÿ])|{_AT_END})"),
    _Sign("[A-Z]", "ß-öø-ÿ", "(?=[A-Z])"),
    _Sign("[A-Z][A-Z]", "ß-öø-ÿ", _AT_END),
    _Sign("[hcbgtkmdqvx]", "ß"),
    _Sign("[chgCHG]", "ñ"),
    # At the end of a word only what is no note or exponent, as ¹, ³ and ª are
    _Sign("[a-z]", "µ¸¶·¼½¬¨«", _AT_END),
    _Sign("", "®", "(?=[a-zß-ÿ¨-¾])", is_first=True),
    _Sign("", "§", "(?=[ß-ÿ¨-½Ç-Þ])", is_first=True),
    _Sign("[th]", "×"),
    _Sign("", "ß", "(?=[¶½þÞØÑÐşŞ])"),
    _Sign("", "ð", "(?=[ßÕñ÷¸¬])"),
)
#: VNI: letters for marks behind vowels (vaø, coâng, nöôùc, Vieät), and those in capitals.
_TWO_CODES_A_LETTER: Final = (
    _Sign("[aeoyuö]", "øû", _AT_END),
    _Sign("[aouö]", "ùøûõ", "(?=[aincopyu])"),
    _Sign("[ao]", "âä", "(?=[nuimtpc])"),
    _Sign("[iy]e", "äáàåãâ", "(?=[numtpc])"),
    _Sign("[öô]", "ôùøûï"),
    _Sign("[AEO]", "ÂÄÅÁÀÃ", "(?=[NUIMTPCY])"),
    _Sign("[AEOÖÔ]", "ÙØÛÕÏ", "(?![a-z])"),
    _Sign("", "ñ", "(?=[aeoiuö][ùøûõïâäáàåã])"),
    _Sign("[aeo]", "å", "(?=[nuimtpcy])"),
)


def _expression(signs: tuple[_Sign, ...]) -> str:
    return "|".join(sign.looked_back_at for sign in signs)


#: The trigger: a character, and what must match behind it.
FIRST: Final = "¡-¬®-³µ-ÿĞİŞ"
THEN: Final = _expression((*_ONE_CODE_A_LETTER, *_TWO_CODES_A_LETTER))
#: A sign anywhere in a text: any, one of the fonts with a code a letter, and one of VNI.
SIGN: Final = lazily(f"[{FIRST}](?:{THEN})")
SIGN_OF_ONE_CODE: Final = lazily(f"[{FIRST}](?:{_expression(_ONE_CODE_A_LETTER)})")
SIGN_OF_TWO_CODES: Final = lazily(f"[{FIRST}](?:{_expression(_TWO_CODES_A_LETTER)})")
#: A sign for a letter between letters, which tells by itself.
SIGN_IN_WORD: Final = lazily("[A-Za-z][¡-¬®-³µ¶¸-¿÷][A-Za-z]")

"""Signs: where marks and signs stand in text, and what they cost where they stand.

The language models know letters well and marks hardly, so what is known of marks is said here.
A degree sign after a number is where it belongs, a currency sign between letters is a letter
read in the wrong code page.
"""

from __future__ import annotations

import re
from typing import Final

#: Flat cost of a sign where it may stand, in bits, and cost of a mark where it may not.
SIGN_BITS: Final = 8.0
ODD_BITS: Final = 12.0
#: What any of the patterns below begins with.
_ANY_SIGN: Final = re.compile(
    "[€£§©®°±·×²³´ªº½¤¦¬¯¸¨ˆ˜˛˝˙ˇ‗„‚¿¡¼¾÷¶¢¥ƒ‹‰•‡†™¹≈≠≤≥∞∂∑∏∫√◊─-▟“”«»‘"
    "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}]"
)
#: Signs of prices, measures and laws are frequent in some texts and absent from others, so
#: each has a flat cost where letters do not stand on both sides.
_SIGNS: Final = re.compile("(?:(?<![^\\W\\d_])[€£§©®°±·×²³´ªº½]|[€£§©®°±·×²³´ªº½](?![^\\W\\d_])) ?")
_ODD: Final = re.compile(
    "[¤¦¬¯¸¨ˆ˜˛˝˙ˇ‗]"  # accents that stand alone, signs that hardly anybody writes: caf¬
    "|(?<![^\\W\\d_])´|´(?![^\\W\\d_])"  # an acute that is no apostrophe: 5´ m
    # marks that do not follow a letter: Kapit„, but n° and l·l
    "|(?<=[^\\W\\d_])(?:[„‚¿¡§£€©½¼¾±×÷¶¢¥ƒ‹‰•‡]|(?<![nN])°|·(?![^\\W\\d_])|[≈≠≤≥∞∂∑∏∫√◊─-▟])"
    # marks that do not precede a letter: ®t
    "|(?:[≈≠≤≥∞∂∑∏∫√◊─-▟®™°½¼¾±×÷§£€²³¹ªº©†‡¢¥]|(?<![^\\W\\d_])·)(?=[^\\W\\d_])"
    # marks that do not stand between letters: d“un, but Uzbek o‘zbek
    "|(?<=[^\\W\\d_])(?:[“”«»]|(?<![oOgG])‘)(?=[^\\W\\d_])"
    # a no-break space that keeps a full stop, a soft hyphen with no letter before it
    "|\N{NO-BREAK SPACE}(?=[.,\\n])|(?<![^\\W\\d_])\N{SOFT HYPHEN}"
)


#: What stands before and after a sign: no letter, and no letter or digit.
_NO_LETTER_BEFORE: Final = r"(?<![^\W\d_])"
_NO_LETTER: Final = r"(?![^\W\d_])"
_FREE_BEFORE: Final = r"(?<![^\W_])"
_FREE: Final = r"(?![^\W_])"
#: Signs in places of their kind, each with an example.
_TYPICAL: Final = (
    rf"{_NO_LETTER_BEFORE}[£€¥¢](?= ?\d)",  # £5
    rf"(?<=\d) ?[£€¥¢]{_NO_LETTER}",  # 5 €
    r"(?<=\d) ?°(?![^\W\d_CFK])|(?<=\d) ?°(?=[CFK]\b)",  # 90°, 20°C
    rf"{_NO_LETTER_BEFORE}°(?=[CF]\b|\"|\Z| [CF]\b)",  # °C
    r"(?<=\b[nN])°(?= ?\d)",  # n° 5
    rf"{_NO_LETTER_BEFORE}(?:[©®](?![^\W\d_A-Z])|©(?=[A-Z]))",  # © 2004
    rf"(?<=[^\W\d_])[®™]{_NO_LETTER}",  # Foo™
    rf"(?:{_FREE_BEFORE}|(?<=\d))[½¼¾]{_FREE}",  # 3½
    rf"{_FREE_BEFORE}(?:±(?= ?\d)|[×÷±]{_FREE}|[×÷](?= ?\d))",  # ±1
    r"(?<=\d) ?[×÷] ?(?=\d)",  # 5 × 3
    rf"{_FREE_BEFORE}[§¶]+(?= ?\d|\s)",  # § 4
    r"(?<=\d)µ(?=[smgFAVWHlL]\b)",  # 10µs
    rf"{_FREE_BEFORE}µ(?=[smgFAVWHlL]?\b|\W)",  # 10 µs
    rf"(?:(?<=\d)|(?<=\b[A-Za-z])|(?<=\b[cdkm]m)|(?<=\)))[²³]{_FREE}|(?<=\d)‰",  # m²
    rf"{_FREE_BEFORE}[•·](?=\s)|(?<=[^\W\d_])·(?=[^\W\d_])",  # • item
    r"(?<=[^\W\d_])[’´](?=(?:s|t|re|ve|ll|d|m|S|T)\b)|(?<=s)’(?=\s)",  # it’s
    rf"(?<!\w)[“‘«„](?=\w)|(?<=[\w.,!?…])[”’»](?!\w)|{_FREE_BEFORE}[«»]{_FREE}",  # “quoted”
    r"(?<=\d)–(?=\d)|(?<=\w )[–—](?= \w)|(?<=[\w,.])…(?!\w)|(?<!\w)…",  # 3–7
    r"(?<!\w)[¿¡](?=[^\W\d_])",  # ¡Hola!
    rf"{_FREE_BEFORE}[¦¬]{_FREE}",  # a separator
    "(?<=[a-z\\d.,:;!?>)])\N{NO-BREAK SPACE}(?=[\\w<(])|(?<=\\s)\N{NO-BREAK SPACE}",
)
TYPICAL: Final = re.compile("|".join(_TYPICAL))


def without_signs(text: str) -> tuple[str, float]:
    """Return a text without the signs that have a flat cost, and what signs cost, in bits.

    >>> without_signs("10 €"), without_signs("Kapit„")
    (('10 ', 8.0), ('Kapit„', 12.0))
    """
    if not _ANY_SIGN.search(text):
        return text, 0.0
    odd = len(_ODD.findall(text))
    rest, signs = _SIGNS.subn("", text)
    return rest, SIGN_BITS * signs + ODD_BITS * odd

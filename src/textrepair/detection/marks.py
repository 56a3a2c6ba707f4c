"""Marks and signs that a code page puts where no text has them.

A letter read in the wrong code page is often a mark: ``Kapit\N{DOUBLE LOW-9 QUOTATION MARK}``
for ``Kapitä`` of DOS.  The language models know letters well and marks hardly, so what is
known of marks is said here: which of them a word does not begin with, end with, or hold.
"""

from __future__ import annotations

import re
from typing import Final

#: What a sign costs, where it may stand, and what it costs more where it may not, in bits.
SIGN_BITS: Final = 8.0
ODD_BITS: Final = 12.0
#: What any of the patterns below begins with.
_ANY: Final = re.compile(
    "[€£§©®°±·×²³´ªº½¤¦¬¯¸¨ˆ˜˛˝˙ˇ‗„‚¿¡¼¾÷¶¢¥ƒ‹‰•‡†™¹≈≠≤≥∞∂∑∏∫√◊─-▟“”«»‘"
    "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}]"
)
#: Signs of prices, measures and laws are frequent in some texts and absent from others, so
#: each has a flat cost where letters do not stand on both sides.
_SIGNS: Final = re.compile("(?:(?<![^\\W\\d_])[€£§©®°±·×²³´ªº½]|[€£§©®°±·×²³´ªº½](?![^\\W\\d_])) ?")
#: Accents that stand alone and signs that hardly anybody writes; marks that do not follow a
#: letter, do not precede one, do not stand between two (but in Uzbek, after o and g); a
#: blank that would keep a full stop; a soft hyphen with nothing before it.
_ODD: Final = re.compile(
    "[¤¦¬¯¸¨ˆ˜˛˝˙ˇ‗]|(?<![^\\W\\d_])´|´(?![^\\W\\d_])"
    "|(?<=[^\\W\\d_])(?:[„‚¿¡§£€©½¼¾±×÷¶¢¥ƒ‹‰•‡]|(?<![nN])°|·(?![^\\W\\d_])|[≈≠≤≥∞∂∑∏∫√◊─-▟])"
    "|(?:[≈≠≤≥∞∂∑∏∫√◊─-▟®™°½¼¾±×÷§£€²³¹ªº©†‡¢¥]|(?<![^\\W\\d_])·)(?=[^\\W\\d_])"
    "|(?<=[^\\W\\d_])(?:[“”«»]|(?<![oOgG])‘)(?=[^\\W\\d_])"
    "|\N{NO-BREAK SPACE}(?=[.,\\n])|(?<![^\\W\\d_])\N{SOFT HYPHEN}"
)


def without_signs(text: str) -> tuple[str, float]:
    """Return a text without the signs that have a flat cost, and what signs cost, in bits.

    >>> without_signs("10 €"), without_signs("Kapit„")
    (('10 ', 8.0), ('Kapit„', 12.0))
    """
    if not _ANY.search(text):
        return text, 0.0
    odd = len(_ODD.findall(text))
    rest, signs = _SIGNS.subn("", text)
    return rest, SIGN_BITS * signs + ODD_BITS * odd

"""Numbers that cannot be: what gives away that the numbers of a text are not its own.

This module is light; the rules need the pattern at start.
"""

from __future__ import annotations

from typing import Final

#: What stands after, or around, a digit whose number may be impossible in English: something that
#: limits what the number can be, or zeros alone.  Cheap, and found in most lines that hold none.
AFTER_A_LIMITED_NUMBER: Final = (
    # 3th, 0s; 55.44am; 45 May
    r"(?:(?:st|nd|rd|th|s)\b| ?[ap]\.?m\b| [JFMASOND][a-z]"
    # 2016%, 2016 per cent, 1100.5m; May 2005, 5
    r"|(?<=[0-9]{4})(?:\.[0-9]{1,4})?(?:%| per| ?[mb](?:illion|n)?\b)|(?<=[0-9]{2}), [0-9]"
    # 13月, 8月45日; 45. Mai, 45 de mayo; 2018 Prozent
    r"| ?[月월] ?[0-9]|(?<=[3-9][0-9])(?:\.|er|-?го)?(?: de)? (?:jan|f[eé][vb]|mar|m[aä]"
    r"|a[vbgpo]|ju[nil]|sep|o[ck]t|no[vu]|d[eéi][cz]|ene|янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек)"
    r"|(?<=[12][0-9]{3}) ?(?:[%％]|Proz|pour c|por c|проц|パー|퍼)"
    # 1.234 people; May 5, 20018
    r"|(?<=[0-9]\.[0-9]{3}) [a-z]|(?<=[, ][12][0-9]{4})(?![0-9,.])"
    # 000 boats; 25:99 GMT
    r"|(?<= 000)\b| (?:BST|GMT|UTC|CES?T|MSK)\b"
    # 29 of his 19; 1-5 win; 3&3, 9/4; 6-foot-14; 4-year-old woman; 85-magnitude
    # 5½-14½, 12-1950 War, 10 to 5 inches
    r"|½?-[0-9]{1,2}(?:½|[ ,.;)])|-[12][0-9]{3} [A-Z]| to [0-9]{1,3} [cdfhikmpty]"
    r"| (?:out )?of [aht]|[&/][0-9]|-foot-|[ -]year|(?:\.[0-9])?[ -]magnitude"
    # magnitude of 85; category 9; between 1950 and 7; 6 meters (60 feet)
    r"|(?<=itude [0-9])|(?<=itude of [0-9])|(?<=ategory[ -][0-9])| and [0-9]|(?<=[(][0-9]))"
)

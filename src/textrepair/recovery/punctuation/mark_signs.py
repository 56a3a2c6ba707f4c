"""Signs of garbled punctuation: what triggers the rule, and hardly any clean text holds.

They begin with the rarest character of a garbled mark, often that of its second byte, and look
back at the lead byte: letters that are lead bytes (``в``, ``т``, ``ā``, ``έ``) are frequent in
clean text of their scripts.
"""

from __future__ import annotations

import re
from typing import Final

from ...encodings import decode_table

#: Lines of more code points are not looked at: they are data, and their quotes do not balance.
LONGEST: Final = 6_000
_LOST: Final = "?\N{REPLACEMENT CHARACTER}"
#: E2 in the Windows and ISO code pages.
_LEADS: Final = "âвβגāт\u0e42"

#: Trail bytes in Windows-1252.
_TRAILS: Final = re.escape("".join(c for c in decode_table("western")[0x80:0xC0] if c > "\x9f"))

#: Each alternative matches behind a character of ``FIRST``.
_SIGNS: Final = (
    # E2 80, E2 82, E2 84: â€, вЂ, β€, ā€; with C1 controls in ISO code pages
    f"(?<=[{_LEADS}][€\x80-\x84\x86-\x9fЂ])",
    f"(?<=[{_LEADS}]„)[ў˘Ά¢™{_LOST}]|(?<=[{_LEADS}]‚)[¬{_LOST}]",
    # an arrow or a tick whose last byte, a quotation mark, was straightened: ``â†'``, ``âœ"``
    "(?<=â[†œ•ž])['\"]",
    # trees and emoji, whose second byte was: ``â"œ``, ``ðŸ"§``
    f"(?<=â)['\"][{_TRAILS}'\"]|(?<=ðŸ)(?:['\"]|[{_TRAILS}]['\"])",
    # the second byte and the third lost, or one of them
    f"(?<=[{_LEADS}][{_LOST}])(?:[{_LOST}A-Za-z¢¦¬€™œ”“˘ŚŹўњќЂ’\u0e02\u0e26\u0e2c]|(?<=â.)[\\s,.;:!)])",
    f"(?<=[{_LEADS}]\N{REPLACEMENT CHARACTER})",
    # C1 controls dropped: â¢, â¦, â¬
    "(?<=â)[¢¦¬˘ŚŹŠ]|(?<=[a-z]â)[A-Z]|(?<=nβ)t(?![^\\W_])|(?<=[a-z]β)(?:s|re|ve|ll)(?![^\\W_])",
    # a range of numbers, but no pattern of hyphenation: ``n1â2g``
    "(?:(?<=[0-9]{2}â)[0-9]|(?<=[0-9]â)[0-9]{2}|(?<=[ (][0-9]â)[0-9])"
    "(?![A-Za-z])(?<![A-Za-z-][0-9]â[0-9])",
    "(?<=β)[¢¦¬’](?![^\\W_])|(?<=т[ЂІЌ])(?![^\\W_])",
    # the lead byte lost
    f'(?<=[{_LOST}][€Ђ])[™œ¦¢“”˜"\x9dўњќ]|(?<=[{_LOST}]‚)¬',
    # DOS, MacRoman and KOI8-R
    "(?<=[тв]А)[ЩШЬЭУФжвЮ¶Ґ]|(?<=т[ВД])[мв]|(?<=вВ)ђ|(?<=вД)Ґ",
    "(?<=[ΓÔ])(?:Ç|é[¼Č]|äó|[אג])|(?<=Ō)(?:Ć|é¼|äó)|(?<=[G?]Ç)[ÖöôªóÿF£¥]",
    "(?<=έΑ)[αβεζΥΦολη]|(?<=έΓ)υ|(?<=έΕ)[κλ]|(?<=Рђ)[ўЎюЮЊћдб]",
    "(?<=‚)[ÄÇÑ]|(?<=,Ä)[ôòúùìî¶¢]|(?<=Б[─┌└])",
    # two readings and more
    "(?<=Ã)[¢ƒ][â\x80Â€Ã]|(?<=√)[¢ö]|(?<=├)[óö]|(?<=РІР‚)|(?<=Ă)˘",
    # E2 80, E2 82, E2 84 in double-byte pages; E2 80 99 with the letter behind it in EUC-KR
    "(?<=[鈥鈧鈩窶竄邃])|(?<=[A-Za-z][셲셳셱셪셶셫셝])",
    f"(?<=[A-Za-z\\s(.,][{_LOST}])[가-힣╈]|(?<=^[{_LOST}])[가-힣╈]|(?<=[{_LOST}]{{2}})[가-힣╈]",
)

FIRST: Final = (
    "âŸ†œ•ž€\x80-\x84\x86-\x9fЂ„‚?\N{REPLACEMENT CHARACTER}βІЌ¦АВДΓÔŌÇΑΕђÄ─┌└Ã√├Ă"
    "鈥鈧鈩窶竄邃셲셳셱셪셶셫셝"
)
#: What is left of marks whose C1 controls were dropped, or became blanks: itâs, âquotedâ, a â b.
#: Words of some languages look so; it tells where there are no other letters beyond ASCII.
#: But not frequent words of French, Portuguese, Turkish, Vietnamese, Frisian, Romanian, Tahitian.
_WORDS: Final = (
    "g(?:e(?![^\\W_])|é)|(?:me|ne|pre)s?(?![^\\W_])|pre(?:té|ment)|mbit|ngul|ncor|nimo|ld"
    "|[mnuy](?![^\\W_])|lem[ied]|deta(?![^\\W_])|detler|ciz"
)
_WEAK: Final = (
    "(?<=nâ)t(?![^\\W_])|(?<=[A-Za-z]â)(?:s|ve|ll)(?![^\\W_])|(?<=\\b[Ii]â)m(?![^\\W_])",
    "(?<=[A-Za-qs-z]â)re(?![^\\W_])|(?<=[EIOUYeiouy]â)d(?![^\\W_])",
    "(?<=[A-Za-z.,!?]â)(?<!\\srâ)(?<![Hh]âlâ)(?:[\\s,.;:!?)]|$)",
    f'(?<=[\\s(]â)(?!{_WORDS})[A-Za-z "]|(?<=^â)(?!{_WORDS})[A-Za-z]|(?<=â)  ',
)
STRONG: Final = "|".join(_SIGNS)
THEN: Final = "|".join((*_SIGNS, *_WEAK))

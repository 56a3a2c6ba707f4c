"""Signs of garbled punctuation: what triggers the rule, and hardly any clean text holds.

Everything here is a lead byte of UTF-8 as some reader shows it, with what its second byte looks
like, or what stands for it.
"""

from __future__ import annotations

from typing import Final

_LOST: Final = "?\N{REPLACEMENT CHARACTER}"
#: Endings of English words behind an apostrophe, and nothing more.
_ENDING: Final = "(?:s|t|re|ve|ll|m|d)(?![^\\W_])"

#: Each alternative matches behind a character of ``FIRST``.
_SIGNS: Final = (
    # E2 80, E2 82 AC, E2 84 A2 in Windows code pages; with C1 controls in ISO code pages
    "[€\x80-\x84\x86-\x9f](?<=[âβגā\u0e42т].)",
    "Ђ(?<=в.)|„[ў˘Ά\u00a2\N{TRADE MARK SIGN}](?<=[вâβגā]..)|‚¬(?<=[вâβגā]..)",
    "[¢¦¬˘ŚŹŠ’](?<=[âβ].)|[ЂІЌ](?<=т.)",  # C1 controls were dropped: â¢, â¦, â¬
    f"[{_LOST}](?:[{_LOST}]|[A-Za-z¢¦¬€™œ”“˘ŚŹўњќ¦Ђ’ขฦฌ]|$)(?<=[âвβāגтโ]..)",
    f"[‚„][{_LOST}](?<=[âвβāגโ]..)|(?<=[âβ]  )",
    f"[{_LOST}](?<=[âвβāג]\N{REPLACEMENT CHARACTER})|[{_LOST}](?<=[âвβ]\\?)(?=[\\s,.;:!)]|$)",
    f"(?<=[A-Za-z]â){_ENDING}|(?<=[A-Za-z.,!?]â)(?=[\\s,.;:!?)]|$)|(?<=[\\s(]â)(?=[A-Za-z \"])",
    "(?<=^â)(?=[A-Za-z])",
    "[™œ¦¢“”˜\"](?<=[?\N{REPLACEMENT CHARACTER}][€Ђ].)",
    "[ўњќ](?<=[?\N{REPLACEMENT CHARACTER}]Ђ.)|¬(?<=[?\N{REPLACEMENT CHARACTER}]‚.)",
    # DOS, MacRoman and KOI8-R
    "А(?<=[тв].)[А-яҐ¶](?<=[ЩШЬЭУФжвЮ¶Ґ])|Вм(?<=т..)|Дв(?<=т..)|Вђ(?<=в..)|ДҐ(?<=в..)",
    "Ç(?<=[ΓÔG].)|é¼(?<=[ΓÔŌ]..)|éČ(?<=Ô..)|äó(?<=[ΓÔŌ]..)|Ć(?<=Ō.)|[אג](?<=Γ.)",
    "(?<=[G?]Ç)[ÖöôªóÿF£¥]",
    "Α(?<=έ.)[αβεζΥΦολη]|Γυ(?<=έ..)|Ε[κλ](?<=έ..)|ђ(?<=Р.)[ўЎюЮЊћдб]",
    "[ÄÇÑ](?<=‚.)|(?<=,Ä)[ôòúùìî¶¢]",
    "[─┌└](?<=Б.)",
    # two readings and more
    "[¢ƒ](?<=Ã.)[â\x80Â€Ã]|[¢ö](?<=√.)|[óö](?<=├.)|І(?<=Р.)|˘(?<=Ă.)",
    # E2 80, E2 82, E2 84 in double-byte pages; E2 80 99 with the letter behind it in EUC-KR
    "(?<=[鈥鈧鈩窶竄邃])|(?<=[A-Za-z][셲셳셱셪셶셫셝])[a-z\\s]?",
    "[가-힣╈](?:(?<=[A-Za-z\\s(.,][?\N{REPLACEMENT CHARACTER}].)|(?<=^[?\N{REPLACEMENT CHARACTER}].)"
    "|(?<=[?\N{REPLACEMENT CHARACTER}]{2}.))",
)

FIRST: Final = "Ђ셲셳셱셪셶셫셝âвβגā\u0e42тΓÔŌÇÄέР‚БÃ√├Ă€鈥鈧鈩窶竄邃?\N{REPLACEMENT CHARACTER}"
THEN: Final = "|".join(_SIGNS)

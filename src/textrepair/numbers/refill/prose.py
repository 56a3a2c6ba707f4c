"""Prose told from code, lists and tables, whose numbers may stand anywhere."""

from __future__ import annotations

import re
from typing import Final

from ..checks.malformed import SIZE
from ..languages.en import MONTHS
from ..templates.english import TECHNICAL, is_code, is_english
from ..templates.foreign import is_foreign

#: What goes on a sentence after a date, and is nothing that one counts.
_FUNCTION_WORDS: Final = (
    r"(?:the|a|an|in|on|at|and|or|to|for|from|with|when|he|she|it|they|we|by|as|but|that|this"
    r"|his|her)\b"
)

#: Numbers that stand where the table of usage knows no number, and are sound.
_SOUND: Final = re.compile(
    rf"""(?<![\d.,-])(?:1\d|20)\d\d,?\ {MONTHS}\.?\ \d{{1,2}}(?!\d)  # 2023 Nov 21
    # in May 2005, 12 men; 1996,1999
    | (?i:\b(?:in|since|until|on|by)\ {MONTHS}\ (?:1\d|20)\d\d,\ \d+\ (?!{_FUNCTION_WORDS})[a-z])
    | (?<![\d.,])(?:1[89]|20)\d\d,(?:1[89]|20)\d\d(?!\d)
    | \bFY\ ?\d | \b[QH][1-4]\b | \b[1-4][QH]\d\d  # FY 2023, Q3 2024, 3Q23
    | \d\ ?°\ ?\d+(?:\.\d+)?\ ?['′’] | \d\.\d{{3,}}°?,\ -?\d+\.\d{{3,}}  # 47° 12′, 47.2083, 11.0889
    | (?<!\d)\d{{1,3}}(?:\ \d{{3}}){{2,}}(?![\d,.])  # 12 000 000
    | \b[Bb]etween\ \d+\ and\ \d+,\ (?:in|ex)clusive
    | \b(?:[Ll]evels?|[Ss]teps?|[Mm]odes?|[Tt]ypes?)\ \d{{1,2}}\b | \b24:00\b
    | \b(?:[Vv]ol|[Pp]p?)\.\s\d | \b(?:[Oo]p|[Ll]oc)\.\s[Cc]it\b | \b[Ii]bid\b  # vol. 3, p. 37
    | \b(?:0|1)\ or\ (?:0|1)\b
    # since 2 is the only one
    | \b[Ss]ince\ \d+\ (?:is|are|was|were|has|can|may|does)\b
    | \d,\d{{1,2}}(?:{SIZE})  # 5,4 MB
    # 2 Samuel 7:12
    | \b(?:[A-Z][a-z]+)\ \d{{1,3}}:\d{{1,3}}(?!\d|\ ?[ap]\.?m|:)""",
    re.VERBOSE,
)

#: Years before Christ, which have up to three digits.
_BEFORE_CHRIST: Final = re.compile(
    r"\bдо н\. ?э|\b[vn]\. ?Chr|\ba[pv]\. J|\b[ad]\. ?C\b|(?:公元|西元|紀元|纪元)前|기원전"
)


def is_prose(block: str) -> bool:
    """Tell running English, in small letters for the most part, from all else."""
    if not is_english(block) or is_code(block) or TECHNICAL.search(block) or _SOUND.search(block):
        return False
    return sum(map(str.islower, block)) > sum(map(str.isupper, block))


def is_foreign_prose(block: str) -> bool:
    """Tell running text in one of the other languages whose numbers are read."""
    return bool(
        is_foreign(block)
        and not is_code(block)
        and not TECHNICAL.search(block)
        and not _BEFORE_CHRIST.search(block)
        and 2 * sum(map(str.isalpha, block)) > len(block)
    )

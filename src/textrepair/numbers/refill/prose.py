"""Prose told from manuals, programs and lists, whose numbers may stand anywhere."""

from __future__ import annotations

import re
from typing import Final

from ..checks.malformed import SIZE
from ..languages.en import MONTHS
from ..templates.english import is_code, is_english
from ..templates.foreign import is_foreign

#: What manuals and lists of changes hold, where any number can stand anywhere.
_TECHNICAL: Final = re.compile(
    r"""\d{4}-\d\d(?!\d)  # 2018-08
    | [A-Za-z]_[A-Za-z] | \#\d | \d\.\d+\.\d | \d[a-z]+\d  # a_b, #12, 1.2.3, 3rc1
    | ^\s{0,8}[*•+-]\s | \([Cc]\)
    | \b(?:RFC|POSIX|UTF|ISO|IEEE|API|Copyright|bytes?|bits?|kernel|compiler|config
        |Debian|Linux|Unix|Windows|changelog|integer|Bug|upstream)\b""",
    re.VERBOSE | re.MULTILINE,
)

#: Words of manuals and of comments in programs, and how such texts quote what a reader types.
_OF_MANUALS: Final = re.compile(
    r"""\b(?:arguments?|parameters?|arrays?|booleans?|strings?|filenames?|pointers?
        |default\ (?:value|setting)s?|command[ -]line|subroutines?|callbacks?|metadata|pixels?
        |bitmaps?|opcodes?|stdin|stdout|stderr|null|enum|struct|tuples?|iterators?|param|int|elements?|APIs?|syntax|options?
        |unsigned|pathname|modules?|deprecated|wrapper|compil(?:e[rd]?|ing)|regex|args?|octal
        |hexadecimal)\b
    | \w\(\d?\) | [A-Za-z_]\w*::\w | [a-z]_[a-z] | ``?\w | \s--?[a-z][a-z-]+ | ==|!=|<=|>=|=>
    | \w\.(?:py|pl|pm|[ch]|cc|cpp|so|conf|html?|txt|js|gz|xml|rs)\b | [a-z][A-Z][a-z] | </?\w+>
    | ^\s*(?:\#|//|\*|;;|@\w|[-+>]\ |\d+\.) | [{}|\\] | \w/\w+/\w | \bhttps?:""",
    re.VERBOSE | re.MULTILINE,
)

#: Caps on the signs of a manual, its own lines apart, that a text of prose has: this many, and one
#: in this many code points.  Set on the documentation of a Debian system and on train/parallel.
_FEW_SIGNS: Final = 3
_SPARSE: Final = 400
#: The beginning, middle and end of a long text are looked at, each of this many code points.
_SAMPLE: Final = 8000

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


def is_manual(text: str) -> bool:
    """Tell a manual, a program or a list of changes as a whole, by the signs that it has."""
    sample = text
    if len(text) > 3 * _SAMPLE:
        middle = (len(text) - _SAMPLE) // 2
        sample = f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}\n{text[-_SAMPLE:]}"
    allowed = max(_FEW_SIGNS, len(sample) // _SPARSE)
    signs = sum(1 for pattern in (_OF_MANUALS, _TECHNICAL) for _ in pattern.finditer(sample))
    return signs > allowed


def is_prose(block: str) -> bool:
    """Tell running English, in small letters for the most part, from all else."""
    if not is_english(block) or is_code(block) or _TECHNICAL.search(block) or _SOUND.search(block):
        return False
    return sum(map(str.islower, block)) > sum(map(str.isupper, block))


def is_foreign_prose(block: str) -> bool:
    """Tell running text in one of the other languages whose numbers are read."""
    return bool(
        is_foreign(block)
        and not is_code(block)
        and not _TECHNICAL.search(block)
        and not _BEFORE_CHRIST.search(block)
        and 2 * sum(map(str.isalpha, block)) > len(block)
    )

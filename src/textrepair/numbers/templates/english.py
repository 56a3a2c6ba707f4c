"""English prose, told from other languages and from code.

Only in English do commas and full stops in numerals mean what they mean in English, and only in
prose is ``<>`` a gap.  A passage is judged by its function words.  The language models of
``textrepair.language`` are not asked: of 7,300 lines with numbers in 120 other languages they call
45 English (function words: 4), they change 19 of 17,600 results on train/parallel, and they take
25 times longer.  A short line needs words of its own, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: Common words of English that other languages written in Latin letters do not have.
_OWN: Final = (
    "the and with that this these those from which have has had been will would are its their "
    "they his your our after before between during while there what could should than about but "
    "not were you she it such other more most every each through because into said says when who "
    "how where them then him my just only since year years new first people days some many "
    "out back percent world last now down well both being same another against "
    "according among around near next week two three five ten used built opened least almost "
)

#: Common words of English that some other languages have too.
_SHARED: Final = "a an in on of to at is was by as for be or he her we up so all over under no one"

_OWN_WORDS: Final = frozenset(_OWN.split())
_SHARED_WORDS: Final = frozenset(_SHARED.split())

_WORD: Final = re.compile(r"[^\W\d_]+")

#: Weight of a shared word, where a word that only English has weighs 1.  Set by hand; checked on
#: dev in 65 languages, like the numbers below.
_PART: Final = 0.4

#: The least share of such words in an English passage,
_SHARE: Final = 0.1

#: ... and the least number of different ones, of which one must be English only.
_DIFFERENT: Final = 3

#: A line of fewer words than this is a label or a piece of code.
_FEWEST: Final = 4

#: A long passage is judged by its beginning, its middle and its end, each of this many code points.
_SAMPLE: Final = 2000

#: How far around a short line the text is looked at, in code points.
_AROUND: Final = 400


def is_english(passage: str) -> bool:
    """Tell whether a passage is English prose, by its function words.

    >>> is_english("12,5 70G base stations have been built, and the rate has risen")
    True
    >>> is_english("Das Paket wiegt 6,5 kg und kostet 10,70 Euro")
    False
    """
    passage = _sample(passage, _SAMPLE)
    words = _WORD.findall(passage.lower())
    own = list(filter(_OWN_WORDS.__contains__, words))
    shared = list(filter(_SHARED_WORDS.__contains__, words))
    different = len(set(own)) + len(set(shared))
    if not own or different < _DIFFERENT:
        return False
    if not passage.isascii() and sum(not word.isascii() for word in words) * 4 > len(words):
        return False
    if len(own) < 2 and len(shared) < 5:
        return False
    return len(own) + _PART * len(shared) >= _SHARE * len(words)


def english_words(words: Iterable[str]) -> int:
    """Return how many of some words, in small letters, are among the small words of English.

    >>> english_words(["the", "boats", "of", "la"])
    2
    """
    return sum(word in _OWN_WORDS or word in _SHARED_WORDS for word in words)


def _sample(text: str, size: int) -> str:
    """Return the beginning, the middle and the end of a long text, each of some code points."""
    if len(text) <= 3 * size:
        return text
    middle = (len(text) - size) // 2
    return f"{text[:size]}\n{text[middle : middle + size]}\n{text[-size:]}"


def is_english_at(text: str, start: int, end: int) -> bool:
    """Tell whether a line is English, by its neighbours if it has too few words to tell.

    >>> is_english_at("He was in the city for ten days.\\n5,12 boats came in there", 33, 57)
    True
    """
    if is_english(text[start:end]):
        return True
    if (
        end - start > _AROUND
        or not text[start:end].isascii()
        or len(_WORD.findall(text, start, end)) < _FEWEST
    ):
        return False
    return is_english(text[max(0, start - _AROUND) : end + _AROUND])


#: What code and markup have and prose has not: each of these alone decides.
_CODE: Final = re.compile(
    r"""# tags, operators, entities, ends of statements, List<>, <>name(, shifts, comments
    </ | /> | [{}=|^\\`] | &&|&\#?\w{1,8}; | ;\s*$ | :: | -> | \(\) | [A-Za-z_]<> | <>\w{2,}[(<]
    | << | >> | \w\(<>\) | ^\s*(?://|\#)
    # SQL, templates, mail protocol, loops; words for <> itself
    | \b(?:SELECT|WHERE|ORDER\ BY|template|elseif|elif|endif|RCPT|MAIL\ FROM)\b
    | \bwhile\ ?\(
    | \b(?:enclosed|surrounded|delimited|wrapped|quoted)\ (?:in|by|with)\b
    | \b(?:operator|diamond|fragment|brackets?|chevrons?|generics?)\b
    """,
    re.VERBOSE | re.MULTILINE,
)


def is_code(line: str) -> bool:
    """Tell whether a line looks like code or markup, or is about them.

    >>> is_code("SELECT name FROM cities WHERE size <> 0"), is_code("a rate of <>%")
    (True, False)
    """
    return _CODE.search(line) is not None


#: What manuals and lists of changes hold, where any number can stand anywhere.
TECHNICAL: Final = re.compile(
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
_MANUAL_SAMPLE: Final = 8000


def is_manual(text: str) -> bool:
    """Tell a manual, a program or a list of changes as a whole, by the signs that it has."""
    sample = _sample(text, _MANUAL_SAMPLE)
    allowed = max(_FEW_SIGNS, len(sample) // _SPARSE)
    signs = sum(1 for pattern in (_OF_MANUALS, TECHNICAL) for _ in pattern.finditer(sample))
    return signs > allowed


def lines_around(text: str, offsets: list[int]) -> list[tuple[int, int]]:
    """Return start and end of each line that holds one of some offsets, in order.

    >>> lines_around("ab\\ncd\\nef", [4, 7])
    [(3, 5), (6, 8)]
    """
    spans: list[tuple[int, int]] = []
    done = -1
    for offset in offsets:
        if offset < done:
            continue
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        done = len(text) if end < 0 else end
        spans.append((start, done))
    return spans

"""What kind of character each character is: its script, its case, its shape.

A *script* is what a pack of n-grams covers ("latin", "cyrillic", ..., "cjk" for Han, kana and
their punctuation, "hangul"). A *shape* is one code that stands for a whole class of characters
when the pattern of capitals, digits and punctuation is scored: every common punctuation mark is
a shape of its own, every digit is ``0``, a Latin lower-case letter is ``a``.

Scripts are read off the first word of the Unicode character name, so there is no table to keep.
"""

import unicodedata
from dataclasses import dataclass

#: Scripts that have a pack, in the order of their lanes. Latin stands first: its rows are shorter.
ALPHABETS = (
    "latin",
    "cyrillic",
    "arabic",
    "greek",
    "hebrew",
    "devanagari",
    "bengali",
    "tamil",
    "telugu",
    "thai",
    "georgian",
    "armenian",
)
CJK = "cjk"
HANGUL = "hangul"
#: Emoji, as the inside of a set of a regular expression: where Unicode has them, and little else.
EMOJI = (
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb"
    "\U0001f90c-\U0001f9ff\U0001fa70-\U0001faff"
)
_NAMED = {name.upper(): name for name in ALPHABETS}
_CJK_NAMES = frozenset({"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "FULLWIDTH", "HALFWIDTH"})
#: Feminine and masculine ordinal, micro sign: letters to Unicode, symbols to writers.
_NOT_LETTERS = "\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}\N{MICRO SIGN}"
#: Punctuation and symbols that have a shape of their own; others share the shape of their class.
COMMON = frozenset(
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    "\N{NO-BREAK SPACE}\N{INVERTED EXCLAMATION MARK}\N{INVERTED QUESTION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{MIDDLE DOT}\N{DEGREE SIGN}\N{SECTION SIGN}\N{POUND SIGN}\N{EURO SIGN}\N{COPYRIGHT SIGN}"
    "\N{REGISTERED SIGN}\N{TRADE MARK SIGN}\N{PLUS-MINUS SIGN}\N{MULTIPLICATION SIGN}"
    "\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}\N{MICRO SIGN}\N{ACUTE ACCENT}"
    "\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}\N{VULGAR FRACTION ONE HALF}"
    "\N{VULGAR FRACTION ONE QUARTER}\N{VULGAR FRACTION THREE QUARTERS}"
    "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}\N{BULLET}\N{HYPHEN}\N{NUMERO SIGN}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{ARABIC QUESTION MARK}\N{DEVANAGARI DANDA}"
    "\N{HEBREW PUNCTUATION MAQAF}\N{ARMENIAN FULL STOP}\N{ARMENIAN COMMA}"
    "\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER TURNED COMMA}\N{PRIME}\N{RIGHTWARDS ARROW}"
)
#: Shapes of the classes that have no shape per character, and what picking one of the class costs,
#: in bits: (first of a run, next of the same 128-character block, the same character again).
CLASS_COSTS: dict[str, tuple[float, float, float]] = {
    "0": (3.32, 3.32, 3.32),  # ASCII digits
    "\x07": (6.0, 3.32, 3.32),  # digits of other scripts
    "\n": (0.0, 0.0, 0.0),  # line ends and tabs
    "\x01": (9.0, 6.0, 1.0),  # symbols: pictures, arrows, box drawings, mathematics
    "\x02": (9.0, 9.0, 2.0),  # rare punctuation
    "\x08": (12.0, 12.0, 2.0),  # accents that stand alone: hardly ever text, often mojibake
    "\x03": (12.0, 12.0, 8.0),  # control characters, C1 above all: no text holds them
    "\x04": (14.0, 14.0, 8.0),  # private use, unassigned, surrogates, U+FFFD
    "\x05": (5.0, 4.0, 2.0),  # combining marks
    "\x06": (4.0, 4.0, 2.0),  # other white space and format characters
}
_SHAPE_OF_CATEGORY = {
    "S": "\x01", "P": "\x02", "N": "\x01", "M": "\x05", "Z": "\x06", "L": "\x02",
    "Sk": "\x08", "Cc": "\x03", "Cf": "\x06", "Co": "\x04", "Cs": "\x04", "Cn": "\x04",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Symbol:
    """One character as the models see it."""

    script: str  # "" if it is no letter; else a script with a pack, or a lower-case Unicode name
    folded: str  # the letter, case folded to one character; "0", "a" and " " stand for others
    shape: str  # class code; letters of each script have their own, see `shapes`


#: Characters kept before the table starts anew: an entry is about 250 bytes.
_MOST_SYMBOLS = 25_000


class _Symbols(dict[str, Symbol]):
    """The characters met so far: a text has hundreds or some thousands of them.

    A corpus of many languages has 60,000; most of them never come again, and what comes again is
    found out again in microseconds.
    """

    def __missing__(self, character: str) -> Symbol:
        if len(self) >= _MOST_SYMBOLS:
            self.clear()
        found = self[character] = _of_uniform_range(character) or _classify(character)
        return found


#: What each character is, found out on first use: ``SYMBOLS[character]``.
SYMBOLS = _Symbols()
_scripts: dict[str, int] = {name: i for i, name in enumerate((*ALPHABETS, CJK, HANGUL))}
#: Letter shapes are three code points a script from here on: lower case, upper case, no case.
LETTER_SHAPES = 0xF0000


def symbol(character: str) -> Symbol:
    r"""Return what `character` (one code point, lone surrogates too) is.

    >>> symbol("É").script, symbol("É").folded
    ('latin', 'é')
    >>> symbol("7").shape, symbol("\N{EM DASH}").shape == "\N{EM DASH}"
    ('0', True)
    """
    return SYMBOLS[character]


def script_number(script: str) -> int:
    """Return a small number for a script, new scripts in order of their first use."""
    return _scripts.setdefault(script, len(_scripts))


def is_letter_shape(shape: str) -> bool:
    """Tell whether a shape is that of a letter."""
    return ord(shape) >= LETTER_SHAPES


#: Ranges of letters of one script, without case, whose names need not be looked up one by one.
_UNIFORM = (("\u3400", "\u4db5", CJK), ("\u4e00", "\u9fef", CJK), ("\uac00", "\ud7a3", HANGUL))
#: The shape of such letters, one object for all of them.
_SHAPES_WITHOUT_CASE = {name: chr(LETTER_SHAPES + 3 * _scripts[name] + 2) for name in (CJK, HANGUL)}


def _of_uniform_range(character: str) -> Symbol | None:
    """Return what a character of such a range is; of any other, None."""
    for first, last, name in _UNIFORM if character >= _UNIFORM[0][0] else ():
        if first <= character <= last:
            return Symbol(name, character, _SHAPES_WITHOUT_CASE[name])
    return None


def _classify(character: str) -> Symbol:
    category = unicodedata.category(character)
    if category == "Nd":
        return Symbol("", "0", "0" if character.isascii() else "\x07")
    if character in COMMON:
        return Symbol("", " ", character)
    if character == " ":
        return Symbol("", " ", " ")
    if character in "\n\r\t\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        return Symbol("", " ", "\n")
    script = _script(character, category)
    if not script:
        by_category = _SHAPE_OF_CATEGORY.get(category, _SHAPE_OF_CATEGORY.get(category[0], "\x02"))
        if by_category == "\x08" and character > "\uffff":
            by_category = "\x01"  # the skin tones of emoji
        if character == "\N{REPLACEMENT CHARACTER}":
            by_category = "\x04"
        return Symbol("", " ", by_category)
    folded = character.lower()
    if len(folded) != 1:  # U+0130 only: dotted capital I
        folded = "i"
    case = 0 if category == "Ll" else 1 if folded != character or category in {"Lu", "Lt"} else 2
    shape = chr(LETTER_SHAPES + 3 * script_number(script) + case)
    return Symbol(script, folded, shape)


def _script(character: str, category: str) -> str:
    """Return the script of a letter or of a mark inside a word, else the empty string."""
    if character in _NOT_LETTERS:
        return ""
    name = unicodedata.name(character, "")
    first = name.partition(" ")[0].partition("-")[0]
    if first in _CJK_NAMES or "\u3000" <= character <= "\u303f" or character in "ー・":
        return CJK
    if category[0] not in "LM":
        return ""
    if first in _NAMED:
        return _NAMED[first]
    if first == "HANGUL":
        return HANGUL
    return "" if first in {"COMBINING", "MODIFIER", "VARIATION", ""} else first.lower()

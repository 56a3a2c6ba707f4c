"""The script variant of Chinese text, line by line: simplified or traditional.

The variant of a text is decided by its distinctive characters, those that only one variant has.

Sources: the dictionaries of OpenCC, see `opencc`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import groupby
from typing import Final

from .forms import read_choices, read_standards
from .opencc import conversion, dictionary_folder
from .usage import usage_counts

_LAST: Final = "\uffff"
_LINE: Final = re.compile(r"[^\n]*\n?")

_HAN: Final = re.compile("[\u4e00-\u9fff]+")
_JAPANESE: Final = "cp932"

#: Characters of everyday Chinese words that Japanese hardly uses.
_CHINESE: Final = re.compile("[是或這这們们你妳她它很沒没嗎吗麼么些呢吧啊拿做份仍另]")

#: Characters of Cantonese that other Chinese hardly uses, and Japanese kana.
_OTHER_LANGUAGES: Final = re.compile("[嘅喺咗嘢冇啲哋嚟畀唔佢嗰噉咁乜\u3041-\u30fa]")
#: Share of the text in Cantonese or Japanese lines from which all of the text counts as in that
#: language.  Set by hand; checked on the Cantonese and Japanese text of docs/chinese.md.
_MOSTLY: Final = 0.25


class ScriptVariant(Enum):
    """The script variant of a text; EITHER if both variants write it alike."""

    SIMPLIFIED = auto()
    TRADITIONAL = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines of one script variant; they begin at ``start`` (code points)."""

    start: int
    text: str
    variant: ScriptVariant


@cache
def distinctive_characters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for characters of simplified text alone, and of traditional text alone.

    >>> [pattern.findall("国國后後") for pattern in distinctive_characters()]
    [['国'], ['國', '後']]
    """
    folder = dictionary_folder()
    if folder is None:
        return _distinctive_by_conversion()
    simplified = read_choices(folder / "dictionary" / "STCharacters.txt")
    traditional = read_choices(folder / "dictionary" / "TSCharacters.txt")
    standards = frozenset[str]().union(*read_standards(folder).values())
    return (
        _one_of({c for c, values in simplified.items() if c not in values} - standards),
        _one_of({c for c, values in traditional.items() if c not in values}),
    )


def may_be_japanese(text: str) -> bool:
    """Tell whether a text can be Japanese, which simplified fewer characters than Chinese did.

    >>> may_be_japanese("帝国大学造家学科教員"), may_be_japanese("對於這個國家")
    (True, False)
    """
    han = "".join(_HAN.findall(text))
    if _CHINESE.search(text) or len(han.encode(_JAPANESE, "ignore")) < 2 * len(han):
        return False
    simplified, traditional = distinctive_characters()
    old, new = _japanese()
    return new.issuperset(simplified.findall(text)) and old.isdisjoint(traditional.findall(text))


@cache
def _japanese() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that Japanese simplified, and their simplified forms."""
    folder = dictionary_folder()
    if folder is None:
        return frozenset(), frozenset()
    table = read_choices(folder / "dictionary" / "JPVariants.txt")
    return frozenset(table), frozenset(char for values in table.values() for char in values)


def _distinctive_by_conversion() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of `distinctive_characters`, a little coarser, without dictionaries."""
    every = "".join(map(chr, range(0x3400, 0xA000)))
    to_simplified = conversion("t2s").convert("\n".join(every)).split("\n")
    to_traditional = conversion("s2t").convert("\n".join(every)).split("\n")
    traditional = {old for old, new in zip(every, to_simplified, strict=True) if old != new}
    simplified = {old for old, new in zip(every, to_traditional, strict=True) if old != new}
    written_too = {char for char, forms in usage_counts().forms.items() if char in forms}
    return _one_of(simplified - traditional - written_too), _one_of(traditional)


def _one_of(chars: set[str]) -> re.Pattern[str]:
    """Compile a pattern for a set; without characters beyond the BMP, which slow the search."""
    return re.compile(f"[{''.join(sorted(char for char in chars if char <= _LAST))}]")


def script_variant(text: str) -> ScriptVariant:
    """Return the variant of which a text has more distinctive characters.

    >>> script_variant("旅游示範"), script_variant("旅游")
    (<ScriptVariant.TRADITIONAL: 2>, <ScriptVariant.EITHER: 3>)
    """
    simplified, traditional = (len(pattern.findall(text)) for pattern in distinctive_characters())
    if simplified == traditional:
        return ScriptVariant.EITHER
    return ScriptVariant.SIMPLIFIED if simplified > traditional else ScriptVariant.TRADITIONAL


def blocks(text: str) -> Iterator[Block]:
    """Yield the lines of a text in blocks of one script variant.

    A line of the variant EITHER counts as of the variant of the whole text.
    """
    simplified, traditional = (pattern.search(text) for pattern in distinctive_characters())
    whole = script_variant(text)
    if not simplified or not traditional:
        yield from [Block(0, text, whole)] if text else []
        return
    # Only a line with a distinctive character of the other variant can be of another variant.
    other = distinctive_characters()[whole is ScriptVariant.SIMPLIFIED]
    lines: list[tuple[str, ScriptVariant]] = []
    for match in _LINE.finditer(text):
        may_differ = whole is ScriptVariant.EITHER or other.search(match[0])
        variant = script_variant(match[0]) if may_differ else whole
        lines.append((match[0], whole if variant is ScriptVariant.EITHER else variant))
    start = 0
    for variant, group in groupby(lines, key=lambda line: line[1]):
        piece = "".join(line for line, _ in group)
        if piece:
            yield Block(start, piece, variant)
        start += len(piece)


def without_other_languages(found: Sequence[Block]) -> Sequence[Block]:
    """Return blocks without their lines in Cantonese and Japanese, which use other forms.

    Returns no blocks if a quarter of the text or more is in these languages.

    >>> lines = "佢係我嘅朋友\\n", "我們的朋友都來了，他們坐在那裏說話，很高興。"
    >>> text = Block(0, "".join(lines), ScriptVariant.EITHER)
    >>> [block.text for block in without_other_languages([text])]
    ['我們的朋友都來了，他們坐在那裏說話，很高興。']
    """
    if not any(_OTHER_LANGUAGES.search(block.text) for block in found):
        return found
    pieces = [piece for block in found for piece in _by_language(block)]
    chinese = [piece for piece, other in pieces if not other]
    enough = (1 - _MOSTLY) * _length(piece for piece, _ in pieces)
    return chinese if _length(chinese) > enough else []


def _by_language(block: Block) -> Iterator[tuple[Block, bool]]:
    """Yield the parts of a block in one language each, and whether it is another than Chinese."""
    start = block.start
    for other, lines in groupby(
        _LINE.findall(block.text), key=lambda line: bool(_OTHER_LANGUAGES.search(line))
    ):
        text = "".join(lines)
        yield Block(start, text, block.variant), other
        start += len(text)


def _length(found: Iterable[Block]) -> int:
    return sum(len(block.text) for block in found)

"""Which way a line of Chinese is written: simplified or traditional."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import groupby
from typing import Final

from .forms import read_choices, read_standards
from .opencc import conversion, dictionaries
from .usage import usage_counts

_LAST: Final = "\uffff"
_LINE: Final = re.compile(r"[^\n]*\n?")

_HAN: Final = re.compile("[\u4e00-\u9fff]+")
_JAPANESE: Final = "cp932"

#: Everyday words of Chinese in characters that Japanese hardly writes.
_CHINESE: Final = re.compile("[是或這这們们你妳她它很沒没嗎吗麼么些呢吧啊拿做份仍另]")

#: Characters of Cantonese, which other Chinese hardly writes, and Japanese kana.
_OTHER_LANGUAGES: Final = re.compile("[嘅喺咗嘢冇啲哋嚟畀唔佢嗰噉咁乜\u3041-\u30fa]")
#: From this share of such lines on, all of a text is taken to be in that language.
_MOSTLY: Final = 0.25


class ScriptVariant(Enum):
    """How text is written; EITHER where it is written the same both ways."""

    SIMPLIFIED = auto()
    TRADITIONAL = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in a row that are written the same way, and where they begin in the text."""

    start: int
    text: str
    written: ScriptVariant


@cache
def marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what only simplified text holds, and what only traditional text holds.

    >>> [pattern.findall("国國后後") for pattern in marks()]
    [['国'], ['國', '後']]
    """
    folder = dictionaries()
    if folder is None:
        return _marks_by_conversion()
    simplified = read_choices(folder / "dictionary" / "STCharacters.txt")
    traditional = read_choices(folder / "dictionary" / "TSCharacters.txt")
    standards = frozenset[str]().union(*read_standards(folder).values())
    return (
        _one_of({c for c, values in simplified.items() if c not in values} - standards),
        _one_of({c for c, values in traditional.items() if c not in values}),
    )


def may_be_japanese(text: str) -> bool:
    """Tell whether a text holds nothing that Japanese would not write, as it simplified less.

    >>> may_be_japanese("帝国大学造家学科教員"), may_be_japanese("對於這個國家")
    (True, False)
    """
    han = "".join(_HAN.findall(text))
    if _CHINESE.search(text) or len(han.encode(_JAPANESE, "ignore")) < 2 * len(han):
        return False
    simplified, traditional = marks()
    old, new = _japanese()
    return new.issuperset(simplified.findall(text)) and old.isdisjoint(traditional.findall(text))


@cache
def _japanese() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that Japanese simplified, and what they became."""
    folder = dictionaries()
    if folder is None:
        return frozenset(), frozenset()
    table = read_choices(folder / "dictionary" / "JPVariants.txt")
    return frozenset(table), frozenset(char for values in table.values() for char in values)


def _marks_by_conversion() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the same where no dictionary can be read, a little more coarsely."""
    every = "".join(map(chr, range(0x3400, 0xA000)))
    to_simplified = conversion("t2s").convert("\n".join(every)).split("\n")
    to_traditional = conversion("s2t").convert("\n".join(every)).split("\n")
    traditional = {old for old, new in zip(every, to_simplified, strict=True) if old != new}
    simplified = {old for old, new in zip(every, to_traditional, strict=True) if old != new}
    written_too = {char for char, forms in usage_counts().forms.items() if char in forms}
    return _one_of(simplified - traditional - written_too), _one_of(traditional)


def _one_of(chars: set[str]) -> re.Pattern[str]:
    """Compile a set; rare characters beyond the BMP are left out, for they make it slow."""
    return re.compile(f"[{''.join(sorted(char for char in chars if char <= _LAST))}]")


def written(text: str) -> ScriptVariant:
    """Tell which way a text is written, by which of the two kinds of characters it has more.

    >>> written("旅游示範"), written("旅游")
    (<ScriptVariant.TRADITIONAL: 2>, <ScriptVariant.EITHER: 3>)
    """
    simplified, traditional = (len(pattern.findall(text)) for pattern in marks())
    if simplified == traditional:
        return ScriptVariant.EITHER
    return ScriptVariant.SIMPLIFIED if simplified > traditional else ScriptVariant.TRADITIONAL


def blocks(text: str) -> Iterator[Block]:
    """Yield the lines of a text, those written the same way together.

    Lines that could be either are taken to be written as the whole text is.
    """
    simplified, traditional = (pattern.search(text) for pattern in marks())
    whole = written(text)
    if not simplified or not traditional:
        yield from [Block(0, text, whole)] if text else []
        return
    # Only lines that have what the whole text seldom has can be written otherwise.
    telling = marks()[whole is ScriptVariant.SIMPLIFIED]
    lines: list[tuple[str, ScriptVariant]] = []
    for match in _LINE.finditer(text):
        told = whole is ScriptVariant.EITHER or telling.search(match[0])
        way = written(match[0]) if told else whole
        lines.append((match[0], whole if way is ScriptVariant.EITHER else way))
    start = 0
    for way, group in groupby(lines, key=lambda line: line[1]):
        piece = "".join(line for line, _ in group)
        if piece:
            yield Block(start, piece, way)
        start += len(piece)


def without_other_languages(them: Sequence[Block]) -> Sequence[Block]:
    """Return blocks without lines in Cantonese and Japanese, which have forms of their own.

    >>> lines = "佢係我嘅朋友\\n", "我們的朋友都來了，他們坐在那裏說話，很高興。"
    >>> text = Block(0, "".join(lines), ScriptVariant.EITHER)
    >>> [block.text for block in without_other_languages([text])]
    ['我們的朋友都來了，他們坐在那裏說話，很高興。']
    """
    if not any(_OTHER_LANGUAGES.search(block.text) for block in them):
        return them
    pieces = [piece for block in them for piece in _by_language(block)]
    chinese = [piece for piece, other in pieces if not other]
    enough = (1 - _MOSTLY) * _length(piece for piece, _ in pieces)
    return chinese if _length(chinese) > enough else []


def _by_language(block: Block) -> Iterator[tuple[Block, bool]]:
    """Cut a block where lines in another language begin and end; tell which they are."""
    start = block.start
    for other, lines in groupby(
        _LINE.findall(block.text), key=lambda line: bool(_OTHER_LANGUAGES.search(line))
    ):
        text = "".join(lines)
        yield Block(start, text, block.written), other
        start += len(text)


def _length(them: Iterable[Block]) -> int:
    return sum(len(block.text) for block in them)

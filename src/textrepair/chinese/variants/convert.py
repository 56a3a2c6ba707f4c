"""Conversion of whole Chinese texts to a variant, line by line as each line is written.

A text may contain lines of simplified and of traditional Chinese.  Traditional text must not be
converted as if it were simplified, which would write 於右任 for 于右任; so each block of lines gets
the conversion for its own script variant.
"""

from __future__ import annotations

import re
from typing import Final

from .mixture import mixed_forms_in_blocks
from .opencc import conversion
from .script import Block, ScriptVariant, blocks, distinctive_characters

#: OpenCC's conversions to a variant: from simplified text, and from traditional text.
CONVERSIONS: Final = {"hant": ("s2t", None), "tw": ("s2tw", "t2tw"), "hk": ("s2hk", "t2hk")}

#: Taiwan writes this character (著) for two characters of simplified Chinese, 着 and 著.
_TAIWAN_ZHE: Final = "\N{CJK UNIFIED IDEOGRAPH-8457}"
_LINE_WITH_ZHE: Final = re.compile(f"[^\n{_TAIWAN_ZHE}]*{_TAIWAN_ZHE}[^\n]*")


def converted(text: str, variant: str) -> str:
    """Return a text converted to the variant hans, hant, tw or hk.

    >>> converted("對于旅游", "hans"), converted("对于旅游", "tw")
    ('对于旅游', '對於旅遊')
    """
    if variant == "hans":
        return _to_hans(text)
    return "".join(
        _from_traditional(block.text, variant)
        if block.variant is ScriptVariant.TRADITIONAL
        else conversion(CONVERSIONS[variant][0]).convert(block.text)
        for block in _mended(text)
    )


def _to_hans(text: str) -> str:
    """Return a text in simplified Chinese."""
    simplified = conversion("t2s").convert(text)
    if _TAIWAN_ZHE not in simplified or len(simplified) != len(text):
        return simplified
    pieces: list[str] = []
    for block in blocks(text):
        piece = simplified[block.start : block.start + len(block.text)]
        has_zhe = block.variant is ScriptVariant.TRADITIONAL and _TAIWAN_ZHE in piece
        pieces.append(_with_zhe(block.text, piece) if has_zhe else piece)
    return "".join(pieces)


def _with_zhe(text: str, simplified: str) -> str:
    """Return simplified text with 着 for each 著 that is not the one of 著名 or 著作."""
    by_words = conversion("tw2s").convert

    def mended(line: re.Match[str]) -> str:
        before = text[line.start() : line.end()]
        after = by_words(before)
        if len(after) != len(before):
            return after
        return "".join(
            new if old == _TAIWAN_ZHE else char
            for old, char, new in zip(before, line[0], after, strict=True)
        )

    return _LINE_WITH_ZHE.sub(mended, simplified)


def _mended(text: str) -> list[Block]:
    """Return the blocks of a text, with the proper form for each of its mixed forms."""
    found = list(blocks(text))
    mixed = list(mixed_forms_in_blocks(text, found))
    if not mixed:
        return found
    chars = list(text)
    for form in mixed:
        chars[form.at] = form.proper
    return list(blocks("".join(chars)))


def _from_traditional(text: str, variant: str) -> str:
    """Return traditional text in the standard of a variant, its simplified characters converted."""
    to_standard = CONVERSIONS[variant][1]
    text = _without_simplified(text)
    return conversion(to_standard).convert(text) if to_standard else text


def _without_simplified(text: str) -> str:
    """Return traditional text with its simplified characters converted."""
    simplified_only = distinctive_characters()[0]
    if not simplified_only.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(
        _line_without(line) if simplified_only.search(line) else line for line in lines
    )


def _line_without(line: str) -> str:
    proper = conversion("s2t").convert(conversion("t2s").convert(line))
    if len(proper) != len(line):
        return conversion("s2t").convert(line)
    return distinctive_characters()[0].sub(lambda match: proper[match.start()], line)

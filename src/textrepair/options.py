"""Options: what a caller may tell the rules about a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Profile = Literal["repair", "normalize"]
ChineseVariant = Literal["hans", "hant", "tw", "hk"]
PROFILES: Final[tuple[Profile, ...]] = get_args(Profile)
CHINESE_VARIANTS: Final[tuple[ChineseVariant, ...]] = get_args(ChineseVariant)
#: Two ideographic spaces: how a Chinese paragraph is indented by convention.
CHINESE_INDENT: Final = "\N{IDEOGRAPHIC SPACE}" * 2


@dataclass(frozen=True, slots=True)
class Options:
    """What the rules are told about a text, beside the text.

    ``source`` is the text of which this one is a translation.  ``language`` is a code
    such as ``"hu"`` where the caller knows it.  ``chinese`` is the variant wanted
    (``"hans"``, ``"hant"``, ``"tw"``, ``"hk"``).  ``indent`` is what a lost Chinese
    paragraph indent is restored to.  ``unsafe`` tells that edits that are not safe will be
    applied, for rules that have both a safe and a bolder way.

    >>> Options(language="hu").indent == "\\N{IDEOGRAPHIC SPACE}" * 2
    True
    """

    source: str | None = None
    language: str | None = None
    chinese: ChineseVariant | None = None
    indent: str = CHINESE_INDENT
    unsafe: bool = False

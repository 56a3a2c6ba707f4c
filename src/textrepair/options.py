"""Options: what a caller may tell the rules about a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

Profile = Literal["repair", "normalize"]
ChineseVariant = Literal["hans", "hant", "tw", "hk"]
PROFILES: Final[tuple[Profile, ...]] = get_args(Profile)
CHINESE_VARIANTS: Final[tuple[ChineseVariant, ...]] = get_args(ChineseVariant)
#: Two ideographic spaces: how a Chinese paragraph is indented by convention.
CHINESE_INDENT: Final = "\N{IDEOGRAPHIC SPACE}" * 2


@dataclass(frozen=True, slots=True)
class Options:
    """What the rules are told about a text, beside the text.

    ``source`` is the text of which this one is a translation.  ``language`` is set where the
    caller knows it: the code of a model (``"hu"``), or the tag of a language without one.
    ``chinese`` is the variant wanted (``"hans"``, ``"hant"``, ``"tw"``, ``"hk"``).  ``indent`` is
    what a lost Chinese paragraph indent is restored to.  ``unsafe`` tells that edits that are not
    safe will be applied, for rules that have both a safe and a bolder way.  ``stray_encoding`` is
    the encoding that bytes of the same file are in where they are no UTF-8, if those tell.

    >>> Options(language="hu").indent == "\\N{IDEOGRAPHIC SPACE}" * 2
    True
    """

    source: str | None = None
    language: str | None = None
    chinese: ChineseVariant | None = None
    indent: str = CHINESE_INDENT
    unsafe: bool = False
    stray_encoding: str | None = None


#: What each option of a pipeline may be, in words.
_KINDS: Final = {
    "profile": f"one of the strings {', '.join(map(repr, PROFILES))}",
    "select": "names of rules, such as ['mojibake']",
    "ignore": "names of rules, such as ['number-gap']",
    "unsafe": "True or False",
    "chinese": f"one of the strings {', '.join(map(repr, CHINESE_VARIANTS))}, or None",
    "language": "a code such as 'hu', or None",
    "indent": "a string",
}
_MAY_BE_NONE: Final = frozenset({"select", "ignore", "chinese", "language"})


def check_types(**options: Any) -> None:
    """Make sure that options of a pipeline exist and are of the right types.  Raises TypeError.

    >>> check_types(unsafe="no")
    Traceback (most recent call last):
    TypeError: unsafe is a str; it must be True or False
    """
    for name, value in options.items():
        if name not in _KINDS:
            raise TypeError(f"no option {name!r}; there are: {', '.join(_KINDS)}")
        if not (value is None and name in _MAY_BE_NONE) and not _is_of_kind(name, value):
            kind = type(value).__name__
            raise TypeError(f"{name} is a {kind}; it must be {_KINDS[name]}")


def _is_of_kind(name: str, value: object) -> bool:
    if name == "unsafe":
        return not isinstance(value, str | bytes) and value is not None
    if name in {"select", "ignore"}:
        if isinstance(value, str):
            return True
        if isinstance(value, list | tuple | set | frozenset):
            return all(isinstance(each, str) for each in value)
        return isinstance(value, Iterable) and not isinstance(value, bytes)
    return isinstance(value, str)

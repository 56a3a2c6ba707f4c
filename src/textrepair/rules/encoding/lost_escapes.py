"""Japanese in ISO-2022-JP, or Chinese in HZ, whose escapes were stripped.

Looks like:    $B$*CN$i$;(B, $B2q5D$N5D;vO?$K$D$$$F(B, {<:Ky2;S{#,NpJ)l6HK!#}
Happens when:  mail in ISO-2022-JP, which is seven bits wide, goes through a program that drops
               control characters: of the escape sequences ESC $ B and ESC ( B the ESC is lost. Or
               text in HZ loses the tildes of ~{ and ~}, between which Chinese stands.
Undone by:     reading what stands between $B and (B as pairs of JIS X 0208, or between { and } as
               pairs of GB 2312. All pairs must be characters, and natural Japanese, with kana, or
               natural Chinese.
Left alone:    program code ("\\x1b$B...", $BASE(B), {USER_NAME}, ${PATHNAME#/}, {3.14:10.10}),
               and a few characters.
Example:
    >>> import textrepair
    >>> textrepair.fix("Subject: $B2q5D$N$*CN$i$;(B")
    'Subject: 会議のお知らせ'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...language import naturalness
from ...language.naturalness import NATURAL_EXCESS
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

NAME: Final = "lost-escapes"
#: Pairs of one passage at most, in characters.
_PAIRS: Final = "(?:[!-~]{2}){2,200}?"
#: Pairs of HZ: marks, fullwidth letters or frequent characters first, then any of GB 2312.
_HZ_PAIRS: Final = "(?:[!#0-W][!-~]){3}(?:[!-w][!-~]){1,400}?"
TRIGGER: Final = Trigger(
    first="${",
    then=rf"(?<=\$)[@B]{_PAIRS}\([BJ]|(?<=\{{){_HZ_PAIRS}\}}",
    ascii=True,
    marks=("$@", "$B", "{"),
)

#: No escape is lost that source code writes out, and no Chinese stands in ``${NAME}`` of a shell.
_DAMAGE: Final = lazily(
    rf"(?<!\\x1b)(?<!\\033)(?<!\\e)\$[@B](?P<pairs>{_PAIRS})\([BJ]"
    rf"|(?<![$#%\\])\{{(?P<chinese>{_HZ_PAIRS})\}}"
)
#: Any passage of a line of which one is read; source code writes no escape out there.
_ANY_JIS: Final = lazily(r"(?<!\\x1b)(?<!\\033)(?<!\\e)\$[@B](?P<pairs>(?:[!-~]{2}){1,200}?)\([BJ]")
_ANY_HZ: Final = lazily(r"\{(?P<chinese>(?:[!-w][!-~]){1,400}?)\}")
#: A command of TeX.
_COMMAND: Final = lazily(r"\\[A-Za-z@]{3}")
_HAN: Final = lazily("[㐀-鿿]")
_LEAST_HAN: Final = 3
#: How many standard deviations above natural Chinese may lie.  Of 600 passages of four and more
#: characters 98 in 100 lie lower; names and numbers in braces that are pairs lie at 3.3 and higher.
_HZ_EXCESS: Final = 2.8
_KANA: Final = lazily("[ぁ-んァ-ヶ]")
_JAPANESE: Final = lazily("[ぁ-んァ-ヶー一-鿿、。「」々〇]")
_IDENTIFIER: Final = lazily(r"[\w.-]+")
#: A name in capitals, as shells and templates have them: ``{PATHNAME#/}``.
_NAME: Final = lazily("[A-Z_][A-Z_0-9]{4,}")
_MESSAGE: Final = "the escape characters of ISO-2022-JP were lost"
_HZ_MESSAGE: Final = "the tildes of HZ were lost"


def find(text: str, options: Options, /) -> Iterator[Edit]:
    """Yield an edit for each passage between what is left of two escape sequences."""
    del options
    read_until = 0  # the end of a line of which all passages are read, as one of them tells
    for match in _DAMAGE.finditer(text):
        if match.start() < read_until:
            continue
        pairs = match["pairs"]
        if _chinese(match["chinese"]) is None if pairs is None else _japanese(pairs) is None:
            continue
        start = max(read_until, text.rfind("\n", 0, match.start()) + 1)
        read_until = text.find("\n", match.end()) + 1 or len(text)
        in_line = _chinese_in if pairs is None else _japanese_in
        yield from in_line(text, start, read_until)


def _japanese_in(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield an edit for each passage of a line in JIS, those too that are too short to tell."""
    for match in _ANY_JIS.finditer(text, start, end):
        reading = _jis(match["pairs"])
        if reading is not None and _JAPANESE.search(reading):
            yield Edit(NAME, *match.span(), match[0], reading, _MESSAGE)


def _chinese_in(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield an edit for each passage of a line in HZ, those too that are too short to tell."""
    for match in _ANY_HZ.finditer(text, start, end):
        reading = None if _IDENTIFIER.fullmatch(match["chinese"]) else _hz(match["chinese"])
        if reading is not None:
            yield Edit(NAME, *match.span(), match[0], reading, _HZ_MESSAGE)


def _japanese(pairs: str) -> str | None:
    """Return what pairs of JIS X 0208 say; None where that is no Japanese."""
    if _IDENTIFIER.fullmatch(pairs):
        return None
    reading = _jis(pairs)
    if reading is None or naturalness(reading, ("ja",)).excess > NATURAL_EXCESS:
        return None
    return reading if _KANA.search(reading) else None


def _jis(pairs: str) -> str | None:
    try:
        return f"\x1b$B{pairs}\x1b(B".encode("ascii").decode("iso2022_jp")
    except UnicodeDecodeError:
        return None


def _chinese(pairs: str) -> str | None:
    """Return what pairs of GB 2312 say; None where that is no Chinese."""
    is_code = _IDENTIFIER.fullmatch(pairs) or 2 * len("".join(_NAME.findall(pairs))) >= len(pairs)
    reading = None if is_code or _COMMAND.search(pairs) else _hz(pairs)
    if reading is None or len(_HAN.findall(reading)) < _LEAST_HAN:
        return None
    return reading if naturalness(reading, ("zh-hans",)).excess <= _HZ_EXCESS else None


def _hz(pairs: str) -> str | None:
    try:
        return f"~{{{pairs}~}}".encode("ascii").decode("hz")
    except UnicodeDecodeError:
        return None


def inflict(text: str, rng: Random, /) -> str:
    """Encode the text in ISO-2022-JP or HZ, and drop the escape characters or the tildes."""
    del rng
    try:
        if not _KANA.search(text):
            return text.encode("hz").decode("ascii").replace("~{", "{").replace("~}", "}")
        return text.encode("iso2022_jp").decode("ascii").replace("\x1b", "")
    except UnicodeEncodeError:
        return text


RULE: Final = Rule(
    name=NAME,
    summary="Japanese in ISO-2022-JP, or Chinese in HZ, whose escapes were lost",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
)

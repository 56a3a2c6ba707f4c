"""Emoji that were read in a Windows page which lacks one of their bytes, and shows nothing for it.

Nearly all emoji are four bytes of UTF-8, of which the first two are F0 9F: ``ðŸ`` in Windows-1252,
``рџ`` in Windows-1251.  Of the others one may be among the few that the page does not have.  In
Windows-1251 that is 98 alone, which leaves one or two emoji; in Windows-1252 there are five such
bytes, and up to ten emoji.  The same is true of the selector that stands behind many signs (EF B8
8F), of the signs that take it, and of signs that stand alone: ``âŒ`` is ❌, which lost 9D.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ...encodings import decode_table, undefined_bytes
from ...language.scripts import EMOJI
from ...patterns import lazily

#: Pages that show F0 and 9F, and lack bytes from 80 to BF.  None is a page of two bytes.
PAGES: Final = ("cp1252", "cp1251", "cp1250", "cp1254", "cp1257")
_HEAD: Final = b"\xf0\x9f"
#: Most emoji that are named, of those that a torn one may be.
_MOST_CANDIDATES: Final = 12
_SELECTOR: Final = "\N{VARIATION SELECTOR-16}"
_SELECTOR_HEAD: Final = b"\xef\xb8"
#: Emoji in frequent use among those that lost bytes make doubtful, the likeliest first.
FREQUENT_EMOJI: Final = (
    "📊📋📦📁📝📄🔍🔧🔄🔥📅📈🔒🔗📱📧📌🔴🔵🔑📚📖📂📍📢🔔📞🔐📤📥🔹🔸📷💡👍👉👀💰💬💻👥👤💾💪💯💳"
    "🌐👍🙏👏😍😁😊🚀🎉🎯🌍🏆✨🎨👁🛠🗂🖥⭐●✏☁"
    "👋💎💥👨👩💼🔮📜📉🔨🔬💚💙💜💛💔🔌🔋📸📹🔊📬📨📎📡📣📰👏👇👆👑💀"
)
#: Where emoji are; letters and dominoes are among what else begins with F0 9F.
_EMOJI: Final = lazily(f"[{EMOJI}]")
#: Signs of three bytes that are emoji where the selector follows.
_SIGNS: Final = lazily(
    "[‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡"
    "⚪⚫⚰⚱⚽⚾⛄⛅⛈⛏⛑⛓⛔⛩⛪⛰-⛵⛷-⛺⛽✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙]"
)


#: Other signs in frequent use: arrows, frames, blocks, dots.
_FREQUENT_SIGNS: Final = "←═╝━┐┏▐▁●■♠╠"
#: Pages that show E2 as â, which is no word.  The second byte is none of quotation marks and of €
#: and ™, which ``find`` reads.
_A_PAGES: Final = ("cp1252", "cp1250", "cp1254")
_SECOND_BYTES: Final = b"\x80\x82\x84"
#: Frames in Windows-1252, and drawn ones.
_BOX: Final = lazily("â[•”]|[─-╿]")
#: ``â²`` is a formula.
_SUPERSCRIPTS: Final = tuple("²³¹°±")
#: Marks that close a quotation or a word: such a sign stands alone, ``â— item``, and is no ``“â”``.
_CLOSING: Final = "–—‘’“”…›"


@dataclass(frozen=True, slots=True)
class TornEmoji:
    """An emoji at ``start`` to ``end`` (code points) that lost a byte, and what it may be."""

    start: int
    end: int
    candidates: tuple[str, ...]
    is_sure: bool = True


def torn_emoji(line: str) -> list[TornEmoji]:
    """Return the emoji of a line that lost a byte in a Windows page, in order.

    >>> torn_emoji("Спасибо! рџЉ")
    [TornEmoji(start=9, end=12, candidates=('😊',), is_sure=True)]
    >>> torn_emoji("I â¤ï¸ it")
    [TornEmoji(start=2, end=6, candidates=('❤️',), is_sure=True)]
    >>> torn_emoji("ðŸ˜Š")
    []
    """
    found: dict[int, TornEmoji] = {}
    for page, second, selector in _heads():
        may_hold_sign = page in _A_PAGES and "â" in line
        if may_hold_sign or second in line or selector in line:
            for torn in _of_page(line, page):
                found.setdefault(torn.start, torn)
    return [found[start] for start in sorted(found)]


@cache
def _heads() -> tuple[tuple[str, str, str], ...]:
    """Return what each page shows for 9F, and for the head of a selector."""
    return tuple((p, _shown(_HEAD, p)[1], _shown(_SELECTOR_HEAD, p)) for p in PAGES)


def _of_page(line: str, page: str) -> Iterator[TornEmoji]:
    for match in _patterns(page).finditer(line):
        start, end = match.span()
        if match["lone"] is not None:
            candidates = _lone_signs(match["lone"], page)
            if line[end : end + 1] == " ":
                candidates = (*_ending_in_a0(match["lone"], page), *candidates)
            if "═" in candidates and _BOX.search(line[max(0, start - 3) : start] + line[end:][:3]):
                candidates = ("═",)
        elif match["whole"] is not None:
            said = _said(match["whole"], page)
            candidates = (f"{said}{_SELECTOR}",) if said and _is_emoji(said) else ()
        elif match["sign"] is not None:
            candidates = tuple(f"{sign}{_SELECTOR}" for sign in _signs(match["sign"], page))
        elif match["selector"] is not None:
            candidates = (_SELECTOR,) if start and _is_emoji(line[start - 1]) else ()
        else:
            candidates = _emoji(match["last"], page)
        candidates = tuple(sorted(candidates, key=_rarity))
        if candidates:
            is_sure = len(candidates) == 1 and match["lone"] not in _SUPERSCRIPTS
            yield TornEmoji(start, end, candidates, is_sure)


def _rarity(text: str) -> int:
    """Return how rare an emoji is among those that are listed by frequency."""
    place = FREQUENT_EMOJI.find(text[0])
    return place if place >= 0 else len(FREQUENT_EMOJI)


@cache
def _patterns(page: str) -> re.Pattern[str]:
    """Match the emoji of a page that may have lost a byte."""
    table = decode_table(page)
    trail = f"[{re.escape(''.join(char for char in table[0x80:0xC0] if char > _LAST_C1))}]"
    head, selector = _shown(_HEAD, page), _shown(_SELECTOR_HEAD, page)
    lone = "(?P<lone>(?!))"
    if page in _A_PAGES:
        second = "".join(table[byte] for byte in range(0x80, 0xC0) if byte not in _SECOND_BYTES)
        second = "".join(char for char in second if char > _LAST_C1)
        lone = (
            f"(?<![^\\W\\d_])â(?P<lone>[{re.escape(second)}])(?!{trail}|{selector}|[^\\W\\d_â]|['\"])"
            f"(?:(?<![{_CLOSING}])|(?<=(?<!\\S)â.)(?=[ \\t]|$))"
        )
    return re.compile(
        f"(?<![^\\W\\d_]){head}(?P<last>{trail}?)(?!{trail})"
        f"|{table[0xE2]}(?P<sign>{trail}){selector}(?!{trail})"
        f"|(?P<whole>{table[0xE2]}{trail}(?:{trail}| )|{head}{trail}{{2}}){selector}(?!{trail})"
        f"|{lone}"
        f"|(?P<selector>{selector})(?!{trail})"
    )


_LAST_C1: Final = "\x9f"


def _shown(data: bytes, page: str) -> str:
    table = decode_table(page)
    return "".join(table[byte] for byte in data)


def _emoji(last: str, page: str) -> tuple[str, ...]:
    """Return the emoji that one byte of two is left of, or none where they are too many."""
    found = tuple(text for text in _whole(_HEAD, last, page) if _EMOJI.fullmatch(text))
    return found if len(found) <= _MOST_CANDIDATES else ()


def _signs(last: str, page: str) -> tuple[str, ...]:
    """Return the signs of three bytes that one byte of two is left of."""
    return tuple(text for text in _whole(b"\xe2", last, page) if _SIGNS.fullmatch(text))


def _lone_signs(last: str, page: str) -> tuple[str, ...]:
    """Return the signs that stand without a selector, and that one byte of two is left of."""
    return tuple(
        text
        for text in _whole(b"\xe2", last, page)
        if _SIGNS.fullmatch(text) or text in _FREQUENT_SIGNS
    )


def _ending_in_a0(last: str, page: str) -> tuple[str, ...]:
    """Return the sign in use that ends in A0, a blank now, and whose second byte is known."""
    sign = _said(f"â{last} ", page)
    return (sign,) if sign in _FREQUENT_SIGNS else ()


def _said(shown: str, page: str) -> str:
    """Return the sign of which a page shows all bytes; a blank was a no-break space."""
    table = decode_table(page)
    data = bytes(table.index(char) for char in shown.replace(" ", "\N{NO-BREAK SPACE}"))
    return data.decode("utf-8", "ignore")


def _whole(head: bytes, last: str, page: str) -> Iterator[str]:
    """Yield what a head and two bytes say, of which one is known or none; the page lacks others."""
    holes = sorted(undefined_bytes(page))
    known = [decode_table(page).index(last)] if last else holes
    pairs = [pair for lost in holes for byte in known for pair in ((lost, byte), (byte, lost))]
    for pair in dict.fromkeys(pairs):
        text = (head + bytes(pair)).decode("utf-8", "ignore")
        if len(text) == 1 and unicodedata.category(text) != "Cn":
            yield text


def _is_emoji(char: str) -> bool:
    return _EMOJI.match(char) is not None or _SIGNS.match(char) is not None

"""The profile `normalize` beside ftfy: the same, but for what docs/normalize.md names."""

from __future__ import annotations

import ftfy
import pytest

from textrepair import fix

#: What ftfy's documentation shows, in words of our own.
SAME = (
    "âœ” No trouble",
    "&macr;\\_(ã\x83\x84)_/&macr;",
    "And so&hellip; it&#x2019;s oﬃcial!",
    "ＷＩＤＥ　ＬＯＡＤ",
    "&lt;b&gt;",
    "&Jscr;ane &HilbertSpace;ill",
    "P&eacute;tain, P&EACUTE;TAIN, STRA&SZLIG;E, &nTILDE;",
    "\x1b[36;44mblue\x1b[0m",
    "“so it’s said”",
    "ﬂuﬃeﬆ",
    "ﾃｰﾌﾞﾙ",
    "two things:\u2029one\u2028two",
    "Status: ok\r\n\r\nHi.",
    "old Mac \r lines",
    "\ud83d\udca9",
    "\ufeffI\x00 am\x07 here",
    "zuÌˆgig",
    "e\u0301, o\u0308",
    "vis-Ã -vis",
    "naÃ¯ve",
)

#: Where we differ, ftfy's result and ours; each stands in docs/normalize.md.
DIFFERENT = {
    "他说：“你好！”（笑）": ('他说:"你好!"(笑)', "他说：“你好！”（笑）"),
    "a\x1fb": ("ab", "a\x1fb"),
    "\ude00\ud83d": ("\ufffd\ufffd", "\ude00\ud83d"),
    "&#0; &#xD800;": ("\ufffd \ufffd", "&#0; &#xD800;"),
    "a < b &amp; c": ("a < b &amp; c", "a < b & c"),
}


@pytest.mark.parametrize("text", SAME)
def test_what_is_the_same(text: str) -> None:
    assert fix(text, profile="normalize") == ftfy.fix_text(text)


@pytest.mark.parametrize("text", DIFFERENT)
def test_what_is_different(text: str) -> None:
    assert (ftfy.fix_text(text), fix(text, profile="normalize")) == DIFFERENT[text]


def test_normalizing_twice_changes_no_more_where_ftfy_does() -> None:
    text = "S√µ\ré"
    assert ftfy.fix_text(ftfy.fix_text(text)) != ftfy.fix_text(text)
    once = fix(text, profile="normalize")
    assert fix(once, profile="normalize") == once

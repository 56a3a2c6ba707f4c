"""The profile `normalize` beside ftfy: the same, but for what docs/normalize.md names."""

from __future__ import annotations

import ftfy
import pytest

from textrepair import fix, repair

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
    "voilÃ le bateau",
    "indah sekaliâ™«~",
    "broken&#x81",
    "IL A MARQUÉ…",
    "The Night WatchÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢s frame",
)

#: Where we differ, ftfy's result and ours; each stands in docs/normalize.md.
DIFFERENT = {
    "他说：“你好！”（笑）": ('他说:"你好!"(笑)', "他说：“你好！”（笑）"),
    "a\x1fb": ("ab", "a\x1fb"),
    "\ude00\ud83d": ("\ufffd\ufffd", "\ude00\ud83d"),
    "&#0; &#xD800;": ("\ufffd \ufffd", "&#0; &#xD800;"),
    "a < b &amp; c": ("a < b &amp; c", "a < b & c"),
    "&#1;": ("", "&#1;"),
    "I <3 tea &amp; cake": ("I <3 tea &amp; cake", "I <3 tea & cake"),
    "&amp;\n<p>\n&amp;": ("&\n<p>\n&amp;", "&amp;\n<p>\n&amp;"),
    "\x1b[\x1b[0m1mx": ("[1mx", "x"),
    "他说it’s好": ("他说it's好", "他说it’s好"),
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


def test_an_option_holds_whether_explained_or_not() -> None:
    text = "“P&eacute;rez”\r\n"
    left = ["curly-quotes", "line-breaks"]
    explained = repair(text, profile="normalize", ignore=left)
    assert fix(text, profile="normalize", ignore=left) == explained.text == "“Pérez”\r\n"


@pytest.mark.parametrize("text", [*SAME, *DIFFERENT])
def test_what_was_done_is_told_and_can_be_undone(text: str) -> None:
    result = repair(text, profile="normalize")
    assert result.text == fix(text, profile="normalize")
    assert result.undo() == text
    assert fix(result.text, profile="normalize") == result.text


def test_a_byte_order_mark_at_the_beginning_is_kept_unless_normalized() -> None:
    assert fix("\ufeffone") == "\ufeffone"
    assert fix("\ufeffone", profile="normalize") == "one"

"""Codes that show nothing, stripped from UTF-8: where they may be missing, and what they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import repair
from textrepair.encodings import read_and_stripped, without_unseen
from textrepair.recovery import ErrorPolicy, decode_losing, recover
from textrepair.recovery.character_arcs import arcs_from
from textrepair.recovery.unseen.stripped_codes import (
    lattice_with_stripped,
    stripped_between_marks,
    stripped_from_utf8,
)

PAGES = ("gbk", "cp932")
#: Kana and characters of which page 936 shows many bytes as characters of private use.  No letters
#: of ASCII: one that a stripped pair took with it (``日a``) is not looked for.
TEXTS = st.text(
    st.sampled_from("支持要的动重复下载配置文件路径设ダムだ映所言の日本 1"), max_size=20
)

SENTENCES = (
    "当前版本不支持此操作，请先保存配置文件",
    "// 下载完成后自动删除重复的图片文件",
    "ダウンロードした画像を一覧に追加しました。",
    "新しい設定を反映してからログインしてください。",
    "這個檔案需要管理員的權限才能刪除",
)


@pytest.mark.parametrize("page", PAGES)
def test_what_lost_nothing_has_no_places(page: str) -> None:
    text = "我们在图书馆里看书。"
    shown = read_and_stripped(f"{text} ".encode(), page)
    if shown is not None and not shown[1]:
        assert stripped_from_utf8(shown[0], page) == []
    assert stripped_from_utf8("plain", page) == []


@pytest.mark.parametrize("page", ["big5", "cp949", "cp1252"])
def test_other_pages_show_all(page: str) -> None:
    assert without_unseen("\ue000\x80", page) == "\ue000\x80"


@given(TEXTS, st.sampled_from(PAGES))
def test_the_truth_is_among_the_readings(text: str, page: str) -> None:
    """Unless more codes than two were stripped at one place, as in a row of one character."""
    shown, stripped = read_and_stripped(text.encode(), page) or ("", 0)
    lattice = lattice_with_stripped(f"{shown} ", page) if stripped == 1 else None
    if lattice is None:
        return
    nodes = {0}
    for char in f"{text} ":
        data = char.encode()
        nodes = {
            step.end
            for node in nodes
            for step in arcs_from(lattice, node, "utf-8")
            if len(data) == len(step.pattern)
            and all(byte in allowed for byte, (allowed, _) in zip(data, step.pattern, strict=True))
        }
    assert len(lattice.known) in nodes


@given(st.text(max_size=30), st.sampled_from(PAGES))
def test_places_lie_in_the_text(text: str, page: str) -> None:
    pieces = text.split("?")
    for piece, places in zip(pieces, stripped_between_marks(pieces, page), strict=True):
        assert places == sorted(set(places))
        assert all(0 <= place < len(piece) for place in places)


@pytest.mark.parametrize(
    ("truth", "page", "mark"),
    [("保存路径不存在", "gbk", "?"), ("設定を反映しました。", "cp932", "・")],
)
def test_marks_and_stripped_codes_in_one_line(truth: str, page: str, mark: str) -> None:
    garbled, _ = decode_losing(
        truth.encode(), page, ErrorPolicy.LEAD_AND_ANY_TRAIL, mark, as_windows=True
    )
    found = recover(without_unseen(garbled, page), mark)
    assert found is not None
    assert found.recovered.text == truth


@given(st.sampled_from(SENTENCES), st.integers(0, 12), st.sampled_from(PAGES))
def test_a_line_that_is_changed_and_not_restored_says_so(text: str, start: int, page: str) -> None:
    text = text[start:]
    shown, stripped = read_and_stripped(text.encode(), page) or ("", 0)
    result = repair(shown)
    if stripped and result.changed and result.text != text:
        assert result.findings

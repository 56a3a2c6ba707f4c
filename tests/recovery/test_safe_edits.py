"""Safe edits of lost-bytes leave text without signs of a wrong reading, or are not made."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import textrepair
from textrepair import Options
from textrepair.edits import Applicability, Edit
from textrepair.mojibake.suspicious import looks_garbled
from textrepair.recovery import lossy_readings
from textrepair.rules.encoding import lost_bytes

_SENTENCES = (
    "请重新登录你的账户，然后再试一次。",
    "無法開啟指定的檔案，請稍後再試。",
    "今日は朝から雨が降っています。",
    "파일을 찾을 수 없습니다.",
    "登录锟斤拷?锟�",
)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_safe_edit_leaves_no_signs(data: st.DataObject) -> None:
    """Garbled once or twice, cut at any place, and mixed with sound text."""
    text = data.draw(st.sampled_from(_SENTENCES))
    for _ in range(data.draw(st.integers(1, 2))):
        readings = lossy_readings(text)
        text = data.draw(st.sampled_from(readings)) if readings else text
    start = data.draw(st.integers(0, len(text)))
    text = data.draw(st.sampled_from(("", "ok ", "你好"))) + text[start:]
    for found in lost_bytes.find(text, Options()):
        if isinstance(found, Edit) and found.applicability is Applicability.SAFE:
            assert not looks_garbled(text[: found.start] + found.after + text[found.end :])


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_line_repaired_in_part_is_reported(data: st.DataObject) -> None:
    """What a safe edit leaves of the marks of lost bytes, a finding names."""
    text = data.draw(st.sampled_from(_SENTENCES[:4]))
    text = data.draw(st.sampled_from(lossy_readings(text)))
    text = text[data.draw(st.integers(0, len(text) - 1)) :]
    repair = textrepair.repair(text)
    if repair.changed and (
        looks_garbled(repair.text) or "\N{REPLACEMENT CHARACTER}" in repair.text
    ):
        assert repair.findings

"""Safe edits of lost-bytes leave text without signs of a wrong reading, or are not made."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textrepair
from textrepair import Options
from textrepair.edits import Applicability, Edit
from textrepair.language import naturalness
from textrepair.mojibake.suspicious import looks_garbled
from textrepair.recovery import lossy_readings
from textrepair.rules.encoding import lost_bytes

_FIXTURES = Path(__file__).parents[2] / "fixtures" / "rules"
#: Longer fixtures take too long for so many examples, in code points.
_LONGEST = 120
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


#: Bits that a line may lose in naturalness by a safe edit: the model's grain.
_GRAIN = 2.0
_HALF_WIDTH = re.compile("[ｦ-ﾟ]")
#: U+FFFD, as it is and as pages show its bytes in UTF-8.
_MARK = re.compile("\ufffd|ï¿½|ďż˝|пїЅ|я┐╜|∩┐╜|´┐¢|ÔøΩ|嚙踝蕭|锟斤拷|占쏙옙|ｿｽ|锟|嚙|占")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_safe_edits_leave_no_more_marks_and_no_less_natural_lines(data: st.DataObject) -> None:
    """Fixtures as they are, garbled again, cut at any place, and mixed with one another."""
    pieces = []
    for _ in range(data.draw(st.integers(1, 2))):
        text = data.draw(st.sampled_from(_garbled_fixtures()))
        if data.draw(st.booleans()):
            readings = lossy_readings(text)
            text = data.draw(st.sampled_from(readings)) if readings else text
        start = data.draw(st.integers(0, max(0, len(text) - 4)))
        pieces.append(text[start:])
    text = "".join(pieces)
    after = textrepair.fix(text)
    assert len(_MARK.findall(after)) <= len(_MARK.findall(text))
    if after.count("\n") == text.count("\n"):
        for old, new in zip(text.split("\n"), after.split("\n"), strict=True):
            if old != new:
                # The models know katakana, and hardly its half-width forms.
                read = normalize("NFKC", new) if _HALF_WIDTH.search(new) else new
                assert naturalness(read).bits <= naturalness(old).bits + _GRAIN, (old, new)


@cache
def _garbled_fixtures() -> list[str]:
    """Return the garbled texts of the rules that restore lost bytes and wrong readings."""
    found = []
    for rule in ("lost-bytes", "dropped-bytes", "mojibake", "misaligned-bytes"):
        cases = tomllib.loads((_FIXTURES / f"{rule}.toml").read_text(encoding="utf-8"))
        found += [case["garbled"] for case in cases["pass"] if len(case["garbled"]) <= _LONGEST]
    return found


def test_no_sign_is_safe_where_a_soft_hyphen_was_stripped() -> None:
    """ح ends in AD, a soft hyphen; the holes of Windows-1252 leave only rare signs there."""
    shown = "يرجى حفظ هذه الصفحة قبل الخروج".encode().decode("cp1252", "ignore")
    result = textrepair.repair(shown.replace("\N{SOFT HYPHEN}", ""))
    assert "\u0610" not in result.text
    assert result.findings


@pytest.mark.parametrize("page", ["cp1253", "cp1252", "cp1255", "cp1257", "cp874"])
def test_holes_of_a_page_that_begin_letters_are_no_second_bytes(page: str) -> None:
    # Windows-1253 lacks D2, which begins Cyrillic letters: only 80 to BF end one.
    for line in ("Η Άννα πήγε στην Αθήνα και έμεινε εκεί για τρεις ημέρες", "Сервер недоступен"):
        shown = line.encode().decode(page, "ignore")
        textrepair.repair(shown)  # raised UnicodeDecodeError

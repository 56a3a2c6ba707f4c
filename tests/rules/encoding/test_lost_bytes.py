"""Rules lost-bytes and dropped-bytes: what is sure, what is not, and what is said of it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import Applicability, Pipeline, Repair
from textrepair.recovery.certainty import SURE_CONFIDENCE
from textrepair.recovery.decoders import LOSING, ErrorPolicy, decode_losing
from textrepair.rules.encoding import dropped_bytes, lost_bytes

MARK = "\N{REPLACEMENT CHARACTER}"
CHINESE = "今天下午我们在图书馆里看书，晚上一起去吃饭。"
RUSSIAN = "Сестра сказала, что завтра снова будет дождь."

CAUTIOUS = Pipeline(select=["lost-bytes", "dropped-bytes"])
BOLD = Pipeline(select=["lost-bytes", "dropped-bytes"], unsafe=True)


def garbled(
    text: str, read_as: str, replacement: str = MARK, policy: ErrorPolicy = ErrorPolicy.ONE_BYTE
) -> str:
    return decode_losing(text.encode(), read_as, policy, replacement)[0]


def assert_undoable(result: Repair) -> None:
    assert result.undo() == result.original


@pytest.mark.parametrize("policy", LOSING)
@pytest.mark.parametrize("replacement", [MARK, "?"])
def test_every_habit_of_decoders_is_understood(policy: ErrorPolicy, replacement: str) -> None:
    result = BOLD.repair(garbled(CHINESE, "gbk", replacement, policy))
    assert result.text == CHINESE
    assert_undoable(result)


def test_what_is_not_sure_keeps_its_mark_and_is_reported_with_the_likeliest() -> None:
    result = CAUTIOUS.repair(garbled(RUSSIAN, "cp1252"))
    sound = [char == written_in for char, written_in in zip(result.text, RUSSIAN, strict=True)]
    assert all(ok or char == MARK for ok, char in zip(sound, result.text, strict=True))
    assert MARK in result.text
    assert len(result.findings) == result.text.count(MARK)
    assert {f.suggestions[0].text for f in result.findings} == {"с"}
    assert all(f.suggestions[0].confidence < SURE_CONFIDENCE for f in result.findings)
    assert_undoable(result)
    assert CAUTIOUS.fix(result.text) is result.text


def test_what_can_be_only_one_byte_is_safe() -> None:
    result = CAUTIOUS.repair(garbled("Ирина и Иван живут в Италии.", "cp1251"))
    assert result.text == "Ирина и Иван живут в Италии."
    assert {edit.applicability for edit in result.edits} == {Applicability.SAFE}
    assert result.findings == ()


@pytest.mark.slow
def test_a_safe_edit_brings_in_no_mark_that_was_not_there() -> None:
    for read_as in ("gbk", "cp932", "cp949", "big5", "cp1252"):
        for replacement in (MARK, "?"):
            for policy in LOSING:
                text = garbled(CHINESE, read_as, replacement, policy)
                assert CAUTIOUS.fix(text).count(replacement) <= text.count(replacement)


def test_dropped_bytes_are_restored_on_request_only() -> None:
    text = garbled(CHINESE, "gbk", "")
    assert CAUTIOUS.fix(text) is text
    assert [f.suggestions[0].text for f in CAUTIOUS.repair(text).findings] != []
    assert BOLD.fix(text) == CHINESE


def test_lines_are_read_one_by_one() -> None:
    text = "\r\n".join([garbled(CHINESE, "gbk"), "sound: café", garbled(RUSSIAN, "cp1252"), ""])
    assert BOLD.fix(text) == "\r\n".join([CHINESE, "sound: café", RUSSIAN, ""])


def test_a_long_line_is_read_as_a_whole() -> None:
    text = CHINESE * 200
    assert BOLD.fix(garbled(text, "gbk")) == text


def test_a_line_that_was_cut_inside_a_character_is_read_up_to_there() -> None:
    cut = (CHINESE * 2).encode()[:-1].decode("gbk", "replace")
    assert BOLD.fix(cut).startswith(CHINESE)


@pytest.mark.slow
@given(st.integers(0, 99), st.sampled_from([CHINESE, RUSSIAN, "Où l’été dure à Évian."]))
def test_inflicted_loss_is_flagged_at_least(seed: int, text: str) -> None:
    for rule in (lost_bytes, dropped_bytes):
        damaged = rule.inflict(text, Random(seed))
        for pipeline in (CAUTIOUS, BOLD):
            assert_undoable(pipeline.repair(damaged))


def test_text_in_which_nothing_can_be_lost_is_not_damaged() -> None:
    assert lost_bytes.inflict("plain words", Random(0)) == "plain words"
    assert dropped_bytes.inflict("plain words", Random(0)) == "plain words"

"""What a decoder swallowed is restored where the syntax tells, and nowhere else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.recovery.search import RecoveredCharacter, RecoveredText
from textrepair.recovery.swallowed import told_by_syntax, with_swallowed

CODE = st.text("ab<>/\"'()[]{}; 码=,", max_size=30)


@pytest.mark.parametrize(
    ("before", "after"),
    [("他说", "好"), ("", ""), ("a < b", "c > d"), ('"a"', ");"), ("(a)", ";"), ("<b", "c>")],
)
def test_nothing_is_told_where_nothing_is_open(before: str, after: str) -> None:
    assert told_by_syntax(before, after) == ""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("<title>欢迎", "/title>", "<"),
        ("下载<br>", 'a href="#">中心</a>', "<"),
        ('"name": "管理者', ",", '"'),
        ("alert('成功", ");", "'"),
        ("初始化(清空缓存", " // 完成", ")"),
    ],
)
def test_what_the_syntax_tells(before: str, after: str, told: str) -> None:
    assert told_by_syntax(before, after) == told


@given(CODE, CODE)
def test_what_is_told_closes_or_begins_something(before: str, after: str) -> None:
    told = told_by_syntax(before, after)
    assert told in {"", "<", '"', "'", ")", "]", "}"}
    if told in {'"', "'"}:
        assert (before + told).count(told) % 2 == 0


def test_only_characters_of_ascii_that_were_guessed_change() -> None:
    guessed = RecoveredCharacter("0", 0.2, 3, 4)
    sure = RecoveredCharacter("码", 0.99, 0, 3)
    found = with_swallowed(RecoveredText(('printf("密', sure, guessed, ");")))
    assert found.text == 'printf("密码");'
    assert found.parts[1] is sure


def test_takes_linear_time() -> None:
    guess = RecoveredCharacter("0", 0.2, 0, 1)
    parts = ("字" * 1000, guess) * 400
    start = time.process_time()
    with_swallowed(RecoveredText(parts))
    assert time.process_time() - start < 2.0

"""How a damaged line of Chinese or Japanese ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import textrepair
from textrepair.language import Choices
from textrepair.recovery import ErrorPolicy, decode_losing
from textrepair.recovery.told.line_ends import arcs_of_line_end, is_open

_CHARACTERS = "好人。？，、」』）”「（a1 .…—"


@st.composite
def lattices(draw: st.DrawFn) -> list[list[Choices]]:
    size = draw(st.integers(1, 4))
    return [
        [
            Choices(end, text, tuple(float(n) for n in range(len(text))), 1.0)
            for end in range(node + 1, size + 1)
            for text in [draw(st.text(_CHARACTERS, min_size=1, max_size=5))]
        ]
        for node in range(size)
    ]


@given(lattices(), st.text(_CHARACTERS, max_size=3), st.sampled_from(["ja", "zh-hans"]))
def test_no_character_is_lost_and_none_gets_cheaper(
    arcs: list[list[Choices]], before: str, language: str
) -> None:
    last = len(arcs)
    found = arcs_of_line_end(list(map(tuple, arcs)), before, language, opened=False)
    assert len(found) == last + 2
    for node, here in enumerate(arcs):
        was = [(arc.end, arc.text, arc.bits) for choices in here for arc in choices.arcs()]
        now = [(arc.end, arc.text, arc.bits) for choices in found[node] for arc in choices.arcs()]
        assert [text for _, text, _ in was] == [text for _, text, _ in now]
        for (end, text, bits), (new_end, _, new_bits) in zip(was, now, strict=True):
            assert new_bits >= bits
            if end < last or text.isalnum():
                assert (new_end, new_bits) == (end, bits)
            else:
                assert last < new_end <= last + 2


@given(st.text("「」（）a"))
def test_a_closed_line_is_not_open(line: str) -> None:
    opened = any(line.count(one) > line.count(other) for one, other in ("「」", "（）"))
    assert is_open(line) == opened


def test_a_last_mark_is_what_ends_the_line() -> None:
    for line in (
        "この町はとても静かで、住みやすいです。",
        "子供のころから好きでしたので、",
        "「今日は早く帰ります。」",
        "他说：“我们明天就出发。”",
        "老師說：「請把門關上。」",
    ):
        for seen, mark in (("cp932", "・"), ("gbk", "?")):
            policy = ErrorPolicy.LEAD_AND_ANY_TRAIL
            garbled, lost = decode_losing(line.encode(), seen, policy, mark, as_windows=True)
            if lost and garbled.endswith(mark):
                assert textrepair.repair(garbled, unsafe=True).text[-1] == line[-1], line

"""What decoders lose, against the decoders themselves; byte graphs against what was lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.encodings.tables import MULTI_BYTE
from textrepair.recovery.byte_lattice import REPLACEMENT, graph_of
from textrepair.recovery.characters import characters
from textrepair.recovery.decoders import Policy, lost_before, may_be_lost, undefined
from textrepair.recovery.dropped_bytes import dropped_places
from textrepair.recovery.lattice import Step, steps_from
from textrepair.recovery.lossy_decoding import decode_losing
from textrepair.recovery.search import restore
from textrepair.recovery.segments import skeleton_of

SEEN = ("gbk", "gb18030", "big5", "cp932", "cp949", "euc-jp")
#: Characters that are one code in every encoding here, so that nothing is ambiguous but the loss.
TEXTS = st.text(st.sampled_from("今天下午我們明日の朝は早く고맙습니다Привет, été!a 1"), max_size=20)


def python_losses(data: bytes, seen: str) -> str:
    """What CPython shows: one U+FFFD for each error, the oracle of ``Policy.EACH``."""
    return data.decode(MULTI_BYTE.get(seen, seen), "replace")


@given(st.binary(max_size=30), st.sampled_from((*SEEN, "cp1252", "cp1251")))
def test_one_mark_for_each_bad_byte_is_what_python_does(data: bytes, seen: str) -> None:
    shown, lost = decode_losing(data, seen, Policy.EACH, REPLACEMENT)
    assert shown == python_losses(data, seen)
    assert lost >= shown.count(REPLACEMENT) - data.count("\ufffd".encode("gb18030"))


@pytest.mark.parametrize("seen", SEEN)
def test_a_lead_byte_is_lost_before_exactly_what_does_not_decode_with_it(seen: str) -> None:
    for first in undefined(seen):
        for second in range(256):
            try:
                bytes([first, second]).decode(MULTI_BYTE[seen])
            except UnicodeDecodeError:
                expected = True
            else:
                expected = False
            assert may_be_lost(seen, first, second) is expected


def test_single_byte_pages_lose_what_they_leave_undefined() -> None:
    assert lost_before("cp1252", 0x41) == lost_before("cp1252", None) == undefined("cp1252")
    assert undefined("cp1251") == b"\x98"
    assert undefined("cp1256") == b""


def spells(step: Step, char: str) -> bool:
    """Whether the bytes of a step can be those of a character."""
    data = char.encode()
    return len(data) == len(step.pattern) and all(
        byte in allowed for byte, (allowed, _) in zip(data, step.pattern, strict=True)
    )


@given(TEXTS, st.sampled_from(SEEN), st.sampled_from(list(Policy)), st.sampled_from("\ufffd?"))
def test_the_truth_is_always_among_the_readings(
    text: str, seen: str, policy: Policy, mark: str
) -> None:
    shown, _ = decode_losing(text.encode(), seen, policy, mark)
    graph = graph_of(shown, seen, policy, mark)
    nodes = {0}
    for char in text:
        nodes = {
            step.end
            for node in nodes
            for step in steps_from(graph, node, "utf-8")
            if spells(step, char)
        }
    assert len(graph.known) in nodes


@given(TEXTS, st.sampled_from((*SEEN, "cp1252", "cp1251")))
def test_text_that_lost_nothing_is_certain(text: str, seen: str) -> None:
    shown, lost = decode_losing(text.encode(), seen, Policy.EACH, REPLACEMENT)
    if not lost and REPLACEMENT not in shown:
        graph = graph_of(shown, seen, Policy.EACH)
        skeleton = skeleton_of(graph, "utf-8", shown)
        assert restore(skeleton, graph, "utf-8", "en").text == text


def test_what_was_not_garbled_stays() -> None:
    garbled = "Ирина: " + "где?".encode().decode("cp1252", "replace")
    graph = graph_of(garbled, "cp1252", Policy.EACH)
    skeleton = skeleton_of(graph, "utf-8", garbled)
    assert restore(skeleton, graph, "utf-8", "ru").text == "Ирина: где?"


def test_candidates_obey_what_the_decoder_could_not_read() -> None:
    pattern = ((b"\xe7", False), (b"\x9a", False), (lost_before("gbk", 0xE4), False))
    assert "的" not in characters("utf-8", "gbk", pattern, "zh-hans")  # 84 E4 does decode
    for char in characters("utf-8", "gbk", pattern, "zh-hans"):
        assert may_be_lost("gbk", char.encode()[-1], 0xE4)


@given(st.text(max_size=30), st.sampled_from((*SEEN, "cp1252", "cp1251")))
def test_places_of_dropped_bytes_lie_in_the_text(text: str, seen: str) -> None:
    places = dropped_places(text, seen)
    assert places == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)

"""What decoders lose, against the decoders themselves; byte graphs against what was lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.encodings import codec_of
from textrepair.recovery.byte_lattice import (
    REPLACEMENT,
    ByteLattice,
    _never_lead,
    byte_lattice,
)
from textrepair.recovery.character_arcs import CharacterArc, arcs_from
from textrepair.recovery.characters import characters
from textrepair.recovery.decoders import (
    LOSING,
    ErrorPolicy,
    decode_losing,
    lost_before,
    may_be_lost,
    undefined,
)
from textrepair.recovery.dropped_bytes import dropped_in_utf8
from textrepair.recovery.search import SearchBudget, restore
from textrepair.recovery.segments import Segmentation, segment

SEEN = ("gbk", "gb18030", "big5", "cp932", "cp949", "euc-jp")
#: Characters that are one code in every encoding here, so that nothing is ambiguous but the loss.
TEXTS = st.text(st.sampled_from("今天下午我們明日の朝は早く고맙습니다Привет, été!a 1"), max_size=20)


def read_in(
    text: str, segmentation: Segmentation | None, lattice: ByteLattice, language: str
) -> str:
    """The reading of a text that was UTF-8, in a language."""
    assert segmentation is not None
    read = restore(segmentation, lattice, "utf-8", language, SearchBudget.of(text))
    assert read is not None
    return read.text


def python_losses(data: bytes, read_as: str) -> str:
    """What CPython shows: one U+FFFD for each error, the oracle of ``ErrorPolicy.ONE_BYTE``."""
    return data.decode(codec_of(read_as), "replace")


@given(st.binary(max_size=30), st.sampled_from((*SEEN, "cp1252", "cp1251")))
def test_one_mark_for_each_bad_byte_is_what_python_does(data: bytes, read_as: str) -> None:
    data += b"\n\n"  # CPython takes the bytes of a character cut off at the end for one error
    shown, lost = decode_losing(data, read_as, ErrorPolicy.ONE_BYTE, REPLACEMENT)
    assert shown == python_losses(data, read_as)
    assert lost >= shown.count(REPLACEMENT) - data.count("\ufffd".encode("gb18030"))


@pytest.mark.parametrize("read_as", SEEN)
def test_a_lead_byte_is_lost_before_exactly_what_does_not_decode_with_it(read_as: str) -> None:
    for first in undefined(read_as):
        for second in range(256):
            try:
                bytes([first, second]).decode(codec_of(read_as))
            except UnicodeDecodeError:
                expected = True
            else:
                expected = False
            assert may_be_lost(read_as, first, second) is expected


def test_single_byte_pages_lose_what_they_leave_undefined() -> None:
    assert lost_before("cp1252", 0x41) == lost_before("cp1252", None) == undefined("cp1252")
    assert undefined("cp1251") == b"\x98"
    assert undefined("cp1256") == b""


def spells(step: CharacterArc, char: str) -> bool:
    """Whether the bytes of a step can be those of a character."""
    data = char.encode()
    return len(data) == len(step.pattern) and all(
        byte in allowed for byte, (allowed, _) in zip(data, step.pattern, strict=True)
    )


@given(TEXTS, st.sampled_from(SEEN), st.sampled_from(LOSING), st.sampled_from("\ufffd?"))
def test_the_truth_is_always_among_the_readings(
    text: str, read_as: str, policy: ErrorPolicy, replacement: str
) -> None:
    shown, _ = decode_losing(text.encode(), read_as, policy, replacement)
    assert can_be_read(byte_lattice(shown, read_as, policy, replacement), text)


@given(TEXTS)
def test_the_truth_is_among_the_readings_of_what_windows_lost(text: str) -> None:
    policy = ErrorPolicy.LEAD_AND_ANY_TRAIL
    shown, _ = decode_losing(text.encode(), "gbk", policy, "?", as_windows=True)
    assert can_be_read(byte_lattice(shown, "gbk", policy, "?", as_windows=True), text)


@given(
    st.text(st.sampled_from("aé€是的ｱ、黑鈥锛㈣\ufffd\ue000Ж"), max_size=12), st.sampled_from(SEEN)
)
def test_text_is_appended_as_its_characters_are(text: str, read_as: str) -> None:
    whole, piecewise = ByteLattice(read_as), ByteLattice(read_as)
    whole.add_text(text, 3)
    for offset, char in enumerate(text, 3):
        piecewise.add_text(char, offset)
    assert whole == piecewise


def can_be_read(lattice: ByteLattice, text: str) -> bool:
    """Whether the bytes of a lattice, read as UTF-8, can be a text."""
    nodes = {0}
    for char in text:
        nodes = {
            step.end
            for node in nodes
            for step in arcs_from(lattice, node, "utf-8")
            if spells(step, char)
        }
    return len(lattice.known) in nodes


@given(TEXTS, st.sampled_from((*SEEN, "cp1252", "cp1251")))
def test_text_that_lost_nothing_is_certain(text: str, read_as: str) -> None:
    shown, lost = decode_losing(text.encode(), read_as, ErrorPolicy.ONE_BYTE, REPLACEMENT)
    if not lost and REPLACEMENT not in shown:
        lattice = byte_lattice(shown, read_as, ErrorPolicy.ONE_BYTE)
        segmentation = segment(lattice, "utf-8", shown)
        assert read_in(text, segmentation, lattice, "en") == text


def test_what_was_not_garbled_stays() -> None:
    garbled = "Ирина: " + "где?".encode().decode("cp1252", "replace")
    lattice = byte_lattice(garbled, "cp1252", ErrorPolicy.ONE_BYTE)
    segmentation = segment(lattice, "utf-8", garbled)
    assert read_in(garbled, segmentation, lattice, "ru") == "Ирина: где?"


def test_candidates_obey_what_the_decoder_could_not_read() -> None:
    pattern = ((b"\xe7", False), (b"\x9a", False), (lost_before("gbk", 0xE4), False))
    assert "的" not in characters("utf-8", "gbk", pattern, "zh-hans")  # 84 E4 does decode
    for char in characters("utf-8", "gbk", pattern, "zh-hans"):
        assert may_be_lost("gbk", char.encode()[-1], 0xE4)


@given(st.text(max_size=30), st.sampled_from((*SEEN, "cp1252", "cp1251")))
def test_places_of_dropped_bytes_lie_in_the_text(text: str, read_as: str) -> None:
    places = dropped_in_utf8(text, read_as)
    assert places == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)


@given(st.binary(min_size=1, max_size=5), st.sampled_from(("utf-8", *SEEN)))
def test_known_bytes_make_the_one_character_that_they_are(data: bytes, written_in: str) -> None:
    lattice = ByteLattice("cp1252")
    lattice.known += data
    found = arcs_from(lattice, 0, written_in)
    read = {
        (length, data[:length].decode(codec_of(written_in)))
        for length in range(1, len(data) + 1)
        if _is_whole(data[:length], written_in)
    }
    assert {(arc.end, _text_of(arc, written_in)) for arc in found} <= read
    assert all(arc.is_certain and not arc.bits for arc in found)
    if written_in == "utf-8":
        assert len(found) == len(read)


def _is_whole(data: bytes, written_in: str) -> bool:
    try:
        return len(data.decode(codec_of(written_in))) == 1
    except UnicodeDecodeError:
        return False


def _text_of(arc: CharacterArc, written_in: str) -> str:
    """The character of an arc of which all bytes are known."""
    return b"".join([allowed for allowed, _ in arc.pattern]).decode(codec_of(written_in))


@pytest.mark.parametrize("read_as", SEEN)
def test_bytes_that_never_lead_are_lost_before_every_trail_byte(read_as: str) -> None:
    lost = frozenset(undefined(read_as))
    for follower in range(0x40, 0xFF):
        lost &= frozenset(lost_before(read_as, follower))
    assert lost == _never_lead(read_as)

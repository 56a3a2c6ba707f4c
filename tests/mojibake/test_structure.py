"""UTF-8 that is known by its bytes: what proves it, and what could be clean text."""

from __future__ import annotations

import re
import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import fix, repair
from textrepair.encodings import decode_table, is_multi_byte
from textrepair.mojibake.channels import CHANNELS, PROVED_CHANNELS
from textrepair.mojibake.structure.evidence import is_telling
from textrepair.mojibake.structure.find import reread_passages, structural_passages
from textrepair.mojibake.structure.left_over import left_over
from textrepair.mojibake.structure.soundness import is_sound
from textrepair.mojibake.structure.utf8_readers import READERS, reader, shown
from textrepair.mojibake.whole_line import GarbledPassage

WORDS = (
    "Ärger",
    "mañana",
    "crème",
    "Łódź",
    "čtvrtek",
    "Größe",
    "Привет",
    "καλημέρα",
    "שלום",
    "東京",
)
#: UTF-8, and the pairs of surrogates of CESU-8 (Unicode, table 3-7).
_UTF8 = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2}|(?:\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]))+"
)


def misread(text: str, page: str) -> str | None:
    characters = decode_table(page)
    garbled = "".join(characters[byte] for byte in text.encode())
    return None if "\ufffe" in garbled else garbled


def test_each_page_that_shows_utf8_is_looked_at() -> None:
    shown_in = {c.read_as for c in (*CHANNELS, *PROVED_CHANNELS) if c.written_in == "utf-8"}
    assert {page for page in shown_in if not is_multi_byte(page)} <= set(READERS)


@pytest.mark.parametrize(
    ("before", "run", "after"),
    [
        ("NN", "Å»", " "),  # capitals and a mark that closes a quotation
        ("SM", "Ã®", ""),
        (" h", "É”", ""),  # Irish
        ("", "«é", "t"),  # MacRoman shows lead bytes as marks that open words
        ("", "├┤", ""),
        ("S", "ÂŠ", "K"),
        ("", "Рі", "д"),
    ],
)
def test_what_clean_text_holds_proves_nothing(before: str, run: str, after: str) -> None:
    assert not is_telling(before, run, after)


@pytest.mark.parametrize(
    ("before", "run", "after"),
    [
        ("n", "Ã¯", "v"),
        ("il", "Ã»", ""),
        ("2", "Ã—", "4"),
        ("", "Â©", " "),
        ("", "Å»", "a"),
        ("s", "├╝", "d"),
        ("", "â€™", "s"),
        ("", "Рё\u0402", ""),
    ],
)
def test_what_clean_text_never_holds_proves_a_wrong_reading(
    before: str, run: str, after: str
) -> None:
    assert is_telling(before, run, after)


@pytest.mark.parametrize("page", READERS)
def test_runs_are_decoded_as_utf8(page: str) -> None:
    by = reader(page)
    for word in WORDS:
        garbled = misread(word, page)
        if garbled is not None:
            runs = [by.decode(match.group()) for match in by.runs.finditer(garbled)]
            assert "".join(filter(None, runs)) == "".join(c for c in word if c > "\x7f")


def bytes_in(page: str, char: str) -> bytes:
    """Return the byte that a page shows as a character; a question mark if there is none."""
    for byte in range(0x80, 0xF5):
        if char in shown(page, byte, byte):
            return bytes([byte])
    return char.encode("ascii", "replace")


@pytest.mark.parametrize("page", READERS)
def test_runs_are_where_the_bytes_are_utf8(page: str) -> None:
    rng = Random(page)
    whole = [misread(word, page) for word in WORDS]
    words = [word for word in whole if word is not None]
    letters = shown(page, 0x80, 0xF4) + " a?\0\n\ud800😀￾"
    for _ in range(100):
        pieces = [rng.choice([rng.choice(letters), rng.choice([*words, " "])]) for _ in range(5)]
        text = "".join(pieces)
        data = b"".join(bytes_in(page, char) for char in text)
        found = [match.span() for match in reader(page).runs.finditer(text)]
        assert found == [match.span() for match in _UTF8.finditer(data)]
        assert reader(page).runs.without(text) == "".join(
            char for at, char in enumerate(text) if not any(a <= at < b for a, b in found)
        )


def test_overlong_and_impossible_sequences_are_no_runs() -> None:
    western = reader("western")
    for data in (b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"):
        text = data.decode("latin-1")
        assert [found.group() for found in western.runs.finditer(text)] != [text]


@pytest.mark.parametrize("frame", ["{}", "({})", "<b>{}</b>", '"{}"', "x,{},y", "a={};", "/{}/1"])
@pytest.mark.parametrize("word", ["mañana", "Ærø", "Žižkov", "Привет", "東京", "नमस्ते", "ភាសា"])
def test_a_word_is_cut_at_ascii_that_is_no_letter(frame: str, word: str) -> None:
    garbled = misread(word, "western")
    assert garbled is not None
    assert fix(frame.format(garbled)) == frame.format(word)


def test_only_the_garbled_field_changes() -> None:
    result = repair('{"a":"Zürich","b":"ZÃ¼rich"}')
    assert [(edit.before, edit.after) for edit in result.edits] == [("Ã¼", "ü")]


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_layers_are_peeled(times: int) -> None:
    garbled = "Größe → Maß"
    for _ in range(times):
        garbled = misread(garbled, "western") or ""
    assert fix(garbled) == "Größe → Maß"


@given(st.lists(st.sampled_from("ґҐђќỡẵẳỵỹćǫ"), min_size=3, max_size=9))
def test_rare_letters_stop_no_second_layer(letters: list[str]) -> None:
    text = "Ось " + " ".join(f"ка{letter}ня" for letter in letters)
    garbled = misread(misread(text, "western") or "", "western") or ""
    assert fix(garbled) == text


def test_what_is_not_assigned_is_not_sound() -> None:
    assert is_sound("déjà 👩‍🔬 🫨")
    assert not any(map(is_sound, ("\u0378", "a\x85b", "\ufffd", "\ud800", "\U0001ffff")))


@given(st.text(st.sampled_from("ÃÂâ€™©®»Å¡ Ð°Ñ‚ab\xa0├⌐√ñ茅«ö1,"), max_size=40))
def test_passages_are_in_order_and_reading_them_again_changes_no_more(line: str) -> None:
    passages = structural_passages(line)
    ends = [0, *(place for p in passages for place in (p.start, p.end))]
    assert ends == sorted(ends)
    once = fix(line)
    assert fix(once) == once
    assert is_sound(reread_passages("", []))
    assert len(reread_passages(line, passages)) <= len(line)


def test_time_of_a_line_of_many_passages_is_linear() -> None:
    """Each word looked at all passages behind it: a line of 200,000 took minutes."""

    def seconds(count: int) -> float:
        passages = [GarbledPassage(5 * i + 2, 5 * i + 4, "ü", (), 9.0, True) for i in range(count)]
        begun = time.process_time()
        assert list(left_over("é Ã¼ " * count, passages)) == []
        return time.process_time() - begun

    assert min(seconds(40_000) for _ in range(2)) < 8 * max(seconds(10_000) for _ in range(2))

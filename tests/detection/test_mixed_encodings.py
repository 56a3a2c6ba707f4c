"""Bytes of another encoding in UTF-8: what stays as it is, what is read, and how."""

from __future__ import annotations

import pytest

from textrepair import decode, fix, repair

FRENCH = "Le café était déjà fermé à midi, hélas ; nous sommes rentrés.\n".encode()
RUSSIAN = "Вчера в городе открылась выставка старых карт.\n".encode()
CHINESE = "昨天市里开了一个旧地图的展览，来的人很多。\n".encode()

STAYS = {
    "a byte that is no letter of the word": FRENCH + b"la mai\xf0son\n" + FRENCH,
    "a letter on its own": FRENCH + b"a \xe9 b\n",
    "a character cut off at the end": RUSSIAN + "да".encode()[:-1],
    "a character of three bytes cut off at the end": CHINESE + "很".encode()[:-1],
    "half a character between others like it": RUSSIAN
    + "кар\udcd0та".encode(errors="surrogateescape"),
    "dirt between Han characters": CHINESE[:12] + b"\xff" + CHINESE[12:],
}
READ = {
    "one word": (FRENCH + b"d\xe9j\xe0 vu\n", "déjà vu\n"),
    "a line": (
        CHINESE + "Téléphone : à côté du café\n".encode("cp1252"),
        "Téléphone : à côté du café\n",
    ),
    "quotation marks": (FRENCH + b"il dit \x93oui\x94 \x97 non\n", "il dit “oui” — non\n"),
    "an apostrophe": (FRENCH + b"aujourd\x92hui\n", "aujourd’hui\n"),
    "a line of Windows-1251": (
        RUSSIAN + "Приходите завтра утром\n".encode("cp1251"),
        "Приходите завтра утром\n",
    ),
    "a line of GBK": (CHINESE + "我们明天去看电影\n".encode("gbk"), "我们明天去看电影\n"),
    "before a cut character": (FRENCH + b"caf\xe9s, \xc3", "cafés, \udcc3"),
}


@pytest.mark.parametrize("name", STAYS)
def test_stays(name: str) -> None:
    decoding = decode(STAYS[name])
    assert (decoding.encoding, decoding.edits) == ("utf-8", ())
    assert decoding.errors
    assert decoding.text == STAYS[name].decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("name", READ)
def test_read(name: str) -> None:
    data, end = READ[name]
    decoding = decode(data)
    assert decoding.encoding == "utf-8"
    assert decoding.text.endswith(end)
    assert decoding.encode(decoding.text) == data
    assert {edit.rule for edit in decoding.edits} == {"mixed-encoding"}
    assert decoding.original == data.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("name", READ)
def test_the_rule_reads_the_same(name: str) -> None:
    data, _ = READ[name]
    kept = decode(data, mixed=False)
    result = repair(kept.text, select=["mixed-encoding"])
    assert result.text == decode(data).text
    assert kept.encode(result.undo()) == data
    assert fix(result.text, select=["mixed-encoding"]) == result.text


def test_errors_are_what_is_left() -> None:
    data = FRENCH + b"d\xe9j\xe0 vu \xff\n"
    decoding = decode(data)
    assert [data[start:end] for start, end in decoding.errors] == [b"\xff"]
    assert decoding.text.endswith("déjà vu \udcff\n")


def test_many_stray_bytes() -> None:
    line = "Il était déjà là, le garçon.\n"
    data = (line.encode() + line.encode("cp1252")) * 300
    decoding = decode(data)
    assert decoding.text == line * 600
    assert decoding.errors == ()


def test_a_long_line_of_stray_bytes() -> None:
    data = CHINESE * 50 + b"\xe9t\xe9 " * 2000
    assert decode(data).text.endswith("été " * 2000)


def test_other_surrogates_between_stray_bytes_are_left() -> None:
    text = "\udce9 a \ud800 b \udce0\udfff c \udcc3\udca9"
    assert repair(text).undo() == text


@pytest.mark.parametrize(
    "data",
    [
        b"function f(x) { return \xe9 } // caf\xc3\xa9 na\xc3\xafve text here",
        b"a \xe0 } caf\xc3\xa9, there is {0} of it, and {} of that",
        b"{\xe9} {0!r} voil\xc3\xa0 na\xc3\xafvet\xc3\xa9 \xe9 {x.y[0]} words of it",
    ],
)
def test_braces_around_a_stray_letter_are_text(data: bytes) -> None:
    """Found by fuzz/harness.py: they were taken for the fields of a format string."""
    decoding = decode(data)
    assert decoding.encode(decoding.text)
    assert decoding.text.count("{") == data.count(b"{")

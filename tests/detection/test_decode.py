"""The encoding of bytes is found, whatever the bytes; none of them is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support import clean_texts

from textrepair import decode
from textrepair.detection import Input, text_format
from textrepair.encodings import ENCODINGS, Family

CLEAN = clean_texts()
WESTERN = ("cp1252", "iso8859-15", "cp850", "mac-roman")
CENTRAL = ("cp1250", "iso8859-2", "cp852", "mac-latin2")
BALTIC = ("cp1257", "iso8859-13", "cp775")
CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
#: Encodings natural to each language.
NATURAL = {
    **dict.fromkeys(("de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "is"), WESTERN),
    **dict.fromkeys(("pl", "cs", "hu", "sk", "sl", "hr"), CENTRAL),
    **dict.fromkeys(("lt", "lv"), BALTIC),
    **dict.fromkeys(("ru", "bg"), CYRILLIC),
    "uk": ("cp1251", "koi8-u", "mac-cyrillic"),
    "el": ("cp1253", "iso8859-7", "cp737", "mac-greek", "cp875"),
    "tr": ("cp1254", "cp857", "mac-turkish", "cp1026"),
    "he": ("cp1255", "cp862", "cp424"),
    "ar": ("cp1256", "iso8859-6", "cp720"),
    "fa": ("cp1256",),
    "th": ("cp874",),
    "zh-hans": ("gb18030", "gbk", "gb2312", "hz"),
    "zh-hant": ("cp950", "big5hkscs"),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "ko": ("cp949", "johab", "iso2022_kr"),
}
UNICODE = ("utf-8", "utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32")
PLAIN = str.maketrans("“”„‘’‚–—…", "\"\"\"'''--.", "\N{ZERO WIDTH NON-JOINER}\u200f\u200e")
PAIRS = [
    (language, codec) for language in CLEAN for codec in (*NATURAL.get(language, ()), *UNICODE)
]


def writable(language: str, codec: str) -> str:
    """Return the lines of a clean text that an encoding can write, with plain punctuation."""
    lines = []
    for line in CLEAN[language].translate(PLAIN).splitlines(keepends=True):
        try:
            line.encode(codec)
        except UnicodeEncodeError:
            continue
        lines.append(line)
    return "".join(lines)


@pytest.mark.parametrize(("language", "codec"), PAIRS)
def test_clean_text_in_its_encodings(language: str, codec: str) -> None:
    text = writable(language, codec)
    decoding = decode(text.encode(codec))
    assert decoding.text == text
    assert decoding.errors == ()
    assert decoding.encode(decoding.text) == text.encode(codec)


@pytest.mark.parametrize("codec", [*(row.codec for row in ENCODINGS), "utf-7"])
def test_names_are_codecs(codec: str) -> None:
    assert "plain".encode(codec).decode(codec) == "plain"


@given(st.sampled_from(PAIRS), st.data())
def test_truncated_anywhere(pair: tuple[str, str], data: st.DataObject) -> None:
    language, codec = pair
    whole = writable(language, codec).encode(codec)
    piece = whole[: data.draw(st.integers(0, len(whole)))]
    decoding = decode(piece)
    assert decoding.encode(decoding.text) == piece
    assert decoding.read(piece) == decoding.original


@given(st.lists(st.sampled_from(PAIRS), min_size=2, max_size=3))
def test_texts_put_together(pairs: list[tuple[str, str]]) -> None:
    data = b"".join(writable(language, codec)[:200].encode(codec) for language, codec in pairs)
    decoding = decode(data)
    assert decoding.encode(decoding.text) == data
    assert decoding == decode(data), "the same bytes give the same"


@given(st.binary(max_size=80))
@example(b"\x1b$B!")
@example(b"~{~}")
@example(b"\xfa\x5c\xed\x40 \x81")  # characters that Shift-JIS has twice
@example(b"<meta charset=utf-7>+")
@example(b"\x40\x81\x82\x40\x83\x00")
def test_any_bytes(data: bytes) -> None:
    decoding = decode(data)
    assert decoding.encode(decoding.text) == data
    assert decoding.encode(decoding.original) == data
    assert 0 <= decoding.confidence <= 1
    assert all(0 <= start < end <= len(data) for start, end in decoding.errors)
    kept = decode(data, mixed=False)
    assert (kept.edits, kept.text) == ((), decoding.original)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Le père Noël est là", "cp1252"),
        ("Zażółć gęślą jaźń", "cp1250"),
        ("Zażółć gęślą jaźń", "cp852"),
        ("в лесу родилась ёлка", "koi8-r"),
        ("в лесу родилась ёлка", "cp866"),
        ("我们明天去看电影吧", "gbk"),
        ("我們明天去看電影吧", "big5"),
        ("明日は雨が降るそうです", "shift_jis"),
        ("明日は雨が降るそうです", "euc_jp"),
        ("내일은 비가 온다고 해요", "euc_kr"),
        ("το καλοκαίρι τελείωσε", "cp1253"),
        ("לא ראיתי אותו היום", "cp1255"),
        ("ВЧЕРА БЫЛО ОЧЕНЬ ХОЛОДНО", "cp1251"),
        ("ΤΟ ΚΑΛΟΚΑΙΡΙ ΤΕΛΕΙΩΣΕ", "cp1253"),
        ("Der Kapitän trägt Mützen", "cp437"),
        ("una jalapeño y un café", "mac-roman"),
        ("Tôi đã thấy một con mèo", "utf-8"),
        ("नमस्ते", "utf-16-le"),
        ("धन्यवाद", "utf-16-be"),
        ("我们明天去看电影吧", "utf-16-le"),
        ("в лесу родилась ёлка", "utf-16-be"),
    ],
)
def test_short_text(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("The old ledger was kept on cards until the machine came.", "cp037"),
        ("The old ledger was kept on cards until the machine came!", "cp500"),
        ("Die alten Bücher wurden täglich geöffnet.", "cp273"),
        ("Το καλοκαίρι τελείωσε", "cp875"),
        ("אתמול לא ראיתי אותו", "cp424"),
        ("ledger", "cp037"),
    ],
)
def test_mainframe(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_at_signs_are_no_blanks_in_ascii() -> None:
    for data in (b"@home", b"me@example.org", b"a@b@c @d", b"@" * 30):
        assert decode(data).text == data.decode()


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "iso8859-5", "mac-cyrillic", "cp866"])
def test_cyrillic_words_with_latin_letters_of_the_same_look(codec: str) -> None:
    text = "Вчера мы ходили в лес и видели там большого лося."
    mixed = text.translate(str.maketrans("аео", "aeo"))
    assert decode(mixed.encode(codec)).text == mixed


def test_utf_8_by_accident() -> None:
    data = "Îşi aminteşte de casa veche".encode("cp852")
    assert data[:10].decode(), "two bytes look like a letter of Hebrew"
    assert decode(data[:10]).encoding == "cp852"


@pytest.mark.parametrize("sign", ["10 €", "© 2003", "naïve", "½ cup", "§ 5", "Ångström"])
def test_late_sign_in_english_is_of_windows(sign: str) -> None:
    text = "The road went on for miles and nobody came along it.\n" * 40 + sign + "\n"
    assert decode(text.encode("cp1252")).text == text


def test_one_bad_byte_changes_nothing() -> None:
    data = "昨天市里开了一个旧地图的展览，来的人很多。".encode("gbk")
    decoding = decode(data[:16] + b"\xff" + data[16:])
    assert (decoding.encoding, decoding.errors) == ("gb18030", ((16, 17),))


def test_accent_after_much_ascii() -> None:
    text = "The road went on for miles and nobody came along it.\n" * 2000 + "a café\n"
    decoding = decode(text.encode("cp1252"))
    assert (decoding.text, decoding.encoding) == (text, "cp1252")


def test_late_byte_that_code_pages_read_differently_is_looked_at() -> None:
    text = "Ils étaient là très tôt.\n" * 300 + "Il a payé 30 € et 15 £.\nL’œuvre fut gâchée.\n"
    assert decode(text.encode("cp1252")).text == text


def test_utf_7_is_told_by_its_shifts_or_declared() -> None:
    assert decode("déjà".encode("utf-7")).encoding == "utf-7"
    assert decode(b"a+b-c, C++, +49-30, user+tag@mail.example").encoding == "utf-8"
    page = "<meta charset='utf-7'><p>déjà"
    decoding = decode(page.encode("ascii", "ignore")[:26] + b"d+AOk-j+AOA-")
    assert (decoding.encoding, decoding.text[-4:]) == ("utf-7", "déjà")


def test_declaration_is_a_hint_and_no_verdict() -> None:
    russian = "Вчера было холодно, и мы остались дома."
    wrong = f"<meta charset=koi8-r><p>{russian}"
    assert decode(wrong.encode("cp1251")).text == wrong


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (b'<?xml version="1.0" encoding="ISO-8859-2"?>', "iso8859-2"),
        (b"# -*- coding: koi8-r -*-", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "shift_jis"),
        (b"the charset of this letter", None),
        (b'<meta charset="\xff\xff">', None),
    ],
)
def test_declared(head: bytes, codec: str | None) -> None:
    assert Input(head).declared == codec


@pytest.mark.parametrize("data", [b"\x1b[31mred\x1b[0m", b"~{ curly ~}", b"\x1b$B\xe9", b"a~{b"])
def test_escapes_that_announce_nothing(data: bytes) -> None:
    assert not text_format(data).encoding.startswith(("iso2022", "hz"))


def test_language_is_a_hint() -> None:
    data = "põld".encode("cp1257")
    assert decode(data, language="et").language == "et"


def test_candidates_are_ordered_and_share_one() -> None:
    candidates = decode("Über den Dächern".encode("cp1252")).candidates
    shares = [candidate.confidence for candidate in candidates]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1.0)


def test_families() -> None:
    for row in ENCODINGS:
        if row.family in {Family.SINGLE_BYTE, Family.EBCDIC}:
            assert len(bytes(range(256)).decode(row.codec, "replace")) == 256
        elif row.family is Family.MULTI_BYTE:
            assert len(b"\xb0\xa1".decode(row.codec, "replace")) < 3


def test_vietnamese_is_composed_only_for_scoring() -> None:
    text = unicodedata.normalize("NFC", "Trời đẹp nên mọi người ra bờ sông chơi.")
    marks = "".join(unicodedata.normalize("NFD", c) if len(c.encode()) > 2 else c for c in text)
    data = marks.encode("cp1258", "ignore")
    assert decode(data).text == data.decode("cp1258")


def test_the_repr_is_short_whatever_the_length() -> None:
    read = decode("Zażółć gęślą jaźń\n".encode("cp1250") * 1000)
    assert repr(read).startswith("<Decoding: cp1250, 100 % sure: 'Zażółć gęślą jaźń\\n")
    assert len(repr(read)) < 200

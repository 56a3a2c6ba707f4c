"""The signs of mojibake: garbled text holds them, clean text does not, and they cost little."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.encodings import codec_of, decode_table, is_multi_byte
from textrepair.mojibake import signs
from textrepair.mojibake.signs.sign_patterns import beside, body, windows_of

SIGN = re.compile(f"[{signs.FIRST}]{signs.THEN}", re.MULTILINE)
CLEAN = Path(__file__).parents[2] / "fixtures" / "clean"

LOOKS_GARBLED = [
    "PORQUÊ? “LÔ – lã, MAÇÃ e IMÃ de geladeira",
    "OHTSÂŠKODE",
    "crème brûlée, œuvre, forêt, où, naïve, Noël",
    "über Öl, Äpfel, Straße – „schön“, 5 °C, § 3, 20 €",
    "¿Qué? ¡Sí! 1.º, 2.ª, m², 50 µg",
    "üçü, öää, vyšší, kýžený, þýð",
    "НАТО, ГРУ ГШ, США, Й. Гайдн, Ёлка",
    "Ångström, Århus, blåøje, Þingvellir, göröð",
    "┌──┬──┐ │ab│cd│ ├──┼──┤ └──┴──┘ ╔══╗ ╚══╝",
    "x ≤ y, √2, ∑ aᵢ, ∞, ¬p, ± 5, ½ cup",
    "ˈmɒdʒɪbaʊkə, Đặng Thị Ngọc, Œuvres",
    "“ok” … ‘yes’ — “ÊTRE”",
    "one line\x85another line",
    "龍巖、堯舜、彧, 髙橋さん, 안녕하세요",
    "ສະບາຍດີ, ជំរាបសួរ, မင်္ဂလာပါ, ᏣᎳᎩ",
]

GARBLED = [
    ("utf-8", "western", "Das ist schön."),
    ("utf-8", "western", "C’est l’été"),
    ("utf-8", "western", "Они живут в Москве."),
    ("utf-8", "western", "これは日本語です。"),
    ("utf-8", "cp1250", "Zażółć gęślą jaźń"),
    ("utf-8", "cp1251", "Они живут в Москве."),
    ("utf-8", "cp1251", "Un été à la mer"),
    ("utf-8", "cp1253", "Un été à la mer"),
    ("utf-8", "cp1256", "هذا نص عربي"),
    ("utf-8", "cp1257", "Aš gyvenu Lietuvoje jau dešimtį metų."),
    ("utf-8", "mac-roman", "Un été, “d’abord”"),
    ("utf-8", "cp437", "Das ist schön und für dich."),
    ("utf-8", "cp850", "Un été à la mer"),
    ("utf-8", "cp866", "Они живут в Москве."),
    ("utf-8", "koi8-r", "Они живут в Москве."),
    ("utf-8", "gb18030", "我们明天去北京，好吗？"),
    ("utf-8", "gbk", "Un été à la mer, ça va ?"),
    ("cp1251", "western", "Они живут в Москве."),
    ("koi8-r", "western", "Они живут в Москве."),
    ("cp866", "western", "Они живут в Москве."),
    ("cp1253", "western", "Ζουν στην Αθήνα."),
    ("cp1255", "western", "הם גרים בירושלים"),
    ("cp1256", "western", "هذا نص عربي"),
    ("gbk", "western", "我们明天去北京"),
    ("cp949", "western", "우리는 내일 서울에 갑니다"),
    ("cp932", "western", "これは日本語です。"),
    ("cp1250", "western", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
    ("cp1250", "western", "Nem tudom, hogy mikor jön a vezetőség a gyűlésre."),
    ("cp1254", "western", "Çocukların oyuncaklarını aldığını söyledi."),
    ("cp1257", "western", "Mūsų šeima gyvena Kaune, o žmonės čia draugiški."),
    ("koi8-r", "cp1251", "Они живут в Москве."),
    ("cp1251", "koi8-r", "Они живут в Москве."),
    ("cp866", "cp1251", "Они живут в Москве."),
    ("cp1251", "cp866", "Они живут в Москве."),
    ("koi8-r", "cp866", "Они живут в Москве."),
    ("cp866", "koi8-r", "Они живут в Москве."),
    ("cp949", "gbk", "우리는 내일 서울에 가서 친구를 만납니다"),
]


def misread(text: str, true: str, seen: str) -> str:
    data = text.encode(codec_of(true))
    if is_multi_byte(seen):
        return data.decode(codec_of(seen), "replace")
    return data.decode("latin-1").translate(dict(enumerate(decode_table(seen))))


@pytest.mark.parametrize("text", LOOKS_GARBLED)
def test_text_that_looks_garbled_holds_no_sign(text: str) -> None:
    found = SIGN.search(text)
    assert not found, found


CLEAN_FILES = [path for path in sorted(CLEAN.glob("*.txt")) if path.stem != "looks-damaged"]


@pytest.mark.parametrize("path", CLEAN_FILES, ids=lambda path: str(path.stem))
def test_clean_text_hardly_holds_signs(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if SIGN.search(line)]
    assert len(found) <= max(1, 0.02 * len(lines)), found


@pytest.mark.parametrize(("true", "seen", "text"), GARBLED)
def test_garbled_text_holds_signs(true: str, seen: str, text: str) -> None:
    assert SIGN.search(misread(text, true, seen))


@given(st.integers(0x80, 0x9F).filter(lambda value: value != 0x85))
def test_control_characters_are_signs(value: int) -> None:
    assert SIGN.search(f"a{chr(value)}b")


@pytest.mark.parametrize("page", ["western", "cp1250", "cp1254", "iso8859-2"])
@pytest.mark.parametrize(
    "letter", "àâäçéèêëïîôöùûüÿæœñáíóúãõåøßąćęłńóśźżčďěňřšťůýžőűășțğışāēģīķļņūėįų"
)
def test_latin_letters_in_utf8_read_as_a_latin_page_are_signs(page: str, letter: str) -> None:
    assert SIGN.search(misread(f"xa{letter}bx", "utf-8", page))


def test_all_that_mojibake_is_made_of_is_scanned_in_one_go() -> None:
    """An unbounded repeat would make this hang, not fail."""
    for unit in [*"ÃéèАЙ─€ð枚ｱ°В", "├ ", "þa", "С ", "Ä "]:
        SIGN.search(unit * (400_000 // len(unit)))


def test_signs_are_bounded() -> None:
    from re import _parser  # type: ignore[attr-defined]

    lowest, highest = _parser.parse(f"[{signs.FIRST}]{signs.THEN}").getwidth()
    assert 1 <= lowest <= highest <= 8


@pytest.mark.parametrize("windows", [windows_of("latin"), windows_of("cyrillic")])
def test_each_window_is_found_and_nothing_else(windows: dict[str, str]) -> None:
    letters = body("".join(windows.values()))
    pattern = re.compile(f"[{letters}](?:{'|'.join(beside(windows))})")
    for window, each in windows.items():
        for letter in each:
            assert pattern.search("xx" + window.replace("_", letter) + "xx"), (window, letter)
    assert not pattern.search("".join(f"1{letter}1" for letter in "".join(windows.values())))

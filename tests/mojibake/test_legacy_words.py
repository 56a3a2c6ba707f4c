"""Latin words that hold signs of another page, and what looks like them and is sound."""

from __future__ import annotations

import pytest

from textrepair import fix, repair
from textrepair.mojibake.channels import WESTERN_CHANNELS, Channel, misread
from textrepair.mojibake.legacy.dos_lines import dos_line
from textrepair.mojibake.legacy.mixed_words import mixed_words

FORMULAS = [
    "x÷y", "a≤b≤c", "min≤max", "size≥limit", "for (i=0; i≤n; i++)", "x² + y² = r²", "πr²",
    "sinθ + cosφ = tanψ", "sinθcosφ", "tanδ", "2πrh", "e^{iπ}+1=0", "λmax", "λx.λy.x", "√x²+y²",
    "A∪B∩C", "f∘g", "n×m", "∫f(x)dx", "dσ/dΩ", "∇×B", "αx+βy", "x≡y", "a≡b (mod n)", "f(α)=∞",
    "aⁿbⁿ", "xⁿ+yⁿ=zⁿ", "ⁿ√x", "p∧¬q", "ω0t", "σ²", "χ²-test", "ρCp", "ΣFx", "Δt = 5 ms", "ΛCDM",
]  # fmt: skip
CHEMISTRY_AND_UNITS = [
    "TNFα and IFNγ", "interferonγ", "amyloidβ", "NFκB pathway", "IκBα", "PPARγ", "β-carotene",
    "γ-Al2O3", "mΩ·cm", "10 kΩ", "5 Ωm", "12 µm", "µTorrent", "m³/h", "kg·m²·s⁻²", "25°C ±2",
    "N°5", "12 Å²", "Ca²⁺", "H₂O", "кВт·ч kWh",
]  # fmt: skip
DRAWINGS = [
    "foo│bar│baz", "│Name│Größe│", "├──src", "└lib", "│   └── café.py", "║ für ║", "FOO═BAR",
    "YES─NO", "CO─OP", "TOTAL═══SUM", "■ für", "■foo", "∙foo", "▀▀▀TITLE▀▀▀", "█████░░░░░ 50%",
]  # fmt: skip
FOOTNOTES_AND_MARKS = [
    "word¹", "página³", "note²", "Foo®", "Brand™", "foo¶bar", "foo§bar", "foo†bar", "a•b•c",
    "a·b", "col·lecció", "¡hola!", "½cup", "©2024",
]  # fmt: skip
LETTERS_OF_OTHER_ALPHABETS = [
    "pаypal", "sсript", "rоle", "Gооgle", "voilа", "КиноPoisk", "iPhoneов", "SMSки", "IT-шник",
    "Windowsовский", "e-mailом", "emailάκι", "googlάρω", "KoЯn", "STAЯ", "DЯEAM", "Toys Я Us",
    "SΛMSUNG", "BΞN", "ALIΞN", "iΦone", "T恤", "卡拉OK", "VIP会员VIP", "A股", "iPhone手机",
    "Python的", "Java类", "App哪", "Tシャツ", "CDプレーヤー", "Cafe에서", "ABCｱｲｳ", "WiFi密码",
]  # fmt: skip

CLEAN = [
    *FORMULAS,
    *CHEMISTRY_AND_UNITS,
    *DRAWINGS,
    *FOOTNOTES_AND_MARKS,
    *LETTERS_OF_OTHER_ALPHABETS,
]


@pytest.mark.parametrize("text", CLEAN)
def test_what_is_no_word_in_a_wrong_page_stays(text: str) -> None:
    for frame in ("{}", "see {} there", '{{"a":"{}"}}', "der {0} ist {0}", "Так {} тут"):
        line = frame.format(text)
        assert mixed_words(line) == []
        assert repair(line).edits == ()


@pytest.mark.parametrize(
    ("text", "written_in", "read_as"),
    [
        ("Größe und Höhe", "cp1252", "cp437"),
        ("Käse für dich", "cp1252", "cp866"),
        ("Küchenschürze", "cp1252", "cp850"),
        ("schöne Grüße aus Köln", "cp1252", "cp1253"),
        ("le garçon a mangé", "cp1252", "cp437"),
        ("déjà terminé", "cp1252", "cp1251"),
        ("mañana por la mañana", "cp1252", "cp850"),
        ("Configurações", "cp1252", "cp1251"),
        ("hjørnet", "cp1252", "cp1251"),
        ("rødgrød med fløde", "cp1252", "cp437"),
        ("smörgåsbord", "cp1252", "gbk"),
        ("Universität", "cp1252", "gbk"),
        ("Bibliothèque", "cp1252", "big5"),
        ("Sélectionner un élément", "cp1252", "cp932"),
        ("Zażółć gęślą jaźń", "cp1250", "cp437"),
        ("książka", "iso8859-2", "cp1250"),
        ("árvíztűrő tükörfúrógép", "cp1250", "cp437"),
        ("Güncelleştirme", "cp1254", "cp437"),
    ],
)
def test_a_latin_word_in_a_wrong_page_is_read_anew(
    text: str, written_in: str, read_as: str
) -> None:
    garbled = misread(text, Channel(written_in, read_as, 0.0))
    assert garbled is not None
    assert garbled != text
    assert fix(garbled) == text
    assert fix(f'{{"name": "{garbled}", "id": 5}}') == f'{{"name": "{text}", "id": 5}}'


def test_words_beside_take_part() -> None:
    # ├ in DOS 437 is À in Windows-1252, and õ in DOS 850 is ä.
    assert fix("└ bient⌠t") == "À bientôt"
    assert fix("Bõckerei M³ller") == "Bäckerei Müller"


def test_what_two_pages_read_alike_well_is_left() -> None:
    assert mixed_words("╨akovo") == []  # Đakovo, or Šakovo


def test_a_line_in_the_other_alphabet_is_left() -> None:
    assert mixed_words("купил себе iPhoneа и Macbookи") == []


def test_channels_are_no_others() -> None:
    assert len(WESTERN_CHANNELS) == len(set(WESTERN_CHANNELS))


@pytest.mark.parametrize(
    ("text", "written_in", "read_as"),
    [
        ("Новая папка", "cp1251", "cp437"),
        ("Каталог товаров 2004", "cp866", "cp437"),
        ("Имя: Сергей", "koi8-r", "cp850"),
        ("Київ, вулиця Хрещатик", "cp1251", "cp850"),
        ("Έγγραφα", "cp1253", "cp437"),
        ("καλημέρα κόσμε", "cp737", "cp437"),
        ("Νέος φάκελος", "cp737", "western"),
        ("תמונות שלי", "cp1255", "cp437"),
    ],
)
def test_a_line_between_dos_and_windows_is_read_anew(
    text: str, written_in: str, read_as: str
) -> None:
    garbled = misread(text, Channel(written_in, read_as, 0.0))
    assert garbled is not None
    assert fix(garbled) == text


@pytest.mark.parametrize("text", [*CLEAN, "Ærø Åre", "α ≤ β ∧ γ ≥ δ ⇒ ε ≈ φ", "▀▄▀▄ ░▒▓█"])
def test_no_line_between_dos_and_windows(text: str) -> None:
    assert dos_line(text) == []

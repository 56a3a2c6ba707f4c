"""The registry of encodings: one row says all, and one row is all that a code page needs."""

from __future__ import annotations

import codecs
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textrepair
from textrepair.encodings import (
    BY_CODEC,
    ENCODINGS,
    Encoding,
    Family,
    decode_exact,
    decode_table,
    duplicate_codes,
    reencode,
)

SINGLE_BYTE = [row for row in ENCODINGS if row.family is Family.SINGLE_BYTE]
MULTI_BYTE = [row for row in ENCODINGS if row.family is Family.MULTI_BYTE]


def by_name(row: Encoding) -> str:
    return row.name


def test_names_and_labels_are_unique() -> None:
    for names in ([row.name for row in ENCODINGS], [row.label for row in ENCODINGS]):
        assert max(Counter(names).values()) == 1


def test_codecs_are_those_of_python() -> None:
    for row in ENCODINGS:
        for codec in filter(None, (row.codec, row.wider, row.standard, *row.aliases)):
            assert codecs.lookup(codec), (row.name, codec)


def test_a_codec_is_found_under_one_row() -> None:
    found = [row.codec for row in ENCODINGS if row.prior_bits is not None]
    assert len(found) == len(set(found)) == len(BY_CODEC)


@pytest.mark.parametrize("row", SINGLE_BYTE, ids=by_name)
def test_code_page_is_read_as_its_codec_reads_it(row: Encoding) -> None:
    table = decode_table(row.name)
    assert len(table) == 256
    for value, char in enumerate(bytes(range(256)).decode(row.codec, "replace")):
        assert char in {table[value], "\N{REPLACEMENT CHARACTER}"}


@pytest.mark.parametrize("row", SINGLE_BYTE, ids=by_name)
def test_code_page_has_a_way_back(row: Encoding) -> None:
    table = decode_table(row.name)
    for char in table.replace("\ufffe", ""):
        data = reencode(char, row.name)
        assert data is not None
        assert table[data[0]] == char


@given(st.sampled_from(MULTI_BYTE), st.text(max_size=20))
def test_what_is_encoded_is_decoded(row: Encoding, text: str) -> None:
    data = reencode(text, row.name)
    assert data is None or decode_exact(data, row.name) == data.decode(row.codec)


@pytest.mark.parametrize("row", MULTI_BYTE, ids=by_name)
def test_duplicate_codes_decode_to_their_character(row: Encoding) -> None:
    for char, code in duplicate_codes(row.name).items():
        assert code.decode(row.codec) == char
        assert char.encode(row.codec) != code


@pytest.mark.parametrize("row", [row for row in ENCODINGS if row.byte_forms], ids=by_name)
def test_byte_forms_hold_every_character(row: Encoding) -> None:
    """But for those of three bytes in EUC-JP, which texts hardly hold."""
    for char in "aé中あ한ソ\N{FULLWIDTH LATIN CAPITAL LETTER A}":
        data = reencode(char, row.name) if row.name != "utf-8" else char.encode()
        if data is not None and not (row.name == "euc-jp" and len(data) == 3):
            assert any(
                form.length == len(data)
                and data[0] in form.leads
                and form.trails.issuperset(data[1:])
                for form in row.byte_forms
            )


#: The MIK code page of Bulgarian computers, which Python does not have.
MIK = """
import codecs
TABLE = bytes(range(128)).decode("ascii") + "".join(map(chr, range(0x410, 0x450))) + (
    "└┴┬├─┼╣║╚╔╩╦╠═╬┐░▒▓│┤№§╗╝┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\\xa0"
)
MAP = codecs.charmap_build(TABLE)
MIK = codecs.CodecInfo(
    lambda text, errors="strict": codecs.charmap_encode(text, errors, MAP),
    lambda data, errors="strict": codecs.charmap_decode(data, errors, TABLE),
    name="mik",
)
codecs.register(lambda name: MIK if name == "mik" else None)
"""
TEXT = "Утре ще отидем на пазара, за да купим хляб."


def run_with_mik(package: Path, code: str) -> str:
    """Run code with a copy of the package, and with a codec for MIK; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", f"{MIK}\nimport textrepair\nTEXT = {TEXT!r}\n{code}"],
        env=os.environ | {"PYTHONPATH": str(package.parent), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def copied(folder: Path) -> Path:
    """Return a copy of the package, whose files are links."""
    package = folder / "textrepair"
    ignored = shutil.ignore_patterns("__pycache__")
    source = Path(textrepair.__file__).parent
    shutil.copytree(source, package, ignore=ignored, copy_function=os.symlink)
    return package


def add_line(path: Path, before: str, line: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.unlink()  # a link to the real one
    path.write_text(text.replace(before, line + before), "utf-8")


def test_one_row_adds_a_code_page_and_one_line_a_channel(tmp_path: Path) -> None:
    package = copied(tmp_path)
    row = '    _page("mik", "MIK", "Cyrillic", 8, stray_bits=8.0),\n'
    add_line(package / "encodings" / "registry.py", "    # of other makers", row)

    found = "found = textrepair.decode(TEXT.encode('mik'))\nprint(found.encoding, found.text)"
    assert run_with_mik(package, found) == f"mik {TEXT}"
    stray = "print(textrepair.decode(TEXT.encode() + b'\\n' + TEXT.encode('mik')).text)"
    assert run_with_mik(package, stray) == f"{TEXT}\n{TEXT}"
    garbled = "print(textrepair.fix(TEXT.encode('mik').decode('latin-1')))"
    assert run_with_mik(package, garbled) != TEXT

    channels = package / "mojibake" / "channels.py"
    add_line(channels, '    "koi8-r",\n    "cp866",\n    "cp874",\n', '    "mik",\n')
    assert run_with_mik(package, garbled) == TEXT

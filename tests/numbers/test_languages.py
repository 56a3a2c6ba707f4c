"""Languages and kinds: a new one of each is one file and one member, shown in a copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import textrepair
from textrepair.numbers.kinds import Kind
from textrepair.numbers.languages import LANGUAGES, NumberLanguage

PACKAGE = Path(textrepair.__file__).parent

PORTUGUESE = '''"""Numbers in Portuguese."""

from ..kinds import Kind
from . import NumberLanguage

LANGUAGE = NumberLanguage(
    code="pt",
    cardinals=("dois três quatro cinco seis sete oito nove dez onze doze",),
    scales={10**6: "milhão|milhões"},
    currencies={"euro": "euros?"},
    units={Kind.YEARS: "anos"},
    after={Kind.MONEY: " ?(?:de )?euros?"},
    months="janeiro|fevereiro|março|abril|maio|junho",
    month_link="de ",
    decimal_comma=r"\\b(?:do|da|os)\\b",
    joins="e",
)
'''

TEXT = "os dois navios, 2,5 milhões de euros em 3 de maio, sete anos"

READ = """
import sys
from textrepair.numbers import read
for quantity in read(sys.argv[1]):
    print(quantity.values[0].normalize().__format__("f"), *quantity.kinds)
"""


def copy_of(tmp_path: Path) -> Path:
    """Return a copy of the package that a test may change; the data it does not need stay away."""
    target = tmp_path / "textrepair"
    shutil.copytree(
        PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__", "*.pack", "readings.txt")
    )
    return target


def run(folder: Path, program: str, *arguments: str) -> list[str]:
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONUTF8"] = "1"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


def test_a_language_is_one_file(tmp_path: Path) -> None:
    package = copy_of(tmp_path)
    before = run(tmp_path, READ, TEXT)
    (package / "numbers/languages/pt.py").write_text(PORTUGUESE, encoding="utf-8")
    assert before != ["2", "2500000 money", "3 day", "7 years"]
    assert run(tmp_path, READ, TEXT) == ["2", "2500000 money", "3 day", "7 years"]


def test_a_kind_is_one_member(tmp_path: Path) -> None:
    package = copy_of(tmp_path)
    kinds, german = package / "numbers/kinds.py", package / "numbers/languages/de.py"
    text = kinds.read_text(encoding="utf-8")
    kinds.write_text(text.replace('    GOAL = "goal"\n', '    GOAL = "goal"\n    VOLT = "volt"\n'))
    text = german.read_text(encoding="utf-8")
    german.write_text(text.replace("units={", 'units={Kind.VOLT: "Volt",'), encoding="utf-8")
    assert run(tmp_path, READ, "mit 230 Volt") == ["230 volt"]


def test_languages_are_found_in_order_and_named_after_their_files() -> None:
    codes = [language.code for language in LANGUAGES]
    files = sorted(path.stem for path in (PACKAGE / "numbers/languages").glob("??.py"))
    assert codes == files


def patterns(language: NumberLanguage) -> list[tuple[str, str]]:
    found = []
    for field in fields(language):
        value = getattr(language, field.name)
        if isinstance(value, str):
            found.append((field.name, value))
        elif isinstance(value, dict):
            found += [(field.name, one) for one in value.values() if isinstance(one, str)]
    return found


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_pattern_compiles_and_has_no_group_of_its_own(language: NumberLanguage) -> None:
    for name, pattern in patterns(language):
        assert re.compile(pattern).groups == 0, (name, pattern)


def test_columns_of_context_words_are_languages() -> None:
    lines = (PACKAGE / "numbers/data/context_words.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    assert set(header) <= {language.code for language in LANGUAGES}
    assert all(len(row) == len(header) for row in rows)


def test_kinds_near_a_kind_exist() -> None:
    assert {Kind(name) for kind in Kind for name in kind.traits.near} <= set(Kind)

"""Accents beside their letters are told from apostrophes, quotes and hats."""

from __future__ import annotations

import re

import pytest
from tests.support import FIXTURES

from textrepair import Pipeline
from textrepair.fonts import set_apart
from textrepair.fonts.accents import composed

PIPELINE = Pipeline(profile="normalize", ignore=["curly-quotes", "latin-ligatures", "composition"])
UNSAFE = Pipeline(profile="normalize", unsafe=True)
fix = PIPELINE.fix
CLEAN = FIXTURES / "clean"
#: Prose with apostrophes between letters.
WITH_APOSTROPHES = ("fr", "it", "en", "tr")


def lines_of(language: str) -> list[str]:
    return (CLEAN / f"{language}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("language", WITH_APOSTROPHES)
def test_apostrophes_typed_as_accents_stay(language: str) -> None:
    lines = [re.sub(r"(?<=\w)['’](?=\w)", "´", line) for line in lines_of(language)]
    typed = [line for line in lines if "´" in line]
    assert typed
    for line in typed:
        assert fix(line) is line


@pytest.mark.parametrize("language", ["cs", "de", "es", "fr", "hu", "pl", "pt", "ro", "sv", "tr"])
@pytest.mark.parametrize("behind", [False, True])
def test_most_words_are_read_and_none_wrong(language: str, behind: bool) -> None:
    damaged = read = 0
    for line in lines_of(language):
        garbled = "".join(set_apart(char, behind=behind) for char in line)
        fixed = fix(garbled)
        for before, after, clean in zip(*map(str.split, (garbled, fixed, line)), strict=True):
            if before != clean:
                assert after in {before, clean}
                damaged += 1
                read += after == clean
    assert read >= 0.7 * damaged


@pytest.mark.parametrize(
    ("line", "beside"),
    [
        ("as R´enyi and T´oth", "the Erd˝os number of graphs"),
        ("´Etude de l’onde", "th´eorie des mar´ees, fran¸cais"),
    ],
)
def test_a_line_beside_tells(line: str, beside: str) -> None:
    assert fix(f"{beside}\n{line}").split("\n")[1] != line
    far = "An ordinary sentence stands between them.\n" * 3
    assert fix(f"{beside}\n{far}{line}").endswith(line) == (fix(line) == line)


def test_what_is_only_likely_is_done_on_request() -> None:
    line = "the sea is like a Poincar ´e map of the tides"
    assert fix(line) is line
    assert UNSAFE.fix(line) == "the sea is like a Poincaré map of the tides"
    assert PIPELINE.repair(line).findings[0].rule == "detached-accents"


@pytest.mark.parametrize("letter", "äéîõůąčďěğıłńőřşťūŷžÖÁ")
def test_letters_are_set_apart_and_read_again(letter: str) -> None:
    apart = set_apart(letter)
    assert apart == letter or composed(apart[0], apart[1]) == letter
    assert set_apart(letter, behind=True) == apart[::-1]

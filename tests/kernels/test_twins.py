"""The compiled kernels give what their twins in Python give, to the last bit.

Where nothing is compiled there is nothing to compare: the suite then tests the Python alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

import pytest
from hatch_build import KERNELS, source_checksum
from hypothesis import given
from hypothesis import strategies as st

from tests.support import clean_texts, rule_cases
from textrepair.kernels import compiled, compiled_module
from textrepair.language.compiled import compiled_costs, compiled_models
from textrepair.language.languages import LANGUAGES
from textrepair.language.naturalness import (
    naturalness,
    naturalness_of_lanes,
    sum_of_rows,
)
from textrepair.language.ngram_costs import GRAM, START, Costs

needs_kernels = pytest.mark.skipif(not compiled, reason="the kernels are not compiled")

#: Letters of each pack, marks, rare scripts, lone surrogates and what else a text may hold.
AWKWARD = (
    "aAéßœ ’.,-19%\n\t"
    "яЖђїأبغָאבγΩकখதతกბԱ"
    "我們们的の、ーカＡａ한글各"
    "𐎀𓀀ⴰᚠ☃★🙂🏽\u0301\u200d\ud800\udfff\0\x85\xa0�"
)
texts = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(categories=None)), max_size=300)


@cache
def known_texts() -> list[str]:
    """Return texts of all fixtures: natural and garbled, in many languages."""
    cases = (*rule_cases("pass"), *rule_cases("noop"), *rule_cases("known-failure"))
    return [*clean_texts().values(), *(t for case in cases for t in (case.text, case.expected))]


def test_a_pure_package_has_no_compiled_modules() -> None:
    code = (
        "import textrepair, sys; from textrepair.language import bits; bits('né 我们');"
        "print(textrepair.compiled, *(m for m in sys.modules if 'kernels._' in m))"
    )
    environment = os.environ | {"TEXTREPAIR_PURE": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False"]


@needs_kernels
def test_the_kernels_are_as_new_as_their_source() -> None:
    for path in KERNELS.glob("*.pyx"):
        module = compiled_module(path.stem)
        assert module is not None, f"{path.name} is not compiled; run `nox -s kernels`"
        assert source_checksum() == module.SOURCE, "the source is newer; run `nox -s kernels`"


@needs_kernels
def test_costs_in_all_languages_of_known_texts() -> None:
    models = compiled_models()
    assert models is not None
    for text in known_texts():
        assert models.lane_costs(text) == sum_of_rows(text)
        assert naturalness(text) == naturalness_of_lanes(text, sum_of_rows(text))


@needs_kernels
@given(texts)
def test_costs_in_all_languages(text: str) -> None:
    models = compiled_models()
    assert models is not None
    assert models.lane_costs(text) == sum_of_rows(text)
    assert naturalness(text) == naturalness_of_lanes(text, sum_of_rows(text))


@needs_kernels
@given(texts, st.sampled_from(LANGUAGES))
def test_costs_in_one_language(text: str, language: str) -> None:
    fast, slow = compiled_costs(language), Costs(language)
    assert fast is not None
    padded = START + text
    for start in range(len(text)):
        gram = padded[start : start + GRAM]
        assert fast[gram] == slow[gram], gram


@needs_kernels
def test_a_cost_is_that_of_four_characters() -> None:
    costs = compiled_costs("en")
    assert costs is not None
    for gram in ("", "abc", "abcde"):
        with pytest.raises(ValueError, match="not four"):
            costs[gram]

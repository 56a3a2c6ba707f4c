"""The cheapest path through a lattice of readings."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textrepair.language import Arc, best_path
from textrepair.language.compiled import costs_in
from textrepair.language.ngram_costs import GRAM, HISTORY, START


def chain(*options: str) -> list[list[Arc]]:
    """Return the lattice in which each string holds the characters one place can be."""
    return [[Arc(i, character) for character in text] for i, text in enumerate(options, 1)]


def cost(text: str, language: str, before: str, after: str) -> float:
    """Return the cost of text between two others, the slow and obvious way."""
    costs = costs_in(language)
    whole = START + before + text + after[:HISTORY]
    first = len(START + before)
    grams = [whole[i - HISTORY : i + 1] for i in range(first, len(whole))]
    assert all(len(gram) == GRAM for gram in grams)
    return sum(costs[gram] for gram in grams) / 8


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "by the river"), ("ru", "у реки"), ("zh-hans", "在河边玩"), ("ja", "遊んでいました")],
)
def test_what_is_known_comes_back(language: str, text: str) -> None:
    reading = best_path(chain(*text), language)
    assert reading is not None
    assert reading.text == text
    assert reading.confidences == pytest.approx([1.0] * len(text))


def test_the_empty_lattice_has_the_empty_reading() -> None:
    reading = best_path([], "en", before="a", after="b")
    assert reading is not None
    assert (reading.text, reading.arcs, reading.confidences) == ("", (), ())


def test_no_path_is_none() -> None:
    assert best_path([[Arc(1, "a")], []], "en") is None
    assert best_path([[]], "en") is None


def test_an_arc_backwards_is_an_error() -> None:
    with pytest.raises(ValueError, match="arc from node 0 to node 0 does not lead onwards"):
        best_path([[Arc(0, "a")]], "en")
    with pytest.raises(ValueError, match="arc from node 0 to node 2"):
        best_path([[Arc(2, "a")]], "en")


def test_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="'xx'"):
        best_path([], "xx")


def test_lost_trail_bytes_are_found() -> None:
    lattice = [[Arc(1, "中")], [], [Arc(3, "人")], [Arc(4, "民")]]
    lattice[1] = [Arc(2, chr(code)) for code in range(ord("国") & ~63, (ord("国") | 63) + 1)]
    reading = best_path(lattice, "zh-hans")
    assert reading is not None
    assert reading.text == "中国人民"
    assert reading.confidences[1] > 0.9


def test_what_stands_around_decides() -> None:
    lattice = chain("aeiou")
    reading = best_path(lattice, "en", before="in th", after=" morning")
    assert reading is not None
    assert reading.text == "e"


def test_arcs_may_skip_nodes_and_cost_extra() -> None:
    lattice = [[Arc(2, "the"), Arc(1, "t")], [Arc(2, "he", 3.0)]]
    reading = best_path(lattice, "en", width=0)
    assert reading is not None
    assert reading.arcs == (Arc(2, "the"),)
    assert 0.5 < reading.confidences[0] < 1


letters = st.text("abеж中国 .?é\ud800", min_size=1, max_size=3)


@settings(deadline=None)
@given(
    st.lists(letters, min_size=1, max_size=5),
    st.sampled_from(["en", "ru", "zh-hant"]),
    letters,
    letters,
)
def test_the_reading_is_the_cheapest_of_all(
    options: list[str], language: str, before: str, after: str
) -> None:
    reading = best_path(chain(*options), language, before=before, after=after, width=0)
    assert reading is not None
    every = ["".join(path) for path in product(*options)]
    cheapest = min(cost(text, language, before, after) for text in every)
    assert reading.bits == pytest.approx(cheapest)
    assert cost(reading.text, language, before, after) == pytest.approx(cheapest)
    weights = {text: 2 ** (cheapest - cost(text, language, before, after)) for text in every}
    for place, confidence in enumerate(reading.confidences):
        # Equal characters on two arcs of one place share the weight of their paths.
        same = options[place].count(reading.text[place])
        used = sum(w for text, w in weights.items() if text[place] == reading.text[place])
        repeats = sum(
            w * _ways(text, options) for text, w in weights.items()
            if text[place] == reading.text[place]
        )  # fmt: skip
        total = sum(w * _ways(text, options) for text, w in weights.items())
        assert used > 0
        assert confidence == pytest.approx(repeats / total / same, abs=1e-6)


def _ways(text: str, options: list[str]) -> int:
    ways = 1
    for character, option in zip(text, options, strict=True):
        ways *= option.count(character)
    return ways


@given(st.lists(letters, max_size=8), st.integers(1, 4))
def test_a_narrow_beam_still_reads(options: list[str], width: int) -> None:
    exact = best_path(chain(*options), "ru", width=0)
    narrow = best_path(chain(*options), "ru", width=width)
    assert exact is not None
    assert narrow is not None
    assert exact.bits <= narrow.bits + 1e-9
    assert all(0 <= confidence <= 1 for confidence in narrow.confidences)

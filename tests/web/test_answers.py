"""What the page asks for: offsets as browsers count, all choices, bytes in other encodings."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.strategies import repairs
from textrepair import Repair, repair
from textrepair.edits import apply_edits
from textrepair.reports.choices import applied_at_first, chosen_edits, places_of
from textrepair.web import answers
from textrepair.web.answers import answered, decoded, repaired


def units(text: str) -> list[str]:
    """Return the UTF-16 code units of a text, as a browser sees them."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[i : i + 2].decode("utf-16-le", "surrogatepass") for i in range(0, len(data), 2)]


def made(text: str, answer: dict[str, Any]) -> str:
    """Apply what is chosen at first, as the page does."""
    given, pieces, position = units(text), [], 0
    for place in answer["places"]:
        change = next((c for c in place["changes"] if c["chosen"] is not None), None)
        if change is not None:
            pieces += [*given[position : change["start"]], change["choices"][0]["text"]]
            position = change["end"]
    end = len(given) if answer["rest"] is None else answer["rest_start"]
    joined = "".join([*pieces, *given[position:end], answer["rest"] or ""])
    return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@pytest.mark.parametrize(
    "text",
    [
        "All is well.",
        "\N{GRINNING FACE} LibertÃ©, \N{GRINNING FACE} Ã©galitÃ©",
        "The network is a 17G-PON and costs 6,5 8G, said the company <>G.",
        "",
    ],
)
def test_the_page_makes_what_repair_makes(text: str) -> None:
    answer = json.loads(json.dumps(repaired({"text": text})))
    assert made(text, answer) == repair(text).text


def test_what_does_not_fit_is_applied_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_PLACES", 3)
    text = "un cafÃ© \N{GRINNING FACE}\n" * 10
    answer = repaired({"text": text})
    assert len(answer["places"]) == 3
    assert answer["rest_places"] == 7
    assert made(text, answer) == repair(text).text


@given(repairs())
def test_places_hold_all_and_overlap_not(made: Repair) -> None:
    places = list(places_of(made))
    assert sum(len(p.changes) for p in places) == len(made.edits) + len(made.findings)
    for left, right in pairwise(places):
        assert left.end <= right.start
    first = {change: 0 for place in places if (change := applied_at_first(place))}
    for place in places:
        for change in place.changes:
            assert place.start <= change.start <= change.end <= place.end
    if len(first) == len(made.edits):  # no two of them in one place
        assert apply_edits(made.original, chosen_edits(first)) == made.text


def test_bytes_in_the_encoding_that_was_chosen() -> None:
    data = "Съешь ещё этих булок".encode("cp1251")
    answer = decoded(data, {})
    assert (answer["encoding"], answer["text"]) == ("cp1251", "Съешь ещё этих булок")
    assert answer["candidates"][0]["reading"] == "Съешь ещё этих булок"
    assert decoded(data, {"encoding": "koi8-r"})["text"] == data.decode("koi8-r")


def test_bytes_that_do_not_decode_are_counted() -> None:
    answer = decoded(b"caf\xe9 \xff", {"encoding": "utf-8"})
    assert answer["strays"] == 2
    assert answer["text"] == "caf\ufffd \ufffd"


@given(st.binary(max_size=40))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    json.dumps(decoded(data, {})).encode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "there is no text"),
        ({"text": 3}, "there is no text"),
        ({"text": "a", "profile": "x"}, "profile cannot be 'x'"),
        ({"text": "a", "chinese": "x"}, "there are: hans, hant"),
    ],
)
def test_what_cannot_be_answered_is_said(asked: dict[str, Any], told: str) -> None:
    assert told in answered(lambda: repaired(asked))["error"]


def test_an_encoding_that_is_none() -> None:
    assert "error" in answered(lambda: decoded(b"a", {"encoding": "nosuch"}))

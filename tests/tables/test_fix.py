"""Fix without any engine: dicts of lists, its state, its errors; and fix() of what is no text."""

from __future__ import annotations

import inspect
import pickle
from typing import Any

import pytest
from tests.support import run_python

import textrepair
from textrepair import Fix, Pipeline
from textrepair.errors import MissingPackage, OptionError
from textrepair.tables import extra

from .rows import repaired, rows


def test_a_clean_dict_comes_back_as_the_same_object() -> None:
    batch = {"text": ["plain", None, "naïve"], "n": [1, 2, 3]}
    assert Fix()(batch) is batch
    assert Fix("text")(batch) is batch


def test_rows_are_repaired_as_by_fix() -> None:
    assert Fix("t")({"t": list(rows(500))})["t"] == list(repaired(500))


def test_into_keeps_the_original() -> None:
    batch = {"t": ["cafÃ©"], "n": [1]}
    assert Fix(into="{}_fixed")(batch) == {"t": ["cafÃ©"], "n": [1], "t_fixed": ["café"]}
    assert batch == {"t": ["cafÃ©"], "n": [1]}


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Fix("a", "b", into="c"), "where each column goes"),
        (lambda: Fix("a", profile="none"), "no profile"),
        (lambda: Fix("b")({"a": ["x"]}), "no column 'b'; there are: a"),
        (lambda: Fix("a", into="a")({"a": ["x"]}), "already"),
        (lambda: Fix("n")({"n": [None, 1]}), "a column of int holds no text"),
    ],
)
def test_what_cannot_be_is_said(make: Any, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        make()


def test_what_is_no_batch_is_said() -> None:
    with pytest.raises(TypeError, match=r"give a table of Arrow.*single texts to textrepair.fix"):
        Fix()("text")


@pytest.mark.parametrize("batch", [{"t": "cafÃ©"}, {"t": 1}, {"t": b"x"}])
def test_a_dict_of_single_values_is_no_batch(batch: dict[str, Any]) -> None:
    for fix in (Fix(), Fix("t")):
        with pytest.raises(TypeError, match=r"no list; give batches \(batched=True\)"):
            fix(batch)


def test_what_is_no_text_stays_in_columns_that_hold_some_or_are_not_named() -> None:
    batch = {"t": ["x", 1, None], "n": [1, 2, 3]}
    assert Fix()(batch) is batch
    assert Fix("t")(batch) is batch
    assert Fix("t")({"t": [None, float("nan")]})["t"][0] is None


def test_state_hash_and_equality_are_the_options() -> None:
    one, other = (
        Fix("t", select={"mojibake", "lost-bytes"}),
        Fix("t", select=["lost-bytes", "mojibake"]),
    )
    assert one == other
    assert hash(one) == hash(other)
    assert one != Fix("t")
    _ = one.pipeline
    assert pickle.dumps(one) == pickle.dumps(other), "what was computed is no part of the state"
    assert pickle.loads(pickle.dumps(one))({"t": ["cafÃ©"]}) == {"t": ["café"]}


def test_the_pickle_is_that_of_any_process_and_changes_with_the_version() -> None:
    code = (
        "import pickle, textrepair.tables.fixer as fixer; fixer.__version__ = 'VERSION';"
        "fix = fixer.Fix('t', select={'mojibake', 'lost-bytes', 'c1-controls'});"
        "print(pickle.dumps(fix).hex())"
    )
    here = run_python(code)
    assert here == run_python(code, hash_seed="7")
    assert here != run_python(code.replace("VERSION", "VERSIOM"))


def test_a_worker_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pickle.dumps(Fix("t"))
    monkeypatch.setattr("textrepair.tables.fixer.__version__", "0.0.0")
    with pytest.raises(OptionError, match="one version on all workers"):
        pickle.loads(data)


def test_a_missing_package_is_one_line_that_names_the_extra() -> None:
    with (
        pytest.raises(
            MissingPackage, match=r"^nothing_like_it is missing; pip install 'textrepair\[x\]'$"
        ),
        extra("x"),
    ):
        __import__("nothing_like_it")


def test_engines_are_told_of_one_parameter() -> None:
    """DuckDB and Beam refuse a function that takes any keywords."""
    signature = inspect.signature(textrepair.fix)
    assert list(signature.parameters) == ["text"]
    assert textrepair.fix("cafÃ©", select=["html-entities"]) == "cafÃ©"


@pytest.mark.parametrize("function", [textrepair.fix, textrepair.repair, Pipeline().fix])
@pytest.mark.parametrize(
    ("value", "way_out"),
    [(b"x", "textrepair.decode"), (None, "textrepair.Fix"), (1.5, "textrepair.Fix")],
)
def test_what_is_no_text_has_a_way_out(function: Any, value: object, way_out: str) -> None:
    with pytest.raises(TypeError, match=way_out):
        function(value)


@pytest.mark.parametrize("value", ["text", None, 3])
def test_what_is_no_bytes_has_a_way_out(value: Any) -> None:
    with pytest.raises(TypeError, match=r"decode\(\) takes bytes"):
        textrepair.decode(value)

"""Pipeline: which rules run, in which order, how often, and what they leave alone."""

from __future__ import annotations

import pickle
import pickletools
import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import assert_sound, run_python
from tests.toys import UNLIKE, swap

import textrepair
from textrepair import RULES, Applicability, Pipeline, Rule
from textrepair.errors import OptionError, TextRepairError, UnknownRule
from textrepair.pipeline.chunked import ChunkedRepair

OUTER = swap("outer", "{b}", "<b>")
INNER = swap("inner", "<b>", "b")
GUESS = swap("guess", "q", "g", Applicability.UNSAFE, reports_only=True)
NEVER = swap("never", "z", "s", Applicability.DISPLAY, reports_only=True)
EXTRA = swap("extra", "--", "-", profiles=("normalize",))
TOYS: Sequence[Rule] = (INNER, OUTER, GUESS, NEVER, EXTRA)


def test_clean_text_comes_back_as_the_same_object() -> None:
    text = "".join(["nothing ", "here"])
    pipeline = Pipeline(TOYS)
    assert pipeline.fix(text) is text
    repair = pipeline.repair(text)
    assert repair.text is text
    assert repair.original is text
    assert (repair.edits, repair.findings) == ((), ())


def test_text_with_a_trigger_but_nothing_to_do_comes_back_as_the_same_object() -> None:
    text = "".join(["a q and ", "a z"])
    assert Pipeline(TOYS).fix(text) is text
    assert Pipeline(TOYS).repair(text).text == text


def test_damage_over_damage_is_undone_layer_by_layer() -> None:
    repair = Pipeline(TOYS).repair("a {b} c")
    assert repair.text == "a b c"
    assert [(e.start, e.end, e.before, e.after) for e in repair.edits] == [(2, 5, "{b}", "b")]
    assert (repair.edits[0].rule, repair.edits[0].also) == ("outer", ("inner",))
    assert Pipeline(TOYS).fix("a {b} c") == "a b c"


def test_rules_that_undo_each_other_come_to_an_end() -> None:
    there, back = swap("there", "a", "b"), swap("back", "b", "a")
    text = "".join(["a", "x"])
    pipeline = Pipeline((there, back))
    assert pipeline.fix(text) is text
    repair = pipeline.repair(text)
    assert (repair.text, repair.edits) == (text, ())


def test_a_rule_that_feeds_itself_comes_to_an_end() -> None:
    grow = swap("grow", "x", "xx")
    assert len(Pipeline((grow,)).fix("x")) == len(Pipeline((grow,)).repair("x").text) > 2


def test_best_guesses_are_applied_on_request_and_suggested_otherwise() -> None:
    cautious, bold = Pipeline(TOYS).repair("q z"), Pipeline(TOYS, unsafe=True).repair("q z")
    assert cautious.text == Pipeline(TOYS).fix("q z") == "q z"
    assert [(f.rule, f.applicability) for f in cautious.findings] == [
        ("guess", Applicability.UNSAFE),
        ("never", Applicability.DISPLAY),
    ]
    assert bold.text == Pipeline(TOYS, unsafe=True).fix("q z") == "g z"
    assert [f.rule for f in bold.findings] == ["never"]


def test_a_source_is_compared_where_nothing_in_the_text_shows_damage() -> None:
    for unsafe, text in ((False, "8 Aug"), (True, "17 Aug")):
        repair = Pipeline((UNLIKE,), unsafe=unsafe).repair("8 Aug", source="17 Aug")
        assert repair.text == text
        assert bool(repair.findings) is not unsafe
    assert Pipeline((UNLIKE,)).repair("8 Aug").findings == ()


def names(pipeline: Pipeline) -> list[str]:
    return [rule.name for rule in pipeline.rules]


def test_profile_select_and_ignore_choose_the_rules() -> None:
    assert names(Pipeline(TOYS)) == ["inner", "outer", "guess", "never"]
    assert names(Pipeline(TOYS, profile="normalize"))[-1] == "extra"
    assert names(Pipeline(TOYS, select=["extra", "inner"])) == ["inner", "extra"]
    assert names(Pipeline(TOYS, select="extra")) == ["extra"]
    assert names(Pipeline(TOYS, ignore=["inner", "never"])) == ["outer", "guess"]
    assert names(Pipeline(TOYS, select=["inner", "outer"], ignore=["inner"])) == ["outer"]
    assert names(Pipeline(TOYS, select=[])) == []
    assert Pipeline(TOYS, select=[]).fix("{b}") == "{b}"


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_an_unknown_rule_is_named_with_the_nearest_there_is(option: str) -> None:
    chosen: dict[str, list[str]] = {option: ["innr"]}
    with pytest.raises(UnknownRule, match=r"no rule .innr.; did you mean .inner."):
        Pipeline(TOYS, **chosen)  # type: ignore[arg-type]


def test_an_unknown_rule_near_to_none_is_named_with_all_there_are() -> None:
    with pytest.raises(UnknownRule, match="there are: inner, outer, guess, never, extra"):
        Pipeline(TOYS, select=["12345"])


def test_unknown_profiles_and_variants_say_which_there_are() -> None:
    with pytest.raises(OptionError, match="no profile 'fix'; there are: repair, normalize"):
        Pipeline(profile="fix")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="'zh'; there are: hans, hant, tw, hk"):
        Pipeline(chinese="zh")  # type: ignore[arg-type]
    assert issubclass(UnknownRule, OptionError)
    assert issubclass(OptionError, TextRepairError)
    assert issubclass(OptionError, ValueError)


@given(st.text("{<b>}aqz- ", max_size=30), st.booleans())
def test_fix_gives_the_text_of_repair(text: str, unsafe: bool) -> None:
    pipeline = Pipeline(TOYS, unsafe=unsafe)
    repair = pipeline.repair(text)
    assert pipeline.fix(text) == repair.text
    assert pipeline.fix(repair.text) == repair.text
    assert_sound(repair)


@pytest.mark.parametrize("text", ["é\x85\x85", "å\x85\x85 " * 20, "é\x85\x85 caf\u00c3\u00a9"])
def test_what_is_read_at_once_is_what_the_rule_reads(text: str) -> None:
    """No sign stands in UTF-8 that may be a letter and two ends of lines."""
    pipeline = Pipeline()
    wanted = pipeline.repair(text).text
    assert (textrepair.fix(text), pipeline.fix(text), pipeline.fix_row(text)) == (wanted,) * 3


OPTIONS = [
    {},
    {"profile": "normalize"},
    {"unsafe": True, "chinese": "hans", "language": "hu"},
    {"indent": "\ud800\N{NO-BREAK SPACE}"},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_a_pipeline_survives_pickling(options: dict[str, object]) -> None:
    pipeline = Pipeline(**options)  # type: ignore[arg-type]
    again = pickle.loads(pickle.dumps(pipeline))
    assert again == pipeline
    assert hash(again) == hash(pipeline)
    assert again.rules == pipeline.rules
    assert again.options == pipeline.options


@pytest.mark.parametrize("options", OPTIONS)
def test_a_pickle_holds_names_and_options_only(options: dict[str, object]) -> None:
    pipeline = Pipeline(**options)  # type: ignore[arg-type]
    pipeline.fix("caf\u00c3\u00a9")  # what is made on the way stays here
    globals_ = [
        arg
        for op, arg, _ in pickletools.genops(pickle.dumps(pipeline, protocol=0))
        if op.name in {"GLOBAL", "INST"}
    ]
    assert {str(each).split()[0] for each in globals_} <= {
        "copy_reg", "copyreg", "__builtin__", "builtins",
        "textrepair.options", "textrepair.pipeline.pipeline",
    }  # fmt: skip


def test_rules_pickle_by_their_place_or_by_their_fields() -> None:
    for rule in RULES:
        data = pickle.dumps(rule)
        assert pickle.loads(data) is rule
        assert f"{rule.find.__module__}:RULE".encode() in data
    assert pickle.loads(pickle.dumps(Pipeline(TOYS))) == Pipeline(TOYS)


def test_pipelines_are_equal_if_they_do_the_same() -> None:
    assert Pipeline() == Pipeline(RULES, profile="repair")
    assert Pipeline(TOYS) != Pipeline(TOYS, unsafe=True)
    assert Pipeline(TOYS, indent=" ") != Pipeline(TOYS)
    assert Pipeline(TOYS, ignore=["inner"]) != Pipeline(TOYS)
    assert Pipeline(TOYS) != TOYS
    assert len({Pipeline(TOYS), Pipeline(TOYS), Pipeline(TOYS, language="de")}) == 2


def test_hash_and_pickle_are_the_same_in_every_process() -> None:
    code = """
import pickle
import re
from textrepair import Pipeline
for options in ({}, {"profile": "normalize", "unsafe": True, "language": "hu"}):
    pipeline = Pipeline(**options)
    print(hash(pipeline), pickle.dumps(pipeline, 5).hex())
"""
    here, there, elsewhere = (run_python(code, hash_seed=seed) for seed in ("0", "1", "4242"))
    assert here == there == elsewhere
    first = here.splitlines()[0]
    number, data = first.split()
    assert int(number) == hash(Pipeline())
    assert pickle.loads(bytes.fromhex(data)) == Pipeline()


def test_a_pipeline_shows_its_rules() -> None:
    assert repr(Pipeline(TOYS, select=["inner"], language="hu")).startswith("Pipeline(inner; ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"profile": 3}, "profile is a int; it must be one of the strings 'repair', 'normalize'"),
        ({"select": 5}, "select is a int; it must be names of rules, such as"),
        ({"ignore": [None]}, "ignore is a list; it must be names of rules"),
        ({"select": b"mojibake"}, "select is a bytes"),
        ({"unsafe": "no"}, "unsafe is a str; it must be True or False"),
        ({"chinese": True}, "chinese is a bool; it must be one of the strings 'hans'"),
        ({"language": ["hu"]}, "it must be a code such as 'hu', or None"),
        ({"indent": None}, "indent is a NoneType; it must be a string"),
        ({"langauge": "hu"}, "no option 'langauge'; there are: profile, select"),
    ],
)
def test_an_option_of_a_wrong_type_is_said(options: dict[str, Any], message: str) -> None:
    for call in (textrepair.fix, textrepair.repair):
        with pytest.raises(TypeError, match=re.escape(message)):
            call("text", **options)


def test_names_of_rules_may_come_from_an_iterator() -> None:
    names = (rule.name for rule in TOYS)
    assert Pipeline(TOYS, select=names) == Pipeline(TOYS, select=[rule.name for rule in TOYS])


def test_ignored_places_are_not_passed_on() -> None:
    text = "LibertÃ©, Ã©galitÃ©!\nhe said Ã‚Â¬Ãƒ¤Â§ÃÃ"
    pipeline = Pipeline(ignore=["mojibake"])
    for each in (pipeline, pickle.loads(pickle.dumps(pipeline))):
        found = each.repair(text).findings
        assert [finding.text for finding in found] == ["Ã‚Â¬Ãƒ¤Â§ÃÃ"]
    assert pipeline != Pipeline(select=[entry.name for entry in pipeline.listed])
    with ChunkedRepair(pipeline, lambda: [text], size=20) as chunked:
        assert sum(len(repair.findings) for repair in chunked.repairs()) == 1


#: Values that are of no type an argument may have; type checkers are not asked about them.
WRONG: Any = 5
NOTHING: Any = None
NAMES: Any = ["mojibake"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: textrepair.repair("x", source=WRONG), "source is a int; it must be the text"),
        (
            lambda: textrepair.garble(NOTHING, "mojibake"),
            "garble() takes a text as a str, not NoneType",
        ),
        (
            lambda: textrepair.garble("x", WRONG),
            "garble() takes the name of a rule, such as 'mojibake',",
        ),
        (
            lambda: textrepair.decode(b"x", encoding=WRONG),
            "encoding is a int; it must be a name such as",
        ),
        (
            lambda: textrepair.decode(b"x", language=WRONG),
            "language is a int; it must be a name such as",
        ),
        (lambda: Pipeline(WRONG), "rules holds a int; it must hold textrepair.Rule"),
        (lambda: Pipeline(NAMES), "rules holds a str; it must hold textrepair.Rule"),
        (lambda: textrepair.Fix(nix=5), "no option 'nix'; there are: profile, select"),
    ],
)
def test_an_argument_of_a_wrong_type_is_said(call: Any, message: str) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        call()

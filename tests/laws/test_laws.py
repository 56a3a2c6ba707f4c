"""Laws of the whole pipeline, over fixtures, clean text, and text that nobody would write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support import article_cases, assert_sound, clean_texts, rule_cases, rule_fixtures

from textrepair import RULES, Rule, decode, fix, garble, repair

#: What rules are triggered by, whole and cut off, and what has broken text tools before.
FRAGMENTS = (
    "????", "????●", "???", "?", "\n????", "\r\n", "\n", "\x0b", "\x85", "\u2028", "\0",
    "\ufeff", "當(dāng)", "實(shí)", "(shù)", "(", ")", "數(shù)?shù)",
    "當(dāng)?shù)鼐用裣硎艿?", "?！?", "?!?", "　　", "Ã©", "Ã", "Â", "â€™", "â€", "Ð¿Ñ€",
    "ï¿½", "Ã\x83Â©", "Ãƒ", "\x80", "\x9d", "\xa0", "\xad", "\ufffd", "\ufffd\ufffd",
    "caf\ufffd", "锟斤拷", "鏂囧瓧", "涓枃", "縺薙ｓ", "繝", "æ–‡", "¤¤¤å", "<>", "<>G",
    "<>%", "10,5", "17G-PON", "6,5 8G base stations", "10,70 ports of 32G-PON", "5G", "%",
    "\ud800", "\udfff", "\udce9", "\udc80", "\U0010ffff", "a\u0301", "\u200d", "👩\u200d🚀", "ﬁ",
    "Ａ", "&amp;", "文字", "привет", "שלום", "naïve", "déjà vu", "PORQUÊ?", "IMÃ", "the ",
    " ", ".", "é", "数", "한국어",
)  # fmt: skip


def around_triggers(rule: Rule) -> set[str]:
    """Return what the trigger of a rule matches in its fixture, with a few characters around."""
    trigger = re.compile(f"[{rule.trigger.first}](?={rule.trigger.then})", re.MULTILINE)
    texts = (case.text for case in rule_fixtures()[rule.name].cases)
    return {
        text[max(0, match.start() - 3) : match.start() + 9]
        for text in texts
        if (match := trigger.search(text))
    }


#: So that each rule joins the laws by its fixture alone.
AROUND_TRIGGERS = sorted({text for rule in RULES for text in around_triggers(rule)})
CLEAN = clean_texts()
LINES = sorted({line for text in CLEAN.values() for line in text.splitlines() if line.strip()})
GARBLED = [case.text for group in ("pass", "known-failure") for case in rule_cases(group)]
KNOWN = sorted({*GARBLED, *(case.text for case in rule_cases("noop"))}) or ["naïve"]
ARTICLES = [text for case in article_cases() for text in (case.text, case.expected)]

messy = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.sampled_from(AROUND_TRIGGERS),
        st.text(st.characters(), max_size=6),
        st.sampled_from(LINES).map(lambda line: line[:40]),
        st.sampled_from(KNOWN).map(lambda text: text[:80]),
    ),
    max_size=8,
).map("".join)
surrogates_too = st.text(st.characters(exclude_categories=()), max_size=40)


#: Two surrogates that JSON cannot tell from the character that they stand for.
SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def assert_laws(text: str) -> None:
    """Assert what holds for every text, however broken, cautious or bold."""
    for unsafe in (False, True):
        result = repair(text, unsafe=unsafe)
        assert_sound(result)
        assert fix(text, unsafe=unsafe) == result.text
        assert fix(result.text, unsafe=unsafe) is result.text, "repairing twice changes no more"
        assert result.changed == (result.text != text)
        if not SURROGATE_PAIR.search(text):
            assert json.loads(json.dumps(result.to_dict())) == result.to_dict()
        if not result.changed:
            assert fix(text, unsafe=unsafe) is text


@pytest.mark.slow
@settings(max_examples=150)
@given(messy)
@example("")
@example("\0")
@example("\ud800")
def test_laws_hold_for_text_made_of_what_triggers_rules(text: str) -> None:
    assert_laws(text)


@given(surrogates_too)
def test_laws_hold_for_any_code_points(text: str) -> None:
    assert_laws(text)


@given(
    st.sampled_from(KNOWN), st.integers(0, 31), st.sampled_from(KNOWN), st.sampled_from("x \n。é")
)
def test_laws_hold_for_fixtures_joined_and_padded(
    first: str, padding: int, second: str, pad: str
) -> None:
    assert_laws(first + pad * padding + second)


@given(st.sampled_from(KNOWN + LINES), st.data())
def test_laws_hold_for_texts_split_anywhere(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert_laws(text[:at])
    assert_laws(text[at:])


@pytest.mark.parametrize("number", range(len(ARTICLES)))
def test_laws_hold_for_articles(number: int) -> None:
    assert_laws(ARTICLES[number])


@pytest.mark.parametrize("name", CLEAN)
def test_clean_text_comes_back_as_it_is(name: str) -> None:
    for text in all_forms(CLEAN[name]):
        result = repair(text)
        assert fix(text) is text
        assert result.text == text
        assert result.edits == ()
        assert result.findings == ()


def all_forms(text: str) -> Iterator[str]:
    """Yield a text whole, with other line ends, and line by line; each in capitals too."""
    for form in chain([text, text.replace("\n", "\r\n"), text.rstrip("\n")], text.splitlines()):
        yield form
        yield form.upper()


@given(
    st.lists(st.sampled_from(LINES), min_size=2, max_size=6), st.sampled_from(["\n", " ", "\n\n"])
)
def test_clean_lines_of_any_languages_make_a_clean_text(lines: list[str], between: str) -> None:
    text = between.join(lines)
    assert fix(text) is text
    assert repair(text).edits == ()


#: What looks damaged before any damage is done cannot be flagged for it.
PROSE = sorted(set(CLEAN) - {"looks-damaged", "source-code"})


def options_for(rule: Rule) -> dict[str, Any]:
    """Return the options with which a rule is run."""
    if "repair" in rule.profiles:
        return {}
    return {"profile": "normalize"} if rule.profiles else {"select": [rule.name]}


#: The converters also wrote these marks in ASCII, where they are no damage any more.
FOLDED_MARKS = str.maketrans("，！", ",!")


#: Rules that see their damage only beside the text of which this is a translation.
NEED_A_SOURCE = {"altered-numbers"}

#: Rules whose damage takes several seconds to undo in all languages.
SLOW_RULES = {"lost-bytes", "dropped-bytes", "character-width"}


def with_marks(rule: Rule) -> Any:
    """Wrap a rule for parametrize, marked if it is slow."""
    marks = [pytest.mark.slow] if rule.name in SLOW_RULES else []
    return pytest.param(rule, id=rule.name, marks=marks)


@pytest.mark.parametrize("rule", [with_marks(rule) for rule in RULES])
def test_inflicted_damage_is_undone_or_flagged(rule: Rule) -> None:
    wrong = []
    options = options_for(rule)
    for name in rule_fixtures()[rule.name].languages or PROSE:
        clean = repair(CLEAN[name], **options).text
        for seed in range(2):
            garbled = garble(clean, rule.name, seed)
            if rule.name in NEED_A_SOURCE:
                options = {**options, "source": clean}
            result = repair(garbled, **options)
            assert_sound(result)
            undone = result.text.translate(FOLDED_MARKS) == clean.translate(FOLDED_MARKS)
            if garbled != clean and not undone and not result.findings:
                wrong.append((name, seed))
    assert wrong == []


@given(st.sampled_from(LINES), st.sampled_from([r.name for r in RULES]), st.integers(0, 1000))
def test_laws_hold_for_inflicted_damage(line: str, rule: str, seed: int) -> None:
    assert_laws(garble(line, rule, seed))


@given(messy | surrogates_too, st.sampled_from([r.name for r in RULES]), st.integers(0, 9))
def test_damage_can_be_inflicted_on_anything(text: str, rule: str, seed: int) -> None:
    garbled = garble(text, rule, seed)
    assert garbled == garble(text, rule, seed)
    assert_sound(repair(garbled))


@given(
    st.binary(max_size=60) | st.sampled_from(FRAGMENTS).map(lambda s: s.encode("utf-16", "ignore"))
)
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf")
def test_any_bytes_decode_and_encode_to_themselves(data: bytes) -> None:
    decoding = decode(data)
    assert decoding.encode(decoding.text) == data
    assert all(0 <= start < end <= len(data) for start, end in decoding.errors)


@given(st.sampled_from(KNOWN), messy)
def test_a_source_never_makes_it_fail(text: str, source: str) -> None:
    for unsafe in (False, True):
        assert_sound(repair(text, source=source, unsafe=unsafe))


@given(messy)
def test_laws_of_the_normalizing_profile(text: str) -> None:
    result = repair(text, profile="normalize")
    assert_sound(result)
    assert fix(text, profile="normalize") == result.text
    assert fix(result.text, profile="normalize") == result.text

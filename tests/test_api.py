"""fix, repair and garble: the functions most people call."""

from __future__ import annotations

import pytest

import textrepair
from textrepair.errors import OptionError, UnknownRule


def test_every_public_name_is_there_and_documented() -> None:
    for name in textrepair.__all__:
        assert name == "RULES" or getattr(textrepair, name).__doc__, name
    assert set(textrepair.__all__) <= set(dir(textrepair))
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        textrepair.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_options_are_those_of_a_pipeline() -> None:
    text = "nothing to do"
    for _ in range(2):
        assert textrepair.fix(text, unsafe=True, profile="normalize", ignore=[]) is text
        assert textrepair.repair(text, select=()).text is text
        assert textrepair.fix(text, select=iter(())) is text


def test_options_that_cannot_be_raise_each_time() -> None:
    for _ in range(2):
        with pytest.raises(OptionError, match="no profile"):
            textrepair.fix("", profile="all")  # type: ignore[arg-type]
        with pytest.raises(UnknownRule):
            textrepair.repair("", select="no-such-rule")
        with pytest.raises(UnknownRule):
            textrepair.garble("", "no-such-rule")
        with pytest.raises(TypeError, match="colour"):
            textrepair.fix("", colour="red")  # type: ignore[call-arg]


@pytest.mark.parametrize("rule", [rule.name for rule in textrepair.RULES])
def test_garbling_with_the_same_seed_gives_the_same(rule: str) -> None:
    text = "Přílišžluťoučký kůň — “naïve” 他們在當地建設。第二段，共25個項目。"
    assert textrepair.garble(text, rule, seed=7) == textrepair.garble(text, rule, seed=7)
    assert isinstance(textrepair.garble("", rule), str)

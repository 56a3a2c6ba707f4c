"""Lines with triggers of which the rules say that they have nothing to say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

import textrepair
from textrepair import RULES, Pipeline, Rule
from textrepair.options import Options

_CLEAN = Path(__file__).parents[2] / "fixtures" / "clean"
_PAGES = ("cp1252", "cp1250", "cp1251", "mac-roman", "cp850", "cp866", "utf-8", "gbk", "euc-kr")
#: Lines that wake the rules, and say nothing else.
_WOKEN = (
    "La toile mûre creva, et l’araignée s’en alla.",
    "Une nouvelle ère commence au Viêtnam « demain ».",
    "As aptidões dele eram más, disse a mãe à irmã.",
    "Bitti, gâvurun ağzından çıkan söz: değişmez askerî düzen.",
    "Там река, а тут jaunâtre, 黄色的。",
    "他关闭了连接，为什么make失败了？",
)
_GARBLED = "Le garÃ§on a dÃ©jÃ\xa0 mangÃ©."
BY_LINE = [rule for rule in RULES if rule.by_line]
REFUSING = [rule for rule in RULES if rule.refuses is not None]


def _lines() -> Iterator[str]:
    """Yield clean lines, and what pages show of them in other pages."""
    rng = Random(13)
    for path in sorted(_CLEAN.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n")[:40]:
            yield line
            for written, shown in (rng.sample(_PAGES, 2), rng.sample(_PAGES, 2)):
                data = line.encode(written, "ignore").replace(b"\xad", b"")
                garbled = data.decode(shown, "ignore").replace("\n", "")
                yield from (garbled, f"La mûre, {garbled} l’été passé à Paris.")


@pytest.mark.parametrize("rule", REFUSING, ids=lambda rule: rule.name)
def test_rule_has_nothing_to_say_of_what_it_refuses(rule: Rule) -> None:
    assert rule.refuses is not None
    scan = Pipeline([rule]).scan
    lines = [line for line in (*_WOKEN, *_lines()) if scan.matches(line)]
    refused = [line for line in lines if rule.refuses(line)]
    assert refused
    assert len(refused) < len(lines)
    for line in refused:
        said = [one for one in rule.find(line, Options()) if not _is_guess(one)]
        assert said == [], line


def _is_guess(said: object) -> bool:
    """Tell whether something said changes no text: a clean line may have been in DOS Cyrillic."""
    return getattr(said, "applicability", None) == textrepair.Applicability.UNSAFE


@pytest.mark.parametrize("rule", BY_LINE, ids=lambda rule: rule.name)
def test_rule_says_nothing_of_lines_of_which_it_says_nothing_alone(rule: Rule) -> None:
    lines = [line for line in (*_WOKEN, *_lines()) if not list(rule.find(line, Options()))]
    assert lines
    for start in range(0, len(lines), 7):
        assert list(rule.find("\n".join(lines[start : start + 7]), Options())) == []


@pytest.mark.parametrize("line", _WOKEN)
def test_woken_line_comes_back_as_the_same_object(line: str) -> None:
    assert Pipeline().fixing.matches(line)
    assert textrepair.fix(line) is line


def test_woken_lines_come_back_as_the_same_object_as_one_text() -> None:
    text = "\n".join((*_WOKEN, "", "ASCII", *reversed(_WOKEN), ""))
    assert textrepair.fix(text) is text


@pytest.mark.parametrize("place", range(len(_WOKEN) + 1))
def test_garbled_line_is_read_among_woken_ones(place: int) -> None:
    lines = list(_WOKEN)
    lines.insert(place, _GARBLED)
    text = "\n".join(lines)
    assert textrepair.fix(text) == textrepair.repair(text).text
    assert "Le garçon a déjà mangé." in textrepair.fix(text)


def test_certain_line_that_says_a_woken_word_is_read_at_once() -> None:
    clean = "Une araignée mûre, née là, l’été passé."
    garbled = clean.encode().decode("cp1252")
    assert textrepair.fix(garbled) == textrepair.repair(garbled).text == clean


def test_rules_that_refuse_go_by_line() -> None:
    assert all(rule.by_line for rule in REFUSING)

"""The HTML report: whole, escaped, bounded, and the text it shows is the text that was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.strategies import repairs

from textrepair import RULES, Edit, Finding, Repair, Suggestion, repair
from textrepair.reports.html import HtmlReport, document_of, fragment_of
from textrepair.reports.html.page import MOST_IN_A_FILE
from textrepair.reports.report import FileResult, Problem

#: Controls, surrogates, and characters that turn the direction of text.
RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }}",
        "&lt;",
        "</style>",
        "</script>",
        "\x1b[31m",
        "\u202e",
        "\udc80",
        "--><b>",
        "'",
        '"',
        "a\nb",
        "\0",
    ]
)
TAGS = {
    "html", "head", "body", "meta", "title", "style", "script", "header", "main", "h1", "h2", "p",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "code", "a", "form", "fieldset",
    "legend", "label", "input", "output", "section", "small", "article", "div", "b", "pre", "mark",
    "bdi", "sup", "ol", "ul", "li", "span",
}  # fmt: skip


def parsed(page: str) -> Element:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(tree, Element)
    return tree


def page_of(result: FileResult, *problems: Problem) -> str:
    report = HtmlReport(RULES)
    return "".join([*report.add(result), *report.finish(problems)])


def checked(page: str) -> Element:
    assert not RAW.search(page)
    tree = parsed(page)
    for node in tree.iter():
        assert node.tag in TAGS
        assert not [name for name in node.attrib if name.startswith("on")]
        assert node.tag not in {"a", "input"} or not node.get("href", "#").strip("#").startswith(
            "j"
        )
    assert len(list(tree.iter("script"))) <= 1
    assert len(list(tree.iter("style"))) == 1
    return tree


def texts(tree: Element, tag: str) -> Iterator[str]:
    for node in tree.iter(tag):
        yield "".join(node.itertext())


def test_nothing_found() -> None:
    tree = checked(document_of(repair("All is well."), "a"))
    assert list(texts(tree, "h1")) == ["1 file, 0 edits, 0 findings"]
    assert not list(tree.iter("script"))


def test_before_and_after() -> None:
    tree = checked(document_of(repair("The cafÃ© is <b>closed</b>."), "a"))
    assert list(texts(tree, "pre")) == [
        "The cafÃ©1 is <b>closed</b>.",
        "The café1 is <b>closed</b>.",
    ]
    assert any("Windows-1252" in note for note in texts(tree, "li"))


def test_candidates_are_shown() -> None:
    choices = tuple(Suggestion(str(n), 0.5, "fits") for n in range(20))
    tree = checked(
        document_of(Repair("a?b", "a?b", (), (Finding("r", 1, 2, "?", "lost", choices),)), "a")
    )
    shown = list(texts(tree, "li"))
    assert '"0" (50 %: fits)' in shown
    assert "and 11 more" in shown


@given(repairs(), HOSTILE, HOSTILE)
def test_nothing_gets_out(made: Repair, name: str, message: str) -> None:
    edits = tuple(
        Edit(e.rule, e.start, e.end, e.before, e.after, message, confidence=0.5) for e in made.edits
    )
    made = Repair(made.text, made.original, edits, made.findings)
    checked(page_of(FileResult(name, "utf-8", 9, made), Problem(name, message)))
    checked(f"<!DOCTYPE html><title>cell</title>{fragment_of(made)}")


@given(st.lists(HOSTILE, max_size=4).map("".join), st.lists(HOSTILE, max_size=4).map("".join))
def test_hostile_text(before: str, after: str) -> None:
    edits = (Edit("r", 1, 1 + len(before), before, after, "why"),) if before != after else ()
    checked(document_of(Repair(f"a{after}b", f"a{before}b", edits), "t"))


@pytest.mark.parametrize("gap", ["\n", " ", " " * 1000])
def test_a_report_of_any_input_is_small(gap: str) -> None:
    count = 20_000
    original = f"x{gap}" * count
    step = 1 + len(gap)
    edits = tuple(Edit("r", step * n, step * n + 1, "x", "y", "why") for n in range(count))
    page = document_of(Repair(original.replace("x", "y"), original, edits), "t")
    assert len(page) < 2_000_000
    assert f"{count - MOST_IN_A_FILE} further places are counted" in page


@pytest.mark.parametrize("odd", ["<", "\u202e", "漢", "a\nb"])
def test_a_report_of_long_and_odd_places_is_small(odd: str) -> None:
    """What is shown is escaped, and grows; the limit holds for what it has grown to."""
    count, before, after = 5000, odd * 300, odd * 299
    original = f"{before} " * count
    step = len(before) + 1
    edits = tuple(
        Edit("r", step * n, step * n + len(before), before, after, odd * 20) for n in range(count)
    )
    made = Repair(f"{after} " * count, original, edits)
    report = HtmlReport(RULES)
    for number in range(5):
        for _ in report.add(FileResult(odd * 1000 + str(number), "utf-8", 9, made)):
            pass
    page = "".join(report.finish(()))
    assert 2_000_000 < len(page.encode()) < 5_000_000
    assert "further places are counted" in page


def test_many_files_are_counted_and_those_with_places_shown() -> None:
    report = HtmlReport(RULES)
    for number in range(9000):
        made = repair("cafÃ©") if number == 8999 else Repair("x", "x")
        for _ in report.add(FileResult(f"{'long/' * 20}{number}", "utf-8", 9, made)):
            pass
    tree = checked("".join(report.finish(())))
    assert list(texts(tree, "pre")) == ["cafÃ©1", "café1"]
    assert any("6999 further files are counted" in said for said in texts(tree, "p"))

"""Numbers of two texts in the HTML report: joined, red where they disagree, escaped, bounded."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from tests.web.browser import chromium, page_at

from textrepair import RULES, repair
from textrepair.numbers import compare_lines
from textrepair.reports.html import HtmlReport
from textrepair.reports.html.numbers import MOST_RIGHT, MOST_WRONG, paired, paired_line
from textrepair.reports.report import FileResult

SOURCE = "到2025年,10G-PON端口70万个\n8月17日\n"
FILLED = "by 2025 build 10,70 ports of <>G-PON\non 17 August\n"


def page_of(source: str | None, text: str) -> str:
    report = HtmlReport(RULES, source=source)
    found = repair(text, source=source)
    result = FileResult("en.txt", "utf-8", len(text), found)
    return "".join([*report.add(result), *report.finish(())])


def parsed(page: str) -> Element:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(tree, Element)
    return tree


def joints(page: str, wrong: bool) -> list[tuple[str, str]]:
    """The texts of the numbers that are joined, those that disagree or those that agree."""
    name = "was" if wrong else "joined"
    found: list[tuple[str, str]] = []
    for both in parsed(page).iterfind(".//div[@class='joined']"):
        source, target = (
            {m.get("data-joint"): "".join(m.itertext()) for m in side.iter("mark")
             if m.get("class") == name}
            for side in both.iterfind("div")
        )  # fmt: skip
        found += [(source[label], target[label]) for label in source if label in target and label]
    return found


@pytest.mark.parametrize("source", [None, "no numbers here\n"])
def test_without_numbers_in_two_texts_the_section_is_missing(source: str | None) -> None:
    assert "Numbers of the source" not in page_of(source, "none here either\n")


def test_numbers_that_agree_are_joined_and_nothing_is_red() -> None:
    page = page_of("端口70万个,8月17日\n", "700,000 ports, on 17 August\n")
    assert joints(page, wrong=False) == [("70万", "700,000"), ("17", "17")]
    assert joints(page, wrong=True) == []
    assert "1 line agrees, 0 do not" in page


def test_numbers_that_were_filled_in_elsewhere_are_joined_in_red() -> None:
    page = page_of(SOURCE, FILLED)
    assert joints(page, wrong=True) == [("10", "<>"), ("70万", "10,70")]
    assert joints(page, wrong=False) == [("2025", "2025"), ("17", "17")]


def test_the_two_numbers_that_are_left_disagree() -> None:
    assert joints(page_of("8.9万艘船\n", "890,000 boats\n"), wrong=True) == [("8.9万", "890,000")]


@pytest.mark.parametrize("text", ["<script>1</script>", "1 \u202e 2", "{{ 7*7 }} 8", '"><img 9'])
def test_hostile_text_is_text(text: str) -> None:
    page = page_of(text, text)
    assert not any(raw in page for raw in ("<script>1", "\u202e", "<img"))
    parsed(page)


def test_pieces_make_up_the_lines() -> None:
    for found in compare_lines(SOURCE, FILLED):
        line = paired_line(found)
        assert "".join(piece.text for piece in line.source) == found.source
        assert "".join(piece.text for piece in line.target) == found.target


def test_many_lines_are_counted_and_few_are_shown() -> None:
    texts = paired("5艘船\n" * 3000, "5 boats\n7 boats\n" * 1500, 10**7)
    assert texts is not None
    assert (texts.agreeing, texts.disagreeing) == (1500, 1500)
    assert len(texts.lines) == MOST_RIGHT + MOST_WRONG
    assert texts.left_out == 3000 - MOST_RIGHT - MOST_WRONG


def test_a_long_line_is_cut() -> None:
    [line] = paired("5 " * 40_000, "5 " * 40_000, 10**7).lines  # type: ignore[union-attr]
    assert sum(len(piece.text) for piece in line.source) < 5000


def test_the_page_of_long_lines_is_bounded() -> None:
    line = "<&5> " * 60
    page = page_of(f"{line}\n" * 900, f"{line} 7\n" * 900)
    assert len(page.encode()) < 5_000_000
    assert "further lines with numbers are counted" in page


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1200])
def test_a_browser_draws_the_lines(tmp_path: Path, width: int) -> None:
    path = tmp_path / "report.html"
    path.write_text(page_of(SOURCE, FILLED), encoding="utf-8")
    with chromium() as browser, page_at(browser, path.as_uri(), width) as page:
        page.wait_for_selector(".joined svg path", state="attached")
        assert page.locator(".joined path").count() == 4
        assert page.locator(".joined path.was").count() == 2
        assert page.evaluate("document.documentElement.scrollWidth") <= width

"""Nothing that a file holds, or is called, becomes markup, a command or a control anywhere."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from xml.etree.ElementTree import fromstring

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import RULES, Edit, Finding, Repair, Suggestion
from textrepair.reports.code_hosts import GithubReport, GitlabReport, JunitReport
from textrepair.reports.html import HtmlReport, fragment_of
from textrepair.reports.json_report import JsonReport
from textrepair.reports.report import FileResult, Problem, Reporter
from textrepair.reports.sarif import SarifReport
from textrepair.reports.text import ConciseReport, FullReport

#: What does harm somewhere: in HTML, XML, a terminal, a workflow of GitHub, a template.
TRICKS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</pre></style></script>",
    "<!--", "-->", "]]>", "<![CDATA[", "<?xml ", "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", "&lt;",
    "&#0;", "&", "'", '"', "`", "<", "{{ 7*7 }}", "{% raw %}", "javascript:alert(1)",
    "\n::error file=a::b", "\r\n::set-output name=a::b", "%0A::warning::x", "::stop-commands::x",
    "\x1b[31m", "\x1b]8;;http://a\x07b\x1b]8;;\x07", "\x9b2J", "\x07", "\x08", "\0", "\r", "\n",
    "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\ufeff",
    "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\ud800", "\udc80", "\ud83d\ude00",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(TRICKS) | st.text(max_size=6), min_size=1, max_size=5).map(
    "".join
)
#: Whatever steers a terminal or turns text round, and halves of characters; line feeds are layout.
CONTROLS = {"Cc", "Cs"}
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@st.composite
def results(draw: st.DrawFn) -> tuple[FileResult, Problem]:
    before, after = draw(HOSTILE), draw(HOSTILE)
    head, middle, tail = draw(HOSTILE), draw(HOSTILE), draw(HOSTILE)
    original = f"{head}{before}x{middle}{tail}"
    start = len(head)
    edits = (Edit("edit-rule", start, start + len(before), before, after, draw(HOSTILE)),)
    at = start + len(before) + 1
    choice = Suggestion(draw(HOSTILE), 0.5, draw(HOSTILE))
    finding = Finding("find-rule", at, at + len(middle), middle, draw(HOSTILE), (choice,))
    made = Repair(f"{head}{after}x{middle}{tail}", original, edits, (finding,))
    name = draw(HOSTILE)
    return FileResult(name, "utf-8", 9, made), Problem(name, draw(HOSTILE))


def written(reporter: Reporter, made: tuple[FileResult, Problem]) -> str:
    result, problem = made
    text = "".join([*reporter.add(result), *reporter.finish((problem,))])
    text.encode()
    for char in text:
        assert char == "\n" or unicodedata.category(char) not in CONTROLS, repr(char)
        assert char not in TURNING, repr(char)
    return text


@pytest.mark.parametrize("report", [FullReport, ConciseReport])
@given(made=results())
def test_terminal(
    report: Callable[[], FullReport | ConciseReport], made: tuple[FileResult, Problem]
) -> None:
    written(report(), made)


@given(results())
def test_github(made: tuple[FileResult, Problem]) -> None:
    lines = written(GithubReport(), made).splitlines()
    assert len(lines) == 3
    for line in lines:
        assert re.fullmatch(r"::(?:warning|error) [A-Za-z]+=[^:,]*(?:,[A-Za-z]+=[^:,]*)*::.*", line)
        assert not re.search("%(?!0A|0D|25|2C|3A)", line)


@given(results())
def test_junit(made: tuple[FileResult, Problem]) -> None:
    root = fromstring(written(JunitReport(), made))
    assert {node.tag for node in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "error"
    }  # fmt: skip
    assert len(root.findall(".//failure")) == 2


@pytest.mark.parametrize("report", [JsonReport, GitlabReport, lambda: SarifReport(RULES)])
@given(made=results())
def test_json(report: Callable[[], Reporter], made: tuple[FileResult, Problem]) -> None:
    json.loads(written(report(), made))


@given(results())
def test_html(made: tuple[FileResult, Problem]) -> None:
    page = written(HtmlReport(RULES), made)
    plain = Repair("b", "a", (Edit("edit-rule", 0, 1, "a", "b", "why"),))
    harmless = written(HtmlReport(RULES), (FileResult("a", "utf-8", 1, plain), Problem("a", "b")))
    assert elements(page) <= elements(harmless) | {"ul", "li", "…"}
    cell = fragment_of(made[0].repair)
    assert elements(f"<!DOCTYPE html><title>cell</title>{cell}") <= elements(page)


def elements(page: str) -> set[str]:
    """Return the elements of a page and their attributes, which is well-formed."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found = set()
    for node in parser.parse(page).iter():
        assert isinstance(node.tag, str), "a comment"
        found |= {node.tag, *(f"{name}=" for name in node.attrib)}
    return found

"""Reports for code hosts: well-formed whatever the text, and nothing raw for a terminal."""

from __future__ import annotations

import json
import re
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st
from tests.reports.strategies import repairs

from textrepair import Edit, Repair
from textrepair.reports.code_hosts import GithubReport, GitlabReport, JunitReport
from textrepair.reports.report import FileResult, Problem, Reporter

RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]")
NAMES = st.text("a:,%\n\r\x1b\u202e\udc80<&\"'é ", min_size=1, max_size=8)
ODD = Edit("edit-rule", 0, 1, "\x1b", "a\r\n,:%", "100 %: why\x1b[0m")


def written(reporter: Reporter, repair: Repair, name: str, *problems: Problem) -> str:
    pieces = [*reporter.add(FileResult(name, "utf-8", 9, repair)), *reporter.finish(problems)]
    text = "".join(pieces)
    assert not RAW.search(text)
    text.encode()
    return text


@given(repairs(), NAMES)
def test_github(repair: Repair, name: str) -> None:
    lines = written(GithubReport(), repair, name, Problem(name, "gone\n")).splitlines()
    assert len(lines) == len(repair.edits) + len(repair.findings) + 1
    for line in lines:
        assert re.fullmatch(r"::(warning|error) file=[^:,\n]+(,[A-Za-z]+=[^:,\n]+)*::.+", line), (
            line
        )


def test_github_escapes_what_its_syntax_reserves() -> None:
    (line,) = written(GithubReport(), Repair("a\r\n,:%", "\x1b", (ODD,)), "a:b,c").splitlines()
    assert line.startswith("::warning file=a%3Ab%2Cc,line=1,col=1,endLine=1,endColumn=2,title=")
    assert "100 %25: why" in line


@given(repairs(), NAMES)
def test_gitlab(repair: Repair, name: str) -> None:
    objects = json.loads(written(GitlabReport(), repair, name))
    assert len(objects) == len(repair.edits) + len(repair.findings)
    prints = [each["fingerprint"] for each in objects]
    assert len(set(prints)) == len(prints)
    assert all(each["location"]["lines"]["begin"] >= 1 for each in objects)


@given(repairs(), NAMES)
def test_junit(repair: Repair, name: str) -> None:
    root = fromstring(written(JunitReport(), repair, name, Problem(None, "gone\x1b")))
    found = len(repair.edits) + len(repair.findings)
    assert root.get("failures") == str(found)
    assert root.get("tests") == str(max(found, 1) + 1)
    assert len(root.findall(".//failure")) == found
    assert len(root.findall(".//error")) == 1

"""The generated pages of docs/ are what tools/build_docs.py makes of rules and fixtures today."""

from __future__ import annotations

import re

import pytest
from tools.build_docs import stale_pages

from tests.support import ROOT


def test_generated_pages_are_up_to_date() -> None:
    stale = [path.relative_to(ROOT).as_posix() for path in stale_pages()]
    assert stale == [], "run: nox -s docs  (python -m tools.build_docs)"


#: Files that documents name and that are on their way; the list may only shrink.
NOT_YET: set[str] = set()

HANDBOOKS = ("CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md", "tools/README.md")
#: What is code in a document and ends as a path does.
PATH = re.compile(r"`((?:[\w.-]+/)*[\w.-]+(?:\.py|\.toml|\.tsv|\.md|\.txt|\.pack|/))`")
#: Names that stand for any.
STANDS_FOR = re.compile(r"NAME|RULE|CODE|FAMILY|LANG|\*")
PLACES = (ROOT, ROOT / "src" / "textrepair", ROOT / "docs", ROOT / "tools")


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_file_that_a_handbook_names_exists(name: str) -> None:
    paths = set(PATH.findall((ROOT / name).read_text(encoding="utf-8")))
    assert paths
    missing = {
        path
        for path in paths
        if not STANDS_FOR.search(path) and not any((place / path).exists() for place in PLACES)
    }
    assert missing - NOT_YET == set()


DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
SOURCES = [
    path.as_posix()
    for folder in ("benchmarks", "fixtures", "fuzz", "src", "tests", "tools")
    for path in (ROOT / folder).rglob("*.py")
]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_module_that_a_document_names_exists(name: str) -> None:
    named = set(re.findall(r"`([\w/-]+\.py)`", (ROOT / name).read_text(encoding="utf-8")))
    missing = {
        path
        for path in named
        if not STANDS_FOR.search(path)
        and not (ROOT / path).exists()
        and not any(source.endswith(f"/{path}") for source in SOURCES)
    }
    assert missing == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    path = ROOT / name
    prose = re.sub(r"(`+).+?\1", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", prose)
    for link, anchor in links:
        target = path.parent / link if link else path
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target.read_text(encoding="utf-8")), anchor


def _anchors(text: str) -> set[str]:
    """Return the places of a page that links can name: its headings, and those that it marks."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", head.lower()).strip().replace(" ", "-") for head in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)"', text))


def test_every_session_that_is_named_exists() -> None:
    sessions = set(
        re.findall(r"^@nox\.session\ndef (\w+)", (ROOT / "noxfile.py").read_text(), re.MULTILINE)
    )
    named = {
        word
        for name in HANDBOOKS
        for words in re.findall(r"nox -s ((?:[a-z_]+ ?)+)", (ROOT / name).read_text())
        for word in words.split()
    }
    assert named
    assert named <= sessions

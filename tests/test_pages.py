"""The pages of docs/ do what they say: examples run, tables hold, commands exist."""

from __future__ import annotations

import doctest
import re
import shlex

import pytest

from tests.support import ROOT
from textrepair import RULES, fix
from textrepair.cli.commands import cli

PAGES = sorted(path.name for path in (ROOT / "docs").glob("*.md"))
TEXTS = {name: (ROOT / "docs" / name).read_text("utf-8") for name in PAGES}
ROWS = [
    (name, before, after)
    for name in ("index.md", "guide.md")
    for before, after in re.findall(
        r"^\|(?: [^|`]+ \|)? `(.*?)` \| `(.*?)` \|$", TEXTS[name], re.MULTILINE
    )
]
COMMANDS = {
    re.split(r" [#|>] ?", line.removeprefix("$ "), maxsplit=1)[0].strip()
    for text in TEXTS.values()
    for line in text.splitlines()
    if line.startswith("$ textrepair")
}


def test_there_is_much_to_see() -> None:
    assert len(ROWS) > 25
    assert len(COMMANDS) > 5


@pytest.mark.parametrize("name", PAGES)
def test_every_python_example_runs(name: str) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", TEXTS[name], re.MULTILINE | re.DOTALL)
    examples = "".join(block for block in blocks if block.startswith(">>>"))
    test = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test, out=said.append)
    assert not runner.failures, "".join(said)


@pytest.mark.parametrize(("page", "before", "after"), ROWS)
def test_tables_of_befores_and_afters_hold(page: str, before: str, after: str) -> None:
    assert fix(before) == after, page


@pytest.mark.parametrize("line", sorted(COMMANDS))
def test_commands_and_their_flags_exist(line: str) -> None:
    _, name, *arguments = shlex.split(line)
    command = cli.commands[name]
    known = {flag for parameter in command.params for flag in parameter.opts}
    assert {each for each in arguments if each.startswith("-")} <= known


def test_the_guide_leads_to_every_rule() -> None:
    linked = set(re.findall(r"\]\(rules/([\w-]+)\.md\)", TEXTS["guide.md"]))
    assert linked == {rule.name for rule in RULES}


def test_the_first_page_shows_ten_languages() -> None:
    languages = re.findall(r"^\| (\w+)[^|]* \| `.*` \| `.*` \|$", TEXTS["index.md"], re.MULTILINE)
    assert len(set(languages)) >= 10


def test_the_site_names_every_page() -> None:
    plan = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert [name for name in PAGES if name not in plan] == []


def test_every_picture_is_shown() -> None:
    shown = "".join([*TEXTS.values(), (ROOT / "README.md").read_text("utf-8")])
    pictures = [path.name for path in (ROOT / "docs" / "images").iterdir()]
    assert [name for name in pictures if f"images/{name})" not in shown] == []

"""Rules that run before mojibake leave text alone that was read in a wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support import FIXTURES

from textrepair import RULES, Applicability, Edit, Options, Rule

NAMES = [rule.name for rule in RULES]
#: Those that take characters for other ones than an encoding would.
EARLIER = [
    rule
    for rule in RULES[: NAMES.index("mojibake")]
    if rule.name in {"bracketed-codes", "undecoded-tokens", "vietnamese-fonts", "font-ligatures"}
]
#: Western, Central European, Cyrillic, DOS, Mac and East Asian pages, in which UTF-8 is read.
PAGES = (
    "cp1252", "latin-1", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "koi8-r",
    "cp437", "cp850", "cp852", "cp866", "mac-roman", "gbk", "big5", "shift_jis", "cp949",
)  # fmt: skip
#: What is read in Western and DOS pages otherwise.
WRITTEN_IN = ("cp1250", "cp1251", "koi8-r", "cp850", "mac-roman", "gbk", "cp949", "shift_jis")
READ_AS = ("latin-1", "cp1252", "mac-roman", "cp850")


def garbled_lines() -> Iterator[str]:
    for path in sorted((FIXTURES / "clean").glob("*.txt")):
        if path.stem in {"looks-damaged", "source-code"}:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.isascii():
                continue
            pairs = [("utf-8", page) for page in PAGES]
            pairs += [(written, read) for written in WRITTEN_IN for read in READ_AS]
            for written, read in pairs:
                try:
                    garbled = line.encode(written).decode(read)
                except UnicodeError:
                    continue
                if garbled != line:
                    yield garbled


LINES = list(garbled_lines())


@pytest.mark.parametrize("rule", EARLIER, ids=lambda rule: rule.name)
def test_text_of_other_encodings_stays(rule: Rule) -> None:
    assert len(LINES) > 1000
    changed = [
        (line, edit.before, edit.after)
        for line in LINES
        for edit in rule.find(line, Options())
        if isinstance(edit, Edit) and edit.applicability is Applicability.SAFE
    ]
    assert changed == []

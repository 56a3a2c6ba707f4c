"""detect --choose: how a file reads in each encoding, and which one a person takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_choose import Keys

from textrepair.cli.subcommands.detect import Detected, candidates_of, chosen
from textrepair.files.document import open_document


@pytest.fixture
def document(tmp_path: Path) -> Detected:
    path = tmp_path / "old.txt"
    path.write_bytes("Привет, мир".encode("cp1251"))
    with open_document(str(path)) as opened:
        return Detected.of(opened)


@pytest.mark.parametrize("keys", ["", "\n", "1", "x9z\r"])
def test_the_first_is_taken(document: Detected, keys: str) -> None:
    assert chosen(document, Keys(keys)).text_format.encoding == "cp1251"


def test_another_is_taken(document: Detected) -> None:
    terminal = Keys("2")
    second = candidates_of(document)[1].encoding
    made = chosen(document, terminal)
    assert (made.text_format.encoding, made.text_format.confidence) == (second, 1.0)
    assert "Привет, мир" in terminal.shown
    assert f"textrepair fix --encoding {second} --to utf-8" in terminal.shown


def test_quitting(document: Detected) -> None:
    with pytest.raises(KeyboardInterrupt):
        chosen(document, Keys("q"))

"""A file whose name tells nothing is JSON by its beginning only if all that is seen of it is."""

from __future__ import annotations

import pytest

from textrepair.files.fields import field_format


@pytest.mark.parametrize(
    ("text", "is_json"),
    [
        ("Some text\n", False),
        ('{"a": 1}\n{"b": 2}\nand what was said of it: cafÃ©\n', False),
        ('{"a": 1} is how it begins\n', False),
        ("[1] A footnote\n[2] Another\n", False),
        ("{{template}}\n", False),
        ('{"a": 1}\n\n{"b": 2}\n', True),
        ('{"a": 1}\n{"b": 2}\n{"c": "cut o', True),
        ('{"a":\n 1}\n', True),
        ("[" * 100_000, False),
    ],
)
def test_by_beginning(text: str, *, is_json: bool) -> None:
    assert (field_format("notes", lambda: text) is not None) == is_json

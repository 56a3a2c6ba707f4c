"""Importing textrepair must cost next to nothing (benchmarks/import_time.py says how much)."""

from __future__ import annotations

import json

from tests.support import run_python

HEAVY = ("click", "rich", "opencc", "ftfy", "charset_normalizer", "numpy", "importlib.metadata")


def loaded_after(code: str) -> set[str]:
    return set(
        json.loads(run_python(f"{code}\nimport json, sys; print(json.dumps([*sys.modules]))"))
    )


def test_import_loads_no_other_package() -> None:
    new = loaded_after("import textrepair") - loaded_after("pass")
    assert not [name for name in new if name.startswith(HEAVY)]
    ours = [name for name in new if name.startswith("textrepair.")]
    assert ours == [], "the public names are loaded on first use"


def test_fixing_clean_text_loads_no_other_package() -> None:
    new = loaded_after("import textrepair; textrepair.fix('plain', ); textrepair.fix('naïve')")
    outside = {"click", "rich", "opencc", "ftfy", "charset_normalizer", "numpy"}
    assert not {name.partition(".")[0] for name in new} & outside

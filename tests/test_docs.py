"""The generated pages of docs/ are what tools/build_docs.py makes of rules and fixtures today."""

from __future__ import annotations

from tools.build_docs import stale_pages

from tests.support import ROOT


def test_generated_pages_are_up_to_date() -> None:
    stale = [path.relative_to(ROOT).as_posix() for path in stale_pages()]
    assert stale == [], "run: nox -s docs  (python -m tools.build_docs)"

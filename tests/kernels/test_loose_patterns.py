"""What the windows of a trigger do not say is asked of an expression."""

from __future__ import annotations

import re

import pytest

from textrepair import kernels
from textrepair.pipeline.loose_patterns import loose_pattern
from textrepair.rules import Trigger

pytestmark = pytest.mark.skipif(not kernels.compiled, reason="the kernels are not compiled")


def test_only_what_windows_do_not_say_is_left() -> None:
    trigger = Trigger("é", r"a|(?<=[xy]é)(?:b|c(?![^\W_]))")
    pattern = loose_pattern(trigger)
    assert pattern == r"[^\U00010000-\U0010ffff](?=(?<=[xy]é)(?:c(?![^\W_])))"
    assert re.search(pattern, "xéc!") is not None
    assert re.search(pattern, "xéb ycd éa") is None


def test_exact_windows_leave_nothing() -> None:
    assert not loose_pattern(Trigger("é", "a|[bc]"))

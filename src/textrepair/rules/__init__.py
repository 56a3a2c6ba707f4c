"""The pipeline at a glance: each module is a kind of damage, in the order they are undone.

What happened last is undone first: a wrong decoding of the whole text, then the bytes
it lost, then what a byte-unsafe converter did to the text before that.  Rules that
only report come last, for they speak of the text as it will stand.
"""

from __future__ import annotations

from . import (
    chinese_variant,
    dropped_bytes,
    impossible_designation,
    impossible_value,
    lost_bytes,
    lost_indent,
    malformed_number,
    misaligned_bytes,
    mixed_script,
    mojibake,
    number_gap,
    pinyin_gloss,
    refilled_numbers,
    stray_bytes,
    suspect_mojibake,
)
from .protocol import Rule, Trigger

RULES: tuple[Rule, ...] = (
    # repairs: decoding
    lost_bytes,  # before mojibake: words that lost nothing help to read those that did
    mojibake,
    dropped_bytes,
    # repairs: Chinese converters
    pinyin_gloss,  # while the rest is still out of step: what the converter saw, it glossed
    misaligned_bytes,
    lost_indent,
    chinese_variant,  # only with the option chinese
    # reports: decoding
    stray_bytes,
    suspect_mojibake,
    # reports: Chinese converters
    mixed_script,
    # reports: numbers
    number_gap,
    malformed_number,
    impossible_designation,
    impossible_value,
    refilled_numbers,
)

__all__ = ["RULES", "Rule", "Trigger"]

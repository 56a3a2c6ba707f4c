"""The pipeline at a glance: each module is a kind of damage, in the order they are undone.

What happened last is undone first: a wrong decoding of the whole text, then the bytes
it lost, then what a byte-unsafe converter did to the text before that.  Rules that
only report come last, for they speak of the text as it will stand.
"""

from __future__ import annotations

from . import (
    bidirectional_controls,
    broken_words,
    c1_anywhere,
    c1_controls,
    character_width,
    chinese_variant,
    composition,
    control_characters,
    curly_quotes,
    dropped_bytes,
    escaped_mojibake,
    ftfy_encoding,
    garbled_punctuation,
    html_entities,
    impossible_designation,
    impossible_value,
    inner_byte_order_mark,
    latin_ligatures,
    line_breaks,
    lone_surrogates,
    lost_bytes,
    lost_indent,
    malformed_number,
    misaligned_bytes,
    mixed_encoding,
    mixed_script,
    mojibake,
    number_gap,
    pinyin_gloss,
    punctuation_folded,
    refilled_numbers,
    removable_controls,
    stray_bytes,
    surrogate_pairs,
    suspect_mojibake,
    terminal_escapes,
)
from .protocol import Rule, Trigger

RULES: tuple[Rule, ...] = (
    # normalizing: what may hide damage
    html_entities,
    terminal_escapes,
    # repairs: decoding
    mixed_encoding,  # files are put together last
    escaped_mojibake,
    garbled_punctuation,  # before lost-bytes, which would make words of it
    lost_bytes,  # before mojibake: words that lost nothing help to read those that did
    mojibake,
    dropped_bytes,
    c1_controls,
    surrogate_pairs,
    inner_byte_order_mark,
    # repairs: Chinese converters
    pinyin_gloss,  # while the rest is still out of step: what the converter saw, it glossed
    misaligned_bytes,
    lost_indent,
    chinese_variant,  # only with the option chinese
    # normalizing
    ftfy_encoding,
    c1_anywhere,
    latin_ligatures,
    character_width,
    curly_quotes,
    line_breaks,
    removable_controls,
    composition,
    # repairs: only when selected
    punctuation_folded,
    # reports: decoding
    stray_bytes,
    lone_surrogates,
    suspect_mojibake,
    # reports: characters that show nothing
    control_characters,
    broken_words,
    bidirectional_controls,
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

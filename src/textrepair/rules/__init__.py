"""The pipeline at a glance: each module is a kind of damage, in the order they are undone.

What happened last is undone first: a wrong decoding of the whole text, then the bytes
it lost, then what a byte-unsafe converter did to the text before that.  Rules that
only report come last, for they speak of the text as it will stand.
"""

from __future__ import annotations

from .characters import (
    bidirectional_controls,
    broken_words,
    character_width,
    composition,
    control_characters,
    curly_quotes,
    latin_ligatures,
    line_breaks,
    punctuation_folded,
    removable_controls,
)
from .chinese import chinese_variant, lost_indent, misaligned_bytes, mixed_script, pinyin_gloss
from .encoding import (
    c1_anywhere,
    c1_controls,
    dropped_bytes,
    ftfy_encoding,
    inner_byte_order_mark,
    lone_surrogates,
    lost_bytes,
    mixed_encoding,
    mojibake,
    stray_bytes,
    surrogate_pairs,
    suspect_mojibake,
)
from .markup import html_entities, terminal_escapes
from .numbers import (
    impossible_designation,
    impossible_value,
    malformed_number,
    number_gap,
    refilled_numbers,
)
from .rule import Rule, Trigger

RULES: tuple[Rule, ...] = (
    # normalizing: what may hide damage
    html_entities,
    terminal_escapes,
    # repairs: decoding
    mixed_encoding,  # files are put together last
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

"""The pipeline at a glance: each rule is a kind of damage, in the order they are undone.

What happened last is undone first: a wrong decoding of the whole text, then the bytes
it lost, then what a byte-unsafe converter did to the text before that.  Rules that
only report come last, for they speak of the text as it will stand.

What decides whether a rule is run stands in ``data/listing.txt`` too, so that a text pays for the
import of those rules that have something to do; ``tools/build_docs.py`` makes that file.
"""

from __future__ import annotations

from .characters import (
    bidirectional_controls,
    broken_words,
    character_width,
    composition,
    control_characters,
    curly_quotes,
    garbled_byte_order_mark,
    inner_byte_order_mark,
    latin_ligatures,
    line_breaks,
    punctuation_folded,
    removable_controls,
    utf16_bytes,
)
from .chinese import (
    chinese_variant,
    lost_indent,
    misaligned_bytes,
    mixed_script,
    pinyin_gloss,
    unset_memory,
)
from .encoding import (
    c1_anywhere,
    c1_controls,
    dropped_bytes,
    ftfy_encoding,
    garbled_punctuation,
    lone_surrogates,
    lost_bytes,
    lost_escapes,
    mixed_encoding,
    mojibake,
    stray_bytes,
    surrogate_pairs,
    suspect_mojibake,
)
from .fonts import (
    detached_accents,
    font_ligatures,
    turkish_font_letters,
    vietnamese_fonts,
)
from .markup import escaped_mojibake, html_entities, terminal_escapes
from .numbers import (
    altered_numbers,
    impossible_designation,
    impossible_value,
    malformed_number,
    number_gap,
    refilled_numbers,
)
from .rule import Rule
from .transport import bracketed_codes, quoted_printable, undecoded_tokens

RULES: tuple[Rule, ...] = (
    # normalizing: what may hide damage
    html_entities.RULE,
    terminal_escapes.RULE,
    # repairs: decoding
    bracketed_codes.RULE,
    undecoded_tokens.RULE,  # before mojibake: what it says may be garbled
    mixed_encoding.RULE,  # files are put together last
    escaped_mojibake.RULE,
    vietnamese_fonts.RULE,  # before mojibake, which takes signs for letters of other pages
    font_ligatures.RULE,  # before mojibake, as the next one: it would take their signs for bytes
    detached_accents.RULE,  # a macron may be fl
    garbled_punctuation.RULE,  # before lost-bytes, which would make words of it
    lost_bytes.RULE,  # before mojibake: words that lost nothing help to read words that lost bytes
    mojibake.RULE,
    dropped_bytes.RULE,
    lost_escapes.RULE,
    c1_controls.RULE,
    surrogate_pairs.RULE,
    garbled_byte_order_mark.RULE,
    utf16_bytes.RULE,
    inner_byte_order_mark.RULE,
    # repairs: fonts, which changed what was read rightly
    turkish_font_letters.RULE,
    # repairs: Chinese converters
    pinyin_gloss.RULE,  # while the rest is out of step: the converter glossed what it saw
    misaligned_bytes.RULE,
    lost_indent.RULE,
    chinese_variant.RULE,  # only with the option chinese
    # normalizing
    ftfy_encoding.RULE,
    c1_anywhere.RULE,
    latin_ligatures.RULE,
    character_width.RULE,
    curly_quotes.RULE,
    line_breaks.RULE,
    removable_controls.RULE,
    composition.RULE,
    # repairs: only when selected
    quoted_printable.RULE,
    punctuation_folded.RULE,
    # reports: decoding
    stray_bytes.RULE,
    lone_surrogates.RULE,
    suspect_mojibake.RULE,
    unset_memory.RULE,
    # reports: characters that show nothing
    control_characters.RULE,
    broken_words.RULE,
    bidirectional_controls.RULE,
    # reports: Chinese converters
    mixed_script.RULE,
    # reports: numbers
    number_gap.RULE,
    malformed_number.RULE,
    impossible_designation.RULE,
    impossible_value.RULE,
    altered_numbers.RULE,
    refilled_numbers.RULE,
)

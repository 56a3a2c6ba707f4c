"""What each encoding is, and the way from bytes to text and back."""

from .registry import (
    BY_CODEC,
    ENCODINGS,
    ByteForm,
    Encoding,
    Family,
    candidates_of,
    codec_of,
    display_name,
    encoding_named,
    is_multi_byte,
)
from .tables import (
    decode_exact,
    decode_table,
    duplicate_codes,
    equivalence_table,
    reencode,
    stray_byte_table,
    undefined_bytes,
    unused_bytes,
)

__all__ = [
    "BY_CODEC",
    "ENCODINGS",
    "ByteForm",
    "Encoding",
    "Family",
    "candidates_of",
    "codec_of",
    "decode_exact",
    "decode_table",
    "display_name",
    "duplicate_codes",
    "encoding_named",
    "equivalence_table",
    "is_multi_byte",
    "reencode",
    "stray_byte_table",
    "undefined_bytes",
    "unused_bytes",
]

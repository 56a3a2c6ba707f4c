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
    decode_as_vendors,
    decode_as_vendors_from,
    decode_exact,
    decode_table,
    duplicate_codes,
    equivalence_table,
    filled_holes,
    reencode,
    stray_byte_table,
    undefined_bytes,
    unused_bytes,
)
from .utf8_or_western import UTF8_OR_WESTERN, decode_utf8_or_western
from .vendor_codes import EURO, EURO_CODES, has_two_euros, vendor_codes

__all__ = [
    "BY_CODEC",
    "ENCODINGS",
    "EURO",
    "EURO_CODES",
    "UTF8_OR_WESTERN",
    "ByteForm",
    "Encoding",
    "Family",
    "candidates_of",
    "codec_of",
    "decode_as_vendors",
    "decode_as_vendors_from",
    "decode_exact",
    "decode_table",
    "decode_utf8_or_western",
    "display_name",
    "duplicate_codes",
    "encoding_named",
    "equivalence_table",
    "filled_holes",
    "has_two_euros",
    "is_multi_byte",
    "reencode",
    "stray_byte_table",
    "undefined_bytes",
    "unused_bytes",
    "vendor_codes",
]

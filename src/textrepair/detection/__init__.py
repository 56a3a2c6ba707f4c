"""Bytes to text: which encoding bytes are in, and what they say.

``decode`` tells both, ``text_format`` the first, of bytes in memory or of a file; the stages of
detection are in ``decode.STAGES``.
"""

from typing import TYPE_CHECKING

from .decode import by_nul_bytes, codec_name, decode, text_format
from .input import Input, decoder_for
from .mixed.other_encodings import OtherEncoding, other_encodings
from .result import MIXED_ENCODING, Candidate, Decoding, TextFormat, mixed_edits
from .signatures import codec_called, declaration_spans, ebcdic, utf16_by_high_bytes

if TYPE_CHECKING:
    from .mixed.field_bytes import encoding_of_fields
    from .mixed.strays import StraysMet

__all__ = [
    "MIXED_ENCODING",
    "Candidate",
    "Decoding",
    "Input",
    "OtherEncoding",
    "StraysMet",
    "TextFormat",
    "by_nul_bytes",
    "codec_called",
    "codec_name",
    "declaration_spans",
    "decode",
    "decoder_for",
    "ebcdic",
    "encoding_of_fields",
    "mixed_edits",
    "other_encodings",
    "text_format",
    "utf16_by_high_bytes",
]


def __getattr__(name: str) -> object:
    """Load what stands on the language models, which are heavy, on first use."""
    if name == "StraysMet":
        from .mixed import strays

        return strays.StraysMet
    if name == "encoding_of_fields":
        from .mixed import field_bytes

        return field_bytes.encoding_of_fields
    raise AttributeError(name)

"""Bytes to text: which encoding bytes are in, and what they say."""

from .decode import by_nul_bytes, codec_name, decode, text_format
from .input import Input, decoder_for
from .mainframes import ebcdic
from .result import Candidate, Decoding, TextFormat
from .signatures import utf16_by_high_bytes

__all__ = [
    "Candidate",
    "Decoding",
    "Input",
    "TextFormat",
    "by_nul_bytes",
    "codec_name",
    "decode",
    "decoder_for",
    "ebcdic",
    "text_format",
    "utf16_by_high_bytes",
]

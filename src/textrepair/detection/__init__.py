"""Bytes to text: which encoding bytes are in, and what they say."""

from .decode import codec_name, decode, text_format
from .input import Input, decoder_for
from .result import Candidate, Decoding, TextFormat

__all__ = [
    "Candidate",
    "Decoding",
    "Input",
    "TextFormat",
    "codec_name",
    "decode",
    "decoder_for",
    "text_format",
]

"""Bytes to text, and back: which encoding, and what to do with the bytes that do not fit it."""

"""Undoes wrong decodings that lost nothing."""

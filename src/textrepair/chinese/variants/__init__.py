"""Simplified and traditional Chinese: which of both a text is, conversion, and mixtures."""

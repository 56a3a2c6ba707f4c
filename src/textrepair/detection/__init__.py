"""Bytes to text: which encoding they are in."""

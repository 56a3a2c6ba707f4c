"""Readings spliced into text."""

"""Choosing what tells garbled text from clean text."""

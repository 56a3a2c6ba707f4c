"""Restores what was lost when text was read in the wrong encoding."""

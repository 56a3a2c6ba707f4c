"""Punctuation marks that were read in the wrong encoding and lost bytes."""

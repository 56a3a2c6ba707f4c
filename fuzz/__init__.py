"""Harnesses that look for texts, bytes and files on which textrepair fails or is slow."""

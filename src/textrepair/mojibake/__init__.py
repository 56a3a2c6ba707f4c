"""Mojibake: text whose bytes were read in the wrong encoding."""

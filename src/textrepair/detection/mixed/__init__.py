"""Text in more than one encoding: stray bytes in UTF-8, lines of UTF-8 in a legacy encoding."""

"""Wrong decodings, and bytes that were lost."""

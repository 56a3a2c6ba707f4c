"""What a text says: its quantities."""

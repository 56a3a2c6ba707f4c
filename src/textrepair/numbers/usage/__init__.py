"""Which numbers English writes where."""

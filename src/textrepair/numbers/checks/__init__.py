"""Numbers that cannot be."""

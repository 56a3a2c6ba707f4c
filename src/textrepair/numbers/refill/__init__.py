"""Numbers filled back in the wrong order, and undone."""

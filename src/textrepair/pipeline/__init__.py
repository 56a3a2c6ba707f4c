"""Which rules run, in which order, and on how much text at a time."""

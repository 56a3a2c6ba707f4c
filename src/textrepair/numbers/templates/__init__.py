"""Where an English text has room for a number."""

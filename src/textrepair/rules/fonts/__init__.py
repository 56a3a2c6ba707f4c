"""Rules on letters that a font, not an encoding, changed."""

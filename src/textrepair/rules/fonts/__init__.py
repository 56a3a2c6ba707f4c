"""Letters that a font, not an encoding, changed."""

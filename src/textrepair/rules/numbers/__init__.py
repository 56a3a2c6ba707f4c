"""What machine translation does to numbers."""

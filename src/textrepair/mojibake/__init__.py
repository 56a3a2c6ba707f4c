"""Text read in the wrong encoding, with nothing lost."""

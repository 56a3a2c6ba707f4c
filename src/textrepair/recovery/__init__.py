"""Text read in the wrong encoding, with bytes lost."""

"""Files: finding them, reading them, and replacing them without losing a byte."""

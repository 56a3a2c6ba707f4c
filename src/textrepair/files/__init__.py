"""Files: found, read as documents, and replaced without losing a byte."""

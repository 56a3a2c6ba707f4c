"""Reports: what was found, for a person or for a program."""

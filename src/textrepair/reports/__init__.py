"""Reports: the same result for a person, and for a machine."""

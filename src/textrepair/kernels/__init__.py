"""The hot loops: small pure functions that import nothing of the package."""

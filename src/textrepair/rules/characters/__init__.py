"""Invisible, composed, curly and wide characters."""

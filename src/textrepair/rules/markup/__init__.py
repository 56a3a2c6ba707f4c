"""Entities and escape sequences."""

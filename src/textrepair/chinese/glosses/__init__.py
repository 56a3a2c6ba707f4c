"""Glosses: readings in brackets that a converter wrote behind characters."""

"""The signs of mojibake, as the trigger of rules: a character of ``FIRST``, where ``THEN`` holds."""

from .trigger import FIRST, THEN

__all__ = ["FIRST", "THEN"]

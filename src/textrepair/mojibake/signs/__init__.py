"""The signs of mojibake, as the trigger of rules: ``THEN`` behind one of ``FIRST``."""

from .trigger import FIRST, THEN

__all__ = ["FIRST", "THEN"]

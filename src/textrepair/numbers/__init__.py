"""Numerals in running text: how they are read, what they can be, and how they get shuffled.

A **slot** is a run of digits, or the gap ``<>`` that is left where a machine translation
had no number to put.  A **numeral** is one slot, or several that grouping or decimal marks
join: ``700,000`` has two slots.
"""

from __future__ import annotations

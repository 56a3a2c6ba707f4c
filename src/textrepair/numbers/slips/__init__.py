"""Slips: what other translation engines do to numbers, told from a text and its source.

``values`` are the slips of a number that the source says otherwise, ``notation`` those of a number
whose value stands; ``dates`` are days and months that changed places; ``write`` writes a quantity
as the target has its numbers; ``find`` looks for all of them; ``damage`` runs them forward.
"""

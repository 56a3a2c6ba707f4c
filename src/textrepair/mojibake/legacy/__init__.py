"""One legacy encoding taken for another: readings that no structure proves, only the models.

``unstructured`` says when such a reading of a line is believed; ``short_texts``, ``dos_lines``,
``mixed_words`` and ``half_width`` look for kinds of text that are too short for that, by what no
one writes.
"""

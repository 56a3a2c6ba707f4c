"""Where the compiled models lie: packs, which ``pack_files`` reads and checks.

`tools/train_language.py` writes them; docs/language-models.md describes their sections.
"""

from os import path

from ..pack_files import read_sections as sections_at

#: Costs are kept in eighths of a bit everywhere.
UNITS_PER_BIT = 8
#: Not a ``pathlib.Path``: ``pathlib`` takes as long to load as a pack.
_DATA = path.join(path.dirname(__file__), "data")  # noqa: PTH118, PTH120


def read_sections(name: str) -> list[bytes]:
    """Return the sections of the pack `name` ("latin", "zh", ...).

    Raises DataError for a pack that is damaged, cut off, or not there.
    """
    return sections_at(path.join(_DATA, f"{name}.pack"))  # noqa: PTH118

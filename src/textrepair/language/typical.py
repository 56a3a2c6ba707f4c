"""What natural text of each language typically costs: measured on training text held back.

The bits per character of a text of n characters lie about a mean; their variance is `spread` / n
plus `drift`: the first part averages out in a long text, the second (subject, style) does not.
"""

from functools import cache
from math import sqrt

from .model_files import read_sections

#: For text without letters of a known script: digits, symbols, scripts without a pack.
_NO_LANGUAGE = (6.0, 40.0, 2.0)


@cache
def _table() -> dict[str, tuple[float, float, float]]:
    table = {}
    for line in read_sections("typical")[0].decode().splitlines():
        code, mean, spread, drift = line.split()
        table[code] = float(mean), float(spread), float(drift)
    return table


def typical_bits(language: str | None, characters: int) -> tuple[float, float]:
    """Return mean and standard deviation of the bits per character of such a text."""
    mean, spread, drift = _table().get(language or "", _NO_LANGUAGE)
    return mean, sqrt(spread / characters + drift)

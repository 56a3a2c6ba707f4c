"""Other encodings: which lines of a text are in another encoding than the text as a whole.

A file that was put together from parts is UTF-8 with lines of a legacy encoding, or the other
way round.  ``decode`` reads those lines; here they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ...encodings.stray_bytes import STRAY, decode_keeping
from ..input import Input
from ..result import TextFormat, may_hold_utf8

#: Longest data whose lines are looked at, in bytes: all of it is decoded at once.
_LONGEST: Final = 1 << 23


@dataclass(frozen=True, slots=True)
class OtherEncoding:
    """An encoding that some lines of a text are in: ranges of lines, the first line being 1."""

    encoding: str
    lines: tuple[tuple[int, int], ...]


def other_encodings(data: Input, form: TextFormat) -> tuple[OtherEncoding, ...]:
    """Return which lines of a text are in another encoding than the one it was found to be in.

    Of data of more than 8 MB nothing is told.

    >>> from ..decode import text_format
    >>> data = Input("déjà vu, très bien, été\\n".encode() * 3 + b"d\\xe9j\\xe0 vu\\n")
    >>> other_encodings(data, text_format(data))
    (OtherEncoding(encoding='cp1252', lines=((4, 4),)),)
    """
    if data.size > _LONGEST:
        return ()
    found: dict[str, list[int]] = {}
    for encoding, first, last in _places(data, form):
        found.setdefault(encoding, []).extend(range(first, last + 1))
    return tuple(OtherEncoding(name, tuple(_ranges(found[name]))) for name in sorted(found))


def _places(data: Input, form: TextFormat) -> Iterator[tuple[str, int, int]]:
    """Yield the encoding, the first and the last line of each place that is in another one."""
    whole = data.all()[len(form.mark) :]
    if form.encoding == "utf-8":
        text = decode_keeping(whole, "utf-8")
        if not STRAY.search(text):
            return
        from .strays import stray_readings  # the language models are heavy

        spans = ((r.encoding, r.start, r.end) for r in stray_readings(text))
    elif may_hold_utf8(data, form):
        from .utf8_lines import utf8_lines

        text = decode_keeping(whole, form.encoding)
        spans = (("utf-8", line.start, line.end) for line in utf8_lines(whole, form.encoding))
    else:
        return
    line, counted_to = 1, 0
    for encoding, start, end in spans:
        line += text.count("\n", counted_to, start)
        last = line + text.count("\n", start, end)
        yield encoding, line, last
        line, counted_to = last, end


def _ranges(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield lines that follow one another as ranges.

    >>> list(_ranges([1, 2, 2, 5]))
    [(1, 2), (5, 5)]
    """
    first = last = 0
    for line in lines:
        if last and line > last + 1:
            yield first, last
            first = line
        first = first or line
        last = line
    if last:
        yield first, last

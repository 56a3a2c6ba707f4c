"""``textrepair detect``: which encoding each file is in, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..detection import Candidate, Input, TextFormat
from ..errors import BinaryInput, TextRepairError
from ..files.discover import Source, sources
from ..files.document import Document, open_document
from ..reports.escaping import visible
from ..reports.json_report import dumps
from .output import complain, say, write_text, write_utf8

FORMATS: Final = ("table", "json")
_FAILED: Final = 2
#: How much of a text is shown, in code points, and how many bytes that can take.
_SHOWN: Final = 60
_SHOWN_BYTES: Final = 4 * _SHOWN
_HEADINGS: Final = ("encoding", "sure", "language", "stray bytes", "path")


def detect_files(
    paths: Sequence[str],
    *,
    candidates: bool,
    encoding: str | None,
    language: str | None,
    output_format: str,
) -> int:
    """Print the encoding of each file, and return the exit code."""
    if language is not None:
        from ..language.languages import LANGUAGES

        if language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            complain(f"no language model for {language!r}; there are models for {known}")
            return _FAILED
    found, all_read = _detected(paths, encoding, language)
    if output_format == "json":
        objects = ",\n ".join(dumps(_object(document)) for document in found)
        write_utf8(f"[\n {objects}\n]\n" if objects else "[]\n")
    else:
        write_text("".join(_table(found, candidates=candidates)))
    return 0 if all_read else _FAILED


def _detected(
    paths: Sequence[str], encoding: str | None, language: str | None
) -> tuple[list[Detected], bool]:
    """Return what is told of each file, and whether all could be read; say why one could not."""
    all_read = True
    found: list[Detected] = []
    for source in sources(paths):
        if not isinstance(source, Source):
            complain((source.strerror or "cannot be listed").lower(), str(source.filename))
            all_read = False
            continue
        try:
            with open_document(source.path, encoding=encoding, language=language) as document:
                found.append(Detected.of(document))
        except TextRepairError as error:
            if isinstance(error, BinaryInput) and source.walked:
                say(f"{visible(source.path)}: passed over: {visible(str(error).partition(';')[0])}")
            else:
                complain(str(error), source.path)
                all_read = False
    return found, all_read


@dataclass(frozen=True, slots=True)
class Detected:
    """What is printed of a file: its encoding, the spans that are not in it, how it begins.

    ``head`` are its first bytes, ``telling`` those of the first line that is more than ASCII.
    """

    path: str
    text_format: TextFormat
    errors: tuple[tuple[int, int], ...]
    head: bytes
    telling: bytes

    @classmethod
    def of(cls, document: Document) -> Detected:
        """Return what is printed of a document, of which no more is kept."""
        data = document.data
        telling = data.read_at(_first_line(data), _SHOWN_BYTES)
        head, errors = data.head(_SHOWN_BYTES), tuple(document.errors())
        return cls(document.path, document.text_format, errors, head, telling)


def _first_line(data: Input) -> int:
    """Return where the first line begins, or nearly so, that is more than ASCII; 0 if none is."""
    if data.first_high == data.size:
        return 0
    start = max(0, data.first_high - _SHOWN // 2)
    return start + data.read_at(start, data.first_high - start).rfind(b"\n") + 1


def _table(documents: Sequence[Detected], *, candidates: bool) -> Iterator[str]:
    """Yield the lines of a table; after each file, if asked to, what else it may be."""
    rows = [_HEADINGS, *(_row(document) for document in documents)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]
    for number, row in enumerate(rows if documents else ()):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join((*cells, row[-1])) + "\n"
        if candidates and number:
            yield from _choices(documents[number - 1])


def _row(document: Detected) -> tuple[str, str, str, str, str]:
    form = document.text_format
    strays = sum(end - start for start, end in document.errors)
    name = form.encoding + (" (marked)" if form.had_bom else "")
    return (
        name,
        _percent(form.confidence),
        form.language or "-",
        str(strays),
        _path(document),
    )


def _choices(document: Detected) -> Iterator[str]:
    """Yield a line for each candidate: its name, how likely it is, and how the text begins."""
    for candidate in candidates_of(document):
        share = _percent(candidate.confidence)
        yield f"    {candidate.encoding:<14}{share:>6}  {visible(beginning(document, candidate))}\n"


def candidates_of(document: Detected) -> tuple[Candidate, ...]:
    """Return the encodings that a document may be in, the one it was read in first."""
    form = document.text_format
    only = Candidate(form.encoding, form.confidence, form.language)
    return form.candidates or (only,)


def beginning(document: Detected, candidate: Candidate) -> str:
    """Return how a text begins in an encoding: the first line that is more than ASCII."""
    wide = candidate.encoding.startswith(("utf-16", "utf-32"))
    data = document.head if wide else document.telling
    text = data.decode(candidate.encoding, "replace")
    return text.removeprefix("\ufeff")[:_SHOWN].partition("\n")[0].strip()


def _object(document: Detected) -> dict[str, Any]:
    form = document.text_format
    return {
        "path": document.path,
        "encoding": form.encoding,
        "confidence": round(form.confidence, 4),
        "language": form.language,
        "had_bom": form.had_bom,
        "errors": [list(span) for span in document.errors],
        "candidates": [
            {
                "encoding": candidate.encoding,
                "confidence": round(candidate.confidence, 4),
                "language": candidate.language,
                "beginning": beginning(document, candidate),
            }
            for candidate in candidates_of(document)
        ],
    }


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _path(document: Detected) -> str:
    return visible(document.path)

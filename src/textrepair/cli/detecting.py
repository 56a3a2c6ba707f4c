"""``textrepair detect``: which encoding each file is in, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ..encodings.decode import Candidate
from ..errors import BinaryInput, TextRepairError
from ..files.reading import Document, read_document
from ..files.walking import Source, sources
from ..reports.machines import dumps
from ..reports.visible import visible
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
    failed = False
    found: list[Document] = []
    for source in sources(paths):
        if not isinstance(source, Source):
            complain((source.strerror or "cannot be listed").lower(), str(source.filename))
            failed = True
            continue
        try:
            found.append(read_document(source.path, encoding=encoding, language=language))
        except BinaryInput as error:
            if source.walked:
                say(f"{visible(source.path)}: passed over: {visible(str(error).partition(';')[0])}")
            else:
                complain(str(error), source.path)
                failed = True
        except TextRepairError as error:
            complain(str(error), source.path)
            failed = True
    if output_format == "json":
        objects = ",\n ".join(dumps(_object(document)) for document in found)
        write_utf8(f"[\n {objects}\n]\n" if objects else "[]\n")
    else:
        write_text("".join(_table(found, candidates=candidates)))
    return _FAILED if failed else 0


def _table(documents: Sequence[Document], *, candidates: bool) -> Iterator[str]:
    """Yield the lines of a table; after each file, if asked to, what else it may be."""
    rows = [_HEADINGS, *(_row(document) for document in documents)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]
    for number, row in enumerate(rows if documents else ()):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join((*cells, row[-1])) + "\n"
        if candidates and number:
            yield from _choices(documents[number - 1])


def _row(document: Document) -> tuple[str, str, str, str, str]:
    decoding = document.decoding
    strays = sum(end - start for start, end in decoding.errors)
    name = decoding.encoding + (" (marked)" if decoding.had_bom else "")
    return (
        name,
        _percent(decoding.confidence),
        decoding.language or "-",
        str(strays),
        _path(document),
    )


def _choices(document: Document) -> Iterator[str]:
    """Yield a line for each candidate: its name, how likely it is, and how the text begins."""
    for candidate in candidates_of(document):
        share = _percent(candidate.confidence)
        yield f"    {candidate.encoding:<14}{share:>6}  {visible(beginning(document, candidate))}\n"


def candidates_of(document: Document) -> tuple[Candidate, ...]:
    """Return the encodings that a document may be in, the one it was read in first."""
    decoding = document.decoding
    only = Candidate(decoding.encoding, decoding.confidence, decoding.language)
    return decoding.candidates or (only,)


def beginning(document: Document, candidate: Candidate) -> str:
    """Return how a text begins in an encoding: the first line that is more than ASCII."""
    data = document.data
    first = 0
    if not candidate.encoding.startswith(("utf-16", "utf-32")):
        ascii_length = len(data) - len(data.lstrip(bytes(range(0x80))))
        first = data.rfind(b"\n", 0, ascii_length) + 1 if ascii_length < len(data) else 0
        first = max(first, ascii_length - _SHOWN // 2)
    text = data[first : first + _SHOWN_BYTES].decode(candidate.encoding, "replace")
    return text.removeprefix("\ufeff")[:_SHOWN].partition("\n")[0].strip()


def _object(document: Document) -> dict[str, Any]:
    decoding = document.decoding
    return {
        "path": document.path,
        "encoding": decoding.encoding,
        "confidence": round(decoding.confidence, 4),
        "language": decoding.language,
        "had_bom": decoding.had_bom,
        "errors": [list(span) for span in decoding.errors],
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


def _path(document: Document) -> str:
    return visible(document.path)

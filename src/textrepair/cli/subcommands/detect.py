"""``textrepair detect``: which encoding each file is in, and how sure that is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from click import UsageError

from ...detection import Candidate, Input, OtherEncoding, TextFormat, other_encodings
from ...encodings import ENCODINGS, Family
from ...errors import BinaryInput, TextRepairError
from ...files.discover import STDIN, Source, sources
from ...files.document import Document, open_document
from ...reports.escaping import visible
from ...reports.json_report import dumps
from ..output import complain, say, write_text, write_utf8
from ..settings import check_language
from .choose import Console, Terminal

FORMATS: Final = ("table", "json")
_FAILED: Final = 2
#: How much of a text is shown, in code points, and how many bytes that can take.
_SHOWN: Final = 60
_SHOWN_BYTES: Final = 4 * _SHOWN
#: Below this confidence the candidates are shown without being asked for.
_UNSURE: Final = 0.6
#: Encodings of one file that are offered to choose from: one key each.
_MOST_OFFERS: Final = 9
#: Files from which on several processes are worth their start, and files a process takes at once.
#: Set by hand, on files of some kilobytes.
_MANY: Final = 100
_AT_ONCE: Final = 16
#: Ranges of lines in another encoding that are shown in the table.
_RANGES: Final = 10
_HEADINGS: Final = ("encoding", "sure", "language", "stray bytes", "path")


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: the encoding that is given, if any, and the language that is a hint.

    ``jobs`` is the number of processes; with 0 there are several where files are many.
    """

    encoding: str | None = None
    language: str | None = None
    jobs: int = 0


def detect_files(
    paths: Sequence[str], reading: Reading, *, candidates: bool, choose: bool, output_format: str
) -> int:
    """Print the encoding of each file, and return the exit code."""
    check_language(reading.language, quiet=False)
    if choose and STDIN in paths:
        raise UsageError("--choose reads its answers from standard input; name files")
    found, all_read = _detected(paths, reading)
    if choose:
        terminal = Console()
        found = [chosen(document, terminal) for document in found]
    if output_format == "json":
        objects = ",\n ".join(dumps(_object(document)) for document in found)
        write_utf8(f"[\n {objects}\n]\n" if objects else "[]\n")
    else:
        write_text("".join(_table(found, candidates=candidates)))
    return 0 if all_read else _FAILED


def chosen(document: Detected, terminal: Terminal) -> Detected:
    """Show how a file reads in each encoding in question, and ask which it is.

    Returns what is told of the file in the encoding that was chosen.  Raises KeyboardInterrupt to
    stop the run.
    """
    offers = candidates_of(document)[:_MOST_OFFERS]
    lines = [f"\n{_path(document)}"]
    for number, offer in enumerate(offers, 1):
        shown = visible(beginning(document, offer))
        lines.append(f"  {number}  {offer.encoding:<14}{_percent(offer.confidence):>6}  {shown}")
    terminal.show("\n".join([*lines, "1-9 choose, Enter the first, q quit\n"]))
    while True:
        key = terminal.key()
        if key in {"q", "\x03", "\x04"}:
            raise KeyboardInterrupt
        if key in {"", "\r", "\n"}:
            return document
        if key.isascii() and key.isdigit() and 0 < int(key) <= len(offers):
            break
    offer = offers[int(key) - 1]
    others = tuple(each for each in offers if each is not offer)
    form = TextFormat(
        offer.encoding, 1.0, offer.language, (replace(offer, confidence=1.0), *others)
    )
    terminal.show(f"textrepair fix --encoding {offer.encoding} --to utf-8 {_path(document)}\n")
    return replace(document, text_format=form, errors=())


def list_encodings() -> None:
    """Print the encodings that files are found to be in, one a line."""
    rows = [("encoding", "name", "script")]
    rows += [
        (row.codec, row.label, row.script or "any")
        for row in ENCODINGS
        if row.prior_bits is not None or (row.family is Family.UNICODE and row.byte_order_mark)
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    write_text("".join(f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c}\n" for a, b, c in rows))


def _detected(paths: Sequence[str], reading: Reading) -> tuple[list[Detected], bool]:
    """Return what is told of each file, and whether all could be read; say why one could not."""
    all_read = True
    found: list[Detected] = []
    files: list[Source] = []
    for source in sources(paths):
        if isinstance(source, Source):
            files.append(source)
            continue
        complain((source.strerror or "cannot be listed").lower(), str(source.filename))
        all_read = False
    for outcome in _outcomes(files, reading):
        if isinstance(outcome, Detected):
            found.append(outcome)
        elif outcome.passed_over:
            say(f"{visible(outcome.path)}: passed over: {visible(outcome.reason)}")
        else:
            complain(outcome.reason, outcome.path)
            all_read = False
    return found, all_read


def _outcomes(files: Sequence[Source], reading: Reading) -> Iterator[Detected | _Unread]:
    """Yield what is told of each file in order, from several processes where files are many."""
    work = partial(_outcome, reading=reading)
    workers = reading.jobs or (os.cpu_count() or 1 if len(files) >= _MANY else 1)
    workers = min(workers, max(1, len(files)))
    if workers == 1 or any(source.path == STDIN for source in files):
        yield from map(work, files)
        return
    at_once = max(1, min(_AT_ONCE, len(files) // (2 * workers)))
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(work, files, chunksize=at_once)


def _outcome(source: Source, *, reading: Reading) -> Detected | _Unread:
    """Return what is told of a file, or why nothing is."""
    try:
        with open_document(
            source.path, encoding=reading.encoding, language=reading.language
        ) as document:
            return Detected.of(document)
    except TextRepairError as error:
        if isinstance(error, BinaryInput) and source.walked:
            return _Unread(source.path, str(error).partition(";")[0], passed_over=True)
        return _Unread(source.path, str(error), passed_over=False)


@dataclass(frozen=True, slots=True)
class _Unread:
    """A file of which nothing can be told, and why."""

    path: str
    reason: str
    passed_over: bool


@dataclass(frozen=True, slots=True)
class Detected:
    """What is printed of a file: its encoding, the spans that are not in it, how it begins.

    ``head`` are its first bytes, ``telling`` those of the first line that is more than ASCII;
    ``others`` are the lines that are in another encoding.
    """

    path: str
    text_format: TextFormat
    errors: tuple[tuple[int, int], ...]
    head: bytes
    telling: bytes
    others: tuple[OtherEncoding, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Detected:
        """Return what is printed of a document, of which no more is kept."""
        data = document.data
        telling = data.read_at(_first_line(data), _SHOWN_BYTES)
        head, errors = data.head(_SHOWN_BYTES), tuple(document.errors())
        others = other_encodings(data, document.text_format)
        return cls(document.path, document.text_format, errors, head, telling, others)


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
        if not number:
            continue
        document = documents[number - 1]
        yield from _other_lines(document)
        if candidates or document.text_format.confidence < _UNSURE:
            yield from _choices(document)


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


def _other_lines(document: Detected) -> Iterator[str]:
    """Yield a line for each encoding that some lines of a document are in."""
    for other in document.others:
        ranges = [str(a) if a == b else f"{a}-{b}" for a, b in other.lines]
        more = f" and {len(ranges) - _RANGES} more" if len(ranges) > _RANGES else ""
        where = "line" if len(ranges) == 1 and ranges[0].isdigit() else "lines"
        yield f"    {other.encoding} in {where} {', '.join(ranges[:_RANGES])}{more}\n"


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
        "other_encodings": [
            {"encoding": other.encoding, "lines": [list(span) for span in other.lines]}
            for other in document.others
        ],
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

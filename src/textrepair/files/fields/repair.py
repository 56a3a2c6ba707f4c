"""FieldRepair: the repair of a file field by field, as edits of the file as it is written.

A field is repaired as a text of its own.  Where it is written as it reads, its edits become edits
of the file; where escapes or doubled quotes stand between, one edit says what is written anew.
Each record that changes is parsed before and after: unless all but the repaired fields is equal,
nothing is written.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Self

from ...edits import Edit, Finding, Repair, apply_edits
from ...edits.model import same_ends
from ...encodings.stray_bytes import STRAY
from ...errors import OutputError
from ...pipeline.pipeline import Pipeline
from ...pipeline.spool import DiskStore
from .field import TEXT, Field, FieldFormat

#: Code points of a chunk, to which the rest of a record is added.  Set by hand: the memory that a
#: chunk takes is some 20 times as many bytes.
CHUNK: Final = 1 << 19
#: Fields with stray bytes after which the next ones are asked no more for their encoding.
MOST_STRAYS: Final = 1000
_TOLD: Final = "the repair would change more than the fields; not written; please report this"


#: The edits and the findings of a chunk.
_Said = tuple[tuple[Edit, ...], tuple[Finding, ...]]


class FieldRepair:
    """The repair of a file by fields, in the shape of ``ChunkedRepair``.

    ``texts`` gives the text from its beginning, in pieces, each time it is called.  ``changed``
    tells whether any chunk changes.  If there is nobody to ``report`` to, rules that only report
    do not run.  Raises InputError for a text that is not in the format.

    >>> from textrepair.files.fields.delimited import Delimited
    >>> text = 'name,note\\n"cafÃ©",x\\n'
    >>> with FieldRepair(Pipeline(), lambda: [text], Delimited()) as repair:
    ...     [each.text for each in repair.repairs()]
    ['name,note\\n"café",x\\n']
    """

    rules_with_chunk_scope: frozenset[str] = frozenset()

    def __init__(
        self,
        pipeline: Pipeline,
        texts: Callable[[], Iterable[str]],
        form: FieldFormat,
        *,
        report: bool = True,
        size: int = CHUNK,
    ) -> None:
        self._pipeline = pipeline
        self._form = form
        self._scan = pipeline.scan if report else pipeline.fixing
        self._texts = texts
        #: The edits and findings of the chunks that have any; their texts are read again.
        self._said: DiskStore[_Said] = DiskStore()
        #: The code points of each chunk; of a long one, of its parts.
        self._lengths: list[int] = []
        self.changed = False
        #: Fields with stray bytes, and the pipeline for those if they tell their encoding.
        self._strays: list[str] = []
        self._told: Pipeline | None = None
        try:
            for chunk in _chunks(texts(), form, size):
                repair = self._repaired(chunk, is_first=not self._lengths)
                self.changed |= repair.changed
                for length, said in _parts(repair, size):
                    if any(said):
                        self._said.put(self.count, said)
                    self._lengths.append(length)
        except BaseException:
            self._said.close()
            raise

    @property
    def count(self) -> int:
        """The number of chunks."""
        return len(self._lengths)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._said.close()

    def repairs(self, *, report: bool = True) -> Iterator[Repair]:
        """Yield the repair of each chunk, in order, on offsets of the chunk."""
        for number, text in enumerate(_cut_again(self._texts(), self._lengths)):
            if number not in self._said:
                yield Repair(text, text)
                continue
            edits, findings = self._said.get(number)
            new = apply_edits(text, edits) if edits else text
            yield Repair(new, text, edits, findings if report else ())

    def _repaired(self, text: str, *, is_first: bool) -> Repair:
        """Return the repair of a chunk.  Raises OutputError if it changed more than fields."""
        edits: list[Edit] = []
        findings: list[Finding] = []
        #: The new values of each record, by the numbers of the fields.
        values: dict[tuple[int, int], dict[int, str]] = {}
        fields = list(self._form.fields(text, self._scan, is_first=is_first))
        pipeline = self._pipeline_for(fields)
        for field in fields:
            if isinstance(field, Finding):
                findings.append(field)
                continue
            repair = pipeline.repair(field.value)
            if repair.changed:
                values.setdefault(field.record or (0, len(text)), {})[field.number] = repair.text
                edits += self._edits(text, field, repair)
            findings += [self._finding(text, field, found) for found in repair.findings]
        first = 0
        for (start, end), known in values.items():
            last = bisect_right(edits, end, first, key=lambda edit: edit.start)
            self._check(text[start:end], _moved(edits[first:last], (), start)[0], known)
            first = last
        return Repair(
            apply_edits(text, edits) if edits else text, text, tuple(edits), tuple(findings)
        )

    def _pipeline_for(self, fields: Iterable[Field | Finding]) -> Pipeline:
        """Return the pipeline for the fields of a chunk, told the encoding of stray bytes.

        The fields of this chunk and of those before it tell it.
        """
        strays = [f.value for f in fields if isinstance(f, Field) and STRAY.search(f.value)]
        if not strays:
            return self._pipeline
        if len(self._strays) < MOST_STRAYS:
            from ...detection import encoding_of_fields

            self._strays += strays[:MOST_STRAYS]
            encoding = encoding_of_fields(self._strays)
            self._told = self._pipeline.reading_strays_as(encoding) if encoding else None
        return self._told or self._pipeline

    def _edits(self, text: str, field: Field, repair: Repair) -> list[Edit]:
        """Return the edits of a field as edits of the text that it stands in."""
        written = text[field.start : field.end]
        new = self._form.replacement(text, field, repair.text)
        if written == field.value and new == repair.text:
            move = field.start
            return [replace(e, start=e.start + move, end=e.end + move) for e in repair.edits]
        before, after = self._form.pieces(written), self._form.pieces(new)
        left, right = same_ends(before, after)
        start, end = len("".join(before[:left])), len("".join(before[len(before) - right :]))
        first = repair.edits[0]
        rules = dict.fromkeys(rule for e in repair.edits for rule in (e.rule, *e.also))
        del rules[first.rule]
        return [
            replace(
                first,
                start=field.start + start,
                end=field.end - end,
                before=written[start : len(written) - end],
                after=new[start : len(new) - end],
                confidence=min(e.confidence for e in repair.edits),
                also=tuple(rules),
            )
        ]

    def _finding(self, text: str, field: Field, found: Finding) -> Finding:
        """Return a finding in a field as one of the text that the field stands in."""
        written = text[field.start : field.end]
        if written == field.value:
            move = field.start
            return replace(found, start=found.start + move, end=found.end + move)
        before, after = field.value[: found.start], field.value[found.end :]
        suggestions = tuple(
            replace(s, text=self._form.replacement(text, field, before + s.text + after))
            for s in found.suggestions
        )
        return replace(
            found, start=field.start, end=field.end, text=written, suggestions=suggestions
        )

    def _check(self, old: str, edits: Sequence[Edit], values: dict[int, str]) -> None:
        """Make sure that a record holds what it held, but for the new values of fields."""
        number = -1
        expected = []
        for kind, value in self._form.parse(old):
            number += kind == TEXT
            is_new = kind == TEXT and number in values
            expected.append((kind, values[number]) if is_new else (kind, value))
        if self._form.parse(apply_edits(old, edits)) != expected:
            raise OutputError(_TOLD)


def _chunks(texts: Iterable[str], form: FieldFormat, size: int) -> Iterator[str]:
    """Yield a text in chunks of whole records; a form that has to be whole in one chunk.

    A record that is longer than a chunk comes with few others: they share what it costs.
    """
    held: list[str] = []
    length = tried = 0
    for piece in texts:
        held.append(piece)
        length += len(piece)
        if form.is_whole or length < max(size, tried + tried // 4):
            continue
        text, position = "".join(held), 0
        held.clear()
        while len(text) - position >= size:
            end, tried = _records(form, text, position, size, tried)
            if not end:
                break
            yield text[position : position + end]
            position += end
        held, length = [text[position:]], len(text) - position
        del text
    text, position = "".join(held), 0
    held.clear()
    while not form.is_whole and len(text) - position > size:
        end, tried = _records(form, text, position, size, tried)
        if not end:
            break
        yield text[position : position + end]
        position += end
    yield text[position:]


def _records(form: FieldFormat, text: str, position: int, size: int, tried: int) -> tuple[int, int]:
    """Return the length of some whole records at a position, about ``size``, and 0.

    If none ends there, return 0, and how much was ``tried``: no record ends within that.
    """
    most = len(text) - position
    window = end = 0
    while not end and window < most:
        tried = max(tried, window)
        window = min(most, max(size, tried + tried // 4 + 1))
        end = form.cut(text[position : position + window])
    if not end:
        return 0, window
    while window - tried > 2 * size:
        middle = (tried + window) // 2
        sooner = form.cut(text[position : position + middle])
        if sooner:
            end, window = sooner, middle
        else:
            tried = middle
    return end, 0


def _parts(repair: Repair, size: int) -> Iterator[tuple[int, _Said]]:
    """Yield the length of each part of a chunk, and what is said of it, on offsets of the part.

    A chunk of one long record comes in parts, so that it is written in parts.  None ends within
    what is said, or within a line end.
    """
    text, edits, findings = repair.original, list(repair.edits), list(repair.findings)
    if len(text) <= 2 * size and (edits or findings):
        yield len(text), (repair.edits, repair.findings)
        return
    findings.sort(key=lambda found: found.start)
    spans = deque(sorted([(e.start, e.end) for e in edits] + [(f.start, f.end) for f in findings]))
    start = first = found = 0
    while len(text) - start > size:
        end, grown = start, start + size
        while grown > end:
            end = grown + (text[grown - 1 : grown + 1] == "\r\n")
            while spans and spans[0][0] < end:
                end = max(end, spans.popleft()[1])
            grown = end + (text[end - 1 : end + 1] == "\r\n")
        last = bisect_left(edits, end, first, key=lambda edit: edit.start)
        until = bisect_left(findings, end, found, key=lambda finding: finding.start)
        yield end - start, _moved(edits[first:last], findings[found:until], start)
        start, first, found = end, last, until
    yield len(text) - start, _moved(edits[first:], findings[found:], start)


def _moved(edits: Iterable[Edit], findings: Iterable[Finding], start: int) -> _Said:
    """Return what is said of a text, on offsets of its part that begins at ``start``."""
    return (
        tuple(replace(e, start=e.start - start, end=e.end - start) for e in edits),
        tuple(replace(f, start=f.start - start, end=f.end - start) for f in findings),
    )


def _cut_again(texts: Iterable[str], lengths: Sequence[int]) -> Iterator[str]:
    """Yield a text in pieces of known lengths."""
    pieces = iter(texts)
    held = ""
    for length in lengths:
        taken = [held]
        missing = length - len(held)
        while missing > 0 and (piece := next(pieces, None)) is not None:
            taken.append(piece)
            missing -= len(piece)
        text = "".join(taken)
        held, text = text[length:], text[:length]
        taken.clear()
        yield text

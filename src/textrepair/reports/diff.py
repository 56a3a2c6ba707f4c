"""Unified diffs, built from the edits in one pass over the text.

A diff that has to find the differences is quadratic on long lines; the edits name them.  A diff
is written exactly, for ``patch`` and ``git apply``; or for a terminal: safe to show, coloured, long
lines cut.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..edits import Edit, Repair
from ..encodings.stray_bytes import encode_keeping
from ..errors import OutputError
from .escaping import harmless, visible
from .report import FileResult
from .text import Paint

#: Lines shown before and after a change.
_CONTEXT: Final = 3
#: Lines with more code points are cut on a terminal ...
_LONGEST: Final = 2000
#: ... to as many code points before, and after, the place of their first change.
_WINDOW: Final = 200
_NO_LINE_END: Final = "\\ No newline at end of file\n"
#: What C writes for a character after a backslash.
_IN_C: Final = dict(
    zip(b'\a\b\t\n\v\f\r"\\', (b'abtnvfr"\\'[i : i + 1] for i in range(9)), strict=True)
)
_COLOURS: Final = {"+": "green", "-": "red", " ": None}


@dataclass(slots=True)
class _Block:
    """Whole lines of the original, with all edits that touch these lines.

    ``line`` is the number of the first line, from 1.
    """

    line: int
    start: int
    end: int
    edits: list[Edit]


@dataclass(frozen=True, slots=True)
class Hunk:
    """A part of a diff: where it is, and its lines, each with its sign: space, - or +."""

    old_line: int
    new_line: int
    lines: tuple[tuple[str, str], ...]

    @property
    def header(self) -> str:
        """The line that says where the hunk is."""
        old = sum(sign != "+" for sign, _ in self.lines)
        new = sum(sign != "-" for sign, _ in self.lines)
        return f"@@ -{_range(self.old_line, old)} +{_range(self.new_line, new)} @@"


def _range(line: int, count: int) -> str:
    if count == 1:
        return str(line)
    return f"{line if count else line - 1},{count}"


def hunks(repair: Repair) -> Iterator[Hunk]:
    """Yield the hunks of a repair.

    >>> from textrepair.edits import Edit, Repair
    >>> repair = Repair("a\\nB\\nc", "a\\nb\\nc", (Edit("r", 2, 3, "b", "B", "small"),))
    >>> [hunk.header for hunk in hunks(Repair("a\\nB", "a\\nb", repair.edits))]
    ['@@ -1,2 +1,2 @@']
    """
    text = repair.original
    group: list[_Block] = []
    end = grown = 0  # where the last hunk ended, by how many lines the text has grown
    for block in _blocks(text, repair.edits):
        if group and text.count("\n", group[-1].end, block.start) > 2 * _CONTEXT:
            hunk, end = _hunk(text, group, end, grown)
            yield hunk
            grown += _growth(hunk)
            group = []
        group.append(block)
    if group:
        yield _hunk(text, group, end, grown)[0]


def _growth(hunk: Hunk) -> int:
    return sum({"+": 1, "-": -1}.get(sign, 0) for sign, _ in hunk.lines)


def _blocks(text: str, edits: Sequence[Edit]) -> Iterator[_Block]:
    """Gather edits by the lines they touch; every line is looked at once."""
    block: _Block | None = None
    line, counted = 1, 0
    for edit in edits:
        if block is not None and edit.start < block.end:
            block.edits.append(edit)
            if edit.end >= block.end:
                block.end = _line_end(text, edit)
            continue
        if block is not None:
            yield block
        floor = block.end if block else 0
        start = max(floor, text.rfind("\n", floor, edit.start) + 1)
        line += text.count("\n", counted, start)
        counted = start
        block = _Block(line, start, _line_end(text, edit), [edit])
    if block is not None:
        yield block


def _line_end(text: str, edit: Edit) -> int:
    """Return where the last line ends that an edit touches; one that joins lines touches both."""
    whole = edit.end > edit.start and text[edit.end - 1] == "\n"
    if whole and (edit.after.endswith("\n") or edit.end == len(text)):
        return edit.end
    return text.find("\n", edit.end) + 1 or len(text)


def _hunk(text: str, group: list[_Block], floor: int, grown: int) -> tuple[Hunk, int]:
    """Return the hunk of some blocks, and the offset where it ends."""
    before = _lines_before(text, group[0].start, floor)
    lines = [(" ", line) for line in before]
    position = group[0].start
    for block in group:
        lines += [(" ", line) for line in _split(text[position : block.start])]
        lines += _changed_lines(text, block)
        position = block.end
    end = _after(text, position)
    lines += [(" ", line) for line in _split(text[position:end])]
    old_line = group[0].line - len(before)
    return Hunk(old_line, old_line + grown, tuple(lines)), end


def _lines_before(text: str, offset: int, floor: int) -> list[str]:
    start = offset
    for _ in range(_CONTEXT):
        if start > floor:
            start = max(floor, text.rfind("\n", floor, start - 1) + 1)
    return _split(text[start:offset])


def _after(text: str, offset: int) -> int:
    for _ in range(_CONTEXT):
        offset = text.find("\n", offset) + 1 or len(text)
    return offset


def _changed_lines(text: str, block: _Block) -> list[tuple[str, str]]:
    old = _split(text[block.start : block.end])
    new = _split(_edited(text, block))
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return [
        *((" ", line) for line in old[:same]),
        *(("-", line) for line in old[same : len(old) - tail]),
        *(("+", line) for line in new[same : len(new) - tail]),
        *((" ", line) for line in old[len(old) - tail :]),
    ]


def _edited(text: str, block: _Block) -> str:
    pieces: list[str] = []
    position = block.start
    for edit in block.edits:
        pieces += (text[position : edit.start], edit.after)
        position = edit.end
    pieces.append(text[position : block.end])
    return "".join(pieces)


def _split(text: str) -> list[str]:
    """Split after line feeds only, as patch does."""
    lines = text.split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def patch(result: FileResult, data: bytes, mark: bytes = b"") -> list[bytes]:
    """Return a unified diff of a file in its encoding, which ``patch`` and ``git apply`` can apply.

    ``data`` are the bytes of the file, ``mark`` its byte order mark.  Raises OutputError if its
    lines are not in them as the diff has them: in UTF-16 and the like, no program that applies
    diffs finds the line ends.
    """
    old_name, new_name = (_file_name(name) for name in _names(result.path))
    pieces: list[bytes] = []
    position = 0
    for number, hunk in enumerate(hunks(result.repair)):
        if number == 0:
            pieces.append(b"--- " + old_name + b"\n+++ " + new_name + b"\n")
        lines = [(sign, encode_keeping(line, result.encoding)) for sign, line in hunk.lines]
        if hunk.old_line <= 1:
            lines = _with_mark(lines, mark)
        old = b"".join([line for sign, line in lines if sign != "+"])
        position = data.find(old, position) if hunk.old_line > 1 else -int(not data.startswith(old))
        if position < 0 or "\n".encode(result.encoding) != b"\n":
            raise OutputError(
                f"a diff in {result.encoding} is nothing that patch or git can apply; "
                "pass -w to write the file, or -o to write a copy"
            )
        position += len(old)
        pieces.append(f"{hunk.header}\n".encode())
        for sign, line in lines:
            pieces.append(sign.encode() + line)
            if not line.endswith(b"\n"):
                pieces.append(b"\n" + _NO_LINE_END.encode())
    return pieces


def _with_mark(lines: list[tuple[str, bytes]], mark: bytes) -> list[tuple[str, bytes]]:
    """Put the byte order mark before the first line of a file, as it was and as it will be."""
    marked: list[tuple[str, bytes]] = []
    missing = {"-", "+"}
    for sign, line in lines:
        begins = missing & ({"-", "+"} if sign == " " else {sign})
        marked.append((sign, mark + line if begins else line))
        missing -= begins
    return marked


def _names(path: str) -> tuple[str, str]:
    """Return what git calls a file before and after.

    ``patch -p1`` and ``git apply`` take the first part away.

    >>> _names("./docs/a.txt"), _names("/tmp/a.txt")
    (('a/docs/a.txt', 'b/docs/a.txt'), ('a/tmp/a.txt', 'b/tmp/a.txt'))
    """
    plain = os.path.normpath(path).lstrip("/")
    return f"a/{plain}", f"b/{plain}"


def _file_name(path: str) -> bytes:
    r"""Return a name as git writes it in a diff: in C's notation if it is odd.

    A tab ends a name with blanks.

    >>> _file_name("two words"), _file_name('a"b\n')
    (b'two words\t', b'"a\\"b\\n"')
    """
    name = os.fsencode(path)
    if visible(path) == path and '"' not in path and "\\" not in path:
        return name + b"\t" if b" " in name else name
    return b'"' + b"".join(map(_in_c, name)) + b'"'


def _in_c(byte: int) -> bytes:
    """Return a byte of a name in C's notation."""
    if byte in _IN_C:
        return b"\\" + _IN_C[byte]
    return bytes([byte]) if 0x20 <= byte < 0x7F else f"\\{byte:03o}".encode()


def shown_diff(result: FileResult, paint: Paint) -> Iterator[str]:
    """Yield a diff for a terminal."""
    old_name, new_name = (visible(name) for name in _names(result.path))
    for number, hunk in enumerate(hunks(result.repair)):
        if number == 0:
            yield paint(f"--- {old_name}", bold=True) + "\n"
            yield paint(f"+++ {new_name}", bold=True) + "\n"
        yield paint(hunk.header, fg="cyan") + "\n"
        for sign, line in _cut_lines(hunk):
            body = harmless(line.removesuffix("\n")).replace("\r", r"\r")
            yield paint(sign + body, fg=_COLOURS[sign]) + "\n"
            if not line.endswith("\n"):
                yield _NO_LINE_END


def _cut_lines(hunk: Hunk) -> Iterator[tuple[str, str]]:
    """Yield the lines of a hunk, long ones cut to where they change."""
    removed = [line for sign, line in hunk.lines if sign == "-"]
    added = [line for sign, line in hunk.lines if sign == "+"]
    paired = len(removed) == len(added)
    seen = {"-": 0, "+": 0}
    for sign, line in hunk.lines:
        where = 0
        if sign != " ":
            if paired and len(line) > _LONGEST:
                where = _first_difference(removed[seen[sign]], added[seen[sign]])
            seen[sign] += 1
        yield sign, _cut(line, where)


def _cut(line: str, where: int) -> str:
    if len(line) <= _LONGEST:
        return line
    start = max(0, where - _WINDOW)
    end = where + _WINDOW
    lead = f"…{start} characters…" if start else ""
    left = len(line) - end
    tail = f"…{left} characters…\n" if left > 0 else ""
    return lead + line[start:end] + tail


def _first_difference(one: str, other: str) -> int:
    """Return how long the common beginning is: halving finds it by few comparisons in C."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low

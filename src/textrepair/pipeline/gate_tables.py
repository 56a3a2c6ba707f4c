"""The tables of the compiled gate, made of the rules once and kept in ``data/gate.pack``.

To parse the triggers, follow them up into windows and number the characters takes a tenth of a
second, and needs most of the package; to read the tables takes two milliseconds, and needs none of
it.  ``tools/build_docs.py`` makes the file; tests/test_docs.py tells when it is stale.  It is a
pack (``pack_files``); its first section is the check sum of the listing of the rules that it was
made of, and a file of another listing is not used.  Numbers are of 32 bits, little endian.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import cache
from os.path import exists
from zlib import crc32

from ..errors import DataError
from ..kernels import compiled_module
from ..pack_files import join_sections, read_sections, split_sections
from ..rules.listing import builtin_rules, listing_path
from .registry import listed_rules

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..kernels._scan import Scanner, Shortcut, Utf8Reader, View
    from ..mojibake import CertainReader
    from ..rules.listing import ListedRule
    from .pipeline import Pipeline

    #: The scanner for all triggers, those that ASCII text may hold, and the shortcut.
    Prepared = tuple[Scanner, View, Shortcut | None]

#: The rule that reads text anew which is UTF-8 throughout, and the one that lets it alone.
_READS, _LETS_ALONE = "mojibake", "garbled-punctuation"
_NUMBER = 4


def tables_path() -> str:
    """Return where the tables of the built-in rules lie."""
    return f"{__file__.rpartition('gate_tables.py')[0]}data/gate.pack"


def load(data: bytes | None = None, listed: Sequence[ListedRule] | None = None) -> Prepared | None:
    """Return what tables say: those of the package, or others of some rules.

    None where there is no kernel, where other packages plug in rules, or where the tables are not
    those of the rules.  Raises DataError for tables that are damaged.
    """
    scan = compiled_module("_scan")
    if scan is None or sys.byteorder != "little":
        return None
    if data is None:
        if len(listed_rules()) > len(builtin_rules()):
            return None
        # Not there: as before a first build.
        sections = read_sections(tables_path()) if exists(tables_path()) else []  # noqa: PTH110
    else:
        sections = split_sections(data, "tables")
    if len(sections) < _FIXED or (listed is None and sections[0] != _check_sum()):
        return None
    _, tables, names, in_ascii, against, signs, *readers = sections
    of_names = {entry.name: entry for entry in listed or builtin_rules()}
    triggers = [of_names[name] for name in names.decode().split("\n")]
    compiled = cache(lambda number: _pattern(triggers[number]))
    scanner: Scanner = scan.Scanner(
        None,
        tables,
        lambda number, text, place: compiled(number).match(text, place) is not None,
    )
    view = scanner.view(set(in_ascii))
    if not readers:
        return scanner, view, None
    shortcut: Shortcut = scan.Shortcut(
        [_reader(scan.Utf8Reader, one) for one in readers],
        scanner.view(set(against)),
        scanner.view(set(signs)),
    )
    return scanner, view, shortcut


#: Sections that there always are: check sum, scanner, names of rules, and three sets of numbers.
_FIXED = 6


def tables_of(pipeline: Pipeline) -> bytes | None:
    """Return the tables for a pipeline; None where its triggers ask what windows cannot.

    The shortcut gives what the rules would give: before the rule mojibake only garbled-punctuation
    may have something to do, which lets such text alone; mojibake reads it as a whole; and in what
    it says, no rule has anything to do.
    """
    scanner = pipeline.fixing.scanner
    if scanner is None or len(pipeline.fixing.numbers) > 0xFF:
        return None
    listed, numbers = pipeline.fixing.listed, pipeline.fixing.numbers
    first_of = {numbers[entry.trigger]: entry.name for entry in reversed(listed)}
    names = [entry.name for entry in listed]
    readers: list[bytes] = []
    against, signs = set[int](), set[int]()
    if _READS in names and _LETS_ALONE in names:
        from ..mojibake import certain_readers

        earlier = (entry for entry in listed[: names.index(_READS)] if entry.name != _LETS_ALONE)
        against = {numbers[entry.trigger] for entry in earlier}
        signs = {numbers[entry.trigger] for entry in listed if entry.name == _READS}
        readers = [_written(reader) for reader in certain_readers()]
    sections = [
        _check_sum(),
        scanner.tables(),
        "\n".join(first_of[number] for number in range(len(numbers))).encode(),
        bytes(sorted({numbers[entry.trigger] for entry in listed if entry.is_ascii})),
        bytes(sorted(against)),
        bytes(sorted(signs)),
        *readers,
    ]
    return join_sections(sections)


def is_current(data: bytes, pipeline: Pipeline) -> bool:
    """Tell whether tables are those of a pipeline; without kernels, of the listing of its rules."""
    made = tables_of(pipeline)
    try:
        known = split_sections(data, tables_path())
    except DataError:
        return False
    return known == split_sections(made, "") if made is not None else known[0] == _check_sum()


def _check_sum() -> bytes:
    with open(listing_path(), "rb") as file:  # noqa: PTH123 - ``pathlib`` takes longer to load
        return _numbers([crc32(file.read().replace(b"\r\n", b"\n"))])


def _pattern(entry: ListedRule) -> re.Pattern[str]:
    return re.compile(f"[{entry.trigger.first}](?:{entry.trigger.then})", re.MULTILINE)


def _written(reader: CertainReader) -> bytes:
    """Return what a reader goes by, in numbers: those that it has one of, and lists."""
    lists = [
        list(reader.telling),
        list(reader.pairs),
        list((reader.codec or "").encode()),
        *(
            [number for pair in pairs for number in pair]
            for pairs in (reader.byte_of, reader.refused, reader.letters)
        ),
    ]
    single = [reader.end, reader.least, reader.longest, int(reader.is_sparse)]
    return _numbers([*single, *(n for one in lists for n in (len(one), *one))])


def _reader(make: type[Utf8Reader], written: bytes) -> Utf8Reader:
    end, least, longest, is_sparse, *rest = array("I", written)
    lists = list[list[int]]()
    while rest:
        lists.append(rest[1 : 1 + rest[0]])
        del rest[: 1 + rest[0]]
    telling, pairs, codec, *paired = lists
    byte_of, refused, letters = (list(zip(one[::2], one[1::2], strict=True)) for one in paired)
    name = bytes(codec).decode() or None
    told = bytes(telling), bytes(pairs)
    return make(byte_of, refused, end, least, longest, *told, name, letters, bool(is_sparse))


def _numbers(numbers: Iterable[int]) -> bytes:
    return b"".join(number.to_bytes(_NUMBER, "little") for number in numbers)

"""The tables of the compiled gate, made of the rules once and kept in ``data/gate.pack``.

To parse the triggers, follow them up into windows and number the characters takes a tenth of a
second, and needs most of the package; to read the tables takes two milliseconds, and needs none of
it.  ``tools/build_docs.py`` makes the file; tests/test_docs.py tells when it is stale.  It is a
pack (``pack_files``); its first section is the check sum of the listing of the rules that it was
made of, and a file of another listing is not used.  Numbers are of 32 bits, little endian.
"""

from __future__ import annotations

import sys
from os.path import exists
from zlib import crc32

from ..kernels import UTF8_LINES, UTF8_THROUGHOUT, compiled_module, share_scan
from ..pack_files import join_sections, read_sections, split_sections
from ..rules.listing import builtin_rules, listing_path
from .registry import listed_rules

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

    from ..kernels._scan import LineReader, Part, Scanner, Shortcut, Utf8Reader, View
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


#: Which layout the tables of a scanner have; another number for another one.
_LAYOUT = 3
#: Sections that there always are: check sum, scanner, names of rules, three sets of numbers, and
#: what is asked of ``re`` for each trigger, empty where that is its whole expression.
_FIXED = 7
#: The number of the reader of single words in Windows-1252, which asks no more than the rule does
#: of a line among others: that a text is UTF-8 throughout proves more of it.
_OF_WORDS = 2
#: The rule mojibake takes long lines by parts, up to so many times as long as lines of the gate.
_PARTS = 2
#: The tables of the package once they are read; holds None where there are none.
_kept: list[Tables | None] = []


class Tables:
    """What tables say: ``prepared`` for the gate, and the rule of each trigger, by its number."""

    def __init__(self, sections: Sequence[bytes], rules: Iterable[ListedRule]) -> None:
        scan = compiled_module("_scan")
        _, tables, names, in_ascii, against, signs, asked, *readers = sections
        by_name = {entry.name: entry for entry in rules}
        self.rules = [by_name[name] for name in names.decode().split("\n")]
        self._asked = asked.decode().split("\0")
        self._patterns: dict[int, re.Pattern[str]] = {}
        self.scanner: Scanner = scan.Scanner(None, tables, self._matches)
        view = self.scanner.view(set(in_ascii))
        shortcut: Shortcut | None = None
        self.readers: list[Utf8Reader] = [_reader(scan.Utf8Reader, one) for one in readers]
        self.line_reader: LineReader | None = None
        if readers:
            views = self.scanner.view(set(against)), self.scanner.view(set(signs))
            shortcut = scan.Shortcut(self.readers, *views)
            of_words = _reader(scan.Utf8Reader, readers[_OF_WORDS], _PARTS)
            self.line_reader = scan.LineReader(scan.Shortcut([of_words], *views), self.scanner)
        self.prepared: Prepared = (self.scanner, view, shortcut)

    def part_of(self, number: int) -> Callable[[], Part]:
        """Return what makes the scan for one trigger, which takes 0.1 ms."""
        return lambda: self.scanner.part({number})

    def _matches(self, number: int, text: str, place: int) -> bool:
        """Tell whether a trigger matches at a place: asked where windows do not tell."""
        pattern = self._patterns.get(number)
        if pattern is None:
            import re

            trigger = self.rules[number].trigger
            asked = self._asked[number] or f"[{trigger.first}](?={trigger.then})"
            pattern = self._patterns[number] = re.compile(asked, re.MULTILINE)
        return pattern.match(text, place) is not None


def load(data: bytes | None = None, listed: Sequence[ListedRule] | None = None) -> Prepared | None:
    """Return what tables say: those of the package, or others of some rules.

    None where there is no kernel, where other packages plug in rules, or where the tables are not
    those of the rules.  Raises DataError for tables that are damaged.
    """
    if data is not None:
        return Tables(split_sections(data, "tables"), listed or builtin_rules()).prepared
    if len(listed_rules()) > len(builtin_rules()) or (tables := tables_of_package()) is None:
        return None
    return tables.prepared


def tables_of_package() -> Tables | None:
    """Return the tables of the package, whatever rules are plugged in; None where there are none.

    Their scans for single triggers are shared, by the names of the rules, and the readers of
    UTF-8 as Windows-1252.  Raises DataError for tables that are damaged.
    """
    if not _kept:
        sections: list[bytes] = []
        if compiled_module("_scan") and sys.byteorder == "little":
            # Not there: as before a first build.
            sections = read_sections(tables_path()) if exists(tables_path()) else []  # noqa: PTH110
        if len(sections) < _FIXED or sections[0] != _check_sum():
            _kept.append(None)
        else:
            tables = Tables(sections, builtin_rules())
            for number, entry in enumerate(tables.rules):
                share_scan(entry.name, tables.part_of(number))
            share_scan(UTF8_THROUGHOUT, lambda: tables.readers[0])
            share_scan(UTF8_LINES, lambda: tables.line_reader)
            _kept.append(tables)
    return _kept[0]


def tables_of(pipeline: Pipeline, *, for_once: bool = False) -> bytes | None:
    """Return the tables for a pipeline; None where its triggers ask what windows cannot.

    ``for_once`` leaves out what takes longer to make than it spares one process.

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
    asked = [""] * len(numbers)
    if not for_once:
        from .loose_patterns import loose_pattern

        asked = [loose_pattern(trigger) for trigger in numbers]
    sections = [
        _check_sum(),
        scanner.tables(),
        "\n".join(first_of[number] for number in range(len(numbers))).encode(),
        bytes(sorted({numbers[entry.trigger] for entry in listed if entry.is_ascii})),
        bytes(sorted(against)),
        bytes(sorted(signs)),
        "\0".join(asked).encode(),
        *readers,
    ]
    return join_sections(sections)


def is_current(data: bytes, pipeline: Pipeline) -> bool:
    """Tell whether tables are those of a pipeline; without kernels, of the listing of its rules."""
    from ..errors import DataError

    made = tables_of(pipeline)
    try:
        known = split_sections(data, tables_path())
    except DataError:
        return False
    return known == split_sections(made, "") if made is not None else known[0] == _check_sum()


def _check_sum() -> bytes:
    with open(listing_path(), "rb") as file:  # noqa: PTH123 - ``pathlib`` takes longer to load
        return _numbers([crc32(file.read().replace(b"\r\n", b"\n")), _LAYOUT])


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


def _reader(make: type[Utf8Reader], written: bytes, times: int = 1) -> Utf8Reader:
    """Return a reader that was written down, for lines that are so many times as long."""
    end, least, longest, is_sparse, *rest = memoryview(written).cast("I")
    lists = list[list[int]]()
    while rest:
        lists.append(rest[1 : 1 + rest[0]])
        del rest[: 1 + rest[0]]
    telling, pairs, codec, *paired = lists
    byte_of, refused, letters = (list(zip(one[::2], one[1::2], strict=True)) for one in paired)
    name = bytes(codec).decode() or None
    told = bytes(telling), bytes(pairs)
    return make(
        byte_of, refused, end, least, times * longest, *told, name, letters, bool(is_sparse)
    )


def _numbers(numbers: Iterable[int]) -> bytes:
    return b"".join(number.to_bytes(_NUMBER, "little") for number in numbers)

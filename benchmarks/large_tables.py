"""Memory of ``textrepair fix`` on large JSONL and Parquet files: python -m benchmarks.large_tables.

Makes a file of rows in many languages, mostly clean, has it repaired by a process of its own, and
checks the result row by row: clean rows are byte for byte what they were, damaged ones are what
``fix`` makes of them.  Memory is that of the process with all its children, looked at ten times a
second, and the peak that the system tells.  Files are deleted at the end.  --jsonl 2000 and
--parquet 1000, in megabytes, are the sizes that the issue names.  --distinct tells after how many
rows they are repeated, so that to make and to check a large file takes little time.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from itertools import cycle, islice, zip_longest
from pathlib import Path
from typing import Any, Final

from benchmarks.rows import Row, rows

import textrepair

#: One row in so many is written with escapes, is very long.
ESCAPED, HUGE = 50, 200_000
#: Rows of a row group of Parquet.
GROUP: Final = 20_000


#: The shares of the rows that are damaged, and of clean ones that are English.
dirty, english = 0.001, 0.0
#: Rows after which they are repeated.
distinct = 0


def made() -> Iterator[Row]:
    """Yield the rows of a file without end, the same ones each time."""
    source = rows(dirty=dirty, huge=HUGE, english=english)
    return cycle(repeated()) if distinct else source


@cache
def repeated() -> list[Row]:
    """Return the rows that are repeated."""
    return list(islice(rows(dirty=dirty, huge=HUGE, english=english), distinct))


@cache
def fixed(text: str) -> str:
    """Return a text as it is to be repaired."""
    return textrepair.fix(text)


@lru_cache(1_000_000)
def as_line(row: Row) -> bytes:
    """Return a row as a line of JSON, written as other programs write it."""
    text = json.dumps(row.text, ensure_ascii=row.number % ESCAPED == 0)
    meta = '"meta" : {"n":1E3, "n":10000000000000000000000, "ok" :true}'
    return f'{{"id":{row.number},"text": {text}, {meta}}}\n'.encode()


def write_jsonl(path: Path, size: int) -> int:
    """Write a file of so many bytes; return the number of its rows."""
    count = 0
    with path.open("wb") as file:
        for row in made():
            file.write(as_line(row))
            count += 1
            if count % 1000 == 0 and file.tell() >= size:
                return count
    raise AssertionError


def write_parquet(path: Path, size: int) -> int:
    """Write a file of so many bytes; return the number of its rows."""
    pa, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    schema = pa.schema([("id", pa.int64()), ("text", pa.string()), ("meta", pa.string())])
    count = 0
    source = made()
    # repeated rows would be compressed to nearly nothing
    form = {"compression": "none", "use_dictionary": False} if distinct else {}
    writer = partial(parquet.ParquetWriter, **form)
    with path.open("wb") as file, writer(file, schema) as out:
        while file.tell() < size:
            taken = list(islice(source, GROUP))
            columns = [[r.number for r in taken], [r.text for r in taken], ["é"] * len(taken)]
            out.write_table(pa.table(columns, schema=schema), row_group_size=GROUP)
            count += len(taken)
    return count


def check_jsonl(path: Path, count: int) -> tuple[int, int]:
    """Make sure of each row; return how many were damaged, and how many of them were changed."""
    damaged = changed = 0
    with path.open("rb") as file:
        for row, line in zip_longest(islice(made(), count), file):
            if not row.is_damaged:
                assert line == as_line(row), row.number
                continue
            damaged += 1
            assert json.loads(line)["text"] == fixed(row.text or ""), row.number
            changed += line != as_line(row)
    return damaged, changed


def check_parquet(path: Path, count: int) -> tuple[int, int]:
    """Make sure of each row; return how many were damaged, and how many of them were changed."""
    damaged = changed = 0
    file = importlib.import_module("pyarrow.parquet").ParquetFile(path)
    read = (row for batch in file.iter_batches(1000) for row in batch.to_pylist())
    for row, new in zip_longest(islice(made(), count), read):
        text = fixed(row.text or "") if row.is_damaged else row.text
        assert new == {"id": row.number, "text": text, "meta": "é"}, row.number
        damaged += row.is_damaged
        changed += text != row.text
    return damaged, changed


class Memory(threading.Thread):
    """Watches the resident memory of a process and its children, in megabytes.

    ``high`` is the peak of the process alone as the system tells it.  The one that is told at its
    end would count what the process had in memory of which it was a copy.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.peak = 0.0
        self.high = 0.0

    def run(self) -> None:
        """Look until there is nothing to see any more."""
        while (now := sum(map(_resident, _family(self._pid)))) > 0:
            self.peak = max(self.peak, now)
            self.high = max(self.high, _high(self._pid))
            time.sleep(0.1)


def _family(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text()
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _high(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def measured(name: str, megabytes: int, folder: Path) -> None:
    """Make, repair and check a file; print a line."""
    old, new = folder / f"rows.{name}", folder / f"repaired.{name}"
    act: dict[str, Any] = globals()
    count = act[f"write_{name}"](old, megabytes * 1_000_000)
    began = time.monotonic()
    command = [sys.executable, "-m", "textrepair", "fix", "-q", str(old), "-o", str(new)]
    process = subprocess.Popen(command)
    watch = Memory(process.pid)
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = time.monotonic() - began
    assert process.returncode == 0, process.returncode
    damaged, changed = act[f"check_{name}"](new, count)
    size = old.stat().st_size / 1e6
    cpu = used.ru_utime + used.ru_stime
    print(
        f"| {name} | {size:.0f} | {count} | {damaged} | {changed} | {watch.peak:.0f} "
        f"| {watch.high:.0f} | {took:.0f} | {cpu:.0f} | {size / cpu:.1f} |",
        flush=True,
    )
    old.unlink()
    new.unlink()


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jsonl", type=int, default=20, help="megabytes")
    parser.add_argument("--parquet", type=int, default=20, help="megabytes")
    parser.add_argument("--dirty", type=float, default=dirty, help="share of damaged rows")
    parser.add_argument("--english", type=float, default=english, help="share of clean rows")
    parser.add_argument("--distinct", type=int, default=distinct, help="rows before they repeat")
    parser.add_argument("--folder", help="where the files are made")
    options = parser.parse_args()
    globals().update(dirty=options.dirty, english=options.english, distinct=options.distinct)
    print(
        "| file | MB | rows | damaged | repaired | peak MB, all processes | peak MB, one "
        "| s | s of CPU | MB/s |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for name in ("jsonl", "parquet"):
            if megabytes := getattr(options, name):
                measured(name, megabytes, Path(folder))


if __name__ == "__main__":
    main()

"""Compressed files: repaired in what they hold, and compressed again; damaged ones stay."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from textrepair.cli import main
from textrepair.errors import InputError
from textrepair.files.compressed import Decompressed, compressed
from textrepair.files.document import open_document

TEXT = '{"a":"caf\u00c3\u00a9"}\n'.encode()
AFTER = '{"a":"café"}\n'.encode()
FORMS: list[tuple[str, Callable[[bytes], bytes], Callable[[bytes], bytes]]] = [
    ("gz", gzip.compress, gzip.decompress),
    ("bz2", bz2.compress, bz2.decompress),
    ("xz", lzma.compress, lzma.decompress),
]
each_form = pytest.mark.parametrize(
    ("suffix", "press", "unpress"), FORMS, ids=[f[0] for f in FORMS]
)
Press = Callable[[bytes], bytes]


@each_form
def test_written_back_as_it_was_compressed(
    suffix: str, press: Press, unpress: Press, tmp_path: Path
) -> None:
    path = tmp_path / f"a.jsonl.{suffix}"
    path.write_bytes(press(TEXT))
    assert main(["fix", "-q", "-w", str(path)]) == 0
    assert unpress(path.read_bytes()) == AFTER


@each_form
def test_clean_files_keep_their_bytes(
    suffix: str, press: Press, unpress: Press, tmp_path: Path
) -> None:
    path = tmp_path / f"a.jsonl.{suffix}"
    data = press(AFTER[:5]) + press(AFTER[5:])  # two streams, one after the other
    path.write_bytes(data)
    assert main(["fix", "-q", "-w", str(path)]) == 0
    assert path.read_bytes() == data
    assert unpress(data) == AFTER


@each_form
@pytest.mark.parametrize("cut", [1, 6])
def test_what_is_cut_off_is_left_whole(
    suffix: str, press: Press, unpress: Press, cut: int, tmp_path: Path
) -> None:
    path = tmp_path / f"a.csv.{suffix}"
    data = press(TEXT * 100)[:-cut]
    path.write_bytes(data)
    assert main(["fix", "-q", "-w", str(path)]) == 2
    assert path.read_bytes() == data


@each_form
def test_damaged_data_are_said(suffix: str, press: Press, unpress: Press, tmp_path: Path) -> None:
    path = tmp_path / f"a.txt.{suffix}"
    path.write_bytes(press(TEXT)[:12] + b"\xff" * 40)
    with pytest.raises(InputError, match=f"the {suffix} data are"), open_document(str(path)):
        pass


def test_to_a_name_without_the_suffix_it_is_written_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"x,caf\xc3\x83\xc2\xa9\n"))
    assert main(["fix", "-q", str(tmp_path / "a.csv.gz"), "-o", str(tmp_path / "b.csv")]) == 0
    assert (tmp_path / "b.csv").read_text(encoding="utf-8") == "x,café\n"


@pytest.mark.engine
def test_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard", reason="pip install -e '.[zstd]'")
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(TEXT))
    assert main(["fix", "-q", "-w", str(path)]) == 0
    with path.open("rb") as file:
        found = Decompressed(file, "zst")
        assert b"".join(iter(found.read, b"")) == AFTER
    path.write_bytes(b"\xff" * 50)
    assert main(["fix", "-q", "-w", str(path)]) == 2


def test_pieces_are_compressed_as_the_whole() -> None:
    pieces = [b"a" * 1000, b"", b"b"]
    assert gzip.decompress(b"".join(compressed(pieces, "gz"))) == b"".join(pieces)
    assert list(compressed(pieces, None)) == pieces


@each_form
def test_what_fills_a_disk_is_refused(suffix: str, press: Press, unpress: Press) -> None:
    """At once no more than a few megabytes are made, and not all if they are too many."""
    del unpress
    data = press(bytes(40 << 20))
    reader = Decompressed(io.BytesIO(data), suffix)
    sizes = []
    while piece := reader.read():
        sizes.append(len(piece))
    assert sum(sizes) == 40 << 20
    assert max(sizes) <= 4 << 20
    bomb = Decompressed(io.BytesIO(data * 8), suffix)
    with pytest.raises(InputError, match="hold more than 500 times"):
        deque(iter(bomb.read, b""), maxlen=0)


def test_pieces_of_any_size() -> None:
    """Streams that follow one another, read where their ends fall anywhere in a block."""
    for suffix, press, _ in FORMS:
        whole = b"".join(press(bytes([n]) * (n * 977)) for n in range(1, 9))
        for step in (1, 7, 100, len(whole)):
            reader = Decompressed(Stepping(whole, step), suffix)
            found = b"".join(iter(reader.read, b""))
            assert found == b"".join(bytes([n]) * (n * 977) for n in range(1, 9)), (suffix, step)


class Stepping(io.BytesIO):
    """Bytes that come a few at a time, as from a pipe."""

    def __init__(self, data: bytes, step: int) -> None:
        super().__init__(data)
        self._step = step

    def read(self, _size: int | None = -1, /) -> bytes:
        return super().read(self._step)

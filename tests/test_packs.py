"""Packs: what is damaged or cut off is not used, and the error says which file and what to do."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest

from textrepair import fonts
from textrepair.errors import DataError
from textrepair.language import model_files
from textrepair.pack_files import join_sections, read_sections, seal, split_sections
from textrepair.pipeline import gate_tables
from textrepair.recovery import punctuation

PACKS = sorted(
    (
        *Path(model_files._DATA).glob("*.pack"),
        Path(gate_tables.tables_path()),
        *Path(str(files(punctuation) / "data")).glob("*.pack"),
        *Path(str(files(fonts) / "data")).glob("*.pack"),
    ),
    key=lambda path: path.name,
)
#: Places of each pack that are damaged: all of the head, the ends, and some at random.
PLACES = 60
HEAD = 16


def places(size: int, rng: Random) -> Iterator[int]:
    yield from range(HEAD + 4)
    yield from range(size - 6, size)
    yield from rng.sample(range(HEAD + 4, size - 6), min(PLACES, size - HEAD - 10))


def refused(data: bytes) -> str:
    with pytest.raises(DataError) as caught:
        split_sections(data, "data/a.pack")
    return str(caught.value)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_package_is_whole(path: Path) -> None:
    data = path.read_bytes()
    sections = read_sections(str(path))
    assert len(sections) >= 1
    assert sections == split_sections(data, "")
    assert sections == split_sections(join_sections(sections), "")


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_flipped_bits_are_seen_wherever_they_are(path: Path) -> None:
    data, rng = path.read_bytes(), Random(path.name)
    for place in places(len(data), rng):
        damaged = bytearray(data)
        damaged[place] ^= 1 << rng.randrange(8)
        assert refused(bytes(damaged)).startswith("data/a.pack: "), place
        assert refused(bytes(damaged)).endswith("; install textrepair again"), place


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_what_is_cut_off_or_longer_is_seen(path: Path) -> None:
    data, rng = path.read_bytes(), Random(path.name)
    for place in places(len(data), rng):
        assert refused(data[:place]) == "data/a.pack: cut off; install textrepair again", place
        without = data[:place] + data[place + 1 :]
        if without != data[:-1]:
            assert refused(without).endswith("; install textrepair again"), place
    assert refused(data + b"\0") == "data/a.pack: damaged; install textrepair again"
    assert refused(data + data) == "data/a.pack: damaged; install textrepair again"


def test_damage_that_keeps_the_check_sum_of_zlib_is_seen() -> None:
    """Found by fuzz/harness.py: Adler-32 adds bytes up, so that some damage keeps it."""
    raw = b"".join(len(one).to_bytes(4, "little") + one for one in (bytes([5, 5, 5]), b"x" * 50))
    other = raw.replace(bytes([5, 5, 5]), bytes([6, 3, 6]))
    assert zlib.adler32(raw) == zlib.adler32(other)
    # Stored, not compressed, so that the damage of the content is damage of as many bytes.
    whole, damaged = zlib.compress(raw, 0), zlib.compress(other, 0)
    assert split_sections(seal(damaged), "") != split_sections(seal(whole), "")
    head = len(seal(whole)) - len(whole)
    assert refused(seal(whole)[:head] + damaged).endswith("damaged; install textrepair again")


@pytest.mark.parametrize(
    "stream",
    [
        zlib.compress((1000).to_bytes(4, "little") + b"short"),
        zlib.compress(b"\1\0\0\0ab"),
        zlib.compress(b"\1\0"),
        zlib.compress(b"\1\0\0\0a")[:-1],
        b"no stream",
        b"",
    ],
)
def test_sections_that_cannot_be_are_seen_behind_a_right_head(stream: bytes) -> None:
    assert refused(seal(stream)) == "data/a.pack: damaged; install textrepair again"


@pytest.mark.parametrize(
    "data", [b"", b"\x89", zlib.compress(b"\1\0\0\0a"), b"version https://git-lfs"]
)
def test_what_is_no_pack_is_said(data: bytes) -> None:
    assert refused(data).endswith("; install textrepair again")


def test_a_pack_of_no_sections() -> None:
    assert split_sections(join_sections([]), "") == []


def test_errors_name_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "_DATA", str(tmp_path))
    with pytest.raises(DataError, match=r"no\.pack: not there; install textrepair again"):
        model_files.read_sections("no")
    (tmp_path / "folder.pack").mkdir()
    with pytest.raises(DataError, match=r"folder\.pack: (is a directory|permission denied)"):
        model_files.read_sections("folder")

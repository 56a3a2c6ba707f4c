"""Harnesses of what reads data that may be damaged or hostile: it gives a value, or one of our errors."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from textrepair import Edit, Finding, Repair, Suggestion, TextRepairError
from textrepair.cli import config
from textrepair.files.compressed import Decompressed
from textrepair.pack_files import join_sections, split_sections
from textrepair.reports.escaping import harmless, quoted, visible

from .choices import FromBytes
from .fragments import random_text

_TOML: Final = (
    "select", "ignore", "to", "=", "[", "]", '"', "true", "1", "{", "}", "\n", "\ufeff", "é", "#", "'",
    "per-file-ignores", "[tool.textrepair]\n", "unsafe-fixes = ", '["mojibake"]\n', "max-findings = 1\n",
    "profile = ", '"repair"\n', "\n\n", ".", ",", "\x00", "1979-05-27", "\\u00e9", '"""', "inf", "encoding",
)  # fmt: skip
_STEERS: Final = "\u2028\u2029\ufeff\u202e\u2066"


@cache
def _whole_pack() -> bytes:
    return join_sections([b"abc", b"", bytes(range(256)), b"x" * 500])


def check_packs(rng: Random) -> None:
    """A damaged pack gives one of our errors, never other sections."""
    packed = _damaged(rng, _whole_pack())
    try:
        sections = split_sections(packed, "x")
    except TextRepairError:
        return
    assert join_sections(sections), packed
    assert packed == _whole_pack() or sections == split_sections(_whole_pack(), "x")


def check_configurations(rng: Random) -> None:
    """A configuration of any content is read, or gives one of our errors."""
    if isinstance(rng, FromBytes) and rng.random() < 0.5:
        data = rng.rest()
    else:
        data = "".join(rng.choices(_TOML, k=rng.randint(0, 12))).encode()
    path = Path(rng.choice(("textrepair.toml", "pyproject.toml")))
    try:
        table = config._parsed(path, data)
        if table is not None:
            config._checked(path, table)
    except TextRepairError:
        pass


_PRESS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "gz": lambda data: gzip.compress(data, mtime=0),
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


@cache
def _pressed(kind: str) -> bytes:
    return _PRESS[kind](b"some text, " * 20) * 2


def check_compressed(rng: Random) -> None:
    """Damaged compressed data give some bytes, or one of our errors."""
    kind = rng.choice(("gz", "gz", "bz2", "xz"))
    reader = Decompressed(io.BytesIO(_damaged(rng, _pressed(kind))), kind)
    try:
        while reader.read():
            pass
    except TextRepairError:
        pass


_REPAIR: Final = Repair(
    "café ?",
    "cafÃ© ?",
    (Edit("mojibake", 3, 5, "Ã©", "é", "read as Windows-1252"),),
    (Finding("lost-bytes", 6, 7, "?", "lost", (Suggestion("!", 0.5, "perhaps"),)),),
)
_VALUES: Final[tuple[Any, ...]] = (
    None,
    1,
    -1,
    "x",
    [],
    {},
    0.5,
    True,
    "safe",
    [1],
    [{}],
    {"a": 1},
    10**30,
)


def check_plain(rng: Random) -> None:
    """What is no repair is no repair: ``from_dict`` gives one of our errors, or a repair."""
    plain: Any = json.loads(json.dumps(_REPAIR.to_dict()))
    for _ in range(rng.randint(1, 3)):
        place: Any = plain
        while isinstance(place, dict | list) and place:
            keys: list[Any] = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = rng.choice(keys)
            if rng.random() < 0.4 or not isinstance(place[key], dict | list):
                if rng.random() < 0.3:
                    del place[key]
                else:
                    place[key] = rng.choice(_VALUES)
                break
            place = place[key]
    try:
        Repair.from_dict(plain)
    except TextRepairError:
        pass


def check_escapes(rng: Random) -> None:
    """What is shown on a terminal holds no control, and nothing that turns or hides text."""
    text = random_text(rng, rng.randint(1, 20))
    text += "".join(
        map(chr, rng.choices((*range(32), *range(0x7F, 0xA0), *range(0x2000, 0x2070), 0xFEFF), k=2))
    )
    for show in (visible, quoted, harmless):
        shown = show(text)
        if show is harmless:
            shown = shown.replace("\r\n", "").replace("\n", "").replace("\t", "")
        bad = {c for c in shown if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in _STEERS}
        assert not bad, (text, bad)


def _damaged(rng: Random, whole: bytes) -> bytes:
    """Return data with a few bits turned, cut off, or with bytes put in."""
    data = bytearray(whole)
    for _ in range(rng.randint(0, 3)):
        kind = rng.randrange(3)
        at = rng.randrange(len(data) + 1)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at:at] = rng.randbytes(rng.randint(1, 4))
        else:
            del data[at : at + rng.randint(1, 40)]
    return bytes(data)

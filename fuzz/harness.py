"""Look for inputs on which textrepair raises, or breaks what it promises.

    nice python -m fuzz.harness --minutes 60 [--only laws bytes packs]

Without atheris: inputs are random pieces (``fragments``), joined and mutated; what fails is printed as
a Python literal, to be made a regression case.  The oracles: ``undo`` gives the input, ``fix`` gives
what ``repair`` gives, repairing twice changes nothing more, edits are ordered and fit, a repair
survives JSON, decoded bytes come back, damaged packs and configurations raise our errors only.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from textrepair import Pipeline, Repair, TextRepairError, decode
from textrepair.cli.config import load_config
from textrepair.language import model_files
from textrepair.pipeline.chunked import ChunkedRepair

from .fragments import random_text

_PIPELINES: Final = (
    Pipeline(),
    Pipeline(unsafe=True),
    Pipeline(profile="normalize"),
    Pipeline(chinese="hant"),
)
_LONGEST: Final = 120
_TOML: Final = (
    "select",
    "ignore",
    "to",
    "=",
    "[",
    "]",
    '"',
    "true",
    "1",
    "{",
    "}",
    "\n",
    "\ufeff",
    "é",
    "#",
)


def laws(rng: Random) -> None:
    """The laws of a pipeline, on a random text."""
    text = random_text(rng, rng.randint(1, _LONGEST))
    pipeline = rng.choice(_PIPELINES)
    repair = pipeline.repair(text)
    assert repair.original == text, text
    assert repair.undo() == text, text
    assert pipeline.fix(text) == repair.text, text
    ends = [0, *(edit.end for edit in repair.edits)]
    assert all(a <= e.start <= e.end for a, e in zip(ends, repair.edits, strict=False)), text
    assert Repair.from_dict(json.loads(json.dumps(repair.to_dict()))) == repair, text
    assert pipeline.fix(repair.text) == repair.text, text


def chunks(rng: Random) -> None:
    """A text in chunks of any size gives the text of the whole."""
    text = random_text(rng, rng.randint(1, 3 * _LONGEST))
    size = rng.randint(1, len(text))
    with ChunkedRepair(_PIPELINES[0], lambda: [text], size=size) as chunked:
        repairs = list(chunked.repairs())
    assert "".join(repair.original for repair in repairs) == text, (text, size)
    assert "".join(repair.undo() for repair in repairs) == text, (text, size)


def in_bytes(rng: Random) -> None:
    """Bytes that were decoded come back."""
    data = random_text(rng, rng.randint(1, _LONGEST)).encode("utf-8", "surrogatepass")
    if rng.random() < 0.5:
        data = data.decode("utf-8", "ignore").encode(
            rng.choice(("gbk", "cp1252", "utf-16")), "ignore"
        )
    for _ in range(rng.randint(0, 4)):
        at = rng.randint(0, len(data))
        data = data[:at] + rng.randbytes(rng.randint(0, 3)) + data[at + rng.randint(0, 3) :]
    decoded = decode(data, mixed=False)
    assert decoded.encode(decoded.text) == data, data


def packs(rng: Random) -> None:
    """A damaged pack gives one of our errors."""
    path = Path(model_files._DATA, rng.choice(("greek", "typical", "shapes", "thai.any")) + ".pack")
    data = bytearray(path.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "x.pack").write_bytes(data[: rng.randint(0, len(data))])
        before, model_files._DATA = model_files._DATA, folder
        try:
            model_files.read_sections("x")
        except TextRepairError:
            pass
        finally:
            model_files._DATA = before


def configurations(rng: Random) -> None:
    """A configuration of any content is read, or gives one of our errors."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "textrepair.toml")
        path.write_text("".join(rng.choices(_TOML, k=rng.randint(0, 20))), "utf-8")
        try:
            load_config(str(path))
        except TextRepairError:
            pass


HARNESSES: Final[dict[str, Callable[[Random], None]]] = {
    "laws": laws,
    "chunks": chunks,
    "bytes": in_bytes,
    "packs": packs,
    "configurations": configurations,
}


def main() -> int:
    """Run the harnesses in turn, tell how often each ran, and return 1 if one found something."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", choices=list(HARNESSES), default=list(HARNESSES))
    options = parser.parse_args()
    ran = dict.fromkeys(options.only, 0)
    found = 0
    end = time.monotonic() + 60 * options.minutes
    number = options.seed << 40
    while time.monotonic() < end:
        for name in options.only:
            number += 1
            ran[name] += 1
            try:
                HARNESSES[name](Random(number))
            except Exception:
                found += 1
                sys.stdout.write(f"{name}, seed {number}:\n{traceback.format_exc()[-1500:]}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{ran}, {found} found\n")
    return int(found > 0)


if __name__ == "__main__":
    raise SystemExit(main())

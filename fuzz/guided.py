"""Let libFuzzer choose the inputs of the harnesses, by what code they reach (``pip install atheris``).

    nice python -m fuzz.guided --minutes 60 [--only repair decode] [--log fuzz.jsonl]

The harnesses read their choices from bytes (``choices``), which libFuzzer mutates.  It starts from
``fuzz/corpus/NAME``, whose files tests/laws/test_fuzz_corpus.py replays, and keeps what reaches new
code in ``--corpus``; ``--keep`` adds the smallest of these to ``fuzz/corpus``.  The time is divided
among the harnesses.  What fails is told with its bytes, once a place of failing, to be made a
regression case.  Where there is no atheris, inputs are chosen at random (``fuzz.harness``).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from .choices import FromBytes

#: Inputs that were found before, a folder each harness.
CORPUS: Final = Path(__file__).parent / "corpus"
#: Bytes of an input at most, by what it is made of: a piece takes some 10, a long text 300.
_LONGEST: Final = 600
#: Seconds of one input that are too many, in instrumented Python.
_TOO_LONG: Final = 120
#: Files and bytes that ``--keep`` leaves in the corpus of a harness: all is to be replayed in a test.
_MOST_FILES: Final = 40
_MOST_BYTES: Final = 8_000


def guide(name: str, minutes: float, corpus: Path, log_file: Path | None) -> None:
    """Run one harness under libFuzzer, which ends the process."""
    import atheris

    # What is imported while it runs is instrumented too: most modules are loaded when first used.
    with atheris.instrument_imports(include=["textrepair"]):
        from .harness import HARNESSES, Log

        harness, log = HARNESSES[name], Log([name])
        begun = time.monotonic()

        def one(data: bytes) -> None:
            # libFuzzer would end the process before anything could be told.
            if time.monotonic() - begun > 60 * minutes:
                log.seconds[name] = time.monotonic() - begun
                log.save(log_file, "atheris")
                log.tell()
                os._exit(int(bool(log.found)))
            log.ran[name] += 1
            try:
                harness(FromBytes(data))
            except Exception:
                log.failed(name, repr(data))

        folders = [corpus / name, CORPUS / name]
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        limits = (
            f"-max_len={_LONGEST}",
            f"-timeout={_TOO_LONG}",
            f"-report_slow_units={_TOO_LONG}",
            f"-artifact_prefix={corpus}/",
            "-rss_limit_mb=4096",
            "-verbosity=0",
            "-len_control=10",
        )
        atheris.Setup([sys.argv[0], *limits, *map(str, folders)], one)
        atheris.Fuzz()


def keep(name: str, corpus: Path) -> None:
    """Add the smallest inputs that were found to the corpus, up to some files and bytes."""
    kept = sorted((CORPUS / name).iterdir())
    names = {path.name for path in kept}
    size = sum(path.stat().st_size for path in kept)
    found = sorted((corpus / name).iterdir(), key=lambda path: (path.stat().st_size, path.name))
    # Evenly from small to large: the smallest alone would be nearly empty texts.
    step = max(1, len(found) // _MOST_FILES)
    for path in found[::step]:
        size += path.stat().st_size
        if path.name not in names and len(names) < _MOST_FILES and size <= _MOST_BYTES:
            names.add(path.name)
            shutil.copyfile(path, CORPUS / name / path.name)


def main() -> int:
    """Run each harness in a process of its own; return 1 if one found something."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--log", type=Path, default=None)
    parser.add_argument("--corpus", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--worker", default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        guide(options.worker, options.minutes, options.corpus, options.log)
    from . import harness

    names = options.only or list(harness.HARNESSES)
    if unknown := set(names) - set(harness.HARNESSES):
        parser.error(f"no harness: {', '.join(sorted(unknown))}")
    if find_spec("atheris") is None:
        sys.stdout.write("there is no atheris (pip install atheris): inputs are chosen at random\n")
        log = harness.Log(names)
        harness.run_random(options.minutes, time.time_ns() & 0xFFFF, names, log)
        log.save(options.log, "random")
        log.tell()
        return int(bool(log.found))
    failed = False
    for name in names:
        share = ["--minutes", str(options.minutes / len(names)), "--corpus", str(options.corpus)]
        logged = ["--log", str(options.log)] if options.log else []
        worker = [sys.executable, "-m", "fuzz.guided", "--worker", name, *share, *logged]
        failed |= subprocess.run(worker, check=False).returncode != 0
        if options.keep:
            keep(name, options.corpus)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())

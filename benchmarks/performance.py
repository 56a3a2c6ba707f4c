"""Speed of textrepair beside ftfy and plsfix: python -m benchmarks.performance [--write].

Each kind of text is measured in a fresh process, all tools in turn on the same text: first a pass
over new documents, then another one over other documents, which leaves out what is made once; then
two passes over the lines of yet others, each as one string.  Clean text is a megabyte a pass, for
in less of it what is made once would be all that is measured.  CPU time, median of some rounds with
new text in each.  Where the kernels are compiled, all is measured with and without them.  The
ratios of one run hold whatever the machine; the figures do not.

``--write`` puts the tables into docs/performance.md, and a plot beside them (needs matplotlib).
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

from .performance_page import COMPILED, PURE, Result, write_page
from .texts import WORKLOADS, Lines, Workload, documents, lines_in, lines_of_fixtures

Fixer = Callable[[str], object]
#: Seconds for a megabyte of UTF-8, by tool and pass.
Times = dict[str, dict[str, float]]

TOOLS: Final = {"textrepair": "fix", "plsfix": "fix_text", "ftfy": "fix_text"}
PASSES: Final = ("first", "steady", "first string", "steady string")
#: Where a corpus has less than this share of the text that is wanted, the last is measured again.
_ENOUGH: Final = 0.5
#: What sets a tool up: with a model, tables and expressions, as any garbled text does.
_WARM_UP: Final = "cafÃ© 浣犲ソ Ïðèâåò"
#: What is run in a fresh process, by what it is called in the table.
SET_UP: Final = {
    "import textrepair": ["-c", "import textrepair"],
    "first fix of ASCII": ["-c", "import textrepair; textrepair.fix('plain text')"],
    "first fix of French mojibake": [
        "-c",
        "import textrepair; textrepair.fix('naÃ¯ve cafÃ©, dÃ©jÃ\\xa0 vu')",
    ],
    "first fix of Chinese mojibake": [
        "-c",
        "import textrepair; textrepair.fix('鍥戒功棣嗕粖澶╁紑闂ㄣ€�')",
    ],
    "`textrepair fix` of one line": ["-m", "textrepair", "fix", "-q", "-"],
    "first fix of ASCII, ftfy": ["-c", "import ftfy; ftfy.fix_text('plain text')"],
    "first fix of ASCII, plsfix": ["-c", "import plsfix; plsfix.fix_text('plain text')"],
}


def seconds(fixer: Fixer, items: Sequence[str]) -> float:
    """Return the CPU time of running a tool over some texts."""
    gc.collect()
    start = time.process_time()
    for item in items:
        fixer(item)
    return max(time.process_time() - start, 1e-7)


def measure(workload: Workload, lines: Lines, size: int, skipped: int) -> dict[str, Any]:
    """Return what each tool takes for texts of a kind, and how many lines were used."""
    parts: list[list[str]] = []
    for _ in PASSES:
        part, skipped = documents(workload, lines, size, skipped)
        is_short = parts and megabytes(part) < _ENOUGH * megabytes(parts[0])
        parts.append(parts[-1] if is_short else part)
    passes = {
        name: [workload.joined(part)] if name.endswith("string") else part
        for name, part in zip(PASSES, parts, strict=True)
    }
    times: Times = {}
    for tool, function in TOOLS.items():
        fixer: Fixer = getattr(importlib.import_module(tool), function)
        fixer(_WARM_UP)
        times[tool] = {
            name: seconds(fixer, items) / megabytes(items) for name, items in passes.items()
        }
    times["encode and decode"] = {
        name: seconds(_round_trip, items) / megabytes(items) for name, items in passes.items()
    }
    return {"times": times, "skipped": skipped}


def megabytes(items: Sequence[str]) -> float:
    """Return the size of some texts in UTF-8."""
    return sum(len(item.encode("utf-8", "surrogatepass")) for item in items) / 1e6


def _round_trip(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")


def in_rounds(options: argparse.Namespace, mode: str) -> dict[str, Times]:
    """Measure all kinds of text, each round of each in a process of its own."""
    result: dict[str, Times] = {}
    for number, workload in enumerate(WORKLOADS):
        rounds: list[Times] = []
        skipped = 0
        for turn in range(options.rounds):
            arguments = ["--one", str(number), "--skip", str(skipped), "--seed", str(turn)]
            arguments += ["--kilobytes", str(options.kilobytes), "--corpus", str(options.corpus)]
            said = json.loads(_run(["-m", "benchmarks.performance", *arguments], mode=mode))
            rounds.append(said["times"])
            skipped = said["skipped"]
        result[workload.name] = {
            tool: {name: median(one[tool][name] for one in rounds) for name in of_tool}
            for tool, of_tool in rounds[0].items()
        }
        print(f"{mode}, {workload.name}: {_line(result[workload.name])}", flush=True)
    return result


def _line(times: Times) -> str:
    parts = []
    for name in PASSES:
        ours, peer = times["textrepair"][name], times["plsfix"][name]
        parts.append(f"{name} {1 / ours:.1f} MB/s, {peer / ours:.2f} x plsfix")
    return "; ".join(parts)


def set_up(rounds: int, mode: str) -> dict[str, float]:
    """Return the CPU seconds of fresh processes, over those of a bare one."""
    programs = {"": ["-c", "pass"], **SET_UP}
    spent: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, arguments in programs.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            _run(arguments, "Il a Ã©tÃ© trÃ¨s content.\n", mode=mode)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            spent[name].append(used)
    bare = median(spent.pop(""))
    return {name: max(median(times) - bare, 0.0) for name, times in spent.items()}


def _run(arguments: Sequence[str], given: str = "", *, mode: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | ({"TEXTREPAIR_PURE": "1"} if mode == PURE else {}),
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def versions() -> str:
    """Say what is measured, beside textrepair."""
    from importlib.metadata import version

    peers = [f"{name} {version(name)}" for name in ("plsfix", "ftfy")]
    return f"textrepair beside {' and '.join(peers)}, Python {platform.python_version()}"


def main() -> None:
    """Measure one kind of text, or all of them and set-up; write the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--corpus", type=Path, default=Path("/work/shared/corpora/train"))
    parser.add_argument("--kilobytes", type=int, default=100, help="of each text (default 100)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="make docs/performance.md anew")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--skip", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        is_there = options.corpus.is_dir()
        lines = lines_in(options.corpus) if is_there else lines_of_fixtures(options.seed)
        size = options.kilobytes * 1000
        print(json.dumps(measure(WORKLOADS[options.one], lines, size, options.skip)))
        return
    modes = [COMPILED, PURE] if importlib.import_module("textrepair").compiled else [PURE]
    results: dict[str, Result] = {}
    for mode in modes:
        started = set_up(max(options.rounds, 3), mode)
        for name, spent in started.items():
            print(f"{mode}, {name}: {1000 * spent:.1f} ms", flush=True)
        results[mode] = Result(started, in_rounds(options, mode))
    if options.write:
        write_page(
            versions(),
            results,
            not_for_peers=frozenset(w.name for w in WORKLOADS if not w.peers_repair),
            rounds=options.rounds,
        )


if __name__ == "__main__":
    main()

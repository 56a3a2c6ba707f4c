"""What importing textrepair costs over bare Python: python -m benchmarks.import_time [ROUNDS].

Each import is in a fresh interpreter; the median is printed, in milliseconds of wall time.
"""

import statistics
import subprocess
import sys
import time

ROUNDS = 21
#: What is run, by what it is called in the table.
PROGRAMS = {
    "bare Python": "pass",
    "import textrepair": "import textrepair",
    "first fix, ASCII": "import textrepair; textrepair.fix('plain text')",
    "first fix, clean": "import textrepair; textrepair.fix('naïve café, déjà vu')",
    "first fix, mojibake": "import textrepair; textrepair.fix('naÃ¯ve cafÃ©, dÃ©jÃ\\xa0 vu')",
    "first fix, Chinese": "import textrepair; textrepair.fix('鍥戒功棣嗕粖澶╁紑闂ㄣ��')",
    "import ftfy": "import ftfy",
}


def seconds(program: str) -> float:
    """Return how long a fresh interpreter takes to run a program."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Run the programs in turn, so that a busy moment does not fall on one alone."""
    spent: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(rounds):
        for name, program in PROGRAMS.items():
            spent[name].append(seconds(program))
    bare = statistics.median(spent["bare Python"])
    print(f"{'':22}{'median ms':>10}{'over bare':>11}   ({rounds} rounds)")
    for name, times in spent.items():
        median = statistics.median(times)
        print(f"{name:22}{median * 1000:10.1f}{(median - bare) * 1000:11.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)

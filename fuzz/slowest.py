"""Look for the texts on which ``repair`` takes most CPU time a character.

    nice python -m fuzz.slowest --minutes 30 --save fuzz/slowest.jsonl

A hill climber: it keeps the slowest texts that it met, and changes one of them at a time: pieces are
put in, taken out, repeated, swapped, lines broken and joined.  Each text has ``--length`` code points
at most, and a text is timed with its own caches cold: it differs from all before.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from textrepair import Pipeline

from .fragments import random_piece, random_text

#: How many texts are kept and changed.
_KEPT: Final = 24
#: A text that takes more CPU seconds than this is stopped, and counts as if it took as many.
_LIMIT: Final = 60


class _Stopped(BaseException):
    """The time of a text is over."""


def seconds(text: str, *, unsafe: bool) -> float:
    """Return the CPU seconds that the repair of a text takes."""
    pipeline = Pipeline(unsafe=unsafe)

    def stop(*_: object) -> None:
        raise _Stopped

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _LIMIT)
    begun = time.process_time()
    try:
        pipeline.repair(text)
    except _Stopped:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def changed(text: str, rng: Random, length: int) -> str:
    """Return a text with one to three changes."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(0, len(text))
        end = min(len(text), at + rng.randint(1, 40))
        kind = rng.randrange(6)
        if kind == 0:
            text = text[:at] + random_piece(rng) + text[at:]
        elif kind == 1:
            text = text[:at] + text[end:]
        elif kind == 2:
            text = text[:at] + text[at:end] * rng.randint(2, 12) + text[end:]
        elif kind == 3:
            text = text[:at] + random_piece(rng) * rng.randint(1, 20) + text[end:]
        elif kind == 4:
            old, new = rng.choice([("\n", ""), (" ", ""), ("?", "\ufffd"), ("\ufffd", "?")])
            text = text.replace(old, new)
        else:
            text = text[at:] + text[:at]
    return text[:length]


def search(
    minutes: float, length: int, rng: Random, seeds: list[str]
) -> Iterator[dict[str, object]]:
    """Yield each text that is among the slowest so far."""
    kept: list[tuple[float, bool, str]] = []
    end = time.monotonic() + 60 * minutes
    tried = 0
    while time.monotonic() < end:
        if tried < len(seeds):
            text = seeds[tried]
        elif len(kept) < _KEPT or rng.random() < 0.2:
            text = random_text(rng, length)
        else:
            text = changed(rng.choice(kept)[2], rng, length)
        tried += 1
        if not text.strip():
            continue
        unsafe = rng.random() < 0.3
        rate = 1000 * seconds(text, unsafe=unsafe) / len(text)
        if len(kept) < _KEPT or rate > kept[-1][0]:
            kept.append((rate, unsafe, text))
            kept.sort(reverse=True)
            del kept[_KEPT:]
            if (rate, unsafe, text) in kept[:10]:
                yield {
                    "ms_a_character": round(rate, 3),
                    "tried": tried,
                    "unsafe": unsafe,
                    "text": text,
                }


def main() -> int:
    """Run the search, and keep the ten slowest texts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--length", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save", type=Path, default=None)
    options = parser.parse_args()
    rng = Random(options.seed)
    seeds: list[str] = []
    if options.save and options.save.exists():
        lines = options.save.read_text("utf-8").splitlines()
        seeds = [json.loads(line)["text"] for line in lines]
    seconds("é Ã¼ 涓枃 中?文 caf\ufffd ????實現(xiàn) 13月", unsafe=True)  # models are loaded
    best: list[dict[str, object]] = []
    for found in search(options.minutes, options.length, rng, seeds):
        best.append(found)
        best.sort(key=lambda one: -float(str(one["ms_a_character"])))
        del best[10:]
        sys.stdout.write(f"{found['ms_a_character']} ms a character, {found['tried']} tried\n")
        sys.stdout.flush()
        if options.save:
            lines = [json.dumps(one, ensure_ascii=True) for one in best]
            options.save.write_text("\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Look for the texts on which ``repair`` takes most CPU time a character.

    nice python -m fuzz.slowest --minutes 30 --save fuzz/slowest.jsonl
    nice python -m fuzz.slowest --minutes 10 --decode

A hill climber: it keeps the slowest texts that it met, and changes one of them at a time: pieces are
put in, taken out, repeated, swapped, lines broken and joined.  It starts from the kinds of ``KINDS``,
from texts of random pieces and from what was saved.  A text has one of the lengths of ``LENGTHS`` at
most, and is timed with its own caches cold: it differs from all before.  The best of three times
counts, so that nobody pays for what is loaded once.  Returns 1 if a text takes
more than ``MOST`` milliseconds a character.

With ``--decode`` it looks for the bytes on which ``decode`` takes most time a byte.  A text stands for
the bytes of its characters, which are those of Latin-1.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from textrepair import Pipeline, compiled, decode
from textrepair.recovery.hypotheses import forget

from .fragments import FRAGMENTS, random_piece, random_text

#: How many texts of each length are kept and changed.
_KEPT: Final = 12
#: Code points of a text: short lines, where what a line costs by itself shows, and longer texts.
LENGTHS: Final = (48, 170, 600)
#: Milliseconds a character that a text may take: in Python alone, and with compiled kernels.
MOST: Final = {False: 5.0, True: 1.0}


class _Stopped(BaseException):
    """The time of a text is over."""


def seconds(text: str, *, unsafe: bool, decodes: bool = False) -> float:
    """Return the CPU seconds that the repair of a text takes, or ``decode`` of its bytes."""
    pipeline = Pipeline(unsafe=unsafe)
    forget()

    def stop(*_: object) -> None:
        raise _Stopped

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _LIMIT)
    begun = time.process_time()
    try:
        if decodes:
            decode(text.encode("latin-1"))
        else:
            pipeline.repair(text)
    except _Stopped:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def again(text: str, *, unsafe: bool, decodes: bool = False) -> float:
    """Return the seconds for nearly the same text: nothing is loaded now, and no answer is kept.

    Of two such texts, for the first may be read in another way, and load another model.
    """
    return min(seconds(text[n:] + text[:n], unsafe=unsafe, decodes=decodes) for n in range(1, 3))


def _random_of(rng: Random, size: int, first: int, last: int, marks: str = "") -> str:
    codes = [*range(first, last), *map(ord, marks * ((last - first) // 8))]
    return "".join(map(chr, rng.choices(codes, k=size)))


def _out_of_step(rng: Random, size: int, written_in: str, read_as: str) -> str:
    text = _random_of(rng, size, 0x4E00, 0x9FA6).encode(written_in, "ignore")
    return ("a" + text[1:].decode(read_as, "replace"))[:size]


def _lossy(rng: Random, size: int, written_in: str, read_as: str) -> str:
    text = "今天天气很好我们一起去公园 Привет мир déjà vu".replace(" ", rng.choice("? "))
    found = text.encode(written_in).decode(read_as, "replace")
    return (found.replace("\ufffd", rng.choice("?\ufffd")) * size)[:size]


def _table(rng: Random, size: int) -> str:
    rows = "".join(f"{i}\t日本語のテキスト{i}\tメモ\n" for i in range(size // 8))
    return rows.encode("euc-jp").decode(rng.choice(("gbk", "cp1252", "latin-1")), "replace")[:size]


#: What strangers paste and is hard to read, by what it is.
KINDS: Final[dict[str, Callable[[Random, int], str]]] = {
    "question marks between characters": lambda rng, size: "中?" * (size // 2),
    "a word with a mark, no blanks": lambda rng, size: "caf\ufffd" * (size // 4),
    "Chinese out of step": lambda rng, size: _out_of_step(rng, size, "gbk", "gbk"),
    "traditional Chinese out of step": lambda rng, size: _out_of_step(rng, size, "big5", "gbk"),
    "random Latin-1": lambda rng, size: _random_of(rng, size, 0xA0, 0x100),
    "random Latin-1 with question marks": lambda rng, size: _random_of(rng, size, 0xA0, 0x100, "?"),
    "random Han": lambda rng, size: _random_of(rng, size, 0x4E00, 0x9FA6),
    "random Han with question marks": lambda rng, size: _random_of(rng, size, 0x4E00, 0x9FA6, "??"),
    "random Han with marks": lambda rng, size: _random_of(rng, size, 0x4E00, 0x9FA6, "\ufffd"),
    "random Cyrillic with question marks": lambda rng, size: _random_of(
        rng, size, 0x400, 0x460, "?"
    ),
    "random kana": lambda rng, size: _random_of(rng, size, 0xFF61, 0xFFA0, "?・"),
    "folded Chinese punctuation": lambda rng, size: _random_of(rng, size, 0x4E00, 0x9FA6, ",,.:?"),
    "UTF-8 read as GBK with marks": lambda rng, size: _lossy(rng, size, "utf-8", "gbk"),
    "UTF-8 read as Windows-1252 with marks": lambda rng, size: _lossy(rng, size, "utf-8", "cp1252"),
    "EUC-JP read as GBK, a table": _table,
}
#: Codecs in which random pieces are written as bytes.
_CODECS: Final = ("utf-8", "cp1252", "cp1251", "gbk", "cp932", "euc-kr", "utf-16-le", "iso2022_jp")


def as_bytes(text: str, rng: Random) -> str:
    """Return the bytes of a text in a random codec, as characters of Latin-1."""
    return text.encode(rng.choice(_CODECS), "ignore").decode("latin-1")


#: Bytes that are hard to read, by what they are.
BYTES: Final[dict[str, Callable[[Random, int], str]]] = {
    "a row of one byte and a word": lambda rng, size: (
        chr(rng.randrange(256)) * size + "h\xc3\xa9l\xff"
    ),
    "random bytes": lambda rng, size: _random_of(rng, size, 0, 0x100),
    "random bytes beyond ASCII": lambda rng, size: _random_of(rng, size, 0x80, 0x100),
    "two bytes in turn": lambda rng, size: (
        "".join(map(chr, rng.choices(range(256), k=2))) * (size // 2)
    ),
    "UTF-8 with strays": lambda rng, size: (
        as_bytes("Привет, мир! 今天天气 ", rng)[1:] * (size // 20)
    ),
    "escape sequences": lambda rng, size: "\x1b$B\x1b(B~{+AOk-" * (size // 14),
    "declarations": lambda rng, size: "<?xml encoding='gbk'?><meta charset=" * (size // 34),
}
#: A text that takes more CPU seconds than this is stopped, and counts as if it took as many.
_LIMIT: Final = 60


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
    minutes: float, rng: Random, seeds: list[str], *, decodes: bool = False
) -> Iterator[dict[str, object]]:
    """Yield each text that is among the slowest of its length so far."""
    kept: dict[int, list[tuple[float, bool, str]]] = {length: [] for length in LENGTHS}
    kinds = (BYTES if decodes else KINDS).values()
    starts = [(length, kind(rng, length)) for kind in kinds for length in LENGTHS]
    starts += [(min((n for n in LENGTHS if n >= len(t)), default=600), t) for t in seeds]
    rng.shuffle(starts)
    end = time.monotonic() + 60 * minutes
    tried = 0
    while time.monotonic() < end:
        length, text = starts.pop() if starts else (rng.choice(LENGTHS), "")
        here = kept[length]
        if not text:
            is_new = len(here) < _KEPT or rng.random() < 0.2
            text = random_text(rng, length) if is_new else changed(rng.choice(here)[2], rng, length)
            if decodes and not all(char <= "\xff" for char in text):
                text = as_bytes(text, rng)[:length]
        tried += 1
        if not text.strip():
            continue
        unsafe = rng.random() < 0.3
        rate = 1000 * seconds(text, unsafe=unsafe, decodes=decodes) / len(text)
        if len(here) < _KEPT or rate > here[-1][0]:
            rate = min(rate, 1000 * again(text, unsafe=unsafe, decodes=decodes) / len(text))
        if len(here) < _KEPT or rate > here[-1][0]:
            here.append((rate, unsafe, text))
            here.sort(reverse=True)
            del here[_KEPT:]
            if (rate, unsafe, text) in here[:5]:
                yield {
                    "ms_a_character": round(rate, 3),
                    "tried": tried,
                    "unsafe": unsafe,
                    "text": text,
                }


def load_models() -> None:
    """Repair texts of all pieces and kinds, so that no text pays for models that are loaded."""
    for piece in FRAGMENTS:
        seconds(piece, unsafe=True)
    for kind in KINDS.values():
        for number in range(4):
            seconds(kind(Random(number), LENGTHS[0]), unsafe=True)


def main() -> int:
    """Run the search, and keep the ten slowest texts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save", type=Path, default=None)
    parser.add_argument("--decode", action="store_true", help="bytes, and not text")
    options = parser.parse_args()
    rng = Random(options.seed)
    seeds: list[str] = []
    if options.save and options.save.exists():
        lines = options.save.read_text("utf-8").splitlines()
        seeds = [json.loads(line)["text"] for line in lines]
    load_models()
    best: list[dict[str, object]] = []
    for found in search(options.minutes, rng, seeds, decodes=options.decode):
        best.append(found)
        best.sort(key=lambda one: -float(str(one["ms_a_character"])))
        del best[10:]
        sys.stdout.write(
            f"{found['ms_a_character']} ms a character, {len(str(found['text']))} characters, "
            f"{found['tried']} tried\n"
        )
        sys.stdout.flush()
        if options.save:
            lines = [json.dumps(one, ensure_ascii=True) for one in best]
            options.save.write_text("\n".join(lines) + "\n", "utf-8")
    return int(float(str(best[0]["ms_a_character"])) > MOST[compiled] if best else 0)


if __name__ == "__main__":
    raise SystemExit(main())

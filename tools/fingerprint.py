"""Fingerprint what textrepair does: python -m tools.fingerprint CORPORA_DIR [--lines 2000].

Prints one hash a section, so that a change that should change no result can be seen to change
none.  ``--save DIR`` keeps a digest of every single result; ``--compare DIR`` tells which inputs
give something else than was kept, also if more lines were kept.  Only public functions of
textrepair are used, and the damage is made of Python's codecs alone: moving or renaming things
inside changes no input.
"""

import argparse
import base64
import codecs
import hashlib
import itertools
import json
import lzma
import multiprocessing
import random
import re
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import textrepair

_FIXTURES = Path(__file__).parents[1] / "fixtures"
_SEED = "fingerprint 1"  # another seed makes other inputs, and what was kept before is void
_LONGEST = 400  # code points of a corpus line that are used, from its beginning
_MODES: dict[str, dict[str, Any]] = {
    "safe": {},
    "unsafe": {"unsafe": True},
    "normalize": {"profile": "normalize"},
    "hans": {"chinese": "hans"},
    "hant": {"chinese": "hant"},
}
#: The code pages in which languages were written, and as which each is taken for another.
_PAGES = {
    "fr de es pt it sv da nb is fi nl ca ga": "cp1252 mac_roman cp850 cp437 iso8859-15",
    "pl cs sk hu ro hr sl sr-latn": "cp1250 iso8859-2 cp852",
    "ru uk bg be": "cp1251 koi8-r cp866 iso8859-5 mac_cyrillic",
    "sr mk": "cp1251 iso8859-5",
    "uk": "koi8-u cp1251",
    "el": "cp1253 iso8859-7",
    "tr": "cp1254 iso8859-9",
    "he": "cp1255",
    "ar fa ur": "cp1256",
    "lt lv et": "cp1257 iso8859-13",
    "vi": "cp1258",
    "th": "cp874",
    "zh-hans zh-hant": "gbk gb18030 big5 cp932 euc_jp cp949",
    "zh-hant yue": "big5 gbk cp949",
    "ja": "cp932 euc_jp gbk big5 cp949",
    "ko": "cp949 cp932 euc_kr gbk",
}
_FOREIGN = "fr de ru zh-hans"  # languages whose UTF-8 is read as any code page
_WESTERN_SEEN_AS = "cp1250 cp1251 gbk cp932 cp949 big5"
_MULTI_BYTE = {"gb18030", "gbk", "big5", "cp932", "euc_jp", "cp949", "euc_kr"}
_PLAIN = str.maketrans("“”„’‘–—\xa0«»", '"""\'\'-- ""') | {0x2026: "..."}
_MARKS = {"replace": "\ufffd", "ignore": "", "fingerprint-question": "?"}  # by error handler
_FRAMES = ("name: %s", '{"title": "%s"}', "<b>%s</b>", "12;%s;3.50")


class Input(NamedTuple):
    """What is to be repaired, where it comes from, and of what it is a translation, if known."""

    origin: str
    data: str | bytes
    source: str | None = None

    @property
    def key(self) -> str:
        """A name that depends on the input alone, not on where it stands."""
        return _digest([repr(self.data), self.source])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _eat_trail(error: UnicodeError) -> tuple[str, int]:
    """Give one question mark for a lead byte and the byte after it, as old converters do."""
    assert isinstance(error, UnicodeDecodeError)
    return "?", min(error.start + 2, len(error.object))


codecs.register_error("fingerprint-question", _eat_trail)


def misread(data: bytes, seen: str, losing: str = "") -> str | None:
    """Return bytes read in a code page; None if that loses something, or nothing where it should.

    Without loss, undefined bytes of a single-byte page give C1 controls; with it those go too.
    """
    if losing:
        text = re.sub(r"[\x80-\x9f]", _MARKS[losing], data.decode(seen, losing))
        return None if text == misread(data, seen) else text
    try:
        return data.decode(seen)
    except UnicodeDecodeError:
        if seen in _MULTI_BYTE:
            return None
    text = "".join(bytes([b]).decode(seen, "ignore") or chr(b if b < 0xA0 else 0) for b in data)
    return None if "\0" in text else text


def _whole(line: str, true: str, seen: str, _: random.Random, losing: str = "") -> str | None:
    for written in (line, line.translate(_PLAIN)):
        try:
            return misread(written.encode(true), seen, losing)
        except UnicodeEncodeError:
            continue
    return None


def _twice(line: str, true: str, seen: str, rng: random.Random) -> str | None:
    once = _whole(line, true, seen, rng)
    return once and misread(once.encode(), seen if true == "utf-8" else "cp1252")


def _some(line: str, true: str, seen: str, rng: random.Random) -> str | None:
    """Garble a third of the words, or of what stands between commas."""
    words = re.split(r"([\s,、，。]+)", line)
    return "".join((not rng.randrange(3) and _whole(w, true, seen, rng)) or w for w in words)


def _word(line: str, true: str, seen: str, rng: random.Random) -> str | None:
    """Garble a single word, in a frame such as data has."""
    words = [word for word in re.findall(r"\w+", line) if not word.isascii()]
    garbled = _whole(rng.choice(words)[:12], true, seen, rng) if words else None
    return garbled and rng.choice(_FRAMES) % garbled


def _spliced(line: str, _: str, seen: str, rng: random.Random) -> str | None:
    """Put glosses between the bytes of a Chinese line, each of which may eat a byte."""
    data = line.encode(seen, "ignore")
    for gloss in (b"(xin1)", b"(zhong4)"):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + gloss + data[at + rng.randrange(2) :]
    return "????" + data.decode(seen, "replace")


_Form = Callable[[str, str, str, random.Random], str | None]
_FORMS: dict[str, _Form] = {"whole": _whole, "twice": _twice, "some": _some, "word": _word}
_FORMS |= {losing: partial(_whole, losing=losing) for losing in _MARKS}


def _pairs(every: str) -> Iterator[tuple[str, str, str]]:
    """Yield what was written in which encoding, read as which, in which languages."""
    for seen in ["latin-1", "cp1252"] * 10:  # the most frequent by far, and for all languages
        yield "utf-8", seen, every
    for languages, pages in _PAGES.items():
        for true, seen in itertools.permutations(["utf-8", *pages.split()], 2):
            if seen == "utf-8":
                yield from ((true, western, languages) for western in ("latin-1", "cp1252"))
            else:
                yield true, seen, f"{languages} {_FOREIGN}" if true == "utf-8" else languages
    yield from (("cp1252", seen, "fr de es sv is") for seen in _WESTERN_SEEN_AS.split())
    yield "cp1250", "cp1252", "pl cs hu ro"


@cache
def _corpus(folder: Path) -> dict[str, list[str]]:
    return {
        path.name.split(".")[0]: lzma.decompress(path.read_bytes()).decode().splitlines()
        for path in sorted(folder.glob("*.txt.xz"))
    }


def line_inputs(dev: Path) -> Iterator[Input]:
    """Yield garbled and clean lines without end, no line twice; the first are always the same."""
    corpus = _corpus(dev)
    forms = _FORMS | {"spliced": _spliced, "clean": lambda line, *_: line}
    kinds = [(form, *pair) for form, pair in itertools.product(_FORMS, _pairs(" ".join(corpus)))]
    kinds += [("spliced", "gbk", seen, "zh-hans zh-hant") for seen in ("gbk", "gb18030")] * 10
    kinds += [("clean", "", "", " ".join(corpus))] * (len(kinds) // 10)
    random.Random(_SEED).shuffle(kinds)
    met: set[str] = set()
    for number, (form, true, seen, languages) in enumerate(itertools.cycle(kinds)):
        rng = random.Random(f"{_SEED} {number}")
        language = rng.choice(languages.split())
        for _ in range(20):  # lines to try until one can be written in the encoding
            line = rng.choice(corpus[language])[:_LONGEST]
            text = forms[form](line, true, seen, rng)
            if text and text not in met and (text != line or form == "clean"):
                met.add(text)
                yield Input(f"{form} {true}>{seen} {language} {number}", text)
                break


def document_inputs(dev: Path) -> Iterator[Input]:
    """Yield a document that is longer than what is repaired in one piece: 700,000 code points."""
    rng, corpus = random.Random(_SEED), _corpus(dev)
    garbled = (str(item.data) for item in line_inputs(dev))
    clean = (rng.choice(corpus[rng.choice(list(corpus))]) for _ in range(6000))
    lines = (next(garbled) if n % 100 == 7 else line for n, line in enumerate(clean))
    yield Input("document", "\n".join(lines))


def fixture_inputs() -> Iterator[Input]:
    """Yield every text of the fixtures, garbled and not."""
    for path in sorted(_FIXTURES.rglob("*.txt")):
        yield Input(path.name, path.read_bytes().decode())
    for path in sorted(_FIXTURES.rglob("*.toml")):
        for group, cases in tomllib.loads(path.read_bytes().decode()).items():
            for case in cases if isinstance(cases, list) else [cases]:
                for name in sorted({"text", "garbled", "input", "expected"} & set(case)):
                    source = case.get("options", {}).get("source")
                    yield Input(f"{path.stem} {group} {name}", case[name], source)


def byte_inputs(folder: Path) -> Iterator[Input]:
    """Yield bytes in legacy encodings, all languages and lengths mixed."""
    packed = (lzma.decompress(path.read_bytes()) for path in sorted(folder.glob("*.jsonl.xz")))
    samples = [json.loads(sample) for pack in packed for sample in pack.splitlines()]
    random.Random(_SEED).shuffle(samples)
    yield from (Input(sample["id"], base64.b64decode(sample["b64"])) for sample in samples)


def number_inputs(folder: Path) -> Iterator[Input]:
    """Yield passages with a source; in two of three the digits are those of the source, in order.

    ``<>`` stands where the source has no number left.
    """
    texts = {path.stem: path.read_text().splitlines() for path in sorted(folder.glob("???*.txt"))}
    del texts["rows"]
    for number in itertools.count():
        rng = random.Random(f"{_SEED} {number}")
        origin, target = rng.sample(list(texts), 2)
        target = "eng" if origin != "eng" and rng.randrange(2) else target
        start, length = rng.randrange(len(texts["eng"])), rng.choice((1, 3, 5))
        source, text = ("\n".join(texts[name][start : start + length]) for name in (origin, target))
        if number % 3:
            given = itertools.chain(re.findall(r"\d+", source), itertools.repeat("<>"))
            text = re.sub(r"\d+", lambda _, given=given: next(given), text)  # type: ignore[misc]
        if re.search(r"\d", text):
            yield Input(f"{origin}>{target} {number}", text, source)


def sections(corpora: Path, lines: int, full: bool) -> Iterator[tuple[str, Iterable[Input]]]:
    """Yield the sections by name, each with its inputs."""
    for mode in _MODES:
        wanted = lines if full or mode == "safe" else lines // 5
        yield f"fixtures-{mode}", fixture_inputs()
        yield f"lines-{mode}", itertools.islice(line_inputs(corpora / "dev"), wanted)
    yield "document-safe", document_inputs(corpora / "dev")
    yield "decode", itertools.islice(byte_inputs(corpora / "encodings_dev"), lines)
    for name in ("numbers-safe", "numbers-unsafe", "sourced-safe", "sourced-unsafe"):
        passages = number_inputs(corpora / "dev/parallel")
        yield name, itertools.islice(passages, lines)


def outcome(section: str, item: Input) -> Any:
    """Return what textrepair makes of an input, as plain values."""
    kind, _, mode = section.partition("-")
    try:
        if isinstance(item.data, bytes):
            read = textrepair.decode(item.data)
            return _plain([read.encoding, read.text, read.confidence, read.errors])
        options, source = _MODES[mode], None if kind == "numbers" else item.source
        repaired = textrepair.repair(item.data, source=source, **options)
        return _plain([textrepair.fix(item.data, **options), repaired.to_dict()])
    except Exception as error:
        error.add_note(f"{section}: {item}")
        raise


def _plain(value: Any) -> Any:
    """Return a value for JSON; floats rounded, as sums in another order differ a little."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return round(value, 6) if isinstance(value, float) else value


def _result(section: str, item: Input) -> tuple[str, str]:
    return item.key, _digest(outcome(section, item))


def compare(section: str, kept: Path, new: dict[str, str]) -> list[str]:
    """Print how the results of a section differ from those kept; return the inputs changed."""
    old = dict(line.split() for line in kept.read_text().splitlines())
    changed = [key for key in new if old.get(key, new[key]) != new[key]]
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    if changed or added or gone:
        print(f"  {section}: {len(changed)} inputs changed, {added} added, {gone} gone")
    return changed


def main() -> int:
    """Read the command line and print the hashes; 1 if a result changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder of dev/ and encodings_dev/")
    parser.add_argument("--lines", type=int, default=20_000, help="how many garbled lines")
    parser.add_argument("--full", action="store_true", help="all lines in every section")
    parser.add_argument("--sections", nargs="+", default=[""], help="names, or how they begin")
    parser.add_argument("--save", type=Path, metavar="DIR", help="keep a digest of each result")
    parser.add_argument("--compare", type=Path, metavar="DIR", help="tell what differs from it")
    parser.add_argument("--show", type=int, default=5, help="changed inputs to print a section")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    any_change = False
    with multiprocessing.Pool(options.jobs) as pool:
        for section, inputs in sections(options.corpora, options.lines, options.full):
            if not section.startswith(tuple(options.sections)):
                continue
            start, items = time.perf_counter(), {item.key: item for item in inputs}
            new = dict(pool.imap(partial(_result, section), items.values(), chunksize=20))
            took = time.perf_counter() - start
            print(f"{section:20} {_digest(new)} {len(new):6} inputs {took:7.1f} s", flush=True)
            if options.save:
                options.save.mkdir(parents=True, exist_ok=True)
                kept = "".join(f"{key} {digest}\n" for key, digest in sorted(new.items()))
                (options.save / f"{section}.txt").write_text(kept)
            if options.compare:
                changed = compare(section, options.compare / f"{section}.txt", new)
                any_change |= bool(changed)
                for key in changed[: options.show]:
                    result = json.dumps(outcome(section, items[key]), ensure_ascii=False)
                    print(f"    {items[key]}\n    now gives {result}")
    return int(any_change)


if __name__ == "__main__":
    sys.exit(main())

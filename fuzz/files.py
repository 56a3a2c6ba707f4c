"""Harnesses of files: bytes come back, and a file of fields keeps all but its fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from itertools import chain
from random import Random
from typing import Final

from textrepair import Edit, Options, Pipeline, Rule, Trigger, decode
from textrepair.errors import InputError
from textrepair.files.fields import FieldRepair
from textrepair.files.fields.catalogue import Catalogue
from textrepair.files.fields.delimited import Delimited
from textrepair.files.fields.field import FieldFormat
from textrepair.files.fields.json_strings import JsonStrings
from textrepair.files.fields.subtitles import Subtitles

from .choices import FromBytes
from .fragments import FRAGMENTS, random_text

#: What the toy rule takes for damage, and what it makes of that: all that a format must escape.
_DAMAGE: Final = "Ã"
_TOO_MUCH: Final = (
    '"',
    "\n",
    "\\",
    "a\tb",
    "\r\n",
    "é",
    "",
    '""',
    ",",
    "\u2028",
    "😀",
    " ",
    "\\n",
    "1",
)
#: One text in so many is given to the real rules, which take a hundred times as long.
_REAL: Final = 200


@cache
def _toy(after: str) -> Pipeline:
    """Return a pipeline of one rule, which puts a text in the place of the damage."""

    def find(text: str, _options: Options) -> list[Edit]:
        return [
            Edit("toy", at, at + 1, _DAMAGE, after, "")
            for at, character in enumerate(text)
            if character == _DAMAGE
        ]

    rule = Rule(
        name="toy",
        summary="",
        doc="",
        trigger=Trigger(_DAMAGE, "", ascii=False),
        find=find,
        inflict=lambda text, _rng: text,
    )
    return Pipeline([rule])


@cache
def _real() -> Pipeline:
    return Pipeline()


def check_decode(rng: Random) -> None:
    """Bytes that were decoded come back."""
    if isinstance(rng, FromBytes) and rng.random() < 0.5:
        data = rng.rest()
    else:
        text = random_text(rng, rng.randint(1, 60))
        codec = rng.choice(
            ("utf-8", "utf-8", "gbk", "cp1252", "cp1251", "shift_jis", "utf-16", "utf-7")
        )
        data = text.encode(codec, "ignore")
        for _ in range(rng.randint(0, 4)):
            at = rng.randint(0, len(data))
            data = data[:at] + rng.randbytes(rng.randint(0, 3)) + data[at + rng.randint(0, 3) :]
    decoded = decode(data, mixed=rng.random() < 0.3)
    assert decoded.encode(decoded.text) == data, data


def _spliced(rng: Random, text: str, form: Callable[[], FieldFormat]) -> tuple[str, Pipeline]:
    """Repair a file by its fields, in chunks of a random size; return it, and what repaired it."""
    # The last of its numbers, not the first: zeros are what bytes that are used up give.
    is_real = rng.random() >= 1 - 1 / _REAL
    pipeline = _real() if is_real else _toy(rng.choice(_TOO_MUCH))
    size = rng.randint(1, len(text) + 2)
    step = rng.randint(1, len(text) + 2)
    pieces = [text[at : at + step] for at in range(0, len(text), step)]
    with FieldRepair(pipeline, lambda: pieces, form(), size=size) as repair:
        repairs = list(repair.repairs())
    assert "".join(r.original for r in repairs) == text, text
    assert "".join(r.undo() for r in repairs) == text, text
    return "".join(r.text for r in repairs), pipeline


def _pieces(rng: Random, syntax: tuple[str, ...], most: int = 14) -> str:
    """Return a file of pieces of syntax, damage and words."""
    found = []
    for _ in range(rng.randint(0, most)):
        kind = rng.random()
        if kind < 0.7:
            found.append(rng.choice(syntax))
        elif kind < 0.9:
            found.append(rng.choice(("Ã", "aÃ", "Ã©", "b", " ")))
        else:
            found.append(rng.choice(FRAGMENTS))
    return "".join(found)


def check_csv(rng: Random) -> None:
    """CSV: the values are those of ``csv``, each repaired or as it was."""
    text = _pieces(
        rng, (",", ",", '"', '""', '"', "\n", "\r\n", "\r", ";", "\t", "a", "\ufeff", "|")
    )
    text = text[:1] + text[1:].replace("\ufeff", "")  # a mark that comes to be the first is refused
    delimiter = rng.choice((",", ";", "\t", None))
    new, pipeline = _spliced(rng, text, lambda: Delimited((), delimiter))
    if delimiter is None or "\0" in text:
        return
    old_rows, new_rows = (
        list(csv.reader(io.StringIO(t.removeprefix("\ufeff"), newline=""), delimiter=delimiter))
        for t in (text, new)
    )
    assert list(map(len, old_rows)) == list(map(len, new_rows)), text
    for old, now in zip(chain(*old_rows), chain(*new_rows), strict=True):
        assert now in {old, pipeline.fix(old)}, text


def _json_value(rng: Random, depth: int) -> object:
    kind = rng.randrange(7 if depth else 4)
    if kind < 3:
        return _pieces(rng, ('"', "\\", "\n", "\u2028", "😀", "\ud800", "/", "\x00", "Ã"), 4)
    if kind == 3:
        return rng.choice((1, -0.5, 1e300, True, None, 10**20))
    if kind < 5:
        return [_json_value(rng, depth - 1) for _ in range(rng.randint(0, 3))]
    return {
        _pieces(rng, ("a", "Ã", '"'), 2): _json_value(rng, depth - 1)
        for _ in range(rng.randint(0, 3))
    }


def _fixed_json(value: object, pipeline: Pipeline) -> object:
    if isinstance(value, str):
        return pipeline.fix(value)
    if isinstance(value, list):
        return [_fixed_json(inner, pipeline) for inner in value]
    if isinstance(value, dict):
        return {key: _fixed_json(inner, pipeline) for key, inner in value.items()}
    return value


def check_json(rng: Random) -> None:
    """JSON and JSON Lines: what is parsed afterwards is what was parsed, its strings repaired."""
    by_line = rng.random() < 0.5
    documents = [
        json.dumps(
            _json_value(rng, 2),
            ensure_ascii=rng.random() < 0.5,
            indent=None if by_line else rng.choice((None, 1)),
        )
        for _ in range(rng.randint(1, 3) if by_line else 1)
    ]
    if rng.random() < 0.3:  # broken documents
        at = rng.randrange(len(documents[0]) + 1)
        documents[0] = (
            documents[0][:at]
            + rng.choice(('"', "\\", "[", "}", ",", "Ã", "\n"))
            + documents[0][at:]
        )
    text = "\n".join(documents) + rng.choice(("", "\n"))
    try:
        new, pipeline = _spliced(rng, text, lambda: JsonStrings((), by_line=by_line))
    except InputError:
        return
    for old, now in (
        zip(text.split("\n"), new.split("\n"), strict=True) if by_line else [(text, new)]
    ):
        try:
            value = json.loads(old, strict=False)
        except ValueError:
            assert old == now or not by_line, text
            continue
        if "\\ud" not in old.lower():  # a lone surrogate that is escaped is left alone
            assert json.loads(now, strict=False) == _fixed_json(value, pipeline), text


_SRT: Final = (
    "1\n",
    "2\r\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "0:1.5 --> 1:2.3\r\n",
    "\n",
    "\n\n",
    "WEBVTT\n",
    "-->",
    "<i>",
    "\r",
    "\ufeff",
)


def check_srt(rng: Random) -> None:
    """Subtitles: every line with a timing stays."""
    is_vtt = rng.random() < 0.5
    text = _pieces(rng, _SRT)
    try:
        new, _ = _spliced(rng, text, lambda: Subtitles(is_vtt=is_vtt))
    except Exception as error:
        if type(error).__name__ != "OutputError":  # the toy may write a blank line, or a number
            raise
        return
    timings = [line for line in text.splitlines() if "-->" in line and "Ã" not in line]
    left = new.splitlines()
    assert all(line in left for line in timings if line.startswith("00:")), text


_PO: Final = (
    'msgid "',
    'msgstr "',
    '"\n',
    '"',
    "\n",
    "\\n",
    '\\"',
    "\\",
    "#~ ",
    "# ",
    'msgstr[0] "',
    "\\303",
    "msgctxt ",
    "\r\n",
    "\t",
    "\ufeff",
)


def check_po(rng: Random) -> None:
    """Catalogues: lines that are no strings stay, and there are as many lines."""
    text = _pieces(rng, _PO)
    new, _ = _spliced(rng, text, Catalogue)
    if "\u2028" not in new and "\x85" not in new:
        old_lines, new_lines = text.split("\n"), new.split("\n")
        assert len(old_lines) == len(new_lines), text
        for old, now in zip(old_lines, new_lines, strict=True):
            assert old == now or '"' in old, text

"""Harnesses of texts: what ``fix``, ``repair`` and the chunks of a text promise, on random texts."""

from __future__ import annotations

import json
import re
from functools import cache
from random import Random
from typing import Any, Final

import textrepair
from textrepair import Applicability, Edit, Finding, Pipeline, Repair
from textrepair.edits.compose import compose
from textrepair.edits.ledger import Ledger
from textrepair.edits.model import apply_edits
from textrepair.pipeline.chunked import ChunkedRepair

from .compiled import text_of
from .fragments import FRAGMENTS, random_text

_LONGEST: Final = 120
#: Rules that take each chunk for a whole text, see ``textrepair.pipeline.chunked``.
_CHUNK_SCOPE: Final = ("mixed-script", "chinese-variant", "number-gap", "refilled-numbers")
_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LETTERS: Final = 'ab é"\n,\\\u2028'


@cache
def pipelines() -> tuple[Pipeline, ...]:
    """Return the pipelines whose promises are tried."""
    return (
        Pipeline(),
        Pipeline(unsafe=True),
        Pipeline(profile="normalize"),
        Pipeline(chinese="hant"),
        Pipeline(ignore=_CHUNK_SCOPE),
    )


def check_fix(rng: Random) -> None:
    """``fix`` of a short text: a text, idempotent, and the same object where nothing changes."""
    text = rng.choice(FRAGMENTS) + rng.choice(("", " ", " der ", ", and ")) + rng.choice(FRAGMENTS)
    text = text[: rng.randint(1, 16)]
    pipeline = pipelines()[0]
    fixed = pipeline.fix(text)
    assert (fixed is text) == (fixed == text), text
    assert pipeline.fix(fixed) == fixed, text


def check_gate(rng: Random) -> None:
    """``textrepair.fix``, which has ways of its own for what is beyond doubt, does what rules do."""
    text = text_of(rng)
    fixed = textrepair.fix(text)
    assert (fixed is text) == (fixed == text), text
    assert fixed == pipelines()[0].fix(text), text


def check_repair(rng: Random) -> None:
    """The laws of a pipeline, on a random text."""
    text = random_text(rng, rng.randint(1, _LONGEST))
    pipeline = rng.choice(pipelines())
    repair = pipeline.repair(text)
    assert repair.original == text, text
    assert repair.undo() == text, text
    assert pipeline.fix(text) == repair.text, text
    ends = [0, *(edit.end for edit in repair.edits)]
    assert all(a <= e.start <= e.end for a, e in zip(ends, repair.edits, strict=False)), text
    assert all(0 <= f.start <= f.end <= len(text) for f in repair.findings), text
    assert all(text[f.start : f.end] == f.text for f in repair.findings), text
    if not _PAIR.search(text):  # JSON makes one character of a pair of surrogates
        assert Repair.from_dict(json.loads(json.dumps(repair.to_dict()))) == repair, text
    assert pipeline.fix(repair.text) == repair.text, text


def check_chunks(rng: Random) -> None:
    """A text in chunks of any size gives the text of the whole."""
    text = random_text(rng, rng.randint(1, 2 * _LONGEST))
    text = text.replace(" ", "\n") if rng.random() < 0.5 else text
    size = rng.randint(1, len(text))
    pipeline = pipelines()[4]
    with ChunkedRepair(pipeline, lambda: [text], size=size) as chunked:
        repairs = list(chunked.repairs())
    assert "".join(repair.original for repair in repairs) == text, (text, size)
    assert "".join(repair.undo() for repair in repairs) == text, (text, size)
    assert "".join(r.text for r in repairs) == pipeline.repair(text).text, (text, size)


def check_arrow(rng: Random) -> None:
    """A column in Arrow gives what a list gives."""
    import pyarrow

    from textrepair.tables.arrow import fix_array

    rows = [
        None if rng.random() < 0.1 else random_text(rng, rng.randint(0, 30))
        for _ in range(rng.randint(0, 12))
    ]
    rows = [row and row.encode("utf-8", "ignore").decode() for row in rows]
    pipeline = pipelines()[0]
    kind = rng.choice((pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()))
    found = fix_array(pyarrow.array(rows, kind), pipeline).to_pylist()
    assert found == [row and pipeline.fix(row) for row in rows], rows


def check_ledger(rng: Random) -> None:
    """Edits over edits are composed to edits of the original, and all can be undone."""
    text = "".join(rng.choices(_LETTERS, k=rng.randint(0, 12)))
    ledger = Ledger(text, unsafe=rng.random() < 0.5)
    for number in range(rng.randint(1, 4)):
        said: list[Edit | Finding] = []
        position = 0
        while position <= len(ledger.text) and rng.random() < 0.7:
            start = rng.randint(position, len(ledger.text))
            end = rng.randint(start, min(len(ledger.text), start + 3))
            before = ledger.text[start:end]
            after = "".join(rng.choices(_LETTERS, k=rng.randint(0, 3)))
            kind = rng.choice(list(Applicability))
            if rng.random() < 0.2:
                said.append(Finding(f"rule{number}", start, end, before, "said"))
            elif after != before:
                said.append(Edit(f"rule{number}", start, end, before, after, "done", kind))
            position = end + 1
        ledger.take(f"rule{number}", said)
    repair = ledger.result()
    assert repair.undo() == text, repair
    assert apply_edits(text, repair.edits) == repair.text, repair
    assert all(text[e.start : e.end] == e.before for e in repair.edits), repair
    assert all(text[f.start : f.end] == f.text for f in repair.findings), repair
    offsets = [repair.to_repaired(i) for i in range(len(text) + 1)]
    assert offsets == sorted(offsets), repair
    offsets = [repair.to_original(i) for i in range(len(repair.text) + 1)]
    assert offsets == sorted(offsets), repair
    assert Repair.from_dict(repair.to_dict()) == repair, repair


def check_compose(rng: Random) -> None:
    """Two lists of edits, composed, do in one step what they do in two."""
    text = "".join(rng.choices("abc\n", k=rng.randint(0, 10)))
    first = _edits(text, rng)
    between = apply_edits(text, first)
    second = _edits(between, rng)
    composed = compose(text, first, second)
    assert apply_edits(text, composed) == apply_edits(between, second), (text, first, second)
    assert all(text[e.start : e.end] == e.before for e in composed), (text, first, second)


def _edits(text: str, rng: Random) -> list[Edit]:
    found: list[Any] = []
    position = 0
    while position <= len(text) and rng.random() < 0.7:
        start = rng.randint(position, len(text))
        end = rng.randint(start, min(len(text), start + 3))
        after = "".join(rng.choices("xyz", k=rng.randint(0 if end > start else 1, 2)))
        found.append(Edit("r", start, end, text[start:end], after, ""))
        position = end + 1
    return found

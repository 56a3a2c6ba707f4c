"""``textrepair garble``: damage run forward, for test data."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from random import Random

from ...edits import Edit, Repair
from ...errors import OptionError, OutputError, TextRepairError
from ...files.atomic_write import replace_file
from ...files.document import Document, read_document
from ...files.encode import encode_repaired
from ...pipeline.registry import listed_rules, named
from ...reports.escaping import visible
from ..output import is_stdout, say, write_bytes


def garble_file(  # noqa: PLR0913 - one for each flag
    path: str,
    *,
    rule: str,
    seed: int,
    source: str | None,
    encoding: str | None,
    to: str | None,
    output: str | None,
) -> None:
    """Read a file, do the damage of a rule to it, and write it.  Raises TextRepairError."""
    damage = named(listed_rules(), [rule])[0].rule
    inflict: Callable[..., str] = damage.inflict
    extra: dict[str, str] = {}
    if source is not None:
        if "source" not in inspect.signature(inflict).parameters:
            raise OptionError(f"{damage.name} does its damage without a source; leave --source out")
        extra["source"] = read_document(source).text
    try:
        document = read_document(path, encoding=encoding)
        garbled = inflict(document.text, Random(seed), **extra)
        repair = _as_repair(document, garbled)
        pieces = encode_repaired(document, [repair], changed=repair.changed, to=to)
        data = b"".join(pieces or document.blocks())
    except TextRepairError as error:
        raise type(error)(f"{path}: {error}") from None
    if not repair.changed:
        say(f"{visible(path)}: unchanged; {damage.name} damaged nothing")
    if output is None or is_stdout(output):
        write_bytes(data)
    elif Path(output).is_dir():
        raise OutputError(f"{output}: is a directory; name a file with -o")
    else:
        replace_file(output, [data])


def _as_repair(document: Document, garbled: str) -> Repair:
    """Put the damage in the form of one edit of the whole, to be checked like any other."""
    text = document.text
    if garbled == text:
        return Repair(text, text)
    edit = Edit("garble", 0, len(text), text, garbled, "damaged on purpose")
    return Repair(garbled, text, (edit,))

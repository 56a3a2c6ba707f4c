"""What a person wants done to a repair beside the rules: bytes read otherwise, doubts left alone.

Each function takes the repair of a text, or of a chunk of it, and returns another one of the
same original.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ..detection import codec_called, codec_name, declaration_spans
from ..edits import Applicability, Edit, Finding, Repair, apply_edits
from ..encodings.stray_bytes import STRAY, encode_keeping

#: The rule that reports the bytes which a fallback encoding reads.
_STRAY_RULE: Final = "stray-bytes"
DECLARED: Final = "declared-encoding"
#: Encodings that are declared for one another.
_LATIN: Final = frozenset({"ascii", "iso8859-1", "cp1252"})
#: Encodings that must be known before a declaration can be read.
_WIDE: Final = frozenset(f"utf-{n}{end}" for n in (16, 32) for end in ("", "-le", "-be"))
#: What stands before a name of an encoding that only SQL or RTF has: ``SET NAMES latin2``
_HAS_OWN_NAMES: Final = r"(?i)(?:SET[ \t]+NAMES[ \t]+[\"'`]?|ansicpg)\Z"


def kept(repair: Repair, keeps: Callable[[Edit | Finding], bool]) -> Repair:
    """Return a repair with those of its edits and findings that are to be kept.

    >>> import textrepair
    >>> kept(textrepair.repair("cafÃ© Ã©"), lambda item: item.start > 4).text
    'cafÃ© é'
    """
    edits = tuple(edit for edit in repair.edits if keeps(edit))
    findings = tuple(finding for finding in repair.findings if keeps(finding))
    if len(edits) == len(repair.edits):
        return dataclasses.replace(repair, findings=findings)
    return Repair(apply_edits(repair.original, edits), repair.original, edits, findings)


def only_sure(repair: Repair, least: float) -> Repair:
    """Return a repair in which edits with less confidence than ``least`` are findings.

    >>> guess = Edit("lost-bytes", 0, 4, "caf?", "café", "a guess", confidence=0.7)
    >>> repair = only_sure(Repair("café", "caf?", (guess,)), 0.9)
    >>> repair.text, repair.findings[0].suggestions[0].text
    ('caf?', 'café')
    """
    doubtful = {edit for edit in repair.edits if edit.confidence < least}
    if not doubtful:
        return repair
    reported = [
        dataclasses.replace(edit.as_finding(), applicability=Applicability.DISPLAY)
        for edit in repair.edits
        if edit in doubtful
    ]
    return _with_findings(kept(repair, lambda item: item not in doubtful), reported)


def with_fallback(repair: Repair, encoding: str) -> Repair:
    """Return a repair that reads stray bytes, which no rule could read, in an encoding.

    Bytes that are nothing in that encoding either stay as they are.  Raises UnknownEncoding.

    >>> with_fallback(Repair("caf\\udce9", "caf\\udce9"), "cp1252").text
    'café'
    """
    found = list(_fallback_edits(repair, codec_name(encoding), encoding))
    if not found:
        return repair
    edits = tuple(sorted((*repair.edits, *found), key=lambda edit: edit.start))
    starts = {edit.start: edit.end for edit in found}
    findings = tuple(
        each
        for each in repair.findings
        if each.rule != _STRAY_RULE or each.end > starts.get(each.start, 0)
    )
    return Repair(apply_edits(repair.original, edits), repair.original, edits, findings)


def _fallback_edits(repair: Repair, codec: str, encoding: str) -> Iterator[Edit]:
    original, message = repair.original, f"read as {encoding}, by --fallback-encoding"
    edits, i = repair.edits, 0
    for match in STRAY.finditer(original):
        start, end = match.span()
        while i < len(edits) and edits[i].end <= start:
            i += 1
        if i < len(edits) and edits[i].start < end:
            continue
        data = encode_keeping(match.group(), "ascii")
        after = _decoded(data, codec)
        trail = original[end : end + 1]
        if after is None and trail.isascii() and trail > " ":  # its last byte may look like ASCII
            end += 1
            after = _decoded(data + trail.encode(), codec)
        if after is not None and not (i < len(edits) and edits[i].start < end):
            yield Edit(_STRAY_RULE, start, end, original[start:end], after, message)


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def with_declaration(repair: Repair, encoding: str, to: str) -> tuple[Repair, tuple[str, ...]]:
    """Return the repair of the beginning of a file that is in ``encoding``, and written as ``to``.

    What the file truly declares of itself becomes true again.  Returns, too, what is declared and
    was not mended: what was not true before, and what has no name of ``to`` that we know.

    >>> prolog = '<?xml version="1.0" encoding="ISO-8859-2"?>'
    >>> with_declaration(Repair(prolog, prolog), "iso8859-2", "utf-8")[0].text
    '<?xml version="1.0" encoding="UTF-8"?>'
    """
    codec = codec_name(to)
    wanted = "utf-8" if codec == "utf-8" else to
    edits: list[Edit] = []
    left: list[str] = []
    for start, end in declaration_spans(repair.original):
        name = repair.original[start:end]
        if codec_called(name) == codec or any(
            e.start < end and start < e.end for e in repair.edits
        ):
            continue
        before, is_latex = repair.original[:start], repair.original[end:].startswith("]{inputenc}")
        if not _may_mean(name, encoding) or re.search(_HAS_OWN_NAMES, before) or codec in _WIDE:
            left.append(name)
            continue
        after = "utf8" if is_latex else wanted.upper() if name.isupper() else wanted
        message = f"the file is written as {to}"
        edits.append(Edit(DECLARED, start, end, name, after, message))
    if not edits:
        return repair, tuple(left)
    both = tuple(sorted((*repair.edits, *edits), key=lambda edit: edit.start))
    text = apply_edits(repair.original, both)
    return dataclasses.replace(repair, text=text, edits=both), tuple(left)


def _may_mean(name: str, codec: str) -> bool:
    """Tell whether what is declared as ``name`` is in an encoding; Latin-1 means Windows-1252."""
    found = codec_called(name)
    return found == codec or {found, codec} <= _LATIN


def _with_findings(repair: Repair, more: Sequence[Finding]) -> Repair:
    findings = sorted((*repair.findings, *more), key=lambda finding: (finding.start, finding.end))
    return dataclasses.replace(repair, findings=tuple(findings))

"""Composition of edits: two stages of edits as one list of edits of the original text.

Rules run one after another, each on the text that the rule before it left.  The first stage holds
the edits from the original to a middle text, the second stage those from the middle text to the
final text.  ``compose`` returns edits from the original to the final text.  Edits that overlap in
the middle text become one edit; all others stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from .model import Applicability, Edit, apply_edits


class _StagedEdit(NamedTuple):
    """An edit with its place in the middle text; ``stage`` is 0 for the first stage, else 1."""

    start: int
    end: int
    stage: int
    edit: Edit


def compose(original: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Compose ``first`` (original to middle) with ``second`` (middle to final).

    The edits of each stage must be ordered and disjoint; so are the composed edits.  Takes time
    linear in the text, and n log n in the edits.

    >>> one = Edit("a", 0, 2, "xx", "y", "shortened")
    >>> two = Edit("b", 2, 3, "c", "d", "exchanged")
    >>> [(e.start, e.end, e.after) for e in compose("xxbc", [one], [two])]
    [(0, 2, 'y'), (3, 4, 'd')]
    """
    if not first:
        return list(second)
    middle = apply_edits(original, first)
    shift = 0  # offset in the middle text minus offset in the original, before the group
    composed: list[Edit] = []
    for group in _groups(_in_order(first, second)):
        start, end = min(item.start for item in group), max(item.end for item in group)
        growth = sum(len(i.edit.after) - len(i.edit.before) for i in group if i.stage == 0)
        merged = _merged(
            group, original, middle, (start, end), (start - shift, end - shift - growth)
        )
        shift += growth
        if merged.before != merged.after:
            composed.append(merged)
    return composed


def _in_order(first: Sequence[Edit], second: Sequence[Edit]) -> list[_StagedEdit]:
    """Return the edits of both stages in the order of their places in the middle text."""
    items: list[_StagedEdit] = []
    shift = 0
    for edit in first:
        start = edit.start + shift
        items.append(_StagedEdit(start, start + len(edit.after), 0, edit))
        shift += len(edit.after) - len(edit.before)
    items += [_StagedEdit(edit.start, edit.end, 1, edit) for edit in second]
    return sorted(items, key=lambda item: item[:3])


def _groups(items: Sequence[_StagedEdit]) -> Iterator[list[_StagedEdit]]:
    """Yield the edits in groups that overlap in the middle text."""
    group: list[_StagedEdit] = []
    group_start = group_end = 0
    for item in items:
        overlaps = item.start < group_end and item.end > group_start
        # An insertion where the first stage removed text replaces that text; removals in a row
        # stay apart.
        fills_gap = item.stage == 1 and item.start == item.end == group_start == group_end
        if group and (overlaps or fills_gap):
            group.append(item)
            group_end = max(group_end, item.end)
            continue
        if group:
            yield group
        group, group_start, group_end = [item], item.start, item.end
    if group:
        yield group


def _merged(
    group: Sequence[_StagedEdit],
    original: str,
    middle: str,
    in_middle: tuple[int, int],
    in_original: tuple[int, int],
) -> Edit:
    """Return one edit of the original for a group, whose span is given in both texts."""
    (start, end), (original_start, original_end) = in_middle, in_original
    if len(group) == 1:
        edit = group[0].edit
        if edit.start == original_start:
            return edit
        return replace(edit, start=original_start, end=original_end)
    edits = [item.edit for item in sorted(group, key=lambda item: item.stage)]
    later = [
        replace(item.edit, start=item.start - start, end=item.end - start)
        for item in group
        if item.stage == 1
    ]
    names = list(dict.fromkeys(name for edit in edits for name in (edit.rule, *edit.also)))
    messages = dict.fromkeys(edit.message for edit in edits)
    return Edit(
        rule=names[0],
        start=original_start,
        end=original_end,
        before=original[original_start:original_end],
        after=apply_edits(middle[start:end], later),
        message="; then ".join(messages),
        applicability=max((e.applicability for e in edits), key=lambda a: Applicability(a).rank),
        confidence=min(edit.confidence for edit in edits),
        also=tuple(names[1:]),
    )

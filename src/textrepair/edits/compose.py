"""Edits of one stage after another, composed to edits of the original.

Rules run one after another, each on the text the last one left.  ``compose`` turns
the edits from the original to a middle text, and those from there to the final
text, into edits from the original to the final text.  Edits that touch disjoint
places stay apart; those that overlap in the middle text become one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .model import Applicability, Edit, apply_edits

#: (start, end in the middle text, stage 0 or 1, the edit)
_Item = tuple[int, int, int, Edit]


def compose(original: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Compose ``first`` (original to middle) with ``second`` (middle to final).

    Both are ordered and disjoint.  Linear in the length of the text and the edits.

    >>> one = Edit("a", 0, 2, "xx", "y", "shortened")
    >>> two = Edit("b", 2, 3, "c", "d", "exchanged")
    >>> [(e.start, e.end, e.after) for e in compose("xxbc", [one], [two])]
    [(0, 2, 'y'), (3, 4, 'd')]
    """
    if not first:
        return list(second)
    middle = apply_edits(original, first)
    shift = 0  # how far an offset of the middle text is ahead of the original one
    composed: list[Edit] = []
    for group in _groups(_in_order(first, second)):
        start, end = min(i[0] for i in group), max(i[1] for i in group)
        ahead = sum(len(i[3].after) - len(i[3].before) for i in group if i[2] == 0)
        merged = _merged(
            group, original, middle, (start, end), (start - shift, end - shift - ahead)
        )
        shift += ahead
        if merged.before != merged.after:
            composed.append(merged)
    return composed


def _in_order(first: Sequence[Edit], second: Sequence[Edit]) -> list[_Item]:
    """List the edits of both stages by their place in the middle text."""
    items: list[_Item] = []
    shift = 0
    for edit in first:
        start = edit.start + shift
        items.append((start, start + len(edit.after), 0, edit))
        shift += len(edit.after) - len(edit.before)
    items += [(edit.start, edit.end, 1, edit) for edit in second]
    return sorted(items, key=lambda item: item[:3])


def _groups(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Gather items that overlap in the middle text."""
    group: list[_Item] = []
    group_start = group_end = 0
    for item in items:
        start, end = item[0], item[1]
        overlaps = start < group_end and end > group_start
        # An insertion where something was removed replaces it; removals in a row stay apart.
        fills_gap = item[2] == 1 and start == end == group_start == group_end
        if group and (overlaps or fills_gap):
            group.append(item)
            group_end = max(group_end, end)
            continue
        if group:
            yield group
        group, group_start, group_end = [item], start, end
    if group:
        yield group


def _merged(
    group: Sequence[_Item],
    original: str,
    middle: str,
    in_middle: tuple[int, int],
    in_original: tuple[int, int],
) -> Edit:
    """Return one edit of the original for a group of overlapping edits."""
    (start, end), (original_start, original_end) = in_middle, in_original
    if len(group) == 1:
        edit = group[0][3]
        if edit.start == original_start:
            return edit
        return replace(edit, start=original_start, end=original_end)
    edits = [item[3] for item in sorted(group, key=lambda item: item[2])]
    later = [
        replace(item[3], start=item[0] - start, end=item[1] - start)
        for item in group
        if item[2] == 1
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

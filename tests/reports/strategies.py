"""Texts with edits and findings, of every awkward shape."""

from __future__ import annotations

from hypothesis import strategies as st

from textrepair import Edit, Finding, Repair, Suggestion
from textrepair.edits import apply_edits

PIECES = st.text("ab\n\r漢\x1b\u202e\udc80 ", max_size=4)


@st.composite
def repairs(draw: st.DrawFn) -> Repair:
    text = draw(st.text("abc\n\n\r漢", max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    edits: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(PIECES)
        clear = not edits or start > edits[-1].end or (start == edits[-1].end and start < end)
        if clear and after != text[start:end]:
            edits.append(Edit("edit-rule", start, end, text[start:end], after, "why"))
    findings = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        choice = Suggestion(draw(PIECES), 0.5, "may be")
        findings.append(Finding("find-rule", start, end, text[start:end], "what", (choice,)))
    return Repair(apply_edits(text, edits), text, tuple(edits), tuple(findings))

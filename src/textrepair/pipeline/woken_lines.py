"""Texts of which few lines hold triggers, and the rules have nothing to say of these.

Most clean text that holds a trigger holds one or two, in a word such as ``jaunâtre``.  To run the
rules over it costs a hundred times what the scan does, and over a long text each rule goes through
all of it.  So the lines with triggers are asked about first, one after another: some rules tell at
little cost that they have nothing to say of a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..options import Options
    from ..rules.rule import Rule
    from .triggers import TriggerScan

#: How much of a text around a line may decide whether a trigger in the line matches, in code
#: points: more than any trigger asks.
_AROUND: Final = 16
#: A line that is more than this share of a text is only asked about where that costs little, and so
#: many other lines at most where it does not: all is done again if the rules change one after all.
#: Set by hand; a megabyte of clean text in twenty languages has five lines that cost much.
_MOST_SHARE: Final = 0.1
_MOST_COSTLY: Final = 32


def leaves_alone(
    scan: TriggerScan, text: str, place: int, options: Options, at_any_cost: bool = False
) -> bool:
    """Tell whether all rules of a scan surely have nothing to say of a text; False tells nothing.

    ``place`` is where the first trigger is.  Lines are asked about up to the first of which some
    rule may say something; with ``at_any_cost`` also those that cost much.

    >>> from textrepair.options import Options
    >>> from textrepair.pipeline.pipeline import Pipeline
    >>> scan, text = Pipeline().fixing, "La toile mûre creva."
    >>> leaves_alone(scan, text, scan.place(text), Options())
    True
    """
    end = costly = 0
    while place >= 0:
        start = text.rfind("\n", end, place) + 1
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        line = text[start:end]
        rules = list(scan.matching_rules(text[max(start - _AROUND, 0) : end + _AROUND]))
        if not rules or not all(rule.by_line for rule in rules):
            return False
        refused = {rule.name for rule in rules if rule.refuses is not None and rule.refuses(line)}
        if not refused or any(rule.refuses and rule.name not in refused for rule in rules):
            costly += 1
            is_much = costly > _MOST_COSTLY or len(line) > _MOST_SHARE * len(text)
            if is_much and not at_any_cost:
                return False
        if any(rule.name not in refused and _speaks(rule, line, options) for rule in rules):
            return False
        if end == len(text):
            return True
        following = scan.next_place(text, end)
        if following is None:
            return False
        place = following
    return True


def _speaks(rule: Rule, line: str, options: Options) -> bool:
    return next(iter(rule.find(line, options)), None) is not None

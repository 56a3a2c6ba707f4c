"""The explanation of a rule: its docstring, taken apart into sections.

A docstring says in one sentence what the damage is, and then, in this order:

    Looks like:    samples of the damage
    Happens when:  what somebody did to the text
    Undone by:     how the rule restores the text, or who can
    Left alone:    what looks similar and is not touched
    Example:
        a doctest

Lines that go on begin under the text of their section.
"""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .rule import Rule

SECTIONS: Final = ("Looks like", "Happens when", "Undone by", "Left alone", "Example")

_HEADING: Final = re.compile(rf"^({'|'.join(SECTIONS)}):[ \n]*", re.MULTILINE)


def docstrings(path: str) -> dict[str, str]:
    """Return the docstrings of a module by name, that of the module itself under "".

    They are read from the source, for ``python -OO`` keeps none; a module without source has none.
    """
    try:
        tree = ast.parse(Path(path).read_bytes())
    except (OSError, SyntaxError):
        return {}
    found = {
        node.name: ast.get_docstring(node) or ""
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    return {"": ast.get_docstring(tree) or "", **found}


def documentation(rule: Rule) -> str:
    """Return what a rule says of itself, under ``python -OO`` too."""
    if rule.doc:
        return inspect.cleandoc(rule.doc)
    path = getattr(inspect.getmodule(rule.find), "__file__", None)
    return docstrings(path).get("", "") if path else ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sections of the docstring of a rule, each as running text; ``example`` is a doctest."""

    lead: str
    looks_like: str
    happens_when: str
    undone_by: str
    left_alone: str
    example: str


def parse_explanation(doc: str) -> Explanation:
    r"""Return the sections of a docstring.  Raises ValueError that names what is wrong.

    >>> from textrepair.rules import RULES
    >>> parse_explanation(RULES[0].doc).lead
    'HTML entities in text that is not HTML.'
    >>> parse_explanation("Something.\n\nLooks like:  this")
    Traceback (most recent call last):
    ValueError: the sections are Looks like, not those that rules/explanation.py lists
    """
    lead, *parts = _HEADING.split(inspect.cleandoc(doc))
    names, bodies = parts[::2], parts[1::2]
    if tuple(names) != SECTIONS:
        raise ValueError(
            f"the sections are {', '.join(names)}, not those that rules/explanation.py lists"
        )
    empty = [name for name, body in zip(SECTIONS, bodies, strict=True) if not body.strip()]
    if not lead.strip() or empty:
        raise ValueError(f"nothing is said in: {', '.join(empty) or 'the first line'}")
    looks_like, happens_when, undone_by, left_alone = (" ".join(b.split()) for b in bodies[:4])
    example = inspect.cleandoc(bodies[4])
    if not example.startswith(">>> "):
        raise ValueError("the example is no doctest")
    lead = " ".join(lead.split())
    return Explanation(lead, looks_like, happens_when, undone_by, left_alone, example)

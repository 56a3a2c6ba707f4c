"""docs/api.md: the public names of the package, made of their signatures and docstrings.

The source is read, not the running objects: what is compiled keeps no signature.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

import textrepair

_FUNCTIONS: Final = ("fix", "repair", "decode", "garble")
_WHERE_TO_READ: Final = """\
Every name is imported from `textrepair`, and loaded on first use. All is typed; `profile` and
`chinese` are literals, so that a type checker knows the values that there are. Offsets count code
points. The examples assume:

```python
>>> from textrepair import *

```
"""

Running = Callable[[str], str]
Definition = ast.FunctionDef | ast.ClassDef


def api_page(running: Running) -> str:
    """Return the page; ``running`` makes Markdown of running text in a docstring."""
    names = [name for name in textrepair.__all__ if name not in _FUNCTIONS]
    classes = [name for name in names if isinstance(getattr(textrepair, name), type)]
    errors = [name for name in classes if issubclass(getattr(textrepair, name), Exception)]
    parts = ["# Python\n", _WHERE_TO_READ]
    parts += ["\n## Functions\n", *(_function(name, running) for name in _FUNCTIONS)]
    parts += ["\n## Classes\n", *(_class(n, running) for n in classes if n not in errors)]
    parts += ["\n## Errors\n", "| error | is also | when |", "|---|---|---|"]
    parts += [_error(name, running) for name in errors]
    parts += [
        "\n## Other names\n",
        "- `RULES`: all rules, in the order in which they run; [rules](rules.md) lists them.",
        "- `compiled`: whether the compiled kernels are in use.",
    ]
    return "\n".join(parts) + "\n"


def _function(name: str, running: Running) -> str:
    node = _definition(name)
    assert isinstance(node, ast.FunctionDef)
    return f"### {name}\n\n{_signature(node)}\n\n{_text(node, running)}"


def _class(name: str, running: Running) -> str:
    node = _definition(name)
    assert isinstance(node, ast.ClassDef)
    own = [each for each in node.body if isinstance(each, ast.FunctionDef)]
    parts = [f"### {name}\n"]
    made = next((each for each in own if each.name == "__init__"), None)
    parts += [f"{_signature(made, name)}\n"] if made is not None else []
    parts.append(_text(node, running))
    fields = list(_fields(getattr(textrepair, name)))
    parts += [f"Fields: {', '.join(fields)}.\n"] if fields else []
    for each in own:
        if not each.name.startswith("_") and ast.get_docstring(each):
            is_property = any("property" in ast.unparse(d) for d in each.decorator_list)
            head = f"`{each.name}`" if is_property else _signature(each)
            parts.append(f"#### {name}.{each.name}\n\n{head}\n\n{_text(each, running)}")
    return "\n".join(parts)


def _fields(kind: type) -> Iterator[str]:
    """Yield the fields of a dataclass as code, with their types."""
    if is_dataclass(kind):
        for field in dataclass_fields(kind):
            if not field.name.startswith("_"):
                yield f"`{field.name}: {field.type}`"


def _error(name: str, running: Running) -> str:
    error = getattr(textrepair, name)
    bases = ", ".join(f"`{base.__name__}`" for base in error.__bases__)
    return f"| `{name}` | {bases} | {running(inspect.getdoc(error) or '')} |"


def _definition(name: str) -> Definition:
    """Return the function or class of a public name in the source."""
    module = import_module(getattr(textrepair, name).__module__)
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, Definition) and node.name == name:
            return node
    raise LookupError(f"{name} is not defined in {module.__name__}")


def _signature(node: ast.FunctionDef, name: str = "") -> str:
    """Return a definition as a block of code, without what only methods have."""
    arguments = node.args
    if arguments.args and arguments.args[0].arg in {"self", "cls"}:
        arguments.args.pop(0)
    returns = f" -> {ast.unparse(node.returns)}" if node.returns and not name else ""
    inside = ast.unparse(arguments)
    line = f"{name or node.name}({inside}){returns}"
    if len(line) > 90:
        pieces = "".join(f"    {piece},\n" for piece in _split(inside))
        line = f"{name or node.name}(\n{pieces}){returns}"
    return f"```text\n{line}\n```"


def _split(arguments: str) -> list[str]:
    """Split arguments at the commas between them, not at those in brackets."""
    return re.split(r", (?![^\[\(]*[\]\)])", arguments)


def _text(node: Definition, running: Running) -> str:
    return "\n".join(_paragraphs(ast.get_docstring(node) or "", running))


def _paragraphs(text: str, running: Running) -> Iterator[str]:
    """Yield the paragraphs of a docstring as Markdown, its examples as code."""
    code: list[str] = []
    for piece in doctest.DocTestParser().parse(text):
        if isinstance(piece, doctest.Example):
            lines = piece.source.splitlines()
            code += [f"{'...' if n else '>>>'} {line}".rstrip() for n, line in enumerate(lines)]
            code += piece.want.splitlines()
        elif piece.strip():
            if code:
                yield _fenced(code)
                code = []
            for paragraph in piece.strip().split("\n\n"):
                yield _prose(paragraph, running)
    if code:
        yield _fenced(code)


def _prose(paragraph: str, running: Running) -> str:
    items = re.split(r"^- ", paragraph, flags=re.MULTILINE)
    joined = [running(re.sub(r"\s+", " ", item).strip()) for item in items]
    lead = f"{joined[0]}\n" if joined[0] else ""
    return lead + "".join(f"\n- {item}" for item in joined[1:]) + "\n" * (len(joined) > 1)


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```python", *lines, "", "```", ""])

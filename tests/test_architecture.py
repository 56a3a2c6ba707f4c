"""The plan of the house is kept: sizes, names, doors, rules, data, imports (docs/architecture.md).

``KNOWN_OFFENDERS`` lists what does not keep the plan yet.  It may only shrink: a new offender
fails, and so does an entry that offends no longer.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import textrepair
from tests.support import ROOT, rule_fixtures, run_python
from textrepair import RULES, Rule
from textrepair.rules.explanation import parse_explanation

PACKAGE: Final = ROOT / "src" / "textrepair"
MODULES: Final = sorted(PACKAGE.rglob("*.py"))
WINGS: Final = ("detection", "mojibake", "recovery", "chinese", "numbers", "fonts")
#: The families of rules that may use the modules of a wing directly.
RULES_OF_WING: Final = {
    "detection": "encoding",
    "mojibake": "encoding",
    "recovery": "encoding",
    "chinese": "chinese",
    "numbers": "numbers",
    "fonts": "fonts",
}

MOST_FILES: Final = 14
MOST_LEVELS: Final = 2
MOST_LINES: Final = 400
FEWEST_LINES: Final = 60
#: Module names that say what a module is in each of several wings.
COMMON_NAMES: Final = {"__init__", "channels", "data", "find", "registry", "words"}

#: Modules that are short for a reason.
SHORT_FOR_A_REASON: Final = {
    "__main__.py": "what `python -m textrepair` runs",
    "cli/subcommands/explain.py": "a command has a module of its own",
    "cli/subcommands/web.py": "a command has a module of its own",
    "caching.py": "one decorator, for all floors",
    "forking.py": "forks, which concern all of the package",
    "patterns.py": "one function, for all floors",
    "encodings/page_tables.py": "one file, which tools make and `tables` asks",
    "language/model_files.py": "where the models lie; `pack_files` does the rest",
    "files/position.py": "lines and columns, for errors and for reports",
    "numbers/reading/agreement.py": "one question, asked by compare and by slips",
    "numbers/refill/pour.py": "the damage run forward, used by the rule and by tests",
    "numbers/recent.py": "one decorator, used on three floors of numbers",
    "reports/json_report.py": "a report has a module of its own",
}

#: What does not keep the plan yet, by the name of the test.  The lists may only shrink.
KNOWN_OFFENDERS: Final[dict[str, set[str]]] = {}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def is_one_of_a_kind(path: Path) -> bool:
    """Tell whether a module holds one member of an open list: a rule, a language, an engine."""
    lists = ("numbers/languages/", "tables/")
    return is_rule(path) or name_of(path).startswith(lists)


def is_rule(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] == "rules" and len(parts) == 3 and parts[-1] != "__init__.py"


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def long_modules() -> set[str]:
    return {name_of(path) for path in MODULES if lines_of(path) > MOST_LINES}


def short_modules() -> set[str]:
    return {
        name_of(path)
        for path in MODULES
        if path.name != "__init__.py"
        and not is_one_of_a_kind(path)
        and lines_of(path) < FEWEST_LINES
    }


def crowded_folders() -> set[str]:
    files = Counter(name_of(path.parent) for path in MODULES if path.name != "__init__.py")
    return {name for name, count in files.items() if count > MOST_FILES}


def names_of_several_modules() -> set[str]:
    """A rule may be called as the engine that it uses."""
    names = Counter(path.stem for path in MODULES if not is_one_of_a_kind(path))
    return {name for name, count in names.items() if count > 1} - COMMON_NAMES


def public_names(path: Path) -> Iterator[str]:
    """Yield the public names that a module defines, not those that it imports."""
    for node in tree_of(path).body:
        names: list[ast.expr] = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from () if node.name.startswith("_") else (node.name,)
        elif isinstance(node, ast.Assign):
            names = node.targets
        elif isinstance(node, ast.AnnAssign):
            names = [node.target]
        for name in names:
            if isinstance(name, ast.Name) and not name.id.startswith("_"):
                yield name.id


def names_defined_twice_in_a_wing() -> set[str]:
    found: set[str] = set()
    for wing in WINGS:
        in_wing = [path for path in MODULES if name_of(path).startswith(f"{wing}/")]
        modules = [path for path in in_wing if not is_one_of_a_kind(path)]
        names = Counter(name for path in modules for name in set(public_names(path)))
        found.update(f"{wing}: {name}" for name, count in names.items() if count > 1)
    return found


@cache
def handed_out(module: str) -> frozenset[str]:
    """Return the names that a module, or the `__init__` of a folder, has for others."""
    path = PACKAGE / module.replace(".", "/")
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    path = path if path.exists() else path.with_suffix(".pyi")  # a compiled module
    imported_names = {
        alias.asname or alias.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
    }
    return frozenset({*public_names(path), *imported_names})


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a module imports from, as paths below the package with dots."""
    package = path.relative_to(PACKAGE).parent.parts
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = (*package[: len(package) - node.level + 1], *(node.module or "").split("."))
            origin = ".".join(filter(None, base))
            for alias in node.names:
                yield origin if alias.name in handed_out(origin) else f"{origin}.{alias.name}"


def _past_the_door(path: Path) -> Iterator[str]:
    """Yield what a module imports from inside a wing that is not its own."""
    parts = path.relative_to(PACKAGE).parts
    for module in imported(path):
        wing, *inner = module.split(".")
        is_allowed = parts[0] == wing or parts[:2] == ("rules", RULES_OF_WING.get(wing, ""))
        if wing in WINGS and inner and not is_allowed:
            yield module


def imports_past_a_door() -> set[str]:
    """Where a module outside a wing imports more than the wing hands out in its `__init__`."""
    return {f"{name_of(path)} -> {module}" for path in MODULES for module in _past_the_door(path)}


def module_of(rule: Rule) -> Path:
    return PACKAGE / Path(*rule.find.__module__.split(".")[1:]).with_suffix(".py")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_all_that_belongs_to_it(rule: Rule) -> None:
    """Two cases of each sort are asked for by tests/laws/test_fixtures.py."""
    path = module_of(rule)
    assert path.stem == rule.name.replace("-", "_")
    assert rule.name in rule_fixtures()
    assert parse_explanation(rule.doc).left_alone
    assert (ROOT / "docs" / "rules" / f"{rule.name}.md").exists()
    last = tree_of(path).body[-1]
    assert isinstance(last, ast.AnnAssign), "a rule module ends with RULE"
    assert isinstance(last.target, ast.Name)
    assert last.target.id == "RULE"
    assert isinstance(last.value, ast.Call)
    assert "scope" in {keyword.arg for keyword in last.value.keywords}, "the scope is told"


def test_every_module_of_a_family_is_a_rule_or_known() -> None:
    listed = {module_of(rule) for rule in RULES}
    others = {path for path in MODULES if is_rule(path)} - listed
    assert {name_of(path) for path in others} == {"rules/encoding/recovered.py"}


DATA: Final = sorted(
    path
    for path in PACKAGE.rglob("data/*")
    if path.is_file() and path.suffix not in {".py", ".pyc", ".pack"}
)


def unmarked_data() -> set[str]:
    """The packs are compressed: `pack_files.py` and tools/README.md tell of them."""
    unmarked = set()
    for path in DATA:
        head = "\n".join(path.read_text(encoding="utf-8").split("\n", 3)[:3])
        generator = re.search(r"^# Generated by (tools/[\w/]+\.py)", head, re.MULTILINE)
        is_hand_made = head.startswith("# Hand-made")
        if not is_hand_made and not (generator and (ROOT / generator[1]).exists()):
            unmarked.add(name_of(path))
    return unmarked


CHECKS: Final = {
    check.__name__: check
    for check in (
        long_modules,
        short_modules,
        crowded_folders,
        names_of_several_modules,
        names_defined_twice_in_a_wing,
        imports_past_a_door,
        unmarked_data,
    )
}


@pytest.mark.parametrize("name", CHECKS)
def test_plan_is_kept(name: str) -> None:
    known = KNOWN_OFFENDERS.get(name, set())
    if name == "short_modules":
        known = known | set(SHORT_FOR_A_REASON)
    assert sorted(CHECKS[name]() - known) == []


def test_lists_of_known_offenders_only_shrink() -> None:
    """Whoever mends the last place that an entry names takes the entry off the list."""
    mended = {name: known - CHECKS[name]() for name, known in KNOWN_OFFENDERS.items()}
    assert {name: sorted(known) for name, known in mended.items() if known} == {}
    assert set(SHORT_FOR_A_REASON) <= short_modules()


def test_no_folder_is_deep() -> None:
    assert all(len(path.relative_to(PACKAGE).parts) <= MOST_LEVELS + 1 for path in MODULES)


def test_contracts_of_imports_hold() -> None:
    """The contracts stand in pyproject.toml; `lint-imports` says more when it is run by hand."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


HEAVY: Final = ("click", "rich", "opencc", "ftfy", "charset_normalizer", "importlib.metadata")
ENGINES: Final = ("numpy", "pandas", "polars", "pyarrow", "pyspark", "duckdb", "ray", "dask")


def loaded_after(code: str) -> set[str]:
    return set(
        json.loads(run_python(f"{code}\nimport json, sys; print(json.dumps([*sys.modules]))"))
    )


def test_import_loads_no_other_package() -> None:
    """Importing must cost next to nothing; benchmarks/performance.py says how much."""
    new = loaded_after("import textrepair") - loaded_after("pass")
    assert not [name for name in new if name.startswith(HEAVY)]
    ours = [name for name in new if name.startswith("textrepair.")]
    assert ours == [], "the public names are loaded on first use"


def test_fixing_clean_text_loads_no_other_package() -> None:
    new = loaded_after("import textrepair; textrepair.fix('plain', ); textrepair.fix('naïve')")
    outside = {name for name in HEAVY if "." not in name}
    assert not {name.partition(".")[0] for name in new} & outside


def test_fix_for_tables_loads_no_engine() -> None:
    new = loaded_after("import textrepair; textrepair.Fix('t')({'t': ['caf\u00c3\u00a9']})")
    assert "textrepair.tables.fixer" in new
    assert not {name.partition(".")[0] for name in new} & set(ENGINES)


def test_public_names_have_homes() -> None:
    assert set(textrepair.__all__) == set(textrepair._HOMES)

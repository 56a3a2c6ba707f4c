"""Make all files of a new rule: module, fixture, entry in RULES, page of the documentation.

    python -m tools.new_rule forum-smileys characters
    python -m tools.new_rule forum-smileys characters --after line-breaks

The tests of the new rule fail until its module, its docstring and its cases are written.
CONTRIBUTING.md tells how.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
FAMILIES: Final = ("encoding", "chinese", "numbers", "markup", "characters", "fonts")

MODULE: Final = '''"""TODO: what the damage is, in one sentence.

Looks like:    TODO: samples, parted by commas
Happens when:  TODO: what somebody does to the text.
Undone by:     TODO: how the rule restores the text; or "hand", and what the finding tells.
Left alone:    TODO: what looks similar and is not touched.
Example:
    >>> import textrepair
    >>> textrepair.fix("TODO: damaged")
    'TODO: as it was'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger
from ..substitution import exchanged

NAME: Final = "{name}"
#: TODO: what clean text hardly ever holds.  Bounded repeats only.
TRIGGER: Final = Trigger(first="\\ue000", then="")

#: TODO: what is to change.
_DAMAGE: Final = re.compile("\\ue000")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each place that is damaged."""
    del options
    return exchanged(NAME, text, _DAMAGE, lambda match: match[0], "TODO: what happened")


def inflict(text: str, rng: Random) -> str:
    """TODO: return the text with this damage done to it."""
    del rng
    return text


RULE: Final = Rule(
    name=NAME,
    summary="TODO: one line for lists of rules",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,  # TODO: or DOCUMENT; with LINE, `reach` if the rule looks beyond its line
)
'''

FIXTURE: Final = """\
# TODO: where these cases come from.  Text that only looks damaged comes first.

[[noop]]
name = "todo-looks-alike"
text = "TODO: text that looks like this damage and is none"
comment = "TODO: what it is"

[[noop]]
name = "todo-as-it-should-be"
text = "TODO: text of the kind that is damaged, undamaged"
comment = "TODO: what it is"

[[pass]]
name = "todo-plain"
garbled = "TODO: a plain case"
expected = "TODO: a plain case, repaired"
comment = "TODO: what happened to the text"

[[pass]]
name = "todo-hard"
garbled = "TODO: a hard case"
expected = "TODO: a hard case, repaired"
comment = "TODO: what happened to the text"
"""


def main() -> int:
    """Make the files, and say which."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", help="in kebab-case")
    parser.add_argument("family", choices=FAMILIES)
    parser.add_argument(
        "--after", help="the rule that runs before it (default: last of its family)"
    )
    arguments = parser.parse_args()
    try:
        made = new_rule(ROOT, arguments.name, arguments.family, arguments.after)
    except ValueError as error:
        parser.error(str(error))
    subprocess.run([sys.executable, "-m", "tools.build_docs"], cwd=ROOT, check=True)
    made += [ROOT / "docs" / "rules.md", ROOT / "docs" / "rules" / f"{arguments.name}.md"]
    made.append(ROOT / "src" / "textrepair" / "rules" / "data" / "listing.txt")
    print("\n".join(path.relative_to(ROOT).as_posix() for path in made))
    return 0


def new_rule(root: Path, name: str, family: str, after: str | None = None) -> list[Path]:
    """Make module and fixture of a rule and list it; return the paths of what was changed.

    Raises ValueError for a name that cannot be, or is taken.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name):
        raise ValueError(f"{name!r} is not in kebab-case")
    rules = root / "src" / "textrepair" / "rules"
    module = rules / family / f"{name.replace('-', '_')}.py"
    fixture = root / "fixtures" / "rules" / f"{name}.toml"
    listing = rules / "all_rules.py"
    if module.exists() or fixture.exists():
        raise ValueError(f"there is a rule {name!r} already")
    listed = with_rule(listing.read_text(encoding="utf-8"), module.stem, family, after)
    listing.write_text(listed, encoding="utf-8")
    module.write_text(MODULE.replace("{name}", name), encoding="utf-8")
    fixture.write_text(FIXTURE, encoding="utf-8")
    return [module, listing, fixture]


def with_rule(listing: str, module: str, family: str, after: str | None) -> str:
    """Return ``rules/all_rules.py`` with a rule imported and listed.

    Raises ValueError if there is no rule to list it after.
    """
    start = listing.index(f"from .{family} import ")
    line_end = listing.index("\n", start)
    end = listing.index(")", start) if listing[start:line_end].endswith("(") else line_end
    imported = set(re.findall(r"\w+", listing[start:end].partition(" import ")[2]))
    modules = sorted({*imported, module})
    one_line = f"from .{family} import {', '.join(modules)}"
    if len(one_line) > 100 or end != line_end:
        one_line = (
            f"from .{family} import (\n" + "".join(f"    {each},\n" for each in modules) + ")"
        )
    rest = listing[end:].removeprefix(")") if end != line_end else listing[end:]
    places = re.findall(r"^    (\w+)\.RULE,", rest, re.MULTILINE)
    before = after.replace("-", "_") if after else [each for each in places if each in imported][-1]
    if before not in places:
        raise ValueError(f"there is no rule {after!r}")
    entry = re.compile(rf"^    {before}\.RULE,.*\n", re.MULTILINE)
    rest = entry.sub(lambda match: f"{match[0]}    {module}.RULE,\n", rest, count=1)
    return listing[:start] + one_line + rest


if __name__ == "__main__":
    sys.exit(main())

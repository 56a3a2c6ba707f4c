"""A baseline: the places that ``check`` is to say nothing of, because they were there before.

A place is known by the file, the rule, and the text that stands there, not by its line: it is
known still if lines come or go above it.  Paths are those from the directory of the baseline.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from click import UsageError

from ..edits import Edit, Finding, Repair
from ..errors import InputError
from ..files.atomic_write import replace_file
from ..files.small_files import read_named
from .adjustments import kept
from .settings import Settings

_VERSION: Final = 1
#: Code points of a text that stand in the file as they are; of a longer one the rest is hashed.
_SHOWN: Final = 80
_WAY_OUT: Final = "name a file that `check --write-baseline` wrote"
#: A rule, and the text that it finds fault with.
_Place = tuple[str, str]


@dataclass
class KnownPlaces:
    """The places of one file: those that are known, and those that were found."""

    known: Counter[_Place]
    is_written: bool
    found: Counter[_Place] = field(default_factory=Counter)

    def without(self, repair: Repair) -> Repair:
        """Return a repair without what is known; each entry stands for as many as it counts."""

        def is_new(item: Edit | Finding) -> bool:
            place = _place(item)
            self.found[place] += 1
            return not self.is_written and self.found[place] > self.known[place]

        return kept(repair, is_new)

    def gone(self) -> int:
        """Return how many places are known and were not found."""
        return (self.known - self.found).total()


@dataclass
class Baseline:
    """The baseline of a run: it silences what it knows, or is written with what is found."""

    path: str
    is_written: bool
    known: dict[str, Counter[_Place]]
    _files: dict[str, KnownPlaces] = field(default_factory=dict)

    def fresh(self) -> Baseline:
        """Return the baseline as it is before a run."""
        return Baseline(self.path, self.is_written, self.known)

    def of_file(self, path: str) -> KnownPlaces:
        """Return what is known of a file."""
        name = self._name(path)
        places = KnownPlaces(self.known.get(name, Counter()), self.is_written)
        self._files[name] = places
        return places

    def gone(self) -> str:
        """Return, in words, how many known places of the files were not found; empty for none."""
        count = sum(places.gone() for places in self._files.values())
        return f"{count} of its places {'are' if count > 1 else 'is'}" if count else ""

    def write(self) -> None:
        """Write what was found; of other files, if they are there still, what was known."""
        found = {name: places.found for name, places in self._files.items()}
        folder = Path(self.path).parent
        others = {name: counts for name, counts in self.known.items() if (folder / name).exists()}
        files = {
            name: [
                {"rule": rule, "text": text, "count": count}
                for (rule, text), count in sorted(counts.items())
            ]
            for name, counts in sorted({**others, **found}.items())
            if counts
        }
        whole = json.dumps({"version": _VERSION, "files": files}, indent=1)
        replace_file(self.path, [whole.encode(), b"\n"])

    def _name(self, path: str) -> str:
        folder = os.path.realpath(Path(self.path).parent)
        name = os.path.relpath(os.path.realpath(path), folder)
        return Path(os.fsencode(name).decode("utf-8", "backslashreplace")).as_posix()


def baseline_for(settings: Settings, path: str | None, *, write: bool) -> Baseline | None:
    """Return the baseline in a file, None without a path.  Raises UsageError, InputError."""
    if path is None:
        if write:
            raise UsageError("--write-baseline needs a file; name it with --baseline")
        return None
    if settings.source is not None and write:
        raise UsageError("--source goes with one file, a baseline with many; leave one out")
    return Baseline(path, write, _read(path, may_lack=write))


def _read(path: str, *, may_lack: bool) -> dict[str, Counter[_Place]]:
    try:
        files = json.loads(read_named(path))["files"]
        return {
            name: Counter({(e["rule"], e["text"]): int(e["count"]) for e in entries})
            for name, entries in files.items()
        }
    except FileNotFoundError:
        if may_lack:
            return {}
        raise InputError(f"{path}: no such baseline; --write-baseline makes it") from None
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(f"{path}: {reason}; {_WAY_OUT}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(f"{path}: holds no baseline; {_WAY_OUT}") from None


def _place(item: Edit | Finding) -> _Place:
    text = item.before if isinstance(item, Edit) else item.text
    if len(text) > _SHOWN:
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        text = f"{text[:_SHOWN]}… {digest[:16]}"
    return item.rule, text

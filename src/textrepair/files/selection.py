"""Which entries of a walked directory are worked on: patterns to leave out, ``.gitignore``, names.

Patterns are those of ``.gitignore`` (https://git-scm.com/docs/gitignore), by the package pathspec.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import InputError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_IGNORE_FILE: Final = ".gitignore"
_REPOSITORY: Final = ".git"


@dataclass(frozen=True)
class Selection:
    """What is taken of the directories that are walked; files that are named are always taken.

    ``exclude`` are patterns, held against the path from the walked directory; ``extensions`` are
    endings such as ``txt``, none for all; ``git_ignored`` tells to leave out what git ignores.
    """

    exclude: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    git_ignored: bool = True
    _by_folder: dict[str, GitIgnoreSpec | None] = field(default_factory=dict, repr=False)

    def without(self, suffix: str) -> Selection:
        """Return what is taken if names that end in ``suffix`` are not.

        >>> Selection().without(".bak").takes(".", "./a.txt.bak")
        False
        """
        escaped = "".join(f"\\{char}" if char in "*?[]\\! " else char for char in suffix)
        return Selection((*self.exclude, f"*{escaped}"), self.extensions, self.git_ignored)

    def takes(self, top: str, path: str, *, is_folder: bool = False) -> bool:
        """Tell whether an entry found below the directory ``top`` is worked on.

        >>> chosen = Selection(exclude=("old/",), extensions=("txt",))
        >>> chosen.takes(".", "./a.txt"), chosen.takes(".", "./a.md"), chosen.takes(".", "./b.TXT")
        (True, False, True)
        >>> chosen.takes(".", "./sub/old", is_folder=True)
        False
        """
        if not is_folder and self.extensions and not self._has_extension(path):
            return False
        slash = "/" if is_folder else ""
        if self.exclude and self._excluded.match_file(os.path.relpath(path, top) + slash):
            return False
        return not (self.git_ignored and self._git_ignores(path, slash))

    def _has_extension(self, path: str) -> bool:
        suffixes = tuple(f".{each.lstrip('.').lower()}" for each in self.extensions)
        return path.lower().endswith(suffixes)

    @cached_property
    def _excluded(self) -> GitIgnoreSpec:
        return _spec(self.exclude, "--exclude")

    def _git_ignores(self, path: str, slash: str) -> bool:
        """Ask the ignore files from the folder of an entry up to the root of its repository."""
        whole = Path(path).absolute()
        for folder in whole.parents:
            spec = self._ignore_file_of(folder)
            if spec is not None:
                found = spec.check_file(whole.relative_to(folder).as_posix() + slash).include
                if found is not None:
                    return found
            if (folder / _REPOSITORY).exists():
                break
        return False

    def _ignore_file_of(self, folder: Path) -> GitIgnoreSpec | None:
        key = str(folder)
        if key not in self._by_folder:
            file = folder / _IGNORE_FILE
            lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
            self._by_folder[key] = _spec(lines, str(file)) if lines else None
        return self._by_folder[key]


def _spec(patterns: Sequence[str], origin: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise InputError(f"{origin}: {error}; correct the pattern") from None

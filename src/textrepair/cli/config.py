"""Configuration files: ``textrepair.toml``, or ``[tool.textrepair]`` in ``pyproject.toml``.

The keys are the long flags of the command line without their dashes, and
``per-file-ignores``, a table of path patterns and the rules to leave out there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from ..errors import ConfigError
from ..files.small_files import read_named
from ..options import CHINESE_VARIANTS, PROFILES
from ..reports.report import FORMATS

_OWN_FILE: Final = "textrepair.toml"
_SHARED_FILE: Final = "pyproject.toml"
_TEXT_KEYS: Final = (
    "encoding",
    "to",
    "profile",
    "chinese",
    "language",
    "indent",
    "output-format",
    "fallback-encoding",
    "baseline",
    "backup",
)
_FLAG_KEYS: Final = (
    "unsafe-fixes",
    "statistics",
    "quiet",
    "no-ignore",
    "no-ignore-comments",
    "exit-zero",
    "exit-non-zero-on-fix",
)
_NUMBER_KEYS: Final = ("max-findings", "min-confidence")
_LIST_KEYS: Final = ("select", "extend-select", "ignore", "exclude", "extension")
_TABLE_KEY: Final = "per-file-ignores"
#: What a file above the project may not decide: what is written, and on whose word.
_OWN_KEYS: Final = frozenset({"to", "unsafe-fixes", "indent", "fallback-encoding", "backup"})
#: What the root of a project holds.
_ROOT_MARKS: Final = (".git", ".hg", ".svn", "pyproject.toml")
KEYS: Final = (*_TEXT_KEYS, *_FLAG_KEYS, *_NUMBER_KEYS, *_LIST_KEYS, _TABLE_KEY)
_CHOICES: Final = {"profile": PROFILES, "chinese": CHINESE_VARIANTS, "output-format": FORMATS}


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says: values by key, and rules to ignore by path pattern.

    ``path`` is the file, None where there is none.  ``is_elsewhere`` tells that it is not in the
    working directory; ``left_out`` names the keys that do not count because it is not of the
    project either.
    """

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_elsewhere: bool = False
    left_out: tuple[str, ...] = ()

    def ignored_in(self, path: str) -> frozenset[str]:
        """Return the rules to ignore in a file, by the patterns that its path matches.

        A pattern is held against the path from the directory of the configuration file,
        and against the bare name; ``*`` crosses directories.
        """
        if not self.per_file_ignores:
            return frozenset()
        from fnmatch import fnmatch

        base = (self.path or Path()).resolve().parent
        whole = Path(path).resolve()
        inner = str(whole.relative_to(base)) if whole.is_relative_to(base) else str(whole)
        return frozenset(
            rule
            for pattern, rules in self.per_file_ignores.items()
            if fnmatch(inner, pattern) or fnmatch(whole.name, pattern)
            for rule in rules
        )


def load_config(named: str | None = None, *, start: Path | None = None) -> Config:
    """Return the configuration in the file named, or in the nearest upwards of ``start``.

    Without a file, an empty one.  A file above the project of ``start`` chooses rules and files,
    and does not decide what is written.  Raises ConfigError, with the file and the key.
    """
    if named is not None:
        path = Path(named)
        table = _table(path)
        if table is None:
            raise ConfigError(f"{path}: there is no [tool.textrepair] in it; add one")
        return _checked(path, table)
    try:
        folder = (start or Path()).absolute()
    except FileNotFoundError:
        raise ConfigError("the working directory was deleted; change to another") from None
    places = (folder, *folder.parents)
    root = next((place for place in places if _is_root(place)), folder)
    for place in places:
        for path in (place / _OWN_FILE, place / _SHARED_FILE):
            table = _table(path) if path.is_file() else None
            if table is not None:
                config = replace(_checked(path, table), is_elsewhere=place != folder)
                return config if place.is_relative_to(root) else _of_strangers(config)
    return Config()


def _is_root(place: Path) -> bool:
    return any((place / mark).exists() for mark in _ROOT_MARKS)


def _of_strangers(config: Config) -> Config:
    """Return a configuration without what it may not decide."""
    left_out = tuple(key for key in config.values if key in _OWN_KEYS)
    values = {key: value for key, value in config.values.items() if key not in _OWN_KEYS}
    return replace(config, values=values, left_out=left_out)


def _table(path: Path) -> dict[str, Any] | None:
    """Return what a file says about textrepair; None for a pyproject that says nothing."""
    try:
        data = read_named(path)
    except OSError as error:
        raise ConfigError(f"{path}: {(error.strerror or '').lower()}; check --config") from None
    return _parsed(path, data)


def _parsed(path: Path, data: bytes) -> dict[str, Any] | None:
    """Return what the bytes of a file say about textrepair."""
    import tomllib  # most people have no configuration

    try:
        whole = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}; correct it") from None
    except RecursionError:
        raise ConfigError(f"{path}: brackets within brackets without end; correct it") from None
    if path.name != _SHARED_FILE:
        return whole
    tools = whole.get("tool", {})
    table = tools.get("textrepair") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.textrepair is not a table; write [tool.textrepair]")
    return table


def _checked(path: Path, table: dict[str, Any]) -> Config:
    values: dict[str, Any] = {}
    ignores: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if key not in KEYS:
            raise ConfigError(f"{path}: no key {key!r}; {_nearest(key)}")
        if key == _TABLE_KEY:
            ignores = _pattern_table(path, value)
        else:
            values[key] = _value(path, key, value)
            if key == "baseline":  # beside the file that names it
                values[key] = str(path.parent / values[key])
    return Config(path, values, ignores)


def _value(path: Path, key: str, value: Any) -> Any:
    if key in _FLAG_KEYS:
        if not isinstance(value, bool):
            raise ConfigError(f"{path}: {key} is not a boolean; write true or false")
        return value
    if key in _NUMBER_KEYS:
        whole = key != "min-confidence"
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            wanted = "a whole number" if whole else "one from 0 to 1"
            raise ConfigError(f"{path}: {key} is not a number; write {wanted}")
        return value
    if key in _LIST_KEYS:
        return _strings(path, key, value)
    if not isinstance(value, str):
        raise ConfigError(f"{path}: {key} is not a string; put it in quotes")
    if value not in _CHOICES.get(key, (value,)):
        choices = ", ".join(_CHOICES[key])
        raise ConfigError(f"{path}: {key} cannot be {value!r}; there are: {choices}")
    return value


def _pattern_table(path: Path, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {_TABLE_KEY} is not a table; write 'pattern' = ['rule', ...]")
    return {
        pattern: _strings(path, f"{_TABLE_KEY}.{pattern}", rules)
        for pattern, rules in value.items()
    }


def _strings(path: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{path}: {key} is not a list of strings; write ['...', '...']")
    if key == "select" and not any(item.strip(" ,") for item in value):
        raise ConfigError(f"{path}: select names no rule; leave it out to run those of the profile")
    return tuple(value)


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(KEYS)}"

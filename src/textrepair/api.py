"""The functions most people need: ``fix``, ``repair`` and ``garble``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from inspect import Parameter, Signature
from random import Random
from typing import Any, TypedDict, Unpack

from .edits import Repair
from .pipeline.pipeline import Pipeline
from .pipeline.registry import builtin_and_plugged_in, named


class PipelineOptions(TypedDict, total=False):
    """The options of ``Pipeline``, by keyword."""

    profile: str
    select: Iterable[str] | None
    ignore: Iterable[str] | None
    unsafe: bool
    chinese: str | None
    language: str | None
    indent: str


@cache
def _default_pipeline() -> Pipeline:
    return Pipeline()


@lru_cache(maxsize=64)
def _pipeline_with(**options: Any) -> Pipeline:
    return Pipeline(**options)


def fix(text: str, **options: Unpack[PipelineOptions]) -> str:
    """Return ``text`` with its damage undone; undamaged text comes back as the same object.

    The options are those of ``Pipeline``; raises OptionError for one that cannot be, TypeError
    for what is no str.

    >>> fix("Ð¿Ñ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€")
    'привет, мир'
    """
    return _pipeline(options).fix(text)


# Engines that take a function for a column (DuckDB, Beam) count its parameters, and refuse one
# that takes any keywords: they are told of the one that they can give.
fix.__dict__["__signature__"] = Signature(
    [Parameter("text", Parameter.POSITIONAL_OR_KEYWORD, annotation=str)], return_annotation=str
)


def repair(text: str, *, source: str | None = None, **options: Unpack[PipelineOptions]) -> Repair:
    """Return the repaired text with every edit, every finding, and the way back.

    ``source`` is the text of which ``text`` is a translation; numbers are then checked
    against it.  The other options are those of ``Pipeline``; raises OptionError, and TypeError for
    what is no str.

    >>> [edit.message for edit in repair("Itâ€™s naÃ¯ve.").edits]
    ['UTF-8 was read as Windows-1252', 'UTF-8 was read as Windows-1252']
    """
    return _pipeline(options).repair(text, source=source)


def garble(text: str, rule: str, seed: int = 0) -> str:
    """Return ``text`` damaged in the way of a rule; the same seed gives the same damage.

    For test data, and noise to train on.  Raises UnknownRule.

    >>> garble("第一段。", "lost-indent")
    '????第一段。'
    """
    return named(builtin_and_plugged_in(), [rule])[0].inflict(text, Random(seed))


def _pipeline(options: PipelineOptions) -> Pipeline:
    if not options:
        return _default_pipeline()
    hashable: dict[str, Any] = {
        name: value if isinstance(value, str) or not isinstance(value, Iterable) else tuple(value)
        for name, value in options.items()
    }
    return _pipeline_with(**hashable)

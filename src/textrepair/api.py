"""The functions most people need: ``fix``, ``repair`` and ``garble``."""

from __future__ import annotations

from .pipeline.ascii_marks import search_for_marks
from .pipeline.gate import behind_gate
from .pipeline.registry import listed_rules, named

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypedDict, Unpack

    from .edits import Repair
    from .options import ChineseVariant, Profile
    from .pipeline.pipeline import Pipeline

    class PipelineOptions(TypedDict, total=False):
        """The options of ``Pipeline``, by keyword."""

        profile: Profile
        select: Iterable[str] | None
        ignore: Iterable[str] | None
        unsafe: bool
        chinese: ChineseVariant | None
        language: str | None
        indent: str


#: The default pipeline, and what tells whether it may repair anything in an ASCII text; made on
#: first use.  Plain variables, because ``functools`` takes longer to load than ASCII text to check.
_default: Pipeline | None = None
_may_need_repair: Callable[[str], bool] | None = None


@behind_gate(lambda: _pipeline({}))
def fix(text: str, **options: Unpack[PipelineOptions]) -> str:
    """Return ``text`` with its damage undone; undamaged text comes back as the same object.

    The options are those of ``Pipeline``; raises OptionError for one that cannot be, TypeError
    for what is no str.

    >>> fix("Ð¿Ñ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€")
    'привет, мир'
    """
    if type(text) is str and text.isascii() and not options:  # bytes have an isascii, too
        may_need_repair = _may_need_repair or _ascii_check()
        if not may_need_repair(text):
            return text
    return _pipeline(options).fix(text)


def _fix_column(text: str) -> str:
    """Stand for ``fix`` where its parameters are counted."""
    return fix(text)


# Engines that take a function for a column (DuckDB, Beam) count its parameters, and refuse one
# that takes any keywords: they are told of the one that they can give.  ``inspect`` follows this
# attribute; a signature made by it would cost its import.
fix.__dict__["__wrapped__"] = _fix_column


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

    For test data, and noise to train on.  Raises UnknownRule, and TypeError for what is no str.

    >>> garble("第一段。", "lost-indent")
    '????第一段。'
    """
    for what, value in (("a text", text), ("the name of a rule, such as 'mojibake',", rule)):
        if not isinstance(value, str):
            raise TypeError(f"garble() takes {what} as a str, not {type(value).__name__}")
    from random import Random

    return named(listed_rules(), [rule])[0].rule.inflict(text, Random(seed))


def _ascii_check() -> Callable[[str], bool]:
    """Make what tells whether the default pipeline may repair anything in an ASCII text."""
    global _may_need_repair  # noqa: PLW0603 - see there
    rules = [rule for rule in listed_rules() if "repair" in rule.profiles]
    asked = [rule for rule in rules if rule.is_ascii and not rule.reports_only]
    if all(rule.marks for rule in asked):
        _may_need_repair = search_for_marks(mark for rule in asked for mark in rule.marks)
    else:  # a plug-in that looks for something without marks in ASCII text
        _may_need_repair = bool
    return _may_need_repair


def _pipeline(options: PipelineOptions) -> Pipeline:
    global _default  # noqa: PLW0603 - see there
    if options:
        from .pipeline.pipeline import pipeline_with

        return pipeline_with(options)
    if _default is None:
        from .pipeline.pipeline import Pipeline

        _default = Pipeline()
    return _default

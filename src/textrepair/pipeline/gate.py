"""The compiled gate before ``fix``: clean text never gets to Python.

Most text holds nothing to repair, and calling three functions of Python to find that out costs more
than the scan.  So where the kernels are compiled, ``fix`` is a function of theirs.  It hands back
text without triggers at once, and text that is UTF-8 throughout as what it was; all else, and all
calls with options, it gives to the ``fix`` that is written in Python.
"""

from __future__ import annotations

from ..kernels import compiled_module

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec

    from ..kernels._scan import Scanner, Shortcut
    from .pipeline import Pipeline

    _Parameters = ParamSpec("_Parameters")

#: Once so many code points went by, the scanners are worth their making, which takes 50 ms.
WARM = 100_000
#: In Python, ASCII is looked through as fast, but for 300 ns a call: so many calls are worth the
#: making of its scanner, which takes some 10 ms.
WARM_CALLS = 10_000
#: The code points of rows with triggers that are worth it: such rows are few among those that were
#: scanned before.
WARM_ROWS = 5_000
#: The rule that reads text anew which is UTF-8 throughout, and the one that lets it alone.
_READS, _LETS_ALONE = "mojibake", "garbled-punctuation"


def behind_gate(
    pipeline: Callable[[], Pipeline],
) -> Callable[[Callable[_Parameters, str]], Callable[_Parameters, str]]:
    """Return a decorator that puts the compiled gate before a function, if there is one.

    ``pipeline`` gives the pipeline that the function runs if it is called without options.
    """

    def decorate(function: Callable[_Parameters, str]) -> Callable[_Parameters, str]:
        scan = compiled_module("_scan")
        if scan is None:
            return function
        gated = scan.gate(
            function,
            lambda: ascii_scanner(pipeline()),
            lambda: scanner_and_shortcut(pipeline()),
            WARM,
            WARM_CALLS,
        )
        for name in ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__"):
            setattr(gated, name, getattr(function, name))
        gated.__wrapped__ = function
        kept: Callable[_Parameters, str] = gated
        return kept

    return decorate


def gated_fix(pipeline: Pipeline) -> Callable[[str], str]:
    """Return the ``fix`` of a pipeline behind the gate, if there is one, for rows of a table."""
    scan = compiled_module("_scan")
    if scan is None or pipeline.unsafe:
        return pipeline.fix
    fix: Callable[[str], str] = scan.gate(
        pipeline.fix, lambda: None, lambda: scanner_and_shortcut(pipeline), WARM_ROWS, WARM_CALLS
    )
    return fix


def ascii_scanner(pipeline: Pipeline) -> Scanner | None:
    """Return the scanner for ASCII text."""
    from .triggers import TriggerScan

    return TriggerScan(entry for entry in pipeline.fixing.listed if entry.is_ascii).scanner


def scanner_and_shortcut(pipeline: Pipeline) -> tuple[Scanner | None, Shortcut | None]:
    """Return the scanner for text beyond ASCII, and the shortcut for certain UTF-8.

    The shortcut gives what the rules would give: before the rule mojibake only garbled-punctuation
    may have something to do, which lets such text alone; mojibake reads it as a whole; and in what
    it says, no rule has anything to do.
    """
    listed = pipeline.fixing.listed
    scanner = pipeline.fixing.scanner
    names = [entry.name for entry in listed]
    if scanner is None or _READS not in names or _LETS_ALONE not in names:
        return scanner, None
    from ..mojibake import certain_utf8

    byte_of, refused, least = certain_utf8()
    scan = compiled_module("_scan")
    end = max(low for low, high in refused if high == 0x10FFFF)
    reader = scan.Utf8Reader(byte_of, refused, end, least)
    earlier = (entry for entry in listed[: names.index(_READS)] if entry.name != _LETS_ALONE)
    numbers = {pipeline.fixing.numbers[entry.trigger] for entry in earlier}
    return scanner, scan.Shortcut(reader, scanner, numbers)

"""The compiled gate before ``fix``: clean text never gets to Python.

Most text holds nothing to repair, and calling three functions of Python to find that out costs more
than the scan.  So where the kernels are compiled, ``fix`` is a function of theirs.  It hands back
text without triggers at once, and text that is UTF-8 throughout as what it was; all else, and all
calls with options, it gives to the ``fix`` that is written in Python.

The tables of the gate come with the package (``gate_tables``), and the first text that is more than
ASCII loads them.  Where another package plugs in rules, they are made when they are worth it.
"""

from __future__ import annotations

from ..kernels import compiled_module

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec

    from .gate_tables import Prepared
    from .pipeline import Pipeline

    _Parameters = ParamSpec("_Parameters")

#: Once so many code points went by, tables that are not at hand are worth their making, which takes
#: 50 ms.
WARM = 100_000
#: In Python, ASCII is looked through as fast, but for 300 ns a call: so many calls are worth the
#: loading of tables.
WARM_CALLS = 10_000
#: The code points of rows with triggers that are worth it: such rows are few among those that were
#: scanned before.
WARM_ROWS = 5_000


def behind_gate(
    pipeline: Callable[[], Pipeline],
) -> Callable[[Callable[_Parameters, str]], Callable[_Parameters, str]]:
    """Return a decorator that puts the compiled gate before a function, if there is one.

    ``pipeline`` gives the pipeline that the function runs if it is called without options: the one
    of all rules, without options.
    """

    def decorate(function: Callable[_Parameters, str]) -> Callable[_Parameters, str]:
        scan = compiled_module("_scan")
        if scan is None:
            return function
        gated = scan.gate(function, _loaded, lambda: _made(pipeline()), WARM, WARM_CALLS)
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
    from .pipeline import Pipeline

    fix: Callable[[str], str] = scan.gate(
        pipeline.fix,
        lambda: _loaded() if pipeline.fixing.listed == Pipeline().fixing.listed else None,
        lambda: _made(pipeline),
        WARM_ROWS,
        WARM_CALLS,
    )
    return fix


def _loaded() -> Prepared | None:
    """Return what comes with the package; None where other packages plug in rules."""
    from .gate_tables import load

    return load()


def _made(pipeline: Pipeline) -> Prepared | None:
    from .gate_tables import load, tables_of

    data = tables_of(pipeline, for_once=True)
    return None if data is None else load(data, pipeline.fixing.listed)

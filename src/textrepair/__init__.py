"""textrepair undoes damage to text, and changes nothing else.

    >>> import textrepair
    >>> textrepair.fix("LibertÃ©, Ã©galitÃ©, fraternitÃ©")
    'Liberté, égalité, fraternité'
    >>> textrepair.fix("IMÃ de cozinha")  # capitals that only look like damage
    'IMÃ de cozinha'

Names are loaded on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from typing import Any

    from .api import fix, garble, repair
    from .detection import Candidate, Decoding, decode
    from .edits import Applicability, Edit, Finding, Repair, Suggestion
    from .errors import (
        BinaryInput,
        ConfigError,
        DamagedInput,
        DataError,
        InputError,
        MissingPackage,
        OptionError,
        OutputError,
        RuleError,
        TextRepairError,
        UnknownEncoding,
        UnknownRule,
    )
    from .kernels import compiled
    from .options import Options
    from .pipeline.pipeline import Pipeline
    from .rules import RULES, Rule, Trigger
    from .tables.fixer import Fix

__version__ = "0.1.0"

__all__ = [
    "RULES",
    "Applicability",
    "BinaryInput",
    "Candidate",
    "ConfigError",
    "DamagedInput",
    "DataError",
    "Decoding",
    "Edit",
    "Finding",
    "Fix",
    "InputError",
    "MissingPackage",
    "OptionError",
    "Options",
    "OutputError",
    "Pipeline",
    "Repair",
    "Rule",
    "RuleError",
    "Suggestion",
    "TextRepairError",
    "Trigger",
    "UnknownEncoding",
    "UnknownRule",
    "compiled",
    "decode",
    "fix",
    "garble",
    "repair",
]

_HOMES = {
    "Applicability": "edits",
    "BinaryInput": "errors",
    "Candidate": "detection.result",
    "ConfigError": "errors",
    "DamagedInput": "errors",
    "DataError": "errors",
    "Decoding": "detection.result",
    "Edit": "edits",
    "Finding": "edits",
    "Fix": "tables.fixer",
    "InputError": "errors",
    "MissingPackage": "errors",
    "OptionError": "errors",
    "Options": "options",
    "OutputError": "errors",
    "Pipeline": "pipeline.pipeline",
    "RULES": "rules",
    "Repair": "edits",
    "Rule": "rules",
    "RuleError": "errors",
    "Suggestion": "edits",
    "TextRepairError": "errors",
    "Trigger": "rules",
    "UnknownEncoding": "errors",
    "UnknownRule": "errors",
    "compiled": "kernels",
    "decode": "detection.decode",
    "fix": "api",
    "garble": "api",
    "repair": "api",
}


if not TYPE_CHECKING:  # to a type checker, a name that is not listed above is an error

    def __getattr__(name: str) -> Any:
        """Load a public name from the module that holds it, on first use."""
        if name not in _HOMES:
            raise AttributeError(f"module 'textrepair' has no attribute {name!r}")
        # Not ``importlib``, which takes as long to load as this package.
        __import__("forking", globals(), None, ("",), 1)  # forks wait for imports from now on
        value = getattr(__import__(_HOMES[name], globals(), None, (name,), 1), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})

"""The errors of textrepair, all of them.

    TextRepairError          anything below
    +-- OptionError          an option or argument that cannot be; says which are known
    |   +-- UnknownRule      a rule name that no rule has
    |   +-- UnknownEncoding  an encoding that no codec has
    |   +-- ConfigError      a configuration file that cannot be; says which key
    +-- InputError           a file or a value that cannot be read as asked; says where
    |   +-- BinaryInput      bytes that are no text in any encoding
    |   +-- DamagedInput     bytes that the encoding asked for does not decode; says at which byte
    +-- RuleError            a rule that cannot be loaded, or whose edits do not fit the text
    +-- DataError            a data file of the package that is damaged, or not there
    +-- OutputError          what was repaired cannot be written; the original is whole
    +-- MissingPackage       a package that an adapter needs is not installed; names the extra

Every message names what was wrong, where, and a way out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class TextRepairError(Exception):
    """The root of all errors that textrepair raises on purpose."""


class OptionError(TextRepairError, ValueError):
    """An option has a value that cannot be."""


class UnknownRule(OptionError):
    """A rule was named that does not exist."""


class UnknownEncoding(OptionError):
    """An encoding was named that no codec has."""


class ConfigError(OptionError):
    """A configuration file has a key or a value that cannot be."""


class InputError(TextRepairError, ValueError):
    """The input cannot be read as it was asked for."""


class BinaryInput(InputError):
    """The input is not text in any encoding."""


class DamagedInput(InputError):
    """The bytes do not decode with the encoding that was asked for."""


class RuleError(TextRepairError, ValueError):
    """A rule cannot be loaded, or gave edits that do not fit the text."""


class DataError(TextRepairError, OSError):
    """A data file of the package is damaged or missing."""


class OutputError(TextRepairError, OSError):
    """The result could not be written; what was there before is whole."""


class MissingPackage(TextRepairError, ImportError):
    """A package that is not installed is needed; the message names the extra that brings it."""


@contextmanager
def explained(explain: Callable[[OSError], TextRepairError]) -> Iterator[None]:
    """Turn an error of the operating system into one of ours, which tells a way out.

    Our own errors pass as they are.

    >>> with explained(lambda error: OutputError(f"{error.strerror}; write elsewhere")):
    ...     open("/no/such/directory/file", "w")
    Traceback (most recent call last):
    textrepair.errors.OutputError: No such file or directory; write elsewhere
    """
    try:
        yield
    except TextRepairError:
        raise
    except OSError as error:
        raise explain(error) from None

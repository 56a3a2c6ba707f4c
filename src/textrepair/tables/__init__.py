"""Tables: columns of text repaired where they are, in Arrow and in the engines that speak it.

``arrow`` is the core, ``fixer.Fix`` the callable that all engines share, and each other module the
adapter of one engine, which imports that engine.  Importing ``textrepair`` imports none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import MissingPackage


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Turn an import that fails into one line that names the extra to install.

    >>> with extra("arrow"):
    ...     import no_such_package
    Traceback (most recent call last):
    textrepair.errors.MissingPackage: no_such_package is missing; \
pip install 'textrepair[arrow]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or name).partition(".")[0]
        raise MissingPackage(
            f"{missing} is missing; pip install 'textrepair[{name}]'", name=error.name
        ) from None

"""Fields: text repaired inside a file of a format, so that all around it stays as it is.

``field_format`` says which format a file has, and ``FieldRepair`` repairs its fields; each other
module knows one kind of format.
"""

from .repair import FieldRepair
from .select_format import FIELD_FORMATS, PLAIN, field_format

__all__ = ["FIELD_FORMATS", "PLAIN", "FieldRepair", "field_format"]

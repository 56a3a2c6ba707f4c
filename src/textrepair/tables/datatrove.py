"""datatrove: ``TextRepairFormatter`` repairs documents, ``TextRepairFilter`` drops lost ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from . import extra
from .fixer import Fix

with extra("datatrove"):
    from datatrove.pipeline.filters.base_filter import BaseFilter
    from datatrove.pipeline.formatters.base import BaseFormatter


class TextRepairFormatter(BaseFormatter):  # type: ignore[misc]
    """Repairs the text of documents; the statistics count documents changed, and edits by rule.

    The options are those of ``Pipeline``.

    >>> TextRepairFormatter().format("cafÃ©")
    'café'
    """

    name = "🩹 textrepair"

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.fix = Fix(**options)

    def format(self, text: str) -> str:
        """Return a text repaired, and count what was done."""
        pipeline = self.fix.pipeline
        if not pipeline.fixing.matches(text):
            return text
        repair = pipeline.repair(text)
        if not repair.changed:
            return text
        self.stat_update("changed")
        for rule, count in Counter(edit.rule for edit in repair.edits).items():
            self.stat_update(rule, value=count)
        return repair.text


class TextRepairFilter(BaseFilter):  # type: ignore[misc]
    """Drops documents with damage that cannot be repaired; the reason is the rule that found it.

    ``rules`` are those whose findings tell of it.  ``most`` is how many findings, by a thousand
    code points of repaired text, a document may have and stay.  The other options are those of
    ``Pipeline``.

    >>> from datatrove.data import Document
    >>> TextRepairFilter().filter(Document("caf\\ufffd \\ufffd\\ufffd", "1"))
    (False, 'lost-bytes')
    """

    name = "🩹 textrepair filter"

    def __init__(
        self,
        rules: Iterable[str] = ("lost-bytes", "dropped-bytes", "suspect-mojibake"),
        most: float = 0.0,
        exclusion_writer: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(exclusion_writer)
        self.rules = frozenset(rules)
        self.most = most
        self.fix = Fix(**options)

    def filter(self, doc: Any) -> bool | tuple[bool, str]:
        """Tell whether a document stays, and if not, why."""
        repair = self.fix.pipeline.repair(doc.text)
        found = Counter(f.rule for f in repair.findings if f.rule in self.rules)
        if found.total() * 1000 <= self.most * max(1, len(repair.text)):
            return True
        return False, found.most_common(1)[0][0]

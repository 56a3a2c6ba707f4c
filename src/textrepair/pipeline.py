"""Pipeline: triage, then the rules in order, each on the text the last one left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from types import ModuleType
from typing import Any, Final

from .edits import Repair
from .errors import OptionError
from .ledger import Ledger
from .options import CHINESE_INDENT, Options
from .registry import builtin_and_plugged_in, named
from .rules.protocol import Rule
from .triage import Search, for_rules

PROFILES: Final = ("repair", "normalize")
CHINESE_VARIANTS: Final = ("hans", "hant", "tw", "hk")

#: Rules are run again while they change something, so that damage over damage is undone
#: layer by layer; nobody has met text that was damaged more often than this.
MAX_PASSES: Final = 16


class Pipeline:
    """Rules, and how they are to be run.  Immutable; picklable; its hash is the same everywhere.

    ``rules`` are those to choose from (default: all built-in and plugged-in ones);
    ``profile`` chooses those that belong to it; ``select`` names rules to run instead, and
    ``ignore`` rules to leave out.  ``unsafe`` applies best guesses too.  The rest is told
    to the rules, see ``Options``.  Raises OptionError for what cannot be.

    >>> Pipeline(select=["mojibake"]).fix("cafÃ©")
    'café'
    """

    def __init__(  # noqa: PLR0913 - each is an option of the public contract
        self,
        rules: Sequence[Rule] | None = None,
        *,
        profile: str = "repair",
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        unsafe: bool = False,
        chinese: str | None = None,
        language: str | None = None,
        indent: str = CHINESE_INDENT,
    ) -> None:
        if profile not in PROFILES:
            raise OptionError(f"no profile {profile!r}; there are: {', '.join(PROFILES)}")
        if chinese is not None and chinese not in CHINESE_VARIANTS:
            raise OptionError(
                f"no Chinese variant {chinese!r}; there are: {', '.join(CHINESE_VARIANTS)}"
            )
        known = tuple(builtin_and_plugged_in() if rules is None else rules)
        chosen = (
            [rule for rule in known if profile in rule.profiles]
            if select is None
            else named(known, select)
        )
        left_out = {rule.name for rule in named(known, ignore or ())}
        self.rules: tuple[Rule, ...] = tuple(r for r in chosen if r.name not in left_out)
        self.unsafe = unsafe
        self.options = Options(language=language, chinese=chinese, indent=indent, unsafe=unsafe)

    def fix(self, text: str) -> str:
        """Return the repaired text; a text with nothing to repair comes back as the same object.

        Gives what ``repair(text).text`` gives, at less cost: nothing is recorded.
        """
        if not self._fix_triage(text):
            return text
        original = text
        for _ in range(MAX_PASSES):
            before = text
            for rule, triggered in self._fixers:
                if triggered(text):
                    text = self._rewrite(rule, text)
                    if not self._fix_triage(text):
                        return text
            if text == before:
                break
        return original if text == original else text

    def repair(self, text: str, *, source: str | None = None) -> Repair:
        """Return the repaired text with its edits and findings.

        ``source`` is the text of which ``text`` is a translation.
        """
        if source is None and not self._triage(text):
            return Repair(text, text)
        options = self.options if source is None else replace(self.options, source=source)
        ledger = Ledger(text, unsafe=self.unsafe)
        for _ in range(MAX_PASSES):
            changes = [
                ledger.take(rule.name, rule.find(ledger.text, options))
                for rule, triggered in self._fixers
                if source is not None or triggered(ledger.text)
            ]
            if not any(changes):
                break
        for rule, triggered in self._reporters:
            if source is not None or triggered(ledger.text):
                ledger.take(rule.name, rule.find(ledger.text, options))
        return ledger.result()

    def _rewrite(self, rule: Rule, text: str) -> str:
        """Apply to a text what the rule has to apply."""
        fast: Callable[[str, Options], str] | None = getattr(rule, "rewrite", None)
        if fast is not None and not self.unsafe:
            return fast(text, self.options)
        ledger = Ledger(text, unsafe=self.unsafe)
        ledger.take(rule.name, rule.find(text, self.options))
        return ledger.text

    def _reports_only(self, rule: Rule) -> bool:
        return rule.reports_only and not self.unsafe

    @cached_property
    def _triage(self) -> Search:
        return for_rules(self.rules)

    @cached_property
    def _fix_triage(self) -> Search:
        return for_rules(rule for rule, _ in self._fixers)

    @cached_property
    def _fixers(self) -> tuple[tuple[Rule, Search], ...]:
        return tuple((r, for_rules([r])) for r in self.rules if not self._reports_only(r))

    @cached_property
    def _reporters(self) -> tuple[tuple[Rule, Search], ...]:
        return tuple((r, for_rules([r])) for r in self.rules if self._reports_only(r))

    def _state(self) -> tuple[tuple[str | Rule, ...], bool, Options]:
        """Return what makes this pipeline what it is, in a form that pickles; rules by name."""
        rules = tuple(r.__name__ if isinstance(r, ModuleType) else r for r in self.rules)
        return rules, self.unsafe, self.options

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pipeline) and self._state() == other._state()

    def __hash__(self) -> int:
        from zlib import crc32

        names = tuple(rule.name for rule in self.rules)
        return crc32(repr((names, self.unsafe, self.options)).encode("utf-8", "surrogatepass"))

    def __repr__(self) -> str:
        names = ", ".join(rule.name for rule in self.rules)
        return f"Pipeline({names}; unsafe={self.unsafe}, {self.options})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, self._state()


def _restore(rules: tuple[str | Rule, ...], unsafe: bool, options: Options) -> Pipeline:
    """Build a pipeline from its state, in another process maybe."""
    from importlib import import_module
    from typing import cast

    found = [cast(Rule, import_module(r)) if isinstance(r, str) else r for r in rules]
    pipeline = Pipeline(found, select=[rule.name for rule in found], unsafe=unsafe)
    pipeline.options = options
    return pipeline

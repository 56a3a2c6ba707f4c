"""Pipeline: rules in order, each on the text that the rule before it left.

A scan for the triggers of all rules comes first; a text without any is returned as it is.  While
a pass over the rules changes the text there is another pass, because damage lies over damage.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import Any, Final, Protocol

from ..edits import Edit, Finding, Repair
from ..edits.ledger import Ledger
from ..encodings.replacement_tables import replaced_in
from ..errors import OptionError
from ..options import (
    CHINESE_INDENT,
    CHINESE_VARIANTS,
    PROFILES,
    ChineseVariant,
    Options,
    Profile,
    check_types,
)
from ..rules.listing import ListedRule, builtin_rules
from ..rules.rule import Rule
from ..rules.substitution import outside_tables
from .registry import listed_rules, named
from .triggers import TriggerScan
from .woken_lines import leaves_alone

#: Limit on the passes over the rules in one text.  Each pass undoes a layer of damage; 16 is far
#: above any number of layers that was met, and ends rules that undo each other.
MAX_PASSES: Final = 16


class Pipeline:
    """Rules, and how they are to be run.  Immutable and picklable; its hash is that of any process.

    ``rules`` are those to choose from (default: all built-in and plugged-in ones);
    ``profile`` chooses those that belong to it; ``select`` names rules to run instead, and
    ``ignore`` rules to leave out.  ``unsafe`` applies best guesses too.  The other arguments
    are told to the rules, see ``Options``; ``language`` is a tag of BCP 47, of a language that
    has a model or of any other.  Raises OptionError for a profile, a variant, a rule or a
    language that does not exist, TypeError for an option of another type.

    >>> Pipeline(select=["mojibake"]).fix("cafÃ©")
    'café'
    """

    def __init__(  # noqa: PLR0913 - each is an option of the public contract
        self,
        rules: Sequence[Rule] | None = None,
        *,
        profile: Profile = "repair",
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        unsafe: bool = False,
        chinese: ChineseVariant | None = None,
        language: str | None = None,
        indent: str = CHINESE_INDENT,
    ) -> None:
        check_types(
            profile=profile,
            select=select,
            ignore=ignore,
            unsafe=unsafe,
            chinese=chinese,
            language=language,
            indent=indent,
        )
        select, ignore = _names(select), _names(ignore)
        if profile not in PROFILES:
            raise OptionError(f"no profile {profile!r}; there are: {', '.join(PROFILES)}")
        if chinese is not None and chinese not in CHINESE_VARIANTS:
            raise OptionError(
                f"no Chinese variant {chinese!r}; there are: {', '.join(CHINESE_VARIANTS)}"
            )
        if language is not None:
            language = _known_as(language)
        known = listed_rules() if rules is None else tuple(map(ListedRule.of, _rules(rules)))
        self.options = Options(language=language, chinese=chinese, indent=indent, unsafe=unsafe)
        chosen = (
            [rule for rule in known if profile in rule.profiles and self._applies(rule)]
            if select is None
            else named(known, select)
        )
        left_out = {rule.name for rule in named(known, ignore or ())}
        self.listed: tuple[ListedRule, ...] = tuple(r for r in chosen if r.name not in left_out)
        self._ignored = tuple(entry for entry in chosen if entry.name in left_out)
        self.unsafe = unsafe

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, in the order in which they run."""
        return tuple(entry.rule for entry in self.listed)

    def fix(self, text: str) -> str:
        """Return the repaired text; a text with nothing to repair comes back as the same object.

        Gives what ``repair(text).text`` gives, at less cost: nothing is recorded.  Raises
        TypeError for what is no str.
        """
        if not isinstance(text, str):
            raise _no_text("fix", text)
        if self._is_done(self._editing, text):
            return text
        if (reading := self._line_at_once(text)) is not None:
            return reading
        run = _UnrecordedRun(text, self)
        self._until_stable(run, partial(self._wanted_anew, text))
        return text if run.text == text else run.text

    @cached_property
    def fix_row(self) -> Callable[[str], str]:
        """What gives what ``fix`` gives, for texts of which many come one after another."""
        from .gate import gated_fix

        return gated_fix(self)

    def _line_at_once(self, text: str) -> str | None:
        """Return what the rules make of a line that is garbled throughout; None of any other text.

        Before the rule mojibake only garbled-punctuation may have something to do, which lets such
        a line alone; mojibake reads it, which it does only where it has its trigger (``é`` before
        two NEXT LINE has none: a paragraph may end there); and in what it says, no rule has
        anything to do.
        """
        if self._before_mojibake is None or not self._editing.holds("mojibake", text):
            return None
        from ..mojibake import line_at_once

        reading = line_at_once(text)
        if reading is None or not self._is_done(self._before_mojibake, text, True):
            return None
        if replaced_in(text):
            return None
        return reading if self._is_done(self._editing, reading, True) else None

    def _wanted_anew(self, before: str, text: str) -> Iterable[Rule]:
        """Return the rules that have something to do; of a text that changed, it is asked first."""
        is_done = text is not before and self._is_done(self._editing, text)
        return () if is_done else self._editing.matching_rules(text)

    def _is_done(self, scan: TriggerScan, text: str, at_any_cost: bool = False) -> bool:
        """Tell whether the rules of a scan surely leave a text alone; False tells nothing."""
        place = scan.place(text)
        if place < 0:
            return True
        return not self.unsafe and leaves_alone(scan, text, place, self.options, at_any_cost)

    def repair(self, text: str, *, source: str | None = None) -> Repair:
        """Return the repaired text with its edits and findings.

        ``source`` is the text of which ``text`` is a translation.  Raises TypeError for what is
        no str.
        """
        if not isinstance(text, str):
            raise _no_text("repair", text)
        if source is not None and not isinstance(source, str):
            kind = type(source).__name__
            raise TypeError(f"source is a {kind}; it must be the text that was translated, or None")
        if source is None and not self.scan.matches(text):
            return Repair(text, text)
        run = _RecordedRun(text, self, source)
        self._until_stable(run, run.wanted(self.fixing))
        for rule in run.wanted(self.reporting)(run.text):
            run.work(rule)
        return run.ledger.result()

    def reading_strays_as(self, encoding: str) -> Pipeline:
        """Return this pipeline for fields of a file whose stray bytes are in an encoding."""
        told = object.__new__(Pipeline)
        kept = {name: value for name, value in vars(self).items() if name != "fix_row"}
        vars(told).update(kept, options=replace(self.options, stray_encoding=encoding))
        return told

    def _until_stable(self, work: _Run, wanted: Callable[[str], Iterable[Rule]]) -> None:
        """Let rules work, from the first one on again whenever one changed the text."""
        for _ in range(MAX_PASSES):
            if not any(work.work(rule) for rule in wanted(work.text)):
                return

    def _applies(self, entry: ListedRule) -> bool:
        """Whether a rule of the profile has anything to do with these options."""
        if not entry.by_option or self.options == Options():
            return entry.by_default
        applies_to = entry.rule.applies_to
        return applies_to is None or applies_to(self.options)

    def _reports_only(self, entry: ListedRule) -> bool:
        return entry.reports_only and not self.unsafe

    @cached_property
    def scan(self) -> TriggerScan:
        """The scan for all rules."""
        return TriggerScan(self.listed)

    @cached_property
    def fixing(self) -> TriggerScan:
        """The scan for the rules that may change a text."""
        return TriggerScan(rule for rule in self.listed if not self._reports_only(rule))

    @cached_property
    def _editing(self) -> TriggerScan:
        """The scan for the rules whose edits may be applied, if nobody asks for findings."""
        if not self.unsafe:
            return self.fixing
        return TriggerScan(
            entry for entry in self.listed if not (entry.reports_only and entry.rule.edits_nothing)
        )

    @cached_property
    def _before_mojibake(self) -> TriggerScan | None:
        """The scan for the rules that come before mojibake and must not; None without mojibake."""
        names = [entry.name for entry in self._editing.listed]
        if self.unsafe or not {"mojibake", "garbled-punctuation"}.issubset(names):
            return None
        earlier = self._editing.listed[: names.index("mojibake")]
        return TriggerScan(entry for entry in earlier if entry.name != "garbled-punctuation")

    @cached_property
    def reporting(self) -> TriggerScan:
        """The scan for the rules that only report."""
        return TriggerScan(rule for rule in self.listed if self._reports_only(rule))

    def found_by(self, rule: Rule, text: str, options: Options) -> Iterable[Edit | Finding]:
        """Return what a rule says of a text, but for what it yields to rules that are ignored."""
        said = outside_tables(text, rule.find(text, options))
        heard = [entry.rule for entry in self._ignored if entry.name in rule.yields_to]
        if not heard:
            return said
        places = sorted((item.start, item.end) for one in heard for item in one.find(text, options))
        return [item for item in said if not _touches(places, item.start, item.end)]

    def _state(self) -> tuple[tuple[Rule, ...], bool, Options, tuple[Rule, ...]]:
        """Return what makes this pipeline what it is, in a form that pickles."""
        return self.rules, self.unsafe, self.options, tuple(e.rule for e in self._ignored)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pipeline) and self._state() == other._state()

    def __hash__(self) -> int:
        from zlib import crc32

        names = tuple(entry.name for entry in self.listed)
        return crc32(repr((names, self.unsafe, self.options)).encode("utf-8", "surrogatepass"))

    def __repr__(self) -> str:
        names = ", ".join(entry.name for entry in self.listed)
        return f"Pipeline({names}; unsafe={self.unsafe}, {self.options})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the names of built-in rules, other rules as they pickle, and the options."""
        named_rules = (_by_name(self.listed), _by_name(self._ignored))
        return _restore, (*named_rules, self.unsafe, self.options)


def _no_text(name: str, value: object) -> TypeError:
    """Return the error for a value that is no text, with a way out."""
    way_out = "leave it out, or give the whole column to textrepair.Fix"
    if isinstance(value, bytes | bytearray | memoryview):
        way_out = "textrepair.decode(data).text has what bytes say"
    return TypeError(f"{name}() takes a str, not {type(value).__name__}; {way_out}")


def _rules(value: object) -> tuple[Rule, ...]:
    """Return rules as a tuple.  Raises TypeError for what is none."""
    rules = tuple(value) if isinstance(value, Iterable) else (value,)
    for rule in rules:
        if not isinstance(rule, Rule):
            kind = type(rule).__name__
            raise TypeError(
                f"rules holds a {kind}; it must hold textrepair.Rule; select takes names"
            )
    return rules


def _names(value: Iterable[str] | None) -> Iterable[str] | None:
    """Return names of rules as they can be gone through several times."""
    return value if value is None or isinstance(value, str) else tuple(value)


def pipeline_with(options: Mapping[str, Any]) -> Pipeline:
    """Return the pipeline with some options; pipelines are kept.  Raises TypeError, OptionError."""
    check_types(**options)
    return _pipeline_with(
        **{
            name: value
            if isinstance(value, str) or not isinstance(value, Iterable)
            else tuple(value)
            for name, value in options.items()
        }
    )


@lru_cache(maxsize=64)
def _pipeline_with(**options: Any) -> Pipeline:
    return Pipeline(**options)


class _Run(Protocol):
    """A text that rules work on."""

    @property
    def text(self) -> str:
        """The text as it stands."""

    def work(self, rule: Rule) -> bool:
        """Let a rule work on the text; return whether it changed it."""


class _UnrecordedRun:
    """A text that is only to be repaired: nothing is recorded."""

    def __init__(self, text: str, pipeline: Pipeline) -> None:
        self.text = text
        self._unsafe = pipeline.unsafe
        self._options = pipeline.options

    def work(self, rule: Rule) -> bool:
        """Apply to the text what the rule has to apply."""
        before = self.text
        if rule.rewrite is not None and not self._unsafe:
            self.text = rule.rewrite(before, self._options)
        else:
            ledger = Ledger(before, unsafe=self._unsafe)
            said = outside_tables(before, rule.find(before, self._options))
            ledger.take(rule.name, said)
            self.text = ledger.text
        return self.text != before


class _RecordedRun:
    """A text that is repaired with a record of everything."""

    def __init__(self, text: str, pipeline: Pipeline, source: str | None) -> None:
        self.ledger = Ledger(text, unsafe=pipeline.unsafe)
        self._options = replace(pipeline.options, source=source)
        self._pipeline = pipeline

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.ledger.text

    def wanted(self, scan: TriggerScan) -> Callable[[str], Iterable[Rule]]:
        """Return what chooses the rules: with a source even a text without triggers is one."""
        return scan.matching_rules if self._options.source is None else lambda _: scan.rules

    def work(self, rule: Rule) -> bool:
        """Enter what the rule says of the text."""
        said = self._pipeline.found_by(rule, self.text, self._options)
        return self.ledger.take(rule.name, said, rule.takes_in)


def _touches(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether any of some places, which are in order and disjoint, is within a span."""
    i = bisect_left(places, (end, 0)) - 1
    return i >= 0 and places[i][1] > start


def _by_name(entries: Iterable[ListedRule]) -> tuple[str | Rule, ...]:
    """Return the names of built-in rules, and other rules as they are."""
    builtin = builtin_rules()
    return tuple(entry.name if entry in builtin else entry.rule for entry in entries)


def _from_names(rules: Iterable[str | Rule]) -> tuple[ListedRule, ...]:
    """Return the rules that ``_by_name`` gave names of."""
    builtin = {entry.name: entry for entry in builtin_rules()}
    return tuple(builtin[rule] if isinstance(rule, str) else ListedRule.of(rule) for rule in rules)


def _restore(
    rules: tuple[str | Rule, ...],
    ignored: tuple[str | Rule, ...],
    unsafe: bool,
    options: Options,
) -> Pipeline:
    """Build a pipeline from its state, in another process maybe."""
    pipeline = Pipeline((), unsafe=unsafe)
    pipeline.options = options
    pipeline.listed = _from_names(rules)
    pipeline._ignored = _from_names(ignored)
    return pipeline


def _known_as(tag: str) -> str:
    """Return the code of the model for a language, or its tag if it has none.

    Raises OptionError if it is no language.
    """
    from ..language.tags import language_of  # most texts are repaired in whatever language

    return language_of(tag).model or tag.lower()

"""What the command line and the configuration file say, taken together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from .. import __version__
from ..detection import codec_name
from ..errors import InputError, OptionError
from ..files.discover import STDIN
from ..files.parquet import PARQUET
from ..files.selection import Selection
from ..reports.escaping import visible
from .config import Config, load_config
from .output import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..pipeline.pipeline import Pipeline
    from ..rules.rule import Rule

#: The rule that finds which encoding stray bytes are in.
_GUESSES_ENCODINGS: Final = "mixed-encoding"


@dataclass
class Settings:
    """What ``fix`` and ``check`` are told, by flags and by the configuration."""

    options: dict[str, Any]
    ignore: tuple[str, ...]
    config: Config
    encoding: str | None
    source: str | None
    stdin_filename: str | None
    quiet: bool
    statistics: bool
    max_findings: int | None = None
    exit_zero: bool = False
    selection: Selection = field(default_factory=Selection)
    field_format: str | None = None
    columns: tuple[str, ...] = ()
    delimiter: str | None = None
    report: str | None = None
    min_confidence: float | None = None
    fallback_encoding: str | None = None
    heeds_comments: bool = True
    #: The rules that are selected beside those of the profile.
    more: frozenset[str] = frozenset()
    #: The files to work on, of those that are found; None for all.
    only: frozenset[str] | None = None
    _pipelines: dict[frozenset[str], Pipeline] = field(default_factory=dict)

    def shown_path(self, path: str) -> str:
        """Return the name under which a file is reported."""
        return self.stdin_filename or path if path == STDIN else path

    def key(self, to: str | None) -> str:
        """Return what tells these settings from others, for what they make of a file."""
        told = (
            __version__,
            self.options,
            self.ignore,
            self.config.values,
            self.config.per_file_ignores,
            self.encoding,
            self.source,
            self.field_format,
            self.columns,
            self.delimiter,
            self.min_confidence,
            self.fallback_encoding,
            self.heeds_comments,
            to,
        )
        from hashlib import sha256  # loads OpenSSL, and only ``--resume`` asks for it

        return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def is_parquet(self, path: str) -> bool:
        """Tell whether a file is taken for Parquet: by its name, or because that is asked for."""
        if self.field_format is not None:
            return self.field_format == PARQUET
        return self.shown_path(path).lower().endswith(f".{PARQUET}")

    def pipeline_for(self, path: str) -> Pipeline:
        """Return the pipeline for a file; files with the same rules share one."""
        from ..pipeline.pipeline import Pipeline

        ignored = self.config.ignored_in(self.shown_path(path))
        if ignored not in self._pipelines:
            try:
                self._pipelines[ignored] = Pipeline(ignore=(*self.ignore, *ignored), **self.options)
            except OptionError as error:
                told = self.config.values or self.config.per_file_ignores
                origin = f" (options are also in {self.config.path})" if told else ""
                raise type(error)(f"{error}{origin}") from None
        return self._pipelines[ignored]

    def select_more(self, names: Sequence[str]) -> None:
        """Select rules beside those that are selected, or that the profile holds."""
        from ..pipeline.pipeline import Pipeline

        self.more = frozenset(names)
        if self.options["select"] is None:
            chosen = Pipeline(**self.options).listed
            self.options["select"] = (*(rule.name for rule in chosen), *names)
        else:
            self.options["select"] = (*self.options["select"], *names)

    def leave_out(self, rule: str) -> None:
        """Leave out a rule."""
        self.ignore += (rule,)
        self._pipelines.clear()

    def leave_out_reports(self, family: str) -> None:
        """Leave out the rules of a family that only report, unless they were asked for by name.

        Where findings are only counted, those of numbers are left to ``check``: in a clean text
        they cost more than all the rest.
        """
        from ..pipeline.registry import listed_rules

        if (self.options["select"] is None or self.more) and not self.options["unsafe"]:
            rules = (rule for rule in listed_rules() if rule.reports_only)
            names = (rule.name for rule in rules if rule.family == family)
            self.ignore += tuple(name for name in names if name not in self.more)
            self._pipelines.clear()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that run where no pattern leaves any out."""
        return self.pipeline_for(STDIN).rules


def settings_from(flags: dict[str, Any]) -> Settings:
    """Build the settings from the flags that ``shared_flags`` defines."""
    context = click.get_current_context()
    if flags["select"] and not _names(flags["select"]):
        raise OptionError("--select names no rule; leave it out to run those of the profile")
    check_language(flags["language"], quiet=flags["quiet"])
    options: dict[str, Any] = {
        "profile": flags["profile"],
        "select": _names(flags["select"]) or None,
        "unsafe": flags["unsafe_fixes"],
        "chinese": flags["chinese"],
        "language": flags["language"],
    }
    if flags["indent"] is not None:
        options["indent"] = flags["indent"]
    settings = Settings(
        options=options,
        ignore=_names(flags["ignore"]),
        config=context.meta["textrepair.cli.config"],
        encoding=flags["encoding"],
        source=_source_text(flags["source"]),
        stdin_filename=flags["stdin_filename"],
        quiet=flags["quiet"],
        statistics=flags["statistics"],
        max_findings=flags.get("max_findings"),
        exit_zero=flags.get("exit_zero", False),
        selection=Selection(
            exclude=_names(flags["exclude"]),
            extensions=_names(flags["extension"]),
            git_ignored=not flags["no_ignore"],
        ),
        field_format=flags["field_format"],
        columns=_names(flags["column"]),
        delimiter=_delimiter(flags["delimiter"]),
        report=flags["report"],
        min_confidence=flags["min_confidence"],
        fallback_encoding=flags["fallback_encoding"],
        heeds_comments=not flags["no_ignore_comments"],
    )
    if settings.fallback_encoding is not None:
        codec_name(settings.fallback_encoding)
    extended = _names(flags["extend_select"])
    if extended:
        settings.select_more(extended)
    if not settings.quiet:
        _say_which(settings.config)
    _check_selection(settings, (*_names(flags["select"]), *extended), context)
    if settings.fallback_encoding is not None:  # the user knows what the rule would guess
        settings.leave_out(_GUESSES_ENCODINGS)
    return settings


def _check_selection(settings: Settings, named: Sequence[str], context: click.Context) -> None:
    """Say what is selected and ignored at once.  Raises OptionError if no rule is left.

    What cannot be is said before any file is read.
    """
    rules = settings.pipeline_for(STDIN).listed
    both = [name for name in named if name in settings.ignore]
    if not both:
        return
    in_file = context.get_parameter_source("ignore") is ParameterSource.DEFAULT_MAP
    where = visible(str(settings.config.path)) if in_file else "--ignore"
    way_out = "pass --ignore '' to run it" if in_file else "leave it out there to run it"
    told = f"{', '.join(both)}: selected, but ignored by {where}; {way_out}"
    if not rules:
        raise OptionError(f"no rule is left to run: {told}")
    if not settings.quiet:
        say(told)


def check_language(tag: str | None, *, quiet: bool) -> None:
    """Say if there is no model of a language.  Raises OptionError if it is no language."""
    if tag is None:
        return
    from ..language.tags import language_of, near_languages

    found = language_of(tag)
    if found.model is None and not quiet:
        near = near_languages(tag)
        hint = f"; did you mean {near}?" if near else ""
        say(f"no language model for {visible(tag)}, so --language changes nothing{hint}")


def isolate(context: click.Context, _parameter: click.Parameter, isolated: bool) -> None:
    """Have no configuration read."""
    if isolated and "textrepair.cli.config" in context.meta:
        raise click.UsageError("--isolated and --config exclude each other; choose one")
    context.meta["textrepair.cli.isolated"] = isolated


def _say_which(config: Config) -> None:
    """Say which configuration is used, if it is not one that lies at hand."""
    if config.is_elsewhere:
        say(f"configured by {visible(str(config.path))}")
    if config.left_out:
        keys = " and ".join(config.left_out)
        say(
            f"{keys} left out, for {visible(str(config.path))} is not of this project; "
            "name it with --config"
        )


def use_config(context: click.Context, _parameter: click.Parameter, named: str | None) -> None:
    """Load the configuration; its values are the defaults of the flags."""
    if context.meta.get("textrepair.cli.isolated"):
        if named is not None:
            raise click.UsageError("--isolated and --config exclude each other; choose one")
        config = Config()
    else:
        config = load_config(named)
    context.meta["textrepair.cli.config"] = config
    known = {parameter.name for parameter in context.command.params}
    values = {key.replace("-", "_"): value for key, value in config.values.items()}
    if context.command.name == "fix":
        values.pop("output_format", None)  # fix reports only when asked to
    context.default_map = {key: value for key, value in values.items() if key in known}


def _names(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _delimiter(value: str | None) -> str | None:
    """Return a delimiter; a tab may be written as shells can.  Raises OptionError."""
    delimiter = "\t" if value in {"\\t", "tab"} else value
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise OptionError(f"a delimiter is one character, not {value!r}; such as ';' or tab")
    return delimiter


def _source_text(path: str | None) -> str | None:
    """Read the text of which the other is a translation; its own encoding is found."""
    if path is None:
        return None
    from ..files.document import read_document

    try:
        return read_document(path).text
    except InputError as error:
        raise type(error)(f"{path}: {error}") from None

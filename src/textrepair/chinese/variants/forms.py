"""Traditional forms of one-to-many characters: the written form and OpenCC's form.

About two hundred simplified characters stand for several traditional ones (后: 後 or 后); the word
decides which form is proper.  The functions compare, at each place of such a character, the form
that a traditional text writes with the form that OpenCC's phrases give.

Sources: the dictionaries of OpenCC, see `opencc`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .opencc import conversion, dictionary_folder, read_dictionary, stages
from .phrases import CharacterTable, Stage


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An occurrence of a form of a one-to-many character, at ``at`` (code points).

    ``written`` is the form in the text, ``form`` the equal form in OpenCC's own standard (裏 for
    裡).  ``simplified`` is the one-to-many character.  ``proper`` is OpenCC's form, taken from
    ``phrase`` (in simplified Chinese) unless that is empty.  ``is_right`` tells whether the written
    form is the proper one, in OpenCC's or another standard.
    """

    at: int
    written: str
    form: str
    simplified: str
    proper: str
    phrase: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class FormTables:
    """Tables of forms.

    ``choices`` holds the forms of each simplified character, the usual one first; ``one_to_many``
    matches the characters with several forms.  ``standards`` holds the forms that the standards of
    Taiwan and Hong Kong write for a form of OpenCC.  ``stage`` is OpenCC's conversion s2t.
    """

    choices: Mapping[str, tuple[str, ...]]
    one_to_many: re.Pattern[str]
    standards: Mapping[str, frozenset[str]]
    stage: Stage

    def is_standard(self, written: str, proper: str) -> bool:
        """Tell whether some standard writes a form for the proper one."""
        return written == proper or written in self.standards.get(proper, ())

    def in_opencc_standard(self, written: str, simplified: str) -> str:
        """Return the form of OpenCC's own standard for a form of any standard."""
        forms = self.choices[simplified]
        if written in forms:
            return written
        return next((form for form in forms if written in self.standards.get(form, ())), written)


@cache
def form_tables() -> FormTables | None:
    """Load the tables; None if OpenCC's own package, which hides its dictionaries, is installed."""
    folder = dictionary_folder()
    if folder is None:
        return None
    choices = read_choices(folder / "dictionary" / "STCharacters.txt")
    return FormTables(
        choices=choices,
        one_to_many=re.compile(
            f"[{''.join(c for c, values in choices.items() if len(values) > 1)}]"
        ),
        standards=read_standards(folder),
        stage=stages(folder, "s2t")[0],
    )


@cache
def read_standards(folder: Path) -> Mapping[str, frozenset[str]]:
    """Read the forms that all standards write for a form of OpenCC, which is one of them."""
    standards: dict[str, set[str]] = {}
    for name in ("TWVariants", "HKVariants"):
        for char, values in read_choices(folder / "dictionary" / f"{name}.txt").items():
            standards.setdefault(char, {char}).update(values)
    return {char: frozenset(values) for char, values in standards.items()}


@cache
def simplifying_table() -> dict[int, int]:
    """Load the table, for ``str.translate``, from traditional to simplified characters."""
    folder = dictionary_folder()
    if folder is None:
        return {}
    table = read_dictionary(folder / "dictionary" / "TSCharacters.txt")
    return CharacterTable({ord(char): ord(value) for char, value in table.items()})


@cache
def read_choices(path: Path) -> dict[str, tuple[str, ...]]:
    """Read a dictionary with all conversions of each entry, the usual one first.

    The conversions of an entry that may stay unchanged contain the entry itself.
    """
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {entry: tuple(values.split(" ")) for entry, values in rows}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A traditional text, its conversion to simplified Chinese, and the conversion of that back.

    ``text``, ``simplified`` and ``proper`` are equally long; ``offsets`` (code points) are those of
    the one-to-many characters in ``simplified``.
    """

    text: str
    simplified: str
    proper: str
    offsets: Sequence[int]


def compare(text: str, tables: FormTables) -> Comparison:
    """Compare a traditional text with its conversion to simplified Chinese and back."""
    simplified = text.translate(simplifying_table())
    proper = conversion("s2t").convert(simplified)
    offsets = [match.start() for match in tables.one_to_many.finditer(simplified)]
    return Comparison(text, simplified, proper, offsets)


def occurrences(text: str) -> Iterator[Occurrence]:
    """Yield the occurrences of one-to-many characters in a traditional text.

    >>> [(o.written, o.proper, o.phrase) for o in occurrences("對於皇后")]
    [('於', '於', '对于'), ('后', '后', '皇后')]
    """
    tables = form_tables()
    if tables is not None:
        compared = compare(text, tables)
        yield from _at(compared, compared.offsets, tables)


def wrong_occurrences(compared: Comparison, tables: FormTables) -> Iterator[Occurrence]:
    """Yield the occurrences whose form OpenCC would write in no standard.

    >>> tables = form_tables()
    >>> [(o.written, o.proper) for o in wrong_occurrences(compare("對于皇后", tables), tables)]
    [('于', '於')]
    """
    text, proper = compared.text, compared.proper
    wrong = [at for at in compared.offsets if not tables.is_standard(text[at], proper[at])]
    yield from _at(compared, wrong, tables)


def _at(compared: Comparison, offsets: Sequence[int], tables: FormTables) -> Iterator[Occurrence]:
    """Yield the occurrences at some of the offsets of a comparison."""
    phrases = tables.stage.phrases_at(compared.simplified, offsets)
    for at, phrase in zip(offsets, phrases, strict=True):
        written, simplified, proper = (
            compared.text[at],
            compared.simplified[at],
            compared.proper[at],
        )
        is_right = tables.is_standard(written, proper)
        form = tables.in_opencc_standard(written, simplified)
        yield Occurrence(at, written, form, simplified, proper, phrase, is_right)

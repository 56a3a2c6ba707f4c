"""What clean text costs beyond the scan: python -m tools.count_wakes CORPUS_DIR.

Clean text of CORPUS_DIR/dev and CORPUS_DIR/train, in documents of one line of some 500 code points
or line by line, goes through the rules that may change a text.  For each rule, and for each
language, the table says how many of 1,000 texts hold the trigger, so that the rule is run; in how
many the rule asks the language models; in how many it searches with them, which takes many
questions; and what it takes, in milliseconds of CPU: a text on the average, a run at the median and
at most.
"""

import argparse
import importlib
import json
import lzma
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

import textrepair
from textrepair import language
from textrepair.options import Options
from textrepair.pipeline.pipeline import Pipeline
from textrepair.pipeline.triggers import TriggerScan

#: Code points of a document, more or less.
DOCUMENT: Final = 500
#: A rule that asks the models more often than this in a text searches for readings: to refuse a
#: line takes some twenty questions.
SEARCH: Final = 30
#: The functions that ask the models, by where they are.
MODELS: Final = {
    "textrepair.language.naturalness": (
        "naturalness", "score", "bits", "bits_in", "lane_costs", "sum_of", "ranking",
    ),
    "textrepair.language.any_language": ("bits_in_any_language", "excess_in_any_language"),
    "textrepair.language.lattice_search": ("best_path",),
    "textrepair.language.compiled": ("costs_in",),
}  # fmt: skip


@dataclass
class Count:
    """What became of some texts: runs of a rule, those that asked and searched, and their times."""

    runs: int = 0
    asked: int = 0
    searched: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def add(self, spent: float, questions: int) -> None:
        """Enter a run."""
        self.runs += 1
        self.asked += questions > 0
        self.searched += questions > SEARCH
        self.milliseconds.append(spent)


class Asked:
    """Counts the questions to the models; to be put in place before the rules are imported."""

    def __init__(self) -> None:
        self.questions = 0

    def watch(self) -> None:
        """Put a counter before each function that asks the models."""
        for place, names in MODELS.items():
            module = importlib.import_module(place)
            for name in names:
                counted = self._counted(getattr(module, name))
                setattr(module, name, counted)
                if name in language.__all__:
                    setattr(language, name, counted)

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.questions += 1
            return function(*args, **kwargs)

        return counted


@dataclass
class Table:
    """What became of the texts of all languages, by rule and by language."""

    asked: Asked
    scan: TriggerScan
    by_rule: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_language: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    texts: dict[str, int] = field(default_factory=dict)
    runs: list[tuple[str, str, float, int, str]] = field(default_factory=list)

    def take(self, name: str, text: str) -> None:
        """Run the rules of which a text of a language holds the trigger."""
        self.texts[name] = self.texts.get(name, 0) + 1
        total, before = 0.0, self.asked.questions
        for rule in self.scan.matching_rules(text):
            first, start = self.asked.questions, time.process_time()
            if rule.rewrite is not None:
                rule.rewrite(text, Options())
            else:
                list(rule.find(text, Options()))
            spent = 1000 * (time.process_time() - start)
            questions = self.asked.questions - first
            self.by_rule[rule.name].add(spent, questions)
            self.runs.append((name, rule.name, spent, questions, text))
            total += spent
        if total:
            self.by_language[name].add(total, self.asked.questions - before)

    def show(self) -> None:
        """Print the tables."""
        number = sum(self.texts.values())
        print(f"{number} texts of {len(self.texts)} languages, compiled: {textrepair.compiled}")
        head = "of 1,000: run  asked  searched   ms a text  ms a run, median       most"
        for title, counts in (("rule", self.by_rule), ("language", self.by_language)):
            print(f"{title:24}{head}")
            for name, count in sorted(counts.items(), key=lambda i: -sum(i[1].milliseconds)):
                print(row(name, count, self.texts.get(name, number)))
        every = Count()
        for count in self.by_language.values():
            every.runs += count.runs
            every.asked += count.asked
            every.searched += count.searched
            every.milliseconds += count.milliseconds
        print(row("all", every, number))


def main() -> None:
    """Read the command line, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=100, help="of each language")
    parser.add_argument("--lines", action="store_true", help="lines instead of documents")
    parser.add_argument("--only", nargs="*", help="languages")
    parser.add_argument("--json", type=Path, help="write the texts that wake rules to a file")
    options = parser.parse_args()
    asked = Asked()
    asked.watch()
    table = Table(asked, Pipeline().fixing)
    for entry in table.scan.listed:
        importlib.import_module(entry.rule.find.__module__)
    textrepair.fix("cafÃ© 浣犲ソ Ïðèâåò \ufffd")
    for name in sorted({path.name.partition(".")[0] for path in options.corpus.glob("*/*.txt*")}):
        if not options.only or name in options.only:
            for text in sample(options.corpus, name, options.documents, by_line=options.lines):
                table.take(name, text)
    table.show()
    if options.json:
        with options.json.open("w", encoding="utf-8") as file:
            for run in table.runs:
                file.write(json.dumps(run, ensure_ascii=False) + "\n")


def row(name: str, count: Count, texts: int) -> str:
    """Return a row of a table."""
    spent = count.milliseconds or [0.0]
    runs, asked, searched = (
        1000 * number / texts for number in (count.runs, count.asked, count.searched)
    )
    counts = f"{name:24}{runs:13.1f}{asked:7.1f}{searched:10.1f}{sum(spent) / texts:12.4f}"
    return f"{counts}{median(spent):18.2f}{max(spent):11.1f}"


def sample(corpus: Path, name: str, most: int, *, by_line: bool) -> list[str]:
    """Return clean texts of a language, in an order that is random but fixed."""
    lines = [line for part in ("dev", "train") for line in lines_of(corpus / part, name)]
    random.Random(name).shuffle(lines)
    if by_line:
        return lines[:most]
    texts: list[str] = []
    current: list[str] = []
    for line in lines:
        current.append(line)
        if sum(map(len, current)) >= DOCUMENT:
            texts.append(" ".join(current))
            current = []
            if len(texts) == most:
                break
    return texts


def lines_of(folder: Path, name: str) -> Iterator[str]:
    """Yield the lines of a language in a folder."""
    for path in sorted(folder.glob(f"{name}.txt*")):
        data = path.read_bytes()
        text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
        yield from (line for line in text.split("\n") if line)


if __name__ == "__main__":
    main()

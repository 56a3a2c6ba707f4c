"""Data files: each is the one of the list, can be made again, and its sources are in NOTICE."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from importlib.metadata import metadata

import pytest
from tests.support import ROOT
from tools.data_hashes import LIST, data_files, hashes

NOTICE = (ROOT / "NOTICE").read_text("utf-8")
WORDS_OF_NOTICE = " ".join(NOTICE.lower().split())
README = (ROOT / "tools" / "README.md").read_text("utf-8")
PATHS = [path.relative_to(ROOT / "src" / "textrepair").as_posix() for path in data_files()]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
#: Files that nobody else's data went into, and what they are.
OUR_OWN = {
    "numbers/data/context_words.tsv": "Hand-made",
    "numbers/data/designations.toml": "Hand-made",
}
#: Software and collections, as headers of data files and docs/language-models.md name them.
SOURCES = re.compile(
    r"NTREX-128|Universal Dependencies|Common Voice|CMRC 2018|DRCD|JGLUE|Wikipedia Annotated Corpus"
    r"|NSMC|Chatbot_data|FrequencyWords|THUOCL|jieba|OpenCC|Unilex|Leipzig|lingua|pypinyin|gensim"
    r"|Python documentation|statutes"
)


def test_data_files_are_those_of_the_list() -> None:
    """If a file was made anew on purpose: python -m tools.data_hashes --write."""
    assert LIST.read_text("utf-8") == hashes()


@pytest.mark.parametrize("path", PATHS)
def test_how_a_file_is_made_is_told(path: str) -> None:
    named = re.findall(r"`([\w/*.]+/data/[\w*.]+)`", README)
    assert any(fnmatch(path, pattern) for pattern in named), path
    tool = re.search(
        r"tools/(\w+)\.py",
        (ROOT / "src/textrepair" / path).read_bytes()[:400].decode("utf-8", "ignore"),
    )
    if tool is not None:
        assert (ROOT / "tools" / f"{tool[1]}.py").exists()


@pytest.mark.parametrize("path", PATHS)
def test_where_a_file_comes_from_is_in_the_notice(path: str) -> None:
    if path in OUR_OWN:
        head = (ROOT / "src/textrepair" / path).read_text("utf-8")
        assert OUR_OWN[path] in head.splitlines()[0]
        return
    folder, _, name = path.rpartition("/")
    whole = f"textrepair/{folder}"
    assert f"{whole}/{name}" in NOTICE or whole in NOTICE, path


def test_each_source_that_is_named_is_in_the_notice() -> None:
    heads = [
        (ROOT / "src/textrepair" / path).read_bytes()[:600].decode("utf-8", "ignore")
        for path in PATHS
        if not path.endswith(".pack")
    ]
    models = (ROOT / "docs" / "language-models.md").read_text("utf-8")
    named = set(SOURCES.findall("\n".join([*heads, models, README])))
    assert len(named) > 10
    missing = {name for name in named if name.lower() not in WORDS_OF_NOTICE}
    assert not missing


def test_each_source_has_a_licence() -> None:
    """A source of the notice is followed by a licence before the next one is named."""
    data = NOTICE.partition("Data compiled into tables")[2].partition("\nStandards\n")[0]
    licence = r"CC0|CC BY|MIT|Apache|PSF|Unicode License|Unicode\s+License|GPL|copyright|licence"
    entries = re.split(r"\n(?=- )", data)[1:]
    assert len(entries) > 5
    for entry in entries:
        assert re.search(licence, entry) or "same texts" in entry, entry


#: What metadata call a licence, and what the notice calls it.
LICENCES = {
    "mpl": "MPL 2.0",
    "mozilla": "MPL 2.0",
    "bsd": "BSD 3-Clause",
    "apache": "Apache",
    "mit": "MIT",
}


@pytest.mark.parametrize("dependency", PROJECT["dependencies"])
def test_each_dependency_is_in_the_notice_with_its_licence(dependency: str) -> None:
    name = re.match(r"[\w-]+", dependency)
    assert name is not None
    entry = re.search(rf"(?i){name[0]}\b.{{0,120}}", " ".join(NOTICE.split()))
    assert entry is not None, name[0]
    told = metadata(name[0]).json
    # An expression of today, or classifiers and words of yesterday, by what the distribution has.
    old = [*told.get("classifier", ()), str(told.get("license", ""))[:60]]
    words = str(told.get("license_expression", " ".join(old)))
    licence = next(ours for key, ours in LICENCES.items() if re.search(rf"(?i)\b{key}", words))
    assert licence in entry[0], f"{name[0]} is under {words}"

"""Real files with a known encoding: python -m tools.real_files collect|measure FOLDER.

``collect`` fetches packages of Debian with ``apt-get`` (binary and source packages; nothing is
installed), unpacks what may be text in a legacy encoding, and writes ``manifest.jsonl``: the path
of each file, the encoding that it declares or that a file beside it declares, and how that is
known.  ``measure`` decodes them all by textrepair, chardet and charset-normalizer, once as they
are and once with what they declare blanked out, and prints a table by encoding, and every file
that textrepair read wrong.  The files never enter the project.
"""

from __future__ import annotations

import argparse
import codecs
import json
import re
import subprocess
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from textrepair.detection import codec_called

#: Packages of dictionaries, hyphenation, thesauri, editors, fortunes, manuals and typesetting.
PACKAGES: Final = """
    myspell-tl myspell-bg myspell-da hunspell-nl myspell-eo myspell-es myspell-de-de-1901 myspell-he
    hunspell-ar hunspell-be hunspell-ca hunspell-eu hunspell-fr-classical hunspell-kk hunspell-lv
    myspell-fr-gut myspell-gd hunspell-de-at hunspell-de-ch hunspell-de-de myspell-ga myspell-gv
    myspell-et myspell-fo hunspell-af hunspell-an hunspell-bg hunspell-bs hunspell-cs hunspell-da
    hunspell-de-de-frami hunspell-el hunspell-en-gb hunspell-en-za hunspell-es hunspell-gl
    hunspell-gug hunspell-he hunspell-hr hunspell-hu hunspell-is hunspell-it hunspell-kmr
    hunspell-lt hunspell-no hunspell-oc hunspell-pl hunspell-pt-br hunspell-pt-pt hunspell-ro
    hunspell-ru hunspell-sk hunspell-sl hunspell-sv hunspell-th hunspell-tr hunspell-uk hunspell-vi
    hunspell-uz myspell-hy myspell-sq myspell-nb myspell-nn myspell-el-gr myspell-fa myspell-uk
    hyphen-ru hyphen-af hyphen-be hyphen-bg hyphen-ca hyphen-cs hyphen-da hyphen-de hyphen-el
    hyphen-en-gb hyphen-es hyphen-fr hyphen-gl hyphen-hr hyphen-hu hyphen-is hyphen-it hyphen-lt
    hyphen-lv hyphen-nl hyphen-no hyphen-pl hyphen-pt-br hyphen-pt-pt hyphen-ro hyphen-sk hyphen-sl
    hyphen-sv hyphen-th hyphen-uk hyphen-zu
    mythes-bg mythes-ca mythes-cs mythes-da mythes-de mythes-es mythes-fr mythes-gl mythes-hu
    mythes-it mythes-no mythes-pl mythes-pt-pt mythes-ru mythes-sk mythes-sl mythes-sv mythes-uk
    vim-runtime console-data iamerican ibrazilian idanish idutch iesperanto ispanish ifrench-gut
    iitalian ingerman iogerman iswiss ipolish iportuguese irussian inorwegian ibulgarian ihungarian
    aspell-cs aspell-de aspell-fr aspell-pl aspell-ru aspell-el aspell-hr aspell-hu aspell-is
    aspell-uk aspell-sl aspell-sk aspell-ro aspell-lt aspell-lv aspell-bg aspell-da aspell-sv
    fortunes-bg fortunes-br fortunes-cs fortunes-de fortunes-eo-iso3 fortunes-es fortunes-ga
    fortunes-it fortunes-pl fortunes-ru fortunes-zh
    texlive-lang-czechslovak texlive-lang-polish texlive-lang-european texlive-lang-spanish
"""
#: Source packages whose catalogues of messages are in the encodings of their translators.
SOURCES: Final = """
    bash gettext wget sharutils hello indent m4 diffutils recode enscript a2ps
    gnuchess cflow clisp libidn
"""
#: Files of one package in one encoding that are kept, and bytes of a file.
MOST_ALIKE: Final = 8
LONGEST: Final = 100_000

_NAME: Final = rb"[ \t]*[\"'=:{\[]*[ \t]*([A-Za-z][\w.:-]{2,30})"
#: What a file declares of itself, each with the suffixes of the files that do.
_DECLARATIONS: Final = (
    (re.compile(rb"charset=([\w.:-]{2,30})"), {".po", ".html", ".htm", ".pot"}),
    (re.compile(rb"^SET[ \t]+([\w.:-]{2,30})", re.MULTILINE), {".aff"}),
    (re.compile(rb"\\usepackage\[([\w-]{2,20})\]\{inputenc\}"), {".tex", ".dtx", ".sty", ".ltx"}),
    (re.compile(rb"scriptencoding" + _NAME), {".vim"}),
    (re.compile(rb"-\*-.{0,40}?coding:[ \t]*([\w.-]{2,30})"), None),
    (re.compile(rb"\A([A-Z][\w-]{3,20})\r?\n"), {".dat"}),
    (re.compile(rb"\A((?:ISO|UTF|KOI|microsoft-cp|CP)[\w-]{1,20})\r?\n"), {".dic"}),
    (re.compile(rb"^charset[ \t]+([\w-]{3,20})", re.MULTILINE), {".dat"}),
    (re.compile(rb"^charset[ \t]+\"([\w-]{3,20})\"", re.MULTILINE), {".kmap", ".inc"}),
)
#: Encodings in names of files and folders: ``menu_cs_cz.iso_8859-2.vim``, ``man/ru.KOI8-R/``.
_IN_NAME: Final = re.compile(
    r"\.(iso_?8859-?\d+|latin[12]|cp\d+|koi8[-_]?[ru]|euc-?(?:jp|kr|cn)|big5|gb2312|gbk|sjis"
    r"|utf-?8)(?=[./]|$)",
    re.IGNORECASE,
)
_NOT_TEXT: Final = frozenset({".gz", ".hash", ".png", ".pdf", ".pfb", ".tfm", ".vf", ".mo", ".gmo"})


def collect(folder: Path) -> None:
    """Fetch and unpack the packages, and write the manifest."""
    for place in ("archives", "unpacked", "lists/partial", "sources"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    for package in PACKAGES.split():
        _fetch(package, folder)
    options = _options_for_sources(folder)
    _quietly(["apt-get", *options, "update"], folder)
    for package in SOURCES.split():
        _fetch_source(package, folder, options)
    unpacked = folder / "unpacked"
    kept: Counter[tuple[str, str]] = Counter()
    with (folder / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
        for path, encoding, how in _known(unpacked):
            package = path.relative_to(unpacked).parts[0]
            kept[package, encoding] += 1
            if kept[package, encoding] <= (2 if encoding == "utf-8" else MOST_ALIKE):
                row = {"path": str(path.relative_to(folder)), "encoding": encoding, "how": how}
                manifest.write(json.dumps(row) + "\n")


def _fetch(package: str, folder: Path) -> None:
    archives, target = folder / "archives", folder / "unpacked" / package
    if not list(archives.glob(f"{package}_*.deb")):
        _quietly(["apt-get", "download", package], archives)
    for archive in archives.glob(f"{package}_*.deb"):
        if not target.exists():
            _quietly(["dpkg-deb", "-x", str(archive.absolute()), str(target.absolute())], folder)


def _fetch_source(package: str, folder: Path, options: list[str]) -> None:
    archives, target = folder / "archives", folder / "unpacked" / f"source-{package}"
    if not list(archives.glob(f"{package}_*.dsc")):
        command = ["apt-get", *options, "source", "--download-only", "--only-source", package]
        _quietly(command, archives)
    for archive in archives.glob(f"{package}_*.orig.tar.*"):
        if archive.suffix != ".asc" and not target.exists():
            _unpack_catalogues(archive, target)


def _quietly(command: list[str], folder: Path) -> None:
    """Run a command, and say so if it fails: a package may be gone."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        print(" ".join(command[:3]), command[-1], "failed:", done.stderr.strip()[-120:])


def _options_for_sources(folder: Path) -> list[str]:
    """Return the options by which apt-get knows source packages, in lists of our own."""
    places = Path("/etc/apt/sources.list.d").glob("debian.sources")
    text = "".join(path.read_text("utf-8") for path in places).replace(
        "Types: deb\n", "Types: deb-src\n"
    )
    (folder / "sources" / "sources.sources").write_text(text, encoding="utf-8")
    return [
        *("-o", "Dir::Etc::sourcelist=/dev/null"),
        *("-o", f"Dir::Etc::sourceparts={(folder / 'sources').absolute()}"),
        *("-o", f"Dir::State::lists={(folder / 'lists').absolute()}"),
    ]


def _unpack_catalogues(archive: Path, target: Path) -> None:
    target.mkdir(parents=True)
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith((".po", ".1")):
                data = tar.extractfile(member)
                name = member.name.replace("/", "_")
                if data is not None:
                    (target / name).write_bytes(data.read())


def _known(unpacked: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the files that are more than ASCII, with their encoding, and how that is known."""
    seen: set[bytes] = set()
    for path in sorted(unpacked.rglob("*")):
        if not path.is_file() or path.is_symlink() or path.suffix in _NOT_TEXT:
            continue
        data = path.read_bytes()[:LONGEST]
        if data.isascii() or data in seen:
            continue
        for encoding, how in _names(path, data):
            codec = codec_called(encoding)
            if codec != "utf-8" and _decodes(path.read_bytes(), "utf-8"):
                seen.add(data)
                yield path, "utf-8", f"declares {encoding}, which its bytes refute"
                break
            if codec is not None and _decodes(path.read_bytes(), codec):
                seen.add(data)
                yield path, codec, how
                break


def _names(path: Path, data: bytes) -> Iterator[tuple[str, str]]:
    for pattern, suffixes in _DECLARATIONS:
        if (suffixes is None or path.suffix in suffixes) and (found := pattern.search(data[:8192])):
            yield found.group(1).decode("ascii"), "declared"
    beside = path.with_suffix(".aff")
    if path.suffix == ".dic" and beside.is_file():
        set_line = re.search(rb"^SET[ \t]+([\w.:-]+)", beside.read_bytes(), re.MULTILINE)
        if set_line:
            yield set_line.group(1).decode("ascii"), "declared beside"
    if in_name := _IN_NAME.search(str(path)):
        yield in_name.group(1).replace("_", "-"), "in its name"
    twin = path.with_name(path.name + ".u8")
    if twin.is_file() and not twin.is_symlink():
        text = twin.read_text("utf-8", "replace")
        for codec in ("iso8859-1", "iso8859-2", "iso8859-3", "koi8-r", "cp1251"):
            if path.read_bytes().decode(codec, "replace") == text:
                yield codec, "by a twin in UTF-8"


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeError:
        return False
    return True


# --- measuring ---------------------------------------------------------------------------------


def measure(folder: Path) -> None:
    """Print a table by encoding, and the files that textrepair reads wrong."""
    from benchmarks.decoding import is_right, tools

    detectors = tools()
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").open(encoding="utf-8")]
    right: dict[tuple[str, str, bool], int] = defaultdict(int)
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for row in rows:
        encoding = row["encoding"]
        data = _whole_lines((folder / row["path"]).read_bytes().removeprefix(codecs.BOM_UTF8))
        if data.isascii():
            continue
        total[encoding] += 1
        for is_blanked in (False, True):
            given = _without_declaration(data) if is_blanked else data
            for name, detect in detectors.items():
                answer = detect(given)
                is_good = is_right(answer, given, encoding)
                right[encoding, name, is_blanked] += is_good
                if name == "textrepair" and not is_good:
                    form = "blanked" if is_blanked else "as it is"
                    wrong.append(
                        f"{row['path']} ({row['how']}, {form}): {encoding}, read {answer[0]}"
                    )
    names = list(detectors)
    print("encoding            files " + " ".join(f"{n:>26}" for n in names))
    for encoding, number in [*sorted(total.items()), ("all", sum(total.values()))]:
        cells = []
        for name in names:
            shares = []
            for is_blanked in (False, True):
                good = sum(
                    count
                    for (e, n, b), count in right.items()
                    if n == name and b == is_blanked and encoding in (e, "all")
                )
                shares.append(f"{100 * good / number:5.1f}")
            cells.append(f"{' / '.join(shares):>26}")
        print(f"{encoding:<18} {number:>6} " + " ".join(cells))
    print("\n".join(wrong))


def _whole_lines(data: bytes) -> bytes:
    """Return the beginning of a file, up to the end of a line."""
    return data if len(data) <= LONGEST else data[: data.rfind(b"\n", 0, LONGEST) + 1]


def _without_declaration(data: bytes) -> bytes:
    """Return a file with the name of the encoding blanked out where it declares one."""
    for pattern, _ in _DECLARATIONS:
        data = pattern.sub(lambda found: found.group().replace(found.group(1), b"-"), data)
    return data


def main() -> None:
    """Collect or measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("command", choices=("collect", "measure"))
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    if options.command == "collect":
        collect(options.folder)
    else:
        measure(options.folder)


if __name__ == "__main__":
    main()

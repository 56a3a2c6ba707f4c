"""Compile the language models: python -m tools.train_language CORPUS_DIR OUT_DIR.

CORPUS_DIR holds train/LANG.txt or LANG.txt.xz (one sentence a line) and, if there are any,
words/LIST.txt(.xz) (a word and its count a line); words/unilex/ holds such lists, for the packs
SCRIPT.any, of languages of which there need be no text. The other packs of languages without text
are compiled from counts in the folder named by --extra. The same input gives the same bytes. Needs
the extra `build-data` (jieba) and opencc-python-reimplemented; takes a few minutes.
"""

import argparse
from pathlib import Path

from tools.language_training.alphabets import build_alphabet
from tools.language_training.any_language import build_any_language
from tools.language_training.characters import RECIPES, build_characters
from tools.language_training.shapes import build_shapes
from tools.language_training.typical import build_typical

from textrepair.language.scripts import ALPHABETS


def main() -> None:
    """Read the command line and write the packs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--extra", type=Path, help="folder of LANG.json (see tools.lingua_counts)")
    parser.add_argument("--only", nargs="*", help="packs to write, e.g. latin zh shapes typical")
    options = parser.parse_args()
    anywhere = [f"{script}.any" for script in ALPHABETS]
    names = options.only or [*ALPHABETS, *anywhere, *RECIPES, "shapes", "typical"]
    log: list[str] = []
    for name in names:
        if name in ALPHABETS:
            pack = build_alphabet(options.corpus, options.extra, name, log)
        elif name in anywhere:
            pack = build_any_language(options.corpus, name.removesuffix(".any"))
        elif name in RECIPES:
            pack = build_characters(options.corpus, name, log)
        elif name == "shapes":
            pack = build_shapes(options.corpus)
        else:  # measured with the packs just written: OUT_DIR must be the package's own
            pack = build_typical(options.corpus, options.extra)
        (options.out / f"{name}.pack").write_bytes(pack)
        print(f"{name}: {len(pack)} bytes", *log, flush=True)
        log.clear()


if __name__ == "__main__":
    main()

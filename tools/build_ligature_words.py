"""Hash the words with ff, fi or fl, by which ligatures of fonts are told from signs between words.

    python -m tools.build_ligature_words CORPUS_DIR src/textrepair/fonts/data/ligature_words.pack

``CORPUS_DIR`` has sentences, ``train/LANG.txt.xz``, and word lists, ``words/LANG.subtitles.txt.xz``
with a word and its count in each line.  Of each word the pack has a hash alone, in order.
"""

from __future__ import annotations

import argparse
import lzma
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from textrepair.fonts.known_words import LANGUAGES, hash_of
from textrepair.pack_files import join_sections

#: Words of papers and manuals that film subtitles hardly have; made by hand.
SCHOLARLY: Final = (
    "afferent affine affixed affordance backoff baffle biofilm buffered buffering "
    "calcification classifiable classifier classifiers codified coefficients cofactor "
    "configurations configured confluent cutoff cutoffs deflation diffeomorphic "
    "diffeomorphism differed differentiability differentiable differentials differentiated "
    "differentiating differentiation diffract diffraction diffractive diffused diffusive "
    "diffusivity diversification effector effectors efferent effluent efflux electrification "
    "exemplified fibration finitary finiteness flatness flexural flowchart fluctuate fluency "
    "fluidity fluorescence fluxes gasification identifiability identifiers ineffectiveness "
    "inefficiently infix inflection inflow insufficiently intensification layoff modifiable "
    "modifies nonspecific nullified offloaded offloading offsets offset ossified outflow "
    "overfit overfitting oversimplified payoff payoffs postfix prefixes quantifiable "
    "quantification quantified quantifier quantifiers ramified rarefied refinements reflexive "
    "signified simplifications solidification specification specifications specificity "
    "specifies spinoff stratification stratified subfield suffices sufficiency suffixed "
    "suffixes superfluid surficial tradeoff tradeoffs transfinite typified underflow unifies "
    "unmodified unspecified unverified verifiable workflow workflows"
)
#: Words of sentences that occur once may be slips.
LEAST_IN_SENTENCES: Final = 2
_LIGATURE: Final = re.compile("ff|fi|fl")
_WORD: Final = re.compile(r"[^\W\d_]{3,24}")


def words(corpora: Path) -> Iterator[str]:
    """Yield the words of the word lists, and those of sentences that occur more than once."""
    yield from SCHOLARLY.split()
    seen: Counter[str] = Counter()
    for language in sorted(LANGUAGES):
        for line in _lines(corpora / "words" / f"{language}.subtitles.txt.xz"):
            yield re.split("[ \t]", line)[0].lower()
        for line in _lines(corpora / "train" / f"{language}.txt.xz"):
            seen.update(_WORD.findall(line.lower()))
    yield from (word for word, count in seen.items() if count >= LEAST_IN_SENTENCES)


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from file


def main() -> None:
    """Write the pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    chosen = {
        word
        for word in words(arguments.corpora)
        if _LIGATURE.search(word) and _WORD.fullmatch(word)
    }
    hashes = array("I", sorted({hash_of(word) for word in chosen}))
    data = b"".join(value.to_bytes(4, "little") for value in hashes)
    arguments.out.write_bytes(join_sections([data]))
    print(f"{len(chosen)} words")


if __name__ == "__main__":
    main()

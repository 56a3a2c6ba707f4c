"""Make the tables of signs of mojibake: python -m tools.build_signs CORPUS_DIR OUT_DIR.

CORPUS_DIR holds train/LANG.txt or LANG.txt.xz (one sentence a line).  Damages samples of it and
looks for what the damaged lines hold and the clean ones hardly ever do.  The same corpus gives the
same bytes.  Takes about two minutes.
"""

import argparse
from pathlib import Path

from tools.sign_material import languages
from tools.sign_training import han, letters

_WIDTH = 90


def main() -> None:
    """Read the command line and write the modules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="*", default=["latin", "cyrillic", "han"])
    options = parser.parse_args()
    corpus = languages(options.corpus / "train")
    for name in options.only:
        if name == "han":
            text = _HAN.format(rare=_wrapped(han.rare_in_clean_text(corpus)),
                               endings=_wrapped(han.endings(corpus)))  # fmt: skip
        else:
            recipe = letters.RECIPES[name]
            signs = letters.choose(corpus, recipe)
            rows = "".join(f'    "{window}": "{signs[window]}",\n' for window in sorted(signs))
            text = _LETTERS.format(title=recipe.title, rows=rows)
        (options.out / f"{name}_signs.py").write_text(text, encoding="utf-8")


def _wrapped(characters: str) -> str:
    lines = [characters[at : at + _WIDTH] for at in range(0, len(characters), _WIDTH)]
    return "".join(f'    "{line}"\n' for line in lines)


_LETTERS = '''"""{title}

Made by ``tools/build_signs.py`` from a folder of clean text; do not edit.  A blank stands
for white space, a punctuation mark, or an end of the text.
"""

from __future__ import annotations

from typing import Final

#: What stands beside a letter, which is the low line: the letters that are a sign there.
WINDOWS: Final = {{
{rows}}}
'''

_HAN = '''"""Characters of East Asian scripts that mojibake is full of and clean text hardly holds.

Made by ``tools/build_signs.py`` from a folder of clean text; do not edit.
"""

from __future__ import annotations

from typing import Final

#: They are fewer than one in a hundred thousand characters of any language of the folder.
RARE_IN_CLEAN_TEXT: Final = (
{rare})

#: How Korean words end where EUC-KR was read as GBK; no clean text has a blank after these.
HANGUL_ENDINGS: Final = (
{endings})
'''

if __name__ == "__main__":
    main()

"""What signs are made of: the tables of signs, sets of characters, letters by their neighbours.

The tables are data/signs_*.txt; tools/build_signs.py makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from ...encodings import decode_table

_BLANK: Final = r"\s,.;:!?"
#: A blank, or the beginning of the text, before the last two characters.
_STARTED_WORD: Final = rf"(?<![^{_BLANK}]..)"


def windows_of(script: str) -> dict[str, str]:
    """Return the letters of a script that are signs, by what stands beside them.

    >>> windows_of("latin")[" _l"]
    'è'
    """
    return dict(_rows(f"signs_{script}.txt"))


def east_asian(kind: str) -> str:
    """Return the East Asian characters of a kind: signs, which are ``rare`` or ``ending``.

    ``closing`` are pairs of characters that are no sign although they hold an ending.

    >>> len(east_asian("rare")) > 1000
    True
    """
    return "".join(characters for name, characters in _rows("signs_han.txt") if name == kind)


def _rows(name: str) -> Iterator[tuple[str, str]]:
    # Not importlib.resources, which takes longer to load than the tables.
    path = Path(__file__).parents[1].joinpath("data", name)
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            key, _, characters = line.partition("\t")
            yield key, characters


def one_of(*characters: str) -> str:
    """Return the set of some characters; runs of code points are written as ranges.

    >>> one_of("cab", "-")
    '[\\\\-a-c]'
    """
    return f"[{body(''.join(characters))}]"


def body(characters: str) -> str:
    """Return what stands between the brackets of a set.

    >>> body("]abc")
    '\\\\]a-c'
    """
    runs: list[list[str]] = []
    for char in sorted(set(characters)):
        if runs and ord(char) == ord(runs[-1][1]) + 1:
            runs[-1][1] = char
        else:
            runs.append([char, char])
    return "".join(
        re.escape(low) + (f"-{re.escape(high)}" if low < high else "") for low, high in runs
    )


def without(characters: str, left_out: str) -> str:
    """Return the characters that are not among those left out."""
    return "".join(char for char in characters if char not in left_out)


def trails(*pages: str) -> str:
    """Return what the trail bytes of UTF-8 are in some code pages, without C1 controls.

    >>> trails("western")[:5], len(trails("western"))
    ('€‚ƒ„…', 59)
    """
    characters = "".join(decode_table(page)[0x80:0xC0] for page in pages)
    return "".join(dict.fromkeys(c for c in characters if c > "\x9f" and c != "\ufffe"))


def beside(windows: Mapping[str, str]) -> list[str]:
    """Return alternatives that match after a letter which is a sign in its window.

    ``windows`` gives letters by what stands beside them: one or two characters before or
    after a low line, or one on both sides.  A blank stands for white space, a punctuation
    mark, and the beginning of the text.

    >>> pattern = re.compile("[ab](?:" + "|".join(beside({"x_": "a", "_y": "b", " _z": "a"})) + ")")
    >>> [bool(pattern.search(text)) for text in ("xa", "ax", "by", "xaz", "cazz", "c az")]
    [True, False, True, True, False, True]
    """
    on: dict[str, list[str]] = {}  # tests by the character after the letter
    two_on: dict[str, list[str]] = {}
    both: dict[str, list[tuple[str, str]]] = {}
    back: list[tuple[str, str]] = []
    for window, letters in windows.items():
        before, _, after = window.partition("_")
        if not after:
            back.append((before, letters))
        elif before == " ":
            on.setdefault(after, []).append(f"(?<={_any(letters)}.){_STARTED_WORD}")
        elif before:
            both.setdefault(after, []).append((before, letters))
        elif len(after) == 1:
            on.setdefault(after, []).append(f"(?<={_any(_with_capitals(letters))}.)")
        else:
            test = f"{_char(after[1])}(?<={_any(_with_capitals(letters))}..)"
            two_on.setdefault(after[0], []).append(test)
    for after, pairs in both.items():
        on.setdefault(after, []).append(_behind(pairs, "."))
    for after, tests in two_on.items():
        on.setdefault(after, []).extend(tests)
    alternatives = [_char(after) + _either(tests) for after, tests in on.items()]
    for size in (1, 2):
        pairs = [pair for pair in back if len(pair[0]) == size]
        alternatives += [_behind(pairs)] if pairs else []
    return alternatives


def only(windows: Mapping[str, str], wanted: str) -> dict[str, str]:
    """Return the windows of some letters.

    >>> only({"x_": "ab", "_y": "b"}, "ac")
    {'x_': 'a'}
    """
    kept = {
        window: without(letters, without(letters, wanted)) for window, letters in windows.items()
    }
    return {window: letters for window, letters in kept.items() if letters}


def _char(character: str) -> str:
    return f"[{_BLANK}]" if character == " " else character


def _any(letters: str) -> str:
    """Return a set, or the letter itself if there is one: what is shorter compiles sooner."""
    return f"[{letters}]" if len(letters) > 1 else letters


def _either(alternatives: list[str]) -> str:
    return f"(?:{'|'.join(alternatives)})" if len(alternatives) > 1 else alternatives[0]


def _with_capitals(letters: str) -> str:
    return letters + without(letters.upper(), letters)


def _behind(pairs: Iterable[tuple[str, str]], beyond: str = "") -> str:
    """Return a look back at letters with what stands before them, arranged as a tree."""
    tree: dict[str, list[tuple[str, str]]] = {}
    for before, letters in pairs:
        tree.setdefault(before[0], []).append((before[1:], letters))
    branches = []
    for first, rest in tree.items():
        inner = [f"{''.join(map(_char, more))}{_any(letters)}" for more, letters in rest]
        branches.append(_char(first) + _either(inner))
    return f"(?<=(?:{'|'.join(branches)}){beyond})"

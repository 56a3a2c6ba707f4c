"""Characters of East Asian scripts that are rare in clean text and frequent in mojibake."""

import random
import re
from collections import Counter, defaultdict

from tools.sign_training.cover import cover

from textrepair.encodings import codec_of

_SCRIPTS = ("zh-hans", "zh-hant", "yue", "ja", "ko")
_SAMPLE = 1000  # lines of each channel and language
_WANTED = 2  # signs in each garbled clause
_LEAST = 5  # garbled clauses that a sign must add
_OFTEN = 12  # garbled clauses that hold a character which clean text never does
_DEAREST = 0.15  # of the budget: no single sign may cost more
_UNSEEN = 0.1  # occurrences that may well be in as much text again
_BUDGET = 1e-5  # of the characters of clean text, for all signs of a language
_FREQUENT = 1e-4  # of the characters of clean text: to look at more takes too long
_CHANNELS = (
    ("utf-8", "gb18030", "zh-hans zh-hant ja ko fr ru de"),
    ("utf-8", "gbk", "zh-hans zh-hant ja fr ru"),
    ("utf-8", "big5", "zh-hant"),
    ("utf-8", "cp932", "ja fr zh-hans"),
    ("utf-8", "cp949", "ko fr"),
    ("utf-8", "euc-jp", "ja"),
    ("cp949", "gbk", "ko"),
    ("cp932", "gbk", "ja"),
    ("big5", "gbk", "zh-hant"),
    ("euc-jp", "gbk", "ja"),
    ("gbk", "big5", "zh-hans"),
    ("gbk", "cp949", "zh-hans"),
    ("gbk", "cp932", "zh-hans"),
    ("gbk", "euc-jp", "zh-hans"),
    ("big5", "cp932", "zh-hant"),
    ("cp932", "cp949", "ja"),
    ("cp949", "cp932", "ko"),
    ("cp932", "big5", "ja"),
    ("big5", "cp949", "zh-hant"),
)
#: Of many channels a clause survives where a line does not, and short text needs signs most.
_CLAUSE = re.compile(r"\w[\w\s]{5,39}")
_CLOSING = "。！？…”’」』）.!?)\"' "
_PAIR = 2
_EAST_ASIAN = re.compile("[\u2e80-\u2fff\u3003-\u3007\u3012-\u9fff\uac00-\ud7ff]")


def rare_in_clean_text(corpus: dict[str, list[str]]) -> str:
    """Return the characters whose presence is a sign, in the order of their numbers."""
    held: dict[str, list[int]] = defaultdict(list)
    number = 0
    for true, seen, names in _CHANNELS:
        for name in names.split():
            for line in _sample(corpus, true, seen, name):
                number += 1
                for char in set(_EAST_ASIAN.findall(line)):
                    held[char].append(number)
    costs: dict[str, dict[str, float]] = {char: {} for char in held}
    counts = {name: Counter("".join(corpus[name])) for name in _SCRIPTS}
    size = sum(count.total() for count in counts.values())
    for char, cost in costs.items():
        for language, count in counts.items():
            cost[language] = count[char] / count.total() / _BUDGET
        occurrences = sum(count[char] for count in counts.values())
        cost["all"] = (occurrences + _UNSEEN) / size / _BUDGET
        if max(cost.values()) > _DEAREST:
            del held[char]
    chosen = set(cover(held, costs, number + 1, _WANTED, lambda _: _LEAST))
    unseen = {
        char
        for char, numbers in held.items()
        if len(numbers) >= _OFTEN and not any(count[char] for count in counts.values())
    }
    return "".join(sorted(chosen | unseen))


def _sample(corpus: dict[str, list[str]], true: str, seen: str, name: str) -> list[str]:
    lines = corpus[name]
    sample = random.Random(1).sample(lines, min(_SAMPLE, len(lines)))
    clauses = [clause for line in sample for clause in _CLAUSE.findall(line)]
    return [garbled for clause in clauses if (garbled := _misread(clause, true, seen)) is not None]


def _misread(clause: str, true: str, seen: str) -> str | None:
    """Misread a clause; bytes may be lost, for few clauses survive some channels whole."""
    try:
        data = clause.encode(codec_of(true))
    except UnicodeEncodeError:
        return None
    return None if data.isascii() else data.decode(codec_of(seen), "ignore")


def endings(corpus: dict[str, list[str]]) -> str:
    """Return the Han characters that Korean syllables become and after which no blank stands."""
    ending = re.compile("[\u4e00-\u9fff]([\u4e00-\u9fff]) [\u4e00-\u9fff]")
    found = Counter(ending.findall("\n".join(_sample(corpus, "cp949", "gbk", "ko"))))
    clean = {char for name in _SCRIPTS for char in ending.findall("\n".join(corpus[name]))}
    for name in _SCRIPTS:
        counts = Counter("".join(corpus[name]))
        clean |= {char for char, count in counts.items() if count > _FREQUENT * counts.total()}
    return "".join(char for char, count in found.most_common(160) if char not in clean)


def closings(corpus: dict[str, list[str]], found: str) -> str:
    """Return the pairs of characters with such an ending that end sentences of clean text.

    Behind these a blank does stand, where sentences are joined.
    """
    ends = {line.rstrip(_CLOSING)[-2:] for name in _SCRIPTS for line in corpus[name]}
    return "".join(sorted(end for end in ends if end[-1:] in found and len(end) == _PAIR))

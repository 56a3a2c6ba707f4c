"""Threads: caches are filled and models are loaded by many at once, and each gets what one gets."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: Threads begin together where nothing is loaded yet, and are switched at every chance.
SCRIPT = """
import sys, threading
sys.setswitchinterval(1e-6)
import textrepair

texts = [
    "d\\u00c3\\u00a9j\\u00c3\\u00a0 vu",
    "\\u043f\\u0457\\u0405 \\u0420\\u045f\\u0421\\u0402\\u0420\\u0451",
    "\\u93c2\\u56e8\\u6e36\\u93c4\\ue21a\\u7aff\\u951f", "caf\\ufffd \\u00c3\\ufffdt\\u00c3\\u00a9",
    "\\u5be6\\u73fe(xi\\u00e0n)\\u4e86", "\\u0413\\u0459\\u0412\\u0405", "&Atilde;&copy;",
    "\\u00e6\\u0097\\u00a5\\u00e6\\u009c\\u00ac\\u00e8\\u00aa\\u009e", "Gr\\u00f7\\u2580e", "plain",
]
data = [
    "déjà vu".encode("cp1252"), "привет мир".encode("koi8-r"), "日本語のテキスト".encode("euc-jp"),
]
start = threading.Barrier(12)
found = [None] * 12

def work(number):
    start.wait()
    order = texts[number % len(texts):] + texts[:number % len(texts)]
    repaired = {text: textrepair.repair(text, unsafe=number % 2 == 0) for text in order}
    read = {bytes_: textrepair.decode(bytes_).text for bytes_ in data}
    found[number] = (
        sorted((t, r.text, r.undo() == t, len(r.findings)) for t, r in repaired.items()),
        sorted(read.items()),
    )

threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
for parity in (0, 1):
    group = [each for number, each in enumerate(found) if number % 2 == parity]
    assert None not in group
    assert all(each == group[0] for each in group), group
work_alone = {
    unsafe: sorted(
        (t, r.text, r.undo() == t, len(r.findings))
        for t in texts for r in [textrepair.repair(t, unsafe=unsafe)]
    )
    for unsafe in (True, False)
}
assert found[0][0] == work_alone[True] and found[1][0] == work_alone[False]
print("held", getattr(sys, "_is_gil_enabled", lambda: True)())
"""


@pytest.mark.parametrize("time", range(2))
def test_threads_that_begin_at_once_get_what_one_gets(time: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout.split()[:1]) == (0, ["held"]), done.stderr


#: Caches smaller than what passes through them, so that they are emptied while others read them.
CROWDED = """
import sys, threading
sys.setswitchinterval(1e-6)
from textrepair.language import ngram_costs, alphabet_model, naturalness
ngram_costs.CACHED_ROWS = ngram_costs.CACHED_COSTS = alphabet_model.CACHED_ROWS = 7
words = [
    "Über den Dächern", "привет мир", "今天天气很好", "naïve café", "고맙습니다", "Größe", "שלום",
]
expected = {word: naturalness(word).bits for word in words}
wrong = []

def work(number):
    for turn in range(40):
        word = words[(number + turn) % len(words)]
        if naturalness(word).bits != expected[word]:
            wrong.append(word)

threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert not wrong, wrong
print("held")
"""


def test_caches_that_are_emptied_under_readers() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CROWDED],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "held\n"), done.stderr


#: Each sub-interpreter has all of its own; compiled kernels stay with the main one.
INTERPRETERS = """
import sys
import textrepair
textrepair.fix("caf\\u00c3\\u00a9 \\u93c2\\u56e8\\u6e36")
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
code = "import textrepair; assert textrepair.fix('caf\\u00c3\\u00a9') == 'caf\\u00e9'"
for _ in range(2):
    made = interpreters.create()
    interpreters.run_string(made, code)
    interpreters.destroy(made)
print("held")
"""


def test_sub_interpreters() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERPRETERS],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "held\n"), done.stderr

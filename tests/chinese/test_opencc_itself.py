"""OpenCC's own package, in C++ under the same name: if it is installed instead, it converts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from textrepair.chinese.variants.opencc import dictionary_folder

SCRIPT = """
import json, textrepair
from textrepair.chinese.variants.opencc import conversion, dictionary_folder
simplified = "理发以后出发，皇后在里面。"
print(json.dumps({
    "dictionaries": dictionary_folder() is not None,
    "package": [conversion(name).convert(simplified) for name in ("s2t", "s2tw", "s2hk")],
    "fix": [textrepair.fix(simplified, chinese=variant) for variant in ("hant", "tw", "hk")],
    "back": textrepair.fix("我國的旅遊業，公里數", chinese="hans"),
    "left": textrepair.fix("范先生在公里碑旁見面，家裏吃麪。", chinese="hant"),
    "findings": len(textrepair.repair("對于旅游業,建成后的示范").findings),
    "undone": textrepair.repair(simplified, chinese="hant").undo(),
}))
"""


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install OpenCC's own package where only these tests find it."""
    folder = tmp_path_factory.mktemp("opencc")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--only-binary=:all:"]
    done = subprocess.run(
        [*install, "--target", str(folder), "OpenCC>=1.1"], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("OpenCC's own package cannot be had here")
    return folder


@pytest.mark.slow
def test_it_is_used_as_it_is(beside: Path) -> None:
    path = os.pathsep.join([str(beside), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", SCRIPT],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    said = json.loads(done.stdout)
    assert not said["dictionaries"]
    assert said["package"] == said["fix"]
    assert said["fix"][0] == "理髮以後出發，皇后在裏面。"
    assert said["back"] == "我国的旅游业，公里数"
    assert said["left"] == "范先生在公里碑旁見面，家裏吃麪。"
    assert said["findings"] == 0
    assert said["undone"] == "理发以后出发，皇后在里面。"


BESIDE = """
import json, textrepair
from textrepair.chinese.variants.opencc import conversion, dictionary_folder
from textrepair.chinese.variants import opencc
old = opencc.read_dictionary(dictionary_folder() / "dictionary" / "STPhrases.txt")
new = opencc._newest(old)
print(json.dumps({
    "newer": sum(old[entry] != new[entry] for entry in old),
    "phrases": len(old),
    "borders": textrepair.fix("粉丝发送消息", chinese="hant"),
    "mixtures": textrepair.fix("對于旅游業,建成后的示范", unsafe=True),
}))
"""


@pytest.mark.slow
def test_beside_the_other_its_dictionaries_are_used(beside: Path, tmp_path: Path) -> None:
    folder = dictionary_folder()
    if folder is None:
        pytest.skip("the package whose dictionaries are read is not installed")
    shutil.copytree(folder, tmp_path / "opencc")
    shutil.copytree(beside / "opencc", tmp_path / "opencc", dirs_exist_ok=True)
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", BESIDE],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    said = json.loads(done.stdout)
    assert 0 < said["newer"] < said["phrases"] / 20
    assert said["borders"] == "粉絲發送消息"
    assert said["mixtures"] == "對於旅遊業,建成後的示範"

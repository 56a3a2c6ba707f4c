"""Build the page to paste into as a folder that any static host can serve, without a server.

Python runs in the browser by Pyodide (https://pyodide.org, MPL 2.0), which npm fetches; the wheels
of textrepair and of what it calls are built and downloaded by pip.

    python -m tools.build_site OUT [--wheels DIR]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
STATIC: Final = ROOT / "src" / "textrepair" / "web" / "static"
#: What the page needs of Pyodide.
PYODIDE: Final = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)
#: What rules call, beside textrepair itself; the command line and the reports are not needed.
#: wcwidth, which ftfy calls, is compiled from 0.3 on; compiled wheels do not run in a browser.
CALLED: Final = ("ftfy", "charset-normalizer", "opencc-python-reimplemented", "wcwidth<0.3")
CONTENT_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)


def main() -> None:
    """Build the folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--wheels", type=Path, help="a folder of wheels to take, in place of pip")
    given = parser.parse_args()
    out: Path = given.out
    out.mkdir(parents=True, exist_ok=True)
    copy_page(out)
    copy_pyodide(out / "pyodide")
    wheels = out / "wheels"
    if given.wheels is None:
        build_wheels(wheels)
    else:
        shutil.copytree(given.wheels, wheels, dirs_exist_ok=True)
    names = sorted(path.name for path in wheels.glob("*.whl"))
    (out / "wheels.json").write_text(json.dumps(names), "utf-8")
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {size / 1e6:.0f} MB; serve it with any web server")


def copy_page(out: Path) -> None:
    """Copy the page, told to ask Python in the browser."""
    for path in STATIC.iterdir():
        shutil.copy(path, out / path.name)
    page = out / "index.html"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_POLICY}">'
    text = page.read_text("utf-8")
    text = text.replace('<html lang="en">', '<html lang="en" data-alone>')
    page.write_text(text.replace("<title>", f"{policy}\n<title>"), "utf-8")


def copy_pyodide(out: Path) -> None:
    """Fetch Pyodide by npm and take what the page needs of it."""
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", "pyodide"], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        for name in PYODIDE:
            path = Path(folder, "package", name)
            if path.exists():  # releases differ in how the compiled part is loaded
                shutil.copy(path, out / name)


def build_wheels(out: Path) -> None:
    """Build the pure wheel of textrepair, and the wheels of what its rules call."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(out)]
    environment = {**os.environ, "TEXTREPAIR_COMPILE": "no", "CHARSET_NORMALIZER_USE_MYPYC": "0"}
    subprocess.run([*pip, "--no-deps", str(ROOT)], env=environment, check=True)
    pure = ["--no-binary", "charset-normalizer"]  # its usual wheels are compiled for one machine
    subprocess.run([*pip, *pure, *CALLED], env=environment, check=True)
    compiled = [path.name for path in out.glob("*.whl") if not path.stem.endswith("none-any")]
    if compiled:
        raise SystemExit(f"compiled wheels do not run in a browser: {', '.join(compiled)}")


if __name__ == "__main__":
    main()

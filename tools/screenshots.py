"""Make the pictures of the documentation: the report, the page, a notebook and the terminal.

Needs Chromium, playwright, pillow, nbconvert and ipykernel.  Look at the pictures before they are
kept.

    python -m tools.screenshots [docs/images]
"""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from textrepair import repair
from textrepair.web.server import HOST, make_server, port_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Damage of several kinds, in sentences of our own.
TEXT: Final = """\
The cafÃ© in MÃ¼nchen isnâ€™t far, and serves crÃªpes until 22 oâ??clock.
ÐŸÑ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€! Nothing is wrong with this half of the line.
鏈€杩戞洿鏂扮殑鏂囩珷鍒楄〃
老碼(mǎ)頭(tóu)換(huàn)新裝(zhuāng)
A sound line, with “quotes” and a naïve café, stays as it is.
By May, a 17G-PON will reach <>% of all villages.
"""
#: What the terminal shows: Latin letters, for the font of the picture has no others.
SHORT: Final = """\
The cafÃ© in MÃ¼nchen isn't far.
It serves crÃªpes, “galettes” and a naïve soup.
By May, a 17G-PON will reach all villages.
"""
CELL: Final = f'import textrepair\ntextrepair.repair("""{TEXT}""")'
#: Colours of a picture: text with smooth edges in some eight colours.
COLOURS: Final = 200
WIDE: Final = 1100
NARROW: Final = 360


def main() -> None:
    """Make all pictures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images")
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, tempfile.TemporaryDirectory() as scratch:
        for width, scheme in ((WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")):
            name = f"{'wide' if width == WIDE else 'narrow'}-{scheme}.png"
            report(browser, Path(scratch), width, scheme, folder / f"report-{name}")
            page(browser, width, scheme, folder / f"page-{name}")
        notebook(browser, Path(scratch), folder / "notebook.png")
        terminal(browser, Path(scratch), folder / "terminal.png")
    for path in folder.glob("*.png"):
        if path.stem.startswith(("report-", "page-", "notebook", "terminal")):
            shrink(path)


def shrink(path: Path) -> None:
    """Keep the colours that a screen of text has: a third of the bytes."""
    from PIL import Image

    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS)
    small.save(path, optimize=True)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of the machine."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, url: str, width: int, scheme: str) -> Iterator[Page]:
    """Open a page in a window of some width."""
    context = browser.new_context(
        viewport={"width": width, "height": 700},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=1,
    )
    made = context.new_page()
    made.goto(url)
    yield made
    context.close()


def report(browser: Browser, scratch: Path, width: int, scheme: str, target: Path) -> None:
    """Take a picture of the HTML report."""
    path = scratch / "report.html"
    path.write_text(repair(TEXT).to_html("letter.txt"), "utf-8")
    with opened(browser, path.as_uri(), width, scheme) as made:
        made.screenshot(path=target, full_page=True)


def page(browser: Browser, width: int, scheme: str, target: Path) -> None:
    """Take a picture of the page to paste into."""
    with make_server() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with opened(browser, f"http://{HOST}:{port_of(server)}/", width, scheme) as made:
            made.fill("#given", TEXT)
            made.wait_for_selector("#made mark")
            made.screenshot(path=target, full_page=True)
        server.shutdown()


def notebook(browser: Browser, scratch: Path, target: Path) -> None:
    """Run a cell in a real notebook and take a picture of what it shows."""
    import nbformat

    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    path = scratch / "cell.ipynb"
    nbformat.write(book, path)
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", str(path)]
    subprocess.run(command, check=True, capture_output=True, env=_environment())
    with opened(browser, path.with_suffix(".html").as_uri(), WIDE, "light") as made:
        made.screenshot(path=target, full_page=True)


def terminal(browser: Browser, scratch: Path, target: Path) -> None:
    """Run ``textrepair check`` on a terminal and take a picture of it."""
    from rich.console import Console
    from rich.text import Text

    (scratch / "letter.txt").write_text(SHORT, "utf-8")
    said = _on_a_terminal([sys.executable, "-m", "textrepair", "check", "letter.txt"], scratch)
    console = Console(record=True, width=100, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    console.print(Text("$ textrepair check letter.txt", style="bold"))
    console.print(Text.from_ansi(said))
    svg = scratch / "terminal.svg"
    console.save_svg(str(svg), title="textrepair")
    path = scratch / "terminal.html"
    path.write_text(f"<body style='margin:0'>{svg.read_text('utf-8')}", "utf-8")
    with opened(browser, path.as_uri(), WIDE, "light") as made:
        made.locator("svg").first.screenshot(path=target)


def _on_a_terminal(command: list[str], folder: Path) -> str:
    """Return what a command writes to a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, env=_environment()
    ):
        os.close(slave)
        pieces: list[bytes] = []
        try:
            while piece := os.read(master, 1 << 16):
                pieces.append(piece)
        except OSError:
            pass  # how Linux says that the other end of a terminal is closed
    os.close(master)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def _environment() -> dict[str, str]:
    """Return the environment of a program that is to run the code of this folder."""
    source = str(Path(__file__).resolve().parent.parent / "src")
    return {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": source}


if __name__ == "__main__":
    main()

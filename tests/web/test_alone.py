"""The page without a server: Python runs in the browser, by Pyodide."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.web.browser import chromium, page_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if shutil.which("npm") is None:
        pytest.skip("there is no npm, which fetches Pyodide")
    folder = tmp_path_factory.mktemp("site")
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-m", "tools.build_site", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=300)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_paste_and_drop(url: str) -> None:
    with chromium() as browser, page_at(browser, url) as page:
        page.fill("#given", "LibertÃ©, \N{GRINNING FACE} Ã©galitÃ©")
        page.wait_for_selector("#status:has-text('Fetching Python')")
        page.wait_for_selector("#made mark", timeout=90_000)
        assert page.inner_text("#made") == "Liberté, \N{GRINNING FACE} égalité"
        data = "Съешь ещё этих мягких французских булок".encode("cp1251")
        page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": data})
        page.wait_for_selector("#encoding-list label", timeout=30_000)
        page.wait_for_selector("#made:text('Съешь ещё')")

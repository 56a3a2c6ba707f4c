"""What axe, the usual checker, has to say of the page and of the report: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.web.browser import chromium
from textrepair import repair
from textrepair.web.server import HOST, make_server, port_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOOKS = [(1100, "light"), (1100, "dark"), (360, "light"), (360, "dark")]
#: Edits, findings with candidates and without, and a place of which nothing is left.
TEXT = (
    "The cafÃ© in MÃ¼nchen isnâ€™t far.\n老碼(mǎ)頭(tóu)換(huàn)新裝(zhuāng)\n"
    "The network is a 17G-PON and costs 6,5 8G, said the company <>G, Ãƒ�t� caf�.\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(params=LOOKS, ids=[f"{width}-{scheme}" for width, scheme in LOOKS])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    # The policy of our pages forbids scripts from elsewhere, and so the checker.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    yield context.new_page()
    context.close()


def complaints(page: Page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe")
    found = axe.Axe().run(page).response
    open_questions = [each for each in found["incomplete"] if each["id"] != "color-contrast"]
    return [
        f"{each['id']}: {node['html']}"
        for each in [*found["violations"], *open_questions]
        for node in each["nodes"]
    ]


def test_the_report(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(repair(TEXT).to_html("letter.txt"), "utf-8")
    page.goto(path.as_uri())
    assert page.locator(".passage").count() > 2
    assert complaints(page) == []


def test_the_page_and_its_dialog(page: Page) -> None:
    with make_server() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://{HOST}:{port_of(server)}/")
        assert complaints(page) == []
        page.fill("#given", TEXT)
        page.wait_for_selector("#made mark")
        assert complaints(page) == []
        page.locator("#made mark.open").first.click()
        page.wait_for_selector("dialog[open]")
        assert complaints(page) == []
        page.keyboard.press("Escape")
        data = "Съешь ещё этих мягких французских булок".encode("cp1251")
        page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": data})
        page.wait_for_selector("#encoding-list label")
        assert complaints(page) == []
        server.shutdown()

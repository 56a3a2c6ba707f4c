"""The page to paste into and the HTML report, in a real browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.web.browser import chromium, page_at
from textrepair import Edit, Repair, repair
from textrepair.web.server import HOST, make_server, port_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FRENCH = "LibertÃ©, Ã©galitÃ©"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> cafÃ© \u202eevil"
GUESS = "The network is a 17G-PON and costs 6,5 8G, said the company <>G."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with make_server() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://{HOST}:{port_of(server)}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    with page_at(browser, url) as opened:
        yield opened


def paste(page: Page, text: str) -> None:
    page.fill("#given", text)
    page.wait_for_selector("#status:text-matches('change|look|Nothing')")


def made(page: Page) -> str:
    return str(page.inner_text("#made"))


def drop(page: Page, name: str, data: bytes) -> None:
    page.set_input_files("#file", {"name": name, "mimeType": "text/plain", "buffer": data})
    page.wait_for_selector("#encoding-list label")


def test_paste_undo_and_do_again(page: Page) -> None:
    paste(page, FRENCH)
    assert made(page) == "Liberté, égalité"
    page.click("#made mark >> nth=0")
    page.click("dialog >> text=As it was")
    assert made(page) == "LibertÃ©, égalité"
    page.keyboard.press("Enter")  # the focus is on the mark
    page.click("dialog .choice >> nth=1")
    assert made(page) == "Liberté, égalité"
    page.click("#undo-all")
    assert made(page) == FRENCH


def test_a_candidate_is_chosen(page: Page) -> None:
    paste(page, GUESS)
    mark = page.locator("#made mark.open", has_text="6,5")
    mark.click()
    choice = page.locator("dialog .choice").nth(1)
    chosen = choice.inner_text().split(" (")[0]
    choice.click()
    assert f"costs {chosen} " in made(page)
    assert page.locator("#made mark.chosen").count() == 1


def test_copying_takes_what_was_chosen(page: Page, browser: Browser) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(page, FRENCH)
    page.click("#copy")
    page.wait_for_selector("#status:text('Copied.')")
    assert page.evaluate("navigator.clipboard.readText()") == "Liberté, égalité"


def test_a_file_in_windows_1251(page: Page, tmp_path: Path) -> None:
    drop(page, "письмо.txt", "Съешь ещё этих мягких французских булок".encode("cp1251"))
    page.wait_for_selector("#made:text('Съешь ещё')")
    page.check("input[value=koi8-r]")
    page.wait_for_selector("#made mark")  # read as KOI8-R it is mojibake, which is undone
    assert page.input_value("#given").startswith("яЗЕЬЭ")
    page.check("input[value=cp1251]")
    page.wait_for_selector("#status:text('Nothing')")
    assert page.input_value("#given").startswith("Съешь ещё")
    page.wait_for_selector("#made:text('Съешь ещё')")
    with page.expect_download() as started:
        page.click("#download")
    target = tmp_path / "saved"
    started.value.save_as(target)
    assert started.value.suggested_filename == "письмо.txt"
    assert target.read_text("utf-8") == "Съешь ещё этих мягких французских булок"


def test_a_file_of_5_mb_does_not_freeze_the_page(page: Page) -> None:
    data = (
        "Une ligne sans dommage, assez longue pour faire nombre.\n" * 40 + FRENCH + "\n"
    ).encode()
    page.evaluate(
        "() => { window.longest = 0; let last = performance.now();"
        " setInterval(() => { const now = performance.now();"
        " window.longest = Math.max(window.longest, now - last); last = now; }, 10); }"
    )
    drop(page, "long.txt", data * (5_000_000 // len(data)))
    began = time.monotonic()
    page.wait_for_selector("#made mark", timeout=120_000)
    assert time.monotonic() - began < 120
    assert page.locator("#made mark").count() <= 300
    assert "Show more" in page.inner_text("#made")
    assert page.evaluate("window.longest") < 2000


def test_copying_that_is_not_allowed_is_said(page: Page) -> None:
    paste(page, FRENCH)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("#copy")
    page.wait_for_selector("#status.error:has-text('download the text')")


def test_a_file_that_is_too_large_is_not_read(page: Page) -> None:
    page.evaluate(
        "const files = new DataTransfer();"
        "files.items.add(new File([new Uint8Array(33 << 20)], 'large.txt'));"
        "const dropped = new DragEvent('drop', { dataTransfer: files });"
        "document.dispatchEvent(dropped)"
    )
    page.wait_for_selector("#status.error:has-text('more than 32 MB')")
    assert made(page) == ""


def test_all_by_keyboard(page: Page) -> None:
    """Paste, walk to the first mark with Tab, undo it and close the dialog, without a pointer."""
    page.focus("#given")
    page.keyboard.insert_text(FRENCH)
    page.wait_for_selector("#made mark")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "MARK":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("Liberté")  # what applies
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press(" ")
    page.keyboard.press("Shift+Tab")  # to "As it was"
    page.keyboard.press("Enter")
    assert made(page) == "LibertÃ©, égalité"
    assert page.evaluate("document.activeElement.tagName") == "MARK"


def test_hostile_text_is_shown_and_not_run(page: Page) -> None:
    paste(page, HOSTILE)
    assert "<script>alert(1)</script>" in made(page)
    assert "café \\u202eevil" in made(page)
    assert page.locator("#made script, #made img").count() == 0
    drop(page, "<img src=x onerror=alert(3)>.txt", HOSTILE.encode())
    assert "<img src=x" in page.inner_text("#file-note")


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (360, "dark")])
def test_nothing_is_wider_than_the_window(
    browser: Browser, url: str, width: int, scheme: str
) -> None:
    with page_at(browser, url, width, scheme) as page:
        paste(page, f"{FRENCH} {'x' * 500}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (360, "dark")])
def test_the_report(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(repair(f"{FRENCH}\n{HOSTILE}\n{GUESS} {'x' * 500}").to_html(), "utf-8")
    with page_at(browser, path.as_uri(), width, scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        shown = page.locator(".passage:visible").count()
        page.uncheck("input[value=mojibake]")
        assert page.locator(".passage:visible").count() < shown


@pytest.mark.parametrize("with_scripts", [True, False])
def test_the_report_of_a_million_edits(
    browser: Browser, million: Path, *, with_scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=with_scripts)
    page = context.new_page()
    began = time.monotonic()
    page.goto(million.as_uri())
    assert page.locator(".passage").count() == 1000
    assert time.monotonic() - began < 30
    assert page.locator("h1").inner_text() == "1 file, 1000000 edits, 0 findings"
    assert page.get_by_text("999000 further places are counted").is_visible()
    assert page.locator(".filters").is_visible() == with_scripts
    context.close()


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the report of 20 MB with an edit in each line, in less than 5 seconds and 5 MB."""
    before, after, count = "The cafÃ© is near.\n", "The café is near.\n", 1_000_000
    step, at = len(before), before.index("Ã")
    edits = tuple(
        Edit("mojibake", n, n + 2, "Ã©", "é", "UTF-8 was read as Windows-1252")
        for n in range(at, step * count, step)
    )
    made = Repair(after * count, before * count, edits)
    assert len(made.original.encode()) > 20_000_000
    began = time.process_time()
    document = made.to_html("large.txt")
    assert time.process_time() - began < 5
    assert len(document.encode()) < 5_000_000
    path = tmp_path_factory.mktemp("million") / "report.html"
    path.write_text(document, "utf-8")
    return path

"""The server of the page: it answers the page, and no other page of the browser."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from threading import Thread

import pytest

from textrepair.web.answers import MOST_BYTES
from textrepair.web.server import HOST, make_server, port_of

OWN = {"X-Textrepair": "1"}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with make_server() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield port_of(server)
        server.shutdown()
        thread.join()


def asked(
    port: int, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(HOST, port, timeout=30)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    return response, answer


def test_the_page_and_its_policy(port: int) -> None:
    for path in ("/", "/page.js", "/page.css", "/worker.js"):
        response, body = asked(port, "GET", path)
        assert response.status == 200
        assert body
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_answers(port: int) -> None:
    _, body = asked(port, "POST", "/api/repair", json.dumps({"text": "cafÃ©"}).encode(), OWN)
    assert json.loads(body)["places"][0]["changes"][0]["choices"][0]["text"] == "café"
    _, body = asked(port, "POST", "/api/decode?encoding=cp1251", b"\xef\xf0\xe8", OWN)
    assert json.loads(body)["text"] == "при"


def test_half_a_surrogate_pair_is_no_crash(port: int) -> None:
    response, body = asked(
        port, "POST", "/api/repair", b'{"text": "a\\ud800 caf\\u00c3\\u00a9"}', OWN
    )
    assert response.status == 200
    assert "places" in json.loads(body)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b'{"text": 1}', b"null", b"[" * 100_000]
)
def test_odd_questions(port: int, body: bytes) -> None:
    response, answer = asked(port, "POST", "/api/repair", body, OWN)
    assert response.status == 200
    assert json.loads(answer)["error"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/api/repair", {}, 403),  # a form of another page
        ("POST", "/api/repair", {**OWN, "Host": "evil.example"}, 403),  # DNS rebinding
        ("GET", "/", {"Host": "evil.example"}, 403),
        ("GET", "/../answers.py", {}, 404),
        ("GET", "/etc/passwd", {}, 404),
        ("POST", "/api/nosuch", OWN, 404),
        ("POST", "/api/decode", {**OWN, "Content-Length": str(MOST_BYTES + 1)}, 413),
        ("POST", "/api/decode", {**OWN, "Content-Length": "-1"}, 413),
        ("POST", "/api/decode", {**OWN, "Content-Length": "²"}, 413),
        ("POST", "/api/decode", {**OWN, "Content-Length": "9" * 5000}, 413),
    ],
)
def test_what_is_refused(
    port: int, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    response, body = asked(port, method, path, b"{}", headers)
    assert response.status == status
    assert json.loads(body)["error"]


@pytest.mark.parametrize(
    "sent", [b"{", b'{"text": "x"}'], ids=["in the middle", "before the answer"]
)
def test_a_browser_that_goes_is_not_told_of(
    port: int, sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(5):
        with socket.create_connection((HOST, port)) as connection:
            head = f"POST /api/repair HTTP/1.1\r\nHost: {HOST}:{port}\r\nX-Textrepair: 1\r\n"
            connection.sendall(f"{head}Content-Length: 13\r\n\r\n".encode() + sent)
            at_once = struct.pack("ii", 1, 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    response, _ = asked(port, "GET", "/")
    assert response.status == 200
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_no_address_is_not_there(port: int, method: str) -> None:
    """No client of ours sends it."""
    with socket.create_connection((HOST, port), timeout=30) as connection:
        head = f"{method} http://[ HTTP/1.1\r\nHost: {HOST}:{port}\r\nX-Textrepair: 1\r\n"
        connection.sendall(f"{head}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 404 ")

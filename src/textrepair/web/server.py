"""The server of ``textrepair web``: the page and its answers, on this machine only.

Any page in the browser can send requests to this machine.  So the server listens on 127.0.0.1
alone, answers only to its own name (which stops DNS rebinding), and takes questions only with a
header that no other page may send without leave.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from socketserver import BaseServer
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from .answers import MOST_BYTES, answered, decoded, repaired

HOST: Final = "127.0.0.1"
_STATIC: Final = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/worker.js": ("worker.js", "text/javascript; charset=utf-8"),
}
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
#: Seconds after which a connection that sends nothing is closed.
_PATIENCE: Final = 60
#: Digits of the largest length that is read as a number.
_MOST_DIGITS: Final = 12
#: A page of another origin cannot send this header without asking, and is not answered.
_OWN_HEADER: Final = "X-Textrepair"


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server_version = "textrepair"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """Send a file of the page."""
        entry = _STATIC.get(_parted(self.path)[0])
        if not self._is_for_us():
            self._send_error(HTTPStatus.FORBIDDEN, "not the name of this server")
        elif entry is None:
            self._send_error(HTTPStatus.NOT_FOUND, "there is no such file")
        else:
            name, kind = entry
            self._send(files("textrepair.web").joinpath("static", name).read_bytes(), kind)

    def do_POST(self) -> None:
        """Answer a question of the page."""
        if not self._is_for_us() or self.headers.get(_OWN_HEADER) != "1":
            self._send_error(HTTPStatus.FORBIDDEN, "not asked by the page")
            return
        length = _length(self.headers.get("Content-Length", ""))
        if length is None or length > MOST_BYTES:
            self._send_error(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"more than {MOST_BYTES >> 20} MB; use `textrepair fix` for files of this size",
            )
            return
        answer = _answer(self.path, self.rfile.read(length))
        if answer is None:
            self._send_error(HTTPStatus.NOT_FOUND, "there is no such question")
        else:
            self._send(_json(answer), "application/json")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of http.server
        """Say nothing of each request."""

    def _is_for_us(self) -> bool:
        port = port_of(self.server)
        return self.headers.get("Host") in {f"{HOST}:{port}", f"localhost:{port}"}

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_error(self, status: HTTPStatus, message: str) -> None:
        self.close_connection = True  # what was sent along is not read
        self._send(_json({"error": message}), "application/json", status)


class _Server(ThreadingHTTPServer):
    """A server that says nothing of browsers which go away in the middle of a request."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of an error, unless the connection is what ended."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def port_of(server: BaseServer) -> int:
    """Return the port that a server listens on."""
    address = server.server_address
    assert isinstance(address, tuple)
    return int(address[1])


def make_server(port: int = 0) -> ThreadingHTTPServer:
    """Return a server that listens on a port of this machine, 0 for any that is free.

    Raises OSError if the port is taken.
    """
    return _Server((HOST, port), _Handler)


def _answer(path: str, body: bytes) -> dict[str, Any] | None:
    """Return the answer to what was sent to a path; None if the path is none of ours."""
    name, query = _parted(path)
    asked = dict(parse_qsl(query))
    calls: dict[str, Callable[[], dict[str, Any]]] = {
        "/api/repair": lambda: repaired(_asked(body)),
        "/api/decode": lambda: decoded(body, asked),
    }
    call = calls.get(name)
    return None if call is None else answered(call)


def _parted(target: str) -> tuple[str, str]:
    """Return path and query of what is asked for; nothing if it is no address: ``http://[``."""
    try:
        split = urlsplit(target)
    except ValueError:
        return "", ""
    return split.path, split.query


def _length(said: str) -> int | None:
    """Return how many bytes are to come, or None; ``²`` is a digit for Python, and no number."""
    is_number = said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS
    return int(said) if is_number else None


def _asked(body: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(body)
    except RecursionError:
        raise ValueError("brackets within brackets without end") from None
    if not isinstance(asked, dict):
        raise TypeError("the question is no JSON object")
    return asked


def _json(value: dict[str, Any]) -> bytes:
    # ASCII, for half a surrogate pair in a text has no UTF-8.
    return json.dumps(value).encode()

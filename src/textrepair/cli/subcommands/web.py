"""``textrepair web``: the page to paste into, served on this machine."""

from __future__ import annotations

import webbrowser

from ...errors import OutputError
from ...web.server import HOST, make_server, port_of
from ..output import say


def serve(port: int, *, open_browser: bool) -> None:
    """Serve the page until interrupted; say where, and open it in the browser if asked to."""
    try:
        server = make_server(port)
    except OSError as error:
        reason = (error.strerror or "cannot be used").lower()
        raise OutputError(f"port {port}: {reason}; pass another --port") from None
    with server:
        address = f"http://{HOST}:{port_of(server)}/"
        say(f"{address} (nothing leaves this machine; end with Ctrl-C)")
        if open_browser:
            webbrowser.open(address)
        server.serve_forever()

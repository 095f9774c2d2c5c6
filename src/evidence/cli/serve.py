"""Preview the website on this computer and build it again when a source file changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from evidence.workspace.sources import Stamp, source_state

HOST = "127.0.0.1"
SECONDS = 0.5
"""Between two looks at the source files."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder, never from the browser's cache, without a word about each request."""

    def end_headers(self) -> None:
        """Tell the browser to ask again for every page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve(
    root: Path,
    folder: Path,
    port: int,
    rebuild: Callable[[], None],
    ready: Callable[[str], None],
    stop: threading.Event,
) -> None:
    """Serve `folder` until `stop` is set, calling `rebuild` when a source below `root` changed.

    Only this computer can reach the server. Port 0 takes any free one; `ready` is told the address.
    OSError where the port is taken. What changes from the moment that `ready` is told is noticed.
    """
    seen = source_state(root)
    with ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ready(f"http://{HOST}:{server.server_address[1]}/")
        try:
            _watch(root, seen, rebuild, stop)
        finally:
            server.shutdown()


def _watch(
    root: Path, seen: dict[str, Stamp], rebuild: Callable[[], None], stop: threading.Event
) -> None:
    """Look again and again; a change that is still going on is waited for."""
    while not stop.wait(SECONDS):
        now = source_state(root)
        if now == seen:
            continue
        while (later := source_state(root)) != now and not stop.is_set():
            now = later
            time.sleep(SECONDS / 5)
        seen = now
        rebuild()

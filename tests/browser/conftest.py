"""One Chromium for all tests of the website; without one they are skipped, in CI they fail."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from evidence.publish import build_site

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--metrics-recording-only",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


def _executable() -> str | None:
    wanted = os.environ.get("EVIDENCE_CHROMIUM")
    if wanted:
        return wanted
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium."""
    executable = _executable()
    if executable is None:
        reason = f"no browser: none of {', '.join(NAMES)} is there; or set EVIDENCE_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


class Reader:
    """A reader with a browser window; remembers what pages asked for, said and tried."""

    def __init__(self, chromium: Any, root: Path, **settings: Any) -> None:
        self.root = root
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        self._context = chromium.new_context(**settings)
        self.page = self._context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, path: str) -> Any:
        """Open a page of the site from the disk."""
        self.page.goto(f"file://{quote(str(self.root))}/{quote(path)}")
        return self.page

    def close(self) -> None:
        """Close the window."""
        self._context.close()


@pytest.fixture(scope="session")
def shipped_site(shipped: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the shipped workspace, in a folder with a space in its name."""
    out = tmp_path_factory.mktemp("shipped") / "the site"
    assert build_site(shipped, out).problems == ()
    return out


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this computer and return its address, with a slash at its end."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(Quiet, directory=str(folder))
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def reader(chromium: Any) -> Iterator[Callable[..., Reader]]:
    """Open windows on a site; settings are those of a Playwright context."""
    windows: list[Reader] = []

    def make(root: Path, **settings: Any) -> Reader:
        windows.append(Reader(chromium, root, **settings))
        return windows[-1]

    yield make
    for window in windows:
        window.close()

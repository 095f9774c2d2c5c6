"""The preview serves the site, to this computer only, and follows the source files."""

import socket
import threading
import time
import urllib.error
import urllib.request

import pytest

from evidence.cli.serve import serve


@pytest.fixture
def preview(tmp_path):
    """Start a preview; give back its folder, address and the number of rebuilds."""
    root, folder = tmp_path / "root", tmp_path / "root/site/public"
    folder.mkdir(parents=True)
    (root / "evidence.toml").write_text("format = 1\n")
    (folder / "index.html").write_text("first")
    (tmp_path / "secret.txt").write_text("secret")
    stop, addresses, rebuilt = threading.Event(), [], []

    def rebuild():
        rebuilt.append((root / "evidence.toml").read_text())
        (folder / "index.html").write_text("second")

    arguments = (root, folder, 0, rebuild, addresses.append, stop)
    thread = threading.Thread(target=serve, args=arguments)
    thread.start()
    until(lambda: addresses)
    yield root, addresses[0], rebuilt
    stop.set()
    thread.join(10)


def until(holds):
    """Wait until something holds; a generous limit, since nothing here is about speed."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def read(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode(), answer.headers


def test_it_serves_the_site_uncached(preview):
    _, address, _ = preview
    text, headers = read(address)
    assert text == "first"
    assert headers["Cache-Control"] == "no-store"
    assert address.startswith("http://127.0.0.1:")


def test_a_changed_source_is_built_again_once(preview):
    root, address, rebuilt = preview
    (root / "evidence.toml").write_text("format = 1  # changed\n")
    until(lambda: rebuilt)
    assert rebuilt == ["format = 1  # changed\n"]
    assert read(address)[0] == "second"


def test_a_change_made_as_soon_as_the_address_is_told_is_noticed(tmp_path):
    source, stop = tmp_path / "evidence.toml", threading.Event()
    source.write_text("format = 1\n")
    rebuilt = []

    def rebuild():
        rebuilt.append(source.read_text())
        stop.set()

    limit = threading.Timer(10, stop.set)
    limit.start()
    serve(
        tmp_path, tmp_path, 0, rebuild, lambda _: source.write_text("format = 1  # changed\n"), stop
    )
    limit.cancel()
    assert rebuilt == ["format = 1  # changed\n"]


def test_nothing_outside_the_folder_is_served(preview):
    _, address, _ = preview
    for path in ("../secret.txt", "..%2f..%2f..%2fsecret.txt", "%2e%2e/%2e%2e/secret.txt"):
        with pytest.raises(urllib.error.HTTPError):
            read(address + path)


def test_a_taken_port_is_an_error(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            serve(tmp_path, tmp_path, port, lambda: None, print, threading.Event())

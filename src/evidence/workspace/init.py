"""Make a workspace for another framework: a small complete one that builds at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from evidence.model import UsageError
from evidence.model.page import PROTOCOL
from evidence.workspace.files import write_atomically
from evidence.workspace.pages import FOLDER, protocol_text
from evidence.workspace.sources import SETTINGS

TITLE = "TITLE"
PROTOCOL_PATH = f"{FOLDER}/{PROTOCOL}.md"
EMPTY_FOLDERS = ("annotations/claims", "corpus/notes")


def init_workspace(
    folder: Path, title: str, answers: Mapping[str, str] | None = None, day: str = ""
) -> list[str]:
    """Write the starter files into a folder; return their paths.

    `answers` are to the points of the protocol, by their ids; what is not answered stays there as a
    question. `day` is the date of the protocol.
    Raises UsageError, and writes nothing, where one of them exists already.
    """
    starter = files("evidence.workspace") / "starter"
    texts = {name: item.read_text(encoding="utf-8") for name, item in _walk(starter)}
    texts[PROTOCOL_PATH] = protocol_text(title, answers or {}, day)
    taken = [name for name in texts if (folder / name).exists()]
    if taken:
        raise UsageError(
            f"{folder} has a {taken[0]} already", "Choose an empty folder; nothing was written"
        )
    texts[SETTINGS] = texts[SETTINGS].replace(TITLE, _toml_text(title))
    for name in EMPTY_FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    # The settings last: a folder is a workspace only when everything else is there.
    for name in sorted(texts, key=lambda name: (name == SETTINGS, name)):
        write_atomically(folder / name, texts[name])
    return sorted(texts)


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{prefix}{item.name}"
        if item.is_dir():
            if item.name != "__pycache__":
                found += _walk(item, f"{name}/")
        elif item.name != "gitignore":
            found.append((name, item))
        else:
            found.append((f"{prefix}.gitignore", item))
    return found


def _toml_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(char for char in escaped if char.isprintable())

"""Take the pictures of the README from the shipped website: `make pictures`. Needs Chromium."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from evidence.publish import build_site
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace import open_workspace

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs/images"
WIDTH = 1120
PICTURES = {"front": ("index.html", 1150), "map": ("map.html", 900)}
"""By name: the page, and how much of its height is shown."""


def main() -> int:
    """Write docs/images/*.png: light, without what moves."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("EVIDENCE_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        sys.exit("No Chromium is here: install it, or set EVIDENCE_CHROMIUM to its path.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder)
        build_site(EvidenceMap.of(open_workspace(ROOT)), out)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(color_scheme="light", reduced_motion="reduce")
        for name, (path, height) in PICTURES.items():
            page.set_viewport_size({"width": WIDTH, "height": height})
            page.goto((out / path).as_uri())
            page.screenshot(path=IMAGES / f"{name}.png")
            sys.stdout.write(f"wrote docs/images/{name}.png\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

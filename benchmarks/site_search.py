"""Time the search of a built website in Chromium, from the disk, and weigh what it loads.

    python benchmarks/site_search.py site/public 'trade openness' 'a*'
    python benchmarks/site_search.py site/public the --format json

Each query is asked on a fresh page and once more: milliseconds until the first ten hits are there,
without drawing them, and the files loaded for it. Set EVIDENCE_CHROMIUM to name the browser.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

ASK = """async text => {
  const start = performance.now();
  const found = await evidenceMap.search(text);
  await found.index.cards(found.hits.slice(0, 10).map(hit => hit.number));
  return [performance.now() - start, found.hits.length];
}"""


def measure(browser: Browser, root: Path, query: str) -> dict[str, Any]:
    """Ask one query on a fresh page, twice."""
    context = browser.new_context()
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(unquote(urlsplit(request.url).path)))
    page.goto(f"file://{quote(str(root / 'search.html'))}")
    before = set(loaded)
    first, hits = page.evaluate(ASK, query)
    again, _ = page.evaluate(ASK, query)
    context.close()
    files = set(loaded) - before
    return {
        "query": query,
        "hits": hits,
        "first_ms": round(first),
        "again_ms": round(again, 1),
        "files": len(files),
        "kB": round(sum(Path(file).stat().st_size for file in files) / 1000),
        "page_kB": round(sum(Path(file).stat().st_size for file in before) / 1000),
    }


def main() -> None:
    """Measure the queries of the command line and print a row for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("queries", nargs="+")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    given = parser.parse_args()
    found = os.environ.get("EVIDENCE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        rows = [measure(browser, given.site.resolve(), query) for query in given.queries]
        browser.close()
    if given.format == "json":
        print(json.dumps({"queries": rows}, indent=2))
        return
    for row in rows:
        print("  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()

"""Time every step at growing sizes, beside the bare libraries in the same run.

    python benchmarks/run.py                          # 100, 1,000 and 10,000 works
    python benchmarks/run.py --sizes 100 --format json
    python benchmarks/run.py --workspace DIR          # a workspace of yours, copied first

Each step runs in a process of its own, on a workspace made by `make_workspace.py`: seconds of wall
time, CPU and peak memory of that process (its preparation included), and growth, the factor by
which the time rose since the size before. A peer stands below its step, and `ratio` is step divided
by peer.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Measured = dict[str, Any]


def _open(root: Path) -> Any:
    from evidence.workspace import open_workspace

    return open_workspace(root)


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def load(root: Path) -> Measured:
    """Open the workspace with nothing kept from before."""
    shutil.rmtree(root / ".evidence", ignore_errors=True)
    return {"seconds": _timed(lambda: _open(root))}


def load_again(root: Path) -> Measured:
    """Open it once more: every parsed file is kept."""
    return {"seconds": _timed(lambda: _open(root))}


def bibliography(root: Path) -> Measured:
    """Read the bibliography: names split, LaTeX decoded, crossref resolved."""
    from evidence.formats import bibtex

    text = (root / "bib/references.bib").read_text(encoding="utf-8")
    return {"seconds": _timed(lambda: bibtex.load(text)), "entries": text.count("\n@")}


def bare_bibtexparser(root: Path) -> Measured:
    """Parse the same file with bibtexparser and its default middleware."""
    import bibtexparser

    text = (root / "bib/references.bib").read_text(encoding="utf-8")
    return {"seconds": _timed(lambda: bibtexparser.parse_string(text))}


def check(root: Path) -> Measured:
    """Run every check."""
    from evidence import check as checks

    workspace = _open(root)
    return {"seconds": _timed(lambda: checks.run(workspace))}


def rate(root: Path) -> Measured:
    """Rate every factor and row, with the whole sensitivity."""
    from evidence.synthesis.evidence_map import EvidenceMap

    workspace = _open(root)
    return {"seconds": _timed(lambda: EvidenceMap.of(workspace))}


def pairs(root: Path) -> Measured:
    """Say for every pair of note and work what hangs on it; the peer is one rating of the map."""
    from evidence.cli.check_notes import run
    from evidence.synthesis.evidence_map import EvidenceMap

    map_ = EvidenceMap.of(_open(root))
    found: list[Any] = []
    seconds = _timed(lambda: found.extend(run(map_)))
    return {"seconds": seconds, "pairs": len(found), "hang": sum(bool(r["claims"]) for r in found)}


def _texts(root: Path) -> Any:
    from evidence.workspace.corpus import load_corpus

    return load_corpus(root, _open(root).works).texts


def read_texts(root: Path) -> Measured:
    """Read notes and texts into passages."""
    works = _open(root).works
    from evidence.workspace.corpus import load_corpus

    return {"seconds": _timed(lambda: load_corpus(root, works))}


def tag(root: Path) -> Measured:
    """Tag every text from nothing, the model's start included."""
    from evidence.tag import tag_texts

    (root / ".evidence/tags.cache").unlink(missing_ok=True)
    texts, framework = _texts(root), _open(root).framework
    words = sum(len(text.content.split()) for text in texts)
    seconds = _timed(lambda: tag_texts(texts, framework, root=root))
    return {"seconds": seconds, "words": words, "words_per_second": round(words / seconds)}


def bare_spacy(root: Path) -> Measured:
    """Run nlp.pipe with the same components over the same passages, on both cores where it pays."""
    from evidence.tag.models import DEFAULT_MODEL, load
    from evidence.tag.work import BATCH, workers_for

    texts = _texts(root)
    passages = [text.words_of(one) for text in texts for one in text.passages]
    words = sum(len(passage.split()) for passage in passages)
    workers = workers_for(words)

    def work() -> None:
        nlp = load(DEFAULT_MODEL)
        for _ in nlp.pipe(passages, batch_size=BATCH, n_process=workers):
            pass

    return {"seconds": _timed(work), "workers": workers}


def _documents(root: Path) -> Any:
    from evidence.model import Tags
    from evidence.search import claim_documents, passage_documents, work_documents

    workspace, texts = _open(root), _texts(root)
    claims = list(workspace.sound_claims.values())
    return [
        *passage_documents([(text, Tags()) for text in texts], workspace.works),
        *claim_documents(claims, workspace.works, workspace.framework),
        *work_documents(workspace.works.values(), claims, workspace.appraisals),
    ]


def index(root: Path) -> Measured:
    """Index passages, claims and works from nothing."""
    from evidence.search import Batch
    from evidence.search.whoosh_engine import WhooshEngine

    documents = _documents(root)
    batch = Batch("all", "", lambda: documents)
    shutil.rmtree(root / ".evidence/index", ignore_errors=True)
    with WhooshEngine(root / ".evidence/index") as engine:
        seconds = _timed(lambda: engine.update([batch]))
    return {"seconds": seconds, "documents": len(documents)}


def bare_whoosh(root: Path) -> Measured:
    """Index the same texts with Whoosh and its own analyser."""
    from whoosh import fields
    from whoosh import index as whoosh_index

    documents = _documents(root)
    folder = root / ".evidence/bare"
    folder.mkdir(parents=True, exist_ok=True)

    def work() -> None:
        schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(stored=True))
        writer = whoosh_index.create_in(str(folder), schema).writer(limitmb=256)
        for one in documents:
            writer.add_document(id=one.id, text=one.text)
        writer.commit()

    return {"seconds": _timed(work)}


QUERIES = ("trade", "trade openness", '"of the"', "a*", "state conflict -trade", "reform OR census")


def search(root: Path) -> Measured:
    """Answer queries of every sort, a phrase of stop words and a one-letter prefix included."""
    from evidence.search import run as answer
    from evidence.search.whoosh_engine import WhooshEngine

    with WhooshEngine(root / ".evidence/index") as engine:
        answer(QUERIES[0], engine)
        times = sorted(_timed(lambda q=q: answer(q, engine)) for q in QUERIES for _ in range(10))
    return {"seconds": times[int(len(times) * 0.95)], "median": round(times[len(times) // 2], 4)}


def export(root: Path) -> Measured:
    """Export every table as CSV with the data dictionary."""
    from evidence.exchange.export import export as write
    from evidence.synthesis.evidence_map import EvidenceMap

    map_ = EvidenceMap.of(_open(root))
    with tempfile.TemporaryDirectory() as folder:
        return {"seconds": _timed(lambda: write(map_, Path(folder) / "tables", "csv"))}


def diff(root: Path) -> Measured:
    """Compare with a state of which one claim in a hundred and a weight are different."""
    from dataclasses import replace

    from evidence.synthesis.diff import diff as compare

    workspace = _open(root)
    claims = [
        replace(claim, status="proposed") if place % 100 == 0 else claim
        for place, claim in enumerate(workspace.claims)
    ]
    rubric = replace(workspace.rubric, agreement_high=0.7)
    other = replace(workspace, claims=tuple(claims), rubric=rubric)
    found: list[Any] = []
    seconds = _timed(lambda: found.append(compare(other, workspace)))
    untried = sum(move.untried > 0 for move in found[0].moves)
    return {"seconds": seconds, "moves": len(found[0].moves), "untried": untried}


def site(root: Path) -> Measured:
    """Write the website from nothing."""
    from evidence.publish import build_site
    from evidence.synthesis.evidence_map import EvidenceMap

    shutil.rmtree(root / "site", ignore_errors=True)
    map_ = EvidenceMap.of(_open(root))
    return {"seconds": _timed(lambda: build_site(map_, root / "site/public"))}


def build(root: Path) -> Measured:
    """Bring everything up to date with the command, the interpreter's start included."""
    return {"seconds": _timed(lambda: _command(root))}


def build_unchanged(root: Path) -> Measured:
    """Build once more with nothing changed."""
    return {"seconds": _timed(lambda: _command(root))}


def build_one_edit(root: Path) -> Measured:
    """Build after the wording of one claim was edited."""
    return _edited(root, lambda text: text.replace("statement: ", "statement: Edited ", 1))


def build_one_stance(root: Path) -> Measured:
    """Build after the stance of one claim was edited, so that ratings are computed anew."""

    def turned(text: str) -> str:
        first = re.search(r"stance: (\w+)", text)
        assert first, "a claim has a link"
        other = "qualifies" if first[1] == "contradicts" else "contradicts"
        return f"{text[: first.start()]}stance: {other}{text[first.end() :]}"

    return _edited(root, turned)


def _edited(root: Path, edit: Callable[[str], str]) -> Measured:
    path = sorted((root / "annotations/claims").iterdir())[0]
    old = path.read_text(encoding="utf-8")
    path.write_text(edit(old), encoding="utf-8")
    try:
        return {"seconds": _timed(lambda: _command(root))}
    finally:
        path.write_text(old, encoding="utf-8")


def _command(root: Path) -> None:
    code = "from evidence.cli import main; main()"
    words = [sys.executable, "-c", code, "-q", "-w", str(root), "build"]
    subprocess.run(words, check=False, stdout=subprocess.DEVNULL)


STEPS: dict[str, Callable[[Path], Measured]] = {
    "load": load,
    "load_again": load_again,
    "bibliography": bibliography,
    "bare_bibtexparser": bare_bibtexparser,
    "check": check,
    "rate": rate,
    "pairs": pairs,
    "export": export,
    "diff": diff,
    "read_texts": read_texts,
    "tag": tag,
    "bare_spacy": bare_spacy,
    "index": index,
    "bare_whoosh": bare_whoosh,
    "search": search,
    "site": site,
    "build": build,
    "build_unchanged": build_unchanged,
    "build_one_edit": build_one_edit,
    "build_one_stance": build_one_stance,
}
PEERS = {
    "bibliography": "bare_bibtexparser",
    "pairs": "rate",
    "tag": "bare_spacy",
    "index": "bare_whoosh",
}


def run_step(name: str, root: Path) -> Measured:
    """Run one step in a process of its own."""
    words = [sys.executable, str(Path(__file__).resolve()), "--step", name, "--folder", str(root)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


def child(name: str, root: Path) -> None:
    """Run a step here and print what it took."""
    found = STEPS[name](root)
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found["cpu"] = round(sum(one.ru_utime + one.ru_stime for one in usage), 2)
    found["peak_mb"] = round(max(one.ru_maxrss for one in usage) / 1024)
    print(json.dumps(found))


def measure(root: Path, size: str, before: list[Measured]) -> list[Measured]:
    """Run every step on one workspace."""
    last = {row["step"]: row["seconds"] for row in before}
    rows: list[Measured] = []
    for name in STEPS:
        sys.stderr.write(f"{size}: {name} ...\n")
        found = run_step(name, root)
        growth = found["seconds"] / last[name] if last.get(name) else None
        rows.append({"size": size, "step": name, **found, "growth": growth})
    seconds = {row["step"]: row["seconds"] for row in rows}
    for row in rows:
        peer = PEERS.get(row["step"])
        row["ratio"] = row["seconds"] / seconds[peer] if peer else None
    return rows


def show(rows: list[Measured]) -> None:
    """Print the rows as a table."""
    print(
        f"{'size':>8} {'step':<20} {'seconds':>9} {'cpu':>8} {'peak MB':>8} "
        f"{'growth':>7} {'ratio':>6}"
    )
    for row in rows:
        growth = f"{row['growth']:.1f}" if row["growth"] else ""
        ratio = f"{row['ratio']:.2f}" if row["ratio"] else ""
        others = ", ".join(f"{name} {value}" for name, value in row.items() if name not in _SHOWN)
        print(
            f"{row['size']:>8} {row['step']:<20} {row['seconds']:>9.3f} {row['cpu']:>8} "
            f"{row['peak_mb']:>8} "
            f"{growth:>7} {ratio:>6}  {others}"
        )


_SHOWN = {"size", "step", "seconds", "cpu", "peak_mb", "growth", "ratio"}


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="100,1000,10000", help="works, with commas")
    parser.add_argument("--workspace", type=Path, help="measure a copy of this workspace instead")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--step", choices=tuple(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        child(given.step, given.folder)
        return
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        if given.workspace:
            root = Path(folder) / "workspace"
            skip = shutil.ignore_patterns(".*", "public")
            for name in ("bib", "annotations", "corpus", "site"):
                if (given.workspace / name).is_dir():
                    shutil.copytree(given.workspace / name, root / name, ignore=skip)
            shutil.copy(given.workspace / "evidence.toml", root)
            rows = measure(root, "given", rows)
        else:
            for size in given.sizes.split(","):
                root = Path(folder) / size
                words = [
                    sys.executable,
                    str(HERE / "make_workspace.py"),
                    str(root),
                    "--works",
                    size,
                ]
                subprocess.run(words, check=True)
                rows += measure(root, size, rows[-len(STEPS) :])
                shutil.rmtree(root)
    print(json.dumps(rows, indent=2)) if given.format == "json" else show(rows)


if __name__ == "__main__":
    main()

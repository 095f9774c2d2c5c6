"""Time the ratings alone: every factor and row with the whole sensitivity, and what explains them.

    python benchmarks/ratings.py                      # 200 factors, 2,000 and 20,000 claims
    python benchmarks/ratings.py --claims 20000 --factors 200 --format json

The workspaces are made by `make_workspace.py`, a work to five claims, without texts. Seconds are
wall time in one process, `cpu` what of it the processor worked for it (other programs may run);
`growth` is the factor by which that rose since the number of claims before.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CLAIMS_OF_A_WORK = 5


def measure(root: Path) -> dict[str, tuple[float, float]]:
    """Return wall and processor seconds of each step on one workspace."""
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.explain import explain
    from evidence.synthesis.gaps import find_gaps
    from evidence.workspace import open_workspace

    seconds: dict[str, tuple[float, float]] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start, cpu = time.perf_counter(), time.process_time()
        value = work()
        seconds[name] = (time.perf_counter() - start, time.process_time() - cpu)
        return value

    timed("open", lambda: open_workspace(root))
    workspace = timed("open again", lambda: open_workspace(root))
    map_ = timed("rate, whole sensitivity", lambda: EvidenceMap.of(workspace))
    timed("overlaps", lambda: map_.overlaps)
    every = (*map_.ratings.factors, *map_.ratings.rows)
    timed("explain all", lambda: [explain(map_, rating) for rating in every])
    timed("gaps", lambda: find_gaps(map_))
    return seconds


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", default="2000,20000", help="numbers of claims, with commas")
    parser.add_argument("--factors", type=int, default=200)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    given = parser.parse_args()
    rows: list[dict[str, Any]] = []
    last: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for claims in map(int, given.claims.split(",")):
            root = Path(folder) / str(claims)
            words = [sys.executable, str(HERE / "make_workspace.py"), str(root), "--texts", "0"]
            words += ["--works", str(max(1, claims // CLAIMS_OF_A_WORK)), "--claims", str(claims)]
            subprocess.run([*words, "--factors", str(given.factors)], check=True)
            found = measure(root)
            rows += [
                {
                    "claims": claims,
                    "factors": given.factors,
                    "step": step,
                    "seconds": seconds,
                    "cpu": cpu,
                    "growth": cpu / last[step][1] if step in last else None,
                }
                for step, (seconds, cpu) in found.items()
            ]
            last = found
    if given.format == "json":
        print(json.dumps(rows, indent=2))
        return
    print(f"{'claims':>8} {'factors':>8} {'step':<24} {'seconds':>8} {'cpu':>8} {'growth':>7}")
    for row in rows:
        growth = f"{row['growth']:.1f}" if row["growth"] else ""
        print(
            f"{row['claims']:>8} {row['factors']:>8} {row['step']:<24} "
            f"{row['seconds']:>8.3f} {row['cpu']:>8.3f} {growth:>7}"
        )


if __name__ == "__main__":
    main()

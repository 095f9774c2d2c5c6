"""Measure search: speed beside bare Whoosh on the same words, ranking beside SQLite FTS5.

    python benchmarks/search.py --passages 10000 --words 1000000
    python benchmarks/search.py --passages 0 --collection PATH/cranfield --collection PATH/cacm
    python benchmarks/search.py --format json

A collection is a folder with docs.jsonl.gz (id, title, text), queries.jsonl (id, text) and
qrels.tsv (query, document, grade). Its queries are asked as any of their words. nDCG@10 is given
with gain 2^grade - 1 and with gain grade; R@100 is recall. Times are wall-clock, in one process.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from whoosh import fields, index
from whoosh import query as whoosh_query
from whoosh.analysis import SpaceSeparatedTokenizer

from evidence.search import Batch, Document, run, tokens
from evidence.search.query import any_of
from evidence.search.whoosh_engine import WhooshEngine

FUNCTION_WORDS = """the of and to in a is that for it as was with be by on not he his but at are
this have from or had an they which one you were all her she there would their we him been has when
who will no more if out so up said what its about than into them can only other time new some could
these two may first then do any like my now over such our man me even most made after also did
many off before must well back through years much where your way down should because long each just
state people those how too little good world make very year still see own work men day get here old
between both life being under three never know same last another while us might great go come since
against right came take""".split()
SYLLABLES = """ka lo mi ren tas vo dur bel na shi or ten gal pru est fen mar ul qui zan an el is at
ar al en in on er ab ac ad""".split()
QUERIES = {
    "word": ["state", "people", "world", "government"],
    "common word": ["the", "of", "and", "in"],
    "phrase of stop words": ['"of the"', '"in the"', '"it is"', '"to be"', '"one of the"'],
    "one-letter prefix": [f"{letter}*" for letter in "abeimnostw"],
    "longer prefix": ["ka*", "mar*", "stat*"],
    "two words": ["state people", "world life", "the state"],
    "boolean": ["state -people", "(state OR world) life", 'the NOT "of the" a*'],
    "field": ["factor:R1", "factor:R1 state", "year:1991 the"],
}


class Prose:
    """Text with the statistics of English: function words first, then a long tail, after Zipf."""

    def __init__(self, seed: int = 1, vocabulary: int = 40_000) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- reproducible, not secret
        tail: dict[str, None] = {}
        while len(tail) < vocabulary:
            tail["".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))] = None
        self.words = [*FUNCTION_WORDS, "government", *tail]
        self.weights = list(
            itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words)))
        )

    def passage(self, words: int) -> str:
        """Return a passage of about so many words."""
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=words)) + "."


def documents(passages: int, words: int) -> Iterator[Document]:
    """Yield passages of equal length."""
    prose = Prose()
    for number in range(passages):
        factors = tuple({f"R{prose.random.randint(1, 16)}" for _ in range(2)})
        work = f"work{number // 20}"
        yield Document(
            kind="passage",
            id=f"{work}/text#{number % 20 + 1}",
            work=work,
            text=prose.passage(words // passages),
            fields={"heading": prose.passage(3)},
            facts={"kind": ("passage", "text"), "year": (str(1960 + number % 60),)},
            factors=factors,
            locator={"label": "page", "value": str(number % 300)},
        )


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that an action takes, and its result."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Return median, 95th percentile and slowest, in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, math.ceil(0.95 * len(ordered)) - 1)]
    named = {"median_ms": statistics.median(ordered), "p95_ms": p95, "max_ms": ordered[-1]}
    return {name: round(value * 1000, 2) for name, value in named.items()}


def one_each(documents: Iterable[Document]) -> Iterator[Batch]:
    """Yield a batch for each document."""
    for document in documents:
        yield Batch(document.id, document.digest, partial(_alone, document))


def _alone(document: Document) -> list[Document]:
    return [document]


def speed(passages: int, words: int, rounds: int, bare: bool, folder: Path) -> dict[str, Any]:
    """Index passages and search them."""
    texts = list(documents(passages, words))
    found: dict[str, Any] = {"passages": passages, "words": words}
    with WhooshEngine(folder / "ours") as engine:
        seconds, _ = timed(lambda: engine.update(one_each(texts)))
        found["index_s"] = round(seconds, 2)
        seconds, _ = timed(lambda: engine.update(one_each(texts)))
        found["nothing_changed_s"] = round(seconds, 2)
    found["index_mb"] = size(folder / "ours")
    with WhooshEngine(folder / "ours") as engine:
        seconds, _ = timed(lambda: run("zzz", engine))
        found["open_and_first_search_s"] = round(seconds, 3)
        every: list[float] = []
        for name, queries in QUERIES.items():
            times = [timed(lambda q=q: run(q, engine))[0] for _ in range(rounds) for q in queries]
            found[name] = spread(times)
            every += times
        found["all"] = spread(every)
    if bare:
        found["bare_whoosh"] = bare_whoosh(texts, rounds, folder / "bare")
        found["index_ratio"] = round(found["index_s"] / found["bare_whoosh"]["index_s"], 2)
    one = Document(**{**texts[0].as_json(), "facts": texts[0].facts, "text": "Another text."})
    with WhooshEngine(folder / "ours") as engine:
        seconds, _ = timed(lambda: engine.update(one_each([one, *texts[1:]])))
        found["one_changed_s"] = round(seconds, 2)
        times = [timed(lambda q=q: run(q, engine))[0] for q in itertools.chain(*QUERIES.values())]
        found["all_after_change"] = spread(times)
    return found


def bare_whoosh(texts: Sequence[Document], rounds: int, folder: Path) -> dict[str, Any]:
    """Do the same with Whoosh alone: its own positions, phrases and prefixes, on the same words."""
    folder.mkdir()
    schema = fields.Schema(
        id=fields.ID(stored=True, unique=True),
        text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True),
        raw=fields.STORED(),
    )
    ready = [(one.id, " ".join(tokens.stem(w) for w in tokens.words(one.text)), one.text)
             for one in texts]  # fmt: skip

    def write() -> None:
        writer = index.create_in(str(folder), schema).writer()
        for name, words, raw in ready:
            writer.add_document(id=name, text=words, raw=raw)
        writer.commit()

    seconds, _ = timed(write)
    found: dict[str, Any] = {"index_s": round(seconds, 2), "index_mb": size(folder)}
    asked = {
        "common word": [whoosh_query.Term("text", word) for word in ("the", "of", "and", "in")],
        "phrase of stop words": [whoosh_query.Phrase("text", ["of", "the"]),
                                 whoosh_query.Phrase("text", ["in", "the"])],
        "one-letter prefix": [whoosh_query.Prefix("text", letter) for letter in "abeimnostw"],
    }  # fmt: skip
    with index.open_dir(str(folder)).searcher() as searcher:
        for name, queries in asked.items():
            times = [
                timed(lambda q=q: len(searcher.search(q, limit=20)))[0]
                for _ in range(rounds)
                for q in queries
            ]
            found[name] = spread(times)
    return found


def size(folder: Path) -> float:
    """Return the size of a folder in MB."""
    return round(sum(path.stat().st_size for path in folder.iterdir()) / 1e6, 1)


Ranking = dict[str, list[str]]


def quality(collection: Path, folder: Path) -> dict[str, Any]:
    """Rank a test collection, beside SQLite FTS5."""
    with gzip.open(collection / "docs.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    with (collection / "queries.jsonl").open(encoding="utf-8") as file:
        queries = {row["id"]: row["text"] for row in map(json.loads, file)}
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (collection / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split()
        grades[query][document] = int(grade)
    return {
        "collection": collection.name,
        "documents": len(texts),
        "ours": judged(our_ranking(texts, queries, folder / collection.name), grades),
        "sqlite_fts5_porter": judged(fts_ranking(texts, queries), grades),
    }


def our_ranking(texts: list[dict[str, str]], queries: dict[str, str], folder: Path) -> Ranking:
    """Rank with our engine. Titles count like those of works."""
    found: Ranking = {}
    with WhooshEngine(folder) as engine:
        engine.update(one_each(
            Document(kind="work", id=one["id"], work=one["id"], text=one.get("title") or "",
                     fields={"abstract": one.get("text") or ""}, facts={"kind": ("work",)})
            for one in texts
        ))  # fmt: skip
        for name, text in queries.items():
            tree = any_of(text)
            hits = engine.search(tree, ("work",), 100).hits if tree else ()
            found[name] = [hit.document.id for hit in hits]
    return found


def fts_ranking(texts: list[dict[str, str]], queries: dict[str, str]) -> Ranking:
    """Rank with SQLite FTS5 and its Porter stemmer."""
    found: Ranking = {}
    base = sqlite3.connect(":memory:")
    base.execute(
        "create virtual table t using fts5(id unindexed, title, text, tokenize='porter unicode61')"
    )
    rows = ((one["id"], one.get("title") or "", one.get("text") or "") for one in texts)
    base.executemany("insert into t values (?, ?, ?)", rows)
    for name, text in queries.items():
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(tokens.words(text)))
        rows = base.execute("select id from t where t match ? order by rank limit 100", (match,))
        found[name] = [row[0] for row in rows]
    base.close()
    return found


def judged(ranking: Ranking, grades: dict[str, dict[str, int]]) -> dict[str, float]:
    """Return the means over all queries that have a relevant document."""
    sums: Counter[str] = Counter()
    asked = [query for query in ranking if grades.get(query)]
    for query in asked:
        gold = grades[query]
        names = ranking[query]
        steep = {name: 2**grade - 1 for name, grade in gold.items()}
        sums["ndcg10_exponential"] += ndcg(names, steep)
        sums["ndcg10_linear"] += ndcg(names, gold)
        sums["r100"] += sum(name in gold for name in names[:100]) / len(gold)
    return {name: round(total / len(asked), 4) for name, total in sums.items()}


def ndcg(names: Sequence[str], gains: dict[str, int], depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain (Jarvelin and Kekalainen 2002)."""
    ideal = sorted(gains.values(), reverse=True)[:depth]
    best = sum(gain / math.log2(place + 2) for place, gain in enumerate(ideal))
    got = sum(gains.get(name, 0) / math.log2(place + 2) for place, name in enumerate(names[:depth]))
    return got / best if best else 0.0


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5, help="times each query is asked")
    parser.add_argument("--no-bare", action="store_true", help="leave bare Whoosh out")
    parser.add_argument("--collection", type=Path, action="append", default=[])
    parser.add_argument("--format", choices=["table", "json"], default="table")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        found: dict[str, Any] = {}
        if chosen.passages:
            found["speed"] = speed(chosen.passages, chosen.words, chosen.rounds, not chosen.no_bare,
                                   folder)  # fmt: skip
        found["quality"] = [quality(path, folder) for path in chosen.collection]
    finally:
        shutil.rmtree(folder)
    if chosen.format == "json":
        json.dump(found, sys.stdout, indent=1)
        sys.stdout.write("\n")
        return
    for name, value in found.get("speed", {}).items():
        if isinstance(value, dict) and name == "bare_whoosh":
            for inner, one in value.items():
                sys.stdout.write(f"bare: {inner:27}{one}\n")
        else:
            sys.stdout.write(f"{name:33}{value}\n")
    for row in found["quality"]:
        for who in ("ours", "sqlite_fts5_porter"):
            sys.stdout.write(f"{row['collection']:12}{who:21}{row[who]}\n")


if __name__ == "__main__":
    main()

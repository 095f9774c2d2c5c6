"""Measure how citations of notes are told and resolved, beside a simple baseline in the same run.

    python benchmarks/citations.py notes.gold.jsonl --bib references.bib
    python benchmarks/citations.py sets/*.gold.jsonl --format json

A gold file has one note a line, in one of three forms:

- n, text and cites with key, locator, label, class (first, repeat-adjacent, repeat-later) and
  found (whether the key is in the bibliography). The bibliography is --bib, else the .bib or
  .bib.gz beside the file that has the first part of its name, else the only one there.
  make_notes.py makes such files. A list of references beside it (NAME.list.txt) is read as the
  end of the article, unless --without-list.
- raw and bibls with text, short, citedRange and resolved: no bibliography. Measured are the spans
  of citations (F1), the short forms that reach their work, and the pinpoints.
- n and text alone: only counted, 'Ibid.' apart.

Key accuracy is the share of the citations whose key is right; citations of works that the
bibliography lacks do not count, though a wrong key on them does. A wrong key is one that the note
does not cite; precision is the share of the right keys among right and wrong ones. Locators count
where gold or answer has one, with page ranges written out (114-19 is 114-119); those that 'Ibid.'
takes over are counted apart, and only where gold has one. A false link is a note without citations
that got a key. `untold` are missed citations that nobody could tell (citations_ties.py). `single`
is the share of the notes with one citation that are wholly right. The baseline is
citations_baseline.py. Times are process time, of the second of two runs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from citations_baseline import Answer, pieces, resolve_simply
from citations_ties import untold

from evidence.citations.resolve import Cited, Resolver
from evidence.formats import bibtex
from evidence.model import Note, Work
from evidence.model.citation import Citation
from evidence.texts.words import words

CLASSES = ("first", "repeat-adjacent", "repeat-later")
SPAN_LIKENESS = 0.5
LABELS = {"p.": "page", "pp.": "page", "ch.": "chapter", "chap.": "chapter", "para.": "paragraph"}

Row = dict[str, Any]
Keys = list[str]


def read(path: Path) -> str:
    """Read a text file, unpacked."""
    data = path.read_bytes()
    plain = gzip.decompress(data) if path.suffix == ".gz" else data
    return plain.decode("utf-8", "replace")


def rows_of(path: Path) -> list[Row]:
    """Read a gold file."""
    return [json.loads(line) for line in read(path).splitlines() if line.strip()]


def notes_of(texts: Sequence[tuple[str, str]]) -> list[Note]:
    """Return numbered texts as notes; where the numbers begin anew, so does a section."""
    notes, section, last = [], 0, 0
    for number, text in texts:
        now = int(number) if number.isdigit() else last
        section += now < last or (now == last and number.isdigit() and bool(notes))
        last = now
        notes.append(Note(number, "footnote", str(section), text))
    return notes


def bibliography(gold: Path, given: Path | None) -> list[Work]:
    """Read the bibliography of a gold file."""
    if given is None:
        beside = sorted([*gold.parent.glob("*.bib"), *gold.parent.glob("*.bib.gz")])
        named = [path for path in beside if path.name.split(".")[0] == gold.name.split(".")[0]]
        found = named or beside
        if len(found) != 1:
            sys.exit(f"{gold}: {len(found)} bibliographies beside it; name one with --bib")
        given = found[0]
    return bibtex.load(read(given)).works


def ours(
    notes: Sequence[Note], works: Sequence[Work], body: str = ""
) -> tuple[list[Cited], dict[str, float]]:
    """Resolve notes twice; return the second result and its process times."""
    for _ in range(2):
        start = time.process_time()
        resolver = Resolver(works, body)
        ready = time.process_time()
        cited = resolver.run(notes)
        done = time.process_time()
    speed = len(notes) / max(done - ready, 1e-9)
    return cited, {"index_s": round(ready - start, 2), "notes_per_s": round(speed)}


def answers(cited: Sequence[Cited]) -> list[Answer]:
    """Return the result as it is compared with gold."""
    return [
        Answer(
            [one.key for one in each.citations],
            [_locator(one) for one in each.citations],
            [one.inherited for one in each.citations],
        )
        for each in cited
    ]  # fmt: skip


def _locator(citation: Citation) -> tuple[str, str] | None:
    return (citation.locator.label, citation.locator.value) if citation.locator else None


# Notes with a bibliography


def with_bibliography(rows: Sequence[Row], works: Sequence[Work], body: str = "") -> Row:
    """Measure notes whose works are in a bibliography; `body` has the article's own list."""
    notes = notes_of([(str(row["n"]), row["text"]) for row in rows])
    cited, times = ours(notes, works, body)
    return {
        "notes": len(rows),
        "ours": {
            **score(rows, answers(cited)),
            "untold": untold(rows, cited, works, _right),
            **times,
        },
        "baseline": score(rows, resolve_simply(notes, works)),
    }


def _right(row: Row, cited: Cited) -> set[int]:
    """Return the places of the citations of a row that got their key."""
    return set(_matched([one["key"] for one in row["cites"]], [one.key for one in cited.citations]))


def score(rows: Sequence[Row], found: Sequence[Answer]) -> Row:
    """Compare answers with gold."""
    counts: Counter[str] = Counter()
    for row, answer in zip(rows, found, strict=True):
        gold = [one for one in row["cites"] if one.get("found", True)]
        matched = _matched([one["key"] for one in gold], answer.keys)
        known = {one["key"] for one in row["cites"]}
        wrong = sum(key is not None and key not in known for key in answer.keys)
        missed = [one for place, one in enumerate(gold) if place not in matched]
        counts["wrong"] += wrong
        counts["abstained"] += max(0, len(missed) - wrong)
        if not row["cites"]:
            counts["free"] += 1
            counts["false"] += any(answer.keys)
        if len(gold) == len(row["cites"]) == 1:
            counts["single"] += 1
            counts["single right"] += not missed and not wrong
        for place, one in enumerate(gold):
            counts[one["class"]] += 1
            counts[f"{one['class']} right"] += place in matched
            if place in matched and answer.locators:
                _count_locator(counts, one, answer, matched[place])
    total = sum(counts[one] for one in CLASSES)
    right = sum(counts[f"{one} right"] for one in CLASSES)
    return {
        "citations": total,
        "key": _share(right, total),
        "precision": _share(right, right + counts["wrong"]),
        **{one: _share(counts[f"{one} right"], counts[one]) for one in CLASSES},
        "counts": {one: counts[one] for one in CLASSES},
        "single": _share(counts["single right"], counts["single"]),
        "single_notes": counts["single"],
        "locator": _share(counts["locator right"], counts["locator"]),
        "locators": counts["locator"],
        "inherited": _share(counts["inherited right"], counts["inherited"]),
        "inherited_locators": counts["inherited"],
        "wrong": counts["wrong"],
        "abstained": counts["abstained"],
        "false_links": counts["false"],
        "free_notes": counts["free"],
    }


def _matched(gold: Keys, found: Sequence[str | None]) -> dict[int, int]:
    """Pair equal keys in order: place in gold to place in the answer."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for place, key in enumerate(gold):
        hit = next((n for n, one in enumerate(found) if one == key and n not in used), None)
        if hit is not None:
            pairs[place] = hit
            used.add(hit)
    return pairs


def _count_locator(counts: Counter[str], gold: Row, answer: Answer, place: int) -> None:
    said = answer.locators[place]
    if not gold.get("locator") and (said is None or answer.inherited[place]):
        return
    what = "inherited" if answer.inherited[place] else "locator"
    counts[what] += 1
    right = said is not None and numbers(said[1]) == numbers(gold.get("locator") or "")
    if right and said is not None and gold.get("label"):
        right = said[0] == LABELS.get(gold["label"], gold["label"])
    counts[f"{what} right"] += right


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a locator, ranges written out: '114-19' is 114 and 119."""
    made: list[str] = []
    for number, dash, last in re.findall(
        r"(\d+[a-z]?|\b[ivxlc]+\b)(?:\s*([-\u2010-\u2015]+)\s*(\d+|[ivxlc]+))?", text.casefold()
    ):
        made.append(number)
        if dash:
            short = last.isdigit() and number.isdigit() and len(last) < len(number)
            made.append(number[: len(number) - len(last)] + last if short else last)
    return tuple(made)


# Notes without a bibliography


def without_bibliography(rows: Sequence[Row]) -> Row:
    """Measure notes in which the spans of citations are marked."""
    texts = []
    for place, row in enumerate(rows):
        head = re.match(r"(\d+)\s", row["raw"])
        texts.append((head[1], row["raw"][head.end() :]) if head else (f"x{place}", row["raw"]))
    notes = notes_of(texts)
    cited, times = ours(notes, ())
    plain = [pieces(note.text) for note in notes]
    spans = [[one.reference.raw for one in each.citations] for each in cited]
    return {
        "notes": len(rows),
        "ours": {**_spans(rows, spans), **_back_references(rows, cited), **times},
        "baseline": _spans(rows, plain),
    }


def _likest(bibl: str, spans: Sequence[str], used: set[int]) -> int | None:
    said = set(words(bibl))
    best, most = None, SPAN_LIKENESS
    for place, span in enumerate(spans):
        other = set(words(span))
        likeness = len(said & other) / max(1, len(said | other))
        if place not in used and likeness >= most:
            best, most = place, likeness
    return best


def _aligned(row: Row, spans: Sequence[str]) -> Iterator[tuple[Row, int | None]]:
    used: set[int] = set()
    for bibl in row["bibls"]:
        place = _likest(bibl["text"], spans, used)
        if place is not None:
            used.add(place)
        yield bibl, place


def _spans(rows: Sequence[Row], spans: Sequence[Sequence[str]]) -> Row:
    pairs = [list(_aligned(row, each)) for row, each in zip(rows, spans, strict=True)]
    right = sum(place is not None for each in pairs for _, place in each)
    gold, found = sum(map(len, pairs)), sum(map(len, spans))
    precision, recall = right / max(1, found), right / max(1, gold)
    return {
        "citations": gold,
        "span_f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "span_precision": round(precision, 3),
        "span_recall": round(recall, 3),
    }


def _back_references(rows: Sequence[Row], cited: Sequence[Cited]) -> Row:
    """Count short forms that got the key of the full citation they mean, and pinpoints."""
    counts: Counter[str] = Counter()
    full: dict[str, str] = {}
    for row, each in zip(rows, cited, strict=True):
        for bibl, place in _aligned(row, [one.reference.raw for one in each.citations]):
            found = each.citations[place] if place is not None else None
            titles = bibl["resolved"][0]["titles"][:1] if bibl["resolved"] else []
            if bibl["short"]:
                counts["short"] += 1
                meant = full.get(titles[0]) if titles else None
                counts["short right"] += (
                    found is not None and None not in (meant, found.key) and found.key == meant
                )
            elif titles and found and found.key:
                full.setdefault(titles[0], found.key)
            if bibl["citedRange"]:
                counts["pinpoint"] += 1
                said = found.locator.value if found and found.locator else ""
                counts["pinpoint right"] += numbers(said) == numbers(" ".join(bibl["citedRange"]))
    return {
        "short_forms": _share(counts["short right"], counts["short"]),
        "shorts": counts["short"],
        "pinpoint": _share(counts["pinpoint right"], counts["pinpoint"]),
        "pinpoints": counts["pinpoint"],
    }


# Notes without gold


def without_gold(rows: Sequence[Row]) -> Row:
    """Count what becomes of notes that nobody has annotated."""
    notes = notes_of([(str(row["n"]), row["text"]) for row in rows])
    cited, times = ours(notes, ())
    ibid = Counter(
        one.status for each in cited for one in each.citations if one.reference.form == "ibid"
    )
    every = Counter(one.status for each in cited for one in each.citations)
    return {
        "notes": len(rows),
        "ours": {"citations": dict(every), "ibid": dict(ibid), **times},
        "notes_with_ibid": sum(bool(re.search(r"\bibid", row["text"], re.I)) for row in rows),
    }


def list_beside(gold: Path) -> str:
    """Return the list of references of an article; empty where there is none."""
    path = gold.with_name(gold.name.replace(".gold.jsonl", ".list.txt"))
    return path.read_text(encoding="utf-8") if path != gold and path.exists() else ""


def measure(gold: Path, bib: Path | None, listed: bool = True) -> Row:
    """Measure one gold file, whatever its form."""
    rows = rows_of(gold)
    name = gold.name.removesuffix(".gold.jsonl")
    if rows and "bibls" in rows[0]:
        return {"set": name, **without_bibliography(rows)}
    if rows and "cites" in rows[0]:
        body = list_beside(gold) if listed else ""
        return {"set": name, **with_bibliography(rows, bibliography(gold, bib), body)}
    return {"set": name, **without_gold(rows)}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


# Printing


def pooled(results: Sequence[Row], who: str) -> Row:
    """Return the figures of all sets with a bibliography together."""
    parts = [result[who] for result in results if "key" in result.get(who, {})]
    total: Row = {"citations": sum(part["citations"] for part in parts)}
    for name, size in (
        *((one, lambda part, one=one: part["counts"][one]) for one in CLASSES),
        ("key", lambda part: part["citations"]),
        ("precision", lambda part: part["citations"] - part["abstained"]),
        ("single", lambda part: part["single_notes"]),
        ("locator", lambda part: part["locators"]),
        ("inherited", lambda part: part["inherited_locators"]),
    ):
        total[name] = _mean(parts, name, size)
    for name in ("wrong", "abstained", "untold", "false_links", "free_notes"):
        total[name] = sum(part.get(name, 0) for part in parts)
    return total


def _mean(parts: Sequence[Row], name: str, size: Callable[[Row], int]) -> float | None:
    sized = [(part[name], size(part)) for part in parts if part[name] is not None]
    whole = sum(weight for _, weight in sized)
    return round(sum(value * weight for value, weight in sized) / whole, 3) if whole else None


def show(results: Sequence[Row]) -> None:
    """Print results for people."""
    out = sys.stdout.write
    for result in results:
        out(f"\n{result['set']}: {result['notes']} notes\n")
        for who in ("ours", "baseline"):
            if who in result:
                out(f"  {who:9}{_line(result[who])}\n")
    if sum("key" in result["ours"] for result in results) > 1:
        out("\nall sets with a bibliography\n")
        for who in ("ours", "baseline"):
            out(f"  {who:9}{_line(pooled(results, who))}\n")


def _line(figures: Row) -> str:
    return ", ".join(
        f"{name} {value}"
        for name, value in figures.items()
        if name != "counts" and value is not None
    )


def main() -> None:
    """Measure every file named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--bib", type=Path, help="bibliography of all the files")
    parser.add_argument("--without-list", action="store_true", help="the notes alone")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args()
    results = [measure(path, args.bib, not args.without_list) for path in args.gold]
    if args.format == "json":
        summary = {who: pooled(results, who) for who in ("ours", "baseline")}
        sys.stdout.write(json.dumps({"sets": results, "pooled": summary}, indent=2) + "\n")
    else:
        show(results)


if __name__ == "__main__":
    main()

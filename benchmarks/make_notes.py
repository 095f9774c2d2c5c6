"""Render notes with known citations in any citation style: gold data for benchmarks/citations.py.

    python benchmarks/make_notes.py references.bib oscola 7 OUT
    python benchmarks/make_notes.py references.bib path/to/style.csl 7 OUT --notes 300

Writes OUT/<bibliography>.<style>.<seed>.gold.jsonl, one note a line: n, text, and cites with key,
locator, label and class (first, repeat-adjacent, repeat-later). Beside it stand a copy of the
bibliography and, in NAME.list.txt, the list of references that the style prints at the end of an
article, if it has one. What is cited, where, in which words around it, is drawn by chance from the
seed: several works in a note, repeats at once and later, comments after a citation, notes without
any. Needs pandoc; a style is a file or a name below the folder of Debian's package
citation-style-language-styles. Machine-rendered notes are cleaner than those that people type: what
is measured on them is an upper bound.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.formats import bibtex
from evidence.model import Work

SHORT = frozenset({"al", "ed", "eds", "ibid", "cit", "id"})
STYLES = Path("/usr/share/citation-style-language/styles")
TYPES = frozenset(
    "article book incollection inbook report inproceedings thesis phdthesis techreport collection "
    "online".split()
)
LEADS = (
    "See ",
    "See also ",
    "Cf. ",
    "Compare ",
    "See, for example, ",
    "On this point see ",
    "For a discussion, see ",
    "As noted in ",
    "A fuller account is in ",
    "But see ",
)
JOINTS = ("; ", "; ", "; ", "; see also ", "; cf. ", ". Against this view, see ", ", and ")
TAILS = (
    ". The figures were revised twice in the following decade.",
    ". This was contested.",
    "; the argument has been made before.",
    ", which gives another date.",
    ". Miller had said as much in 1931.",
    ". Emphasis added.",
    ". The archive holds a second copy, which was not seen.",
)
COMMENTS = (
    "The assembly met three times in 1921 and adopted no resolution.",
    "I am grateful to the staff of the county archive.",
    "All amounts are in pounds of 1950, unless stated otherwise.",
    "The terms “urban” and “rural” are used as in the census of 1930.",
    "This holds for the northern districts only; see the next section.",
    "Interview with a former official, 12 March 2004.",
)
PLACES = (("page", 55), ("chapter", 3), ("paragraph", 2), (None, 40))
SIGNS = {"page": ("p. ", "pp. "), "chapter": ("chap. ", ""), "paragraph": ("para. ", "")}


@dataclass
class Writer:
    """Writes notes in Markdown with pandoc's citations, and remembers what they cite."""

    chance: random.Random
    keys: Sequence[str]
    cited: list[str] = field(default_factory=list)

    def note(self) -> tuple[str, list[dict[str, Any]]]:
        """Return one note and its citations."""
        if self.chance.random() < 0.06:
            return self.chance.choice(COMMENTS), []
        count = self.chance.choices((1, 2, 3, 4), (62, 22, 11, 5))[0]
        made = [self._citation() for _ in range(count)]
        text = self.chance.choice(LEADS) if self.chance.random() < 0.5 else ""
        for place, (shown, _) in enumerate(made):
            text += (self.chance.choice(JOINTS) if place else "") + shown
        tail = self.chance.choice(TAILS) if self.chance.random() < 0.35 else "."
        return text + tail, [gold for _, gold in made]

    def _citation(self) -> tuple[str, dict[str, Any]]:
        key, before = self._key(), self.cited[-1:]
        form = "first" if key not in self.cited else "repeat-later"
        if before == [key]:
            form = "repeat-adjacent"
        self.cited.append(key)
        label, value, sign = self._place()
        gold = {"key": key, "locator": value, "label": label, "class": form, "found": True}
        return f"[@{{{key}}}{f', {sign}{value}' if value else ''}]", gold

    def _key(self) -> str:
        drawn = self.chance.random()
        if self.cited and drawn < 0.27:
            return self.cited[-1]
        return self.chance.choice(self.cited if self.cited and drawn < 0.58 else self.keys)

    def _place(self) -> tuple[str | None, str | None, str]:
        labels, weights = zip(*PLACES, strict=True)
        label = self.chance.choices(labels, weights)[0]
        if label is None:
            return None, None, ""
        first = self.chance.randint(1, 480 if label == "page" else 30)
        if label == "page" and self.chance.random() < 0.4:
            last = first + self.chance.randint(1, 12)
            return label, f"{first}-{last}", SIGNS[label][1]
        return label, str(first), SIGNS[label][0]


def citable(works: Iterable[Work]) -> list[str]:
    """Return the keys of the works that a note can cite in a way that tells them apart."""
    return [
        work.key
        for work in works
        if work.type in TYPES and work.title and work.year and work.creators
        and re.fullmatch(r"[\w:.+/-]+", work.key)
    ]  # fmt: skip


def render(notes: Sequence[str], bibliography: Path, style: Path) -> tuple[list[str], list[str]]:
    """Return the notes and the list of references as the style prints them, as plain text."""
    marks = " ".join(f"Sentence.[^{n}]" for n in range(1, len(notes) + 1))
    text = "\n\n".join([marks, *(f"[^{n}]: {note}" for n, note in enumerate(notes, 1))])
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.json"
        records.write_text(json.dumps(_without_annotations(bibliography)), encoding="utf-8")
        command = ["pandoc", "-f", "markdown", "-t", "json", "--citeproc"]
        command += ["--bibliography", str(records), "--csl", str(style)]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    in_notes = 'class="note"' in style.read_text(encoding="utf-8")
    made = json.loads(done.stdout)
    found = [_tidy("".join(_words(note)), in_notes) for note in _notes(made)]
    assert len(found) == len(notes), f"{len(found)} of {len(notes)} notes came back"
    return found, [" ".join("".join(_words(entry)).split()) for entry in _entries(made)]


def _without_annotations(bibliography: Path) -> list[dict[str, Any]]:
    """Return records as CSL JSON; some styles print an annotation in place of the work."""
    command = ["pandoc", "-f", "biblatex", "-t", "csljson", str(bibliography)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    dropped = {"annote", "abstract", "note"}
    return [
        {name: value for name, value in record.items() if name not in dropped}
        for record in json.loads(done.stdout)
    ]


def printed(cites: Sequence[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Return citations without the labels that the style leaves out ('ibid 25')."""
    signs = {"chapter": r"c(?:h(?:ap)?)?(?:ter)?s?", "paragraph": r"(?:para(?:graph)?s?|\u00b6)"}
    made = []
    for one in cites:
        sign = signs.get(one["label"] or "")
        shown = sign is None or re.search(rf"(?i){sign}\.?\s?{one['locator']}\b", text)
        made.append(one if shown else {**one, "label": None})
    return made


def _notes(node: Any) -> Iterator[Any]:
    """Yield the footnotes of a pandoc document, those inside another left out."""
    if isinstance(node, dict) and node.get("t") == "Note":
        yield node["c"]
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _notes(part)


def _entries(node: Any) -> Iterator[Any]:
    """Yield the entries of the list of references of a pandoc document."""
    if isinstance(node, dict) and node.get("t") == "Div" and "csl-entry" in node["c"][0][1]:
        yield node["c"][1]
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _entries(part)


def _words(node: Any) -> Iterator[str]:
    """Yield the text of a part of a pandoc document."""
    if isinstance(node, list):
        for part in node:
            yield from _words(part)
        return
    if not isinstance(node, dict):
        return
    kind, content = node.get("t"), node.get("c")
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        yield " "
    elif kind == "Str":
        yield content
    elif kind in {"Code", "Math"}:
        yield content[1]
    elif kind == "Quoted":
        left, right = "\u2018\u2019" if content[0]["t"] == "SingleQuote" else "\u201c\u201d"
        yield left
        yield from _words(content[1])
        yield right
    elif kind == "Cite":
        yield "\x01"
        yield from _words(content[1])
        yield "\x02"
    elif kind in {"Span", "Link", "Div"}:
        yield from _words(content[1])
        apart = kind == "Div" or any(name.startswith("csl-") for name in content[0][1])
        yield " " if apart and kind != "Link" else ""
    elif isinstance(content, list):
        yield from _words(content)


def _tidy(text: str, in_notes: bool) -> str:
    """Take out the marks around citations, and what pandoc adds since the notes are ours.

    A style for notes gets brackets around a citation in running text, and a full stop after it.
    """
    if in_notes:
        text = re.sub(r"\x01(\s*)\(([^\x02]*)\)\x02", "\\1\x01\\2\x02", text)
        text = re.sub(r"(\w*)(\W?)\.([\u201d\u2019]?)\x02(?=[,;])", _without_stop, text)
        text = re.sub(r"\.([\u201d\u2019]?)\x02\.", ".\\1", text)
    text = re.sub(r"[\x01\x02]", "", text)
    return " ".join(re.sub(r"([.,;])\1|([?!])\.(?= |$)", r"\1\2", text).split())


def _without_stop(end: re.Match[str]) -> str:
    """Return the end of a citation without its full stop, unless that shortens a word."""
    short = (len(end[1]) == 1 and end[1].isalpha()) or end[1].casefold() in SHORT
    return f"{end[1]}{end[2]}{'.' if short and not end[2] else ''}{end[3]}\x02"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write one set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("bib", type=Path)
    parser.add_argument("style")
    parser.add_argument("seed", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--notes", type=int, default=150)
    parser.add_argument("--works", type=int, default=80, help="how many works to draw from")
    args = parser.parse_args(arguments)
    data = args.bib.read_bytes()
    source = (gzip.decompress(data) if args.bib.suffix == ".gz" else data).decode(errors="replace")
    name = args.bib.name.split(".")[0]
    args.out.mkdir(parents=True, exist_ok=True)
    copy = args.out / f"{name}.bib"
    copy.write_text(source, encoding="utf-8")
    chance = random.Random(args.seed)  # noqa: S311 -- reproducible, not secret
    keys = citable(bibtex.load(source).works)
    writer = Writer(chance, chance.sample(keys, min(len(keys), args.works)))
    notes, cites = zip(*(writer.note() for _ in range(args.notes)), strict=True)
    style = Path(args.style)
    style = style if style.suffix == ".csl" else STYLES / f"{args.style}.csl"
    texts, listed = render(notes, copy, style)
    path = args.out / f"{name}.{style.stem}.{args.seed}.gold.jsonl"
    rows = [
        {"n": n, "text": t, "cites": printed(c, t)}
        for n, (t, c) in enumerate(zip(texts, cites, strict=True), 1)
    ]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
    if listed:
        beside = path.with_name(path.name.replace(".gold.jsonl", ".list.txt"))
        beside.write_text("\n".join(["References", *listed, ""]), encoding="utf-8")
    sys.stdout.write(f"{path}: {len(rows)} notes\n")


if __name__ == "__main__":
    main()

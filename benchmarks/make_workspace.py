"""Make a workspace of any size, with natural-looking text, from a seed.

    python benchmarks/make_workspace.py /tmp/big --works 10000 --claims 50000

The same arguments give the same bytes. Words follow a Zipf-like distribution over a vocabulary of
common English words and, for the long tail, made-up ones; nothing in it is about a real work.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import random
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

NOUNS = """
state conflict group government region institution election trade income growth border army
party court law report survey village city school market tax leader minority coalition treaty
crisis reform census archive harvest railway port river language religion labour wage price debt
strike union council parliament constitution police prison newspaper petition migration
settlement refugee famine drought ceasefire mediation sanction investment factory mine
plantation estate
""".split()
VERBS = """
raises lowers shapes follows precedes limits widens explains predicts weakens strengthens
reflects replaces accompanies delays divides unites protects threatens measures
""".split()
ADJECTIVES = """
lasting uneven regional local early later formal informal public private rural urban open closed
weak strong contested stable fragile rapid slow broad narrow common rare
""".split()
SYLLABLES = "ka lo mi ren tas vo dur bel na shi or ten gal pru est fen mar ul qui zan".split()
FAMILY_ENDS = ["son", "er", "ez", "ski", "ova", "mann", "ard", "\u00e9n", "\u0131c\u0131", "\u00f8"]
GIVEN = "Ada Ben Chen Dora Emil Fatima Goran Hanna Ivo Jana Kofi Lena Musa Nora Omar Pia".split()
METHODS = ["large-n-statistical", "comparative-case-study", "single-case-study", "monitoring-data",
           "policy-report", "conceptual"]  # fmt: skip
STANCES = ["supports"] * 6 + ["qualifies"] * 3 + ["contradicts"]
KINDS = ["finding"] * 5 + ["argument"] * 3 + ["recommendation", "illustration"]
STATUSES = ["confirmed"] * 8 + ["proposed", "rejected"]


class Writer:
    """Sentences, names and places, all from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- reproducible, not secret
        self.rare = [self._made_up() for _ in range(4000)]
        ranks = range(1, len(self.rare) + 1)
        self.weights = list(itertools.accumulate(1 / rank for rank in ranks))

    def _made_up(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))

    def rare_word(self) -> str:
        """Return a word of the long tail."""
        return self.random.choices(self.rare, cum_weights=self.weights)[0]

    def noun(self) -> str:
        """Return a common noun, or now and then a rare one."""
        return self.random.choice(NOUNS) if self.random.random() < 0.8 else self.rare_word()

    def sentence(self) -> str:
        """One sentence with a subject, a verb, an object and sometimes a place and a year."""
        pick = self.random.choice
        core = f"{pick(ADJECTIVES)} {self.noun()} {pick(VERBS)} the {self.noun()} of {self.noun()}"
        if self.random.random() < 0.3:
            core += f" in {self.rare_word().capitalize()}"
        if self.random.random() < 0.2:
            core += f" after {self.random.randint(1900, 2020)}"
        return f"{core[0].upper()}{core[1:]}."

    def paragraph(self, sentences: int) -> str:
        """Return some sentences."""
        return " ".join(self.sentence() for _ in range(sentences))

    def person(self) -> str:
        """Return a name in BibTeX form."""
        family = self._made_up().capitalize() + self.random.choice(FAMILY_ENDS)
        return f"{family}, {self.random.choice(GIVEN)}"


def main() -> None:
    """Write the workspace that the arguments describe."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--works", type=int, default=100)
    parser.add_argument("--claims", type=int, help="default: five a work")
    parser.add_argument("--texts", type=int, help="works with reading notes; default: all")
    parser.add_argument("--words", type=int, default=120, help="words of a text")
    parser.add_argument("--notes", type=int, help="notes of the article; default: one a work")
    parser.add_argument("--factors", type=int, default=16)
    parser.add_argument("--coders", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    writer = Writer(given.seed)
    keys = [f"work{number:06}" for number in range(given.works)]
    factors = [f"F{number + 1}" for number in range(given.factors)]
    claims = given.claims if given.claims is not None else 5 * given.works
    texts = given.texts if given.texts is not None else given.works
    notes = given.notes if given.notes is not None else given.works
    made = itertools.chain(
        settings(keys),
        bibliography(writer, keys),
        framework(writer, factors),
        claims_files(writer, keys, factors, claims),
        tables(writer, keys, notes),
        reading_notes(writer, keys[:texts], given.words),
        coding(writer, keys, claims, factors, given.coders),
    )
    for name, text in made:
        path = given.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{given.works} works and {claims} claims in {given.folder}\n")


def settings(keys: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the settings and the starter's rubric."""
    yield "evidence.toml", f'format = 1\ntitle = "A made-up review"\narticle = "{keys[0]}"\n'
    rubric = files("evidence.workspace") / "starter" / "annotations" / "rubric.toml"
    yield "annotations/rubric.toml", rubric.read_text(encoding="utf-8")


def bibliography(writer: Writer, keys: list[str]) -> Iterator[tuple[str, str]]:
    """One entry a work: articles, books and reports of one to three authors."""
    out = []
    for key in keys:
        kind = writer.random.choice(["article", "article", "book", "report"])
        people = " and ".join(writer.person() for _ in range(writer.random.randint(1, 3)))
        fields = {
            "author": people,
            "title": writer.sentence().rstrip(".").title(),
            "date": str(writer.random.randint(1950, 2025)),
        }
        if kind == "article":
            first = writer.random.randint(1, 500)
            fields["journaltitle"] = f"Journal of {writer.noun().title()} \\& {writer.noun()}"
            fields["pages"] = f"{first}--{first + writer.random.randint(5, 40)}"
        else:
            fields["publisher" if kind == "book" else "institution"] = writer.rare_word().title()
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        out.append(f"@{kind}{{{key},\n{lines}}}\n")
    yield "bib/references.bib", "\n".join(out)


def framework(writer: Writer, factors: list[str]) -> Iterator[tuple[str, str]]:
    """Factors in three dimensions on two sides, each facing its mirror."""
    sides, dimensions = ("risk", "resilience"), ("social", "political", "economic")
    half = len(factors) // 2
    lines = ["title: A made-up framework", "sides:"]
    lines += [f"  - {{id: {side}, label: {side.title()}}}" for side in sides]
    lines += ["dimensions:"]
    lines += [f"  - {{id: {name}, label: {name.title()}}}" for name in dimensions]
    lines += ["factors:"]
    for place, factor in enumerate(factors):
        side = sides[0] if place < half else sides[1]
        mirror = place + half if place < half else place - half
        within = place % half if half else 0
        lines += [
            f"  - id: {factor}",
            f"    dimension: {dimensions[within * 3 // max(half, 1) % 3]}",
            f"    side: {side}",
            f"    label: {writer.random.choice(ADJECTIVES).title()} {writer.noun()}",
            f"    proposition: {writer.sentence()}",
            f"    terms: [{', '.join(dict.fromkeys(writer.noun() for _ in range(8)))}]",
        ]
        if mirror < 2 * half:
            lines.append(f"    mirror: {factors[mirror]}")
    lines += ["outcomes:", "  - {id: outcome, label: Outcome, primary: true}"]
    lines += ["  - {id: other, label: Other}"]
    yield "annotations/framework.yaml", "\n".join(lines) + "\n"


def claims_files(
    writer: Writer, keys: list[str], factors: list[str], number: int
) -> Iterator[tuple[str, str]]:
    """Spread the claims over the works, one to two factors each."""
    pick = writer.random.choice
    for place, key in enumerate(keys):
        share = number * (place + 1) // len(keys) - number * place // len(keys)
        lines = [f"work: {key}", "claims:"]
        for claim in range(share):
            linked = writer.random.sample(factors, k=min(len(factors), pick([1, 1, 2])))
            first_hand = writer.random.random() < 0.6
            seen = "{kind: abstract, source: the abstract}" if first_hand else (
                f"{{kind: citing-work, work: {keys[0]}, note: \"{place + 1}\", "
                f"attribution: {pick(['specific', 'specific', 'general'])}}}"
            )  # fmt: skip
            lines += [
                f"  - id: {key}-{claim + 1}",
                f"    statement: {writer.sentence()}",
                f"    kind: {pick(KINDS)}",
                f"    method: {pick(METHODS)}",
                f"    outcome: {pick(['outcome', 'outcome', 'other'])}",
                "    links:",
                *(f"      - {{factor: {one}, stance: {pick(STANCES)}}}" for one in linked),
                f"    seen_in: {seen}",
                "    coder: editor",
                "    date: 2026-01-01",
                f"    status: {pick(STATUSES)}",
            ]
        if share:
            yield f"annotations/claims/{key}.yaml", "\n".join(lines) + "\n"


def tables(writer: Writer, keys: list[str], notes: int) -> Iterator[tuple[str, str]]:
    """Appraisals, with a team for every third work, notes and checks."""
    pick = writer.random.choice
    appraisals = [
        (
            key,
            pick(METHODS),
            pick(["yes", "no", "unknown"]),
            f"team{place // 6}" if place % 3 else key,
        )
        for place, key in enumerate(keys)
    ]
    yield (
        "annotations/appraisals.csv",
        _csv(("work", "method", "negative_cases", "line"), appraisals),
    )
    pairs = [(str(place + 1), keys[place % len(keys)]) for place in range(notes)]
    yield "annotations/notes.csv", _csv(("note", "work"), pairs)
    verdicts = ["borne out", "partly", "not borne out", "unread"]
    checks = [(note, work, pick(verdicts), writer.sentence()) for note, work in pairs[::2]]
    yield "annotations/checks.csv", _csv(("note", "work", "verdict", "reason"), checks)


def reading_notes(writer: Writer, keys: list[str], words: int) -> Iterator[tuple[str, str]]:
    """Yield reading notes in three sections."""
    sentences = max(3, words // 9)
    for key in keys:
        parts = [f"---\nwork: {key}\nknown_from: abstract\n---\n\n# {key}\n"]
        parts += [
            f"## {heading}\n\n{writer.paragraph(sentences // 3)}\n"
            for heading in ("What it is", "What it found", "Doubts")
        ]
        yield f"corpus/notes/{key}.md", "\n".join(parts)


def coding(
    writer: Writer, keys: list[str], claims: int, factors: list[str], coders: int
) -> Iterator[tuple[str, str]]:
    """Independent coding of a sample of the claims."""
    for coder in range(coders):
        rows = [
            (
                f"{key}-1",
                writer.random.choice(factors),
                writer.random.choice(STANCES),
                "2026-01-02",
                "",
            )
            for key in keys[: max(1, min(len(keys), claims) // 10)]
        ]
        header = ("claim", "factor", "stance", "date", "comment")
        yield f"annotations/coding/coder{coder + 1}.csv", _csv(header, rows)


def _csv(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


if __name__ == "__main__":
    main()

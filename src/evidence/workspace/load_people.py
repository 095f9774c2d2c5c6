"""Load what people decided beside the claims: independent codes, consensus, judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evidence.model import Assessment, Coding, Concern, Consensus, Override
from evidence.model.coding import COMPONENTS, CONSENSUS
from evidence.workspace import schema
from evidence.workspace.convert import plain
from evidence.workspace.read import FileReader
from evidence.workspace.validate import validate

CODING = "annotations/coding"
JUDGEMENTS = "annotations/judgements.yaml"


@dataclass(frozen=True)
class Judgements:
    """Everything in annotations/judgements.yaml, in the order of the file."""

    overrides: tuple[Override, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    @cached_property
    def override_of(self) -> Mapping[str, Override]:
        """The override of each factor that counts: the last one."""
        return {one.factor: one for one in self.overrides}

    @cached_property
    def assessments_of(self) -> Mapping[str, tuple[Assessment, ...]]:
        """The assessments of each factor that count: the last one by each person."""
        found: defaultdict[str, dict[str, Assessment]] = defaultdict(dict)
        for one in self.assessments:
            found[one.factor].pop(one.by, None)
            found[one.factor][one.by] = one
        return {factor: tuple(last.values()) for factor, last in found.items()}


class PeopleLoader(FileReader):
    """A reader of what coders and judges wrote."""

    def codings(self) -> Iterator[Coding]:
        """Read annotations/coding/<coder>.csv, coders by name."""
        folder = self.root / CODING
        names = sorted(path.stem for path in folder.glob("*.csv")) if folder.is_dir() else []
        for coder in names:
            if coder == CONSENSUS or coder.startswith("."):
                continue
            yield from self._kept(f"{CODING}/{coder}.csv", self._codes_of)

    def _codes_of(self, shown: str, text: str) -> list[Coding]:
        coder = Path(shown).stem
        return [
            Coding(coder, row.claim, row.factor, row.stance, row.date, row.comment, shown, line)
            for line, row in self._rows(shown, text, schema.CodingRow)
        ]

    def consensus(self) -> list[Consensus]:
        """Read annotations/coding/consensus.csv."""
        return self._kept(f"{CODING}/{CONSENSUS}.csv", self._consensus_of)

    def _consensus_of(self, shown: str, text: str) -> list[Consensus]:
        rows = self._rows(shown, text, schema.ConsensusRow)
        return [Consensus(**plain(row), at=line) for line, row in rows]

    def judgements(self) -> Judgements:
        """Read annotations/judgements.yaml."""
        document = self._yaml(JUDGEMENTS)
        if document is None or document.value is None:
            return Judgements()
        shape = schema.JudgementsFile
        entry, problems = validate(shape, document.value, JUDGEMENTS, document.line)
        self.problems += problems
        if entry is None:
            return Judgements()
        return Judgements(
            overrides=tuple(
                Override(**plain(one), at=document.line("overrides", place))
                for place, one in enumerate(entry.overrides)
            ),
            assessments=tuple(
                Assessment(
                    factor=one.factor,
                    concerns=_concerns(one.concerns),
                    by=one.by,
                    date=one.date,
                    at=document.line("assessments", place),
                )
                for place, one in enumerate(entry.assessments)
            ),
        )


def _concerns(entry: schema.ConcernsEntry) -> tuple[Concern, ...]:
    found = ((name, getattr(entry, name)) for name in COMPONENTS)
    return tuple(Concern(name, one.level, one.reason) for name, one in found if one)

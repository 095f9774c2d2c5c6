"""Plan an import of study rows: what would be added, and what is wrong, row by row.

Nothing is written here, and nothing of the workspace is changed by what is: works, factors and
claims that are there already stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence.exchange.studies.cells import Cells, digest, fill, is_untouched, slug
from evidence.exchange.studies.columns import ColumnMap, require_columns
from evidence.exchange.studies.sheet import Sheet
from evidence.exchange.studies.works import FACTS, Studies
from evidence.formats.lines import Json
from evidence.model import Dimension, Factor, Framework, Problem, Severity, Side
from evidence.model.claim import STANCES
from evidence.model.errors import did_you_mean
from evidence.model.records import NO_METHOD
from evidence.workspace import Workspace

WAYS = ("dimension", "side", "factor")
LONGEST_CELL_IN_ID = 48


@dataclass(frozen=True)
class Plan:
    """What an import adds.

    `claims` are the new ones by work; `known` counts rows whose claim is there as it would be made,
    `kept` names claims that a person has changed since, `ignored` counts rows left out by the map.
    `appraisals` are of works that have none, with the method of their claims where it is one.
    `fresh` tells that the framework is still the example of `evidence init`, and is replaced.
    """

    rows: int
    ignored: int
    known: int
    kept: tuple[str, ...]
    bibtex: str
    works: tuple[str, ...]
    fresh: bool
    dimensions: tuple[Dimension, ...]
    sides: tuple[Side, ...]
    factors: tuple[Factor, ...]
    claims: Mapping[str, tuple[Mapping[str, Json], ...]]
    appraisals: tuple[Mapping[str, str], ...]
    problems: tuple[Problem, ...]

    @property
    def new_claims(self) -> int:
        """How many claims would be added."""
        return sum(len(claims) for claims in self.claims.values())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to add."""
        return not (self.works or self.factors or self.claims)


def plan(workspace: Workspace, sheet: Sheet, columns: ColumnMap, name: str) -> Plan:
    """Plan the import of a sheet; `name` is that of the file, for problems.

    UsageError where the map names a column that the file does not have.
    """
    require_columns(columns, sheet)
    return _Planner(workspace, columns, name).run(sheet)


@dataclass
class _Planner:
    workspace: Workspace
    columns: ColumnMap
    name: str
    problems: list[Problem] = field(default_factory=list)
    claims: dict[str, list[dict[str, Json]]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    strange: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    ignored: int = 0
    known: int = 0

    def __post_init__(self) -> None:
        values = self.columns.values
        self._there = {claim.id: claim for claim in self.workspace.claims}
        self._fresh = is_untouched(self.workspace)
        framework = Framework() if self._fresh else self.workspace.framework
        self._cells = Cells(framework, self.columns.defaults.proposition)
        self._studies = Studies(self.workspace.works, _folded_keys(values.study))
        self._meanings = {
            role: {key.casefold(): meaning for key, meaning in getattr(values, role).items()}
            for role in ("direction", "outcome", "method", *WAYS)
        }
        rubric = self.workspace.rubric
        self._allowed: dict[str, list[str]] = {
            "direction": list(STANCES),
            "outcome": [one.id for one in self.workspace.framework.outcomes],
            "method": list(rubric.method) if rubric else [],
        }

    def run(self, sheet: Sheet) -> Plan:
        for line, said in sheet.faults:
            self._fault(line, "row", said, "Mend the row")
        for line, row in sheet.rows:
            self._row(line, row)
        for (role, value), lines in self.strange.items():
            self._no_meaning(role, value, lines)
        studies, cells = self._studies, self._cells
        return Plan(
            rows=len(sheet.rows) + len(sheet.faults),
            ignored=self.ignored,
            known=self.known,
            kept=tuple(self.kept),
            bibtex=studies.bibtex(self.columns.source.words),
            works=tuple(studies.new),
            fresh=self._fresh,
            dimensions=tuple(cells.dimensions),
            sides=tuple(cells.sides),
            factors=tuple(cells.factors),
            claims={work: tuple(claims) for work, claims in self.claims.items()},
            appraisals=tuple(self._appraisals()),
            problems=tuple(sorted(self.problems, key=lambda one: one.sort_key)),
        )

    def _row(self, line: int, row: Mapping[str, str]) -> None:
        named = self.columns.columns.model_dump()
        raw = {role: row.get(column, "") for role, column in named.items()}
        meant = {role: self._meaning(role, raw[role]) for role in self._meanings}
        if any(raw[role] and meaning == "" for role, meaning in meant.items()):
            self.ignored += 1
            return
        faults = list(self._faults(raw, meant))
        for what, said, hint in faults:
            self._fault(line, what, said, hint)
        strange = [
            (role, raw[role] or meant[role])
            for role, allowed in self._allowed.items()
            if meant[role] and meant[role] not in allowed
        ]
        for one in strange:
            self.strange.setdefault(one, []).append(line)
        if faults or strange:
            return
        words = {role: raw[role] for role in ("study", "direction", "outcome", "method")}
        for role in WAYS:
            words[role] = meant[role] or str(getattr(self.columns.defaults, role, ""))
        factor = self._factor(line, words, named)
        if factor is None:
            return
        for said in self._studies.add(raw["study"], {fact: raw[fact] for fact in FACTS}):
            self._fault(line, "study", said, "The first one stands", Severity.WARNING)
        self._claim(line, raw, self._entry(raw, meant, words, factor))

    def _meaning(self, role: str, value: str) -> str:
        """Return what a value means here: by the map, else itself."""
        meaning: str = self._meanings[role].get(value.casefold(), value)
        return meaning

    def _faults(
        self, raw: Mapping[str, str], meant: dict[str, str]
    ) -> Iterator[tuple[str, str, str]]:
        """Yield what is wrong with a row; fill in defaults of outcome and method."""
        for role in ("study", "direction"):
            if not raw[role]:
                yield role, f"no {role}", "Fill it in, or leave the row out"
        if not any(meant[role] for role in WAYS):
            yield (
                "cell",
                "the row names no cell: dimension, side and factor are empty",
                "Fill one in",
            )
        for role in ("outcome", "method"):
            meant[role] = meant[role] or getattr(self.columns.defaults, role)
        for role in ("outcome", "method"):
            if not meant[role] and not (role == "method" and self._has_method(raw["study"])):
                yield role, f"no {role}", "Set one under [defaults] in the column map"

    def _appraisals(self) -> Iterator[dict[str, str]]:
        """Yield an appraisal for each work that has none: its method, and where that is from."""
        for work, claims in self.claims.items():
            if work in self.workspace.appraisals:
                continue
            methods = {str(claim["method"]) for claim in claims if "method" in claim}
            yield {
                "work": work,
                "method": methods.pop() if len(methods) == 1 else NO_METHOD,
                "negative_cases": "unknown",
                "appraised_from": self.columns.source.words,
            }

    def _no_meaning(self, role: str, value: str, lines: list[int]) -> None:
        """Report a value that the map gives no meaning, once for all its rows."""
        rows = "1 row" if len(lines) == 1 else f"{len(lines)} rows, this is the first"
        hint = did_you_mean(value, self._allowed[role])
        where = f'Write "{value}" = "..." under [values.{role}] in the column map. {hint}'
        self._fault(lines[0], role, f"{role} '{value}' has no meaning here ({rows})", where)

    def _has_method(self, study: str) -> bool:
        """Whether the appraisal of a study's work names the method that a claim may leave out."""
        appraisal = self.workspace.appraisals.get(self._studies.key(study))
        return appraisal is not None and appraisal.method != NO_METHOD

    def _factor(self, line: int, words: dict[str, str], named: Mapping[str, str]) -> str | None:
        """Return the id of the factor that a row is about, making it where that is allowed."""
        whole = bool(named["factor"] and words["factor"])
        if not whole:
            words["factor"] = self._label(words, named)
        ways = (words["dimension"], words["side"], words["factor"])
        parts = [words[role] for role in WAYS if named[role] and (role != "factor" or whole)]
        found = self._cells.find(*ways, parts)
        if found is None and self.columns.new_factors:
            return self._cells.make(*ways, parts, words)
        if found is None:
            shown = ", ".join(way for way in ways if way)
            known = [factor.label for factor in self.workspace.framework.factors]
            near = did_you_mean(ways[2], known)
            hint = f"Set new_factors = true, or map it under [values.*]. {near}"
            self._fault(line, "cell", f"the framework has no factor for {shown}", hint)
        return found

    def _label(self, words: Mapping[str, str], named: Mapping[str, str]) -> str:
        """Name a cell that has no factor of its own after its ways."""
        return ": ".join(words[role] for role in ("dimension", "side") if named[role])

    def _entry(
        self,
        raw: Mapping[str, str],
        meant: Mapping[str, str],
        words: Mapping[str, str],
        factor: str,
    ) -> dict[str, Json]:
        defaults, source = self.columns.defaults, self.columns.source
        key = self._studies.key(raw["study"])
        roles = ("study", "direction", *WAYS, "outcome", "method", "statement", "page")
        cell = slug(factor, LONGEST_CELL_IN_ID)
        entry: dict[str, Json] = {
            "id": f"{slug(key)}-{cell}-{digest(*(raw[role].casefold() for role in roles))}",
            "statement": raw["statement"] or fill(defaults.statement, words),
            "kind": defaults.kind,
            "outcome": meant["outcome"],
            "links": [{"factor": factor, "stance": meant["direction"]}],
            "seen_in": {"kind": source.seen_in, "source": source.words},
            "coder": source.coder,
            "date": source.date,
            "status": defaults.status,
        }
        if meant["method"]:
            entry["method"] = meant["method"]
        if raw["page"]:
            entry["locator"] = {"label": "page", "value": raw["page"].replace("\u2013", "-")}
        return entry

    def _claim(self, line: int, raw: Mapping[str, str], entry: dict[str, Json]) -> None:
        """Add the claim of a row, unless it is there already or an earlier row made it."""
        name = str(entry["id"])
        if name in self.seen:
            words = f"the row says the same as line {self.seen[name]}"
            self._fault(line, "repeated", words, "It is counted once", Severity.WARNING)
            return
        self.seen[name] = line
        there = self._there.get(name)
        if there is None:
            key = self._studies.key(raw["study"])
            self.claims.setdefault(key, []).append(entry)
        elif _same(there, entry):
            self.known += 1
        else:
            self.kept.append(name)

    def _fault(
        self, line: int, what: str, words: str, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(self.name, line, f"study-{what}", words, hint, severity))


def _same(there: Any, entry: Mapping[str, Any]) -> bool:
    """Whether a claim of the workspace says what an entry would."""
    links = [{"factor": link.factor, "stance": link.stance} for link in there.links]
    method = entry.get("method")
    return (
        links == entry["links"]
        and (method is None or there.method == method)
        and all(
            getattr(there, name) == entry[name]
            for name in ("statement", "kind", "outcome", "status", "coder", "date")
        )
    )


def _folded_keys(values: Mapping[str, str]) -> dict[str, str]:
    return {" ".join(study.split()): key for study, key in values.items()}

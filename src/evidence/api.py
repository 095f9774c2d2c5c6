"""What `import evidence` offers to a program or a notebook.

Tables are pandas frames, described column by column in docs/tables.md. pandas is loaded when the
first one is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evidence.model import EvidenceError, Factor, Rating
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace import Workspace, find_root, open_workspace

if TYPE_CHECKING:
    from pandas import DataFrame

    from evidence.synthesis.tables import RatingsFrame, Tables

__all__ = ["EvidenceError", "EvidenceMap", "Map", "Workspace", "open"]


class Map:
    """A workspace, opened and rated: its tables as frames, and the values behind them.

    `whole` is the evidence map itself, which the functions of the package work on.
    """

    def __init__(self, whole: EvidenceMap) -> None:
        self.whole = whole
        self._tables: Tables | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace: works, claims, framework and rubric as values, and its problems."""
        return self.whole.workspace

    def rating(self, name: str) -> Rating:
        """Return the rating of a factor or row; UnknownIdError where there is none."""
        return self.whole.rating(name)

    def factor(self, name: str) -> Factor:
        """Return a factor by its id, in any case; UnknownIdError where there is none."""
        return self.whole.factor(name)

    @property
    def tables(self) -> Tables:
        """Every table by its name: `tables["claims"]`."""
        if self._tables is None:
            from evidence.synthesis.tables import Tables  # noqa: PLC0415 -- loads pandas

            self._tables = Tables(self.whole)
        return self._tables

    @property
    def ratings(self) -> RatingsFrame:
        """The ratings of factors and rows; by id, with lines and claims: `ratings["R2"]`."""
        return self.tables.ratings

    @property
    def claims(self) -> DataFrame:
        """The claims."""
        return self.tables["claims"]

    @property
    def links(self) -> DataFrame:
        """The links of claims to factors, with stance, line and weight."""
        return self.tables["links"]

    @property
    def works(self) -> DataFrame:
        """The works."""
        return self.tables["works"]

    @property
    def lines(self) -> DataFrame:
        """The lines of evidence on each factor."""
        return self.tables["lines"]

    @property
    def factors(self) -> DataFrame:
        """The factors of the framework."""
        return self.tables["factors"]

    @property
    def cells(self) -> DataFrame:
        """The plain counts of works on each factor."""
        return self.tables["cells"]

    @property
    def appraisals(self) -> DataFrame:
        """The appraisals of works."""
        return self.tables["appraisals"]

    @property
    def notes(self) -> DataFrame:
        """The citations in the notes of the article."""
        return self.tables["notes"]

    @property
    def checks(self) -> DataFrame:
        """The citation checks."""
        return self.tables["checks"]

    @property
    def errata(self) -> DataFrame:
        """Where notes and verified records differ."""
        return self.tables["errata"]


def open(path: str | Path = ".") -> Map:
    """Open and rate the workspace in `path`, or in the nearest folder above it that has one.

    Raises WorkspaceError where there is none, or its settings or rubric cannot be used.
    """
    return Map(EvidenceMap.of(open_workspace(find_root(Path(path)))))

"""The shape of `annotations/framework.yaml`."""

from __future__ import annotations

from evidence.workspace.schema.base import FactorId, OptionalText, Slug, Strict, Text, Word, Words


class SideEntry(Strict):
    """A column of the table."""

    id: Slug
    label: Word
    heading: OptionalText = ""
    whole: OptionalText = ""
    whole_label: OptionalText = ""


class DimensionEntry(Strict):
    """A band of the table."""

    id: Slug
    label: Word


class RowEntry(Strict):
    """One dimension on one side."""

    dimension: Slug
    side: Slug
    label: Word


class FactorEntry(Strict):
    """One cell of the table."""

    id: FactorId
    dimension: Slug
    side: Slug
    label: Word
    proposition: Word
    definition: OptionalText = ""
    mirror: OptionalText = ""
    concepts: dict[str, Text] = {}
    terms: Words = []


class FacetEntry(Strict):
    """An outcome, a question or an actor."""

    id: Slug
    label: Word
    question: OptionalText = ""
    primary: bool = False


class FrameworkFile(Strict):
    """`annotations/framework.yaml`."""

    title: Word
    source: OptionalText = ""
    sides: list[SideEntry]
    dimensions: list[DimensionEntry]
    rows: list[RowEntry] = []
    factors: list[FactorEntry]
    outcomes: list[FacetEntry]
    questions: list[FacetEntry] = []
    actors: list[FacetEntry] = []

"""What type checkers see of the package; the module itself loads these names when asked."""

from evidence.model.article import Article, Mark, Note, NoteKind
from evidence.model.claim import Claim, Link, Locator, SeenIn
from evidence.model.coding import Assessment, Coding, Concern, Consensus
from evidence.model.errors import EvidenceError, UnknownIdError, UsageError, WorkspaceError
from evidence.model.framework import Dimension, Facet, Factor, Framework, Row, Side
from evidence.model.problem import Problem, Severity
from evidence.model.rating import (
    Change,
    LineCounts,
    LineOfEvidence,
    Override,
    Rating,
    Silence,
    WithoutLine,
    WithoutNote,
)
from evidence.model.records import Appraisal, Check, Erratum, NoteLink, Overlap
from evidence.model.rubric import Method, Rubric
from evidence.model.text import Entity, Passage, Tags, TermHit, Text, TextKind
from evidence.model.work import Name, Work

__all__ = [
    "Appraisal",
    "Article",
    "Assessment",
    "Change",
    "Check",
    "Claim",
    "Coding",
    "Concern",
    "Consensus",
    "Dimension",
    "Entity",
    "Erratum",
    "EvidenceError",
    "Facet",
    "Factor",
    "Framework",
    "LineCounts",
    "LineOfEvidence",
    "Link",
    "Locator",
    "Mark",
    "Method",
    "Name",
    "Note",
    "NoteKind",
    "NoteLink",
    "Overlap",
    "Override",
    "Passage",
    "Problem",
    "Rating",
    "Row",
    "Rubric",
    "SeenIn",
    "Severity",
    "Side",
    "Silence",
    "Tags",
    "TermHit",
    "Text",
    "TextKind",
    "UnknownIdError",
    "UsageError",
    "WithoutLine",
    "WithoutNote",
    "Work",
    "WorkspaceError",
]

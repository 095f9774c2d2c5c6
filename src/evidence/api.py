"""What `import evidence` offers to a program or a notebook."""

from __future__ import annotations

from pathlib import Path

from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace import Workspace, find_root, open_workspace

__all__ = ["EvidenceMap", "Workspace", "open"]


def open(path: str | Path = ".") -> EvidenceMap:
    """Open and rate the workspace in `path`, or in the nearest folder above it that has one.

    Raises WorkspaceError where there is none, or its settings or rubric cannot be used.
    """
    return EvidenceMap.of(open_workspace(find_root(Path(path))))

"""Corpus manager for literature and evidence synthesis.

>>> import evidence
>>> map_ = evidence.open(".")
>>> map_.ratings["M6"].state
'thin'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence.api import EvidenceError, EvidenceMap, Map, Workspace, open

__all__ = ["EvidenceError", "EvidenceMap", "Map", "Workspace", "open"]


def __getattr__(name: str) -> Any:
    """Load the public names when they are first used: `import evidence` itself stays quick."""
    if name in __all__:
        from evidence import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module 'evidence' has no attribute '{name}'")

"""The workspace on disk: find it, open it, save to it. The only place that validates and writes."""

from evidence.workspace.open import Workspace, find_root, open_workspace

__all__ = ["Workspace", "find_root", "open_workspace"]

"""The command line: one module per command, each loaded only when it is called."""

from __future__ import annotations

import sys

from evidence.cli.root import evidence


def main() -> None:
    """Run the command line; the exit code is 0 done, 1 errors found, 2 wrong usage."""
    sys.exit(evidence(auto_envvar_prefix="EVIDENCE"))


__all__ = ["evidence", "main"]

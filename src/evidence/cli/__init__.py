"""The command line: one module per command, each loaded only when it is called."""

from __future__ import annotations

import logging
import os
import sys

from evidence.cli.root import evidence


def main() -> None:
    """Run the command line; the exit code is 0 done, 1 errors found, 2 wrong usage."""
    try:
        evidence(auto_envvar_prefix="EVIDENCE")
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        # The system takes a large map back at once; Python would do so object by object.
        os._exit(end.code)


__all__ = ["evidence", "main"]

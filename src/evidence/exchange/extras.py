"""Packages that only some users need: a clear word where one is missing."""

from __future__ import annotations

import importlib
from typing import Any

from evidence.model import UsageError


def need(package: str, extra: str) -> Any:
    """Import an optional package; UsageError that says what to type where it is missing."""
    try:
        return importlib.import_module(package)
    except ModuleNotFoundError:
        raise UsageError(
            f"the package {package} is not installed",
            f"Type: pip install 'evidence-map[{extra}]'",
        ) from None

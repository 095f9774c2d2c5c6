"""Where templates of a workspace run: they show what they are given, and reach nothing else.

Jinja's own sandbox keeps templates from the inside of Python and from changing what they are given.
It cannot know what our objects lead to: paths, which read and write files, and classes of libraries
that do so. None of them is within reach of a template here.
"""

from __future__ import annotations

from pathlib import PurePath
from types import ModuleType
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

CALLED = ("builtins", "evidence", "jinja2", "markupsafe")
"""Packages whose functions and methods a template may call."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for templates that nobody has read."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see an attribute: no path, and of a module what it defines."""
        if isinstance(obj, PurePath) or isinstance(value, PurePath | ModuleType):
            return False
        if isinstance(obj, ModuleType) and not isinstance(value, str | tuple):
            return bool(getattr(value, "__module__", "") == obj.__name__)
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something: what Jinja, Python's values and we define."""
        home = getattr(obj, "__module__", None) or type(getattr(obj, "__self__", None)).__module__
        return home.partition(".")[0] in CALLED and super().is_safe_callable(obj)

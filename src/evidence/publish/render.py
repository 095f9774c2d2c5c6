"""Turn pages into bytes with Jinja templates; the workspace's own templates win over ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
)
from markupsafe import Markup

from evidence.model import Problem
from evidence.publish import addresses as at
from evidence.publish.common import is_modest, own_files
from evidence.publish.compiled import compiled_in
from evidence.publish.inlined import MACROS, Ours
from evidence.publish.linked import block
from evidence.publish.program import program
from evidence.publish.sandbox import Sandbox
from evidence.publish.site import Site
from evidence.publish.text import count, encode, number, pieces
from evidence.publish.views import Page
from evidence.publish.write import GENERATOR

TEMPLATES = "site/templates"
SYNTAX: Mapping[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
"""How templates are read."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the main part of a page: its head with the navigation, and its foot."""

    top: Markup
    foot: Markup


class Renderer:
    """Renders pages; a fault in a template of the workspace is a problem, and ours stands in."""

    def __init__(self, site: Site, own_style: bool) -> None:
        self._site = site
        self._own_style = own_style
        self._folder = site.workspace.root / TEMPLATES
        self._faults: dict[str, Problem] = {}
        self._frames: dict[tuple[str, str, str | None], Frame] = {}
        self._led_to = frozenset(ref.href for ref in (*dict(site.nav).values(), *site.more))
        self._macros: dict[str, object] = {}

    @property
    def templates(self) -> Path:
        """Folder of the workspace's own templates."""
        return self._folder

    @property
    def has_own(self) -> bool:
        """Whether the workspace has templates of its own."""
        return self._own is not None

    @property
    def is_modest(self) -> bool:
        """Whether templates show nothing but their page and what all pages share."""
        return self._own is None or is_modest(self._own, self._folder)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the workspace's own templates."""
        return tuple(self._faults[key] for key in sorted(self._faults))

    @cached_property
    def _own(self) -> Environment | None:
        """Our templates with those of the workspace before them, which run in a sandbox."""
        if not any(self._folder.glob("*.html")):
            return None
        loaders = [FileSystemLoader(self._folder), PackageLoader("evidence.publish", "templates")]
        return _prepared(Sandbox, ChoiceLoader(loaders))

    def render(self, page: Page) -> bytes:
        """Return the bytes of one page."""
        if self._own:
            try:
                return self._rendered(self._own, page)
            except Exception as error:
                self._note(page, error)
        return self._rendered(ours(), page)

    def _rendered(self, environment: Environment, page: Page) -> bytes:
        root = at.to_root(page.path)
        shared = {"site": self._site, "root": root, "own_style": self._own_style}
        if environment is self._own:  # in our templates, no macro is left to be called
            if root not in self._macros:
                self._macros[root] = environment.get_template(MACROS).make_module(shared)
            shared["m"] = self._macros[root]
        shared["frame"] = self._frame(environment, page, shared)
        template = environment.get_template(page.template)
        return encode(template.render(page.context, page=page, **shared))

    def _frame(self, environment: Environment, page: Page, shared: Mapping[str, object]) -> Frame:
        """Return what stands around a page.

        In our templates it depends on where the page is and on which links lead to it: thousands of
        pages have the same. Those of a workspace may show more of a page.
        """
        path = page.path if page.path in self._led_to else None
        key = (at.to_root(page.path), page.nav, path)
        found = self._frames.get(key) if environment is not self._own else None
        if found is None:
            parts = (environment.get_template(name) for name in ("top.html", "foot.html"))
            found = Frame(*(Markup(part.render(page=page, **shared)) for part in parts))  # noqa: S704
            if environment is not self._own:
                self._frames[key] = found
        return found

    def _note(self, page: Page, error: Exception) -> None:
        name, line = self._place(error) or (page.template, None)
        message = f"the template cannot be used: {error or type(error).__name__}"
        hint = "The program's own template stands in; mend the file or delete it"
        path = f"{TEMPLATES}/{name}"
        self._faults.setdefault(path, Problem(path, line, "template", message, hint))

    def _place(self, error: Exception) -> tuple[str, int | None] | None:
        """Return the file and line of a fault, where it lies in a template of the workspace."""
        if isinstance(error, TemplateError) and hasattr(error, "lineno"):
            name = getattr(error, "name", None)
            if name and (self._folder / name).is_file():
                return name, error.lineno
        if isinstance(error, UnicodeDecodeError):
            return self._undecodable()
        found = None
        trace = error.__traceback__
        while trace:
            path = Path(trace.tb_frame.f_code.co_filename)
            if path.parent == self._folder:
                found = path.name, trace.tb_lineno
            trace = trace.tb_next
        return found

    def _undecodable(self) -> tuple[str, int] | None:
        """Return the first template of the workspace that is no UTF-8, and the line."""
        for path in own_files(self._folder):
            data = path.read_bytes()
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                return path.relative_to(self._folder).as_posix(), line
        return None


@cache
def ours() -> Environment:
    """Return our own templates; they are compiled once."""
    kept = compiled_in(Path(__file__).parent / "__pycache__", SYNTAX, program())
    return _prepared(Ours, PackageLoader("evidence.publish", "templates"), kept)


def _prepared(
    kind: type[Environment], loader: BaseLoader, kept: BytecodeCache | None = None
) -> Environment:
    environment = kind(
        loader=loader,
        bytecode_cache=kept,
        undefined=StrictUndefined,
        auto_reload=False,
        **SYNTAX,
    )
    environment.filters.update(count=count, weight=number, pieces=pieces, json_ld=block)
    environment.globals.update(policy=POLICY, generator=GENERATOR, at=at)
    return environment

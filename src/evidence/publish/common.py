"""What every page depends on: its fingerprint, and whether it is all that pages share.

Templates of the workspace may reach for more than their page is given, through `site`. As long as
they take from it what is the same on every page, unchanged pages need not be rendered again;
otherwise every build renders all.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from evidence.model.seal import Flat
from evidence.publish.program import program
from evidence.publish.site import Site
from evidence.workspace.cache import digest

SHARED = frozenset(
    {
        "article",
        "article_citation",
        "article_ref",
        "brand",
        "coding",
        "framework",
        "language",
        "licence",
        "model",
        "more",
        "nav",
        "rubric",
        "step_shapes",
        "title",
        "url",
    }
)
"""What of `site` is in the fingerprint, so that any template may show it."""


def common_key(site: Site, templates: Path, own_style: bool) -> str:
    """Return the fingerprint of what pages have in common; `templates` are the workspace's."""
    flat = Flat(positions=True)
    values = (
        site.workspace.settings.model_dump(),
        site.framework,
        site.rubric,
        site.article,
        site.article_ref,
        site.model,
        site.coding,
        site.nav,
        site.more,
        own_style,
    )
    own = [(str(path.relative_to(templates)), path.read_bytes()) for path in own_files(templates)]
    parts = [part for name, data in own for part in (name, data)]
    return digest(program(), repr(flat(values)), *parts)


def own_files(templates: Path) -> list[Path]:
    """Return every file that a template of the workspace may be or take in."""
    return sorted(path for path in templates.rglob("*") if path.is_file())


def is_modest(environment: Environment, templates: Path) -> bool:
    """Whether the templates in a folder take nothing else from `site` than what is SHARED."""
    for path in own_files(templates):
        try:
            tree = environment.parse(path.read_bytes().decode("utf-8"))
        except (TemplateSyntaxError, UnicodeDecodeError):
            return False
        names = sum(1 for node in tree.find_all(nodes.Name) if node.name == "site")
        modest = sum(
            1
            for node in tree.find_all(nodes.Getattr)
            if isinstance(node.node, nodes.Name)
            and node.node.name == "site"
            and node.attr in SHARED
        )
        if names != modest:
            return False
    return True

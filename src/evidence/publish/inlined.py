"""Our templates, compiled so that a page costs little; what they say stays the same.

A macro is put in where it is called, as is a template that is included: the compiled page calls
nothing. What is printed is escaped without a wrapper, and attributes are those of Python. None of
this is for templates of a workspace: they run in a sandbox, and may replace what is put in here.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import cached_property
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

try:  # the C function behind `escape`
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:
    escaped = escape

MACROS = "macros.html"
"""The template whose macros are put in; in the others it is `m`."""

_M = "m"


def printed(value: object) -> str:
    """Return a value as HTML: what `markupsafe.escape` returns, as a plain word where it may be."""
    kind = type(value)
    if kind is str:
        return escaped(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class Generator(CodeGenerator):
    """Writes the code of templates that are ours."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write a template, with what it prints by at hand."""
        self.writeline(f"from {__name__} import {printed.__name__}")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute; a missing one is an error."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f"{printed.__name__}(")


class Ours(Environment):
    """An environment for templates that are ours, none of which is changed while it lives."""

    code_generator_class = Generator

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        if name != MACROS:
            source = self._inlined.visit(source)
        return super()._generate(source, name, filename, defer_init)

    @cached_property
    def _inlined(self) -> _Inlined:
        return _Inlined(self)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template always knows, as a dict: every page copies it."""
        return {**self.globals, **(d or {})}

    def tree(self, name: str) -> nodes.Template:
        """Return a template, parsed."""
        assert self.loader, "our templates come from a loader"
        source, filename, _ = self.loader.get_source(self, name)
        return self._parse(source, name, filename)


class _Inlined(NodeTransformer):
    """Puts macros and included templates into a template."""

    def __init__(self, environment: Ours) -> None:
        self._environment = environment
        body = environment.tree(MACROS).body
        self._macros = {one.name: one for one in body if isinstance(one, nodes.Macro)}
        for macro in self._macros.values():
            _Named(self._macros).visit(macro)

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802
        """Put in a template that is included."""
        assert isinstance(node.template, nodes.Const)
        return self._all(self._environment.tree(node.template.value).body)

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802
        """Put in the macros whose result is printed."""
        found: list[nodes.Node] = []
        for child in node.nodes:
            made = self._put_in(child)
            if made:
                found.append(made)
            elif found and isinstance(found[-1], nodes.Output):
                found[-1].nodes.append(child)
            else:
                found.append(nodes.Output([child], lineno=child.lineno))
        return found

    def _put_in(self, node: nodes.Node) -> nodes.With | None:
        """Return the body of a macro that is called, with what it gets; None for anything else."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Getattr):
            return None
        if not isinstance(node.node.node, nodes.Name) or node.node.node.name != _M:
            return None
        macro = self._macros[node.node.attr]
        names = [one.name for one in macro.args]
        given = dict(zip(names[len(names) - len(macro.defaults) :], macro.defaults, strict=True))
        given |= dict(zip(names, node.args, strict=False))
        given |= {one.key: one.value for one in node.kwargs}
        assert given.keys() == set(names), f"a macro gets what it asks for: {macro.name}"
        targets: list[nodes.Expr] = [nodes.Name(name, "store") for name in given]
        body = self._all(macro.body)
        return nodes.With(targets, list(given.values()), body, lineno=node.lineno)

    def _all(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        return [one for node in body for one in self.visit_list(node)]


class _Named(NodeTransformer):
    """Names macros in full where they call each other."""

    def __init__(self, names: dict[str, nodes.Macro]) -> None:
        self._names = names

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Name the macro that is called."""
        if isinstance(node.node, nodes.Name) and node.node.name in self._names:
            node.node = nodes.Getattr(nodes.Name(_M, "load"), node.node.name, "load")
        return self.generic_visit(node)

"""Our templates are compiled in a way of their own, and say what Jinja makes of them."""

from importlib.resources import files as package_files

import pytest
from jinja2 import DictLoader, StrictUndefined, UndefinedError, nodes
from markupsafe import Markup, escape

from evidence.publish import render
from evidence.publish.inlined import MACROS, Ours, printed

FREE = {"at", "generator", "m", "own_style", "policy", "root", "site"}
"""What a macro may name without being given it: the same in every template."""


def ours(**templates):
    templates.setdefault(MACROS.removesuffix(".html"), "")
    loader = DictLoader({f"{name}.html": text for name, text in templates.items()})
    return Ours(loader=loader, autoescape=True, undefined=StrictUndefined)


def test_every_page_is_what_jinja_alone_makes_of_it(workspace, build, short_lists):
    found = build(workspace).pages
    own = package_files("evidence.publish") / "templates/scope.html"
    workspace.write("site/templates/scope.html", own.read_text("utf-8"))
    built = build(workspace, "with a template of the workspace")
    assert built.report.problems == ()
    assert built.pages == found


def test_no_template_gives_another_meaning_to_what_macros_take_from_the_page():
    environment = render.ours()
    for name in environment.list_templates(["html"]):
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        stored = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"}
        assert not stored & FREE, name


class TestMacros:
    MACROS = (
        "{% macro both(one, two='2', three='3') %}{{ one }}{{ two }}{{ three }}{% endmacro %}"
        "{% macro outer(one) %}<i>{{ both(one, three='<') }}{{ root }}</i>{% endmacro %}"
    )

    @pytest.mark.parametrize(
        ("call", "page"),
        [
            ("m.both('a')", "a23"),
            ("m.both('a', 'b')", "ab3"),
            ("m.both(two='a', one='b')", "ba3"),
            ("m.outer(x)", "<i>&lt;2&lt;..</i>"),
            ("m.both(m.outer(x))", "<i>&lt;2&lt;..</i>23"),
        ],
    )
    def test_get_what_they_are_given(self, call, page):
        environment = ours(macros=self.MACROS, page=f"{{% set one = 9 %}}[{{{{ {call} }}}}]")
        m = environment.get_template(MACROS).make_module({"root": ".."})
        made = environment.get_template("page.html").render(m=m, root="..", x="<")
        assert made == f"[{page}]"

    def test_leave_the_names_around_them_alone(self):
        environment = ours(
            macros="{% macro a(one) %}{% set two = one %}{{ two }}{% endmacro %}",
            page="{% set two = 1 %}{% for one in (2, 3) %}{{ m.a(one + two) }}{{ one }}{% endfor %}"
            "{{ two }}",
        )
        assert environment.get_template("page.html").render() == "32431"

    def test_are_not_called(self):
        environment = ours(macros=self.MACROS, page="{{ m.outer(x) }}")
        assert environment.get_template("page.html").render(x="<", root="") == "<i>&lt;2&lt;</i>"


def test_an_included_template_is_put_in():
    environment = ours(page="{% include 'part.html' %}!", part="{{ m }} {% if m %}&{% endif %}")
    assert environment.get_template("page.html").render(m="<") == "&lt; &!"


@pytest.mark.parametrize("said", ["{{ x }}", "{{ one.x }}", "{{ x.y }}", "{% if x %}{% endif %}"])
def test_what_is_not_there_is_an_error(said):
    template = ours(page=said).get_template("page.html")
    with pytest.raises((UndefinedError, AttributeError), match="x"):
        template.render(one=1)


@pytest.mark.parametrize("value", ["a", "<&>\"'", Markup("<b>"), 1, 1.5, None, True, ["<"]])
def test_a_value_is_printed_as_it_is_escaped(value):
    assert printed(value) == escape(value)
    assert isinstance(printed(value), str)

"""Templates and contexts agree: templates use only fields that exist, and every field is used.

Variables are compared page by page. Attributes are compared by name over all templates, because the type of a
macro's argument is not declared; rendering with StrictUndefined finds the remaining mistakes.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from functools import cache

import pytest
from jinja2 import Environment, meta, nodes
from msgspec import Struct

from builder.pages.content_pages import WithdrawnContext
from builder.pages.entity.older_briefs import OlderBriefsContext
from builder.pages.exports.sitemaps import SitemapIndexContext
from builder.pages.page import Context, Page
from builder.pages.theme import ThemeContext
from builder.pictures.map_drawing import DrawnMap
from builder.pictures.network_drawing import DrawnCircle, DrawnNetwork
from builder.pictures.strip_drawing import DrawnStrip
from builder.render.render import make_environment
from tests.support.many_quotes import plan_many
from tests.support.sample import TEMPLATES, planned

NOT_SHOWN = {
    "kind": "the kinds of spans and marks are read by the markup of passages",
    **dict.fromkeys(
        ("marks", "span", "start", "end", "style", "reference"), "read by the markup of passages"
    ),
    "slug": "identifies briefs when pages are planned",
    **dict.fromkeys(("lat", "lon", "area", "tinted"), "read by the drawing of maps"),
    **dict.fromkeys(("first", "last"), "ends of periods and of ties, read by their drawing"),
    **dict.fromkeys(("strengths", "among"), "read by the drawing of networks"),
    "bottom": "edges of boxes, read by the placing of names",
    "box": "read by the placing of names",
    "left": "as bottom",
    "right": "as bottom",
    "top": "as bottom",
}
"""Fields that a template sees only through the ``markup`` filter, or not at all."""

NOT_IN_SAMPLE: dict[str, type[Context]] = {
    "pages/older_briefs.html": OlderBriefsContext,
    "pages/withdrawn.html": WithdrawnContext,
    "sitemap_index.xml": SitemapIndexContext,
    "theme.css": ThemeContext,
}
"""Templates that only sites larger than the sample, with a theme or a withdrawn brief use."""

ENVIRONMENT: Environment = make_environment([TEMPLATES])
NAMES = [name for name in ENVIRONMENT.list_templates() if not name.startswith("assets/")]


def parse(name: str) -> nodes.Template:
    """Return the syntax tree of a template."""
    return ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"))


@cache
def contexts() -> dict[str, type[Context]]:
    """Return the context type of each page template, of sites with few and with many quotes."""
    pages = (*planned("https://news.example").values(), *plan_many(600).values())
    found = {page.template: type(page.context) for page in pages if isinstance(page, Page)}
    return found | NOT_IN_SAMPLE


def parents(name: str) -> Iterator[str]:
    """Return the template and all that it extends."""
    yield name
    for extends in parse(name).find_all(nodes.Extends):
        assert isinstance(extends.template, nodes.Const)
        yield from parents(extends.template.value)


def variables(name: str) -> set[str]:
    """Return the context variables that a template, and all that it extends, use."""
    found: set[str] = set()
    for part in parents(name):
        found |= meta.find_undeclared_variables(parse(part)) - macros(part)
    return found


def macros(name: str) -> set[str]:
    """Return the macros that a template defines or imports, which its blocks can use as well."""
    tree = parse(name)
    imported = (found for node in tree.find_all(nodes.FromImport) for found in node.names)
    own = {macro.name for macro in tree.find_all(nodes.Macro)}
    return own | {found[1] if isinstance(found, tuple) else found for found in imported}


def classes(kind: object, seen: set[type[Struct]]) -> set[type[Struct]]:
    """Return the structs inside a type, at any depth."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        if kind not in seen:
            seen.add(kind)
            for hint in typing.get_type_hints(kind).values():
                classes(hint, seen)
    elif typing.get_origin(kind) in (tuple, typing.Union, types.UnionType):
        for argument in typing.get_args(kind):
            classes(argument, seen)
    return seen


def fields(kinds: set[type[Struct]]) -> set[str]:
    return {name for kind in kinds for name in kind.__struct_fields__}


def attributes() -> set[str]:
    """Return the attributes that the templates read."""
    own = {"first", "last", "index", "revindex"}
    found = (node for name in NAMES for node in parse(name).find_all(nodes.Getattr))
    return {
        node.attr
        for node in found
        if not (isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in own)
    }


def test_variables_of_a_template_are_the_fields_of_its_context(subtests: pytest.Subtests) -> None:
    for template, context in contexts().items():
        with subtests.test(template=template):
            assert variables(template) == set(context.__struct_fields__)


def test_every_attribute_is_a_field_and_every_field_is_used() -> None:
    held: set[type[Struct]] = set()
    for drawn in (DrawnMap, DrawnCircle, DrawnNetwork, DrawnStrip):
        classes(drawn, held)
    for context in contexts().values():
        classes(context, held)
    top = {name for template in contexts() for name in variables(template)}
    used = attributes() | top
    assert attributes() - fields(held) == set()
    assert fields(held) - used - set(NOT_SHOWN) == set()


def test_every_template_is_used_by_a_page() -> None:
    reached: set[str] = set()
    waiting = list(contexts())
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [found for found in meta.find_referenced_templates(parse(name)) if found]
    assert reached == set(NAMES)


def test_imported_macros_exist_and_are_used() -> None:
    for name in NAMES:
        tree = parse(name)
        for node in tree.find_all(nodes.FromImport):
            assert isinstance(node.template, nodes.Const)
            defined = {macro.name for macro in parse(node.template.value).find_all(nodes.Macro)}
            named = {found.name for found in tree.find_all(nodes.Name)}
            for imported in node.names:
                original, alias = imported if isinstance(imported, tuple) else (imported, imported)
                assert original in defined, f"{name}: {original}"
                assert alias in named, f"{name} imports {alias} and does not use it"


def test_no_template_disables_escaping() -> None:
    for name in NAMES:
        tree = parse(name)
        assert not [node for node in tree.find_all(nodes.Filter) if node.name == "safe"], name
        assert not list(tree.find_all(nodes.ScopedEvalContextModifier)), name

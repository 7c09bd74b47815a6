"""The sandbox of templates: its short ways give what Jinja's own sandbox gives."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, Template
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct, field

from builder.render.sandbox import Sandbox


class Kind(StrEnum):
    """Values that are strings of a type of their own."""

    SHORT = "a & b"


class Row(Struct, frozen=True):
    """A value of a context."""

    name: object
    rows: tuple[Row, ...] = ()
    _secret: str = field(default="secret")

    @property
    def upper(self) -> str:
        return str(self.name).upper()


LIBRARY = """
{% macro shout(word, times=1) %}{{ word * times }}!{% endmacro %}
{% macro frame(row) %}<b>{{ caller(row.name) }}</b>{% endmacro %}
{% macro tree(row) %}<i>{{ row.name }}
{%- for one in row.rows %}{{ tree(one) }}{{ "," if not loop.last }}{% endfor %}</i>{% endmacro %}
{% macro rest() %}{{ varargs|join("+") }}{{ kwargs|length }}{% endmacro %}
"""
TEMPLATES = [
    "{{ row.name }}{{ row.upper }}{{ row.rows|length }}",
    "{% for one in row.rows %}{{ loop.index }}{{ loop.revindex }}{{ loop.first }}{{ loop.length }}{% endfor %}",
    "{{ shout(row.name) }}{{ shout(row.name, times=2) }}{% for one in row.rows %}{{ shout(one.name, 3) }}{% endfor %}",
    "{% call(word) frame(row) %}{{ word }}{{ row.name }}{% endcall %}",
    "{{ tree(row) }}{{ tree(row)|length }}",
    "{{ rest(1, row.name, a=2) }}",
    "{% set both %}{{ row.name }}{% endset %}{{ both }}{{ both ~ row.name }}",
    "{% autoescape false %}{{ row.name }}{{ shout(row.name) }}{% endautoescape %}",
    "{% filter upper %}{{ row.name }}{% endfilter %}",
    "{{ {'key': row.name}['key'] }}{{ [row.name][0] }}{{ row.name|e }}",
]
names = st.one_of(
    st.text(alphabet="ab &<>\"'é", max_size=6),
    st.integers(-3, 3),
    st.booleans(),
    st.none(),
    st.sampled_from([Kind.SHORT, Markup("<b>a</b>"), Markup("a"), 1.5]),
)
rows = st.recursive(
    st.builds(Row, names),
    lambda inner: st.builds(Row, names, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)


class Trusting(Sandbox):
    """The sandbox of a site that has the program's templates alone."""

    is_trusting = True


KINDS: dict[str, type[Environment]] = {
    "ours": Sandbox,
    "theirs": SandboxedEnvironment,
    "trusting": Trusting,
}


@cache
def compiled(kind: str, template: str) -> Template:
    """Return a template with the macros of the library."""
    environment = KINDS[kind](
        loader=DictLoader({"library.html": LIBRARY}), autoescape=True, undefined=StrictUndefined
    )
    imports = '{% from "library.html" import shout, frame, tree, rest %}'
    return environment.from_string(imports + template)


def render(kind: str, template: str, row: Row) -> str:
    return compiled(kind, template).render(row=row)


@pytest.mark.parametrize("template", TEMPLATES)
@settings(max_examples=40, deadline=None)
@given(rows)
def test_templates_give_what_they_give_in_the_sandbox_of_jinja(template: str, row: Row) -> None:
    found = []
    for kind in KINDS:
        try:
            found.append(render(kind, template, row))
        except TypeError:  # a value that cannot be multiplied
            found.append("TypeError")
    assert len(set(found)) == 1


REFUSED = [
    ("{{ row.__class__ }}", SecurityError),
    ("{{ row._secret }}", SecurityError),
    ("{{ row.upper.__class__ }}", SecurityError),
    ("{{ shout.__init__ }}", SecurityError),
    ("{{ shout._func }}", SecurityError),
    ("{% for one in row.rows %}{{ loop._iterator }}{% endfor %}", SecurityError),
    ("{{ '{0.__class__}'.format(row) }}", SecurityError),
    ("{{ row.nothing }}", UndefinedError),
    ("{{ shout() }}", UndefinedError),
    ("{{ shout('a', 1, 2) }}", TypeError),
    ("{{ shout('a', other=2) }}", TypeError),
]


@pytest.mark.parametrize(("template", "error"), REFUSED)
def test_ways_into_python_and_unknown_names_are_refused(template: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        render("ours", template, Row("a", (Row("b"),)))

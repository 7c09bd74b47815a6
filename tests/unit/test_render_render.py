"""The renderer: overriding, escaping, and errors with place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.model.diagnostic import InputError
from builder.pages.page import Context, HtmlContext, Page
from builder.render.assets import load_assets
from builder.render.render import Renderer
from tests.support.contexts import context_digest
from tests.support.sample import TEMPLATES, planned


class Small(Context, frozen=True):
    """A context of one variable."""

    word: str


def page(template: str = "small.html", word: str = "<b>&") -> Page:
    return Page("small.html", template, Small(word))


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def about() -> Page:
    found = planned()["about.html"]
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize("name", ["small.html", "small.xml"])
def test_every_template_escapes(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "{{ word }}\n")
    assert Renderer([tmp_path]).render(page(name)) == b"&lt;b&gt;&amp;\n"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<a{{ word|lang }}\nclass=x>", '<a lang="fr"\nclass=x>'),
        ("  {{ word|lang }} x\n", '   lang="fr" x\n'),
        ("{{ nothing|lang }}\nx", "\nx"),
        ('<a>{{ say("nav.briefs") }}\n{{ word|lang }}</a>', '<a>Briefs\n lang="fr"</a>'),
    ],
)
def test_attribute_of_a_language_keeps_the_lines_around_it(
    tmp_path: Path, template: str, expected: str
) -> None:
    write(tmp_path, "small.html", f"{{% set nothing = none %}}{template}")
    assert Renderer([tmp_path]).render(page(word="fr")).decode() == expected


def test_first_folder_with_a_template_wins(tmp_path: Path) -> None:
    write(tmp_path, "pages/text.html", '{% extends "base.html" %}{% block main %}mine{% endblock %}')
    html = Renderer([tmp_path, TEMPLATES]).render(about()).decode()
    assert ">\nmine</main>" in html
    assert 'class="masthead"' in html, "the built-in base is still used"


def test_overridden_macro_applies_to_all_pages(tmp_path: Path) -> None:
    write(
        tmp_path,
        "components/list.html",
        "{% macro brief_line(brief) %}MY LINE{% endmacro %}{% macro brief_card(card, level) %}{% endmacro %}",
    )
    found = planned()["people/john-f-kerry.html"]
    assert isinstance(found, Page)
    assert "MY LINE" in Renderer([tmp_path, TEMPLATES]).render(found).decode()


ERRORS = [
    ("syntax", "line one\n{% if word %}\n{{ word }\n", "templates/small.html", 3, "syntax error"),
    ("undefined variable", "one\ntwo\n{{ wrod }}\n", "templates/small.html", 3, "'wrod' is undefined"),
    ("undefined attribute", "{{ word }}\n{{ word.author }}\n", "templates/small.html", 2, "author"),
    ("missing include", 'x\n{% include "lost.html" %}\n', "templates/small.html", 2, "templates/lost.html"),
    ("wrong type", "\n\n\n{{ word / 2 }}\n", "templates/small.html", 4, "TypeError"),
    (
        "recursion",
        "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}",
        "templates/small.html",
        1,
        "without end",
    ),
]


@pytest.mark.parametrize(
    ("text", "path", "line", "words"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS]
)
def test_template_errors_have_file_line_and_hint(
    tmp_path: Path, text: str, path: str, line: int, words: str
) -> None:
    write(tmp_path, "small.html", text)
    with pytest.raises(InputError) as caught:
        Renderer([tmp_path, TEMPLATES]).render(page())
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.path, diagnostic.line) == (path, line)
    assert words in diagnostic.message
    assert diagnostic.hint


CLOSED = [
    ("a class", "one\n{{ word.__class__ }}", 2),
    ("a class by its name", "{{ word['__class__'] }}", 1),
    ("a class by a filter", "\n\n{{ (word|attr('__class__')).__mro__ }}", 3),
    ("classes of all kinds", "{{ ''.__class__.__base__.__subclasses__() }}", 1),
    ("globals of a function", "\n{% macro m() %}{% endmacro %}\n{{ m.__init__.__globals__ }}", 3),
    ("globals of a filter", "{{ cycler.__init__.__globals__.os }}", 1),
    ("the code of a generator", "{{ ([1]|map('upper')).gi_frame.f_globals }}", 1),
    ("a format that looks inside", "{{ '{0.__class__.__base__}'.format(word) }}", 1),
    ("a format of a mapping", "{{ '{a.__class__}'.format_map({'a': word}) }}", 1),
]


@pytest.mark.parametrize(("text", "line"), [row[1:] for row in CLOSED], ids=[row[0] for row in CLOSED])
def test_templates_cannot_reach_python_internals(text: str, line: int, tmp_path: Path) -> None:
    write(tmp_path, "small.html", text)
    with pytest.raises(InputError) as caught:
        Renderer([tmp_path, TEMPLATES]).render(page())
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.path, diagnostic.line) == ("templates/small.html", line)
    assert "not allowed in templates" in diagnostic.message
    assert "unsafe" in diagnostic.message
    assert "small.html" in diagnostic.message
    assert diagnostic.hint


def test_too_large_range_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "small.html", "\n{% for one in range(10 ** 12) %}{% endfor %}")
    with pytest.raises(InputError) as caught:
        Renderer([tmp_path]).render(page())
    assert caught.value.diagnostics[0].where == "templates/small.html:2"


def test_error_of_an_undefined_variable_lists_the_known_ones(tmp_path: Path) -> None:
    write(tmp_path, "small.html", "{{ wrod }}")
    with pytest.raises(InputError) as caught:
        Renderer([tmp_path]).render(page())
    assert "word" in caught.value.diagnostics[0].hint


def test_error_in_a_macro_names_the_file_of_the_macro(tmp_path: Path) -> None:
    write(tmp_path, "parts.html", "\n{% macro m() %}\n{{ nothing }}\n{% endmacro %}")
    write(tmp_path, "small.html", '{% from "parts.html" import m %}\n\n{{ m() }}')
    with pytest.raises(InputError) as caught:
        Renderer([tmp_path]).render(page())
    assert caught.value.diagnostics[0].where == "templates/parts.html:3"


def test_a_missing_page_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"templates/small\.html does not exist"):
        Renderer([tmp_path]).render(page())


def test_template_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "small.html").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"not UTF-8"):
        Renderer([tmp_path]).render(page())


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    write(tmp_path, "small.html", "{{ word }}")
    assert Renderer([tmp_path]).render(page(word="a\ud800b")) == b"a?b"
    assert context_digest(page(word="a\ud800b")) != context_digest(page(word="ab"))


def test_digest_depends_on_the_templates_in_use(tmp_path: Path) -> None:
    own, built_in = tmp_path / "own", tmp_path / "built-in"
    write(own, "a.html", "one")
    write(built_in, "a.html", "hidden")
    before = Renderer([own, built_in]).digest
    assert before == Renderer([own, built_in]).digest
    write(built_in, "a.html", "hidden, changed")
    assert Renderer([own, built_in]).digest == before, "an overridden template does not count"
    write(own, "assets/site.css", "x")
    assert Renderer([own, built_in]).digest == before, "assets are not templates"
    write(own, "a.html", "two")
    assert Renderer([own, built_in]).digest != before


def test_context_digest_depends_on_every_field() -> None:
    found = about()
    assert isinstance(found.context, HtmlContext)
    assert context_digest(found) == context_digest(replace(found))
    other = replace(found.context, frame=replace(found.context.frame, skip_url="#elsewhere"))
    assert context_digest(replace(found, context=other)) != context_digest(found)
    assert context_digest(replace(found, template="other.html")) != context_digest(found)


def test_asset_of_the_site_overrides_the_built_in_one(tmp_path: Path) -> None:
    write(tmp_path, "assets/site.css", "mine")
    write(tmp_path, "assets/fonts/own.woff2", "font")
    write(tmp_path, "assets/.hidden", "no")
    assets = load_assets([tmp_path, TEMPLATES])
    assert assets["assets/site.css"] == b"mine"
    assert assets["assets/fonts/own.woff2"] == b"font"
    assert "assets/brief.css" in assets
    assert "assets/.hidden" not in assets
    assert list(assets) == sorted(assets)


SCRIPTS = [
    (
        "white space is removed",
        b"function f( a ) {\n\n  a += 1 ;\n  g( a );\n}\n",
        b"function f(a){a+=1,g(a)}",
    ),
    ("words in a string are kept", b"f( `${b} ${c}, d` );\n", b"f(`${b} ${c}, d`)"),
    ("text that is not a script is kept", b"function  (", b"function  ("),
    ("text that would end the script element is kept", b'f("</SCRIPT>"  )', b'f("</SCRIPT>"  )'),
    ("text that is not UTF-8 is kept", b"f('\xff'  )", b"f('\xff'  )"),
]


@pytest.mark.parametrize(("data", "expected"), [row[1:] for row in SCRIPTS], ids=[row[0] for row in SCRIPTS])
def test_scripts_are_minified(data: bytes, expected: bytes, tmp_path: Path) -> None:
    path = tmp_path / "assets" / "own.js"
    path.parent.mkdir()
    path.write_bytes(data)
    assert load_assets([tmp_path])["assets/own.js"].rstrip(b";") == expected.rstrip(b";")


def test_rendering_is_deterministic() -> None:
    found = planned()["briefs/footbridge.html"]
    assert isinstance(found, Page)
    assert Renderer([TEMPLATES]).render(found) == Renderer([TEMPLATES]).render(found)

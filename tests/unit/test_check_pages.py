"""Problems that the checker reports on single pages and between pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.check.crossing import check_pages, cross_check, has_place
from builder.check.facts import PageFacts, line_of_link, page_facts, sound_page_facts
from builder.check.references import Link, resolve
from builder.codec import Codec
from builder.model.diagnostic import Diagnostic, Severity
from builder.model.editorial import WrittenLink

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "check" / "pages.yaml").read_text(encoding="utf-8")
)


def page(body: str) -> bytes:
    """Return a valid page with ``body`` from its third line on."""
    head = '<!doctype html>\n<html lang="en"><head><title>t</title></head><body><h1>h</h1>\n'
    return f"{head}{body}</body></html>\n".encode()


def one_line_each(problems: tuple[Diagnostic, ...]) -> list[str]:
    """Return the problems as one line each."""
    return [f"{problem.where}: {problem.message}" for problem in problems]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_problems_of_a_page_are_reported_with_line_and_hint(case: dict[str, Any]) -> None:
    data = case["page"].encode() if "page" in case else page(case["body"])
    problems = page_facts("briefs/b.html", data).problems
    assert len(problems) == len(case["found"]), one_line_each(problems)
    for problem, expected in zip(problems, case["found"], strict=True):
        line, _, words = expected.partition(": ")
        assert problem.line == (None if line == "-" else int(line)), problem
        assert words in problem.message, problem
        assert problem.path == "briefs/b.html"
        assert problem.hint


def test_resource_outside_the_site_is_an_error_and_bad_nesting_a_warning() -> None:
    facts = page_facts("a.html", page('<img src="https://example.org/x" alt=""></i>'))
    assert [problem.severity for problem in facts.problems] == [Severity.ERROR, Severity.WARNING]


def test_page_that_is_not_utf8_is_reported_with_its_line() -> None:
    assert one_line_each(page_facts("a.html", b"<!doctype html>\n\xff").problems) == [
        "a.html:2: The page is not UTF-8."
    ]


def test_facts_of_a_page() -> None:
    body = (
        '<p id="p-2">x</p><p id="p-1">y</p>\n'
        '<a href="../people/a.html#m-1">a</a> <a href="c%20d.html?x=1#caf%C3%A9">b</a> <a href="#p-1">c</a>\n'
        '<a href="../people/a.html#m-1">again</a> <a href="">self</a> <a href="#p-1:~:text=y">text</a>\n'
        '<link rel="stylesheet" href="../assets/a.css"><img src="x.png" srcset="y.png 2x,\n z.png 3x">\n'
        '<meta http-equiv="Refresh" content="3;URL=\'../r.html\'">'
    )
    assert page_facts("briefs/b.html", page(body)) == PageFacts(
        "briefs/b.html",
        ids=("p-1", "p-2"),
        links=(
            Link("people/a.html", "m-1"),
            Link("briefs/c d.html", "café"),
            Link("briefs/b.html", ""),
            Link("assets/a.css", ""),
            Link("briefs/x.png", ""),
            Link("briefs/y.png", ""),
            Link("briefs/z.png", ""),
            Link("r.html", ""),
        ),
    )


def test_links_to_ids_that_the_page_has_are_left_out() -> None:
    body = '<p id="b"><a href="#b"></a><a href="#"></a><a href="#c"></a><a href="d.html#b"></a><a href="a.html#b"></a>'
    links = (Link("a.html", ""), Link("a.html", "c"), Link("d.html", "b"))
    assert page_facts("a.html", page(f"{body}</p>")).links == links
    assert sound_page_facts("a.html", page(f"{body}</p>")).links == links


@pytest.mark.parametrize("fragment", ["a", "b", "bb", "c", "top", "ToP", "", "0", "d"])
def test_places_of_a_page_are_its_ids_and_its_top(fragment: str) -> None:
    expected = fragment in {"a", "bb", "c", "", "top", "ToP"}
    assert has_place(PageFacts("a.html", ("a", "bb", "c")), fragment) == expected
    assert has_place(PageFacts("a.txt"), fragment)


def test_facts_of_a_style_sheet() -> None:
    style = (
        b'@import "base.css"; /* url(old.png) */ a { background: url( "../img/a.png" ) }'
        b" b { src: url(f.woff2) }"
    )
    facts = page_facts("assets/site.css", style + b" c { background: URL(http://example.org/x.png) }")
    assert [link.path for link in facts.links] == ["assets/base.css", "img/a.png", "assets/f.woff2"]
    assert facts.ids is None
    assert one_line_each(facts.problems) == [
        'assets/site.css: The address "http://example.org/x.png" is loaded from another host.'
    ]


def test_malformed_xml_is_reported() -> None:
    assert page_facts("feed.xml", b"<feed><entry/></feed>").problems == ()
    assert one_line_each(page_facts("feed.xml", b"<feed>\n<entry></feed>").problems) == [
        "feed.xml:2: The file is not well-formed XML: mismatched tag."
    ]


def test_site_without_faults_has_no_problems() -> None:
    files = {
        "index.html": page(
            '<a href="people/a.html#m-1">a</a><a href="people/a.html#top">b</a><a href="#">c</a>'
            '<a href="data/x.json#anything">d</a><link rel="stylesheet" href="assets/site.css">'
        ),
        "people/a.html": page('<p id="m-1">x</p><a href="../index.html">home</a>'),
        "data/x.json": b"{}",
        "assets/site.css": b"a { background: url(a.png) }",
        "assets/a.png": b"",
    }
    assert check_pages(files) == ()


def test_broken_links_are_reported() -> None:
    files = {
        "b.html": page(
            '<a href="people/a.html#m-9">a</a>\n<a href="x.html#m-1">x</a>\n<a href="people/">p</a></i>'
        ),
        "a.html": page(
            '\n\n<a href="x.html">x</a><a href="x.html#m-1">x</a><a href="People/a.html">case</a>'
        ),
        "people/a.html": page('<p id="m-1">x</p><a href="a.html#M-1">case</a>'),
        "assets/site.css": b"/* old */\na { background: url(a.png) }",
    }
    nowhere = "is broken: the site does not have this file."
    without_id = "is broken: the page does not have this id."
    problems = check_pages(files)
    assert one_line_each(problems) == [
        f'a.html:5: The link to "x.html" {nowhere} 1 more page links to it.',
        f'a.html:5: The link to "People/a.html" {nowhere}',
        f'assets/site.css:2: The link to "assets/a.png" {nowhere}',
        "b.html:5: </i> does not close an element.",
        f'b.html:3: The link to "people/a.html#m-9" {without_id}',
        'b.html:5: The link to "people/" leads to a folder, which is a page only on a web server.',
        f'people/a.html:3: The link to "people/a.html#M-1" {without_id}',
    ]
    assert all(problem.hint for problem in problems)


def test_broken_link_of_many_pages_is_reported_once() -> None:
    files = {f"{name}.html": page('<a href="about.html">about</a>') for name in "cab"}
    (problem,) = check_pages(files)
    assert problem.where == "a.html:3"
    assert problem.message.endswith("2 more pages link to it.")


def test_problems_do_not_depend_on_the_order_of_files() -> None:
    files = {f"{name}.html": page(f'<a href="{name}{name}.html">x</a></i>') for name in "cab"}
    assert check_pages(files) == check_pages(dict(reversed(files.items())))
    facts = (page_facts(path, data) for path, data in files.items())
    assert check_pages(files) == cross_check(
        facts, line_of=lambda path, link: line_of_link(path, files[path], link)
    )


@pytest.mark.parametrize("path", ["briefs/b.html", "assets/a.css", "feed.xml", "data/x.json"])
def test_facts_survive_storage(path: str) -> None:
    body = '<p id="ä">x</p><a href="x.html#ö">x</a></i><img src="https://example.org/x" alt="">'
    facts = page_facts(path, page(body))
    codec = Codec(PageFacts)
    assert codec.load(codec.dump(facts)) == facts


INLINE = ("b", "em", "span", "q", "mark")
BLOCK = ("div", "section", "article", "ul")


def _element(name: str, parts: list[str]) -> str:
    return f"<{name} class='x'>{''.join(parts)}</{name}>"


texts = st.text(alphabet=st.sampled_from("ab &;\n'\"/=-!äß"), max_size=8)
inline = st.recursive(
    texts,
    lambda inner: st.builds(_element, st.sampled_from(INLINE), st.lists(inner, max_size=3)),
    max_leaves=8,
)
blocks = st.recursive(
    inline,
    lambda inner: st.builds(_element, st.sampled_from(BLOCK), st.lists(inner, max_size=3)),
    max_leaves=8,
)


@given(blocks)
def test_balanced_markup_has_no_problems(body: str) -> None:
    assert page_facts("a.html", page(body)).problems == ()


@given(blocks, st.data())
def test_missing_tag_is_reported(body: str, data: st.DataObject) -> None:
    ends = [index for index in range(len(body)) if body.startswith("<", index)]
    if not ends:
        return
    start = data.draw(st.sampled_from(ends))
    torn = body[:start] + body[body.index(">", start) + 1 :]
    assert page_facts("a.html", page(torn)).problems != ()


WRITTEN = {
    "about.html": (
        WrittenLink("//example.org/a", "content/pages/about.md", 3),
        WrittenLink("people//a.html", "content/pages/about.md", 4),
        WrittenLink("/people/a.html", "content/pages/about.md", 5),
        WrittenLink("people/b.html", "content/pages/about.md", 6),
        WrittenLink("people/a.html#m-9", "content/pages/about.md", 7),
        WrittenLink("people/b.html", "content/pages/about.md", 9),
        WrittenLink("people/a.html", "content/pages/about.md", 10),
        WrittenLink("../up.html", "content/pages/about.md", 11),
    ),
    "people/a.html": (WrittenLink("/about.html", "content/people/a.md", 2),),
    "": (WrittenLink("missing.html", "content/site.yaml", 8),),
}


def test_broken_link_of_an_editor_is_reported_at_its_line_in_content() -> None:
    navigation = '<a href="{}missing.html">x</a><a href="{}other.html">x</a>'
    anchors = "".join(f'<a href="{link.address}">x</a>' for link in WRITTEN["about.html"])
    files = {
        "about.html": page(anchors + navigation.format("", "")),
        "people/a.html": page(
            '<p id="m-1">x</p><a href="/about.html">x</a>' + navigation.format("../", "../")
        ),
    }
    nowhere = "is broken: the site does not have this file."
    without_id = "is broken: the page does not have this id."
    at_root = "begins at the root of the host, but the site may be in a folder."
    about = "content/pages/about.md"
    problems = check_pages(files, WRITTEN)
    assert [f"{problem.severity} {problem.where}: {problem.message}" for problem in problems] == [
        f'warning about.html:3: The link to "other.html" {nowhere} 1 more page links to it.',
        f'error {about}:3: The address "//example.org/a" names a host without a scheme.',
        f'error {about}:4: The address "people//a.html" has two slashes in a row.',
        f'error {about}:5: The address "/people/a.html" {at_root}',
        f'warning {about}:6: The link to "people/b.html" {nowhere}',
        f'warning {about}:7: The link to "people/a.html#m-9" {without_id}',
        f'warning {about}:9: The link to "people/b.html" {nowhere}',
        f'error {about}:11: The address "../up.html" leads out of the site.',
        f'error content/people/a.md:2: The address "/about.html" {at_root}',
        f'warning content/site.yaml:8: The link to "missing.html" {nowhere}',
    ]
    hints = {problem.where: problem.hint for problem in problems}
    assert "https://example.org/a" in hints["content/pages/about.md:3"]
    assert "Write people/a.html." in hints["content/pages/about.md:4"]
    assert "Write ../about.html." in hints["content/people/a.md:2"]
    assert all(hints.values())


@pytest.mark.parametrize("address", ["people//a.html", "people///a.html", ".//people/a.html", "people//"])
def test_two_slashes_in_a_row_are_an_error(address: str) -> None:
    files = {"about.html": page(f'<a href="{address}">x</a>'), "people/a.html": page("<p>x</p>")}
    (problem,) = check_pages(files)
    assert problem.severity is Severity.ERROR
    assert "two slashes in a row" in problem.message


@given(
    st.lists(st.sampled_from(["..", "a", "b-1", "c_2.d", "7", "index.html"]), min_size=1, max_size=5),
    st.sampled_from(["index.html", "people/a.html", "briefs/a/q-1.html"]),
)
def test_an_address_of_plain_characters_leads_where_an_encoded_one_leads(names: list[str], base: str) -> None:
    address = "/".join([*names, "x.html"])
    encoded = address.removesuffix("l") + "%6c"
    assert resolve(address, base=base, loads=False) == resolve(encoded, base=base, loads=False)

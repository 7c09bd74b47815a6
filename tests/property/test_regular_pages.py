"""Any page has the same facts, whether it is read quickly or tag by tag."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.check.facts import page_facts, read_tag_by_tag
from builder.check.regular_page import read_regular_page
from tests.support.golden import GOLDEN

PAGES = {path.name: path.read_text("utf-8") for path in sorted(GOLDEN.rglob("*.html"))}
SMALL = sorted(name for name, html in PAGES.items() if len(html) < 12_000)

TAGS = (
    "a",
    "b",
    "p",
    "div",
    "li",
    "td",
    "svg",
    "path",
    "title",
    "script",
    "textarea",
    "h1",
    "br",
    "link",
    "meta",
)
VALUES = (
    *(
        "a",
        "b-1",
        "",
        "a b",
        "a.html",
        "../people/ana-roe.html#m-1",
        "#b-1",
        "?a=1&amp;b=2#%C3%A9:~:text=a",
        "a//b",
    ),
    *(
        "/a",
        "https://example.org/",
        "javascript:a",
        "//[",
        "canonical",
        "refresh",
        "0; url=a.html",
        "stylesheet",
    ),
    *("a.png 2x, b.png", "background: url(a.png)", "a > b", "\u00a0", "a\tb", "&#x2f;a"),
)
NAMES = (
    "id",
    "href",
    "src",
    "class",
    "rel",
    "http-equiv",
    "content",
    "style",
    "srcset",
    "hidden",
    "ID",
    "xlink:href",
)

attributes = st.builds(
    str.format,
    st.sampled_from([' {0}="{1}"'] * 12 + [" {0}", " {0}='{1}'", ' {0} = "{1}"', ' {0}="{1}', '\n{0}="{1}"']),
    st.sampled_from(NAMES),
    st.sampled_from(VALUES),
)
texts = st.sampled_from(
    ["a", " ", "\n", "&lt;", "é", "a > b"] * 3 + ['"', "<", "< b", "<!-- a -->", "</", "<>"]
)
starts = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(TAGS),
    st.lists(attributes, max_size=3).map("".join),
    st.sampled_from([""] * 9 + ["/", " "]),
)
ends = st.builds("</{}{}>".format, st.sampled_from(TAGS), st.sampled_from([""] * 9 + [" ", "\n"]))
elements = st.recursive(
    texts,
    lambda inner: st.builds(
        lambda name, start, parts: f"<{name}{start}>{''.join(parts)}</{name}>",
        st.sampled_from([name for name in TAGS if name not in ("br", "link", "meta")]),
        st.lists(attributes, max_size=3).map("".join),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)
bodies = st.lists(st.one_of(elements, elements, starts, ends, texts), max_size=8).map("".join)


HEAD = '<!DOCTYPE html>\n<html lang="en"><head><title>Lowmoor</title></head><body><h1>Lowmoor</h1>'
DAMAGE = (
    *(
        "",
        "",
        "<",
        ">",
        '"',
        "'",
        "=",
        "/",
        " ",
        "\n",
        "</p>",
        "<p>",
        "<b>",
        "</b>",
        '<a href="a.html">',
        "</a>",
    ),
    *(
        "<!--",
        "<title>a</title>",
        "<h1>",
        ' id="main"',
        '<br id="main">',
        "&",
        "\0",
        "\u2028",
        "</",
        "<svg/>",
    ),
)


def is_regular_and_same(path: str, html: str) -> bool:
    """Return True if a page is read quickly; fail if its facts are not those of reading it tag by tag."""
    data = html.encode()
    assert page_facts(path, data) == read_tag_by_tag(path, data)
    return read_regular_page(path, html) is not None


def test_generated_page_has_the_same_facts() -> None:
    regular: Counter[bool] = Counter()

    @settings(max_examples=1500, deadline=None)
    @given(bodies)
    def check(body: str) -> None:
        regular[is_regular_and_same("briefs/b.html", f"{HEAD}{body}</body></html>")] += 1

    check()
    assert min(regular[True], regular[False]) > 50, "both kinds of pages come up"


def test_damaged_page_has_the_same_facts() -> None:
    regular: Counter[bool] = Counter()

    @settings(max_examples=400, deadline=None)
    @given(st.sampled_from(SMALL), st.integers(0, 2**32))
    def check(name: str, seed: int) -> None:
        pick, html = Random(seed), PAGES[name]  # noqa: S311 - the same damage for the same seed
        for _ in range(pick.randint(1, 3)):
            start = pick.randrange(len(html))
            html = html[:start] + pick.choice(DAMAGE) + html[start + pick.choice((0, 0, 1, 1, 2, 9, 40)) :]
        regular[is_regular_and_same(f"briefs/{name}", html)] += 1

    check()
    assert min(regular[True], regular[False]) > 20

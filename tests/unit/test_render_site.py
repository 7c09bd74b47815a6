"""The rendered sample site: valid markup, working links, small pages."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from builder.pages.page import Page
from builder.pages.plan import plan_pages
from builder.render.render import Renderer
from tests.support.sample import make_sample, page_paths, page_tree, planned, rendered
from tests.support.sites import PROJECT

HTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
LINKS = {"a": "href", "link": "href", "script": "src", "img": "src"}


@cache
def ids(path: str) -> list[str]:
    return [value for element in page_tree(path).iter() if (value := element.get("id")) is not None]


@cache
def addresses(path: str) -> list[str]:
    return [
        value
        for element in page_tree(path).iter()
        if isinstance(element.tag, str)
        and (value := element.get(LINKS.get(element.tag.removeprefix(HTML), ""))) is not None
    ]


def test_page_is_valid_and_complete(subtests: pytest.Subtests) -> None:
    for path in page_paths():
        with subtests.test(path=path):
            root = page_tree(path)
            assert root.get("lang") == "en"
            assert len(root.findall(f".//{HTML}h1")) == 1
            assert len(root.findall(f".//{HTML}main")) == 1
            assert (root.findtext(f".//{HTML}title") or "").strip()
            assert [name for name, count in Counter(ids(path)).items() if count > 1] == []
            handlers = [name for element in root.iter() for name in element.keys() if name.startswith("on")]  # noqa: SIM118
            assert handlers == []
            levels = [int(tag[1]) for tag in re.findall(r"<(h[1-6])[ >]", rendered()[path].decode())]
            assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_links_are_relative_and_have_existing_targets(subtests: pytest.Subtests) -> None:
    for path in page_paths():
        with subtests.test(path=path):
            for address in addresses(path):
                parts = urlsplit(address)
                if parts.scheme or parts.netloc:
                    assert address == "https://example.org/footbridge", (
                        "only the source of an article is elsewhere"
                    )
                    continue
                assert not parts.path.startswith("/")
                name = unquote(parts.path) or posixpath.basename(path)
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
                assert target in rendered(), address
                if parts.fragment and target.endswith(".html"):
                    assert unquote(parts.fragment) in ids(target), address


def test_described_by_has_an_existing_target() -> None:
    for path in page_paths():
        for element in page_tree(path).iter():
            for attribute in ("aria-describedby", "aria-labelledby", "for"):
                value = element.get(attribute)
                assert value is None or value in ids(path)


def test_text_of_an_article_is_escaped() -> None:
    html = rendered()["briefs/footbridge.html"].decode()
    assert "&lt;b&gt;nobody&lt;/b&gt; &amp; nothing" in html
    assert "<b>nobody" not in html
    assert "javascript:" not in rendered()["briefs/garden.html"].decode()


def test_feed_is_atom_with_only_the_dated_briefs() -> None:
    for site_url in (None, "https://news.example/site"):
        root = ElementTree.fromstring(rendered(site_url)["feed.xml"])  # noqa: S314
        assert root.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated", "author"):
            assert root.find(f"{ATOM}{name}") is not None
        titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
        assert titles == ["Old footbridge closes", "Kerry offers Iraq help in Anbar, but no troops"]
        entry_ids = [entry.findtext(f"{ATOM}id") or "" for entry in root.findall(f"{ATOM}entry")]
        assert len(set(entry_ids)) == 2
        assert all(urlsplit(entry_id).scheme for entry_id in entry_ids), "an id is an absolute IRI"
        hrefs = [link.get("href") or "" for link in root.iter(f"{ATOM}link")]
        assert all(href.startswith(f"{site_url}/") if site_url else "://" not in href for href in hrefs)


def test_site_without_a_public_address_has_no_sitemap() -> None:
    assert "sitemap.xml" not in rendered()
    assert rendered()["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert b"canonical" not in rendered()["index.html"]


def test_sitemap_lists_pages_that_may_be_found() -> None:
    url = "https://news.example/site"
    root = ElementTree.fromstring(rendered(url)["sitemap.xml"])  # noqa: S314
    found = [element.text for element in root.iter() if element.tag.endswith("loc")]
    assert f"{url}/" in found
    assert f"{url}/briefs/footbridge.html" in found
    assert f"{url}/404.html" not in found
    assert f"{url}/people/falih-fayyadh.html" not in found, "a page that leads on is not listed"
    assert f"Sitemap: {url}/sitemap.xml\n".encode() in rendered(url)["robots.txt"]
    assert f'<link rel="canonical" href="{url}/about.html">'.encode() in rendered(url)["about.html"]


def test_links_of_the_page_not_found_begin_at_the_root() -> None:
    assert b"<base" not in rendered()["404.html"]
    html = rendered("https://news.example/site")["404.html"].decode()
    assert '<base href="/site/">' in html
    assert 'href="404.html#main"' in html, "the skip link stays on the page"
    assert '<base href="/">' in rendered("https://news.example")["404.html"].decode()


def test_old_address_of_a_merged_entity_redirects() -> None:
    html = rendered()["people/falih-fayyadh.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=faleh-fayyad.html">' in html
    assert '<a href="faleh-fayyad.html">Faleh Fayyad</a>' in html
    assert '<meta name="robots" content="noindex">' in html


def test_notice_is_on_every_page_as_plain_text() -> None:
    sample = make_sample()
    site = replace(sample.content.site, notice="<i>Nothing</i> here is true.")
    content = replace(sample.content, site=site)
    renderer = Renderer((PROJECT / "templates",))
    for page in plan_pages(sample.graph, sample.articles, content, version="1"):
        if isinstance(page, Page) and page.path.endswith(".html"):
            html = renderer.render(page).decode()
            assert '<p class="kicker notice">&lt;i&gt;Nothing&lt;/i&gt; here is true.</p>' in html, page.path
    assert not [path for path in page_paths() if b"notice" in rendered()[path]]


def test_generator_has_only_major_and_minor_version() -> None:
    assert b'<meta name="generator" content="newsgloss 1.2">' in rendered()["index.html"]


def test_styles_and_scripts_are_self_contained() -> None:
    for path, data in rendered().items():
        if path.startswith("assets/") and not path.endswith(".png"):
            text = data.decode().replace("http://www.w3.org/2000/svg", "")
            assert "//" not in re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE), path
            assert "@import" not in text


def test_page_loads_little(subtests: pytest.Subtests) -> None:
    for path in page_paths():
        with subtests.test(path=path):
            sizes: Counter[str] = Counter()
            for address in addresses(path):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(address).path))
                sizes[target.rpartition(".")[2]] += (
                    len(rendered()[target]) if target.startswith("assets/") else 0
                )
            assert 0 < sizes["css"] <= 20_000
            assert 0 < sizes["js"] <= 20_000
            assert len(rendered()[path]) < 100_000


def classes_of(css: bytes) -> set[str]:
    """Return the classes in the selectors of a style sheet."""
    return {
        name
        for rule in css.decode().split("}")
        for name in re.findall(r"\.([a-z][\w-]*)", rule.split("{")[0])
    }


def test_page_links_the_style_sheets_of_its_classes(subtests: pytest.Subtests) -> None:
    """Assert that each styled class of the page is styled by a sheet that the page links."""
    sheets = {name: classes_of(data) for name, data in rendered().items() if name.endswith(".css")}
    for path in page_paths():
        with subtests.test(path=path):
            linked = {
                posixpath.normpath(posixpath.join(posixpath.dirname(path), one)) for one in addresses(path)
            }
            own = set().union(*(sheets[name] for name in linked & sheets.keys()))
            used = {
                name for element in page_tree(path).iter() for name in (element.get("class") or "").split()
            }
            unstyled = (used & set().union(*sheets.values())) - own
            assert unstyled == set()


def test_every_html_page_is_of_a_known_kind() -> None:
    templates = {page.template for page in planned().values() if isinstance(page, Page)}
    assert templates == {
        "feed.xml",
        "pages/brief.html",
        "pages/brief_index.html",
        "pages/entity.html",
        "pages/entity_index.html",
        "pages/home.html",
        "pages/map.html",
        "pages/network.html",
        "pages/not_found.html",
        "pages/quote_index.html",
        "pages/redirect.html",
        "pages/search.html",
        "pages/text.html",
        "pages/timeline.html",
    }

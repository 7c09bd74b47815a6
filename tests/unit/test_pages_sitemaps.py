"""The sitemap: dates, and parts if it exceeds the limit of the protocol."""

from __future__ import annotations

from xml.etree import ElementTree

from builder.edition import urls
from builder.edition.edition import make_edition
from builder.edition.view import View
from builder.pages.exports.sitemaps import ADDRESSES, sitemap_requests
from builder.pages.page import HtmlContext, Page
from builder.pages.plan import plan_requests
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES, make_sample, rendered

URL = "https://news.example/site"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def rows(data: bytes) -> list[tuple[str | None, str | None]]:
    """Return the addresses of a sitemap or sitemap index with their dates."""
    root = ElementTree.fromstring(data)  # noqa: S314
    return [(row.findtext(f"{MAPS}loc"), row.findtext(f"{MAPS}lastmod")) for row in root]


def test_date_of_a_page_is_the_last_change_of_a_brief_on_it() -> None:
    dates = dict(rows(rendered(URL)["sitemap.xml"]))
    assert dates[f"{URL}/"] == "2014-02-05"
    assert dates[f"{URL}/briefs/footbridge.html"] == "2014-02-05"
    assert dates[f"{URL}/briefs/footbridge/q-1.html"] == "2014-02-05"
    assert dates[f"{URL}/people/lena-okafor.html"] == "2014-02-05"
    assert dates[f"{URL}/people/john-f-kerry.html"] == "2014-01-05"
    assert dates[f"{URL}/people/index.html"] == "2014-02-05"
    assert dates[f"{URL}/timeline.html"] == dates[f"{URL}/map.html"] == "2014-02-05"
    assert dates[f"{URL}/briefs/garden.html"] is None, "an undated brief has none"
    assert dates[f"{URL}/about.html"] is None


def test_long_sitemap_is_split_under_an_index() -> None:
    listed = [urls.HOME, urls.brief_path("footbridge"), *(f"pages/{letter}.html" for letter in "abcde")]
    sample = make_sample(site_url=URL)
    view = View(make_edition(sample.graph, sample.articles, sample.content, version="1"))
    renderer = Renderer([TEMPLATES])
    pages = [request.make(view) for request in sitemap_requests(listed, limit=3)]
    files = {page.path: renderer.render(page) for page in pages if isinstance(page, Page)}
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert rows(files["sitemap.xml"]) == [
        (f"{URL}/sitemap-1.xml", "2014-02-05"),
        (f"{URL}/sitemap-2.xml", None),
        (f"{URL}/sitemap-3.xml", None),
    ]
    found = [address for number in (1, 2, 3) for address, _ in rows(files[f"sitemap-{number}.xml"])]
    assert found == [urls.absolute_url(URL, path) for path in sorted(listed)]


def test_sitemap_of_the_allowed_length_is_one_file() -> None:
    paths = [f"{number}.html" for number in range(ADDRESSES)]
    assert [request.path for request in sitemap_requests(paths)] == ["sitemap.xml"]
    assert len(list(sitemap_requests([*paths, "one-more.html"]))) == 3


def test_what_a_sitemap_lists_is_given() -> None:
    one, other = (next(sitemap_requests(paths)).given for paths in (["a.html"], ["a.html", "b.html"]))
    assert one != other


def test_the_plan_lists_the_pages_that_call_themselves_listed() -> None:
    sample = make_sample(site_url=URL)
    edition = make_edition(sample.graph, sample.articles, sample.content, version="1")
    requests = plan_requests(edition, sample.content)
    pages = {request.path: request.make(View(edition)) for request in requests}
    indexed = {
        path
        for path, page in pages.items()
        if isinstance(page, Page) and isinstance(page.context, HtmlContext) and page.context.frame.indexed
    }
    assert indexed == {request.path for request in requests if request.listed}

"""The sitemap: dates, and parts if it exceeds the limit of the protocol."""

from __future__ import annotations

from xml.etree import ElementTree

from builder.pages.exports.sitemaps import ADDRESSES, sitemap_pages
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES, rendered

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
    paths = [f"people/{letter}.html" for letter in "abcdefg"]
    dates = {"people/a.html": "2020-01-01", "people/b.html": "2021-01-01"}
    renderer = Renderer([TEMPLATES])
    files = {page.path: renderer.render(page) for page in sitemap_pages(URL, paths, dates, limit=3)}
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert rows(files["sitemap.xml"]) == [
        (f"{URL}/sitemap-1.xml", "2021-01-01"),
        (f"{URL}/sitemap-2.xml", None),
        (f"{URL}/sitemap-3.xml", None),
    ]
    listed = [address for number in (1, 2, 3) for address, _ in rows(files[f"sitemap-{number}.xml"])]
    assert listed == [f"{URL}/{path}" for path in paths]


def test_sitemap_of_the_allowed_length_stays_in_one_file() -> None:
    paths = [f"{number}.html" for number in range(ADDRESSES)]
    assert [page.path for page in sitemap_pages(URL, paths, {})] == ["sitemap.xml"]
    assert len(list(sitemap_pages(URL, [*paths, "one-more.html"], {}))) == 3

"""Facts of pictures; each picture has a text equivalent."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from builder.edition import timeline_parts
from builder.edition.edition import make_edition
from builder.edition.periods import period_of
from builder.edition.view import View
from builder.model.annotations import EntityType
from builder.model.editorial import Content
from builder.model.graph import Graph
from builder.model.place import Place, PlaceKind
from builder.pages.brief.brief_page import BriefContext
from builder.pages.charts import picture_pages
from builder.pages.charts.picture_pages import MapContext, NetworkContext
from builder.pages.charts.place_map import MapScope
from builder.pages.charts.strip import StripBar, StripEvent, TimeStrip, strip_bars
from builder.pages.entity.entity_page import EntityContext
from builder.pages.lists.timeline import TimelineContext
from builder.pages.page import Page
from builder.pages.plan import plan_pages
from builder.render.render import Renderer, make_environment
from tests.support.sample import TEMPLATES, Sample, make_sample, page_paths, page_tree, planned, rendered

SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"


def context(path: str, sample: Sample | None = None) -> object:
    if sample is None:
        page = planned()[path]
    else:
        pages = plan_pages(sample.graph, sample.articles, sample.content, version="1")
        page = next(page for page in pages if page.path == path)
    assert isinstance(page, Page)
    return page.context


def test_map_of_a_brief_shows_the_region_named_most() -> None:
    brief = context("briefs/kerry-iraq-anbar.html")
    assert isinstance(brief, BriefContext)
    assert brief.map is not None
    assert {place.link.id for place in brief.map.places} == {"baghdad", "fallujah", "syria"}
    assert brief.map.tinted == ("SY",)


def test_a_brief_without_a_located_place_has_no_map() -> None:
    sample = make_sample()
    entities = {key: replace(entity, place=None) for key, entity in sample.graph.entities.items()}
    bare = replace(sample, graph=replace(sample.graph, entities=entities))
    brief = context("briefs/kerry-iraq-anbar.html", bare)
    assert isinstance(brief, BriefContext)
    assert brief.map is None
    paths = {page.path for page in plan_pages(bare.graph, bare.articles, bare.content, version="1")}
    assert "map.html" not in paths


def test_map_of_a_site_shows_the_world_if_its_places_are_far_apart() -> None:
    found = context("map.html")
    assert isinstance(found, MapContext)
    assert found.map.scope is MapScope.WORLD
    assert [place.link.id for place in found.map.places][:2] == ["baghdad", "fallujah"]
    assert found.omitted == 0


def test_map_of_a_site_has_a_close_up_for_crowded_places() -> None:
    sample = make_sample()
    ramadi = Place("Ramadi", PlaceKind.CITY, 33.43, 43.3, "IQ", "Anbar", 1)
    entities = {**sample.graph.entities}
    entities["ramadi"] = replace(entities["ramadi"], place=ramadi)
    found = context("map.html", replace(sample, graph=replace(sample.graph, entities=entities)))
    assert isinstance(found, MapContext)
    assert [close_up.id for close_up in found.close_ups] == ["map-1"]
    assert {"ramadi", "fallujah", "baghdad"} <= {place.link.id for place in found.close_ups[0].places}


def test_map_of_a_large_site_counts_omitted_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_pages, "PLACES", 2)
    found = context("map.html", make_sample())
    assert isinstance(found, MapContext)
    assert len(found.map.places) == 2
    assert found.omitted == 2


def test_shares_add_up_and_the_largest_is_first() -> None:
    brief = context("briefs/kerry-iraq-anbar.html")
    assert isinstance(brief, BriefContext)
    assert brief.shares is not None
    words = [share.words for share in brief.shares.shares]
    assert sum(words) == brief.shares.total
    assert words[:-1] == sorted(words[:-1], reverse=True)
    assert brief.shares.shares[0].speakers[0].id == "john-f-kerry"
    ends = [share.start + share.width for share in brief.shares.shares]
    assert ends == [share.start for share in brief.shares.shares[1:]] + [1000]


def test_a_source_in_two_spellings_has_one_share() -> None:
    sample = make_sample()
    briefs = dict(sample.graph.briefs)
    one, other, *rest = briefs["footbridge"].quotes
    texts = ("Town officials", "town\nofficials")
    pair = [
        replace(quote, speaker_ids=(), speaker_text=text)
        for quote, text in zip((one, other), texts, strict=True)
    ]
    briefs["footbridge"] = replace(briefs["footbridge"], quotes=(*pair, *rest))
    brief = context("briefs/footbridge.html", replace(sample, graph=replace(sample.graph, briefs=briefs)))
    assert isinstance(brief, BriefContext)
    assert brief.shares is not None
    shown = [share.text or "" for share in brief.shares.shares]
    assert [text for text in shown if "officials" in text.casefold()] == ["Town officials"]


def test_brief_with_one_speaker_has_no_shares() -> None:
    sample = make_sample()
    briefs = dict(sample.graph.briefs)
    briefs["footbridge"] = replace(briefs["footbridge"], quotes=briefs["footbridge"].quotes[:1])
    brief = context("briefs/footbridge.html", replace(sample, graph=replace(sample.graph, briefs=briefs)))
    assert isinstance(brief, BriefContext)
    assert brief.shares is None


def test_strip_has_the_briefs_and_the_dates_in_sentences_with_the_name() -> None:
    iraq = context("places/iraq.html")
    assert isinstance(iraq, EntityContext)
    assert iraq.strip is not None
    assert [bar.period.date for bar in iraq.strip.bars] == ["2014-01-05"]
    assert [event.period.date for event in iraq.strip.events] == ["2003"]
    mayor = context("people/lena-okafor.html")
    assert isinstance(mayor, EntityContext)
    assert mayor.strip is None, "a single day makes no timeline"


@pytest.mark.parametrize(
    ("dated", "told", "words"),
    [
        (["2014-01-05", "2014-01-06"], [], ["Bars"]),
        (["2014-01-05"], ["2003", "2004"], ["Bars", "Lozenges"]),
        ([], ["2003", "2004"], ["Lozenges"]),
    ],
    ids=["bars", "both", "an archive without dates"],
)
def test_the_caption_of_a_strip_names_what_is_drawn(
    dated: list[str], told: list[str], words: list[str]
) -> None:
    bars = [StripBar(period, 1, "A brief", "a.html") for iso in dated if (period := period_of(iso))]
    events = [StripEvent(period, "A brief", "a.html") for iso in told if (period := period_of(iso))]
    environment = make_environment([Path("templates")])
    template = '{% from "components/strip.html" import entity_strip %}{{ entity_strip(strip) }}'
    html = environment.from_string(template).render(strip=TimeStrip(tuple(bars), tuple(events)))
    caption = html.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert re.findall(r"(\w+):", caption) == words


def test_strip_of_one_brief_with_hardly_any_date_is_a_list() -> None:
    iraq = context("places/iraq.html")
    assert isinstance(iraq, EntityContext)
    assert iraq.strip is not None
    assert not iraq.strip.drawn
    html = rendered()["places/iraq.html"].decode()
    assert '<figure class="strip">' not in html
    event = iraq.strip.events[0]
    assert f'<li>2003: <a href="{event.url}">told in the brief</a>' in html


@pytest.mark.parametrize(("day", "listed"), [("2014-02-03", []), ("2014-01-05", ["2 briefs"])])
def test_strip_lists_only_bars_that_the_page_says_nowhere_else(day: str, listed: list[str]) -> None:
    sample = make_sample()
    garden = replace(sample.graph.briefs["garden"], date=day)
    graph = replace(sample.graph, briefs={**sample.graph.briefs, "garden": garden})
    view = View(make_edition(graph, sample.articles, sample.content, version="1"))
    slugs = view.slugs_of("baghdad")
    assert len(slugs) == 2
    bars, in_words = strip_bars(view, "baghdad", "places/baghdad.html", set(slugs))
    assert [bar.text for bar in in_words] == listed
    _, without_briefs = strip_bars(view, "baghdad", "places/baghdad.html", set())
    assert without_briefs == bars


def test_network_of_an_entity_has_its_strongest_ties() -> None:
    iraq = context("places/iraq.html")
    assert isinstance(iraq, EntityContext)
    assert iraq.circle is not None
    assert iraq.ties is not None
    assert iraq.circle.name == iraq.name
    closest = [link.id for row in iraq.ties.rows for link in row.links]
    assert [link.id for link in iraq.circle.others] == closest[:10]
    assert list(iraq.circle.strengths) == sorted(iraq.circle.strengths, reverse=True)
    names = [link.name for link in iraq.circle.others]
    told = {
        frozenset((one.name, other))
        for one in iraq.circle.together
        for other in one.others.replace(" and ", ", ").split(", ")
    }
    drawn = {frozenset((names[pair.first], names[pair.second])) for pair in iraq.circle.among}
    assert told == drawn != set()


def test_network_of_a_site_has_only_people_organizations_and_groups() -> None:
    found = context("network.html")
    assert isinstance(found, NetworkContext)
    kinds = {node.link.type for node in found.network.nodes}
    assert kinds <= {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP}
    used = {number for edge in found.network.edges for number in (edge.first, edge.second)}
    assert used == set(range(len(found.network.nodes)))


def test_timeline_has_briefs_and_the_dates_mentioned_in_them() -> None:
    found = context("timeline.html")
    assert isinstance(found, TimelineContext)
    rows = [
        (day.date.iso, entry.told_in is not None)
        for year in found.years
        for month in year.months
        for day in month.dates
        for entry in day.entries
    ]
    assert rows == [("2014-02-03", False), ("2014-01-05", False), ("2011-12", True), ("2003", True)]
    assert (found.briefs, found.told) == (2, 2)


def test_long_timeline_is_split_by_year_and_month_without_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline_parts, "ENTRIES", 1)
    sample = make_sample()
    pages = {
        page.path: page.context
        for page in plan_pages(sample.graph, sample.articles, sample.content, version="1")
        if isinstance(page, Page) and isinstance(page.context, TimelineContext)
    }
    assert set(pages) == {
        "timeline.html",
        "timeline/2003.html",
        "timeline/2011.html",
        "timeline/2014.html",
        "timeline/2014-01.html",
        "timeline/2014-02.html",
    }
    entries = [
        entry.url
        for found in pages.values()
        for year in found.years
        for month in year.months
        for day in month.dates
        for entry in day.entries
    ]
    assert len(entries) == len(set(entries)) == 4
    for path, found in pages.items():
        for year in found.years:
            for month in year.months:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), month.url or path))
                assert target in pages or month.url is None
                assert bool(month.dates) != bool(month.url)


def test_long_month_is_split_into_numbered_pages_without_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline_parts, "ENTRIES", 2)
    sample = make_sample()
    footbridge = sample.graph.briefs["footbridge"]
    dates = [*(f"2014-02-{day:02}" for day in range(1, 6)), *["2013"] * 3, "2013-07"]
    briefs = {
        slug: replace(footbridge, slug=slug, date=date, mentions=(), figures=())
        for number, date in enumerate(dates)
        for slug in [f"footbridge-{number}"]
    }
    graph = replace(sample.graph, briefs={**sample.graph.briefs, **briefs})
    plan = {
        page.path: page
        for page in plan_pages(graph, sample.articles, sample.content, version="1")
        if isinstance(page, Page)
    }
    pages = {path: page.context for path, page in plan.items() if isinstance(page.context, TimelineContext)}
    month = [f"timeline/2014-02{end}.html" for end in ("", "-page-2", "-page-3")]
    no_month = ["timeline/2013-no-month.html", "timeline/2013-no-month-page-2.html"]
    assert {*month, *no_month, "timeline/2013-07.html"} < pages.keys()
    for paths in (month, no_month):
        pagers = [pages[path].pager for path in paths]
        assert [(pager.number, pager.total) for pager in pagers if pager] == [
            (number, len(paths)) for number in range(1, len(paths) + 1)
        ]
    shown = {
        path: [
            entry
            for year in found.years
            for part in year.months
            for day in part.dates
            for entry in day.entries
        ]
        for path, found in pages.items()
    }
    assert max(map(len, shown.values())) == 2
    urls = [entry.url for entries in shown.values() for entry in entries]
    assert {f"../briefs/{slug}.html" for slug in briefs} <= set(urls)
    assert len(urls) == len(set(urls))
    html = Renderer((TEMPLATES,)).render(plan["timeline/2013.html"]).decode()
    assert '<a href="2013-no-month.html">No month named</a> <span class="group-count">3</span>' in html


def test_empty_site_has_no_pictures() -> None:
    paths = {page.path for page in plan_pages(Graph({}, {}, ()), {}, Content(), version="1")}
    assert not paths & {"map.html", "network.html", "timeline.html"}


def test_links_in_pictures_have_names_and_existing_targets(subtests: pytest.Subtests) -> None:
    for path in page_paths():
        with subtests.test(path=path):
            for link in page_tree(path).iter(f"{SVG}a"):
                assert (link.findtext(f"{SVG}title") or link.findtext(f"{SVG}text") or "").strip()
                target, _, _ = unquote(link.get("href") or "").partition("#")
                target = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
                )
                assert target in rendered()


def test_pictures_have_an_accessible_name_or_are_hidden(subtests: pytest.Subtests) -> None:
    for path in page_paths():
        with subtests.test(path=path):
            for picture in page_tree(path).iter(f"{SVG}svg"):
                named = picture.get("aria-labelledby") and picture.findtext(f"{SVG}title")
                assert named or picture.get("aria-hidden") == "true"


def test_targets_of_a_picture_are_also_linked_in_text(subtests: pytest.Subtests) -> None:
    for path in page_paths():
        with subtests.test(path=path):
            root = page_tree(path)
            words = {element.get("href") for element in root.iter(f"{HTML}a")}
            page = posixpath.basename(path)
            for link in root.iter(f"{SVG}a"):
                href = link.get("href") or ""
                own_page = href == page
                by_anchor = href.startswith("#") and href[1:] in {
                    element.get("id") for element in root.iter()
                }
                assert href in words or own_page or by_anchor, href


def test_pictures_have_bounded_sizes() -> None:
    sizes = {
        path: max(
            (len(found) for found in re.findall(r"<svg .*?</svg>", data.decode(), re.DOTALL)), default=0
        )
        for path, data in rendered().items()
        if path.endswith(".html")
    }
    assert sizes.pop("map.html") < 40_000
    assert sizes.pop("network.html") < 40_000
    assert max(sizes.values()) < 8_000

"""Search records: their words, and links to the exact mention."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from builder.edition.edition import make_edition
from builder.edition.view import View
from builder.model.annotations import QuoteKind
from builder.model.editorial import Body
from builder.pages.lists.search_names import plain_id
from builder.pages.lists.search_page import SearchContext
from builder.search.record import SearchRecord
from builder.search.records import search_records
from tests.support.sample import Sample, make_sample, planned, rendered


def records_of(sample: Sample) -> Mapping[str, SearchRecord]:
    """Return the records by slug."""
    edition = make_edition(sample.graph, sample.articles, sample.content, version="1")
    return {record.slug: record for record in search_records(View(edition), sorted(edition.briefs))}


@pytest.fixture(scope="module")
def records() -> Mapping[str, SearchRecord]:
    return records_of(make_sample())


def said(record: SearchRecord) -> list[str]:
    """Return the words of the quotes of a record."""
    words = record.content.split(" ")
    return [" … ".join(" ".join(words[first:end]) for first, end in quote.ranges) for quote in record.quotes]


def test_record_of_a_brief_has_headline_summary_and_published_text(
    records: Mapping[str, SearchRecord],
) -> None:
    record = records["kerry-iraq-anbar"]
    assert record.title == "Kerry offers Iraq help in Anbar, but no troops"
    assert record.content.startswith("Militants hold Fallujah and parts of Ramadi.")
    assert "boots on the ground" in record.content
    assert "\n" not in record.content
    assert record.year == "2014"
    assert records["garden"].year == "", "it is undated"
    assert "Read more" not in records["footbridge"].content, "boilerplate is not shown"


def test_unpublished_text_is_not_in_any_record() -> None:
    sample = make_sample()
    briefs = {slug: replace(brief, body=Body.LEAD) for slug, brief in sample.graph.briefs.items()}
    record = records_of(replace(sample, graph=replace(sample.graph, briefs=briefs)))["footbridge"]
    assert "town council" in record.content
    assert "A statement read out" not in record.content


def test_record_of_a_brief_has_the_word_number_of_every_mention(records: Mapping[str, SearchRecord]) -> None:
    sample = make_sample()
    for slug, brief in sample.graph.briefs.items():
        record = records[slug]
        text = sample.articles[brief.seed_id].text
        names = {mention.anchor: mention.span.of(text).split() for mention in brief.mentions}
        words = record.content.split(" ")
        places = record.details["at"]
        assert isinstance(places, tuple)
        page = rendered()[record.url].decode()
        for first, anchor, *size in places:
            assert f'id="{anchor}"' in page or not anchor
            if size:
                assert all(
                    name in word
                    for name, word in zip(names[anchor], words[first : first + size[0]], strict=True)
                )
        assert [place[0] for place in places] == sorted(place[0] for place in places)


def test_quotes_are_word_ranges_with_speakers(records: Mapping[str, SearchRecord]) -> None:
    record = records["footbridge"]
    assert [quote.number for quote in record.quotes] == list(range(1, len(record.quotes) + 1))
    assert said(record)[1] == "“It has carried us for ninety years, … “and it owes us nothing,”"
    assert record.quotes[1].speaker == ("lena-okafor",)
    assert record.quotes[2].speaker == "Shopkeepers", "the text's own words"
    assert records["garden"].quotes[0].speaker == "", "the speaker is unknown"
    assert record.meta == {"title": record.title}


def test_every_speaker_with_an_id_is_among_the_names_of_the_search(
    records: Mapping[str, SearchRecord],
) -> None:
    speakers = {quote.speaker for record in records.values() for quote in record.quotes}
    ids = {entity_id for speaker in speakers if isinstance(speaker, tuple) for entity_id in speaker}
    data = json.loads(
        rendered()["data/names.js"].decode().removeprefix("window.newsglossNames=").removesuffix(";\n")
    )
    rows = [row for of_kind in data["types"].values() for row in of_kind]
    assert ids
    assert ids <= {row[1] or plain_id(row[0]) for row in rows}


def test_record_does_not_depend_on_the_names_of_entities() -> None:
    sample = make_sample()
    entities = {key: replace(entity, name=f"Quill {key}") for key, entity in sample.graph.entities.items()}
    edition = make_edition(
        replace(sample.graph, entities=entities), sample.articles, sample.content, version="1"
    )
    view = View(edition)
    assert search_records(view, sorted(edition.briefs)) == list(records_of(sample).values())
    assert {read[0] for read in view.reads} == {"words", "brief"}


def test_direct_speech_without_marks_is_known(records: Mapping[str, SearchRecord]) -> None:
    assert not [quote for record in records.values() for quote in record.quotes if quote.is_unmarked]
    sample = make_sample()
    articles = {
        key: replace(article, text=article.text.translate(dict.fromkeys(map(ord, "“”"), "-")))
        for key, article in sample.articles.items()
    }
    unmarked = records_of(replace(sample, articles=articles))
    for slug, brief in sample.graph.briefs.items():
        for quote, words in zip(brief.quotes, unmarked[slug].quotes, strict=True):
            assert words.is_unmarked == (quote.kind is QuoteKind.DIRECT and words.number > 0)


def test_every_quote_has_its_words(records: Mapping[str, SearchRecord]) -> None:
    sample = make_sample()
    for slug, brief in sample.graph.briefs.items():
        text = sample.articles[brief.seed_id].text
        found = said(records[slug])
        assert len(found) == len(brief.quotes)
        for quote, words in zip(brief.quotes, found, strict=True):
            assert all(" ".join(span.of(text).split()).rstrip(",") in words for span in quote.content)


def test_quote_that_the_text_does_not_show_is_added_without_an_anchor() -> None:
    sample = make_sample()
    briefs = {slug: replace(brief, body=Body.LEAD) for slug, brief in sample.graph.briefs.items()}
    record = records_of(replace(sample, graph=replace(sample.graph, briefs=briefs)))["footbridge"]
    hidden = [words for quote, words in zip(record.quotes, said(record), strict=True) if quote.number == 0]
    assert "“It has carried us for ninety years, and it owes us nothing”" in hidden


def test_address_has_no_space_before_its_details(records: Mapping[str, SearchRecord]) -> None:
    for slug, record in records.items():
        assert record.address.split(" ", 1)[0] == f"briefs/{slug}.html"


def test_records_do_not_depend_on_the_order_of_input() -> None:
    sample = make_sample()
    graph = replace(
        sample.graph,
        entities=dict(reversed(list(sample.graph.entities.items()))),
        briefs=dict(reversed(list(sample.graph.briefs.items()))),
    )
    turned = replace(sample, graph=graph)
    assert [record.address for record in records_of(turned).values()] == [
        record.address for record in records_of(sample).values()
    ]


def context() -> SearchContext:
    page = planned()["search.html"]
    found = getattr(page, "context", None)
    assert isinstance(found, SearchContext)
    return found


def test_search_page_offers_the_types_and_years_of_what_can_be_found(
    records: Mapping[str, SearchRecord],
) -> None:
    entities = {entity.type.value for entity in make_sample().graph.entities.values()}
    assert {kind.value for kind in context().types} == {"brief", "quote", *entities}
    assert {record.year for record in records.values() if record.year} == set(context().years)
    assert context().shards == 1


def test_site_without_an_index_has_no_search_page_box_or_link() -> None:
    from builder.pages.page import HtmlContext, Page
    from builder.pages.plan import plan_pages

    sample = make_sample()
    pages = plan_pages(sample.graph, sample.articles, sample.content, version="1", searchable=False)
    assert "search.html" not in {page.path for page in pages}
    for page in pages:
        if isinstance(page, Page) and isinstance(page.context, HtmlContext):
            assert page.context.frame.search_url is None
            assert "Search" not in [link.label for link in page.context.frame.nav]

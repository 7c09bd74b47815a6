"""Search records: their words, and links to the exact mention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from builder.edition.edition import make_edition
from builder.model.editorial import Body
from builder.pages.lists.search_page import SearchContext
from builder.search.record import SearchRecord
from builder.search.records import search_records
from tests.support.sample import Sample, make_sample, planned, rendered


def records_of(sample: Sample) -> Mapping[str, SearchRecord]:
    """Return the records by URL, without quotes that no page shows, which link to their brief."""
    found = search_records(make_edition(sample.graph, sample.articles, sample.content, version="1"))
    return {record.url: record for record in found if "#" in record.url or record.type != "quote"}


@pytest.fixture(scope="module")
def records() -> Mapping[str, SearchRecord]:
    return records_of(make_sample())


def test_briefs_entities_and_quotes_have_records(records: Mapping[str, SearchRecord]) -> None:
    sample = make_sample()
    assert len(search_records(make_edition(sample.graph, sample.articles, sample.content, version="1"))) == (
        len(sample.graph.briefs)
        + len(sample.graph.entities)
        + sum(len(brief.quotes) for brief in sample.graph.briefs.values())
    )
    assert {record.type for record in records.values()} == {
        *("brief", "quote", "person", "place", "organization", "group", "event")
    }


def test_record_of_a_brief_has_headline_summary_and_published_text(
    records: Mapping[str, SearchRecord],
) -> None:
    record = records["briefs/kerry-iraq-anbar.html"]
    assert record.title == "Kerry offers Iraq help in Anbar, but no troops"
    assert record.content.startswith("Militants hold Fallujah and parts of Ramadi.")
    assert "boots on the ground" in record.content
    assert "\n" not in record.content
    assert record.filters == {"type": ["brief"], "year": ["2014"]}
    assert "Read more" not in records["briefs/footbridge.html"].content, "boilerplate is not shown"


def test_unpublished_text_is_not_in_any_record() -> None:
    sample = make_sample()
    briefs = {slug: replace(brief, body=Body.LEAD) for slug, brief in sample.graph.briefs.items()}
    record = records_of(replace(sample, graph=replace(sample.graph, briefs=briefs)))["briefs/footbridge.html"]
    assert "town council" in record.content
    assert "ninety years" not in record.content


def test_record_of_a_brief_has_the_word_number_of_every_mention(records: Mapping[str, SearchRecord]) -> None:
    sample = make_sample()
    for slug, brief in sample.graph.briefs.items():
        record = records[f"briefs/{slug}.html"]
        text = sample.articles[brief.seed_id].text
        names = {mention.anchor: mention.span.of(text).split() for mention in brief.mentions}
        words = record.content.split(" ")
        places = record.details["at"]
        assert isinstance(places, list)
        page = rendered()[record.url].decode()
        for first, anchor, *size in places:
            assert f'id="{anchor}"' in page or not anchor
            if size:
                assert all(
                    name in word
                    for name, word in zip(names[anchor], words[first : first + size[0]], strict=True)
                )
        assert [place[0] for place in places] == sorted(place[0] for place in places)


def test_record_of_an_entity_has_names_roles_text_and_a_mention_in_context(
    records: Mapping[str, SearchRecord],
) -> None:
    record = records["people/barack-obama.html"]
    assert record.meta == {"title": "Barack Obama", "also": "Obama"}
    assert record.content.startswith("44th President of the United States. Also Obama.")
    assert "He had promised to end the war in Iraq." in record.content, "the editor's text, without its marks"
    assert record.details["to"] == "briefs/kerry-iraq-anbar.html#m-barack-obama-1"
    sentence = record.details["in"]
    assert isinstance(sentence, list)
    assert sentence[1] == "Obama"
    assert sentence[2].startswith(" administration will not send American troops")


def test_name_that_differs_only_in_case_is_not_repeated(records: Mapping[str, SearchRecord]) -> None:
    assert records["places/port-elster.html"].also == ""
    assert records["places/port-elster.html"].content == "City or town."


def test_entity_without_facts_is_found_by_its_name(
    records: Mapping[str, SearchRecord],
) -> None:
    assert records["events/harbour-festival.html"].content == "Harbour Festival"


def test_record_of_a_quote_has_words_speaker_and_permalink(records: Mapping[str, SearchRecord]) -> None:
    record = records["briefs/footbridge.html#q-2"]
    assert record.content == "“It has carried us for ninety years, and it owes us nothing”"
    assert record.meta == {"speaker": "Lena Okafor"}
    assert records["briefs/footbridge.html#q-3"].speaker == "Shopkeepers", "the text's own words"
    assert records["briefs/garden.html#q-1"].meta == {}, "the speaker is unknown"
    assert records["briefs/garden.html#q-1"].filters == {"type": ["quote"]}, "its brief is undated"


def test_address_has_no_space_before_its_details(records: Mapping[str, SearchRecord]) -> None:
    for url, record in records.items():
        assert record.address.split(" ", 1)[0] == url


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


def test_search_page_offers_the_types_of_the_records(records: Mapping[str, SearchRecord]) -> None:
    assert {kind.value for kind in context().types} == {record.type for record in records.values()}
    assert {year for record in records.values() for year in record.years} == set(context().years)


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

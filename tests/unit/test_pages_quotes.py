"""Quotes outside their articles: words, index on one or many pages, and data for scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.quote_words import quote_words
from builder.model.annotations import Origin, QuoteKind
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.brief import LinkedQuote
from builder.model.span import Span
from builder.pages.page import Page
from builder.pages.quotes.quote_index import NEWEST_SHOWN, QuoteIndexContext
from tests.support.many_quotes import make_many, plan_many
from tests.support.sample import make_sample, planned, rendered, span_of

WORDS = [
    ("direct", "“We will,” she said.", ["We will,"], QuoteKind.DIRECT, "“We will”"),
    ("two parts", "“A b,” he said, “c d.”", ["A b,", "c d."], QuoteKind.DIRECT, "“A b, […] c d.”"),
    ("two paragraphs", "“A b.\n\n“C d.”", ["A b.", "C d."], QuoteKind.DIRECT, "“A b. C d.”"),
    ("in part", "It was “a farce” and worse, he said.", ["a farce"], QuoteKind.MIXED, "“a farce”"),
    (
        "in part, with its frame",
        "It was “a farce”, he said.",
        ["It was “a farce”"],
        QuoteKind.MIXED,
        "It was “a farce”",
    ),
    ("paraphrase", "It would rain, he said.", ["It would rain,"], QuoteKind.INDIRECT, "It would rain"),
    ("hard-wrapped", "“We\nwill\u00a0go.”", ["We\nwill\u00a0go."], QuoteKind.DIRECT, "“We will go.”"),
]


@pytest.mark.parametrize(
    ("text", "parts", "kind", "expected"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS]
)
def test_words_of_a_quote_are_joined_and_shortened(
    text: str, parts: list[str], kind: QuoteKind, expected: str
) -> None:
    content = tuple(span_of(text, part) for part in parts)
    quote = LinkedQuote(
        id="q-1",
        kind=kind,
        content=content,
        source=(),
        speaker_ids=(),
        speaker_text=None,
        cue=None,
        setting=None,
        about_ids=(),
        origin=Origin.RULE,
        rule="x",
        confidence=1.0,
    )
    article = Article("x", "seeds/x.txt", text, (Paragraph(Span(0, len(text)), ParagraphKind.TEXT),))
    brief = make_sample().graph.briefs["garden"]
    assert quote_words(Utterance(BriefText(brief, article, article.paragraphs), quote)) == expected


def index() -> QuoteIndexContext:
    page = planned()["quotes/index.html"]
    assert isinstance(page, Page)
    assert isinstance(page.context, QuoteIndexContext)
    return page.context


def script(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the quotes as the script of the filters reads them."""
    text = files["data/quotes.js"].decode()
    data: dict[str, Any] = json.loads(text.removeprefix("window.newsglossQuotes=").removesuffix(";\n"))
    return data


def test_index_lists_every_quote_once() -> None:
    ids = [quote.id for group in index().groups for quote in group.quotes]
    assert len(ids) == len(set(ids)) == index().filters.total == 16


def test_groups_are_sorted_by_speaker_with_unnamed_ones_last() -> None:
    assert [group.by for group in index().groups] == [
        "Baghdad",
        "John F. Kerry",
        "Nouri al-Maliki",
        "John McCain and Lindsey Graham",
        "Lena Okafor",
        "State Department",
        "White House",
        "Iraqi military leaders",
        "Shopkeepers",
        "",
    ]
    assert [group.id for group in index().groups][3:8:4] == ["by-john-mccain_lindsey-graham", None]


def test_script_has_the_same_quotes_as_the_json() -> None:
    data, expected = script(rendered()), json.loads(rendered()["data/quotes.json"])
    found = {
        (data["briefs"][row[0]][0], row[1]): (
            data["kinds"][row[2]],
            [data["speakers"][number][0] for number in row[4]] if isinstance(row[4], list) else [],
            row[5],
            row[7] or None,
        )
        for row in data["rows"]
    }
    assert found == {
        (quote["brief"], quote["id"]): (
            quote["kind"],
            quote["speakers"],
            quote["words"],
            quote.get("setting"),
        )
        for quote in expected
    }
    assert [row[4] for row in data["rows"] if isinstance(row[4], str)] == [
        "Iraqi military leaders",
        "Shopkeepers",
        "",
    ]
    assert [brief[0] for brief in data["briefs"]] == ["footbridge", "kerry-iraq-anbar", "garden"]
    assert data["briefs"][0][2:] == ["2014-02-03", "3 February 2014", "briefs/footbridge.html", "Ida Example"]


def test_every_address_in_the_script_is_a_page() -> None:
    data = script(rendered())
    paths = {*data["pages"], *(row[3] for row in data["speakers"]), *(row[4] for row in data["briefs"])}
    assert paths <= set(rendered())


def test_card_has_the_data_of_a_citation() -> None:
    html = rendered()["quotes/index.html"].decode()
    card = html[html.index('id="kerry-iraq-anbar-q-10"') :]
    assert card.split(">")[0].endswith('data-setting="in a joint statement"')
    assert 'id="footbridge-q-1" data-setting="in the town hall" data-author="Ida Example">' in html
    assert 'data-by="John McCain and Lindsey Graham"' in html


def test_filters_are_hidden_and_no_button_is_there_without_scripts() -> None:
    html = rendered()["quotes/index.html"].decode()
    assert '<details class="filter-box" hidden' in html
    listing = html[html.index("data-listing") : html.index("<template data-citation")]
    assert '<a href="#kerry-iraq-anbar-q-10">Link to this quote</a>' in listing
    assert "<button" not in listing


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("people/john-f-kerry.html", "../quotes/index.html#by-john-f-kerry"),
        ("people/lena-okafor.html", "../quotes/index.html#by-lena-okafor"),
    ],
)
def test_quotes_of_an_entity_lead_to_its_part_of_the_quote_index(path: str, link: str) -> None:
    assert f'<a class="more" href="{link}">In the quote index</a>' in rendered()[path].decode()


def test_only_the_first_of_the_quotes_from_one_brief_names_it() -> None:
    html = rendered()["people/john-f-kerry.html"].decode()
    said = html[html.index('<h2 id="said">') : html.index('<h2 id="mentions">')]
    cards = said.split("<blockquote>")[1:]
    assert len(cards) > 2
    assert '">Kerry offers Iraq help in Anbar, but no troops</a>, <time' in cards[0]
    for card in cards[1:]:
        assert re.search(
            r'<a class="where" href="../briefs/kerry-iraq-anbar.html#q-\d+">same brief</a>', card
        )


MANY = 10_000
"""Number of quotes that the index must stay usable with."""


@pytest.fixture(scope="module")
def many() -> dict[str, bytes]:
    return make_many(MANY)


@pytest.mark.slow
def test_pages_of_many_quotes_have_a_bounded_size(many: dict[str, bytes]) -> None:
    weights = {path: len(data) for path, data in many.items() if path.endswith(".html")}
    assert len(weights) > 30
    assert max(weights.values()) <= 300_000, weights


@pytest.mark.slow
def test_every_one_of_many_quotes_is_once_on_the_page_named_in_the_script(many: dict[str, bytes]) -> None:
    places = {
        anchor: path
        for path, data in many.items()
        if path.startswith("quotes/")
        for anchor in re.findall(r'<li(?: class="[a-z]+")? id="([^"]+)"', data.decode())
    }
    assert len(places) == MANY
    data = script(many)
    for row in data["rows"]:
        assert places[f"{data['briefs'][row[0]][0]}-{row[1]}"] == data["pages"][row[3]]
    links = re.findall(r'href="([^"#]+)#([^"]+)">permalink</a>', many["quotes/index.html"].decode())
    assert len(links) == NEWEST_SHOWN
    assert all(places[anchor] == f"quotes/{path}" for path, anchor in links)


def test_first_page_of_many_quotes_links_to_every_speaker(many: dict[str, bytes]) -> None:
    html = many["quotes/index.html"].decode()
    rows = re.findall(
        r'<li><a href="([^"#]+)#([^"]+)">[^<]+</a> <span class="group-count">(\d+)</span>', html
    )
    speakers = script(many)["speakers"]
    assert {anchor for _, anchor, _ in rows} == {f"by-{speaker[0]}" for speaker in speakers}
    for page, anchor, _ in rows:
        assert f'<section class="speaker-group" id="{anchor}"' in many[f"quotes/{page}"].decode()
    named = sum(isinstance(row[4], list) for row in script(many)["rows"])
    assert sum(int(count) for _, _, count in rows) == named
    assert 'href="unnamed.html"' in html
    assert 'href="unknown.html"' in html


def test_speaker_with_more_than_a_page_of_quotes_continues_on_the_next(many: dict[str, bytes]) -> None:
    pages = [many[path].decode() for path in many if path.startswith("quotes/a")]
    heads = [
        re.findall(r'id="by-person-007".*\n<h2>.*<span class="group-count">([^<]+)<', page) for page in pages
    ]
    found = [head for page in heads for head in page]
    assert len(found) > 2
    totals = [int(head.removesuffix(", continued")) for head in found]
    assert len(set(totals)) == 1
    assert sum("continued" in head for head in found) == len(found) - 1


def test_names_with_accents_are_filed_under_the_plain_letter(many: dict[str, bytes]) -> None:
    text = "".join(many[path].decode() for path in many if path.startswith("quotes/a"))
    assert "Ada Ångström" in text
    assert {path for path in many if not path.isascii()} == set()


def test_few_quotes_fit_on_one_page() -> None:
    paths = {path for path in plan_many(100) if path.startswith("quotes/")}
    assert paths == {"quotes/index.html"}

"""Quotes outside their articles: their words, their citation, their index."""

from __future__ import annotations

import pytest

from builder.model.annotations import Origin, QuoteKind
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.graph import LinkedQuote
from builder.model.span import Span
from builder.pages.catalog import BriefText, Utterance
from builder.pages.links import quote_words
from builder.pages.page import Page
from builder.pages.quote_index import QuoteIndexContext
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
def test_quote_words(text: str, parts: list[str], kind: QuoteKind, expected: str) -> None:
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


def test_every_quote_is_in_the_index_once() -> None:
    ids = [quote.id for group in index().groups for quote in group.quotes]
    assert len(ids) == len(set(ids)) == index().total == 16


def test_groups_go_by_speaker_the_unnamed_last() -> None:
    names = [
        " & ".join(link.name for link in group.speakers) or group.speaker_text for group in index().groups
    ]
    assert names == [
        "Baghdad",
        "John F. Kerry",
        "Nouri al-Maliki",
        "John McCain & Lindsey Graham",
        "Lena Okafor",
        "State Department",
        "White House",
        "Iraqi military leaders",
        "Shopkeepers",
        None,
    ]


def test_the_filters_offer_what_there_is() -> None:
    assert [choice.value for choice in index().kinds] == ["direct", "mixed", "indirect"]
    assert [choice.value for choice in index().briefs] == ["footbridge", "kerry-iraq-anbar", "garden"]
    speakers = [choice.label for choice in index().speakers]
    assert "Lindsey Graham" in speakers
    assert "Lena Okafor" in speakers
    assert "Shopkeepers" not in speakers


def test_a_joint_quote_answers_to_both_names() -> None:
    html = rendered()["quotes/index.html"].decode()
    assert html.count('data-speakers="john-mccain lindsey-graham "') == 2


def test_a_citation_has_words_speaker_setting_headline_and_date() -> None:
    cards = {quote.id: quote.citation for group in index().groups for quote in group.quotes}
    assert cards["kerry-iraq-anbar-q-10"] == (
        "“predictable” — John McCain and Lindsey Graham, in a joint statement. "
        "“Kerry offers Iraq help in Anbar, but no troops”, 5 January 2014."
    )
    headline = "Volunteers planted a garden behind the library last week"
    assert cards["garden-q-1"].endswith(f"speaker not identified. “{headline}”, undated.")


def test_without_scripts_filters_and_buttons_are_not_there() -> None:
    html = rendered()["quotes/index.html"].decode()
    assert '<form class="filters" hidden' in html
    assert '<button type="button" hidden data-copy=' in html

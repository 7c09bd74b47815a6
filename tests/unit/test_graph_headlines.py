"""Derived headlines of articles that have none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.graph.headlines import LONGEST_HEADLINE, derived_headline
from builder.model.article import Paragraph, ParagraphKind
from builder.model.span import Span
from tests.support.annotated import annotations_of, article_of


def headline(text: str) -> str:
    article = article_of(text)
    return derived_headline(article, annotations_of(article))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sank. Nobody was hurt.", "The ferry sank"),
        ("The ferry\n   sank\nagain. Nobody was hurt.", "The ferry sank again"),
        ("The ferry sank...", "The ferry sank..."),
        ("Who sank the ferry?", "Who sank the ferry?"),
        ("The ferry sank", "The ferry sank"),
        (
            (
                "The ferry to the outer islands sank in a storm on Friday night, and all the herring that it "
                "carried sank with it."
            ),
            "The ferry to the outer islands sank in a storm on Friday night…",
        ),
        (
            (
                "The ferry to the outer islands sank in a storm on Friday night after the captain had left the "
                "wheel to look for his cat."
            ),
            "The ferry to the outer islands sank in a storm on Friday night…",
        ),
        (
            (
                "The ferry, old as it was, carried every last one of the islands’ herring barrels through one "
                "storm more than anybody had thought it would."
            ),
            "The ferry, old as it was, carried every last one of the islands’ herring barrels through…",
        ),
        (
            (
                "The captain called the loss of the ferry and of its load “the worst night in all the years "
                "that I have been at sea.”"
            ),
            "The captain called the loss of the ferry and of its load…",
        ),
        (
            (
                "She said “the ferry to the islands was old when my grandmother went to school on it, and it "
                "never got any younger.”"
            ),
            "She said “the ferry to the islands was old when my grandmother went to school on it”…",
        ),
    ],
)
def test_the_first_sentence_is_cut_after_a_clause_or_a_word(text: str, expected: str) -> None:
    assert headline(text) == expected
    assert len(expected) <= LONGEST_HEADLINE


def test_only_the_story_counts() -> None:
    text = "By Ana Roe\n\nThe ferry sank. Nobody was hurt."
    article = article_of(text)
    byline = replace(article.paragraphs[0], kind=ParagraphKind.BYLINE)
    article = replace(article, paragraphs=(byline, *article.paragraphs[1:]))
    assert derived_headline(article, annotations_of(article)) == "The ferry sank"


def test_a_paragraph_without_sentences_is_used_whole() -> None:
    article = article_of("The ferry sank. Nobody was hurt.")
    annotations = replace(annotations_of(article), sentences=())
    assert derived_headline(article, annotations) == "The ferry sank. Nobody was hurt"


def test_an_article_without_a_story_has_its_seed_id_as_headline() -> None:
    article = article_of("Read more", seed_id="monday")
    article = replace(article, paragraphs=(Paragraph(Span(0, 9), ParagraphKind.BOILERPLATE),))
    assert derived_headline(article, annotations_of(article)) == "monday"


SENTENCES = st.lists(
    st.sampled_from(
        "ferry,|the|“old”|“Bess sank”|—|and;|herring:|a|islands’|when|unputdownableness|12|x".split("|")
    ),
    min_size=1,
    max_size=40,
).map(" ".join)


@settings(deadline=None)
@given(SENTENCES)
def test_a_headline_is_short_and_begins_with_the_words_of_the_text(text: str) -> None:
    found = headline(text)
    assert 0 < len(found) <= LONGEST_HEADLINE
    plain = "".join(text.split()).replace("“", "").replace("”", "")
    words = "".join(found.removesuffix("…").split()).replace("“", "").replace("”", "")
    assert plain.startswith(words)
    assert found.count("“") <= found.count("”")


@pytest.mark.parametrize("end", ["U.S.", "Halden Motors Inc.", "4 p.m."])
def test_an_abbreviation_keeps_its_full_stop(end: str) -> None:
    assert headline(f"The ferry goes to {end}") == f"The ferry goes to {end}"


def test_a_quotation_of_two_sentences_leaves_no_quotation_mark_open() -> None:
    found = headline("“The ferry is lost. Nobody was hurt,” she said.")
    assert found.count("“") == found.count("”")

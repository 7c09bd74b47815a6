"""Articles in readable form, and annotations in the offsets of the original."""

from __future__ import annotations

import pytest

from builder.annotate.outcome import Unannotated
from builder.annotate.readable_article import readable_article
from builder.model.annotations import (
    Annotations,
    DocumentEntity,
    EntityType,
    Figure,
    FigureKind,
    Mention,
    Origin,
    Quote,
    QuoteKind,
    Role,
)
from builder.model.article import Article
from builder.model.span import Span
from builder.read.reader import read_seed

TEXT = (
    "\ufeffOSLO (Jan. 5) — The \u200bmayor, Le\u0301a Hart\u00admann\u200b, paid $5\u2060 million.\n\n\u200b\n\n"
    "“\u200bIt sto\u0301od\u200b,” she\u200b said.\n"
)


def article_of(text: str) -> Article:
    article, diagnostics = read_seed(text.encode(), path="seeds/passage.txt")
    assert article is not None, diagnostics
    return article


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def annotations_of(text: str) -> Annotations:
    """Return annotations of the readable form of ``TEXT``, of every kind that has spans."""
    name, role, sum_ = span_of(text, "Léa Hartmann"), span_of(text, "mayor"), span_of(text, "$5 million")
    said, she, cue = span_of(text, "It stóod,"), span_of(text, "she"), span_of(text, "said")
    person = DocumentEntity(
        "lea-hartmann", EntityType.PERSON, "Léa Hartmann", (), (Role("mayor", role, name),)
    )
    mention = Mention(name, EntityType.PERSON, person.key, Origin.MODEL, "model", 0.9)
    quote = Quote(
        QuoteKind.MIXED,
        (said,),
        (she,),
        (person.key,),
        None,
        cue,
        sum_,
        Origin.RULE,
        "ranked",
        0.9,
        (role,),
    )
    figure = Figure(sum_, FigureKind.MONEY, (span_of(text, "paid"),))
    return Annotations("passage", "model", (said,), (mention,), (person,), (quote,), (figure,))


def test_the_annotator_reads_letters_and_no_invisible_characters() -> None:
    article = article_of(TEXT)
    read = readable_article(article).article
    assert (
        read.text
        == "OSLO (Jan. 5) — The mayor, Léa Hartmann, paid $5 million.\n\n\n\n“It stóod,” she said.\n"
    )
    assert [paragraph.span.of(read.text) for paragraph in read.paragraphs] == [
        "OSLO (Jan. 5) — The mayor, Léa Hartmann, paid $5 million.",
        "“It stóod,” she said.",
    ]
    assert read.dateline is not None
    assert read.dateline.place.of(read.text) == "OSLO"
    assert read.text[read.dateline.span.end :].startswith("The mayor")


@pytest.mark.parametrize(
    ("paragraph", "read"),
    [
        ("» The ferry sank.", "The ferry sank."),
        ("› «Sunk», she said.", "«Sunk», she said."),
        ("» It was «sunk», she said.", "It was «sunk», she said."),
        (">> The ferry sank.", "The ferry sank."),
        ("•\u00a0\u200bThe ferry sank.", "The ferry sank."),
        ("»The ferry sank«, she said.", "»The ferry sank«, she said."),
        ("» The ferry sank «, she said.", "» The ferry sank «, she said."),
        ("– The ferry sank.", "– The ferry sank."),
    ],
)
def test_a_paragraph_is_read_without_its_bullet(paragraph: str, read: str) -> None:
    article = readable_article(article_of(f"The ferry is gone.\n\n{paragraph}\n")).article
    assert article.paragraphs[-1].span.of(article.text) == read


def test_annotations_count_the_code_points_of_the_article() -> None:
    article = article_of(TEXT)
    read = readable_article(article)
    found = read.restore(annotations_of(read.article.text))
    assert isinstance(found, Annotations)
    (mention,), (entity,), (quote,), (figure,) = found.mentions, found.entities, found.quotes, found.figures
    assert mention.span.of(article.text) == "Le\u0301a Hart\u00admann"
    assert entity.roles[0].span.of(article.text) == quote.paraphrase[0].of(article.text) == "mayor"
    assert quote.content[0].of(article.text) == "It sto\u0301od\u200b,"
    assert quote.source[0].of(article.text) == "she"
    assert quote.cue is not None
    assert quote.cue.of(article.text) == "said"
    assert quote.setting == figure.span
    assert figure.span.of(article.text) == "$5\u2060 million"
    assert figure.counts[0].of(article.text) == "paid"
    assert found.sentences == quote.content


def test_the_offset_of_a_failure_counts_the_code_points_of_the_article() -> None:
    read = readable_article(article_of(TEXT))
    failure = Unannotated("passage", "It failed.", "", read.article.text.index("“"))
    found = read.restore(failure)
    assert isinstance(found, Unannotated)
    assert found.offset == TEXT.removeprefix("\ufeff").index("“")
    assert read.restore(Unannotated("passage", "It failed.", "")) == Unannotated("passage", "It failed.", "")


def test_an_article_in_readable_form_is_annotated_as_it_is() -> None:
    article = article_of("“Été,” said Łucja Åberg.\n")
    read = readable_article(article)
    assert read.article is article
    annotations = Annotations("passage", "model", (Span(0, 5),), (), (), ())
    assert read.restore(annotations) is annotations

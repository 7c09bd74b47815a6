"""Articles beyond a limit are refused; the message says what exceeds it, by how much, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from builder.annotate import limits
from builder.annotate.fault_isolation import outcomes_of
from builder.annotate.limits import LimitError, check_entities, check_mentions, check_sentences, check_text
from builder.annotate.outcome import Unannotated
from builder.annotate.parse.document import Document
from builder.model.annotations import Annotations, EntityType
from builder.model.article import Article
from tests.support.annotated import article_of
from tests.support.parsed import document_of, mentions_of, name_of

QUOTED = ("“A” ", '"a" ', "«a» ", "„a“ ", "``a'' ", "‘‘a’’ ")
"""Two quotation marks each."""


def refused(text: str) -> LimitError | None:
    """Return the error for a text beyond a limit; None for others."""
    article = article_of(text)
    try:
        check_text(article, article.paragraphs)
    except LimitError as problem:
        return problem
    return None


@pytest.mark.parametrize("quoted", QUOTED)
def test_too_many_quotation_marks_in_a_paragraph_are_refused(quoted: str) -> None:
    assert refused("So.\n\n" + quoted * (limits.MARKS_OF_PARAGRAPH // 2)) is None
    problem = refused("So.\n\n" + quoted * (limits.MARKS_OF_PARAGRAPH // 2 + 1))
    assert problem is not None
    assert problem.message == "A paragraph has 1,002 quotation marks; at most 1,000 can be annotated."
    assert problem.hint == "Split the paragraph, or move the file out of seeds/."
    assert problem.offset == len("So.\n\n")


def test_too_many_quotation_marks_in_an_article_are_refused() -> None:
    paragraph = "“A” " * 400 + "\n\n"
    assert refused(paragraph * (limits.MARKS_OF_ARTICLE // 800)) is None
    problem = refused(paragraph * (limits.MARKS_OF_ARTICLE // 800 + 1))
    assert problem is not None
    assert problem.message.startswith("The article has 10,400 quotation marks")
    assert problem.offset is None


@pytest.mark.parametrize("words", ["a ", "a, ", "(", "naïve ", "😀 "])
def test_too_many_words_in_an_article_are_refused(words: str) -> None:
    each = len(limits._WORD.findall(words))
    paragraph = words * (1000 // each) + "\n\n"
    assert refused(paragraph * (limits.WORDS_OF_ARTICLE // 1000)) is None
    problem = refused(paragraph * (limits.WORDS_OF_ARTICLE // 1000) + "one more")
    assert problem is not None
    assert problem.message.startswith("The article has 100,002 words and punctuation marks")
    assert problem.hint == "Split the article, or move the file out of seeds/."


def test_too_many_words_in_a_sentence_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document_of("It is over. Ana Roe has seen it end.")
    monkeypatch.setattr(limits, "WORDS_OF_SENTENCE", 8)
    check_sentences(doc)
    monkeypatch.setattr(limits, "WORDS_OF_SENTENCE", 6)
    with pytest.raises(
        LimitError, match=r"A sentence has [78] words and punctuation marks; at most 6"
    ) as problem:
        check_sentences(doc)
    assert problem.value.offset == len("It is over. ")


def test_too_many_mentions_in_a_sentence_or_article_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document_of("It is over. Ana saw Bo and Cy.")
    mentions = [name_of(doc, name, EntityType.PERSON) for name in ("Ana", "Bo", "Cy")]
    monkeypatch.setattr(limits, "NAMES_OF_SENTENCE", 3)
    check_mentions(mentions_of(doc, *mentions))
    monkeypatch.setattr(limits, "NAMES_OF_SENTENCE", 2)
    with pytest.raises(LimitError, match="A sentence has 3 names, dates and figures; at most 2") as problem:
        check_mentions(mentions_of(doc, *mentions))
    assert problem.value.offset == len("It is over. ")
    monkeypatch.setattr(limits, "NAMES_OF_ARTICLE", 2)
    with pytest.raises(LimitError, match="The article has 3 names, dates and figures; at most 2"):
        check_mentions(mentions_of(doc, *mentions))


def test_too_many_entities_in_an_article_are_refused() -> None:
    check_entities(limits.ENTITIES_OF_ARTICLE)
    with pytest.raises(LimitError, match="The article has 1,001 different persons, places and organizations"):
        check_entities(limits.ENTITIES_OF_ARTICLE + 1)


@pytest.mark.parametrize("at", [{0}, {1, 2}, {4}, {0, 1, 2, 3, 4}])
def test_an_article_beyond_a_limit_never_reaches_the_model(at: set[int]) -> None:
    seen: list[str] = []

    def parse(articles: Iterable[Article]) -> Iterator[Document]:
        for article in articles:
            seen.append(article.seed_id)
            yield Document(article, article.paragraphs, (), (), article.text)

    def annotate(doc: Document) -> Annotations:
        return Annotations(doc.article.seed_id, "none", (), (), (), ())

    large = "“A” " * limits.MARKS_OF_PARAGRAPH
    articles = [article_of(large if number in at else "So it was.", f"a{number}") for number in range(5)]
    found = list(outcomes_of(articles, parse, annotate))
    assert [one.seed_id for one in found] == [article.seed_id for article in articles]
    assert {number for number, one in enumerate(found) if isinstance(one, Unannotated)} == at
    assert seen == [f"a{number}" for number in range(5) if number not in at]
    assert all(one.trace == "" for one in found if isinstance(one, Unannotated))

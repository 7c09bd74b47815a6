"""Evaluation of quotes: confidence of sources, mistakes, and alignment."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builder.evaluate.metrics import PrecisionRecall, Proportion
from builder.evaluate.quotation_regions import quotation_regions
from builder.evaluate.quote_alignment import align_quotes
from builder.evaluate.word_index import words_of
from builder.model.annotations import QuoteKind
from builder.model.brief import LinkedQuote
from builder.model.span import Span
from tests.support.evaluated import annotated_quote, article, at, brief, evaluated, found_quote

TEXT = (
    "“The pier is open,” Ana Roe told Paul Lind, who called it “a gift.” Visitors spoke of “Lund’s pride”.\n\n"
    "Roe said that the work took nine years."
)
PIER, GIFT, PRIDE = "The pier is open", "a gift", "Lund’s pride"
WORK = "that the work took nine years"
GOLD = (
    annotated_quote(TEXT, [PIER], "Ana Roe"),
    annotated_quote(TEXT, [GIFT], "Paul Lind, who", QuoteKind.MIXED),
    annotated_quote(TEXT, [WORK], "Roe said", QuoteKind.INDIRECT),
)
ALL = {PIER: "Ana Roe", GIFT: "who", WORK: "Roe"}


def mistakes_of(found: Sequence[LinkedQuote]) -> list[str]:
    """Return the mistakes of the article, given the quotes found in it."""
    (judged,) = evaluated([article("pier", TEXT, quotes=GOLD)], [brief("pier", quotes=found)]).articles
    return [f"{mistake.kind} | {mistake.words} | {mistake.detail}" for mistake in judged.mistakes]


def found(changes: dict[str, str | None], without: str = "") -> list[LinkedQuote]:
    """Return all quotes found right except for the changes, and without one."""
    return [
        found_quote(TEXT, [words], source) for words, source in {**ALL, **changes}.items() if words != without
    ]


@pytest.mark.parametrize(
    ("quotes", "mistake"),
    [
        pytest.param(found({}), None, id="nothing"),
        pytest.param(found({}, PIER), f"quote missed | {PIER} | said by “Ana Roe”", id="missed"),
        pytest.param(
            found({PRIDE: "Visitors"}), f"quote spurious | {PRIDE} | said by “Visitors”", id="spurious"
        ),
        pytest.param(
            found({PRIDE: None}),
            f"quote spurious | {PRIDE} | said by no one named",
            id="spurious without a source",
        ),
        pytest.param(
            found({GIFT: "Ana Roe"}),
            f"wrong source | {GIFT} | right is “Paul Lind, who”, found was “Ana Roe” (confidence 0.90)",
            id="wrong source",
        ),
        pytest.param(
            found({GIFT: None}), f"source missing | {GIFT} | right is “Paul Lind, who”", id="no source"
        ),
        pytest.param(
            found({}, WORK), f"paraphrase missed | {WORK} | said by “Roe said”", id="paraphrase missed"
        ),
        pytest.param(
            found({"Visitors spoke": None}),
            "paraphrase spurious | Visitors spoke | said by no one named",
            id="paraphrase spurious",
        ),
        pytest.param(
            [*found({}, WORK), found_quote(TEXT, ["the work"], "Roe")],
            f"statement cut wrong | {WORK} | found as “the work”",
            id="cut",
        ),
    ],
)
def test_each_mistake_is_reported_once(quotes: list[LinkedQuote], mistake: str | None) -> None:
    assert mistakes_of(quotes) == ([mistake] if mistake else [])


def test_sources_are_scored_by_confidence() -> None:
    quotes = [
        found_quote(TEXT, [PIER], "Ana Roe", confidence=0.9),
        found_quote(TEXT, [GIFT], "Ana Roe", confidence=0.85),
        found_quote(TEXT, [PRIDE], "Visitors", confidence=0.1),
    ]
    scores = evaluated([article("pier", TEXT, quotes=GOLD)], [brief("pier", quotes=quotes)]).scores
    assert scores["sources right, confidence 0.9 and more"] == Proportion(1, 1)
    assert scores["sources right, confidence 0.8 to 0.9"] == Proportion(0, 1)
    assert scores["sources right, confidence below 0.8"] == Proportion(0, 0)


def test_words_in_marks_that_no_one_says_are_left_alone_or_not() -> None:
    text = 'Ana Roe said: "No." She sailed the "Heron" past the "old pier" and sang "Tide".'
    one = article("pier", text, quotes=[annotated_quote(text, ["No."], "Ana Roe")])
    ignored = type(one)(one.id, one.text, one.quotes, None, (at(text, "Tide"),), partial=False)
    quotes = [found_quote(text, ["No."], "Ana Roe"), found_quote(text, ["Heron"], "Ana Roe")]
    scores = evaluated([ignored], [brief("pier", quotes=quotes)]).scores
    assert scores["words in marks that no one says, left alone"] == Proportion(1, 2)


def test_whole_quotes_in_ignored_spans_count_neither_as_annotated_nor_as_found() -> None:
    one = article("pier", TEXT, quotes=())
    ignored = type(one)(one.id, one.text, (), None, (at(TEXT, WORK),), partial=False)
    result = evaluated([ignored], [brief("pier", quotes=[found_quote(TEXT, [WORK], "Roe")])])
    assert result.scores["all content"] == PrecisionRecall(0, 0, 0)
    assert result.mistakes() == {}


def test_every_quote_of_an_unread_article_is_missed() -> None:
    result = evaluated([article("pier", TEXT, quotes=GOLD)], [])
    assert result.scores["quotes found"] == PrecisionRecall(0, 0, 2)
    assert {str(kind): count for kind, count in result.mistakes().items()} == {
        "quote missed": 2,
        "paraphrase missed": 1,
    }


def test_an_article_without_words_has_nothing_to_align() -> None:
    aligned = align_quotes(article("dots", "…\n\n“…”", quotes=()), None)
    assert (aligned.segments, aligned.matches) == ((), ())


def test_a_word_counts_if_half_of_it_is_covered() -> None:
    words = words_of("Ana’s pier_side")
    assert [words.spans[number].start for number in sorted(words.within([Span(0, 15)]))] == [0, 4, 6, 11]
    assert words.within([Span(1, 3)]) == {0}
    assert words.within([Span(2, 3)]) == frozenset()
    assert [*words.runs(frozenset({0, 1, 3}))] == [Span(0, 5), Span(11, 15)]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("“One,” she said, “two.”", ["One,", "two."]),
        ('"One," she said, "two."', ["One,", "two."]),
        ("``One,'' she said, ''two.''", ["One,", "two."]),
        ("«One», „two”", ["One", "two"]),
        ("“Never closed\nand “here”", ["Never closed", "here"]),
        ("“One “two” three", ["One ", "two"]),
        ("“typed the wrong way round“, she said", ["typed the wrong way round"]),
        ("”typed so, too” she said", ["typed so, too"]),
        ('(“One”)—"two"', ["One", "two"]),
        ('"One ("two") three', ["One (", "two"]),
        ("It’s the ‘town’ of Roe's", []),
        ('<a title="Lund">Lund</a> is “nice”', ["nice"]),
        ("closed” without", []),
        ('a 6" plank', []),
    ],
)
def test_regions_between_quotation_marks(text: str, regions: list[str]) -> None:
    assert [span.of(text) for span in quotation_regions(text)] == regions

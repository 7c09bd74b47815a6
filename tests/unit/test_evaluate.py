"""Scores of annotated articles, and reading of annotated files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.evaluate.gold import GoldArticle, GoldMention, GoldQuote, read_gold
from builder.evaluate.metrics import PrecisionRecall
from builder.evaluate.name_alignment import align_names
from builder.evaluate.name_scores import NameScores
from builder.evaluate.name_scores import score_names as score_aligned_names
from builder.evaluate.prediction import quote_content, seed_ids_of
from builder.evaluate.quote_alignment import align_quotes
from builder.evaluate.quote_scores import QuoteScores
from builder.evaluate.quote_scores import score_quotes as score_aligned_quotes
from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.diagnostic import InputError
from builder.model.editorial import Body
from builder.model.span import Span

TEXT = "“The ferry is late,” Ana Roe said. “It is a shame,” she added. Paul Lind said nobody knew."
FIRST, SECOND, THIRD = Span(1, 19), Span(36, 50), Span(78, 90)
ROE, SHE, LIND = Span(21, 28), Span(52, 55), Span(63, 72)


def quote(
    content: tuple[Span, ...], source: tuple[Span, ...], *, kind: QuoteKind = QuoteKind.DIRECT
) -> LinkedQuote:
    return LinkedQuote("q-1", kind, content, source, (), None, None, None, (), Origin.RULE, "test", 0.9)


def mention(span: Span, kind: EntityType) -> LinkedMention:
    return LinkedMention("m-1", span, kind, "x", None, Origin.MODEL, "test", 0.9)


def brief(quotes: tuple[LinkedQuote, ...] = (), mentions: tuple[LinkedMention, ...] = ()) -> Brief:
    return Brief(
        "a", "a", "A", "seed", None, None, None, None, None, (), Body.FULL, "test", (), mentions, quotes
    )


def score_quotes(one: GoldArticle, found: Brief | None) -> QuoteScores:
    return score_aligned_quotes(align_quotes(one, found))


def score_names(one: GoldArticle, found: Brief | None) -> NameScores:
    return score_aligned_names(align_names(one, found))


def gold(*quotes: GoldQuote, ignore: tuple[Span, ...] = ()) -> GoldArticle:
    return GoldArticle("a", TEXT, quotes, None, ignore, partial=False)


def said(
    content: tuple[Span, ...], source: tuple[Span, ...], kind: QuoteKind = QuoteKind.DIRECT
) -> GoldQuote:
    return GoldQuote(kind, content, source)


@pytest.mark.parametrize(
    ("right", "found", "segments", "attributed"),
    [
        pytest.param([((FIRST,), (ROE,))], [((FIRST,), (ROE,))], (1, 1, 1), (1, 1, 1), id="right"),
        pytest.param([((FIRST,), (ROE,))], [((FIRST,), (LIND,))], (1, 1, 1), (0, 1, 1), id="wrong speaker"),
        pytest.param(
            [((FIRST,), (ROE,))], [((FIRST,), ())], (1, 1, 1), (0, 0, 1), id="no speaker is a miss only"
        ),
        pytest.param(
            [((FIRST,), ())], [((FIRST,), (ROE,))], (1, 1, 1), (0, 0, 0), id="implicit speakers do not count"
        ),
        pytest.param([((FIRST,), (ROE,))], [], (0, 0, 1), (0, 0, 1), id="nothing found"),
        pytest.param([], [((FIRST,), (ROE,))], (0, 1, 0), (0, 1, 0), id="nothing annotated"),
        pytest.param(
            [((FIRST, SECOND), (ROE,))],
            [((FIRST,), (ROE,)), ((SECOND,), (ROE,))],
            (2, 2, 2),
            (2, 2, 2),
            id="a split quotation is two segments, as one quote or as two",
        ),
        pytest.param(
            [((Span(1, 50),), (ROE,))],
            [((FIRST, SECOND), (ROE,))],
            (2, 2, 2),
            (2, 2, 2),
            id="quotation marks do not count",
        ),
    ],
)
def test_segments_are_counted(
    right: list[tuple[tuple[Span, ...], tuple[Span, ...]]],
    found: list[tuple[tuple[Span, ...], tuple[Span, ...]]],
    segments: tuple[int, int, int],
    attributed: tuple[int, int, int],
) -> None:
    scores = score_quotes(
        gold(*(said(*pair) for pair in right)), brief(tuple(quote(*pair) for pair in found))
    )
    assert scores.segments == PrecisionRecall(*segments)
    assert scores.attributed == PrecisionRecall(*attributed)


def test_paraphrases_are_content_and_not_segments() -> None:
    one = gold(said((THIRD,), (LIND,), QuoteKind.INDIRECT))
    scores = score_quotes(one, brief((quote((THIRD,), (LIND,), kind=QuoteKind.INDIRECT),)))
    assert scores.segments == PrecisionRecall(0, 0, 0)
    assert scores.content == PrecisionRecall(1, 1, 1)


def test_quotes_matched_with_one_annotated_quote_are_compared_together() -> None:
    one = gold(said((FIRST, SECOND), (ROE,)))
    halves = brief((quote((FIRST,), (ROE,)), quote((SECOND,), (SHE,))))
    assert score_quotes(one, halves).content == PrecisionRecall(1, 1, 1)
    assert score_quotes(one, brief((quote((THIRD,), (LIND,)),))).content == PrecisionRecall(0, 1, 1)


def test_ignored_spans_count_neither_as_annotated_nor_as_found() -> None:
    one = gold(said((FIRST,), (ROE,)), ignore=(FIRST,))
    assert score_quotes(one, brief((quote((FIRST,), (LIND,)),))).segments == PrecisionRecall(0, 0, 0)


def test_content_includes_the_paraphrase() -> None:
    whole = replace(quote((SECOND,), (SHE,)), paraphrase=(FIRST,))
    assert quote_content(whole) == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("found", "overlap", "exact", "typed"),
    [
        ([(ROE, EntityType.PERSON)], (1, 1, 2), (1, 1, 2), (1, 1, 2)),
        ([(Span(25, 28), EntityType.PERSON)], (1, 1, 2), (0, 1, 2), (1, 1, 2)),
        ([(ROE, EntityType.PLACE)], (1, 1, 2), (1, 1, 2), (0, 1, 2)),
        ([(ROE, EntityType.GROUP)], (0, 0, 2), (0, 0, 2), (0, 0, 2)),
        ([(SHE, EntityType.PERSON)], (0, 0, 2), (0, 0, 2), (0, 0, 2)),
        ([(Span(5, 10), EntityType.ORGANIZATION)], (0, 1, 2), (0, 1, 2), (0, 1, 2)),
    ],
)
def test_names_are_counted(
    found: list[tuple[Span, EntityType]],
    overlap: tuple[int, int, int],
    exact: tuple[int, int, int],
    typed: tuple[int, int, int],
) -> None:
    marks = (
        GoldMention(ROE, "PERSON", optional=False),
        GoldMention(SHE, "PERSON", optional=True),
        GoldMention(LIND, "PERSON", optional=False),
    )
    one = GoldArticle("a", TEXT, None, marks, (), partial=False)
    scores = score_names(one, brief(mentions=tuple(mention(*pair) for pair in found)))
    assert (scores.overlap, scores.exact, scores.typed) == (
        PrecisionRecall(*overlap),
        PrecisionRecall(*exact),
        PrecisionRecall(*typed),
    )


def test_a_partly_annotated_article_has_no_spurious_names() -> None:
    one = GoldArticle("a", TEXT, None, (), (), partial=True)
    assert score_names(one, brief(mentions=(mention(ROE, EntityType.PERSON),))).overlap == PrecisionRecall(
        0, 0, 0
    )


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([FIRST, SECOND, THIRD]), unique=True), st.lists(st.sampled_from([FIRST, SECOND]))
)
def test_equal_quotes_score_1_and_all_scores_are_between_0_and_1(
    right: list[Span], other: list[Span]
) -> None:
    one = gold(*(said((span,), (ROE,)) for span in right))
    same = score_quotes(one, brief(tuple(quote((span,), (ROE,)) for span in right)))
    assert {same.segments.f1, same.attributed.f1} <= {1.0, None}
    assert same.content.f1 == (1 if right else None)
    scores = score_quotes(one, brief(tuple(quote((span,), (ROE,)) for span in other)))
    for rate in (scores.segments, scores.attributed, scores.content):
        assert rate.f1 is None or 0 <= rate.f1 <= 1
        assert rate.right <= min(rate.predicted, rate.gold)


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ('{"id": "a", "text": "x", "quotes": []}\nnonsense\n', 2, "not an annotated article"),
        ('{"id": "a", "text": "x"}\n', 1, "quotes or mentions"),
        (
            '{"id": "a", "text": "x", "quotes": [{"kind": "loud", "content": [], "source": null}]}\n',
            1,
            "loud",
        ),
        ('{"id": "a", "text": 1, "quotes": []}\n', 1, "not a string"),
        ('{"id": "a", "text": "\\ud800", "quotes": []}\n', 1, "surrogates"),
        ('{"id": "a", "text": "x", "quotes": [], "ignore": [[0, 2]]}\n', 1, "after the end of the text"),
        (
            '{"id": "a", "text": "x", "mentions": [{"start": 0, "end": 1, "type": "THING"}]}\n',
            1,
            "not one of the types",
        ),
        (
            '{"id": "a", "text": "x", "quotes": []}\n\n{"id": "a", "text": "y", "quotes": []}\n',
            3,
            "earlier line",
        ),
    ],
)
def test_a_wrong_line_is_an_error_at_its_line(tmp_path: Path, lines: str, line: int, words: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(InputError) as problem:
        read_gold(path)
    (found,) = problem.value.diagnostics
    assert (found.path, found.line) == (str(path), line)
    assert words in found.message


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "gone.jsonl")


def test_an_annotated_file_is_read() -> None:
    data = Path(__file__).parents[1] / "data" / "evaluate" / "quotes.jsonl"
    (one,) = read_gold(data)
    row = json.loads(data.read_text(encoding="utf-8"))
    assert one.text == row["text"]
    assert one.quotes is not None
    assert [span.of(one.text) for quote in one.quotes for span in (*quote.content, *quote.source)] == [
        "The ferry is late,",
        "Helen Marsh",
        "a disgrace",
        "Tobias Fenwick",
    ]


@pytest.mark.parametrize(
    ("ids", "seeds"),
    [
        (["pier", "lake 2"], ["pier", "lake 2"]),
        (["pier", "Pier!"], ["article-1", "article-2"]),
        (["?", "!"], ["article-1", "article-2"]),
    ],
)
def test_articles_keep_their_ids_as_seeds_unless_two_have_one_address(
    ids: list[str], seeds: list[str]
) -> None:
    gold = [GoldArticle(one, TEXT, (), None, (), partial=False) for one in ids]
    assert seed_ids_of(gold) == dict(zip(ids, seeds, strict=True))

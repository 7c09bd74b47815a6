"""Rankings on stored parses: the likeliest source of each quoted region, with what it was compared to."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.ranking import LABEL_PROBABILITY, rank_sources, shares_of
from builder.annotate.quotes.trained_models import load_scorers
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_ranking", "ranking")
def test_likeliest_sources(case: dict[str, Any]) -> None:
    found = [
        {
            "best": ranking.candidate.text if ranking.candidate is not None else None,
            "label": ranking.best is not None and ranking.best.is_label,
            "carried": ranking.carried.text if ranking.carried is not None else None,
        }
        for ranking in rank_sources(quoted_text_of_case(case["text"]), load_scorers().speaker)
    ]
    assert found == case["regions"]


@parametrize_cases("quotes_ranking", "ranking")
def test_the_best_candidate_is_the_likeliest_of_those_compared(case: dict[str, Any]) -> None:
    for ranking in rank_sources(quoted_text_of_case(case["text"]), load_scorers().speaker):
        probabilities = [one.probability for one in ranking.compared]
        assert ranking.probability == max(probabilities, default=0.0)
        assert all(one.probability == LABEL_PROBABILITY for one in ranking.compared if one.is_label)


def test_the_first_of_several_equally_likely_candidates_is_chosen() -> None:
    text = quoted_text_of_case("“The pier is rotten,” Ana Roe told Tomas Vale.")
    (ranking,) = rank_sources(text, lambda rows: [0.5 for _ in rows])
    assert [one.candidate.text for one in ranking.compared] == ["Ana Roe", "Tomas Vale"]
    assert ranking.best is ranking.compared[0]


def test_shares_count_the_mentions_of_each_entity() -> None:
    assert shares_of(["roe", None, "roe", "vale", "roe"]) == {"roe": 0.75, "vale": 0.25}

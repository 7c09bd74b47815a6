"""``newsgloss explain``: how the annotations of some words came about, and what is said of words that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.desk_preview import FERRY, MARKET
from tests.support.sites import run_newsgloss, write_files

pytestmark = pytest.mark.model

FILES = {
    "seeds/ferry.txt": FERRY,
    "seeds/market.txt": MARKET,
    "content/briefs/ferry.yaml": (
        "slug: the-ferry\nquotes:\n  - {text: a tub, source: the harbor master}\n"
        "mentions:\n  - {text: Bess, organization: bess}\n"
    ),
    "content/entities.yaml": (
        "organizations:\n  bess: {name: Bess}\nmerge: {roe: ana-roe}\nsplit: {ana-roe: {market: ana-roe-2}}\n"
    ),
}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(
        tmp_path_factory.mktemp("newsroom"), {name: text.encode() for name, text in FILES.items()}
    )


def test_a_quote_is_explained(newsroom: Path) -> None:
    told = run_newsgloss(["explain", "the-ferry", "It floats"], root=newsroom)
    assert told.code == 0
    assert "“[It floats], and that is more" in told.out
    assert "a direct quote of Ana Roe (ana-roe); rule, ranker+name" in told.out
    assert "found by ranker, beside “said”" in told.out
    assert "→  9" in told.out, "the candidates with their probabilities, the likeliest marked"
    assert "content/entities.yaml:3: roe is ana-roe" in told.out
    assert "content/entities.yaml:4: in market, ana-roe is ana-roe-2" in told.out


def test_a_name_is_explained_once_for_all_its_places(newsroom: Path) -> None:
    told = run_newsgloss(["explain", "ferry", "Ben Hale", "-v"], root=newsroom).out
    assert told.count("m-ben-hale-1: person, Ben Hale") == 1
    told = run_newsgloss(["explain", "ferry", "Bess"], root=newsroom).out
    assert told.count("[Bess]") == 3
    assert told.count("What made “Bess” a name") == 1
    assert told.count("type of “Bess”") == 1


def test_what_an_editor_says_is_part_of_it(newsroom: Path) -> None:
    told = run_newsgloss(["explain", "ferry", "a tub"], root=newsroom).out
    assert "content/briefs/ferry.yaml:3: “a tub”: the harbor master" in told
    assert "editor, fix, 100% sure" in told
    told = run_newsgloss(["explain", "ferry", "Bess"], root=newsroom).out
    assert "content/briefs/ferry.yaml:5: “Bess”: organization bess" in told
    assert "content/entities.yaml:2: an entry for bess" in told


def test_the_same_as_json(newsroom: Path) -> None:
    answer = run_newsgloss(["explain", "ferry", "It floats", "--json"], root=newsroom).answer
    assert answer["brief"] == "the-ferry"
    assert [one["speaker_ids"] for one in answer["quotes"]] == [["ana-roe"]]
    (quote,) = answer["machine"]["quotes"]
    assert quote["source"] == "Roe"
    assert quote["regions"][0]["candidates"][0]["features"]


def test_more_is_told_with_v(newsroom: Path) -> None:
    short = run_newsgloss(["explain", "ferry", "It floats"], root=newsroom).out
    whole = run_newsgloss(["explain", "ferry", "It floats", "-v"], root=newsroom).out
    assert len(whole) > 2 * len(short)


@pytest.mark.parametrize(
    ("brief", "words", "message"),
    [
        ("ferri", "It floats", "The site has no brief `ferri`.\n  Did you mean `ferry`?"),
        ("ferry", "It flots", "“It flots” does not appear in seeds/ferry.txt.\n  Did you mean “It floats”?"),
    ],
)
def test_what_is_not_there_is_an_error(newsroom: Path, brief: str, words: str, message: str) -> None:
    told = run_newsgloss(["explain", brief, words], root=newsroom)
    assert told.code == 1
    assert message in told.err + told.out

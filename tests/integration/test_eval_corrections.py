"""``newsgloss eval --corrections``: how often the machine was right where an editor decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.desk_preview import FERRY, MARKET
from tests.support.sites import run_newsgloss, write_files

pytestmark = pytest.mark.model

FILES: dict[str, str | bytes | None] = {"seeds/ferry.txt": FERRY, "seeds/market.txt": MARKET}
FIXES = """
quotes:
  - {text: It floats, speakers: [ana-roe]}
  - {text: a tub, speakers: [ana-roe]}
  - {text: the crossing takes 25 minutes, drop: true}
  - {text: will pay for the Bess, source: the council}
mentions:
  - {text: Ana Roe, person: ana-roe}
  - {text: Hale, person: ana-roe}
  - {text: Bess, drop: true}
  - {text: the pier, place: lowmoor}
"""


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    return write_files(tmp_path / "newsroom", FILES)


def test_decisions_are_counted_by_kind_rule_and_confidence(newsroom: Path) -> None:
    write_files(
        newsroom,
        {
            "content/briefs/ferry.yaml": FIXES,
            "content/entities.yaml": "split: {ben-hale: {market: ben-hale-2}}\n",
        },
    )
    answer = run_newsgloss(["eval", "--corrections", "--json"], root=newsroom).answer
    found = {(one["words"], one["outcome"]) for one in answer["corrections"] if one["kind"] == "speaker"}
    assert found == {
        ("It floats, and that is more than we hoped for,", "right"),
        ("a tub with an engine.", "changed"),
        ("the crossing takes 25 minutes", "dropped"),
        ("will pay for the Bess", "missed"),
    }
    names = [(one["words"], one["outcome"]) for one in answer["corrections"] if one["kind"] == "name"]
    assert sorted(set(names)) == [
        ("Ana Roe", "right"),
        ("Bess", "dropped"),
        ("Hale", "changed"),
        ("the pier", "missed"),
    ]
    assert names.count(("Bess", "dropped")) == 3
    kinds = {one["name"]: one for one in answer["kinds"]}
    assert (kinds["speaker"]["decided"], kinds["speaker"]["right"], kinds["speaker"]["missed"]) == (3, 1, 1)
    assert kinds["speaker"]["share"] == pytest.approx(1 / 3)
    assert sum(one["decided"] for one in answer["rules"]) == sum(one["decided"] for one in answer["kinds"])
    assert sum(one["decided"] for one in answer["confidence"]) == sum(
        one["decided"] for one in answer["kinds"]
    )
    assert (answer["merged"], answer["split"]) == (0, 1)
    told = run_newsgloss(["eval", "--corrections", "-v"], root=newsroom).out
    assert "33%" in told
    assert "ferry: speaker changed" in told
    assert "“a tub with an engine.”" in told


def test_a_site_without_fixes_says_so(newsroom: Path) -> None:
    told = run_newsgloss(["eval", "--corrections"], root=newsroom)
    assert told.code == 0
    assert "No fix in content/briefs/" in told.out


@pytest.mark.parametrize("arguments", [["eval"], ["eval", "x.jsonl", "--corrections"]])
def test_either_files_or_corrections(newsroom: Path, arguments: list[str]) -> None:
    told = run_newsgloss(arguments, root=newsroom)
    assert told.code == 2
    assert "--corrections" in told.err


def test_the_site_may_show_the_figures(newsroom: Path) -> None:
    write_files(newsroom, {"content/briefs/ferry.yaml": FIXES})
    page = run_newsgloss(["eval", "--corrections", "--markdown"], root=newsroom).out
    assert (
        "- Of 3 quotes that editors decided about, the program was right in 1 (33%); they changed the speaker in 1,"
        in page
    )
    write_files(newsroom, {"content/pages/corrections.md": page})
    assert run_newsgloss(["build"], root=newsroom).code == 0
    shown = (newsroom / "site/corrections.html").read_text("utf-8")
    assert "What our editors corrected" in shown
    assert "the program was right in 1 (33%)" in shown


def test_figures_without_a_correction_say_so(newsroom: Path) -> None:
    page = run_newsgloss(["eval", "--corrections", "--markdown"], root=newsroom).out
    assert "- Our editors have not decided about any quote or name yet." in page


@pytest.mark.parametrize("words", [["--markdown"], ["--corrections", "--markdown", "--json"]])
def test_markdown_is_a_form_of_corrections_only(newsroom: Path, words: list[str]) -> None:
    assert run_newsgloss(["eval", *words], root=newsroom).code == 2

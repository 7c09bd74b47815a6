"""Front matter of seeds in a built site: addresses, fixes, and the file that mistakes are reported in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.sites import read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

STORY = """
Balthasar Quennell bought the Thornbury Mill on Monday.

“We reopen it in spring,” Quennell said.
"""


def build(root: Path) -> Any:
    return run_newsgloss(["build", "--json"], root=root).answer


def seed(*keys: str) -> str:
    return "\n".join(("---", *keys, "---", STORY))


def brief(root: Path, slug: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(read_tree(root / "site")[f"briefs/{slug}.json"])
    return data


def test_a_seed_may_give_its_address_and_its_fixes(site: Path) -> None:
    fix = "quotes: [{text: reopen it, drop: true}]"
    write_files(
        site, {"seeds/mill.md": seed("slug: old-mill", fix), "seeds/2024-03-05-pier.md": seed("title: Pier")}
    )
    assert build(site)["ok"]
    mill, pier = brief(site, "old-mill"), brief(site, "pier")
    assert (mill["id"], mill["quotes"]) == ("mill", [])
    assert (pier["id"], pier["date"], len(pier["quotes"])) == ("2024-03-05-pier", "2024-03-05", 1)


def test_the_editors_file_wins(site: Path) -> None:
    files = {
        "seeds/mill.md": seed("slug: old-mill", "quotes: [{text: reopen it, drop: true}]"),
        "content/briefs/mill.yaml": "slug: mill\nquotes: [{text: reopen it, speakers: [], source: the new owner}]\n",
    }
    write_files(site, files)
    assert build(site)["ok"]
    (quote,) = brief(site, "mill")["quotes"]
    assert quote["origin"] == "editor"


@pytest.mark.parametrize(
    "key", ["quotes: [{text: not there, drop: true}]", "mentions: [{text: not there, drop: true}]"]
)
def test_a_fix_that_matches_nothing_is_a_warning_in_the_seed(site: Path, key: str) -> None:
    write_files(
        site, {"seeds/mill.md": seed("title: Mill", key), "content/briefs/mill.yaml": "source: Herald\n"}
    )
    answer = build(site)
    assert answer["ok"]
    warnings = [one for one in answer["diagnostics"] if one["severity"] == "warning"]
    assert [(one["path"], one["line"]) for one in warnings] == [("seeds/mill.md", 3)]
    (lost,) = [
        one for one in run_newsgloss(["review", "--json"], root=site).answer["items"] if one["kind"] == "lost"
    ]
    assert (lost["path"], lost["line"]) == ("seeds/mill.md", 3)


def test_two_seeds_with_one_address_are_an_error(site: Path) -> None:
    write_files(site, {"seeds/a.md": seed("slug: mill"), "seeds/b.md": seed("title: x", "slug: mill")})
    (found,) = build(site)["diagnostics"]
    assert (found["path"], found["line"]) == ("seeds/b.md", 3)

"""Every rule of docs/editing.md has an example: files of an editor's, and what comes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.guide_rules import guide_rules, rules_with, single_spaced
from tests.support.scenes import BuiltScene, build_scene, unmet
from tests.support.sites import PROJECT

DATA = PROJECT / "tests" / "data" / "editing_rules"
SCENES: list[dict[str, Any]] = [
    scene
    for path in sorted(DATA.glob("*.yaml"))
    if path.stem != "without_case"
    for scene in yaml.safe_load(path.read_text(encoding="utf-8"))
]
WITHOUT_CASE: dict[str, Any] = yaml.safe_load((DATA / "without_case.yaml").read_text(encoding="utf-8"))
"""Rules that tests elsewhere run, each with its test, and sentences that say nothing about the program."""


def quoted_rules(case: dict[str, Any]) -> list[str]:
    """Return the words of the guide that a case is an example of."""
    return [*case.get("rules", []), *([case["rule"]] if "rule" in case else [])]


CASES = [(scene, case) for scene in SCENES for case in scene["cases"]]
QUOTED = [words for _, case in CASES for words in quoted_rules(case)]
ELSEWHERE: dict[str, str] = WITHOUT_CASE["elsewhere"]


@pytest.fixture(scope="module")
def built() -> dict[str, BuiltScene]:
    """Return the scenes that were built so far, by name; each is built when its first case runs."""
    return {}


@pytest.mark.model
@pytest.mark.parametrize(
    ("scene", "case"),
    CASES,
    ids=[f"{scene['scene']}: {quoted_rules(case)[0][:60]}" for scene, case in CASES],
)
def test_the_rule_holds(
    scene: dict[str, Any],
    case: dict[str, Any],
    built: dict[str, BuiltScene],
    good_site: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    name = scene["scene"]
    if name not in built:
        built[name] = build_scene(good_site, tmp_path_factory.mktemp("scene") / "newsroom", scene)
    assert built[name].report.ok != scene.get("fails", False), built[name].told
    assert unmet(built[name], case) == []


def test_scenes_have_names_of_their_own_and_cases_expect_something() -> None:
    names = [scene["scene"] for scene in SCENES]
    assert len(names) == len(set(names))
    assert [case for _, case in CASES if not case.keys() - {"rule", "rules"}] == []


@pytest.mark.parametrize("words", [*QUOTED, *ELSEWHERE, *WITHOUT_CASE["not_rules"]])
def test_each_quoted_rule_is_in_the_guide(words: str) -> None:
    assert rules_with(words), f"docs/editing.md does not say: {single_spaced(words)}"


def test_each_rule_of_the_guide_has_a_case() -> None:
    covered = {rule for words in (*QUOTED, *ELSEWHERE) for rule in rules_with(words)}
    exempt = {rule for words in WITHOUT_CASE["not_rules"] for rule in rules_with(words)}
    assert [rule for rule in guide_rules() if rule not in covered | exempt] == []
    assert sorted(covered & exempt) == [], "these have a case: remove them from not_rules"


@pytest.mark.parametrize(("words", "test"), ELSEWHERE.items())
def test_the_tests_elsewhere_exist(words: str, test: str) -> None:
    path, _, function = test.partition("::")
    assert f"\ndef {function}(" in (PROJECT / path).read_text(encoding="utf-8"), words

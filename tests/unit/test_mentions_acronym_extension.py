"""Extension of names that the model cut short, to fit an acronym of the article."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.acronym_extension import extend_to_acronyms
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

ORGANIZATION, PERSON = EntityType.ORGANIZATION, EntityType.PERSON
CASES = cases_of("mentions_acronym_extension", "acronym-extension")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_organization_is_extended_to_fit_its_acronym(case: dict[str, Any]) -> None:
    assert changes_of_case("acronym-extension", case) == expected_changes(case)


def extended(text: str, *names: tuple[str, EntityType]) -> list[str]:
    doc = document_of(text)
    found = [name_of(doc, words, kind) for words, kind in names]
    return [mention.text for mention in extend_to_acronyms(mentions_of(doc, *found))]


def test_name_is_extended_to_fit_an_acronym() -> None:
    text = "The League of Bakers and the Millers met. LBM spoke."
    assert extended(text, ("League of Bakers", ORGANIZATION), ("LBM", ORGANIZATION)) == [
        "League of Bakers and the Millers",
        "LBM",
    ]


def test_mentions_inside_the_extension_are_dropped() -> None:
    text = "The League of Bakers and the Millers met. LBM spoke."
    names = [("League of Bakers", ORGANIZATION), ("Millers", ORGANIZATION), ("LBM", ORGANIZATION)]
    assert extended(text, *names) == ["League of Bakers and the Millers", "LBM"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The League of Bakers and the Millers met. LB spoke.",
            [("League of Bakers", ORGANIZATION), ("LB", ORGANIZATION)],
        ),
        ("The League of Bakers and the Millers met.", [("League of Bakers", ORGANIZATION)]),
        (
            "The League of Bakers, the Millers met. LBM spoke.",
            [("League of Bakers", ORGANIZATION), ("LBM", ORGANIZATION)],
        ),
        (
            "The League of Bakers met some Millers. LBM spoke.",
            [("League of Bakers", ORGANIZATION), ("LBM", ORGANIZATION)],
        ),
        ("Lara Bell and the Millers met. LBM spoke.", [("Lara Bell", PERSON), ("LBM", ORGANIZATION)]),
        ("Bakers and the Millers met. BM spoke.", [("Bakers", ORGANIZATION), ("BM", ORGANIZATION)]),
        (
            "The League of Bakers met. Millers came. LBM spoke.",
            [("League of Bakers", ORGANIZATION), ("LBM", ORGANIZATION)],
        ),
    ],
    ids=[
        "fits already",
        "no acronym",
        "a comma between",
        "a verb between",
        "a person",
        "one word",
        "next sentence",
    ],
)
def test_name_without_a_fitting_acronym_stays(text: str, names: list[tuple[str, EntityType]]) -> None:
    assert extended(text, *names) == [words for words, _ in names]

"""Decision on types: the classifier decides, unless a rule overrides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from builder.annotate.mentions.mention_span import PASSED_OVER
from builder.annotate.mentions.place_regions import mark_regions
from builder.annotate.typing import decision as module
from builder.annotate.typing.classifier import NO_NAME, Chances, TypePrediction
from builder.annotate.typing.decision import decide_types, settle_types
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, mentions_of_case

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
WORK, LAW, GROUP = EntityType.WORK, EntityType.LAW, EntityType.GROUP


def settled(
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    named: Sequence[tuple[str, EntityType, int]],
    said: Mapping[str, TypePrediction],
) -> list[tuple[str, EntityType]]:
    """Return words and types after ``settle_types`` if the classifier predicts ``said``.

    Args:
        monkeypatch: replaces the classifier.
        text: the article.
        named: words, type and how many occurrences precede the mention.
        said: the predictions by spelling.
    """

    def predict_types(
        chances: Mapping[str, Chances], voted: Mapping[str, str | None]
    ) -> dict[str, TypePrediction]:
        assert set(voted) == set(chances)
        return {key: said[key] for key in chances}

    monkeypatch.setattr(module, "predict_types", predict_types)
    doc = document_of(text)
    names = [name_of(doc, words, kind, nth=nth) for words, kind, nth in named]
    marked = mark_regions(mentions_of(doc, *names))
    found = settle_types(mentions_of(doc, *marked))
    return [(name.text, name.type) for name in found]


def test_the_classifier_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    named = [("Elster", PLACE, 0), ("Elster", PERSON, 1)]
    said = {"Elster": TypePrediction("ORG", 0.7)}
    found = settled(monkeypatch, "They saw Elster. Then Elster left.", named, said)
    assert found == [("Elster", ORGANIZATION), ("Elster", ORGANIZATION)]


def test_a_spelling_that_is_not_a_name_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"Elster": TypePrediction(NO_NAME, 0.0), "Oslo": TypePrediction("PLACE", 0.9)}
    named = [("Elster", PLACE, 0), ("Oslo", PLACE, 0)]
    assert settled(monkeypatch, "They saw Elster in Oslo.", named, said) == [("Oslo", PLACE)]


def test_the_exact_type_stays_if_it_fits_the_coarse_type(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"Elster Code": TypePrediction("OTHER", 0.7)}
    assert settled(monkeypatch, "They read Elster Code.", [("Elster Code", LAW, 0)], said) == [
        ("Elster Code", LAW)
    ]


def test_groups_are_not_classified(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settled(monkeypatch, "They met Danes.", [("Danes", GROUP, 0)], {}) == [("Danes", GROUP)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("ORG", PLACE), ("OTHER", PLACE), (NO_NAME, PLACE), ("PLACE", PLACE), ("PERSON", PERSON)],
)
def test_a_country_stays_a_place_unless_it_is_predicted_a_person(
    monkeypatch: pytest.MonkeyPatch, kind: str, expected: EntityType
) -> None:
    found = settled(
        monkeypatch, "They beat Norway.", [("Norway", PLACE, 0)], {"Norway": TypePrediction(kind, 0.6)}
    )
    assert found == [("Norway", expected)]


TOWN = "They live in Eugene, Oregon. Then Eugene froze."
TOWN_NAMES = [("Eugene", PERSON, 0), ("Oregon", PLACE, 0), ("Eugene", PERSON, 1)]
TOWN_SAID = {
    "Eugene": TypePrediction("PERSON", 0.7),
    "Oregon": TypePrediction("PLACE", 0.9),
    "Eugene Roe": TypePrediction("PERSON", 0.9),
}


def test_a_town_beside_its_region_is_a_town_elsewhere_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settled(monkeypatch, TOWN, TOWN_NAMES, TOWN_SAID)
    assert found == [("Eugene", PLACE), ("Oregon", PLACE), ("Eugene", PLACE)]


def test_a_town_is_not_a_town_elsewhere_if_a_person_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    named = [*TOWN_NAMES, ("Eugene Roe", PERSON, 0)]
    found = settled(monkeypatch, f"{TOWN} It hit Eugene Roe.", named, TOWN_SAID)
    assert found == [("Eugene", PLACE), ("Oregon", PLACE), ("Eugene", PERSON), ("Eugene Roe", PERSON)]


@pytest.mark.parametrize(
    ("longer", "kind", "expected"),
    [
        ("Hollin College", "PERSON", ORGANIZATION),
        ("Hollin College", "OTHER", ORGANIZATION),
        ("Hollin Herring", "PERSON", PERSON),
    ],
)
def test_a_word_that_shortens_an_institution_is_an_organization(
    monkeypatch: pytest.MonkeyPatch, longer: str, kind: str, expected: EntityType
) -> None:
    named = [(longer, ORGANIZATION, 0), ("Hollin", PERSON, 1)]
    said = {longer: TypePrediction("ORG", 0.9), "Hollin": TypePrediction(kind, 0.6)}
    found = settled(monkeypatch, f"They left {longer}. Then Hollin closed.", named, said)
    assert found == [(longer, ORGANIZATION), ("Hollin", expected)]


def test_a_place_of_the_gazetteer_does_not_shorten_an_institution(monkeypatch: pytest.MonkeyPatch) -> None:
    named = [("Oslo College", ORGANIZATION, 0), ("Oslo", PLACE, 1)]
    said = {"Oslo College": TypePrediction("ORG", 0.9), "Oslo": TypePrediction("PLACE", 0.6)}
    found = settled(monkeypatch, "They left Oslo College. Then Oslo froze.", named, said)
    assert found == [("Oslo College", ORGANIZATION), ("Oslo", PLACE)]


def test_the_classifier_is_given_the_vote_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, str | None] = {}

    def predict_types(
        chances: Mapping[str, Chances], voted: Mapping[str, str | None]
    ) -> dict[str, TypePrediction]:
        given.update(voted)
        return {key: TypePrediction("ORG", 0.7) for key in chances}

    monkeypatch.setattr(module, "predict_types", predict_types)
    doc = document_of("Senator Elster left. Then Fenwick left.")
    senator, unknown = name_of(doc, "Elster", PLACE), name_of(doc, "Fenwick", WORK)
    mentions = mentions_of(doc, replace(senator, titled=True), replace(unknown, rule=PASSED_OVER))
    decide_types(mentions)
    assert given == {"Elster": "PERSON", "Fenwick": None}


CASES = cases_of("typing_decision", "types")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_all_mentions_of_a_spelling_have_one_type(case: dict[str, Any]) -> None:
    found = [[mention.text, mention.type.value] for mention in mentions_of_case(case["text"])]
    assert [pair for pair in found if pair[1] not in ("date", "time")] == case["types"]

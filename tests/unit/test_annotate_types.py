"""One type for one spelling: what the trees say of it, and what they are not asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from builder.annotate.mentions.place_regions import mark_regions
from builder.annotate.typing import voting as module
from builder.annotate.typing.classifier import NO_NAME, Kind
from builder.annotate.typing.features import Evidence
from builder.annotate.typing.voting import settle_types
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
WORK, LAW, GROUP = EntityType.WORK, EntityType.LAW, EntityType.GROUP


def settled(
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    named: Sequence[tuple[str, EntityType, int]],
    said: Mapping[str, Kind],
) -> list[tuple[str, EntityType]]:
    """The names where the trees say of spellings what ``said`` holds; a name comes with how often it stood before."""

    def kinds_of(evidence: Evidence, voted: Mapping[str, str | None]) -> dict[str, Kind]:
        assert set(voted) == set(evidence.rows)
        return {key: said[key] for key in evidence.rows}

    monkeypatch.setattr(module, "kinds_of", kinds_of)
    doc = document_of(text)
    names = [name_of(doc, words, kind, nth=nth) for words, kind, nth in named]
    marked = mark_regions(mentions_of(doc, *names))
    found = settle_types(mentions_of(doc, *marked))
    return [(name.text, name.type) for name in found]


def test_the_trees_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    named = [("Elster", PLACE, 0), ("Elster", PERSON, 1)]
    said = {"Elster": Kind("ORG", 0.7)}
    found = settled(monkeypatch, "They saw Elster. Then Elster left.", named, said)
    assert found == [("Elster", ORGANIZATION), ("Elster", ORGANIZATION)]


def test_what_is_no_name_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"Elster": Kind(NO_NAME, 0.0), "Oslo": Kind("PLACE", 0.9)}
    named = [("Elster", PLACE, 0), ("Oslo", PLACE, 0)]
    assert settled(monkeypatch, "They saw Elster in Oslo.", named, said) == [("Oslo", PLACE)]


def test_the_type_stays_where_the_kind_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"Elster Code": Kind("OTHER", 0.7)}
    assert settled(monkeypatch, "They read Elster Code.", [("Elster Code", LAW, 0)], said) == [
        ("Elster Code", LAW)
    ]


def test_peoples_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settled(monkeypatch, "They met Danes.", [("Danes", GROUP, 0)], {}) == [("Danes", GROUP)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("ORG", PLACE), ("OTHER", PLACE), (NO_NAME, PLACE), ("PLACE", PLACE), ("PERSON", PERSON)],
)
def test_a_country_stays_a_place_but_beside_a_person(
    monkeypatch: pytest.MonkeyPatch, kind: str, expected: EntityType
) -> None:
    found = settled(monkeypatch, "They beat Norway.", [("Norway", PLACE, 0)], {"Norway": Kind(kind, 0.6)})
    assert found == [("Norway", expected)]


TOWN = "They live in Eugene, Oregon. Then Eugene froze."
TOWN_NAMES = [("Eugene", PERSON, 0), ("Oregon", PLACE, 0), ("Eugene", PERSON, 1)]
TOWN_SAID = {"Eugene": Kind("PERSON", 0.7), "Oregon": Kind("PLACE", 0.9), "Eugene Roe": Kind("PERSON", 0.9)}


def test_a_town_beside_its_region_is_a_town_elsewhere_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settled(monkeypatch, TOWN, TOWN_NAMES, TOWN_SAID)
    assert found == [("Eugene", PLACE), ("Oregon", PLACE), ("Eugene", PLACE)]


def test_unless_somebody_in_the_article_bears_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_the_short_form_of_an_institution(
    monkeypatch: pytest.MonkeyPatch, longer: str, kind: str, expected: EntityType
) -> None:
    named = [(longer, ORGANIZATION, 0), ("Hollin", PERSON, 1)]
    said = {longer: Kind("ORG", 0.9), "Hollin": Kind(kind, 0.6)}
    found = settled(monkeypatch, f"They left {longer}. Then Hollin closed.", named, said)
    assert found == [(longer, ORGANIZATION), ("Hollin", expected)]


def test_a_place_that_the_gazetteer_knows_is_no_short_form(monkeypatch: pytest.MonkeyPatch) -> None:
    named = [("Oslo College", ORGANIZATION, 0), ("Oslo", PLACE, 1)]
    said = {"Oslo College": Kind("ORG", 0.9), "Oslo": Kind("PLACE", 0.6)}
    found = settled(monkeypatch, "They left Oslo College. Then Oslo froze.", named, said)
    assert found == [("Oslo College", ORGANIZATION), ("Oslo", PLACE)]

"""Types and confidence of abbreviations."""

from __future__ import annotations

from dataclasses import replace

from builder.annotate.typing.abbreviations import raise_confidence, type_abbreviations
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PLACE, WORK = EntityType.ORGANIZATION, EntityType.PLACE, EntityType.WORK


def test_abbreviation_has_the_type_of_its_full_name_everywhere() -> None:
    doc = document_of("The Harbour Board (HB) met. Then HB left Oslo.")
    names = [
        name_of(doc, "Harbour Board", ORGANIZATION),
        name_of(doc, "HB", WORK),
        name_of(doc, "HB", WORK, nth=1),
        name_of(doc, "Oslo", PLACE),
    ]
    found = type_abbreviations(mentions_of(doc, *names))
    assert [name.type for name in found] == [ORGANIZATION, ORGANIZATION, ORGANIZATION, PLACE]
    assert found[0] == names[0]


def test_organization_is_more_confident_beside_its_acronym() -> None:
    doc = document_of("The Harbour Board met. The HB left. The Mill Board came.")
    names = [name_of(doc, words, ORGANIZATION) for words in ("Harbour Board", "HB", "Mill Board")]
    low = [replace(name, confidence=0.5) for name in names]
    before, acronym, other = raise_confidence(mentions_of(doc, *low))
    assert before.confidence == acronym.confidence > 0.7
    assert other.confidence == 0.5
    assert raise_confidence(mentions_of(doc, *names)) == names, "confidence is never lowered"

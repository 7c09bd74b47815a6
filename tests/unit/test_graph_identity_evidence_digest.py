"""The digest of evidence: the same exactly if nothing that decides who is who has changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.graph.cross_article_clustering import cluster_entities
from builder.graph.identity.evidence_digest import evidence_digests
from builder.graph.identity.name_evidence import EntityEvidence, SpellingUse, evidence_on, gather_evidence
from builder.graph.identity.short_names import LEAST_LEAD
from builder.names.given_names import Gender
from tests.support.annotated import annotations_of, article_of, entity_of, role_of

ANA, BEN, ROE = "Ana Roe", "Ben Roe", "Roe"
FAR = "x" * LEAST_LEAD

TEXT = f"Mayor Ana Roe met Ben Roe. {FAR} Roe left."


def sealed(units: Sequence[EntityEvidence]) -> tuple[str, ...]:
    """Return the digests of the evidence on persons."""
    return evidence_digests(units, {unit.key for unit in units})


def digest_of(text: str, *, role: str = "Mayor") -> tuple[str, ...]:
    """Return the digest of an article with two Roes, of whom one is called so alone."""
    article = article_of(text, "a")
    ana = entity_of(ANA, aliases=[ROE], roles=[role_of(article, role, ANA, ROE)] if role in text else [])
    annotations = annotations_of(article, ana, entity_of(BEN))
    entities = {("a", entity.key): entity for entity in annotations.entities}
    return sealed(tuple(gather_evidence(article, annotations, entities).values()))


@pytest.mark.parametrize(
    "text",
    [
        f"It rained all day. {TEXT}",
        f"{TEXT} It rained.",
        TEXT.replace("met", "saw and greeted"),
        TEXT.replace(FAR, f"{FAR} {FAR}"),
        TEXT.replace(FAR, ""),
    ],
)
def test_digest_stays_if_other_words_change(text: str) -> None:
    assert digest_of(text) == digest_of(TEXT)


@pytest.mark.parametrize(
    ("name", "text", "role"),
    [
        ("another order", f"Ben Roe met Mayor Ana Roe. {FAR} Roe left.", "Mayor"),
        ("full names far apart", f"Mayor Ana Roe met. {FAR} Ben Roe met. Roe left.", "Mayor"),
        ("a short name before a full one", f"Mayor Ana Roe met. Roe left. {FAR} Ben Roe left.", "Mayor"),
        ("another role", TEXT.replace("Mayor", "Baker"), "Baker"),
        ("no role", TEXT.replace("Mayor ", ""), "Mayor"),
        ("a title", TEXT.replace("Roe left", "Mrs. Roe left"), "Mayor"),
        ("one more mention", f"{TEXT} Roe slept.", "Mayor"),
        (
            "pronouns",
            TEXT.replace("Roe left.", "Roe left when she was ill. Roe slept until she woke."),
            "Mayor",
        ),
    ],
)
def test_digest_changes_with_what_the_article_says_of_its_persons(name: str, text: str, role: str) -> None:
    assert digest_of(text, role=role) != digest_of(TEXT), name


POSITIONS = st.lists(st.integers(0, 4 * LEAST_LEAD), min_size=4, max_size=4, unique=True)


def units(starts: Sequence[int]) -> list[EntityEvidence]:
    """Return two Roes named in full in an article, and one who is a Roe for it, at some places of the text."""
    ana, ben, later, roe = min(starts[0], starts[2]), starts[1], max(starts[0], starts[2]), starts[3]
    found = [
        evidence_on(("a", "ana-roe"), entity_of(ANA), {ANA: SpellingUse(2, first=ana, starts=(ana, later))}),
        evidence_on(("a", "ben-roe"), entity_of(BEN), {BEN: SpellingUse(1, first=ben, starts=(ben,))}),
        evidence_on(("a", "roe"), entity_of(ROE), {ROE: SpellingUse(1, first=roe, starts=(roe,))}),
    ]
    return [replace(unit, gender=Gender.FEMALE) for unit in found]


@given(POSITIONS, POSITIONS, st.integers(1, 1000))
@settings(deadline=None)
def test_articles_with_the_same_digest_have_the_same_persons(
    one: list[int], other: list[int], shift: int
) -> None:
    moved = [start + shift for start in one]
    assert sealed(units(one)) == sealed(units(moved))
    is_same = _relations(one) == _relations(other)
    assert (sealed(units(one)) == sealed(units(other))) == is_same
    if is_same:
        assert _clusters(one) == _clusters(other)
    assert _clusters(one) == _clusters(moved)


def _relations(starts: Sequence[int]) -> list[tuple[bool, ...]]:
    """Return for each full name whether it is before or far before each other one, and before the short name."""
    full = [min(starts[0], starts[2]), starts[1], max(starts[0], starts[2])]
    return [
        (*(one < other for other in (*full, starts[3])), *(other - one >= LEAST_LEAD for other in full))
        for one in full
    ]


def _clusters(starts: Sequence[int]) -> object:
    evidence = {unit.key: unit for unit in units(starts)}
    return cluster_entities({key: unit.entity for key, unit in evidence.items()}, evidence)

"""Particles and suffixes of personal names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

PARTICLES = cases_of("mentions_name_particles", "particles")

SURNAMES = cases_of("mentions_name_particles", "surnames")


@pytest.mark.parametrize("case", PARTICLES, ids=[case["id"] for case in PARTICLES])
def test_person_gets_the_particles_and_suffix_of_the_name(case: dict[str, Any]) -> None:
    assert changes_of_case("particles", case) == expected_changes(case)


@pytest.mark.parametrize("case", SURNAMES, ids=[case["id"] for case in SURNAMES])
def test_surname_with_particle_is_a_mention(case: dict[str, Any]) -> None:
    assert changes_of_case("surnames", case) == expected_changes(case)

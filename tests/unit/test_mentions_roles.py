"""Roles of persons in the text."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.roles import roles_of
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("mentions_roles", "roles")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_persons_have_their_roles(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    roles = roles_of(mentions)
    found = [[mentions.spans[role.mention_i].text, role.role.text] for role in roles]
    assert found == case["roles"]
    assert all(role.role.span.start == role.tokens[0].start for role in roles)
    assert all(role.role.span.end == role.tokens[-1].end for role in roles)

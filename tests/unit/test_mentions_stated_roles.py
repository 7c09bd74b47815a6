"""Roles that the article itself states as facts."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.roles import roles_of
from builder.annotate.mentions.stated_roles import stated_roles
from tests.support.stored_parses import cases_of, linked_of_case, mentions_of_case

CASES = cases_of("mentions_stated_roles", "stated")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_only_facts_of_the_article_are_stated_roles(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    stated = stated_roles(mentions, roles_of(mentions))
    assert [[mentions.spans[role.mention_i].text, role.role.text] for role in stated] == case["roles"]
    assert all(role.role.span.start == role.tokens[0].start for role in stated)


def test_entities_have_only_stated_roles() -> None:
    linked = linked_of_case("Mayor Ana Roe said, “Only Judge Tomas Vale can stop us.”")
    assert {entity.name: [role.text for role in entity.roles] for entity in linked.entities} == {
        "Ana Roe": ["Mayor"],
        "Tomas Vale": [],
    }
    # Quoted roles still help to find out who "the judge" is.
    assert [role.role.text for role in linked.roles] == ["Mayor", "Judge"]

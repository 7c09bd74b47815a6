"""Organizations in text that the model does not read."""

from __future__ import annotations

import pytest

from builder.annotate.entities.unparsed_names import unparsed_forms
from builder.annotate.parse.document import Document
from builder.read.reader import read_seed

STORY = "The Lowmoor Harbor Board closed the old pier on Monday, and the mayor of the town agreed."

DATELINES: list[tuple[str, list[str]]] = [
    ("OSLO (KNT) — ", ["KNT"]),
    ("OSLO, May 3 (Reuters) — ", ["Reuters"]),
    ("OSLO /ANSA/ - ", ["ANSA"]),
    ("OSLO, May 3, NTB -- ", ["NTB"]),
    ("OSLO, May 3, Harbor Press — ", ["Harbor Press"]),
    ("OSLO, May 3, 2004 — ", []),
    ("OSLO (May 3) — ", []),
    ("OSLO — ", []),
]

BOILERPLATE: list[tuple[str, list[str]]] = [
    ("Facebook/Vale.", ["Facebook", "Vale"]),
    ("Handout/Reuters.", ["Reuters"]),
    ("Follow Ana Roe on Facebook @anaroe.", ["Facebook"]),
    ("Source: Lowmoor Harbor Board.", ["Lowmoor Harbor Board"]),
    ("Source: LHB.", ["LHB"]),
    ("Source: Harriers.", []),
]


def unparsed(text: str) -> list[str]:
    article, _ = read_seed(text.encode(), path="seeds/a.txt")
    assert article is not None
    doc = Document(article, (), (), (), article.text)
    return [*unparsed_forms(doc, {"Lowmoor Harbor Board", "LHB", "Harriers"}).values()]


@pytest.mark.parametrize(("dateline", "expected"), DATELINES, ids=[row[0] for row in DATELINES])
def test_the_dateline_names_its_agency(dateline: str, expected: list[str]) -> None:
    assert unparsed(f"Old pier closes\n\n{dateline}{STORY}") == expected


@pytest.mark.parametrize(("paragraph", "expected"), BOILERPLATE, ids=[row[0] for row in BOILERPLATE])
def test_boilerplate_names_organizations(paragraph: str, expected: list[str]) -> None:
    assert unparsed(f"Old pier closes\n\n{STORY}\n\n{STORY}\n\n{paragraph}") == expected

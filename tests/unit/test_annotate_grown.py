"""Names that the model cut short: what belongs to them at their edges, and to whom an institution belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from builder.annotate.mentions.extension import devoted, extend
from builder.annotate.mentions.index import without_overlap
from builder.annotate.mentions.mention_span import PASSED_OVER
from builder.annotate.mentions.of_phrases import join_of_phrases
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
EVENT, DATE, LAW, GROUP, WORK = (
    EntityType.EVENT,
    EntityType.DATE,
    EntityType.LAW,
    EntityType.GROUP,
    EntityType.WORK,
)

Facts = Mapping[str, Mapping[str, str]]
VERB = {"pos": "VERB"}


def grown_text(text: str, *named: tuple[str, EntityType], facts: Facts | None = None) -> list[str]:
    """The names after growing; the words are taken apart at hyphens and apostrophes."""
    doc = document_of(text, facts=facts, apart=True)
    names = [name_of(doc, words, kind) for words, kind in named]
    return [name.text for name in without_overlap(extend(mentions_of(doc, *names)))]


GROWN: list[tuple[str, str, tuple[str, EntityType], Facts, str]] = [
    ("an initial", "Then R Fenwick left.", ("Fenwick", PERSON), {}, "R Fenwick"),
    ("a particle", "Then de Orve left.", ("Orve", PERSON), {"de": {"pos": "PROPN"}}, "de Orve"),
    ("a numeral", "Then Otmar IV left.", ("Otmar", PERSON), {}, "Otmar IV"),
    ("a numeral that ends the text", "Then came Otmar XII", ("Otmar", PERSON), {}, "Otmar XII"),
    ("an epithet", "Then Otmar the Great left.", ("Otmar", PERSON), {}, "Otmar the Great"),
    (
        "a hyphened syllable",
        "Then Roe Kwan-hing left.",
        ("Roe Kwan", PERSON),
        {"hing": {"pos": "PROPN"}},
        "Roe Kwan-hing",
    ),
    ("an ordinal", "The 33rd Elster Fair opened.", ("Elster Fair", EVENT), {}, "33rd Elster Fair"),
    ("the year before", "The 2015 Elster Fair opened.", ("Elster Fair", EVENT), {}, "2015 Elster Fair"),
    ("the year behind", "The Elster Fair 2015 opened.", ("Elster Fair", EVENT), {}, "Elster Fair 2015"),
    (
        "what it is for",
        "The Fund for the Relief of Sailors and Bakers met.",
        ("Fund", ORGANIZATION),
        {},
        "Fund for the Relief of Sailors and Bakers",
    ),
    (
        "what it is on",
        "The Committee on Dredging met.",
        ("Committee", ORGANIZATION),
        {},
        "Committee on Dredging",
    ),
    (
        "what it is against",
        "The League against Eels met.",
        ("League", ORGANIZATION),
        {},
        "League against Eels",
    ),
]

KEPT: list[tuple[str, str, tuple[str, EntityType], Facts]] = [
    ("a pronoun", "Then Fenwick I think left.", ("Fenwick", PERSON), {"think": VERB}),
    ("an article with a word of its own", "Then Otmar the Baker left.", ("Otmar", PERSON), {}),
    ("the word A", "Then A Fenwick left.", ("Fenwick", PERSON), {}),
    ("a particle that is a word", "Then in Orve left.", ("Orve", PERSON), {}),
    ("a participle behind a hyphen", "Then Roe Kwan-led men left.", ("Roe Kwan", PERSON), {"led": VERB}),
    ("a dash with spaces", "Then Roe Kwan - hing left.", ("Roe Kwan", PERSON), {"hing": {"pos": "PROPN"}}),
    ("a number that is no year", "The Elster Fair 350 opened.", ("Elster Fair", EVENT), {}),
    ("a year in the next sentence", "It was the Elster Fair. 2015 was wet.", ("Elster Fair", EVENT), {}),
    ("a numeral behind an institution", "The Board IV met.", ("Board", ORGANIZATION), {}),
    ("small words", "The Fund for old sailors met.", ("Fund", ORGANIZATION), {}),
    ("what is no institution", "The Pellworth for Sailors met.", ("Pellworth", ORGANIZATION), {}),
    ("no place for it", "The Harbour Board", ("Harbour Board", ORGANIZATION), {}),
]


@pytest.mark.parametrize(
    ("text", "named", "facts", "expected"), [row[1:] for row in GROWN], ids=[row[0] for row in GROWN]
)
def test_what_a_name_grows_by(text: str, named: tuple[str, EntityType], facts: Facts, expected: str) -> None:
    assert grown_text(text, named, facts=facts) == [expected]


@pytest.mark.parametrize(("text", "named", "facts"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_a_name_does_not_grow_by(text: str, named: tuple[str, EntityType], facts: Facts) -> None:
    assert grown_text(text, named, facts=facts) == [named[0]]


def test_a_year_that_is_a_date_belongs_to_the_event_before_it() -> None:
    names = ("Elster Fair", EVENT), ("2015", DATE)
    assert grown_text("The Elster Fair 2015 opened.", *names) == ["Elster Fair 2015"]


@pytest.mark.parametrize("kind", [PERSON, PLACE, ORGANIZATION])
def test_a_name_does_not_grow_over_another(kind: EntityType) -> None:
    names = ("Fund", ORGANIZATION), ("Tobias Fenwick", kind)
    assert grown_text("The Fund for Tobias Fenwick met.", *names) == ["Fund", "Tobias Fenwick"]


def test_it_grows_over_what_the_model_passed_over() -> None:
    doc = document_of("The Fund for Sailors met.")
    fund, sailors = name_of(doc, "Fund", ORGANIZATION), name_of(doc, "Sailors", WORK)
    guessed = replace(sailors, rule=f"{PASSED_OVER}+article")
    found = without_overlap(extend(mentions_of(doc, fund, guessed)))
    assert [name.text for name in found] == ["Fund for Sailors"]
    person = replace(guessed, type=PERSON)
    found = without_overlap(extend(mentions_of(doc, fund, person)))
    assert [name.text for name in found] == ["Fund", "Sailors"]


def test_the_prepositions_that_a_purpose_begins_with_are_the_caller_s() -> None:
    doc = document_of("The Board of Trade met.")
    assert devoted(doc, 2, set()) == 2
    assert devoted(doc, 2, set(), joints=("of",)) == 4
    assert devoted(doc, 2, {3}, joints=("of",)) == 2


JOINED: list[tuple[str, str, tuple[str, EntityType], tuple[str, EntityType], bool]] = [
    (
        "of the",
        "The Senate of the Lowmoor Republic met.",
        ("Senate", ORGANIZATION),
        ("Lowmoor Republic", PLACE),
        True,
    ),
    ("of", "The Senate of Lowmoor met.", ("Senate", ORGANIZATION), ("Lowmoor", PLACE), True),
    (
        "of a body",
        "The Board of the Mill Trust met.",
        ("Board", ORGANIZATION),
        ("Mill Trust", ORGANIZATION),
        True,
    ),
    ("of a people", "The Bank of the Danes met.", ("Bank", ORGANIZATION), ("Danes", GROUP), True),
    ("a law", "The Constitution of Lowmoor fell.", ("Constitution", LAW), ("Lowmoor", PLACE), True),
    (
        "of a person",
        "The Board of Tobias Fenwick met.",
        ("Board", ORGANIZATION),
        ("Tobias Fenwick", PERSON),
        False,
    ),
    (
        "no institution",
        "The Pellworth of Lowmoor met.",
        ("Pellworth", ORGANIZATION),
        ("Lowmoor", PLACE),
        False,
    ),
    (
        "another preposition",
        "The Senate in Lowmoor met.",
        ("Senate", ORGANIZATION),
        ("Lowmoor", PLACE),
        False,
    ),
    ("a place", "The Bay of Lowmoor froze.", ("Bay", PLACE), ("Lowmoor", PLACE), False),
    (
        "a name that is clear enough",
        "The New Elster Harbour Board of Lowmoor met.",
        ("New Elster Harbour Board", ORGANIZATION),
        ("Lowmoor", PLACE),
        False,
    ),
]


@pytest.mark.parametrize(
    ("text", "first", "second", "together"), [row[1:] for row in JOINED], ids=[row[0] for row in JOINED]
)
def test_an_institution_with_whose_it_is(
    text: str,
    first: tuple[str, EntityType],
    second: tuple[str, EntityType],
    together: bool,  # noqa: FBT001
) -> None:
    doc = document_of(text)
    names = [name_of(doc, *first), name_of(doc, *second)]
    found = list(join_of_phrases(mentions_of(doc, *names)))
    if together:
        assert [name.text for name in found] == [text[4 : text.index(second[0]) + len(second[0])]]
        assert found[0].type is first[1]
    else:
        assert found == names

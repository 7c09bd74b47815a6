"""Extension of names that the model cut short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from builder.annotate.mentions.extension import extend_names, purpose_end
from builder.annotate.mentions.index import without_overlap
from builder.annotate.mentions.mention_span import PASSED_OVER
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
EVENT, DATE, LAW, GROUP, WORK = (
    EntityType.EVENT,
    EntityType.DATE,
    EntityType.LAW,
    EntityType.GROUP,
    EntityType.WORK,
)

CASES = cases_of("mentions_extension", "extension")

Facts = Mapping[str, Mapping[str, str]]
VERB, NOUN = {"pos": "VERB"}, {"pos": "NOUN"}


def extended_text(text: str, *named: tuple[str, EntityType], facts: Facts | None = None) -> list[str]:
    """Return the texts of the mentions after the rule; hyphens and apostrophes are tokens."""
    doc = document_of(text, facts=facts, apart=True)
    names = [name_of(doc, words, kind) for words, kind in named]
    return [mention.text for mention in without_overlap(extend_names(mentions_of(doc, *names)))]


EXTENDED: list[tuple[str, str, tuple[str, EntityType], Facts, str]] = [
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
    (
        "a given name in two syllables",
        "Then Min-seo Roe left.",
        ("Roe", PERSON),
        {"seo": {"pos": "PROPN"}},
        "Min-seo Roe",
    ),
    ("an ordinal", "The 33rd Elster Fair opened.", ("Elster Fair", EVENT), {}, "33rd Elster Fair"),
    ("the year before", "The 2015 Elster Fair opened.", ("Elster Fair", EVENT), {}, "2015 Elster Fair"),
    ("the year after", "The Elster Fair 2015 opened.", ("Elster Fair", EVENT), {}, "Elster Fair 2015"),
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
    (
        "a capitalized noun",
        "Then a New Piers Matter protester left.",
        ("New Piers", EVENT),
        {"Matter": NOUN, "protester": NOUN},
        "New Piers Matter",
    ),
]

KEPT: list[tuple[str, str, tuple[str, EntityType], Facts]] = [
    ("a pronoun", "Then Fenwick I think left.", ("Fenwick", PERSON), {"think": VERB}),
    ("an article with a common noun", "Then Otmar the Baker left.", ("Otmar", PERSON), {}),
    ("the word A", "Then A Fenwick left.", ("Fenwick", PERSON), {}),
    ("a particle that is a word", "Then in Orve left.", ("Orve", PERSON), {}),
    ("a participle after a hyphen", "Then Roe Kwan-led men left.", ("Roe Kwan", PERSON), {"led": VERB}),
    ("a dash with spaces", "Then Roe Kwan - hing left.", ("Roe Kwan", PERSON), {"hing": {"pos": "PROPN"}}),
    ("a number that is not a year", "The Elster Fair 350 opened.", ("Elster Fair", EVENT), {}),
    ("a year in the next sentence", "It was the Elster Fair. 2015 was wet.", ("Elster Fair", EVENT), {}),
    ("a year in the next paragraph", "It was the Elster Fair\n\n2015 was wet.", ("Elster Fair", EVENT), {}),
    ("a title with a hyphen", "Then Mayor-elect Roe left.", ("Roe", PERSON), {"elect": {"pos": "PROPN"}}),
    ("a numeral after an institution", "The Board IV met.", ("Board", ORGANIZATION), {}),
    ("words in lower case", "The Fund for old sailors met.", ("Fund", ORGANIZATION), {}),
    ("a name that is not an institution", "The Pellworth for Sailors met.", ("Pellworth", ORGANIZATION), {}),
    (
        "a capitalized title",
        "Then Harbour Board Mayor left.",
        ("Harbour Board", ORGANIZATION),
        {"Mayor": NOUN},
    ),
    ("a noun after one word", "Then a Piers Matter man left.", ("Piers", EVENT), {"Matter": NOUN}),
    ("a noun of a heading", "New Piers Matter More Today", ("New Piers", EVENT), {"Matter": NOUN}),
    ("the end of the text", "The Harbour Board", ("Harbour Board", ORGANIZATION), {}),
]


@pytest.mark.parametrize(
    ("text", "named", "facts", "expected"), [row[1:] for row in EXTENDED], ids=[row[0] for row in EXTENDED]
)
def test_name_is_extended_by_its_missing_part(
    text: str, named: tuple[str, EntityType], facts: Facts, expected: str
) -> None:
    assert extended_text(text, named, facts=facts) == [expected]


@pytest.mark.parametrize(("text", "named", "facts"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_name_is_not_extended_by_other_words(text: str, named: tuple[str, EntityType], facts: Facts) -> None:
    assert extended_text(text, named, facts=facts) == [named[0]]


def test_event_takes_the_year_from_a_date() -> None:
    names = ("Elster Fair", EVENT), ("2015", DATE)
    assert extended_text("The Elster Fair 2015 opened.", *names) == ["Elster Fair 2015"]


@pytest.mark.parametrize("kind", [PERSON, PLACE, ORGANIZATION])
def test_name_is_not_extended_over_another_mention(kind: EntityType) -> None:
    names = ("Fund", ORGANIZATION), ("Tobias Fenwick", kind)
    assert extended_text("The Fund for Tobias Fenwick met.", *names) == ["Fund", "Tobias Fenwick"]


def test_institution_is_extended_over_names_that_the_model_passed_over() -> None:
    doc = document_of("The Fund for Sailors met.")
    fund, sailors = name_of(doc, "Fund", ORGANIZATION), name_of(doc, "Sailors", WORK)
    guessed = replace(sailors, rule=f"{PASSED_OVER}+article")
    found = without_overlap(extend_names(mentions_of(doc, fund, guessed)))
    assert [mention.text for mention in found] == ["Fund for Sailors"]
    person = replace(guessed, type=PERSON)
    found = without_overlap(extend_names(mentions_of(doc, fund, person)))
    assert [mention.text for mention in found] == ["Fund", "Sailors"]


def test_purpose_begins_with_one_of_the_given_prepositions() -> None:
    doc = document_of("The Board of Trade met.")
    board, others = doc.tokens[1], mentions_of(doc)
    assert purpose_end(board, others) == 2
    assert purpose_end(board, others, prepositions=("of",)) == 4
    assert purpose_end(board, mentions_of(doc, name_of(doc, "Trade", PERSON)), prepositions=("of",)) == 2


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_missing_parts_are_added_to_the_name(case: dict[str, Any]) -> None:
    assert changes_of_case("extension", case) == expected_changes(case)

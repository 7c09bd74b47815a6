"""Features of spellings: each has a value in some article, and a name without evidence has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace

from builder.annotate.mentions.coarse_types import COARSE_TYPE_OF, COARSE_TYPES, TYPE_OF
from builder.annotate.mentions.mention_span import PASSED_OVER
from builder.annotate.parse.headings import headings
from builder.annotate.typing.context_features import CONTEXT_FEATURES, context_shares
from builder.annotate.typing.features import (
    ARTICLE_FEATURES,
    FEATURES,
    TABLE_FEATURES,
    WORD_FEATURES,
    spelling_features,
    table_features,
    word_features,
)
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
WORK, EVENT = EntityType.WORK, EntityType.EVENT

Named = Sequence[tuple[str, EntityType]]
Facts = Mapping[str, Mapping[str, str]]


def test_every_feature_has_one_name() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert set(FEATURES) == {*WORD_FEATURES, *TABLE_FEATURES, *ARTICLE_FEATURES, *CONTEXT_FEATURES}


OF_WORDS = {
    "tokens": "Elster",
    "acronym": "N.S.H.A.",
    "upper": "NSHA",
    "digit": "Elster 7",
    "of_inside": "League of Bakers",
    "for_inside": "Fund for Bakers",
    "and_inside": "Bakers & Millers",
    "hyphen": "Elster-Lowmoor",
    "lower_inside": "League of Bakers",
    "article_inside": "The Eel",
    "given_first": "Tobias Fenwick",
    "given_sex": "Tobias Fenwick",
    "given_last": "Fenwick Tobias",
    "only_capitals": "Elster",
    "org_last": "Bakers Union",
    "org_any": "Commission of Eels",
    "place_last": "Elster Bay",
    "place_first": "Lake Elster",
    "event_last": "Elster Festival",
    "law_last": "Elster Pact",
    "work_last": "Elster Diary",
    "role_inside": "Elster Minister",
    "plural": "Rovers",
}


@pytest.mark.parametrize("feature", WORD_FEATURES)
def test_each_feature_of_words_has_a_name_that_shows_it(feature: str) -> None:
    found = word_features(OF_WORDS[feature])
    assert set(found) == set(WORD_FEATURES)
    assert found[feature] > 0


def test_a_plain_word_has_two_features() -> None:
    found = word_features("brackenfold")
    assert {feature for feature, value in found.items() if value} == {"tokens", "lower_inside"}
    assert word_features("A B C D E F G H I J")["tokens"] == 8.0, "counts are capped"


OF_TABLES = {
    "country": "Norway",
    "region": "Scandinavia",
    "water": "Baltic Sea",
    "division": "Ohio",
    "city": "Oslo",
    "people_inside": "Norwegian Bank",
    "known_PERSON": "Abraham Lincoln",
    "known_PLACE": "Cape of Good Hope",
    "known_ORG": "United Nations",
    "known_EVENT": "Wars of the Roses",
    "known_OTHER": "Magna Carta",
    "known_SURNAME": "Lincoln",
}


@pytest.mark.parametrize("feature", TABLE_FEATURES)
def test_each_feature_of_tables_has_a_name_that_shows_it(feature: str) -> None:
    found = table_features(OF_TABLES[feature], load_gazetteer())
    assert set(found) == set(TABLE_FEATURES)
    assert found[feature] > 0


def test_an_invented_name_has_no_features_of_tables() -> None:
    assert not any(table_features("Brackenfold", load_gazetteer()).values())


def row_of(text: str, spelled: str, named: Named, *, rule: str | None = None) -> dict[str, float]:
    """Return the features of one spelling; ``rule`` is given to every mention."""
    doc = document_of(text)
    names = [name_of(doc, words, kind) for words, kind in named]
    if rule is not None:
        names = [replace(name, rule=rule) for name in names]
    features = spelling_features(mentions_of(doc, *names))
    return dict(zip(FEATURES, features.rows[spelled], strict=True))


MARKED = {
    "mentions": ("ELSTER", PLACE, "GPE"),
    "passed_over": ("Elster", WORK, PASSED_OVER),
    "model_facility": ("Elster", PLACE, "FAC"),
    "model_location": ("Elster", PLACE, "LOC"),
    **{f"model_{kind}": ("Elster", TYPE_OF[kind], "MODEL") for kind in COARSE_TYPES},
}

LONGER: dict[str, tuple[str, tuple[str, EntityType]]] = {
    "surname_of": ("Fenwick", ("Tobias Fenwick", PERSON)),
    "given_name_of": ("Tobias", ("Tobias Fenwick", PERSON)),
    "head_of_longer": ("Elster", ("Elster Bank", ORGANIZATION)),
    "tail_of_longer": ("Rovers", ("Elster Rovers", ORGANIZATION)),
    "spelled_out_PERSON": ("TF", ("Tobias Fenwick", PERSON)),
    "spelled_out_PLACE": ("EB", ("Elster Bay", PLACE)),
    "spelled_out_ORG": ("HB", ("Harbour Board", ORGANIZATION)),
    "spelled_out_OTHER": ("HS", ("Harbour Songs", WORK)),
    "longer_person": ("Fenwick", ("Tobias Fenwick", PERSON)),
    "longer_organization": ("Elster", ("Elster Bank", ORGANIZATION)),
    "longer_other": ("Elster", ("Elster Diary", WORK)),
}


@pytest.mark.parametrize("feature", [feature for feature in ARTICLE_FEATURES if feature != "abbreviated"])
def test_each_feature_of_the_article_has_a_name_that_shows_it(feature: str) -> None:
    if feature in MARKED:
        word, kind, rule = MARKED[feature]
        found = row_of(f"They saw {word} again.", word.title(), [(word, kind)], rule=rule)
    else:
        short, longer = LONGER[feature]
        found = row_of(f"Later {short} met {longer[0]} there.", short, [(short, PLACE), longer])
    assert found[feature] > 0


def test_a_name_with_an_acronym_in_the_article_is_abbreviated() -> None:
    named = [("Harbour Board", ORGANIZATION), ("HB", ORGANIZATION)]
    assert row_of("The Harbour Board (HB) met.", "Harbour Board", named)["abbreviated"] == 1.0


def test_model_marks_are_shares_of_the_mentions_of_a_spelling() -> None:
    doc = document_of("They saw Elster, then ELSTER.")
    names = [name_of(doc, "Elster", PLACE), name_of(doc, "ELSTER", PERSON)]
    features = spelling_features(mentions_of(doc, *names))
    row = dict(zip(FEATURES, features.rows["Elster"], strict=True))
    assert features.indices == {"Elster": (0, 1)}
    assert (row["mentions"], row["model_PLACE"], row["model_PERSON"]) == (2.0, 0.5, 0.5)


def test_the_types_of_dates_and_groups_are_not_in_doubt() -> None:
    doc = document_of("The Danes left on Sunday.")
    names = [name_of(doc, "Danes", EntityType.GROUP), name_of(doc, "Sunday", EntityType.DATE)]
    assert spelling_features(mentions_of(doc, *names)).rows == {}


SEEN = "They saw Elster again."
COMPOUND = {"Elster": {"dep": "compound"}}

# By feature: the text, the name, the other names, what else is known of words, and heads.
CONTEXTS: dict[str, tuple[str, str, Named, Facts, Mapping[int, int]]] = {
    **{
        f"prep_{feature}": (f"They were {word} Elster again.", "Elster", [], {}, {})
        for feature, word in (
            ("about", "about"),
            ("at", "at"),
            ("by", "by"),
            ("for", "for"),
            ("from", "from"),
            ("in", "throughout"),
            ("like", "as"),
            ("of", "of the"),
            ("on", "on"),
            ("to", "towards"),
            ("with", "against"),
        )
    },
    **{
        f"rel_{feature}": (SEEN, "Elster", [], {"Elster": {"dep": dep}}, {2: 1})
        for feature, dep in (
            ("appos", "appos"),
            ("object", "dobj"),
            ("poss", "poss"),
            ("subject", "nsubjpass"),
        )
    },
    "modifies": ("They saw Elster fish again.", "Elster", [], COMPOUND, {2: 3}),
    "the": ("They saw the Elster again.", "Elster", [], {}, {}),
    "possessive": ("They saw Elster ' again.", "Elster", [], {"'": {"tag": "POS"}}, {}),
    "possessed": ("They saw his Elster again.", "Elster", [], {"his": {"tag": "PRP$"}}, {}),
    "honorific": ("They saw Mrs Elster again.", "Elster", [], {}, {}),
    "comma_place": ("They saw Elster, Ohio.", "Elster", [("Ohio", PLACE)], {}, {}),
    "after_place_comma": ("They saw Oslo, Elster.", "Elster", [("Oslo", PLACE)], {}, {}),
    "bracketed": ("They saw it (Elster) again.", "Elster", [], {}, {}),
    "opens_bracket": ("They saw Elster (again).", "Elster", [], {}, {}),
    "quoted": ("They saw “Elster” again.", "Elster", [], {}, {}),
    "speaks": (
        "There Elster said it.",
        "Elster",
        [],
        {"Elster": {"dep": "nsubj"}, "said": {"lemma": "say"}},
        {1: 2},
    ),
    "opens_sentence": ("Elster froze again.", "Elster", [], {}, {}),
    "heading": ("Elster Freezes Again", "Elster", [], {}, {}),
    "next_person": (
        "They saw Elster ' Tobias again.",
        "Elster",
        [("Tobias", PERSON)],
        {"'": {"tag": "POS"}},
        {},
    ),
    "after_person": ("They saw Tobias of Elster again.", "Elster", [("Tobias", PERSON)], {}, {}),
    **{
        f"noun_before_{kind}": (f"They saw the {noun} Elster again.", "Elster", [], {}, {})
        for kind, noun in (("PLACE", "town"), ("ORG", "band"), ("WORK", "album"), ("EVENT", "battle"))
    },
    **{
        f"noun_behind_{kind}": (f"They saw the Elster {noun} again.", "Elster", [], {}, {})
        for kind, noun in (("PLACE", "area"), ("ORG", "army"), ("WORK", "app"), ("EVENT", "attack"))
    },
    **{
        f"noun_beside_{kind}": (f"They saw Elster, a {noun}.", "Elster", [], {noun: {"dep": "appos"}}, {5: 2})
        for kind, noun in (("PLACE", "beach"), ("ORG", "bank"), ("WORK", "bill"), ("EVENT", "bombing"))
    },
    **{
        f"listed_{kind}": (
            "They saw Elster and Lowmoor again.",
            "Elster",
            [("Lowmoor", TYPE_OF[kind])],
            {"Lowmoor": {"dep": "conj"}},
            {4: 2},
        )
        for kind in COARSE_TYPES
    },
}


def context(
    text: str, name: str, others: Named, facts: Facts, heads: Mapping[int, int], titled: Sequence[int] = ()
) -> dict[str, float]:
    doc = document_of(text, facts=facts, heads=heads)
    names = [name_of(doc, name, PLACE), *(name_of(doc, *other) for other in others)]
    marked = [replace(one, titled=index in titled) for index, one in enumerate(names)]
    return context_shares(mentions_of(doc, *marked), marked[:1], headings(doc))


@pytest.mark.parametrize("feature", [feature for feature in CONTEXT_FEATURES if feature != "title"])
def test_each_feature_of_context_has_a_sentence_that_shows_it(feature: str) -> None:
    found = context(*CONTEXTS[feature])
    assert found[feature] == 1.0
    assert set(found) <= set(CONTEXT_FEATURES)


def test_a_title_beside_a_mention_is_a_feature() -> None:
    assert context(SEEN, "Elster", [], {}, {}, titled=[0])["title"] == 1.0
    assert context(SEEN, "Elster", [], {}, {}) == {}


def test_features_of_context_are_shares_of_the_mentions() -> None:
    doc = document_of("They are in Elster. They saw ELSTER again.")
    names = [name_of(doc, "Elster", PLACE), name_of(doc, "ELSTER", PLACE)]
    assert context_shares(mentions_of(doc, *names), names, headings(doc)) == {"prep_in": 0.5}


def test_lists_and_appositions_count_in_both_directions() -> None:
    facts: Facts = {"Elster": {"dep": "conj"}}
    others: Named = [("Lowmoor", ORGANIZATION), ("Tobias", PERSON)]
    text = "They saw Lowmoor, Tobias and Elster again."
    found = context(text, "Elster", others, {**facts, "Tobias": {"dep": "conj"}}, {6: 2, 4: 2})
    assert set(found) == {"listed_ORG", "listed_PERSON"}
    found = context("They saw the town, Elster, again.", "Elster", [], {"Elster": {"dep": "appos"}}, {5: 3})
    assert found == {"rel_appos": 1.0, "noun_beside_PLACE": 1.0}


def test_every_type_in_doubt_is_a_mark_of_its_coarse_type() -> None:
    for kind, name in COARSE_TYPE_OF.items():
        assert row_of(SEEN, "Elster", [("Elster", kind)])[f"model_{name}"] == 1.0

"""An invented site of three articles on which everything is on the right page, except for given changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.identity_gold import GoldIdentity
from builder.evaluate.identity_pages import IdentifiedSite
from builder.model.annotations import EntityType, QuoteKind
from builder.model.brief import Brief
from builder.model.graph import Entity
from tests.support.evaluated import (
    annotated_quote,
    article,
    brief,
    evaluated,
    found_name,
    found_quote,
    listed,
    who,
)

PERSON, PLACE, ORG = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION
VERA, MILA, BOARD, TARN = "Vera Osk", "Mila Osk", "Tarn Pier Board", "Tarn"

PIER = "“It took a year,” Vera Osk said in Tarn. Osk said that the Pier Board paid."
SCHOOL = "Mila Osk teaches in Tarn. “We read,” Osk said. She reads."
WALK = "Vera Osk walks in Tarn with Mila Osk."
ARTICLES = {
    "pier": article(
        "pier",
        PIER,
        quotes=[
            annotated_quote(PIER, ["It took a year"], "Vera Osk"),
            annotated_quote(PIER, ["that the Pier Board paid"], "Osk said", QuoteKind.INDIRECT),
        ],
    ),
    "school": article("school", SCHOOL, quotes=[annotated_quote(SCHOOL, ["We read"], "Osk said")]),
    "walk": article("walk", WALK, quotes=[]),
}
WHO = {
    "pier": who(
        "pier",
        listed(VERA, "PERSON", "Vera Osk", "Osk"),
        listed(BOARD, "ORG", "Pier Board"),
        listed(TARN, "PLACE", "Tarn"),
        answers={0: ((VERA,),), 1: ((VERA,), (BOARD,))},
    ),
    "school": who(
        "school",
        listed(MILA, "PERSON", "Mila Osk", "Osk"),
        listed(TARN, "PLACE", "Tarn"),
        answers={0: ((MILA,),)},
    ),
    "walk": who(
        "walk",
        listed(VERA, "PERSON", "Vera Osk"),
        listed(MILA, "PERSON", "Mila Osk"),
        listed(TARN, "PLACE", "Tarn"),
    ),
}
ENTITIES = (
    Entity("vera-osk", PERSON, VERA),
    Entity("mila-osk", PERSON, MILA),
    Entity("pier-board", ORG, "Pier Board"),
    Entity("tarn", PLACE, TARN),
)
RIGHT = {
    "pier": [
        ("Vera Osk", PERSON, "vera-osk", 1),
        ("Tarn", PLACE, "tarn", 1),
        ("Osk", PERSON, "vera-osk", 2),
        ("Pier Board", ORG, "pier-board", 1),
    ],
    "school": [
        ("Mila Osk", PERSON, "mila-osk", 1),
        ("Tarn", PLACE, "tarn", 1),
        ("Osk", PERSON, "mila-osk", 2),
    ],
    "walk": [
        ("Vera Osk", PERSON, "vera-osk", 1),
        ("Tarn", PLACE, "tarn", 1),
        ("Mila Osk", PERSON, "mila-osk", 1),
    ],
}
SPEAKERS = {("pier", 0): ("vera-osk",), ("pier", 1): ("vera-osk",), ("school", 0): ("mila-osk",)}

Moves = Mapping[tuple[str, str], str | None]
"""The page of a name that differs from the right one, by article and words; None for a name that was not found."""


def briefs(
    moves: Moves, speakers: Mapping[tuple[str, int], tuple[str, ...]], confidence: float
) -> list[Brief]:
    """Return the briefs of a site on which everything is right except for the changes."""
    found = []
    for name, rows in RIGHT.items():
        text = ARTICLES[name].text
        mentions = [
            found_name(text, words, kind, page, occurrence)
            for words, kind, right, occurrence in rows
            if (page := moves.get((name, words), right)) is not None
        ]
        quotes = [
            found_quote(
                text,
                [quote.content[0].of(text)],
                None,
                speakers={**SPEAKERS, **speakers}[name, number],
                number=number + 1,
                confidence=confidence,
            )
            for number, quote in enumerate(ARTICLES[name].quotes or ())
        ]
        found.append(brief(name, mentions=sorted(mentions, key=lambda one: one.span), quotes=quotes))
    return found


def run(
    moves: Moves | None = None,
    *,
    speakers: Mapping[tuple[str, int], tuple[str, ...]] | None = None,
    entities: Sequence[Entity] = ENTITIES,
    identity: Mapping[str, GoldIdentity] = WHO,
    confidence: float = 0.95,
) -> FileEvaluation:
    """Evaluate a site on which everything is right except for the changes."""
    found = briefs(moves or {}, speakers or {}, confidence)
    return evaluated(list(ARTICLES.values()), found, entities=entities, identity=dict(identity))


def site_of(result: FileEvaluation) -> IdentifiedSite:
    """Return the pages of an evaluated site with the entities on them."""
    identity = result.articles[0].identity
    assert identity is not None
    return identity.site

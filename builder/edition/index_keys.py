"""Where entities are in their index."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from builder.edition.entity_heads import EntityHead
from builder.edition.wording import initial, sort_key
from builder.model.annotations import EntityType
from builder.model.graph import Entity

ARTICLES = ("al-", "el-")
"""Written before a last name, and passed over where it is listed."""

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def index_key(entity: Entity | EntityHead) -> tuple[str, str]:
    """Where an entity stands in its index."""
    words = entity.name.split()
    while entity.type is EntityType.PERSON and len(words) > 1 and words[-1].casefold() in SUFFIXES:
        words.pop()
    if entity.type is EntityType.PERSON and len(words) > 1:
        last = words[-1]
        last = last[3:] if last.casefold().startswith(ARTICLES) and len(last) > 3 else last
        return sort_key(last)[0], sort_key(entity.name)[0]
    return sort_key(entity.name)


def index_letters(heads: Iterable[EntityHead]) -> dict[EntityType, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the A–Z of each type: its letters in order, each with the ids of its entities in order."""
    # The letter comes first: of what is no letter some sorts before A, some after Z.
    keyed = sorted((one.type, initial(index_key(one)[0]), index_key(one), one.id) for one in heads)
    return {
        kind: tuple(
            (letter, tuple(row[3] for row in rows)) for letter, rows in groupby(found, key=lambda row: row[1])
        )
        for kind, found in groupby(keyed, key=lambda row: row[0])
    }

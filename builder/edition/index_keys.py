"""Where entities are in their index."""

from __future__ import annotations

from builder.edition.wording import sort_key
from builder.model.annotations import EntityType
from builder.model.graph import Entity

ARTICLES = ("al-", "el-")
"""Written before a last name, and passed over where it is listed."""

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def index_key(entity: Entity) -> tuple[str, str]:
    """Where an entity stands in its index."""
    words = entity.name.split()
    while entity.type is EntityType.PERSON and len(words) > 1 and words[-1].casefold() in SUFFIXES:
        words.pop()
    if entity.type is EntityType.PERSON and len(words) > 1:
        last = words[-1]
        last = last[3:] if last.casefold().startswith(ARTICLES) and len(last) > 3 else last
        return sort_key(last)[0], sort_key(entity.name)[0]
    return sort_key(entity.name)

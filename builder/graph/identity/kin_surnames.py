"""Surnames of relatives: "Tomas Roe and his wife, Ana" introduces an Ana who is a Roe, if the archive knows one."""

from __future__ import annotations

import re
from collections.abc import Collection

from builder.lexicon.word_lists import words
from builder.model.annotations import Annotations, EntityType
from builder.model.article import Article
from builder.names.person_names import person_name

_KIN_BEFORE = re.compile(r"\b(?:his|her|their)\s+(?:[a-z-]+\s+){0,2}([a-z-]+),?\s+$")
_KIN_OF = re.compile(r"\b([a-z-]+)(?:,| of (?:[\w.’'-]+ ){0,6})?\s*$")
"""The end of "the brother of the longtime mayor " and "her son, " before a full name."""
_LONGEST_PHRASE = 50
"""Characters before a name that are searched for a phrase such as "his late wife"."""
_FARTHEST = 200
"""Characters between the name of a person and the phrase, at most."""


def relatives_named(
    article: Article, annotations: Annotations, keys: Collection[tuple[str, str]]
) -> frozenset[str]:
    """Return the keys of the persons whom an article names in full only to say whose relatives they are.

    "Tom Roe, the brother of Mayor Jonas Roe": who is then called Roe is Tom.

    Args:
        article: the text.
        annotations: of it.
        keys: of the entities that are linked.
    """
    is_relative: dict[str, bool] = {}
    for mention in annotations.mentions:
        key = mention.entity
        if mention.type is not EntityType.PERSON or key is None or (article.seed_id, key) not in keys:
            continue
        if person_name(mention.span.one_line(article.text)).is_full:
            start = mention.span.start
            match = _KIN_OF.search(article.text[max(0, start - 2 * _LONGEST_PHRASE) : start])
            named_so = match is not None and match[1] in words("kin_nouns")
            is_relative[key] = is_relative.get(key, True) and named_so
    return frozenset(key for key, only in is_relative.items() if only)


def kin_surnames(
    article: Article, annotations: Annotations, keys: Collection[tuple[str, str]]
) -> dict[str, str]:
    """Return the surnames of persons whom an article introduces by the given name, as relatives of another one.

    Args:
        article: the text.
        annotations: of it.
        keys: of the entities that are linked.

    Returns:
        The folded surname of the relative who is named last before the phrase, by the key of the entity.
    """
    names = {entity.key: person_name(entity.name) for entity in annotations.entities}
    found: dict[str, str] = {}
    before: tuple[int, str] | None = None
    for mention in annotations.mentions:
        key = mention.entity
        if mention.type is not EntityType.PERSON or key is None or (article.seed_id, key) not in keys:
            continue
        start = mention.span.start
        match = _KIN_BEFORE.search(article.text[max(0, start - _LONGEST_PHRASE) : start])
        if not names[key].is_full and match and match[1] in words("kin_nouns"):
            if before is not None and start - before[0] <= _FARTHEST and before[1] != key:
                found.setdefault(key, names[before[1]].last_word)
        else:
            before = mention.span.end, key
    return found

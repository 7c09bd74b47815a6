"""Entities of an article in any language: equal spellings are one, and a person's last word is that person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace
from slugify import slugify

from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import DocumentEntity, EntityType


def with_one_type(mentions: Sequence[MentionSpan]) -> list[MentionSpan]:
    """Return the mentions, each spelling with the type that most of its mentions have, else its first one.

    A single word is a person if it ends the name of exactly one, unless it has a preposition before it: "Roe said" is
    Ana Roe, whatever the model finds, and "in Roe" need not be.
    """
    ends = _ends_of_persons(dict.fromkeys(_key(one) for one in mentions if one.type is EntityType.PERSON))
    mentions = [
        replace(one, type=EntityType.PERSON)
        if len(ends.get(_key(one), ())) == 1 and not _has_preposition(one)
        else one
        for one in mentions
    ]
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions:
        votes[_key(mention)][mention.type] += 1
    return [replace(mention, type=votes[_key(mention)].most_common(1)[0][0]) for mention in mentions]


def linked_entities(mentions: Sequence[MentionSpan]) -> tuple[list[str], tuple[DocumentEntity, ...]]:
    """Return the key of each mention's entity, and the entities sorted by key.

    Args:
        mentions: in the order of the text, each spelling with one type.
    """
    names = {_key(mention): mention for mention in reversed(mentions)}
    whole = dict(_short_forms(names))
    spellings: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        spellings[whole.get(_key(mention), _key(mention))].add(mention.text)
    keys = _keys(names, [key for key in dict.fromkeys(map(_key, mentions)) if key not in whole])
    entities = (
        DocumentEntity(
            key=keys[key],
            type=names[key].type,
            name=names[key].text,
            aliases=tuple(sorted(forms - {names[key].text})),
            roles=(),
        )
        for key, forms in spellings.items()
    )
    mention_keys = [keys[whole.get(_key(mention), _key(mention))] for mention in mentions]
    return mention_keys, tuple(sorted(entities, key=lambda entity: entity.key))


def _key(mention: MentionSpan) -> str:
    return mention.text.casefold()


def _short_forms(names: Mapping[str, MentionSpan]) -> Iterator[tuple[str, str]]:
    """Yield the spellings of one word that end the name of exactly one person, each with that name."""
    ends = _ends_of_persons(key for key, mention in names.items() if mention.type is EntityType.PERSON)
    for key, mention in names.items():
        if mention.type is EntityType.PERSON and len(ends.get(key, ())) == 1:
            yield key, ends[key][0]


def _ends_of_persons(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return the spellings of persons with several words, by their last word."""
    ends: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        if " " in key:
            ends[key.rsplit(" ", 1)[1]].append(key)
    return ends


def _has_preposition(mention: MentionSpan) -> bool:
    return mention.previous is not None and mention.previous.pos == "ADP"


def _keys(names: Mapping[str, MentionSpan], order: Sequence[str]) -> dict[str, str]:
    """Return a different key for each spelling, made of its name."""
    found: dict[str, str] = {}
    for key in order:
        base = slugify(names[key].text) or names[key].type.value
        made, number = base, 1
        while made in found.values():
            number += 1
            made = f"{base}-{number}"
        found[key] = made
    return found

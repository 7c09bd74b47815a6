"""All the names of an article: found, mended, typed, and linked to the things they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slugify import slugify

from builder.annotate.entities.clustering import Cluster, cluster_names
from builder.annotate.entities.namesakes import namesakes_told_apart
from builder.annotate.limits import check_entities
from builder.annotate.mentions.aliases import stated_aliases
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_regions import forms_of, region_of_dateline
from builder.annotate.mentions.roles import MentionRole, roles_of
from builder.annotate.parse.document import Document
from builder.model.annotations import DocumentEntity, EntityType, Mention, Origin, Role
from builder.model.span import Span

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

DATELINE_CONFIDENCE = 0.98


@dataclass(frozen=True, slots=True)
class LinkedMentions:
    """The mentions of a document with the entities that they refer to.

    Attributes:
        mentions: the mentions, with their index.
        keys: for each mention the key of its entity; None for types without a page.
        dateline: the mentions of the dateline's place and of the region after it.
        entities: sorted by key.
        roles: as found, by index of the mention.
    """

    mentions: Mentions
    keys: tuple[str | None, ...]
    dateline: tuple[Mention, ...]
    entities: tuple[DocumentEntity, ...]
    roles: tuple[MentionRole, ...]

    @property
    def doc(self) -> Document:
        """The document."""
        return self.mentions.doc

    @property
    def names(self) -> tuple[MentionSpan, ...]:
        """The mentions in the order of the text."""
        return self.mentions.spans

    def all_mentions(self) -> tuple[Mention, ...]:
        """Return the mentions of the article and its dateline, sorted by span."""
        found = [
            Mention(span.span, span.type, key, span.origin, span.rule, span.confidence)
            for span, key in zip(self.mentions, self.keys, strict=True)
        ]
        return tuple(sorted((*found, *self.dateline), key=lambda mention: mention.span))


def link_mentions(mentions: Mentions) -> LinkedMentions:
    """Return the mentions of a document with the entities that they refer to, from the document alone.

    Raises:
        LimitError: it refers to too many entities.
    """
    roles = roles_of(mentions)
    forms = forms_of(mentions)
    counts = Counter(forms)
    dateline = _dateline_forms(mentions.doc, mentions.gazetteer)
    counts.update((EntityType.PLACE, form) for form in dateline.values())
    stated = [(forms[first], forms[second]) for first, second in stated_aliases(mentions)]
    clusters = cluster_names(counts, mentions.gazetteer, stated=stated)
    by_form = {(cluster.type, form): n for n, cluster in enumerate(clusters) for form in cluster.forms}
    numbers = namesakes_told_apart(mentions, [by_form.get(form) for form in forms], clusters)
    keys = _keys(clusters)
    linked = [keys[number] if number is not None else None for number in numbers]
    dated = tuple(
        _of_dateline(span, keys[by_form[EntityType.PLACE, form]]) for span, form in dateline.items()
    )
    used = {*linked, *(mention.entity for mention in dated)}
    check_entities(len(used))
    return LinkedMentions(
        mentions=mentions,
        keys=tuple(linked),
        dateline=dated,
        entities=tuple(entity for entity in _entities(clusters, keys, linked, roles) if entity.key in used),
        roles=roles,
    )


def _keys(clusters: Sequence[Cluster]) -> list[str]:
    keys: dict[str, None] = {}
    numbers: Counter[str] = Counter()
    for cluster in clusters:
        base = slugify(cluster.name) or cluster.type.value
        key = base
        while key in keys:
            numbers[base] += 1
            key = f"{base}-{numbers[base] + 1}"
        keys[key] = None
    return [*keys]


def _entities(
    clusters: Sequence[Cluster],
    keys: Sequence[str],
    name_keys: Sequence[str | None],
    roles: Sequence[MentionRole],
) -> tuple[DocumentEntity, ...]:
    held: dict[str, dict[str, Role]] = {}
    for role in roles:
        key = name_keys[role.name_index]
        if key is not None:
            held.setdefault(key, {}).setdefault(role.role.text.lower(), role.role)
    found = [
        DocumentEntity(
            key=key,
            type=cluster.type,
            name=cluster.name,
            aliases=tuple(form for form in cluster.forms if form != cluster.name),
            roles=tuple(sorted(held.get(key, {}).values(), key=lambda role: role.span)),
        )
        for cluster, key in zip(clusters, keys, strict=True)
    ]
    return tuple(sorted(found, key=lambda entity: entity.key))


def _of_dateline(span: Span, key: str) -> Mention:
    return Mention(span, EntityType.PLACE, key, Origin.RULE, "dateline", DATELINE_CONFIDENCE)


def _dateline_forms(doc: Document, gazetteer: Gazetteer) -> dict[Span, str]:
    """The place of the dateline and its region, where they stand, with what they are called."""
    dateline = doc.article.dateline
    if dateline is None:
        return {}
    forms = {dateline.place: dateline.place.of(doc.text)}
    region = region_of_dateline(doc, gazetteer)
    return {**forms, region[0]: region[1]} if region is not None else forms

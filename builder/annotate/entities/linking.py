"""Linking: from the mentions of a document to the entities that they refer to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from slugify import slugify

from builder.annotate.entities.clustering import (
    SpellingCluster,
    TypedForm,
    cluster_spellings,
    spellings_by_type,
)
from builder.annotate.entities.dateline import dateline_forms, dateline_mention
from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.entities.merge_steps import TypeSpellings
from builder.annotate.entities.namesakes import resolve_namesakes
from builder.annotate.entities.unparsed_names import unparsed_forms, unparsed_mention
from builder.annotate.limits import check_entities
from builder.annotate.mentions.aliases import stated_aliases
from builder.annotate.mentions.families import family_names
from builder.annotate.mentions.full_names import full_names
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.place_forms import forms_of, regions_beside, with_regions_of_homonyms
from builder.annotate.mentions.roles import MentionRole, roles_of
from builder.annotate.mentions.stated_roles import stated_roles
from builder.model.annotations import DocumentEntity, EntityType, Mention, Role
from builder.model.span import Span


class ClusterAssignment(Struct, frozen=True):
    """The cluster that each mention of a document belongs to.

    Attributes:
        forms: for each mention, its type and spelling.
        dateline: the spellings of places in the dateline, by span.
        unparsed: the spellings of organizations in text that the model does not read, by span.
        regions: the region that the article names beside a mention of a place, by span.
        spellings: by type, for the types that have pages.
        clusters: all clusters.
        by_form: the index in ``clusters`` of each spelling.
        cluster_indices: for each mention, the index in ``clusters``; None for types without a page. It is that of the
            spelling, unless the mention is a surname that two persons share.
        acting: the indices of the mentions of such surnames that mean the one who acted last.
    """

    forms: tuple[TypedForm, ...]
    dateline: Mapping[Span, str]
    unparsed: Mapping[Span, str]
    regions: Mapping[Span, str]
    spellings: Mapping[EntityType, TypeSpellings]
    clusters: tuple[SpellingCluster, ...]
    by_form: Mapping[TypedForm, int]
    cluster_indices: tuple[int | None, ...]
    acting: frozenset[int]


def assign_clusters(mentions: Mentions) -> ClusterAssignment:
    """Return the clusters of the mentions of a document and its dateline."""
    forms, dateline, regions = _forms_and_regions(mentions)
    for mention_i, name in full_names(mentions).items():
        forms[mention_i] = (EntityType.PERSON, name)
    for mention_i, name in family_names(mentions).items():
        forms[mention_i] = (EntityType.GROUP, name)
    counts = Counter(forms)
    counts.update((EntityType.PLACE, form) for form in dateline.values())
    unparsed = unparsed_forms(mentions.doc, {form for kind, form in forms if kind is EntityType.ORGANIZATION})
    counts.update((EntityType.ORGANIZATION, form) for form in unparsed.values())
    spellings = spellings_by_type(
        counts,
        mentions.gazetteer,
        aliases=[(forms[first], forms[second]) for first, second in stated_aliases(mentions)],
    )
    clusters = cluster_spellings(spellings.values())
    by_form = {(cluster.type, form): i for i, cluster in enumerate(clusters) for form in cluster.forms}
    cluster_indices, acting = resolve_namesakes(mentions, [by_form.get(form) for form in forms], clusters)
    return ClusterAssignment(
        tuple(forms),
        dateline,
        unparsed,
        regions,
        spellings,
        clusters,
        by_form,
        tuple(cluster_indices),
        acting,
    )


def _forms_and_regions(
    mentions: Mentions,
) -> tuple[list[TypedForm], dict[Span, str], dict[Span, str]]:
    """Return the forms of the mentions, those of the dateline by span, and the regions beside places by span."""
    forms = forms_of(mentions)
    dateline = dateline_forms(mentions.doc, mentions.gazetteer)
    regions = regions_beside(mentions)
    named = [
        (mention.span, form)
        for mention, (kind, form) in zip(mentions, forms, strict=True)
        if kind is EntityType.PLACE
    ]
    qualified = with_regions_of_homonyms(sorted([*dateline.items(), *named]), regions)
    return (
        [
            (kind, qualified.get(mention.span, form))
            for mention, (kind, form) in zip(mentions, forms, strict=True)
        ],
        {span: qualified.get(span, form) for span, form in dateline.items()},
        regions,
    )


def link_mentions(mentions: Mentions) -> LinkedMentions:
    """Return the mentions of a document with the entities that they refer to; no other document is needed.

    Raises:
        LimitError: it refers to too many entities.
    """
    roles = roles_of(mentions)
    assigned = assign_clusters(mentions)
    keys = entity_keys(assigned.clusters)
    mention_keys = tuple(keys[i] if i is not None else None for i in assigned.cluster_indices)
    dateline = tuple(
        dateline_mention(span, keys[assigned.by_form[EntityType.PLACE, form]])
        for span, form in assigned.dateline.items()
    )
    unparsed = tuple(
        unparsed_mention(span, keys[assigned.by_form[EntityType.ORGANIZATION, form]])
        for span, form in assigned.unparsed.items()
    )
    used = {*mention_keys, *(mention.entity for mention in (*dateline, *unparsed))}
    check_entities(len(used))
    regions = _regions_by_key(mentions, mention_keys, dateline, assigned.regions)
    stated = _roles_by_key(mention_keys, stated_roles(mentions, roles))
    entities = _entities(assigned.clusters, keys, stated, regions)
    return LinkedMentions(
        mentions=mentions,
        keys=mention_keys,
        acting=assigned.acting,
        dateline=dateline,
        unparsed=unparsed,
        entities=tuple(entity for entity in entities if entity.key in used),
        roles=roles,
    )


def entity_keys(clusters: Sequence[SpellingCluster]) -> list[str]:
    """Return a key for each cluster, made of its name; of two clusters with one name the second gets a number."""
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


def _roles_by_key(mention_keys: Sequence[str | None], roles: Sequence[MentionRole]) -> dict[str, list[Role]]:
    """Return the roles of each entity in the order of the text.

    Args:
        mention_keys: for each mention, the key of its entity.
        roles: the roles of mentions.
    """
    found: dict[str, list[Role]] = {}
    for mention_role in roles:
        key = mention_keys[mention_role.mention_i]
        if key is not None:
            found.setdefault(key, []).append(mention_role.role)
    return {key: sorted(own, key=lambda role: role.span) for key, own in found.items()}


def _regions_by_key(
    mentions: Mentions,
    mention_keys: Sequence[str | None],
    dateline: Sequence[Mention],
    regions: Mapping[Span, str],
) -> dict[str, str]:
    """Return the region that the article names most often beside each place, by the key of its entity."""
    spans = [(mention.span, key) for mention, key in zip(mentions, mention_keys, strict=True)]
    spans += [(mention.span, mention.entity) for mention in dateline]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for span, key in spans:
        if key is not None and span in regions:
            counts[key][regions[span]] += 1
    return {
        key: min(counter, key=lambda region: (-counter[region], region)) for key, counter in counts.items()
    }


def _entities(
    clusters: Sequence[SpellingCluster],
    keys: Sequence[str],
    roles: Mapping[str, Sequence[Role]],
    regions: Mapping[str, str],
) -> tuple[DocumentEntity, ...]:
    found = [
        DocumentEntity(
            key=key,
            type=cluster.type,
            name=cluster.name,
            aliases=tuple(form for form in cluster.forms if form != cluster.name),
            roles=tuple(roles.get(key, ())),
            region=regions.get(key) if cluster.type is EntityType.PLACE else None,
        )
        for cluster, key in zip(clusters, keys, strict=True)
    ]
    return tuple(sorted(found, key=lambda entity: entity.key))

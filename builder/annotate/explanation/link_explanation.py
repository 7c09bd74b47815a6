"""Explanation of links: the entity of a mention, and the steps that merged its spellings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.annotate.entities.clustering import SpellingCluster, TypedForm, steps_of
from builder.annotate.entities.linking import ClusterAssignment, entity_keys
from builder.annotate.entities.merge_steps import TypeSpellings, trace_steps
from builder.annotate.mentions.index import Mentions
from builder.model.annotations import EntityType
from builder.model.span import Span


class MergeEffect(Struct, frozen=True):
    """A step that merged spellings of an entity.

    Attributes:
        step: the name of the step: ``same-key``, ``compatible-names``, ``misspelling``, ``short-form``, ``acronym``,
            ``beginning``, ``bare-name``, ``half-of-country``, ``known-name`` or ``stated-alias``.
        merged: the groups that the step made of smaller ones, each sorted.
    """

    step: str
    merged: tuple[tuple[str, ...], ...]


class LinkExplanation(Struct, frozen=True):
    """How a mention was linked to its entity.

    Attributes:
        form: the spelling of the mention, or what it is called if a region shares its name with another place.
        key, type, name: of the entity.
        decided_by: ``spelling`` if the entity is that of the spelling; ``namesake`` if the mention is a surname that
            two persons share, and refers to this one; ``dateline`` for a place in the dateline,
            ``unparsed`` for an organization in text that the model does not read.
        spellings: all spellings of the entity, sorted.
        merges: the steps that merged the spellings, in order.
    """

    form: str
    key: str
    type: str
    name: str
    decided_by: str
    spellings: tuple[str, ...]
    merges: tuple[MergeEffect, ...]


def explain_links(assigned: ClusterAssignment, mentions: Mentions, span: Span) -> tuple[LinkExplanation, ...]:
    """Return how the mentions that overlap a span were linked; mentions without an entity are left out.

    Args:
        assigned: the clusters of the mentions.
        mentions: all mentions with their final types.
        span: in ``Article.text``.
    """
    keys = entity_keys(assigned.clusters)
    return tuple(
        _explanation(assigned, keys, form, cluster_i, decided_by)
        for form, cluster_i, decided_by in _assignments(assigned, mentions, span)
    )


def _assignments(
    assigned: ClusterAssignment, mentions: Mentions, span: Span
) -> Iterator[tuple[TypedForm, int, str]]:
    """Yield for each mention that overlaps a span its form, the index of its cluster, and ``decided_by``."""
    for place, text in assigned.dateline.items():
        if place.overlaps(span):
            form = (EntityType.PLACE, text)
            yield form, assigned.by_form[form], "dateline"
    for unparsed, text in assigned.unparsed.items():
        if unparsed.overlaps(span):
            form = (EntityType.ORGANIZATION, text)
            yield form, assigned.by_form[form], "unparsed"
    for form, cluster_i, mention in zip(assigned.forms, assigned.cluster_indices, mentions, strict=True):
        if cluster_i is not None and mention.span.overlaps(span):
            yield form, cluster_i, "spelling" if cluster_i == assigned.by_form[form] else "namesake"


def _explanation(
    assigned: ClusterAssignment, keys: Sequence[str], form: TypedForm, cluster_i: int, decided_by: str
) -> LinkExplanation:
    cluster = assigned.clusters[cluster_i]
    return LinkExplanation(
        form=form[1],
        key=keys[cluster_i],
        type=cluster.type.value,
        name=cluster.name,
        decided_by=decided_by,
        spellings=cluster.forms,
        merges=tuple(_merges(cluster, assigned.spellings[cluster.type])),
    )


def _merges(cluster: SpellingCluster, spellings: TypeSpellings) -> Iterator[MergeEffect]:
    """Yield the steps that merged the spellings of a cluster, in order."""
    forms = frozenset(cluster.forms)
    before: set[tuple[str, ...]] = {(form,) for form in cluster.forms}
    for step, groups in trace_steps(steps_of(cluster.type), spellings):
        after = {tuple(sorted(group)) for group in groups if not forms.isdisjoint(group)}
        if after != before:
            yield MergeEffect(step, tuple(sorted(after - before)))
        before = after

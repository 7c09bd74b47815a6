"""Reverse indexes over the graph: what entities have in which briefs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_parts import BriefParts
from builder.edition.brief_texts import QuoteRef, group
from builder.edition.entity_heads import PlacedRole
from builder.model.brief_outline import BriefOutline
from builder.model.graph import Entity, Graph, RoleSeen, Tie

RolesByBrief = Mapping[str | None, tuple[RoleSeen, ...]]
"""The roles of an entity by the slugs of the briefs that give them; those of the editor's under None."""


class TermRef(Struct, frozen=True):
    """A term that an entity coined: the slug of its brief, and its place among the brief's mentions."""

    slug: str
    mention_i: int


def quotes_of(
    outlines: Iterable[BriefOutline], of: Callable[[tuple[str, ...], tuple[str, ...]], Iterable[str]]
) -> dict[str, tuple[QuoteRef, ...]]:
    """Return quotes by entity; ``of`` gives the entities of a quote from its speakers and those it is about."""
    return group(
        (entity_id, QuoteRef(outline.slug, quote.id))
        for outline in outlines
        for quote in outline.quotes
        for entity_id in of(quote.speaker_ids, quote.about_ids)
    )


def ties_of(ties: Iterable[Tie]) -> dict[str, tuple[Tie, ...]]:
    """Return the ties of each entity. Real archives have a hundred thousand: `group` would take twice as long."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.first_id].append(tie)
        found[tie.second_id].append(tie)
    return {key: tuple(own) for key, own in found.items()}


def second_ids(ties: Iterable[Tie]) -> dict[str, frozenset[str]]:
    """Return the second ids of ties by the first one."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        found[tie.first_id].add(tie.second_id)
    return {key: frozenset(own) for key, own in found.items()}


def coined_terms(outlines: Iterable[BriefOutline]) -> dict[str, tuple[TermRef, ...]]:
    """Return the terms that each entity coined."""
    return group(
        (entity_id, TermRef(outline.slug, mention_i))
        for outline in outlines
        for mention_i, coiner_ids in outline.coined
        for entity_id in coiner_ids
    )


def teams_of(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the ids of the teams that bear the name of each place, sorted by their names."""
    named = [entity for entity in graph.entities.values() if entity.named_after is not None]
    named.sort(key=lambda team: (team.name, team.id))
    return group((team.named_after or "", team.id) for team in named)


def roles_by_brief(entity: Entity) -> RolesByBrief:
    """Return the roles of an entity by the briefs that give them."""
    return group((role.brief_slug, role) for role in entity.roles)


def placed_roles(
    entity_id: str, slug: str, roles: Sequence[RoleSeen], parts: BriefParts
) -> tuple[PlacedRole, ...]:
    """Return the roles that are words of a brief, with anchors numbered in the order of the text.

    Args:
        entity_id: whose roles they are.
        slug: of the brief.
        roles: that the brief gives the entity.
        parts: of the brief.
    """
    placed: list[PlacedRole] = []
    number = 0
    for span in sorted({role.span for role in roles if role.span}):
        anchor = None
        if parts.shows(span.start):
            number += 1
            anchor = urls.role_anchor(entity_id, number)
        placed.append(PlacedRole(entity_id, slug, span.start, span.end, anchor))
    return tuple(placed)

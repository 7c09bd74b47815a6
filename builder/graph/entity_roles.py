"""Roles of the site's entities: each follows the mention that has it, and the best supported comes first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from builder.graph.span_index import SpanIndex
from builder.lexicon.word_lists import table
from builder.model.annotations import Annotations, Origin
from builder.model.brief import Brief
from builder.model.entity_entries import EntityEntry
from builder.model.graph import RoleSeen


def roles_by_entity(
    dates: Mapping[str, str], roles: Mapping[str, Sequence[tuple[str, RoleSeen]]]
) -> dict[str, tuple[RoleSeen, ...]]:
    """Return the roles that the briefs give each entity, by its id, in the order of ``ranked_roles``.

    A role belongs to the entity of the mention that has it, so it follows a mention that an editor gives to another
    entity, and disappears with one that is dropped. Each wording appears once a brief.

    Args:
        dates: ISO date of each brief, by slug, sorted; "" without a date.
        roles: by slug, those of each brief as ``roles_of_brief`` returns them.
    """
    found: dict[str, list[RoleSeen]] = defaultdict(list)
    for slug in dates:
        for entity_id, role in roles[slug]:
            found[entity_id].append(role)
    return {entity_id: ranked_roles(roles, dates) for entity_id, roles in found.items()}


def with_role_of_editor(entry: EntityEntry | None, roles: Sequence[RoleSeen]) -> tuple[RoleSeen, ...]:
    """Return the roles of an entity, the editor's first if there is one."""
    if entry is None or not entry.role:
        return tuple(roles)
    return (RoleSeen(entry.role, None, None, Origin.EDITOR), *roles)


def ranked_roles(roles: Sequence[RoleSeen], dates: Mapping[str, str]) -> tuple[RoleSeen, ...]:
    """Return roles of one entity ranked: those that most briefs give first, of equal ones the newest.

    Roles that differ only in capitals, hyphens or abbreviations count as one; of its wordings the most frequent comes
    first. What is equal in all this keeps its order.

    Args:
        roles: in the order of briefs and text.
        dates: ISO date of each brief, by slug; "" without a date.
    """
    groups: dict[str, list[RoleSeen]] = defaultdict(list)
    for role in roles:
        groups[_key(role.text)].append(role)

    def support(own: Sequence[RoleSeen]) -> tuple[int, str]:
        slugs = {role.brief_slug or "" for role in own}
        return len(slugs), max(dates.get(slug, "") for slug in slugs)

    return tuple(
        role for own in sorted(groups.values(), key=support, reverse=True) for role in _by_wording(own, dates)
    )


def _by_wording(roles: Sequence[RoleSeen], dates: Mapping[str, str]) -> list[RoleSeen]:
    """Return roles of one meaning in the order of their wordings: the most frequent one first, then the newest."""
    wordings = Counter(role.text for role in roles)
    return sorted(
        roles, key=lambda role: (wordings[role.text], dates.get(role.brief_slug or "", "")), reverse=True
    )


def roles_of_brief(brief: Brief, annotations: Annotations) -> tuple[tuple[str, RoleSeen], ...]:
    """Return the roles of a brief in the order of the text, each with the id of the entity that has it.

    Each wording of a role of an entity appears once.
    """
    found: dict[tuple[str, str], tuple[str, RoleSeen]] = {}
    for entity_id, role in _all_roles(brief, annotations):
        found.setdefault((entity_id, role.text.lower()), (entity_id, role))
    return tuple(found.values())


def _all_roles(brief: Brief, annotations: Annotations) -> Iterator[tuple[str, RoleSeen]]:
    linked = {mention.span: mention.entity_id for mention in brief.mentions}
    index = SpanIndex(linked)
    roles = [role for entity in annotations.entities for role in entity.roles]
    for role in sorted(roles, key=lambda role: (role.span, role.mention)):
        for span in index.overlapping(role.mention):
            entity_id = linked[span]
            if entity_id is not None:
                yield entity_id, RoleSeen(role.text, brief.slug, role.span, Origin.RULE)
                break


def _key(text: str) -> str:
    """Return the normal form in which roles are compared: "The Vice-President" and "vice president" are one role."""
    words = text.casefold().replace("-", " ").replace("’", "'").split()
    return " ".join(_offices().get(word.rstrip("."), word) for word in words if word != "the")


@cache
def _offices() -> Mapping[str, str]:
    return {row[0]: row[1] for row in table("office_abbreviations")}

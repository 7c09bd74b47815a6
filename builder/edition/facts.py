"""The facts of an edition: each a function of the edition and a key, which gives a plain frozen value.

A fact whose key has gone (a brief that was deleted) is None or empty, so that it can be asked for again and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from builder.edition.appearances import NEVER
from builder.edition.brief_texts import BriefHead, BriefText, QuoteRef, Remarks
from builder.edition.edition import Edition, TextPage
from builder.edition.entity_heads import EntityCounts, EntityHead, PlacedRole, Tied
from builder.edition.quote_lines import QUOTE_LINES, QuoteLine
from builder.edition.quote_shelves import Shelf, ShelfLabel
from builder.edition.reverse_indexes import TermRef
from builder.edition.site_frame import SiteFrame, SiteWords
from builder.edition.timeline_parts import TimelinePart
from builder.model.annotations import EntityType, Origin
from builder.model.graph import RoleSeen, Tie


def words(edition: Edition) -> SiteWords:
    """The editor's words about the site."""
    return edition.words


def site_url(edition: Edition) -> str | None:
    """The public address of the site."""
    return edition.words.url


def frame(edition: Edition) -> SiteFrame:
    """What the frames of all pages have in common."""
    return edition.frame


def accent(edition: Edition) -> str | None:
    """The accent as the editor wrote it. Pictures show it, and nothing else of the frame."""
    return edition.frame.theme.accent


def text_page(edition: Edition, slug: str) -> TextPage | None:
    """A page of the editor's own."""
    return edition.text_pages.get(slug)


def slugs(edition: Edition) -> tuple[str, ...]:
    """The slugs of all briefs, newest first."""
    return tuple(edition.briefs)


def years(edition: Edition) -> tuple[str, ...]:
    """The years of the dated briefs, newest first, in the order of the briefs; "" for undated ones."""
    return tuple([(outline.date or "")[:4] for outline in edition.outlines.values()])


def brief(edition: Edition, slug: str) -> BriefText | None:
    """A brief with its words."""
    return edition.briefs.get(slug)


def withdrawn(edition: Edition, slug: str) -> str | None:
    """Why a brief is no longer published."""
    return edition.withdrawn.get(slug)


def brief_head(edition: Edition, slug: str) -> BriefHead | None:
    """What links to a brief show."""
    return edition.brief_heads.get(slug)


def changed(edition: Edition, slug: str) -> str | None:
    """The day when a brief appeared or was last corrected."""
    return edition.remarks.get(slug, Remarks()).changed


def remarks(edition: Edition, slug: str) -> Remarks:
    """What editors say beside a brief."""
    return edition.remarks.get(slug, Remarks())


def quote_paths(edition: Edition, slug: str) -> tuple[tuple[str, str], ...]:
    """The pages of the quote index that show the quotes of a brief, each with the quote's id."""
    return tuple(edition.quote_paths.get(slug, {}).items())


def quote(edition: Edition, slug: str, quote_id: str) -> QuoteLine | None:
    """A quote as lists show it."""
    return edition.derived.of_brief(QUOTE_LINES, slug).get(quote_id) if slug in edition.briefs else None


def roles_of_brief(edition: Edition, slug: str) -> tuple[PlacedRole, ...]:
    """The roles that words of a brief give to the entities that it names, by entity in the order of the text."""
    outline = edition.outlines.get(slug)
    named = outline.named if outline is not None else ()
    return tuple(role for key, _ in named for role in edition.placed_roles(key, slug))


def entity_ids(edition: Edition) -> tuple[str, ...]:
    """The ids of all entities, sorted."""
    return tuple(edition.entities)


def ids_of_type(edition: Edition, kind: str) -> tuple[str, ...]:
    """The ids of the entities of a type, sorted."""
    return tuple(key for key, head in edition.heads.items() if head.type == kind)


def letters(edition: Edition, kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The A–Z of a type: its letters in order, each with the ids of its entities in order."""
    return edition.letters.get(EntityType(kind), ())


def types(edition: Edition) -> tuple[EntityType, ...]:
    """The types of the site's entities, sorted."""
    return tuple(sorted({head.type for head in edition.heads.values()}))


def entity(edition: Edition, entity_id: str) -> EntityHead | None:
    """An entity without its aliases and roles."""
    return edition.heads.get(entity_id)


def aliases(edition: Edition, entity_id: str) -> tuple[str, ...]:
    """The other forms of an entity's name."""
    found = edition.entities.get(entity_id)
    return found.aliases if found is not None else ()


def roles(edition: Edition, entity_id: str) -> tuple[RoleSeen, ...]:
    """All roles of an entity, the editor's first."""
    found = edition.entities.get(entity_id)
    return found.roles if found is not None else ()


def brief_roles(edition: Edition, slug: str) -> Mapping[str, tuple[RoleSeen, ...]]:
    """The roles that the editor and one brief give each entity of the brief, by id."""
    outline = edition.outlines.get(slug)
    if outline is None:
        return {}
    found = {key: edition.roles.get(key, {}) for key in outline.entity_ids}
    return {key: own.get(None, ()) + own.get(slug, ()) for key, own in found.items()}


def placed_roles(edition: Edition, entity_id: str) -> tuple[PlacedRole, ...]:
    """The roles of an entity that are words of a brief."""
    slugs = sorted(filter(None, edition.roles.get(entity_id, {})))
    return tuple(role for slug in slugs for role in edition.placed_roles(entity_id, slug))


def first_role(edition: Edition, entity_id: str) -> tuple[str, str | None] | None:
    """The words of the first of an entity's roles, with the tag of their language if they are those of an article."""
    found = edition.entities.get(entity_id)
    if found is None or not found.roles:
        return None
    role = found.roles[0]
    brief = edition.outlines.get(role.brief_slug or "") if role.origin is not Origin.EDITOR else None
    return role.text, brief.language if brief is not None else None


def text(edition: Edition, entity_id: str) -> str | None:
    """What the editor writes about an entity, as markup."""
    return edition.texts.get(entity_id)


def opening(edition: Edition, entity_id: str) -> str | None:
    """The first sentence of what the editor writes about an entity."""
    return edition.openings.get(entity_id)


def mention_counts(edition: Edition, entity_id: str) -> tuple[tuple[str, int], ...]:
    """The slugs of the briefs that name an entity, newest first, each with the number of its mentions there."""
    found = edition.appearances.get(entity_id, NEVER)
    return tuple(zip(found.slugs, found.counts, strict=True))


def slugs_of(edition: Edition, entity_id: str) -> tuple[str, ...]:
    """The slugs of the briefs that name an entity, newest first."""
    return edition.appearances.get(entity_id, NEVER).slugs


def counts(edition: Edition, entity_id: str) -> EntityCounts:
    """How many briefs name an entity, how often, and how many quotes it says."""
    found = edition.appearances.get(entity_id, NEVER)
    return EntityCounts(len(found.slugs), sum(found.counts), len(edition.said.get(entity_id, ())))


def said(edition: Edition, entity_id: str) -> tuple[QuoteRef, ...]:
    """The quotes credited to an entity, newest brief first."""
    return edition.said.get(entity_id, ())


def about(edition: Edition, entity_id: str) -> tuple[QuoteRef, ...]:
    """The quotes of others that mention an entity, newest brief first."""
    return edition.about.get(entity_id, ())


def coined(edition: Edition, entity_id: str) -> tuple[TermRef, ...]:
    """The terms that an entity coined, newest brief first."""
    return edition.coined.get(entity_id, ())


def ties(edition: Edition, entity_id: str) -> tuple[Tied, ...]:
    """Who and what appears with an entity: ids, each with the number of sentences and of briefs that name both."""
    return tuple(
        [
            (tie.second_id if tie.first_id == entity_id else tie.first_id, tie.sentences, tie.briefs)
            for tie in edition.ties.get(entity_id, ())
        ]
    )


def close_pairs(edition: Edition, *entity_ids: str) -> tuple[tuple[str, str], ...]:
    """The pairs of entities with a close tie, in the order in which the entities are given."""
    # A site of 1,000 briefs has 1,000 of these facts, each of up to 45 pairs of which hardly any is close.
    none_close = frozenset[str]()
    own = [(one, edition.close.get(one, none_close)) for one in entity_ids]
    return tuple(
        (first, second)
        for place, (first, after_first) in enumerate(own)
        for second, after_second in own[place + 1 :]
        if second in after_first or first in after_second
    )


def meetings(edition: Edition) -> tuple[Tie, ...]:
    """The close ties of those who can meet."""
    return edition.meetings


def teams(edition: Edition, place_id: str) -> tuple[str, ...]:
    """The ids of the teams that bear the name of a place."""
    return edition.teams.get(place_id, ())


def speaker_path(edition: Edition, entity_id: str) -> tuple[str, str] | None:
    """The page of the quote index on which a speaker's quotes begin, with their anchor there."""
    return edition.speaker_paths.get(entity_id)


def shelf_labels(edition: Edition) -> tuple[ShelfLabel, ...]:
    """What is written on the pages of the quote index, in their order."""
    return tuple(shelf.label for shelf in edition.shelves.values())


def shelf(edition: Edition, path: str) -> Shelf | None:
    """A page of the quote index."""
    return edition.shelves.get(path)


def timeline_part(edition: Edition, path: str) -> TimelinePart | None:
    """A page of the timeline."""
    return edition.timeline.get(path)


FACTS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        fact.__name__: fact
        for fact in (
            words,
            site_url,
            frame,
            accent,
            text_page,
            slugs,
            years,
            brief,
            withdrawn,
            brief_head,
            changed,
            remarks,
            quote_paths,
            quote,
            roles_of_brief,
            entity_ids,
            ids_of_type,
            letters,
            types,
            entity,
            aliases,
            roles,
            brief_roles,
            placed_roles,
            first_role,
            text,
            opening,
            mention_counts,
            slugs_of,
            counts,
            said,
            about,
            coined,
            ties,
            close_pairs,
            meetings,
            teams,
            speaker_path,
            shelf_labels,
            shelf,
            timeline_part,
        )
    }
)
"""All facts by name."""

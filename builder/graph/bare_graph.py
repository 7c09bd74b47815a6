"""The graph of a site without the editor's notes: what is decided over all articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from builder.digest import digest
from builder.graph.archive_identity import home_of_archive, identity_of_archive
from builder.graph.archive_laws import law_keys, with_laws
from builder.graph.article_links import ArticleLinks, SiteId
from builder.graph.article_outlines import ArticleOutline, article_outlines
from builder.graph.briefs import LinkedOutline, linked_articles
from builder.graph.co_occurrence import key_of_ties, ties_of
from builder.graph.decisions import BareGraph, Decisions
from builder.graph.edits import ArticleEdits, gather_edits, made_on_the_spot, settle_edits
from builder.graph.entity_roles import roles_by_entity, with_role_of_editor
from builder.graph.entity_splits import (
    BriefSplits,
    entries_after_splits,
    split_entities,
    splits_by_seed,
    unused_splits,
)
from builder.graph.finished_briefs import finished_briefs
from builder.graph.identity.doubts import ClusterDoubt
from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.name_evidence import EntityKey
from builder.graph.ignored_spellings import unread_spellings
from builder.graph.memory import Memory
from builder.graph.pinned_ids import pinned_ids
from builder.graph.places import edited_place, located_places
from builder.graph.site_entities import SiteEntity, site_entities
from builder.graph.team_places import places_of_teams
from builder.graph.tie_codec import TIES
from builder.graph.unmatched_entries import unmatched_entries
from builder.model.annotations import Annotations, DocumentEntity, EntityType
from builder.model.article import Article
from builder.model.brief_outline import BriefOutline
from builder.model.editorial import Content
from builder.model.graph import Entity, IdentityDoubt, RoleSeen
from builder.model.lazy_mapping import LazyMapping
from builder.model.place import Place


def make_bare_graph(
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotations],
    content: Content,
    memory: Memory,
    sources: Mapping[str, str],
    *,
    is_partial: bool = False,
) -> BareGraph:
    """Return the graph of a site without the editor's notes. Args as in ``build_graph``; the articles are sorted.

    Raises:
        InputError: if two briefs have the same slug, or an article cannot be linked.
    """
    ignored = frozenset(form.casefold() for form in content.entities.ignore)
    outlines = article_outlines(articles, annotations, memory, sources)
    unread = unread_spellings(content.entities.ignore, outlines, articles, annotations, memory, sources)
    laws = law_keys(outlines, content)
    if laws:
        outlines |= {seed_id: outlines[seed_id].without(keys) for seed_id, keys in laws.items()}
        annotations = _without_laws(annotations, laws)
        known = laws.keys() & sources.keys()
        sources = {**sources, **{one: digest(sources[one], *sorted(laws[one])) for one in known}}
    edits, problems = gather_edits(articles, annotations, content)
    found = _article_entities(outlines, annotations, ignored, edits)
    home = home_of_archive(content.site.home, outlines, found, memory)
    identity = identity_of_archive(articles, annotations, found, home, memory, sources)
    splits = splits_by_seed(outlines, content)
    named = site_entities(identity.clusters, content.entities, pinned_ids(content))
    named = split_entities(named, found, splits, content)
    made = made_on_the_spot(edits, _types(named, content), content.entities.merge)
    named = (*named, *(SiteEntity(one.id, one.type, one, (), ()) for one in made.values()))
    types = _types(named, content)
    edits, unsettled = settle_edits(edits, types, content.entities, _ids_by_seed(named))
    links = _links(named, splits, types)
    linked = linked_articles(articles, annotations, content, links, ignored, edits, types, memory, sources)
    shown = _shown_ids(linked.outlines)
    named = (*named, *_only_edited(content, shown - {one.id for one in named}))
    named = tuple(one for one in named if one.id in shown)
    names = {one.id: _name(one) for one in named}
    place_ids = {slug: one.place_ids for slug, one in linked.outlines.items()}
    located = located_places(articles, linked.briefs, place_ids, names, home, memory, linked.digests)
    dates = {slug: one.brief.date or "" for slug, one in linked.outlines.items()}
    roles = roles_by_entity(dates, {slug: one.roles for slug, one in linked.outlines.items()})
    entities = _entities(named, roles, ignored, located)
    finished = finished_briefs(linked, articles, entities)
    together = {slug: one.together for slug, one in linked.outlines.items()}
    ties_key = key_of_ties(together) if sources else ""
    return BareGraph(
        Decisions(
            entities=entities,
            outlines=finished.outlines,
            states=finished.states,
            doubts=_doubts(identity.doubts, identity.clusters, named, entities, finished.outlines),
            ties_key=ties_key,
            diagnostics=(
                *problems,
                *unsettled,
                *linked.problems,
                *splits.problems,
                *unused_splits(splits, finished.outlines.values(), content),
                *unmatched_entries(entities, content, unread=unread, is_partial=is_partial),
            ),
        ),
        briefs=finished.briefs,
        ties=memory.recall_one(TIES, ties_key, lambda: ties_of(together)),
    )


def _without_laws(
    annotations: Mapping[str, Annotations], laws: Mapping[str, frozenset[str]]
) -> Mapping[str, Annotations]:
    """Return the annotations with the organizations that are laws as laws, which have no page."""
    return LazyMapping(
        annotations,
        lambda seed_id: (
            with_laws(annotations[seed_id], laws[seed_id]) if seed_id in laws else annotations[seed_id]
        ),
    )


def _links(
    named: Sequence[SiteEntity], splits: BriefSplits, types: Mapping[str, EntityType]
) -> dict[str, ArticleLinks]:
    """Return the site's entities of the entities of each article, by seed id."""
    ids: dict[str, dict[str, SiteId]] = defaultdict(dict)
    moved: dict[str, dict[tuple[str, str], SiteId]] = defaultdict(dict)
    confidences: dict[str, dict[tuple[str, str | None], float]] = defaultdict(dict)
    for one in named:
        for cluster in one.clusters:
            for seed_id, key in cluster.keys:
                ids[seed_id][key] = (one.id, one.type)
            for (seed_id, key), spelling in cluster.moved:
                moved[seed_id][key, spelling] = (one.id, one.type)
            for link in cluster.links:
                confidences[link.key[0]][link.key[1], link.spelling] = link.confidence
    others = splits.others(types)
    return {
        seed_id: ArticleLinks(ids[seed_id], moved[seed_id], confidences[seed_id], others.get(seed_id, {}))
        for seed_id in {*ids, *others}
    }


def _doubts(
    found: Sequence[ClusterDoubt],
    clusters: Sequence[EntityCluster],
    named: Sequence[SiteEntity],
    entities: Mapping[str, Entity],
    outlines: Mapping[str, BriefOutline],
) -> tuple[IdentityDoubt, ...]:
    """Return the doubts about pages of the site that the editor's entries do not settle, sorted."""
    id_of = {key: one.id for one in named for cluster in one.clusters for key in cluster.keys}
    slugs = {outline.seed_id: slug for slug, outline in outlines.items()}
    doubts = []
    for doubt in found:
        keys = clusters[doubt.first].keys[0], clusters[doubt.second].keys[0]
        if not all(key in id_of for key in keys):  # fixes give all mentions of one of them to others
            continue
        ids = (id_of[keys[0]], id_of[keys[1]])
        if ids[0] == ids[1] or any(entity_id not in entities for entity_id in ids):
            continue
        if all(entities[entity_id].edited for entity_id in ids):
            continue
        concerned = tuple(sorted({slugs[seed_id] for seed_id, _ in doubt.keys}))
        doubts.append(IdentityDoubt(doubt.kind, ids, concerned, doubt.evidence_for, doubt.evidence_against))
    return tuple(sorted(doubts, key=lambda doubt: doubt.entity_ids))


def _ids_by_seed(named: Sequence[SiteEntity]) -> dict[str, list[str]]:
    """Return the ids of the entities of each article, sorted, by seed id."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for cluster in one.clusters:
            for seed_id, _ in cluster.keys:
                found[seed_id].add(one.id)
    return {seed_id: sorted(own) for seed_id, own in found.items()}


def _types(named: Sequence[SiteEntity], content: Content) -> dict[str, EntityType]:
    """Return the type of every entity that a fix may refer to, by id: those found and those of entries."""
    entries = {
        entry.id: entry.type for entry in content.entities.entries if entry.id not in content.entities.merge
    }
    return {**entries, **{one.id: one.type for one in named}}


def _shown_ids(linked: Mapping[str, LinkedOutline]) -> set[str]:
    """Return the ids of the entities that a brief mentions, or credits with a quote or a term."""
    return {entity_id for one in linked.values() for entity_id in one.brief.entity_ids}


def _article_entities(
    outlines: Mapping[str, ArticleOutline],
    annotations: Mapping[str, Annotations],
    ignored: frozenset[str],
    edits: Mapping[str, ArticleEdits],
) -> dict[EntityKey, DocumentEntity]:
    """Return the entities of all articles, without those of which every mention is ignored or dropped."""
    entities = {}
    for seed_id, outline in outlines.items():
        own = {entity.key: entity for entity in outline.entities}
        if seed_id in edits:
            own = edits[seed_id].entities_left(annotations[seed_id])
        for key, entity in own.items():
            if not ignored.issuperset(outline.forms.get(key, ())):
                entities[seed_id, key] = entity
    return entities


def _only_edited(content: Content, entity_ids: set[str]) -> list[SiteEntity]:
    """Return the entities that the articles mention only by a fix or a spelling of the editor's."""
    return [
        SiteEntity(id=entry.id, type=entry.type, entry=entry, clusters=(), redirects=())
        for entry in entries_after_splits(content.entities)
        if entry.id in entity_ids
    ]


def _entities(
    named: Sequence[SiteEntity],
    roles: Mapping[str, Sequence[RoleSeen]],
    ignored: frozenset[str],
    located: Mapping[str, Place],
) -> dict[str, Entity]:
    """Return the entities by id, sorted."""
    namesakes = places_of_teams(named)
    return {
        one.id: _entity(
            one,
            _name(one),
            roles.get(one.id, ()),
            ignored,
            located=located.get(one.id),
            named_after=namesakes.get(one.id),
        )
        for one in sorted(named, key=lambda one: one.id)
    }


def _name(one: SiteEntity) -> str:
    if one.entry is not None and one.entry.name:
        return one.entry.name
    return one.clusters[0].name if one.clusters else one.id


def _entity(
    one: SiteEntity,
    name: str,
    roles: Sequence[RoleSeen],
    ignored: frozenset[str],
    *,
    located: Place | None,
    named_after: str | None,
) -> Entity:
    """Return an entity of the graph; the editor's name, role and item come first."""
    given = one.entry.aliases if one.entry is not None else ()
    # Where an article takes a body for a person, the word before it is no role: "his official Gullfeed account".
    own = roles if one.type is EntityType.PERSON else ()
    forms = {form for cluster in one.clusters for form in cluster.forms} | set(given)
    return Entity(
        id=one.id,
        type=one.type,
        name=name,
        aliases=_aliases(name, forms, ignored),
        roles=with_role_of_editor(one.entry, own),
        place=edited_place(one.entry, name, located) if one.type is EntityType.PLACE else None,
        wikidata=one.entry.wikidata if one.entry is not None else None,
        edited=one.entry is not None,
        redirects=one.redirects,
        former_types=one.former_types,
        named_after=named_after,
    )


def _aliases(name: str, forms: set[str], ignored: frozenset[str]) -> tuple[str, ...]:
    """Return the other spellings, sorted, without ignored ones and those that differ only in capitals."""
    found: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (form.isupper(), form)):
        if form.casefold() not in ignored | {name.casefold()}:
            found.setdefault(form.casefold(), form)
    return tuple(sorted(found.values()))

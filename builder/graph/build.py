"""The graph stage, composed: annotations and the editor's entries in, one value out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from builder.graph.editor_entities import Named, named_entities
from builder.graph.headlines import derived_headline
from builder.graph.identity import Node, identities
from builder.graph.linking import editor_spellings, linked_mentions, linked_quotes, marked_figures
from builder.graph.notices import entity_notices
from builder.graph.places import agreed_places, edited_place, places_of_article
from builder.graph.slugs import slug_of
from builder.graph.ties import ties_of
from builder.model.annotations import Annotations, DocumentEntity, EntityType, Origin
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.model.editorial import BriefSettings, Content
from builder.model.graph import Brief, Entity, Graph, RoleSeen
from builder.model.place import Place


def build_graph(
    articles: Sequence[Article], annotations: Mapping[str, Annotations], content: Content
) -> tuple[Graph, tuple[Diagnostic, ...]]:
    """The graph of a site. The order of ``articles`` makes no difference.

    Args:
        articles: the articles to publish.
        annotations: by seed id, one for each article.
        content: the editor's files.

    Returns:
        The graph, and what the editor should know of entries that fit nothing.

    Raises:
        InputError: two briefs have one slug.
    """
    ordered = sorted(articles, key=lambda article: article.seed_id)
    ignored = frozenset(form.casefold() for form in content.entities.ignore)
    named = named_entities(identities(_nodes(ordered, annotations, ignored)), content.entities)
    ids: dict[str, dict[str, tuple[str, EntityType]]] = defaultdict(dict)
    for one in named:
        for identity in one.identities:
            for seed_id, key in identity.nodes:
                ids[seed_id][key] = (one.id, one.type)
    briefs = _briefs(ordered, annotations, content, ids, ignored)
    spoken = {one.id for one in named} | {
        mention.entity_id for brief in briefs.values() for mention in brief.mentions if mention.entity_id
    }
    named = (*named, *_only_edited(content, spoken - {one.id for one in named}))
    entities = _entities(named, ordered, annotations, briefs, ignored)
    graph = Graph(entities=entities, briefs=briefs, ties=ties_of(briefs.values()))
    return graph, entity_notices(graph, content)


def _nodes(
    articles: Sequence[Article], annotations: Mapping[str, Annotations], ignored: frozenset[str]
) -> dict[Node, DocumentEntity]:
    """The entities of all articles; those whose every mention is ignored are left out."""
    nodes = {}
    for article in articles:
        found = annotations[article.seed_id]
        alive = {
            mention.entity
            for mention in found.mentions
            if " ".join(mention.span.of(article.text).split()).casefold() not in ignored
        }
        for entity in found.entities:
            if entity.key in alive:
                nodes[article.seed_id, entity.key] = entity
    return nodes


def _briefs(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    content: Content,
    ids: Mapping[str, Mapping[str, tuple[str, EntityType]]],
    ignored: frozenset[str],
) -> dict[str, Brief]:
    spellings = editor_spellings(content.entities)
    slugs: dict[str, Article] = {}
    briefs = {}
    for article in articles:
        settings = content.briefs.get(article.seed_id, BriefSettings(path=""))
        slug = settings.slug or slug_of(article.seed_id, fallback="brief")
        if slug in slugs:
            raise InputError([_same_slug(slug, slugs[slug], article, content)])
        slugs[slug] = article
        found = annotations[article.seed_id]
        keys = ids.get(article.seed_id, {})
        date = settings.date or article.date
        mentions = linked_mentions(article, found, keys, spellings, ignored, date)
        headline, origin = _headline(article, found, settings)
        briefs[slug] = Brief(
            slug=slug,
            seed_id=article.seed_id,
            headline=headline,
            headline_origin=origin,
            date=date,
            byline=settings.byline or article.byline,
            source=settings.source or article.source,
            source_url=settings.source_url or article.source_url,
            summary=settings.summary or article.summary,
            topics=settings.topics if settings.topics is not None else article.topics,
            body=settings.body or content.site.body,
            model=found.model,
            sentences=found.sentences,
            mentions=mentions,
            quotes=linked_quotes(article, found.quotes, mentions, keys),
            figures=marked_figures(found.figures, mentions),
        )
    return dict(sorted(briefs.items()))


def _headline(article: Article, found: Annotations, settings: BriefSettings) -> tuple[str, str]:
    if settings.headline:
        return settings.headline, "editor"
    if article.headline:
        return article.headline, "seed"
    return derived_headline(article, found), "derived"


def _same_slug(slug: str, first: Article, second: Article, content: Content) -> Diagnostic:
    settings = content.briefs.get(second.seed_id)
    given = settings is not None and settings.slug is not None
    path = settings.path if settings is not None and given else second.path
    line = settings.lines.get("slug") if settings is not None and given else None
    other = content.briefs.get(first.seed_id)
    theirs = f" ({other.path})" if other is not None and other.slug is not None else ""
    return error(
        path,
        line,
        f"Two briefs have the slug {slug!r}: {first.path}{theirs} and {second.path}.",
        f"Give one of them another `slug:` in content/briefs/{second.seed_id}.yaml.",
    )


def _only_edited(content: Content, entity_ids: set[str]) -> list[Named]:
    """Entities that stand in the articles only because the editor says so."""
    return [
        Named(id=entry.id, type=entry.type, entry=entry, identities=(), redirects=())
        for entry in content.entities.entries
        if entry.id in entity_ids
    ]


def _entities(
    named: Sequence[Named],
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    briefs: Mapping[str, Brief],
    ignored: frozenset[str],
) -> dict[str, Entity]:
    names = {one.id: _name(one) for one in named}
    texts = {article.seed_id: article for article in articles}
    located = agreed_places(
        [places_of_article(texts[brief.seed_id], brief.mentions, names) for brief in briefs.values()]
    )
    slugs = {brief.seed_id: brief.slug for brief in briefs.values()}
    found = {(seed_id, entity.key): entity for seed_id, one in annotations.items() for entity in one.entities}
    mentioned = {mention.entity_id for brief in briefs.values() for mention in brief.mentions}
    return {
        one.id: _entity(one, names[one.id], found, slugs, located.get(one.id), ignored)
        for one in sorted(named, key=lambda one: one.id)
        if one.id in mentioned
    }


def _name(one: Named) -> str:
    if one.entry is not None and one.entry.name:
        return one.entry.name
    return one.identities[0].name if one.identities else one.id


def _entity(
    one: Named,
    name: str,
    found: Mapping[Node, DocumentEntity],
    slugs: Mapping[str, str],
    located: Place | None,
    ignored: frozenset[str],
) -> Entity:
    given = one.entry.aliases if one.entry is not None else ()
    forms = {form for identity in one.identities for form in identity.forms} | set(given)
    roles = []
    if one.entry is not None and one.entry.role:
        roles.append(RoleSeen(one.entry.role, None, None, Origin.EDITOR))
    nodes = sorted(
        (slugs[seed_id], key, seed_id) for identity in one.identities for seed_id, key in identity.nodes
    )
    for slug, key, seed_id in nodes:
        roles.extend(RoleSeen(role.text, slug, role.span, Origin.RULE) for role in found[seed_id, key].roles)
    return Entity(
        id=one.id,
        type=one.type,
        name=name,
        aliases=_aliases(name, forms, ignored),
        roles=tuple(roles),
        place=edited_place(one.entry, name, located) if one.type is EntityType.PLACE else None,
        wikidata=one.entry.wikidata if one.entry is not None else None,
        edited=one.entry is not None,
        redirects=one.redirects,
    )


def _aliases(name: str, forms: set[str], ignored: frozenset[str]) -> tuple[str, ...]:
    """The other spellings, sorted, without those that the editor ignores and those that differ in capitals alone."""
    found: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (form.isupper(), form)):
        if form.casefold() not in ignored | {name.casefold()}:
            found.setdefault(form.casefold(), form)
    return tuple(sorted(found.values()))

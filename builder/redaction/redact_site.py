"""Redaction of a site: the one place where hidden names are replaced, before pages, search and data are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

from msgspec import Struct
from msgspec.structs import replace

from builder.codec import Codec
from builder.digest import digest
from builder.graph.memory import Memory, NoMemory
from builder.graph.slugs import unique_slug
from builder.model.article import Article
from builder.model.brief import Brief
from builder.model.brief_outline import BriefOutline, OutlinedBriefs, outline_of
from builder.model.diagnostic import Diagnostic, error
from builder.model.editorial import Content, Site
from builder.model.graph import Entity, Graph, RoleSeen, Tie
from builder.model.lazy_mapping import LazyMapping, limit_of_passes
from builder.model.lazy_sequence import LazySequence
from builder.redaction.hidden_persons import HiddenPersons, hidden_persons
from builder.redaction.redacted_article import (
    NewNames,
    Remains,
    edits_of_article,
    redacted_article,
    redacted_brief,
    redacted_notes,
    remains_of_article,
)
from builder.redaction.redacted_content import redacted_content, remains_of_content
from builder.redaction.redactor import Redactor
from builder.redaction.text_edits import TextEdits


class RedactedSite(Struct, frozen=True):
    """A site as its pages may know it.

    Attributes:
        graph, articles, content: without the names of hidden persons, and without these persons as entities.
        problems: an error for each id that is of no person, and for words that cannot be replaced.
        remains: words that may be hidden names and remain, each with its file.
        redactor: replaces names in other texts of the site.
    """

    graph: Graph
    articles: Mapping[str, Article]
    content: Content
    problems: tuple[Diagnostic, ...]
    remains: tuple[tuple[str, Remains], ...]
    redactor: Redactor


class _Redacted(Struct, frozen=True, array_like=True):
    """What is remembered of a redacted brief.

    Attributes:
        outline: of the brief, without notes.
        edits: of its article's text.
        path: of its seed.
        remains: words of the article that may be hidden names and remain.
    """

    outline: BriefOutline
    edits: TextEdits
    path: str
    remains: tuple[Remains, ...]


_REDACTED = Codec(_Redacted)


def redact_site(
    graph: Graph, articles: Mapping[str, Article], content: Content, *, memory: Memory | None = None
) -> RedactedSite:
    """Return a site without the names of the persons that its editor hides.

    Their mentions are words like others then, and their quotes are credited to the words that stand for them. So
    nothing that is made of the site can name them or link to them.

    Args:
        graph: what the site knows.
        articles: by seed id; at least those of the graph's briefs.
        content: the editor's files.
        memory: what earlier builds remember of single briefs; None remembers nothing.
    """
    hidden, problems = hidden_persons(graph, content)
    names = _new_names(graph, content, Redactor(hidden))
    problems += (
        *_words_with_names(content, Redactor(hidden)),
        *_site_address(content.site, Redactor(hidden)),
    )
    redactor = Redactor(hidden, {**names.entities, **names.slugs, **_new_pages(content, Redactor(hidden))})
    site = _Site(graph, articles, redactor, names)
    keys = {
        slug: digest(graph.states[slug], redactor.key) if slug in graph.states else ""
        for slug in graph.outlines
    }
    known = (memory or NoMemory()).recall(_REDACTED, keys, site.redact)
    outlines = {
        names.slugs.get(slug, slug): replace(
            one.outline, notes=redacted_notes(graph.outlines[slug].notes, one.edits, redactor)
        )
        for slug, one in known.items()
    }
    outlines = dict(sorted(outlines.items()))
    old_slugs = {names.slugs.get(slug, slug): slug for slug in graph.outlines}
    old_seeds = {
        names.seeds.get(outline.seed_id, outline.seed_id): slug for slug, outline in graph.outlines.items()
    }
    edits = {slug: one.edits for slug, one in known.items()}
    redacted = Graph(
        entities=_entities(graph, edits, redactor, names),
        briefs=OutlinedBriefs(outlines, lambda slug: site.brief(old_slugs[slug], edits[old_slugs[slug]])),
        ties=LazySequence(cache(partial(_ties, graph.ties, hidden, names))),
        states={slug: keys[old] for slug, old in old_slugs.items() if keys[old]},
        key=digest(graph.key, redactor.key) if graph.key else "",
    )
    in_seeds = ((one.path, remains) for one in known.values() for remains in one.remains)
    return RedactedSite(
        graph=redacted,
        articles=LazyMapping(
            sorted(old_seeds),
            lambda seed_id: site.article(old_seeds[seed_id], edits[old_seeds[seed_id]]),
            limit=limit_of_passes(len(old_seeds)),
        ),
        content=redacted_content(content, redactor, names, (one.seed_id for one in graph.outlines.values())),
        problems=problems,
        remains=(*in_seeds, *remains_of_content(content, redactor)),
        redactor=redactor,
    )


class _Site(Struct, frozen=True):
    """A site with what redacts single briefs of it, by the slugs of the graph."""

    graph: Graph
    articles: Mapping[str, Article]
    redactor: Redactor
    names: NewNames

    def redact(self, slug: str) -> _Redacted:
        """Return what is remembered of a redacted brief."""
        brief = self.graph.briefs[slug]
        article = self.articles[brief.seed_id]
        edits = edits_of_article(brief, article, self.redactor)
        outline = outline_of(replace(self.brief(slug, edits), notes=()))
        remains = remains_of_article(brief, article, self.redactor, edits)
        return _Redacted(outline, edits, article.path, remains)

    def brief(self, slug: str, edits: TextEdits) -> Brief:
        """Return a brief without the names."""
        brief = self.graph.briefs[slug]
        article = self.articles[brief.seed_id]
        redacted = redacted_article(article, edits, self.redactor, self.names)
        return redacted_brief(brief, article, redacted, edits, self.redactor, self.names)

    def article(self, slug: str, edits: TextEdits) -> Article:
        """Return the article of a brief without the names."""
        article = self.articles[self.graph.outlines[slug].seed_id]
        return redacted_article(article, edits, self.redactor, self.names)


def _words_with_names(content: Content, redactor: Redactor) -> tuple[Diagnostic, ...]:
    """Return an error for each of the words in place of names that have such a name themselves."""
    rules = content.entities
    return tuple(
        error(
            rules.path,
            hidden.line,
            f"`hide`: “{hidden.words}” has a name that is hidden.",
            "Write other words.",
        )
        for hidden in rules.hide
        if hidden.words is not None and redactor.names_in(hidden.words)
    )


def _site_address(site: Site, redactor: Redactor) -> Iterator[Diagnostic]:
    """Yield an error if the address of the site has a name: absolute links and feeds would have it."""
    if site.url is not None and redactor.names_in(site.url):
        message = "`url`: the address of the site has a name that is hidden."
        hint = "Publish at another address, or take the person out of `hide` in content/entities.yaml."
        yield error("content/site.yaml", site.lines.get("url"), message, hint)


def _new_names(graph: Graph, content: Content, redactor: Redactor) -> NewNames:
    """Return the ids, slugs and seed ids that have a name in them, with new ones that nothing else has."""
    entries = {entry.id for entry in content.entities.entries}
    ids = (*graph.entities, *sorted(entries - graph.entities.keys()))
    entities = _renamed([one for one in ids if one not in redactor.hidden.by_entity], redactor)
    slugs = _renamed(graph.outlines, redactor)
    seeds: dict[str, str] = {}
    taken = {outline.seed_id for outline in graph.outlines.values()}
    for slug, outline in graph.outlines.items():
        if redactor.names_in(outline.seed_id):
            seeds[outline.seed_id] = unique_slug(slugs.get(slug, slug), taken)
            taken.add(seeds[outline.seed_id])
    return NewNames(entities, slugs, seeds)


def _new_pages(content: Content, redactor: Redactor) -> dict[str, str]:
    """Return the slugs of the editor's pages that have a name in them, with the new ones."""
    new = {page.slug: redactor.slug(page.slug) for page in content.pages}
    return {old: slug for old, slug in new.items() if old != slug}


def _renamed(slugs: Iterable[str], redactor: Redactor) -> dict[str, str]:
    found: dict[str, str] = {}
    taken = set(slugs)
    for slug in slugs:
        new = redactor.slug(slug)
        if new != slug:
            found[slug] = unique_slug(new, taken)
            taken.add(found[slug])
    return found


def _entities(
    graph: Graph, edits: Mapping[str, TextEdits], redactor: Redactor, names: NewNames
) -> dict[str, Entity]:
    """Return the entities that are not hidden, by id, sorted."""
    hidden = redactor.hidden.by_entity
    found = []
    for entity in graph.entities.values():
        if entity.id in hidden:
            continue
        name = redactor.text(entity.name)
        aliases = {redactor.text(alias) for alias in entity.aliases} - {name}
        after = names.entities.get(entity.named_after or "", entity.named_after)
        found.append(
            replace(
                entity,
                id=names.entities.get(entity.id, entity.id),
                name=name,
                aliases=tuple(sorted(aliases)),
                roles=tuple(_roles(entity.roles, edits, redactor, names)),
                redirects=tuple(one for one in entity.redirects if not redactor.names_in(one)),
                named_after=None if entity.named_after in hidden else after,
            )
        )
    return {entity.id: entity for entity in sorted(found, key=lambda entity: entity.id)}


def _roles(
    roles: Iterable[RoleSeen], edits: Mapping[str, TextEdits], redactor: Redactor, names: NewNames
) -> Iterator[RoleSeen]:
    for role in roles:
        slug, span = role.brief_slug, role.span
        if slug is not None and span is not None and slug in edits:
            span = edits[slug].moved(span)
        yield replace(
            role,
            text=redactor.text(role.text),
            brief_slug=names.slugs.get(slug, slug) if slug is not None else None,
            span=span,
        )


def _ties(ties: Iterable[Tie], hidden: HiddenPersons, names: NewNames) -> tuple[Tie, ...]:
    """Return the ties of those who are not hidden, sorted."""
    found = []
    for tie in ties:
        if tie.first_id in hidden.by_entity or tie.second_id in hidden.by_entity:
            continue
        first, second = sorted(names.entities.get(one, one) for one in (tie.first_id, tie.second_id))
        found.append(Tie(first, second, tie.briefs, tie.sentences))
    return tuple(sorted(found, key=lambda tie: (tie.first_id, tie.second_id)))

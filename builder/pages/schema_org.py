"""Linked data: what pages say of briefs, entities and quotes in the words of schema.org.

Nodes are plain JSON objects. Where the site has a public address they name pages by it; else relatively, which
JSON-LD resolves against the page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from builder.edition import urls
from builder.edition.brief_texts import BriefText, QuoteRef, Utterance
from builder.edition.entity_heads import EntityHead
from builder.edition.place_facts import place_facts
from builder.edition.quote_lines import QuoteLine, quote_line
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.annotations import EntityType, QuoteKind
from builder.model.place import Place, PlaceKind
from builder.pages.entity.excerpts import EXCERPTS

Node = dict[str, object]

ABOUT = 5
"""So many of the entities that a brief names most often are what it is about; the others are mentioned."""

MENTIONED = 3
QUOTED = 1
BRIEFS_LISTED = 5
ENTITY_QUOTES = 1
"""How much of it a page repeats for search engines; all of it is in the data files, which pages link to."""

QUOTES_READ = 30
"""The newest quotes of an entity, among which the most quotable are looked for."""

TYPES: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PERSON: "Person",
        EntityType.PLACE: "Place",
        EntityType.ORGANIZATION: "Organization",
        EntityType.GROUP: "Thing",  # schema.org has no word for a nationality or a faith
        EntityType.EVENT: "Event",
    }
)
PLACE_TYPES: Mapping[PlaceKind, str] = MappingProxyType(
    {
        PlaceKind.CONTINENT: "Continent",
        PlaceKind.REGION: "Place",
        PlaceKind.WATER: "BodyOfWater",
        PlaceKind.COUNTRY: "Country",
        PlaceKind.ADMIN: "AdministrativeArea",
        PlaceKind.CITY: "City",
        PlaceKind.SPOT: "Place",
    }
)
SPEAKERS = frozenset([EntityType.PERSON, EntityType.ORGANIZATION])
"""Whom schema.org lets a quotation be attributed to; others are credited by name alone."""


def breadcrumbs(site_url: str | None, path: str, steps: Sequence[tuple[str, str]]) -> Node:
    """The way from the home page to the page at ``path``; ``steps`` are labels with paths, the last those of the page.

    The page itself is left out if two steps remain, as many as search engines ask for.
    """
    shown = steps[:-1] if len(steps) > 2 else steps
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": label,
            "item": urls.public_url(site_url, path, target),
        }
        for number, (label, target) in enumerate(shown, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def site_node(view: View) -> Node:
    """The site as a whole, for its home page."""
    site = view.words
    return _filled(
        {
            "@type": "WebSite",
            "name": site.title,
            "url": urls.public_url(site.url, urls.HOME, urls.HOME),
            "description": site.tagline,
            "inLanguage": site.language,
        }
    )


def article_node(
    view: View, source: BriefText, path: str, *, description: str, quotes: Sequence[Utterance]
) -> Node:
    """A brief: what it is based on, what it is about, and its most quotable quotes.

    Args:
        view: what the site knows.
        source: the brief.
        path: of its page.
        description: one sentence.
        quotes: its quotes that are worth reading first.
    """
    brief, site = source.brief, view.words
    found = source.entities
    ranked = sorted(found, key=lambda key: -len(found[key]))
    url = urls.public_url(site.url, path, urls.brief_path(brief.slug))
    about = [reference(view, path, key) for key in ranked[:ABOUT]]
    mentions = [reference(view, path, key) for key in ranked[ABOUT : ABOUT + MENTIONED]]
    described = {node["@id"] for node in (*about, *mentions)}
    changed = view.changed(brief.slug)
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": url,
            "headline": brief.headline,
            "description": description
            if brief.summary
            else None,  # else the page has it in its head, and the text
            "datePublished": brief.date,
            "dateModified": changed if changed != brief.date else None,
            "inLanguage": source.foreign_language(site.language) or site.language,
            "image": _images(view, brief.slug),
            "author": {"@type": "Person", "name": brief.byline} if brief.byline else None,
            "publisher": _publisher(view, path),
            "isBasedOn": _original(source),
            "keywords": list(brief.topics),
            "dateline": one_line(source.article.dateline.place.of(source.text))
            if source.article.dateline
            else None,
            "about": about,
            "mentions": mentions,
            "hasPart": [
                quotation_node(view, QuoteRef(brief.slug, said.quote.id), quote_line(said), path, described)
                for said in quotes[:QUOTED]
            ],
        }
    )


def _images(view: View, slug: str) -> list[str] | str | None:
    """Return the addresses of the pictures of a brief, and of its card; None if they have no public ones."""
    url = view.words.url
    if not url:
        return None
    card = urls.absolute_url(url, urls.brief_card_path(slug))
    own = [urls.absolute_url(url, one.file) for one in view.remarks(slug).pictures]
    return [*own, card] if own else card


def entity_node(view: View, entity: EntityHead, path: str) -> Node:
    """A person, place, organization, group or event with what the site knows of it."""
    site_url = view.site_url
    briefs = view.slugs_of(entity.id)[:BRIEFS_LISTED]
    roles = list(dict.fromkeys(one_line(role.text) for role in view.roles(entity.id)))
    node = reference(view, path, entity.id)
    node["alternateName"] = list(view.aliases(entity.id))
    if entity.type is EntityType.PERSON:
        # "who led the Harbor Board" says what someone does, but is no title.
        node["jobTitle"] = [role for role in roles if not role.startswith("who ")]
    else:
        node["description"] = ", ".join(roles)
    if entity.wikidata:
        node["sameAs"] = f"https://www.wikidata.org/wiki/{entity.wikidata}"
    if entity.type is EntityType.PLACE and entity.place is not None:
        node |= _place(view, entity.place)
    node["subjectOf"] = [{"@id": urls.public_url(site_url, path, urls.brief_path(slug))} for slug in briefs]
    return _filled(node)


def entity_quotations(view: View, entity: EntityHead, path: str) -> list[Node]:
    """The most quotable of the newest quotes that are credited to an entity."""
    newest = view.said(entity.id)[:QUOTES_READ]
    excerpts = view.derived_of(EXCERPTS, (ref.slug for ref in newest))
    ranks = {ref: excerpts[ref.slug].ranks.get(ref.quote_id) for ref in newest}
    said = sorted((ref for ref, rank in ranks.items() if rank), key=lambda ref: ranks[ref] or ())
    shown = said[:ENTITY_QUOTES]
    pages = [path, *(urls.brief_path(ref.slug) for ref in shown)]
    described = {urls.public_url(view.site_url, path, page) for page in pages}
    quotes = zip(shown, view.quotes(shown), strict=True)
    return [quotation_node(view, ref, quote, path, described) for ref, quote in quotes]


def quotation_node(
    view: View, ref: QuoteRef, quote: QuoteLine, path: str, described: Collection[object] = ()
) -> Node:
    """A quote with whom it is attributed to.

    Its ``creator`` is named where the words are the speaker's own; a paraphrase is in the article's words.

    Args:
        view: what the site knows.
        ref: the quote.
        quote: the same as lists show it.
        path: of the page.
        described: addresses that are named without a description, since the page or their own page has it.
    """
    site_url = view.site_url
    speakers = [view.entity(key) for key in quote.speaker_ids]
    named = [reference(view, path, one.id) for one in speakers if one.type in SPEAKERS]
    others = [one.name for one in speakers if one.type not in SPEAKERS]
    brief_path = urls.brief_path(ref.slug)
    part: Node | None = None
    if path != brief_path:
        part = {
            "@type": "NewsArticle",
            "@id": urls.public_url(site_url, path, brief_path),
            "headline": view.brief_head(ref.slug).headline,
        }
    own_words = quote.kind is not QuoteKind.INDIRECT
    return _filled(
        {
            "@type": "Quotation",
            "@id": urls.public_url(site_url, path, brief_path, ref.quote_id),
            "text": quote.words,
            "spokenByCharacter": [_short(node, described) for node in named],
            "creator": [{"@id": node["@id"]} for node in named] if own_words else [],
            "creditText": ", ".join(others) or quote.speaker_text,
            "isPartOf": _short(part, described) if part else None,
        }
    )


def _short(node: Node, described: Collection[object]) -> Node:
    """Return a node, or only its address if that is described already."""
    return {"@id": node["@id"]} if node["@id"] in described else node


def reference(view: View, path: str, entity_id: str) -> Node:
    """An entity by type, address and name."""
    entity = view.entity(entity_id)
    kind = TYPES[entity.type]
    if entity.type is EntityType.PLACE and entity.place is not None:
        kind = PLACE_TYPES[entity.place.kind]
    url = urls.public_url(view.site_url, path, urls.entity_path(entity.type, entity.id))
    return {"@type": kind, "@id": url, "name": entity.name}


def _place(view: View, place: Place) -> Node:
    facts = place_facts(place, view.interface)
    within = facts.within if facts is not None else ""
    return {
        "geo": {"@type": "GeoCoordinates", "latitude": round(place.lat, 4), "longitude": round(place.lon, 4)},
        "containedInPlace": {"@type": "Place", "name": within} if within else None,
    }


def _publisher(view: View, path: str) -> Node:
    site = view.words
    return {
        "@type": "Organization",
        "name": site.title,
        "url": urls.public_url(site.url, path, urls.HOME),
    }


def _original(source: BriefText) -> Node | None:
    """The article that a brief was made from, where somebody says where it appeared."""
    brief = source.brief
    url = brief.source_url if urls.is_web_url(brief.source_url) else None
    if not (brief.source or url):
        return None
    publisher = {"@type": "Organization", "name": brief.source} if brief.source else None
    return _filled({"@type": "NewsArticle", "url": url, "publisher": publisher})


def _filled(node: Node) -> Node:
    """The node without what is empty: nothing is said where nothing is known."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}

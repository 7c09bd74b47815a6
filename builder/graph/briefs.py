"""Briefs: each article with linked mentions and quotes, after the editor's decisions."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.codec import Codec
from builder.digest import digest
from builder.graph.article_errors import report_errors_of
from builder.graph.article_links import ArticleLinks
from builder.graph.brief_slugs import brief_slugs
from builder.graph.co_occurrence import Together, together_in
from builder.graph.confirmation import confirmed_mentions, confirmed_names
from builder.graph.decisions import BRIEF
from builder.graph.edits import UNEDITED, ArticleEdits
from builder.graph.entity_roles import roles_of_brief
from builder.graph.entity_splits import targets_in_brief
from builder.graph.headlines import derived_headline
from builder.graph.memory import Memory
from builder.graph.mention_linking import count_removed_mentions, linked_mentions
from builder.graph.named_speakers import named_speakers
from builder.graph.party_roles import party_roles
from builder.graph.quote_fixes import fixed_quotes
from builder.graph.quote_linking import linked_quotes, marked_figures
from builder.graph.site_names import ArticleWords, NamesByWord, SiteNames, words_of
from builder.graph.speaker_confidence import with_speaker_confidence
from builder.graph.spelling_targets import spelling_targets
from builder.model.annotations import Annotations, EntityType
from builder.model.article import Article
from builder.model.brief import Brief
from builder.model.brief_outline import BriefOutline, outline_of
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.model.editorial import BriefSettings, Content
from builder.model.graph import RoleSeen


class LinkedOutline(Struct, frozen=True, array_like=True):
    """What the archive needs to know of a linked article.

    Attributes:
        brief: its outline.
        roles: in the order of the text, each with the id of the entity that has it.
        party_roles: the entities with a party tag, each with a role that the tag shows.
        place_ids: of the places that it mentions, sorted.
        together: what it mentions together.
    """

    brief: BriefOutline
    roles: tuple[tuple[str, RoleSeen], ...]
    party_roles: tuple[tuple[str, str], ...]
    place_ids: tuple[str, ...]
    together: Together


class LinkedArticles(Struct, frozen=True):
    """The articles of a site as briefs, by slug, sorted, without the editor's notes.

    Attributes:
        briefs: each is loaded or linked when it is looked up.
        outlines: of them.
        digests: of all that a brief and its article are made from; of those whose articles have a source.
        problems: an error for each fix of a quote that cannot be applied.
    """

    briefs: Mapping[str, Brief]
    outlines: Mapping[str, LinkedOutline]
    digests: Mapping[str, str]
    problems: tuple[Diagnostic, ...]


_OUTLINE = Codec(LinkedOutline)
_LINKS = Codec(tuple[object, ...])
_WORDS = Codec(ArticleWords)
_NO_WORDS = ArticleWords()


def linked_articles(
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotations],
    content: Content,
    links: Mapping[str, ArticleLinks],
    ignored: frozenset[str],
    edits: Mapping[str, ArticleEdits],
    types: Mapping[str, EntityType],
    memory: Memory,
    sources: Mapping[str, str],
) -> LinkedArticles:
    """Return the articles as briefs.

    Args:
        articles: the articles to publish, by seed id, sorted.
        annotations: by seed id.
        content: the editor's files.
        links: by seed id.
        ignored: spellings, casefolded, that never name anything.
        edits: the editor's fixes of single articles, by seed id.
        types: of the entities of the site, by id.
        memory: what earlier builds remember; articles with fixes are linked each time.
        sources: a digest of each article with its annotations, by seed id; of others nothing is remembered.

    Raises:
        InputError: if two briefs have the same slug.
    """
    names = SiteNames(spelling_targets(content.entities), confirmed_names(content), ignored, types)
    seeds = dict(sorted(_by_slug(articles, content).items()))

    def make(slug: str) -> tuple[Brief, tuple[Diagnostic, ...]]:
        seed_id = seeds[slug]
        article, found = articles[seed_id], annotations[seed_id]
        settings = content.briefs.get(seed_id, UNEDITED)
        with report_errors_of(article):
            unlinked = _unlinked(article, found, content, settings, slug)
            return _linked(
                unlinked, article, found, links.get(seed_id, ArticleLinks()), names, edits.get(seed_id)
            )

    fixed = {slug: make(slug) for slug, seed_id in seeds.items() if seed_id in edits}
    keys = _keys(seeds, articles, annotations, content, links, names, memory, sources)
    keys |= {
        slug: digest("fixed", sources[seeds[slug]], BRIEF.digest(brief)) if seeds[slug] in sources else ""
        for slug, (brief, _) in fixed.items()
    }
    briefs = memory.lookup(BRIEF, keys, lambda slug: fixed[slug][0] if slug in fixed else make(slug)[0])

    def outline(slug: str) -> LinkedOutline:
        brief, seed_id = briefs[slug], seeds[slug]
        return _outline(brief, articles[seed_id], annotations[seed_id])

    return LinkedArticles(
        briefs=briefs,
        outlines=memory.recall_all("linked outlines", _OUTLINE, keys, outline),
        digests={slug: key for slug, key in keys.items() if key},
        problems=tuple(problem for _, problems in fixed.values() for problem in problems),
    )


def _keys(
    seeds: Mapping[str, str],
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotations],
    content: Content,
    links: Mapping[str, ArticleLinks],
    names: SiteNames,
    memory: Memory,
    sources: Mapping[str, str],
) -> dict[str, str]:
    """Return a digest of all that each brief depends on, by slug; "" for one that is not remembered."""
    by_word = NamesByWord(names)
    words: dict[str, ArticleWords] = {}
    if not by_word.is_empty:
        words = memory.recall_all(
            "words", _WORDS, sources, lambda key: words_of(articles[key].text, annotations[key].mentions)
        )

    def key_of(slug: str, seed_id: str) -> str:
        if seed_id not in sources:
            return ""
        settings = content.briefs.get(seed_id, UNEDITED)
        own = links.get(seed_id, ArticleLinks())
        named = by_word.of_article(words.get(seed_id, _NO_WORDS), own)
        return digest(
            sources[seed_id], content.site.body, slug, repr(settings), named, _LINKS.digest(own.parts)
        )

    return {slug: key_of(slug, seed_id) for slug, seed_id in seeds.items()}


def _by_slug(articles: Mapping[str, Article], content: Content) -> dict[str, str]:
    """Return the seed ids by the slug of their brief, in the order given.

    Raises:
        InputError: if two briefs have the same slug.
    """
    slugs: dict[str, str] = {}
    for seed_id, slug in brief_slugs(articles, content).items():
        if slug in slugs:
            raise InputError([_same_slug(slug, articles[slugs[slug]], articles[seed_id], content)])
        slugs[slug] = seed_id
    return slugs


def _unlinked(
    article: Article, found: Annotations, content: Content, settings: BriefSettings, slug: str
) -> Brief:
    """Return a brief with its metadata from the editor or the seed, without mentions and quotes."""
    headline, origin = _headline(article, found, settings)
    return Brief(
        slug=slug,
        seed_id=article.seed_id,
        headline=headline,
        headline_origin=origin,
        date=settings.date or article.date,
        byline=settings.byline or article.byline,
        source=settings.source or article.source,
        source_url=settings.source_url or article.source_url,
        summary=settings.summary or article.summary,
        summary_origin="editor" if settings.summary else "seed",
        topics=settings.topics if settings.topics is not None else article.topics,
        body=settings.body or content.site.body,
        model=found.model,
        language=found.language,
        is_annotated=found.is_annotated,
        sentences=found.sentences,
        mentions=(),
        quotes=(),
        pictures=settings.pictures,
        corrections=tuple(sorted(settings.corrections, key=lambda one: one.date, reverse=True)),
    )


def _linked(
    brief: Brief,
    article: Article,
    found: Annotations,
    links: ArticleLinks,
    names: SiteNames,
    edits: ArticleEdits | None,
) -> tuple[Brief, tuple[Diagnostic, ...]]:
    """Return the brief with its mentions, quotes and figures, and an error for each fix that cannot be applied."""
    decisions = edits.decisions if edits is not None else None
    targets = targets_in_brief(names.targets, links.others)
    mentions = linked_mentions(article, found, links, targets, names.ignored, brief.date, decisions)
    mentions = confirmed_mentions(article, mentions, names.confirmed)
    if edits is not None:
        links = links.with_ids(edits.ids_after_fixes(links.ids, found))
    quotes = linked_quotes(article, found, mentions, links)
    kept, unfixed = quotes, tuple[Diagnostic, ...]()
    if edits is not None:
        kept, unfixed = fixed_quotes(article, edits.search, quotes, mentions, edits.settings)
    linked = replace(
        brief,
        mentions=mentions,
        quotes=kept,
        figures=marked_figures(found.figures, mentions),
        removed_mentions=count_removed_mentions(article, found.mentions, names.ignored, decisions),
        removed_quotes=len({quote.content for quote in quotes} - {quote.content for quote in kept}),
    )
    credited = named_speakers(linked, article.text)
    quotes = tuple(with_speaker_confidence(one, article.text, names.types) for one in credited.quotes)
    return replace(credited, quotes=quotes), tuple(unfixed)


def _outline(brief: Brief, article: Article, found: Annotations) -> LinkedOutline:
    """Return what the archive needs to know of a linked article."""
    places = {one.entity_id or "" for one in brief.mentions if one.type is EntityType.PLACE}
    with report_errors_of(article):
        return LinkedOutline(
            brief=outline_of(brief),
            roles=roles_of_brief(brief, found),
            party_roles=tuple(dict.fromkeys(party_roles(brief, article.text))),
            place_ids=tuple(sorted(places)),
            together=together_in(brief),
        )


def _headline(article: Article, found: Annotations, settings: BriefSettings) -> tuple[str, str]:
    """Return the headline and its origin: "editor", "seed" or "derived"."""
    if settings.headline:
        return settings.headline, "editor"
    if article.headline:
        return article.headline, "seed"
    return derived_headline(article, found), "derived"


def _same_slug(slug: str, first: Article, second: Article, content: Content) -> Diagnostic:
    """Return the error for two briefs with one slug, at the line of the editor's slug if there is one."""
    settings = content.briefs.get(second.seed_id)
    is_given = settings is not None and settings.slug is not None
    path = settings.path_of("slug") if settings is not None and is_given else second.path
    line = settings.lines.get("slug") if settings is not None and is_given else None
    other = content.briefs.get(first.seed_id)
    other_path = f" ({other.path_of('slug')})" if other is not None and other.slug is not None else ""
    return error(
        path,
        line,
        f"Two briefs have the slug `{slug}`: {first.path}{other_path} and {second.path}.",
        f"Give one of them another `slug:` in content/briefs/{second.seed_id}.yaml.",
    )

"""The page of a brief."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.interface import DateWords
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.brief import Brief
from builder.model.editorial import Body
from builder.model.span import Span
from builder.pages.brief.brief_scope import BriefQuote, BriefScope, make_scope
from builder.pages.brief.glance import Glance, make_glance
from builder.pages.brief.provenance import Provenance, make_provenance
from builder.pages.brief.related import RelatedBrief, related_briefs
from builder.pages.brief.shares import QuoteShares, quote_shares
from builder.pages.brief.sidebar import DateRow, SidebarGroup, date_rows, sidebar_groups
from builder.pages.brief.story import Stretch, story_stretches
from builder.pages.brief.terms import TermRow, terms_of_brief
from builder.pages.charts.place_map import PlaceMap, brief_map
from builder.pages.frame import Sharing, make_frame
from builder.pages.links import EntityLink
from builder.pages.page import HtmlContext, Page
from builder.pages.schema_org import article_node
from builder.pages.sharing.share import Share, make_share


class Kicker(Struct, frozen=True):
    """The place of the dateline: as written, and the entity it is linked to, or None."""

    text: str
    link: EntityLink | None


class PictureRow(Struct, frozen=True):
    """A picture: its address, its words, and its size in pixels, 0 if it has none."""

    url: str
    alt: str
    caption: str
    credit: str
    width: int
    height: int


class CorrectionRow(Struct, frozen=True):
    """What was put right, and when."""

    date: DateWords
    text: str


class BriefContext(HtmlContext, frozen=True):
    """What the page of a brief shows.

    Attributes:
        language: the tag of the article's language; None if it is the site's.
        unread: what the page says of an article without annotations; None for others.
        edited_headline: whether an editor wrote the headline.
        summary_language: the tag of the language of the summary; None if it is the site's.
        kicker: None where the article has no dateline.
        date: None where neither the seed nor an editor gives one.
        derived: whether the headline was made from the first sentence.
        source_url: only where it is an address on the web.
        lead_only: whether the site publishes no more than the first paragraph.
        uncertain: whether anything in the text is marked as uncertain.
        share: None where the site has no public address.
        has_notes: whether any note stands beside the text.
        pictures: the first one is above the story.
        corrections: newest first.
        map: of its places; None where none is located.
        quotes_url: leads to its quotes in the quote index.
        shares: who gets how many words; None where fewer than two speak.
    """

    language: str | None
    unread: str | None
    headline: str
    derived: bool
    edited_headline: bool
    kicker: Kicker | None
    date: DateWords | None
    summary: str | None
    summary_language: str | None
    byline: str | None
    source: str | None
    source_url: str | None
    topics: tuple[str, ...]
    glance: Glance
    stretches: tuple[Stretch, ...]
    lead_only: bool
    uncertain: bool
    has_notes: bool
    pictures: tuple[PictureRow, ...]
    corrections: tuple[CorrectionRow, ...]
    groups: tuple[SidebarGroup, ...]
    dates: tuple[DateRow, ...]
    terms: tuple[TermRow, ...]
    map: PlaceMap | None
    shares: QuoteShares | None
    quotes: tuple[BriefQuote, ...]
    quotes_url: str
    related: tuple[RelatedBrief, ...]
    provenance: Provenance
    share: Share | None


def brief_page(view: View, slug: str) -> Page:
    """The page of one brief."""
    source = view.brief(slug)
    brief = source.brief
    path = urls.brief_path(brief.slug)
    data_url = urls.relative_url(path, urls.brief_data_path(brief.slug))
    scope = make_scope(view, source, path)
    groups = sidebar_groups(scope)
    stretches = story_stretches(scope)
    has_notes = any(stretch.notes for stretch in stretches)
    description = brief.summary or lead_sentence(source) or ""
    sharing = Sharing(
        type="article",
        published=brief.date,
        card_path=urls.brief_card_path(brief.slug),
        card_alt=brief.headline,
        nodes=(article_node(view, source, path, description=description, quotes=scope.key_quotes),),
    )
    context = BriefContext(
        frame=make_frame(
            view,
            path,
            brief.headline,
            description=description,
            section=urls.BRIEF_INDEX,
            data_url=data_url,
            styles=(*urls.BRIEF_STYLES, urls.PICTURES_STYLE, *_own_styles(view, slug, has_notes=has_notes)),
            sharing=sharing,
            scripts=(*urls.BRIEF_SCRIPTS, *(urls.NOTE_SCRIPTS if has_notes else ())),
        ),
        language=source.foreign_language(view.words.language),
        unread=_unread_words(view, brief),
        headline=brief.headline,
        derived=brief.headline_origin == "derived",
        edited_headline=brief.headline_origin == "editor",
        kicker=_kicker(scope),
        date=view.interface.date(brief.date),
        summary=brief.summary,
        summary_language=view.foreign(brief.summary_language),
        byline=brief.byline,
        source=brief.source,
        source_url=brief.source_url if urls.is_web_url(brief.source_url) else None,
        topics=brief.topics,
        glance=make_glance(scope, groups),
        stretches=stretches,
        lead_only=brief.body is Body.LEAD and len(source.published) < len(source.article.story),
        uncertain=_has_uncertain(stretches),
        has_notes=has_notes,
        pictures=_pictures(view, slug, path),
        corrections=_corrections(view, slug),
        groups=groups,
        dates=date_rows(view, source),
        terms=terms_of_brief(scope),
        map=brief_map(view, source, path),
        shares=quote_shares(scope),
        quotes=tuple(scope.quotes.values()),
        quotes_url=urls.brief_quotes_url(path, brief.slug),
        related=related_briefs(scope),
        provenance=make_provenance(scope, data_url=data_url),
        share=make_share(view, source, path),
    )
    return Page(path, "pages/brief.html", context)


def lead_sentence(source: BriefText) -> str | None:
    """The first sentence of the story without its dateline, on one line; None where nothing is published."""
    if not source.published:
        return None
    start = source.published[0].span.start
    dateline = source.article.dateline
    if dateline is not None and dateline.span.start <= start < dateline.span.end:
        start = dateline.span.end
    end = source.sentence_of(Span(start, start)).end
    return one_line(source.text[start:end])


def kicker_text(source: BriefText) -> str | None:
    """The place of the dateline as written, or None."""
    dateline = source.article.dateline
    return one_line(dateline.place.of(source.text)) if dateline else None


def _unread_words(view: View, brief: Brief) -> str | None:
    """Return what the page says of an article that the language model does not read; None for others."""
    if brief.is_annotated or brief.language is None:
        return None
    name = view.interface.language_name(brief.language)
    return (
        view.interface.say("brief.unread", language=name)
        if name
        else view.interface.say("brief.unread-unnamed")
    )


def _kicker(scope: BriefScope) -> Kicker | None:
    source = scope.source
    text, dateline = kicker_text(source), source.article.dateline
    if text is None or dateline is None:
        return None
    for mention in source.brief.mentions:
        if mention.entity_id is not None and mention.span.overlaps(dateline.place):
            return Kicker(text, scope.links[mention.entity_id])
    return Kicker(text, None)


def _own_styles(view: View, slug: str, *, has_notes: bool) -> Iterator[str]:
    """Yield the style sheets that only some briefs need."""
    if has_notes:
        yield from urls.NOTE_STYLES
    if view.remarks(slug).pictures:
        yield urls.PHOTO_STYLE


def _pictures(view: View, slug: str, path: str) -> tuple[PictureRow, ...]:
    return tuple(
        PictureRow(urls.relative_url(path, one.file), one.alt, one.caption, one.credit, one.width, one.height)
        for one in view.remarks(slug).pictures
    )


def _corrections(view: View, slug: str) -> tuple[CorrectionRow, ...]:
    found = ((view.interface.date(one.date), one.text) for one in view.remarks(slug).corrections)
    return tuple(CorrectionRow(date, text) for date, text in found if date is not None)


def _has_uncertain(stretches: tuple[Stretch, ...]) -> bool:
    """Return True if the text that the page shows has anything that is marked as uncertain."""
    sections = (section for stretch in stretches for section in stretch.sections)
    paragraphs = [paragraph for section in sections for paragraph in section.paragraphs]
    return any(
        any(mark.uncertain for mark in paragraph.passage.marks)
        or any(gloss.quote.said.uncertain for gloss in paragraph.glosses)
        for paragraph in paragraphs
    )

"""The page of an entity: everything that the briefs say of it, with the way to the very word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.entity_heads import EntityHead
from builder.edition.labels import LABELS
from builder.edition.place_facts import PlaceFacts, place_facts
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.annotations import EntityType, Origin
from builder.model.graph import LinkedMention
from builder.model.span import Span
from builder.pages.brief.terms import TermRow, terms_of_entity
from builder.pages.charts.network import Circle, entity_circle
from builder.pages.charts.place_map import PlaceMap, entity_map
from builder.pages.charts.strip import TimeStrip, entity_strip
from builder.pages.entity.ties import TieRow, closest_ties, grouped_ties
from builder.pages.frame import Sharing, make_frame
from builder.pages.links import (
    BriefLink,
    EntityLink,
    QuoteCard,
    brief_link,
    entity_link,
    first_shown,
    is_uncertain_mention,
    mention_url,
    quote_card,
)
from builder.pages.page import HtmlContext, Page
from builder.pages.passages import Mark, MarkKind, Passage, cut_passage
from builder.pages.schema_org import entity_node, entity_quotations

BRIEFS_IN_FULL = 20
MENTIONS_IN_FULL = 50
"""The newest briefs are shown sentence by sentence, so many of them and so many mentions at most."""

OLDER_SHOWN = 100
"""Where there are more older briefs than this, pages of their own list them."""

FEWEST_MENTIONS = 5
"""Mentions from which an entity of a single brief has a picture of those it appears with."""

QUOTES_SHOWN = 30
TIES_SHOWN = 12
TIES_LISTED = 60
ROLE_SOURCES_SHOWN = 6


Named = tuple[str, tuple[LinkedMention, ...]]
"""The slug of a brief with the mentions of one entity in it."""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with the briefs that give it.

    Attributes:
        text: as first written.
        by_editor: whether an editor gives it.
        sources: the briefs that give it, each link leading to the very words; the first few.
        more: how many further briefs give it.
    """

    text: str
    by_editor: bool
    sources: tuple[BriefLink, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """The mentions of an entity in one brief.

    Attributes:
        sentences: each sentence that names it on the brief's page, the name linked to its place there.
        mentions: how often the brief names it.
    """

    brief: BriefLink
    sentences: tuple[Passage, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class OlderBrief:
    """A brief that names an entity, with the way to its first mention there."""

    brief: BriefLink
    mentions: int


@dataclass(frozen=True, slots=True)
class EntityContext(HtmlContext):
    """What the page of an entity shows.

    Attributes:
        label: its type in one word; ``index_url`` leads to the A–Z of that type, called ``index_label``.
        wikidata: its item there ("Q42"), named and not linked to, or None.
        text_html: the editor's text, or None.
        place: for places that the gazetteer knows, else None.
        named_after: the place whose name a team bears, or None; ``teams`` are those that bear the name of a place.
        coined: the terms that it coined.
        map: of places that are located, else None.
        strip: when it is mentioned; None where that is one day alone.
        circle: those it appears with most; None where they are fewer than two, or it is hardly ever named.
        briefs, mentions: how many briefs name it, how often.
        appearances: in the newest briefs, every sentence; ``older`` lists the other briefs, unless they are so many
            that pages of their own do: ``older_url`` leads there, else it is None.
        older_total: how many other briefs there are.
        said, about: the newest quotes by it and of it; ``quotes`` and ``quotes_about`` count all of them,
            ``quotes_url`` leads to those by it, ``all_quotes_url`` to the quote index.
        ties: the closest ones, one a row; then ``further_ties``, in a row all with the same numbers; ``further_total``
            counts them, ``omitted_ties`` what is left out.
    """

    name: str
    type: EntityType
    label: str
    index_label: str
    index_url: str
    aliases: tuple[str, ...]
    wikidata: str | None
    edited: bool
    roles: tuple[RoleRow, ...]
    text_html: Markup | None
    place: PlaceFacts | None
    named_after: EntityLink | None
    teams: tuple[EntityLink, ...]
    coined: tuple[TermRow, ...]
    map: PlaceMap | None
    strip: TimeStrip | None
    circle: Circle | None
    mentions: int
    briefs: int
    appearances: tuple[Appearance, ...]
    older: tuple[OlderBrief, ...]
    older_total: int
    older_url: str | None
    said: tuple[QuoteCard, ...]
    quotes: int
    about: tuple[QuoteCard, ...]
    quotes_about: int
    quotes_url: str
    all_quotes_url: str
    ties: tuple[TieRow, ...]
    further_ties: tuple[TieRow, ...]
    further_total: int
    omitted_ties: int


def entity_page(view: View, entity_id: str) -> Page:
    """The page of one entity."""
    entity = view.entity(entity_id)
    path = urls.entity_path(entity.type, entity.id)
    index_path = urls.entity_index_path(entity.type)
    label = LABELS[entity.type]
    found = list(view.appearances(entity.id).items())
    said, about = view.said(entity.id), view.about(entity.id)
    ties = closest_ties(view, entity, path)
    sharing = Sharing(
        type="profile" if entity.type is EntityType.PERSON else "website",
        nodes=(entity_node(view, entity, path), *entity_quotations(view, entity, path)),
    )
    in_full = _in_full([len(mentions) for _, mentions in found])
    older = found[in_full:]
    apart = len(older) > OLDER_SHOWN
    text = view.text(entity.id)
    place_map, strip = entity_map(view, entity, path), entity_strip(view, entity.id, path)
    # Two or three sentences of one brief show nothing that the list does not say.
    is_telling = len(found) > 1 or sum(len(mentions) for _, mentions in found) >= FEWEST_MENTIONS
    closest = [(row.links[0], row.sentences) for row in ties] if is_telling else []
    circle = entity_circle(view, entity_link(view, path, entity.id), closest)
    context = EntityContext(
        frame=make_frame(
            view,
            path,
            entity.name,
            description=_description(view, entity),
            section=index_path,
            styles=_styles(
                has_text=text is not None,
                has_map=place_map is not None,
                has_chart=strip is not None or circle is not None,
            ),
            sharing=sharing,
        ),
        name=entity.name,
        type=entity.type,
        label=label.one,
        index_label=label.many,
        index_url=urls.relative_url(path, index_path),
        aliases=view.aliases(entity.id),
        wikidata=entity.wikidata,
        edited=entity.edited,
        roles=_roles(view, entity, path),
        text_html=text,
        place=place_facts(entity.place, by_editor=entity.is_placed),
        named_after=None if entity.named_after is None else entity_link(view, path, entity.named_after),
        teams=tuple(entity_link(view, path, team) for team in view.teams(entity.id)),
        coined=terms_of_entity(view, entity.id, path),
        map=place_map,
        strip=strip,
        circle=circle,
        mentions=sum(len(named) for _, named in found),
        briefs=len(found),
        appearances=tuple(_appearance(view.brief(slug), path, named) for slug, named in found[:in_full]),
        older=() if apart else older_briefs(view, older, path),
        older_total=len(older),
        older_url=urls.relative_url(path, urls.older_briefs_path(entity.type, entity.id, 1))
        if apart
        else None,
        said=tuple(quote_card(view, path, quote) for quote in view.utterances(said[:QUOTES_SHOWN])),
        quotes=len(said),
        about=tuple(quote_card(view, path, quote) for quote in view.utterances(about[:QUOTES_SHOWN])),
        quotes_about=len(about),
        quotes_url=urls.relative_url(path, *(view.speaker_path(entity.id) or (urls.QUOTE_INDEX, ""))),
        all_quotes_url=urls.relative_url(path, urls.QUOTE_INDEX),
        ties=ties[:TIES_SHOWN],
        further_ties=grouped_ties(ties[TIES_SHOWN:TIES_LISTED]),
        further_total=len(ties[TIES_SHOWN:TIES_LISTED]),
        omitted_ties=max(len(ties) - TIES_LISTED, 0),
    )
    return Page(path, "pages/entity.html", context)


def _styles(*, has_text: bool, has_map: bool, has_chart: bool) -> tuple[str, ...]:
    """Return the style sheets of what the page has: most pages have neither a text nor a map."""
    return (
        *urls.ENTITY_STYLES,
        *(urls.TEXT_STYLES if has_text else ()),
        *((urls.PICTURES_STYLE,) if has_map else ()),
        *((urls.CHARTS_STYLE,) if has_chart else ()),
    )


def _description(view: View, entity: EntityHead) -> str:
    first = view.first_role(entity.id)
    role = f", {one_line(first)}" if first is not None else ""
    return f"{entity.name}{role}: every mention and quotation in the briefs."


def _roles(view: View, entity: EntityHead, path: str) -> tuple[RoleRow, ...]:
    """Each wording once, whatever its case, with its newest briefs first."""
    texts: dict[str, str] = {}
    by_editor: set[str] = set()
    sources: dict[str, list[tuple[str, BriefLink]]] = {}
    anchors = {(role.slug, role.start, role.end): role.anchor for role in view.placed_roles(entity.id)}
    for role in view.roles(entity.id):
        text = one_line(role.text)
        key = text.casefold()
        texts.setdefault(key, text)
        found = sources.setdefault(key, [])
        if role.origin is Origin.EDITOR:
            by_editor.add(key)
        if role.brief_slug is None or role.span is None:
            continue
        place = (role.brief_slug, role.span.start, role.span.end)
        if place in anchors:
            brief = view.brief_head(role.brief_slug)
            found.append((brief.date or "", brief_link(brief, path, fragment=anchors[place] or "")))
    for found in sources.values():
        found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(
        RoleRow(
            text,
            key in by_editor,
            tuple(link for _, link in sources[key][:ROLE_SOURCES_SHOWN]),
            max(len(sources[key]) - ROLE_SOURCES_SHOWN, 0),
        )
        for key, text in texts.items()
    )


def _appearance(source: BriefText, path: str, mentions: tuple[LinkedMention, ...]) -> Appearance:
    by_sentence: dict[Span, list[Mark]] = {}
    for mention in mentions:
        if source.shows(mention.span):
            mark = Mark(
                span=mention.span,
                kind=MarkKind.MENTION,
                style=mention.type,
                url=mention_url(source, path, mention),
                uncertain=is_uncertain_mention(mention),
            )
            by_sentence.setdefault(source.sentence_of(mention.span), []).append(mark)
    sentences = tuple(cut_passage(source.text, span, marks) for span, marks in by_sentence.items())
    return Appearance(brief_link(source.head, path), sentences, len(mentions))


def older_briefs(view: View, found: Sequence[Named], path: str) -> tuple[OlderBrief, ...]:
    """Briefs as lines of a list."""
    rows = []
    for slug, mentions in found:
        source = view.brief(slug)
        first = first_shown(source, mentions)
        link = brief_link(source.head, path, fragment=first.anchor if first else "")
        rows.append(OlderBrief(link, len(mentions)))
    return tuple(rows)


def listed_apart(view: View, entity_id: str) -> tuple[str, ...]:
    """The slugs of the briefs that name an entity and have to be listed on pages of their own; most have none."""
    counts = view.mention_counts(entity_id)
    older = counts[_in_full([count for _, count in counts]) :]
    return tuple(slug for slug, _ in older) if len(older) > OLDER_SHOWN else ()


def _in_full(counts: Sequence[int]) -> int:
    """How many of the newest briefs are shown sentence by sentence, given the mentions in each: at least one."""
    mentions = 0
    for number, count in enumerate(counts[:BRIEFS_IN_FULL]):
        mentions += count
        if number and mentions > MENTIONS_IN_FULL:
            return number
    return min(len(counts), BRIEFS_IN_FULL)

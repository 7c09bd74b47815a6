"""The page of an entity: everything that the briefs say of it, with the way to the very word."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from builder.edition import urls
from builder.edition.entity_heads import EntityHead
from builder.edition.labels import label_of
from builder.edition.place_facts import PlaceFacts, place_facts
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.annotations import EntityType, Origin
from builder.pages.brief.terms import TermRow, terms_of_entity
from builder.pages.charts.network import Circle, entity_circle
from builder.pages.charts.place_map import PlaceMap, entity_map
from builder.pages.charts.strip import TimeStrip, entity_strip
from builder.pages.entity.appearances import (
    OLDER_SHOWN,
    Appearance,
    OlderBrief,
    appearances,
    count_in_full,
    older_briefs,
)
from builder.pages.entity.ties import Ties, closest_ties, group_ties
from builder.pages.frame import Sharing, make_frame
from builder.pages.links import BriefLink, EntityLink, brief_link, entity_link, role_language
from builder.pages.page import HtmlContext, Page
from builder.pages.quotes.quotations import Quotation, quotations
from builder.pages.schema_org import entity_node, entity_quotations

FEWEST_MENTIONS, FEWEST_BRIEFS = 5, 3
"""Mentions or briefs from which an entity has a picture of those it appears with."""

QUOTES_SHOWN = 20
ROLE_SOURCES_SHOWN = 6


class RoleRow(Struct, frozen=True):
    """A role with the briefs that give it.

    Attributes:
        text: as first written.
        by_editor: whether an editor gives it.
        sources: the briefs that give it, each link leading to the very words; the first few.
        more: how many further briefs give it.
        language: the tag of the language of the text; None if it is the site's.
    """

    text: str
    by_editor: bool
    sources: tuple[BriefLink, ...]
    more: int
    language: str | None


class EntityContext(HtmlContext, frozen=True):
    """What the page of an entity shows.

    Attributes:
        index_url: leads to the A–Z of its type, called ``index_label``.
        wikidata: its item there ("Q42"), named and not linked to, or None.
        text_html: the editor's text, or None.
        place: for places that the gazetteer knows, else None.
        named_after: the place whose name a team bears, or None; ``teams`` are those that bear the name of a place.
        coined: the terms that it coined.
        map: of places that are located, else None.
        strip: when it is mentioned; None where that is one day alone.
        circle: those it appears with most; None where they are fewer than two, or it is hardly ever named.
        doubtful: whether the page shows a mention that the annotator is unsure of.
        briefs, mentions: how many briefs name it, how often.
        appearances: in the newest briefs, every sentence; ``older`` lists the other briefs, unless they are so many
            that pages of their own do: ``older_url`` leads there, else it is None.
        older_total: how many other briefs there are.
        said, about: the newest quotes by it and of it; ``quotes`` and ``quotes_about`` count all of them,
            ``quotes_url`` leads to those by it, ``all_quotes_url`` to the quote index.
        ties: those that it appears with; None if there are none.
    """

    name: str
    type: EntityType
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
    doubtful: bool
    mentions: int
    briefs: int
    appearances: tuple[Appearance, ...]
    older: tuple[OlderBrief, ...]
    older_total: int
    older_url: str | None
    said: tuple[Quotation, ...]
    quotes: int
    about: tuple[Quotation, ...]
    quotes_about: int
    quotes_url: str
    all_quotes_url: str
    ties: Ties | None


def entity_page(view: View, entity_id: str) -> Page:
    """The page of one entity."""
    entity = view.entity(entity_id)
    path = urls.entity_path(entity.type, entity.id)
    index_path = urls.entity_index_path(entity.type)
    index_label = label_of(view.interface, entity.type).many
    found = view.mention_counts(entity.id)
    said, about = view.said(entity.id), view.about(entity.id)
    tied = view.ties(entity.id)
    ties = closest_ties(view, tied, path)
    sharing = Sharing(
        type="profile" if entity.type is EntityType.PERSON else "website",
        nodes=(entity_node(view, entity, path), *entity_quotations(view, entity, path)),
    )
    slugs = [slug for slug, _ in found]
    counts = view.counts(entity.id)
    number = count_in_full([count for _, count in found])
    in_full, older = slugs[:number], slugs[number:]
    apart = len(older) > OLDER_SHOWN
    text = view.text(entity.id)
    shown = appearances(view, in_full, path, entity.id)
    place_map = entity_map(view, entity, path)
    strip = entity_strip(view, entity.id, path, in_full)
    # A few sentences of one or two briefs show nothing that the list does not say.
    is_telling = counts.briefs >= FEWEST_BRIEFS or counts.mentions >= FEWEST_MENTIONS
    circle = entity_circle(
        view, entity.name, [(tie.link, tie.sentences) for tie in ties] if is_telling else []
    )
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
        index_label=index_label,
        index_url=urls.relative_url(path, index_path),
        aliases=view.aliases(entity.id),
        wikidata=entity.wikidata,
        edited=entity.edited,
        roles=_roles(view, entity, path),
        text_html=text,
        place=place_facts(entity.place, view.interface, by_editor=entity.is_placed),
        named_after=None if entity.named_after is None else entity_link(view, path, entity.named_after),
        teams=tuple(entity_link(view, path, team) for team in view.teams(entity.id)),
        coined=terms_of_entity(view, entity.id, path),
        map=place_map,
        strip=strip,
        circle=circle,
        doubtful=any(words.uncertain for one in shown for sentence in one.sentences for words in sentence),
        mentions=counts.mentions,
        briefs=counts.briefs,
        appearances=shown,
        older=() if apart else older_briefs(view, older, path, entity.id),
        older_total=len(older),
        older_url=urls.relative_url(path, urls.older_briefs_path(entity.type, entity.id, 1))
        if apart
        else None,
        said=quotations(view, path, said[:QUOTES_SHOWN]),
        quotes=len(said),
        about=quotations(view, path, about[:QUOTES_SHOWN]),
        quotes_about=len(about),
        quotes_url=urls.relative_url(path, *(view.speaker_path(entity.id) or (urls.QUOTE_INDEX, ""))),
        all_quotes_url=urls.relative_url(path, urls.QUOTE_INDEX),
        ties=group_ties(ties, len(tied), pictured=circle is not None) if ties else None,
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
    return view.interface.say("entity.description", name=f"{entity.name}{role}")


def _roles(view: View, entity: EntityHead, path: str) -> tuple[RoleRow, ...]:
    """Each wording once, whatever its case, with its newest briefs first."""
    texts: dict[str, str] = {}
    languages: dict[str, str | None] = {}
    by_editor: set[str] = set()
    sources: dict[str, list[tuple[str, BriefLink]]] = {}
    anchors = {(role.slug, role.start, role.end): role.anchor for role in view.placed_roles(entity.id)}
    for role in view.roles(entity.id):
        text = one_line(role.text)
        key = text.casefold()
        texts.setdefault(key, text)
        languages.setdefault(key, role_language(view, role))
        found = sources.setdefault(key, [])
        if role.origin is Origin.EDITOR:
            by_editor.add(key)
        if role.brief_slug is None or role.span is None:
            continue
        place = (role.brief_slug, role.span.start, role.span.end)
        if place in anchors:
            brief = view.brief_head(role.brief_slug)
            found.append((brief.date or "", brief_link(view, brief, path, fragment=anchors[place] or "")))
    for found in sources.values():
        found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(
        RoleRow(
            text,
            key in by_editor,
            tuple(link for _, link in sources[key][:ROLE_SOURCES_SHOWN]),
            max(len(sources[key]) - ROLE_SOURCES_SHOWN, 0),
            languages[key],
        )
        for key, text in texts.items()
    )

"""What only sites with a public address have: the pages of single quotes, and the cards of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.edition import urls
from builder.edition.catalog import BriefText, Catalog, Utterance
from builder.edition.quote_words import quote_words
from builder.edition.wording import date_words, join_names, shorten
from builder.model.annotations import EntityType, QuoteKind
from builder.pages.brief.brief_page import kicker_text
from builder.pages.frame import Framer, Sharing
from builder.pages.links import QuoteCard, quote_card, role_in, speaker_label
from builder.pages.page import HtmlContext, Page
from builder.pages.picture import HEIGHT, WIDTH, Card, Picture
from builder.pages.schema_org import quotation_node
from builder.pages.sharing.share import shared_quotes

NAMES_SHOWN = 4
TITLE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class SharedQuoteContext(HtmlContext):
    """The page of one quote.

    Attributes:
        role: what a single speaker is, or "".
        card_url: its picture; ``card_alt`` says what it shows, sizes are in pixels.
    """

    quote: QuoteCard
    role: str
    card_url: str
    card_alt: str
    card_width: int
    card_height: int


def site_card(catalog: Catalog) -> Picture:
    """The card of every page that has none of its own."""
    site = catalog.content.site
    return Picture(
        urls.SITE_CARD, Card(masthead=site.title, text=site.tagline or site.title, notice=site.notice)
    )


def shared_files(catalog: Catalog, framer: Framer, source: BriefText) -> Iterator[Page | Picture]:
    """The card of a brief, and page and card of each of its key quotes."""
    yield _brief_card(catalog, source)
    for said in shared_quotes(source):
        yield _quote_page(catalog, framer, said)
        yield _quote_picture(catalog, said)


def _brief_card(catalog: Catalog, source: BriefText) -> Picture:
    brief = source.brief
    people = [catalog.entity(key) for key in _by_weight(catalog, source) if _is_person(catalog, key)][
        :NAMES_SHOWN
    ]
    date = date_words(brief.date)
    card = Card(
        masthead=catalog.content.site.title,
        kicker=" · ".join(filter(None, (kicker_text(source), date.words if date else None))),
        text=brief.headline,
        credit=join_names([person.name for person in people]),
        notice=catalog.content.site.notice,
    )
    return Picture(urls.brief_card_path(brief.slug), card)


def _by_weight(catalog: Catalog, source: BriefText) -> list[str]:
    """The entities of a brief, those that it names most often first."""
    found = catalog.entities_of[source.brief.slug]
    return sorted(found, key=lambda key: -len(found[key]))


def _is_person(catalog: Catalog, entity_id: str) -> bool:
    return catalog.entity(entity_id).type is EntityType.PERSON


def _quote_picture(catalog: Catalog, said: Utterance) -> Picture:
    brief = said.source.brief
    words = quote_words(said)
    if said.quote.kind is QuoteKind.DIRECT:
        words = words.removeprefix("“").removesuffix("”")
    date = date_words(brief.date)
    card = Card(
        masthead=catalog.content.site.title,
        text=words,
        quoted=said.quote.kind is QuoteKind.DIRECT,
        credit=_credit(catalog, said),
        foot=" · ".join(filter(None, (brief.headline, date.words if date else None))),
        notice=catalog.content.site.notice,
    )
    return Picture(urls.quote_card_path(brief.slug, said.quote.id), card)


def _quote_page(catalog: Catalog, framer: Framer, said: Utterance) -> Page:
    brief = said.source.brief
    path = urls.shared_quote_path(brief.slug, said.quote.id)
    words, credit = quote_words(said), _credit(catalog, said)
    card_path = urls.quote_card_path(brief.slug, said.quote.id)
    alt = f"{words} — {credit}"
    sharing = Sharing(
        type="article",
        published=brief.date,
        card_path=card_path,
        card_alt=alt,
        nodes=(quotation_node(catalog, said, path),),
    )
    title = f"{speaker_label(catalog, said)}: {shorten(words, limit=TITLE_LIMIT)}"
    context = SharedQuoteContext(
        frame=framer.frame(
            path,
            title,
            description=f"{credit}, in “{brief.headline}”.",
            section=urls.BRIEF_INDEX,
            styles=urls.SHARED_STYLES,
            sharing=sharing,
        ),
        quote=quote_card(catalog, path, said),
        role=_role(catalog, said),
        card_url=urls.relative_url(path, card_path),
        card_alt=alt,
        card_width=WIDTH,
        card_height=HEIGHT,
    )
    return Page(path, "pages/shared_quote.html", context)


def _credit(catalog: Catalog, said: Utterance) -> str:
    """The speakers; what a single one is, too."""
    return ", ".join(filter(None, (speaker_label(catalog, said), _role(catalog, said))))


def _role(catalog: Catalog, said: Utterance) -> str:
    """What the speaker is; "" where several speak, or nobody says it."""
    if len(said.quote.speaker_ids) != 1:
        return ""
    return role_in(catalog.entity(said.quote.speaker_ids[0]), said.source.brief.slug) or ""

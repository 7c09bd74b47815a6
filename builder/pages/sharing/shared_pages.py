"""What only sites with a public address have: the pages of single quotes, and the cards of pages."""

from __future__ import annotations

from builder.edition import urls
from builder.edition.brief_texts import BriefText, QuoteRef, Utterance
from builder.edition.quote_lines import quote_line
from builder.edition.quote_words import quote_words
from builder.edition.view import View
from builder.edition.wording import shorten
from builder.model.annotations import EntityType, QuoteKind
from builder.pages.accent import light_accent
from builder.pages.brief.brief_page import kicker_text
from builder.pages.frame import Sharing, make_frame
from builder.pages.links import role_language, speaker_label
from builder.pages.page import HtmlContext, Page
from builder.pages.picture import HEIGHT, WIDTH, Card, Picture
from builder.pages.quotes.quote_card import QuoteCard, quote_card
from builder.pages.schema_org import quotation_node

NAMES_SHOWN = 4
TITLE_LIMIT = 60


class SharedQuoteContext(HtmlContext, frozen=True):
    """The page of one quote.

    Attributes:
        role: what a single speaker is, or "".
        role_language: the tag of the language of its words; None if it is the site's.
        card_url: its picture; ``card_alt`` says what it shows, sizes are in pixels.
    """

    quote: QuoteCard
    role: str
    role_language: str | None
    card_url: str
    card_alt: str
    card_width: int
    card_height: int


def site_card(view: View) -> Picture:
    """The card of every page that has none of its own."""
    site = view.words
    return Picture(
        urls.SITE_CARD,
        Card(
            masthead=site.title,
            text=site.tagline or site.title,
            notice=site.notice,
            accent=_accent(view),
        ),
    )


def brief_card(view: View, slug: str) -> Picture:
    """The card of a brief."""
    source = view.brief(slug)
    brief = source.brief
    people = [view.entity(key) for key in _by_weight(source) if _is_person(view, key)][:NAMES_SHOWN]
    date = view.interface.date(brief.date)
    card = Card(
        masthead=view.words.title,
        kicker=" · ".join(filter(None, (kicker_text(source), date.words if date else None))),
        text=brief.headline,
        credit=view.interface.names([person.name for person in people]),
        notice=view.words.notice,
        accent=_accent(view),
    )
    return Picture(urls.brief_card_path(brief.slug), card)


def _accent(view: View) -> str:
    """Return the accent of the site's cards, which are light; "" for the built-in one."""
    return light_accent(view.accent) if view.accent else ""


def _by_weight(source: BriefText) -> list[str]:
    """The entities of a brief, those that it names most often first."""
    found = source.entities
    return sorted(found, key=lambda key: -len(found[key]))


def _is_person(view: View, entity_id: str) -> bool:
    return view.entity(entity_id).type is EntityType.PERSON


def quote_picture(view: View, slug: str, quote_id: str) -> Picture:
    """The card of a quote."""
    (said,) = view.utterances([QuoteRef(slug, quote_id)])
    brief = said.source.brief
    words = quote_words(said)
    if said.quote.kind is QuoteKind.DIRECT:
        words = words.removeprefix("“").removesuffix("”")
    date = view.interface.date(brief.date)
    card = Card(
        masthead=view.words.title,
        text=words,
        quoted=said.quote.kind is QuoteKind.DIRECT,
        credit=_credit(view, said),
        foot=" · ".join(filter(None, (brief.headline, date.words if date else None))),
        notice=view.words.notice,
        accent=_accent(view),
    )
    return Picture(urls.quote_card_path(brief.slug, said.quote.id), card)


def quote_page(view: View, slug: str, quote_id: str) -> Page:
    """The page of a quote, to be shared."""
    (said,) = view.utterances([QuoteRef(slug, quote_id)])
    brief = said.source.brief
    path = urls.shared_quote_path(brief.slug, said.quote.id)
    words, credit = view.interface.quoted(quote_words(said)), _credit(view, said)
    card_path = urls.quote_card_path(brief.slug, said.quote.id)
    alt = view.interface.say("share.card", words=words, credit=credit)
    sharing = Sharing(
        type="article",
        published=brief.date,
        card_path=card_path,
        card_alt=alt,
        nodes=(quotation_node(view, QuoteRef(slug, quote_id), quote_line(said), path),),
    )
    title = f"{speaker_label(view, said.quote)}{view.interface.say('page.colon')}{shorten(words, limit=TITLE_LIMIT)}"
    context = SharedQuoteContext(
        frame=make_frame(
            view,
            path,
            title,
            description=view.interface.say("share.description", credit=credit, headline=brief.headline),
            section=urls.BRIEF_INDEX,
            styles=urls.SHARED_STYLES,
            sharing=sharing,
        ),
        quote=quote_card(view, path, said),
        role=_role(view, said),
        role_language=_role_language(view, said),
        card_url=urls.relative_url(path, card_path),
        card_alt=alt,
        card_width=WIDTH,
        card_height=HEIGHT,
    )
    return Page(path, "pages/shared_quote.html", context)


def _credit(view: View, said: Utterance) -> str:
    """The speakers; what a single one is, too."""
    return ", ".join(filter(None, (speaker_label(view, said.quote), _role(view, said))))


def _role(view: View, said: Utterance) -> str:
    """What the speaker is; "" where several speak, or nobody says it."""
    if len(said.quote.speaker_ids) != 1:
        return ""
    return view.role(said.quote.speaker_ids[0], said.source.brief.slug) or ""


def _role_language(view: View, said: Utterance) -> str | None:
    """The tag of the language of the words of ``_role``; None if it is the site's."""
    if not _role(view, said):
        return None
    return role_language(view, view.roles_in(said.quote.speaker_ids[0], said.source.brief.slug)[0])

"""Lists of quotes outside their articles: on the pages of entities, and in the quote index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.edition import urls
from builder.edition.brief_texts import QuoteRef, Utterance
from builder.edition.quote_words import quote_words
from builder.edition.view import View
from builder.edition.wording import one_line, setting_words
from builder.model.annotations import Origin, QuoteKind
from builder.pages.links import (
    BriefLink,
    EntityLink,
    brief_link,
    citation_author,
    entity_link,
    is_uncertain,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote of a list.

    Attributes:
        id: its anchor on the page, to which ``id_url`` leads; both are None without one.
        words: what was said, as ``quote_words`` returns it.
        speakers: empty if the text names no entity.
        speaker_text: the article's words for a speaker that is no entity, or None.
        cue: "said", "according to", or None.
        setting: "in Oslo", or None.
        uncertain: True if the annotator is unsure of the speaker.
        confirmed: True if an editor named the speaker.
        brief: None if it is the brief of the quote before it in the list.
        url: leads to the very words.
        author: who wrote or published the article, if it says so; None too if ``brief`` is.
    """

    id: str | None
    id_url: str | None
    words: str
    kind: QuoteKind
    speakers: tuple[EntityLink, ...]
    speaker_text: str | None
    cue: str | None
    setting: str | None
    uncertain: bool
    confirmed: bool
    brief: BriefLink | None
    url: str
    author: str | None


def quotations(
    view: View, path: str, quotes: Iterable[QuoteRef], *, anchored: bool = False
) -> tuple[Quotation, ...]:
    """Return the quotes of a list, in which those of one brief follow each other.

    Args:
        view: what the site knows.
        path: of the page.
        quotes: in the order of the list.
        anchored: True if they have anchors on the page.
    """
    found: list[Quotation] = []
    brief: BriefLink | None = None
    for said in view.utterances(quotes):
        is_same = brief is not None and brief.slug == said.source.brief.slug
        if brief is None or not is_same:
            brief = brief_link(said.source.head, path)
        anchor = urls.quote_index_anchor(brief.slug, said.quote.id) if anchored else None
        found.append(_quotation(view, path, said, brief, anchor=anchor, is_same=is_same))
    return tuple(found)


def _quotation(
    view: View, path: str, said: Utterance, brief: BriefLink, *, anchor: str | None, is_same: bool
) -> Quotation:
    text, quote = said.source.text, said.quote
    return Quotation(
        id=anchor,
        id_url=None if anchor is None else urls.url_at("", anchor),
        words=quote_words(said),
        kind=quote.kind,
        speakers=tuple(entity_link(view, path, entity_id) for entity_id in quote.speaker_ids),
        speaker_text=quote.speaker_text,
        cue=one_line(quote.cue.of(text)) if quote.cue else None,
        setting=setting_words(quote.setting.of(text)) if quote.setting else None,
        uncertain=is_uncertain(quote),
        confirmed=quote.origin is Origin.EDITOR,
        brief=None if is_same else brief,
        url=urls.url_at(brief.url, quote.id),
        author=None if is_same else citation_author(said.source.brief),
    )

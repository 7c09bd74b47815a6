"""Records: everything that can be found in a site, with the way to the very words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builder.edition import urls
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.edition import Edition
from builder.edition.entity_heads import EntityHead
from builder.edition.place_facts import place_facts
from builder.edition.quote_words import quote_words
from builder.edition.view import View
from builder.edition.wording import capitalize, date_words, one_line
from builder.model.graph import LinkedMention
from builder.model.readable_text import readable
from builder.pages.brief.story import shown_in_text
from builder.pages.links import first_shown, speaker_label
from builder.pages.lists.search_page import BRIEF, QUOTE
from builder.search.record import SearchRecord

NO_WORD = "·"
"""What the index has in the place of an invisible character between spaces."""

CONTEXT_BEFORE = 90
CONTEXT_AFTER = 140
"""How much of a sentence is shown on either side of a name, in characters."""


def search_records(edition: Edition) -> tuple[SearchRecord, ...]:
    """Return everything that can be found, sorted by address."""
    view = View(edition)
    records = [
        *(_brief(view.brief(slug)) for slug in view.slugs),
        *(_entity(view, entity_id) for entity_id in view.entity_ids),
        *(
            _quote(view, Utterance(source, quote))
            for source in map(view.brief, view.slugs)
            for quote in source.brief.quotes
        ),
    ]
    return tuple(sorted(records, key=lambda record: record.url))


def _brief(source: BriefText) -> SearchRecord:
    """The words of a brief that its page shows, each mention and paragraph with its anchor."""
    brief = source.brief
    words: list[str] = one_line(brief.summary or "").split()
    places: list[list[object]] = [[0, ""]] if words else []
    mentions = iter(brief.mentions)
    mention = next(mentions, None)
    for number, paragraph in enumerate(source.published, start=1):
        start, end = paragraph.span.start, paragraph.span.end
        places.append([len(words), urls.paragraph_anchor(number)])
        while mention is not None and mention.span.start < end:
            if mention.span.start >= start and mention.entity_id is not None:
                first = len(words) + _word_at(source.text[start:end], mention.span.start - start)
                places.append([first, mention.anchor, len(mention.span.of(source.text).split())])
            mention = next(mentions, None)
        # Word by word, because the numbers of the words above count also one that is an invisible character alone.
        words += [readable(word) or NO_WORD for word in paragraph.span.of(source.text).split()]
    return SearchRecord(
        url=_url(urls.brief_path(brief.slug)),
        type=BRIEF,
        title=one_line(brief.headline),
        content=" ".join(words) or one_line(brief.headline),
        years=_years([source]),
        details={**_date(source), "at": places},
    )


def _word_at(text: str, position: int) -> int:
    """The number of the word that holds a position of a text; words count from 0."""
    before = text[:position]
    return len(before.split()) - (1 if before and not before[-1].isspace() else 0)


def _entity(view: View, entity_id: str) -> SearchRecord:
    """What is known of an entity, and the sentence of its newest mention."""
    entity = view.entity(entity_id)
    name = one_line(entity.name)
    aliases = map(one_line, view.aliases(entity_id))
    also = ", ".join(alias for alias in aliases if alias.casefold() != name.casefold())
    found = view.appearances(entity_id)
    return SearchRecord(
        url=_url(urls.entity_path(entity.type, entity.id)),
        type=entity.type,
        title=name,
        # A record without content is none: where nothing is known, the name has to do.
        content=" ".join(_known(view, entity, also)) or name,
        also=also,
        years=_years(map(view.brief, found)),
        details=_context(view, found),
    )


def _known(view: View, entity: EntityHead, also: str) -> Iterator[str]:
    """What is known of an entity beside its name: sentence by sentence."""
    facts = place_facts(entity.place)
    if facts is not None:
        yield f"{facts.kind} in {facts.within}." if facts.within else f"{facts.kind}."
    roles = ""
    for role in view.roles(entity.id):
        text_of_role = one_line(role.text)
        if text_of_role.casefold() not in roles.casefold():
            roles += f"; {text_of_role}" if roles else text_of_role
    if roles:
        yield capitalize(roles if roles.endswith(".") else f"{roles}.")
    if also:
        yield f"Also {also if also.endswith('.') else f'{also}.'}"
    text = view.text(entity.id)
    if text is not None:
        yield one_line(text.striptags())


def _context(view: View, found: Mapping[str, tuple[LinkedMention, ...]]) -> dict[str, object]:
    """The newest mention that a page shows: in its sentence, with the way there."""
    for slug, mentions in found.items():
        source = view.brief(slug)
        mention = first_shown(source, mentions)
        if mention is not None:
            sentence, name = source.sentence_of(mention.span), mention.span
            before = source.text[sentence.start : name.start]
            after = source.text[name.end : sentence.end]
            return {
                "in": [_ending(before), one_line(name.of(source.text)), _beginning(after)],
                "to": _url(urls.brief_path(slug), mention.anchor),
                "brief": one_line(source.brief.headline),
                **_date(source),
            }
    return {}


def _ending(text: str) -> str:
    """The end of a text on one line, cut before a word."""
    line = one_line(f"|{text}|")[1:-1]
    return line if len(line) <= CONTEXT_BEFORE else f"… {line[-CONTEXT_BEFORE:].partition(' ')[2]}"


def _beginning(text: str) -> str:
    """The beginning of a text on one line, cut after a word."""
    line = one_line(f"|{text}|")[1:-1]
    return line if len(line) <= CONTEXT_AFTER else f"{line[:CONTEXT_AFTER].rpartition(' ')[0]} …"


def _quote(view: View, said: Utterance) -> SearchRecord:
    """A quote, credited."""
    source, quote = said.source, said.quote
    anchor = quote.id if shown_in_text(source, quote) else ""
    return SearchRecord(
        url=_url(urls.brief_path(source.brief.slug), anchor),
        type=QUOTE,
        title="",
        content=quote_words(said),
        speaker=one_line(speaker_label(view, said)),
        years=_years([source]),
        details={"brief": one_line(source.brief.headline), **_date(source)},
    )


def _url(path: str, anchor: str = "") -> str:
    """How the page of the search leads there."""
    return urls.relative_url(urls.SEARCH, path, anchor)


def _years(sources: Iterable[BriefText]) -> tuple[str, ...]:
    return tuple(sorted({source.brief.date[:4] for source in sources if source.brief.date}))


def _date(source: BriefText) -> dict[str, object]:
    date = date_words(source.brief.date)
    return {"date": date.words} if date else {}

"""Redacted articles: an article and its brief without the names of hidden persons, all spans moved along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from builder.graph.headlines import derived_headline
from builder.model.annotations import Annotations, EntityType
from builder.model.article import Article, Dateline, ParagraphKind
from builder.model.brief import Brief, LinkedMention, LinkedNote, LinkedQuote
from builder.model.control_characters import Control
from builder.model.span import Span
from builder.redaction.redactor import Hit, Redactor
from builder.redaction.text_edits import Edit, TextEdits

_AROUND = 24
"""Characters of a line on each side of a word, by which its line is found in the file."""


class NewNames(Struct, frozen=True):
    """Ids, slugs and seed ids that had a name in them, each with the new one."""

    entities: Mapping[str, str]
    slugs: Mapping[str, str]
    seeds: Mapping[str, str]


class Remains(Struct, frozen=True, array_like=True):
    """A word that may be a hidden name and remains.

    Attributes:
        word: as written.
        around: it with what is around it in its line.
    """

    word: str
    around: str


def edits_of_article(brief: Brief, article: Article, redactor: Redactor) -> TextEdits:
    """Return the edits of an article's text; none reaches over the end of a paragraph."""
    named = [
        Hit(mention.span, redactor.hidden.by_entity[mention.entity_id])
        for mention in brief.mentions
        if mention.entity_id is not None
        and mention.entity_id in redactor.hidden.by_entity
        # A fix may let a description name somebody: "the mayor" gives no name away.
        and not mention.span.of(article.text).islower()
    ]
    starts = [sentence.start for sentence in brief.sentences]
    edits: list[Edit] = []
    for paragraph in article.paragraphs:
        own = paragraph.span
        found = redactor.edits(
            own.of(article.text),
            [
                Hit(_within(hit.span, own), hit.person_i)
                for hit in named
                if own.start <= hit.span.start < own.end
            ],
            [start - own.start for start in (*starts, own.start) if own.start <= start < own.end],
        )
        edits += (Edit(one.start + own.start, one.end + own.start, one.text) for one in found.edits)
    return TextEdits(tuple(edits))


def remains_of_article(
    brief: Brief, article: Article, redactor: Redactor, edits: TextEdits
) -> tuple[Remains, ...]:
    """Return the words of an article that may be hidden names and remain."""
    # "Roe" may be called a company by mistake, but a mention of another person is one.
    others = [
        mention.span
        for mention in brief.mentions
        if mention.type is EntityType.PERSON and mention.entity_id not in redactor.hidden.by_entity
    ]
    found = [remains_at(article.text, span) for span in redactor.unclear(article.text, edits, others)]
    headline = article.headline if _headline_paragraph(article) is None else None
    given = (headline, article.byline, article.source, article.summary, *article.topics)
    for text in filter(None, given):
        found += (remains_at(text, span) for span in redactor.unclear(text, redactor.edits(text)))
    if not redactor.hidden.by_entity.keys().isdisjoint(brief.entity_ids):
        # Addresses have no capitals: of the brief of another person with this name nothing is said.
        title = brief.slug.replace("-", " ").title()
        found += (Remains(brief.slug, brief.slug) for _ in redactor.unclear(title, redactor.edits(title)))
    return tuple(dict.fromkeys(found))


def remains_at(text: str, span: Span) -> Remains:
    """Return a word with what is around it in its line."""
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    last = text.find("\n", span.end)
    return Remains(span.of(text), text[first : min(last if last >= 0 else len(text), span.end + _AROUND)])


def redacted_article(article: Article, edits: TextEdits, redactor: Redactor, names: NewNames) -> Article:
    """Return an article without the names; its path, which no page has, stays."""
    controls = ((edits.offset(one.offset), one) for one in article.controls)
    return replace(
        article,
        seed_id=names.seeds.get(article.seed_id, article.seed_id),
        text=edits.apply(article.text),
        paragraphs=tuple(replace(one, span=edits.moved(one.span)) for one in article.paragraphs),
        headline=_headline(article, edits, redactor),
        byline=redactor.optional(article.byline),
        dateline=_dateline(article.dateline, edits),
        source=redactor.optional(article.source),
        source_url=redactor.address(article.source_url),
        summary=redactor.optional(article.summary),
        topics=tuple(map(redactor.text, article.topics)),
        controls=tuple(
            Control(offset, one.character, one.reading) for offset, one in controls if offset is not None
        ),
    )


def redacted_brief(
    brief: Brief, article: Article, redacted: Article, edits: TextEdits, redactor: Redactor, names: NewNames
) -> Brief:
    """Return a brief without the names and without any mention of hidden persons.

    Args:
        brief: as the graph has it.
        article: its article.
        redacted: the same without the names.
        edits: of the article's text.
        redactor: replaces names.
        names: ids and slugs that had a name in them.
    """
    sentences = edits.moved_all(brief.sentences)
    mentions = tuple(_mentions(brief, edits, redactor, names))
    kept = {mention.span for mention in mentions}
    figures = (
        replace(one, span=edits.moved(one.span), counts=edits.moved_all(one.counts)) for one in brief.figures
    )
    return replace(
        brief,
        slug=names.slugs.get(brief.slug, brief.slug),
        seed_id=redacted.seed_id,
        headline=_brief_headline(brief, article, redacted, sentences, redactor),
        byline=redactor.optional(brief.byline),
        source=redactor.optional(brief.source),
        source_url=redactor.address(brief.source_url),
        summary=redactor.optional(brief.summary),
        topics=tuple(map(redactor.text, brief.topics)),
        sentences=sentences,
        mentions=mentions,
        quotes=tuple(_quote(quote, edits, redactor, names) for quote in brief.quotes),
        figures=tuple(one for one in figures if one.span in kept),
        notes=redacted_notes(brief.notes, edits, redactor),
        pictures=tuple(
            replace(
                one,
                alt=redactor.text(one.alt),
                caption=redactor.text(one.caption),
                credit=redactor.text(one.credit),
            )
            for one in brief.pictures
        ),
        corrections=tuple(replace(one, text=redactor.text(one.text)) for one in brief.corrections),
    )


def redacted_notes(
    notes: tuple[LinkedNote, ...], edits: TextEdits, redactor: Redactor
) -> tuple[LinkedNote, ...]:
    """Return notes without the names, at their places in the redacted text."""
    return tuple(
        replace(note, span=edits.moved(note.span), markdown=redactor.markdown(note.markdown))
        for note in notes
    )


def _within(span: Span, paragraph: Span) -> Span:
    return Span(span.start - paragraph.start, min(span.end, paragraph.end) - paragraph.start)


def _headline(article: Article, edits: TextEdits, redactor: Redactor) -> str | None:
    """Return the seed's headline; the text decides whose name it has, if the headline is a paragraph of it."""
    paragraph = _headline_paragraph(article)
    if paragraph is None:
        return redactor.optional(article.headline)
    return edits.moved(paragraph).one_line(edits.apply(article.text))


def _headline_paragraph(article: Article) -> Span | None:
    """Return the paragraph of the seed's headline; None if it is not part of the text."""
    for paragraph in article.paragraphs:
        is_headline = paragraph.kind is ParagraphKind.HEADLINE
        if is_headline and paragraph.span.one_line(article.text) == article.headline:
            return paragraph.span
    return None


def _brief_headline(
    brief: Brief, article: Article, redacted: Article, sentences: tuple[Span, ...], redactor: Redactor
) -> str:
    if brief.headline_origin == "derived":
        found = Annotations(redacted.seed_id, brief.model, sentences, (), (), ())
        return derived_headline(redacted, found)
    if brief.headline_origin == "seed" and brief.headline == article.headline and redacted.headline:
        return redacted.headline
    return redactor.text(brief.headline)


def _dateline(dateline: Dateline | None, edits: TextEdits) -> Dateline | None:
    if dateline is None:
        return None
    region = dateline.region
    return Dateline(
        edits.moved(dateline.span),
        edits.moved(dateline.place),
        edits.moved(region) if region is not None else None,
    )


def _mentions(brief: Brief, edits: TextEdits, redactor: Redactor, names: NewNames) -> Iterator[LinkedMention]:
    """Yield the mentions of all that is not hidden, except for those of which a part is replaced."""
    hidden = redactor.hidden.by_entity
    for mention in brief.mentions:
        if mention.entity_id in hidden or edits.touches(mention.span):
            continue
        coiners = tuple(names.entities.get(one, one) for one in mention.coiner_ids if one not in hidden)
        entity_id, anchor = mention.entity_id, mention.anchor
        if entity_id is not None and entity_id in names.entities:
            anchor = f"m-{names.entities[entity_id]}-{anchor.rpartition('-')[2]}"
            entity_id = names.entities[entity_id]
        yield replace(
            mention,
            anchor=anchor,
            span=edits.moved(mention.span),
            entity_id=entity_id,
            coiner_ids=coiners,
        )


def _quote(quote: LinkedQuote, edits: TextEdits, redactor: Redactor, names: NewNames) -> LinkedQuote:
    """Return a quote; a hidden speaker is credited in words, beside others who said it not at all."""
    hidden = redactor.hidden.by_entity
    speakers = [
        (names.entities.get(one, one), sure)
        for one, sure in zip_longest(quote.speaker_ids, quote.identity_confidences)
        if one is not None and one not in hidden
    ]
    words = redactor.optional(quote.speaker_text)
    if quote.speaker_ids and not speakers:
        words = " and ".join(
            dict.fromkeys(redactor.hidden.persons[hidden[one]].words for one in quote.speaker_ids)
        )
    return replace(
        quote,
        content=edits.moved_all(quote.content),
        source=edits.moved_all(quote.source),
        paraphrase=edits.moved_all(quote.paraphrase),
        cue=edits.moved(quote.cue) if quote.cue is not None else None,
        setting=edits.moved(quote.setting) if quote.setting is not None else None,
        speaker_ids=tuple(one for one, _ in speakers),
        speaker_text=words,
        identity_confidences=tuple(sure for _, sure in speakers if sure is not None),
        about_ids=tuple(sorted(names.entities.get(one, one) for one in quote.about_ids if one not in hidden)),
    )

"""The mentions and quotes of one article, linked to the entities of the site."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.dates.parsing import resolved_date
from builder.graph.mention_fixes import MentionDecisions
from builder.model.annotations import Annotations, EntityType, Figure, Mention, Origin, Quote
from builder.model.article import Article, ParagraphKind
from builder.model.editorial import EntityRules
from builder.model.graph import LinkedMention, LinkedQuote
from builder.model.span import Span

EDITOR_CONFIDENCE = 1.0
_DATE_REACH = 10_000
"""Characters on either side of a date that are read for what it means: more than real paragraphs have."""
FIX_RULE = "fix"
"""The rule of what an editor sets in the file of a brief."""


@dataclass(frozen=True, slots=True)
class SpellingTarget:
    """A spelling that the editor gives an entity."""

    entity_id: str
    type: EntityType


def editor_spellings(rules: EntityRules) -> dict[str, SpellingTarget]:
    """Name and aliases of every entry, as written, with what they mean."""
    return {
        form: SpellingTarget(rules.merge.get(entry.id, entry.id), entry.type)
        for entry in rules.entries
        for form in (*((entry.name,) if entry.name else ()), *entry.aliases)
    }


def linked_mentions(
    article: Article,
    annotations: Annotations,
    ids: Mapping[str, tuple[str, EntityType]],
    spellings: Mapping[str, SpellingTarget],
    ignored: frozenset[str],
    brief_date: str | None,
    decisions: MentionDecisions | None = None,
) -> tuple[LinkedMention, ...]:
    """The mentions of an article, sorted by span.

    Args:
        article: the text.
        annotations: what was found in it.
        ids: by document key: the entity's id and type.
        spellings: what the editor says a spelling means; it is marked wherever no other mention stands.
        ignored: spellings, folded, that never name anything.
        brief_date: ISO date that relative dates are resolved against.
        decisions: what the editor says of this article's words, in entities that there are.
    """
    decisions = decisions or MentionDecisions()
    kept: list[tuple[Span, EntityType, str | None, Mention]] = []
    for mention in annotations.mentions:
        if not decisions.keeps(mention):
            continue
        words = _words(article, mention)
        if words.casefold() in ignored or (mention.entity is not None and mention.entity not in ids):
            continue
        if mention.entity is None and words in spellings:
            continue
        entity_id, kind = ids[mention.entity] if mention.entity is not None else (None, mention.type)
        kept.append((mention.span, kind, entity_id, mention))
    for span, fix in decisions.given.items():
        if fix.type is not None:
            kept.append((span, fix.type, fix.entity_id, _editors(span, fix.type, FIX_RULE)))
    taken = [*(span for span, *_ in kept), *decisions.dropped]
    for span, spelling in _unmarked(article, spellings, taken, ignored):
        kept.append((span, spelling.type, spelling.entity_id, _editors(span, spelling.type, "alias")))
    counts: dict[str, int] = defaultdict(int)
    linked = []
    for span, kind, entity_id, source in sorted(kept, key=lambda item: item[0]):
        base = entity_id or kind.value
        counts[base] += 1
        linked.append(
            LinkedMention(
                anchor=f"m-{base}-{counts[base]}",
                span=span,
                type=kind,
                entity_id=entity_id,
                value=_date(article, span, source, brief_date) if kind is EntityType.DATE else None,
                origin=source.origin,
                rule=source.rule,
                confidence=source.confidence,
            )
        )
    return tuple(linked)


def removed_mentions(
    article: Article, mentions: Sequence[Mention], ignored: frozenset[str], decisions: MentionDecisions | None
) -> int:
    """How many of the machine's mentions an editor dropped, or ignores everywhere."""
    decisions = decisions or MentionDecisions()
    return sum(
        mention.span in decisions.dropped
        or (decisions.replaces(mention) is None and _words(article, mention).casefold() in ignored)
        for mention in mentions
    )


def _words(article: Article, mention: Mention) -> str:
    return " ".join(mention.span.of(article.text).split())


def _editors(span: Span, kind: EntityType, rule: str) -> Mention:
    """A mention that an editor set."""
    return Mention(span, kind, None, Origin.EDITOR, rule, EDITOR_CONFIDENCE)


def _date(article: Article, span: Span, source: Mention, brief_date: str | None) -> str | None:
    """What a date comes to, read in its paragraph."""
    index = bisect_right(article.paragraphs, span.start, key=lambda part: part.span.start) - 1
    inside = index >= 0 and article.paragraphs[index].span.contains(span)
    around = article.paragraphs[index].span if inside else span
    return resolved_date(
        span.of(article.text),
        brief_date,
        tense=source.tense,
        before=article.text[max(around.start, span.start - _DATE_REACH) : span.start],
        after=article.text[span.end : min(around.end, span.end + _DATE_REACH)],
    )


def _unmarked(
    article: Article, spellings: Mapping[str, SpellingTarget], taken: Sequence[Span], ignored: frozenset[str]
) -> list[tuple[Span, SpellingTarget]]:
    """Where the editor's spellings stand and nothing is marked; the longest spelling wins."""
    wanted = sorted(
        (form for form in spellings if form.casefold() not in ignored and form in article.text),
        key=lambda form: (-len(form), form),
    )
    if not wanted:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    occupied = sorted(taken)
    starts = [span.start for span in occupied]
    found = []
    for paragraph in article.paragraphs:
        if paragraph.kind in (ParagraphKind.BOILERPLATE, ParagraphKind.BYLINE):
            continue
        for match in pattern.finditer(article.text, paragraph.span.start, paragraph.span.end):
            span = Span(*match.span())
            near = occupied[max(0, bisect_right(starts, span.start) - 1) : bisect_right(starts, span.end)]
            if not any(span.overlaps(other) for other in near):
                found.append((span, spellings[match.group()]))
    return found


def linked_quotes(
    article: Article,
    quotes: Sequence[Quote],
    mentions: Sequence[LinkedMention],
    ids: Mapping[str, tuple[str, EntityType]],
) -> tuple[LinkedQuote, ...]:
    """The quotes of an article with the site's entities as speakers, numbered in the order of the text."""
    return tuple(
        LinkedQuote(
            id=f"q-{number}",
            kind=quote.kind,
            content=quote.content,
            source=quote.source,
            speaker_ids=tuple(dict.fromkeys(ids[key][0] for key in quote.speakers if key in ids)),
            speaker_text=_speaker_text(article, quote, ids),
            cue=quote.cue,
            setting=quote.setting,
            about_ids=entities_in(quote.content, mentions),
            origin=quote.origin,
            rule=quote.rule,
            confidence=quote.confidence,
            paraphrase=quote.paraphrase,
        )
        for number, quote in enumerate(quotes, start=1)
    )


def marked_figures(figures: Sequence[Figure], mentions: Sequence[LinkedMention]) -> tuple[Figure, ...]:
    """The figures that are still mentions when the editor has had his say."""
    spans = {mention.span for mention in mentions}
    return tuple(figure for figure in figures if figure.span in spans)


def _speaker_text(article: Article, quote: Quote, ids: Mapping[str, tuple[str, EntityType]]) -> str | None:
    """The quote's own, or the words of its source where the editor ignores all of its speakers."""
    if quote.speakers and not any(key in ids for key in quote.speakers) and quote.source:
        return " ".join(quote.source[0].of(article.text).split())
    return quote.speaker_text


def entities_in(spans: Sequence[Span], mentions: Sequence[LinkedMention]) -> tuple[str, ...]:
    """Return the entities mentioned inside one of the spans, sorted. The mentions are in the order of the text."""
    inside: set[str] = set()
    for span in spans:
        first = bisect_left(mentions, span.start, key=_start)
        for mention in mentions[first : bisect_left(mentions, span.end, lo=first, key=_start)]:
            if mention.entity_id is not None and span.contains(mention.span):
                inside.add(mention.entity_id)
    return tuple(sorted(inside))


def _start(mention: LinkedMention) -> int:
    return mention.span.start

"""Linking of the mentions of one article to the entities of the site."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from builder.dates.parsing import resolved_date
from builder.graph.article_links import ArticleLinks
from builder.graph.mention_fixes import UNDECIDED, MentionDecisions
from builder.graph.provenance import ALIAS_RULE, EDITOR_CONFIDENCE, FIX_RULE
from builder.graph.spelling_targets import SpellingTarget, unmarked_spellings
from builder.model.annotations import Annotations, EntityType, Mention, Origin
from builder.model.article import Article
from builder.model.brief import LinkedMention
from builder.model.readable_text import readable
from builder.model.span import Span

_DATE_CONTEXT = 10_000
"""Characters on either side of a date that are read to resolve it: more than real paragraphs have."""


class _Candidate(Struct, frozen=True):
    """A mention before it has an anchor.

    Attributes:
        type: the site's type of the entity; that of the mention if it has no entity.
        entity_id: the site's id; None for mentions without an entity.
        source: the mention as the machine or the editor set it.
        identity_confidence: how sure it is that the mention refers to the entity; None without an entity.
        coiner_ids: the site's ids of those who coined a term.
    """

    span: Span
    type: EntityType
    entity_id: str | None
    source: Mention
    identity_confidence: float | None
    coiner_ids: tuple[str, ...] = ()


def linked_mentions(
    article: Article,
    annotations: Annotations,
    links: ArticleLinks,
    targets: Mapping[str, SpellingTarget],
    ignored: frozenset[str],
    brief_date: str | None,
    decisions: MentionDecisions | None = None,
) -> tuple[LinkedMention, ...]:
    """Return the mentions of an article, sorted by span.

    Args:
        article: the text.
        annotations: the machine's annotations of it.
        links: the entities of the site.
        targets: the entity that a spelling of the editor's refers to, by spelling; each occurrence becomes
            a mention unless it overlaps another one.
        ignored: spellings, casefolded, that never name anything.
        brief_date: ISO date that relative dates are resolved against.
        decisions: the fixes of this article, with ids of entities that exist.
    """
    decisions = decisions or UNDECIDED
    found = [*_machine_mentions(article, annotations, links, targets, ignored, decisions), *_fixes(decisions)]
    taken = [*(candidate.span for candidate in found), *decisions.dropped]
    for span, target in unmarked_spellings(article, targets, taken, ignored):
        source = _editor_mention(span, target.type, ALIAS_RULE)
        found.append(_Candidate(span, target.type, target.entity_id, source, EDITOR_CONFIDENCE))
    return _with_anchors(article, found, brief_date)


def count_removed_mentions(
    article: Article, mentions: Sequence[Mention], ignored: frozenset[str], decisions: MentionDecisions | None
) -> int:
    """Return the number of the machine's mentions that the editor dropped, or ignores everywhere."""
    decisions = decisions or UNDECIDED
    return sum(
        mention.span in decisions.dropped
        or (
            decisions.replacement(mention) is None
            and mention.span.one_line(article.text).casefold() in ignored
        )
        for mention in mentions
    )


def _machine_mentions(
    article: Article,
    annotations: Annotations,
    links: ArticleLinks,
    targets: Mapping[str, SpellingTarget],
    ignored: frozenset[str],
    decisions: MentionDecisions,
) -> Iterator[_Candidate]:
    """Yield the machine's mentions that the editor neither ignores, drops nor gives another meaning."""
    for mention in annotations.mentions:
        if not decisions.keeps(mention):
            continue
        words = mention.span.one_line(article.text)
        if words.casefold() in ignored or (mention.entity is not None and mention.entity not in links.ids):
            continue
        if mention.entity is None and words in targets:
            continue
        site_id = links.of_mention(mention.entity, words) if mention.entity is not None else None
        entity_id, kind = site_id or (None, mention.type)
        sure = links.confidence_of(mention.entity, words) if mention.entity is not None else None
        coiners = tuple(links.ids[key][0] for key in mention.coiners if key in links.ids)
        yield _Candidate(mention.span, kind, entity_id, mention, sure, coiners)


def _fixes(decisions: MentionDecisions) -> Iterator[_Candidate]:
    """Yield a candidate for each span that a fix gives to an entity."""
    for span, fix in decisions.given.items():
        if fix.type is EntityType.TERM and fix.entity_id is not None:
            source = _editor_mention(span, fix.type, FIX_RULE)
            yield _Candidate(span, fix.type, None, source, None, (fix.entity_id,))
        elif fix.type is not None:
            yield _Candidate(
                span, fix.type, fix.entity_id, _editor_mention(span, fix.type, FIX_RULE), EDITOR_CONFIDENCE
            )


def _with_anchors(
    article: Article, candidates: Iterable[_Candidate], brief_date: str | None
) -> tuple[LinkedMention, ...]:
    """Return the mentions in the order of the text; anchors count the mentions of each entity from 1."""
    counts: dict[str, int] = defaultdict(int)
    linked = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.span):
        base = candidate.entity_id or candidate.type.value
        counts[base] += 1
        is_date = candidate.type is EntityType.DATE
        linked.append(
            LinkedMention(
                anchor=f"m-{base}-{counts[base]}",
                span=candidate.span,
                type=candidate.type,
                entity_id=candidate.entity_id,
                value=_date(article, candidate.span, candidate.source, brief_date) if is_date else None,
                origin=candidate.source.origin,
                rule=candidate.source.rule,
                confidence=candidate.source.confidence,
                identity_confidence=candidate.identity_confidence,
                coiner_ids=candidate.coiner_ids,
            )
        )
    return tuple(linked)


def _editor_mention(span: Span, kind: EntityType, rule: str) -> Mention:
    """Return a mention that the editor set."""
    return Mention(span, kind, None, Origin.EDITOR, rule, EDITOR_CONFIDENCE)


def _date(article: Article, span: Span, source: Mention, brief_date: str | None) -> str | None:
    """Resolve a date in the context of its paragraph."""
    index = bisect_right(article.paragraphs, span.start, key=lambda part: part.span.start) - 1
    inside = index >= 0 and article.paragraphs[index].span.contains(span)
    around = article.paragraphs[index].span if inside else span
    return resolved_date(
        readable(span.of(article.text)),
        brief_date,
        tense=source.tense,
        before=article.text[max(around.start, span.start - _DATE_CONTEXT) : span.start],
        after=article.text[span.end : min(around.end, span.end + _DATE_CONTEXT)],
    )

"""Fixes of the quotes of one article: their speakers, quotes to drop, and quotes to add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from builder.graph.provenance import EDITOR_CONFIDENCE, FIX_RULE
from builder.graph.quote_linking import entities_in
from builder.graph.text_search import QUOTATION_MARKS, ArticleSearch
from builder.model.annotations import Origin, QuoteKind
from builder.model.article import Article
from builder.model.brief import LinkedMention, LinkedQuote
from builder.model.diagnostic import Diagnostic, error, warning
from builder.model.editorial import BriefSettings, QuoteFix
from builder.model.shortening import shorten
from builder.model.span import Span


def fixed_quotes(
    article: Article,
    search: ArticleSearch,
    quotes: Sequence[LinkedQuote],
    mentions: Sequence[LinkedMention],
    settings: BriefSettings,
) -> tuple[tuple[LinkedQuote, ...], tuple[Diagnostic, ...]]:
    """Apply the editor's fixes to the quotes of an article.

    Args:
        article: the text.
        search: over the same text.
        quotes: as the machine found them.
        mentions: of the article, in the order of the text.
        settings: the fixes, with ids of speakers that exist.

    Returns:
        The quotes, numbered again in the order of the text, an error for each fix that cannot be applied, and a
        warning for each that matches nothing.
    """
    problems: list[Diagnostic] = []
    fixes: dict[str, QuoteFix] = {}
    added: list[LinkedQuote] = []
    for fix in settings.quote_fixes:
        spans = search.find(fix.text)
        hits = _quotes_at(spans, quotes)
        path = fix.path or settings.path
        problem = _problem(fix, spans, hits, fixes, article=article, search=search, path=path)
        if problem is not None:
            problems.append(problem)
        elif hits:
            fixes[hits[0].id] = fix
        else:
            added.append(_new_quote(article, spans[0], mentions))
            fixes[added[-1].id] = fix
    kept = (_fixed(quote, fixes.get(quote.id)) for quote in (*quotes, *added))
    ordered = sorted((quote for quote in kept if quote is not None), key=lambda quote: quote.content)
    numbered = (replace(quote, id=f"q-{number}") for number, quote in enumerate(ordered, start=1))
    return tuple(numbered), tuple(problems)


def _problem(
    fix: QuoteFix,
    spans: Sequence[Span],
    hits: Sequence[LinkedQuote],
    fixes: Mapping[str, QuoteFix],
    *,
    article: Article,
    search: ArticleSearch,
    path: str,
) -> Diagnostic | None:
    """Return the error or warning if a fix cannot be applied, else None.

    Args:
        fix: the fix.
        spans: at which its text appears.
        hits: the quotes at these spans.
        fixes: the fixes applied so far, by the id of their quote.
        article: the text.
        search: over the same text.
        path: of the file with the fixes.
    """
    if not spans:
        return search.missing_warning(path, fix.line, fix.text)
    if len(hits) > 1 or (not hits and not fix.drops and len(spans) > 1):
        return search.ambiguous_error(path, fix.line, fix.text, len(hits) or len(spans))
    words = shorten(fix.text)
    if not hits and fix.drops:
        message = f"“{words}” is not marked as a quote in {article.path}: there is nothing to drop."
        return warning(path, fix.line, message, "Remove the fix.")
    if hits and hits[0].id in fixes:
        message = f"“{words}” is part of the quote that line {fixes[hits[0].id].line} fixes already."
        return error(path, fix.line, message, "Keep one of the two.")
    return None


def _quotes_at(spans: Sequence[Span], quotes: Sequence[LinkedQuote]) -> list[LinkedQuote]:
    """Return, for each span, the quotes that contain it, or else those that overlap it; each quote once."""
    found: dict[str, LinkedQuote] = {}
    for span in spans:
        parts = [(quote, part) for quote in quotes for part in (*quote.content, *quote.paraphrase)]
        containing = [quote for quote, part in parts if part.contains(span)]
        at_span = containing or [quote for quote, part in parts if part.overlaps(span)]
        found |= {quote.id: quote for quote in at_span}
    return list(found.values())


def _new_quote(article: Article, span: Span, mentions: Sequence[LinkedMention]) -> LinkedQuote:
    """Return a quote that the machine missed; it is direct if a quotation mark precedes it."""
    start, end = span.start, span.end
    while start < end and article.text[start] in QUOTATION_MARKS:
        start += 1
    while end > start and article.text[end - 1] in QUOTATION_MARKS:
        end -= 1
    is_marked = start > 0 and article.text[start - 1] in QUOTATION_MARKS
    content = (Span(start, end),)
    return LinkedQuote(
        id=f"added at {start}",
        kind=QuoteKind.DIRECT if is_marked else QuoteKind.INDIRECT,
        content=content,
        source=(),
        speaker_ids=(),
        speaker_text=None,
        cue=None,
        setting=None,
        about_ids=entities_in(content, mentions),
        origin=Origin.EDITOR,
        rule=FIX_RULE,
        confidence=EDITOR_CONFIDENCE,
    )


def _fixed(quote: LinkedQuote, fix: QuoteFix | None) -> LinkedQuote | None:
    """Return the quote after a fix; None if the fix drops it."""
    if fix is None:
        return quote
    if fix.drops:
        return None
    return replace(
        quote,
        speaker_ids=fix.speakers,
        identity_confidences=(EDITOR_CONFIDENCE,) * len(fix.speakers),
        speaker_text=fix.source,
        origin=Origin.EDITOR,
        rule=FIX_RULE,
        confidence=EDITOR_CONFIDENCE,
    )

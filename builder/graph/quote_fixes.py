"""What an editor says of the quotes of one article: who said them, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.graph.mention_linking import EDITOR_CONFIDENCE, FIX_RULE, entities_in
from builder.graph.text_search import ArticleSearch, shorten
from builder.model.annotations import Origin, QuoteKind
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, error
from builder.model.editorial import BriefSettings, QuoteFix
from builder.model.graph import LinkedMention, LinkedQuote
from builder.model.span import Span

_MARKS = "“”„‟«»\"‘’‚‛‹›'"


def fixed_quotes(
    article: Article,
    words: ArticleSearch,
    quotes: Sequence[LinkedQuote],
    mentions: Sequence[LinkedMention],
    settings: BriefSettings,
) -> tuple[tuple[LinkedQuote, ...], tuple[Diagnostic, ...]]:
    """The quotes of an article after the editor's fixes, numbered anew, and the fixes that fit nothing.

    Args:
        article: the text.
        words: the same, to be searched.
        quotes: as the machine found them.
        mentions: of the article.
        settings: the fixes, with speakers that there are.
    """
    problems: list[Diagnostic] = []
    fixed: dict[str, QuoteFix] = {}
    added: list[LinkedQuote] = []
    for fix in settings.quote_fixes:
        found = words.find(fix.text)
        hit = _quotes_at(found, quotes)
        if not found:
            problems.append(words.missing(settings.path, fix.line, fix.text))
        elif len(hit) > 1 or (not hit and fix.speakers and len(found) > 1):
            problems.append(words.ambiguous(settings.path, fix.line, fix.text, len(hit) or len(found)))
        elif not hit and not fix.speakers:
            told = (
                f"“{shorten(fix.text)}” is not marked as a quote in {article.path}: there is nothing to drop."
            )
            problems.append(error(settings.path, fix.line, told, "Remove the fix."))
        elif not hit:
            added.append(_new_quote(article, found[0], mentions))
            fixed[added[-1].id] = fix
        elif hit[0].id in fixed:
            told = (
                f"“{shorten(fix.text)}” stands in the quote that line {fixed[hit[0].id].line} fixes already."
            )
            problems.append(error(settings.path, fix.line, told, "Keep one of the two."))
        else:
            fixed[hit[0].id] = fix
    kept = (_fixed(quote, fixed.get(quote.id)) for quote in (*quotes, *added))
    ordered = sorted((quote for quote in kept if quote is not None), key=lambda quote: quote.content)
    return tuple(replace(quote, id=f"q-{number}") for number, quote in enumerate(ordered, start=1)), tuple(
        problems
    )


def _quotes_at(spans: Sequence[Span], quotes: Sequence[LinkedQuote]) -> list[LinkedQuote]:
    """The quotes that hold one of the spans, else those that share words with one."""
    holding: dict[str, LinkedQuote] = {}
    for span in spans:
        said = [(quote, part) for quote in quotes for part in (*quote.content, *quote.paraphrase)]
        inside = [quote for quote, part in said if part.contains(span)]
        sharing = inside or [quote for quote, part in said if part.overlaps(span)]
        holding |= {quote.id: quote for quote in sharing}
    return list(holding.values())


def _new_quote(article: Article, span: Span, mentions: Sequence[LinkedMention]) -> LinkedQuote:
    """A quote that the machine passed over: direct where it stands in quotation marks."""
    start, end = span.start, span.end
    while start < end and article.text[start] in _MARKS:
        start += 1
    while end > start and article.text[end - 1] in _MARKS:
        end -= 1
    marked = start > 0 and article.text[start - 1] in _MARKS
    content = (Span(start, end),)
    return LinkedQuote(
        id=f"added at {start}",
        kind=QuoteKind.DIRECT if marked else QuoteKind.INDIRECT,
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
    """The quote as the editor has it; None where it is none."""
    if fix is None:
        return quote
    if not fix.speakers:
        return None
    return replace(
        quote,
        speaker_ids=fix.speakers,
        speaker_text=None,
        origin=Origin.EDITOR,
        rule=FIX_RULE,
        confidence=EDITOR_CONFIDENCE,
    )

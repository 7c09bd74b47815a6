"""Decisions that no longer apply, as items: the words of a fix are gone from the article, so it is open again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.graph.text_search import ArticleSearch
from builder.model.article import Article
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.editorial import BriefSettings, MentionFix, QuoteFix
from builder.model.graph import Graph
from builder.model.span import Span
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.context import context_of
from builder.pipeline.worklist.work_item import Answer, LostDecision, QuoteAddress, WorkItem, WorkKind
from builder.pipeline.worklist.yaml_answers import mention_yaml, speaker_yaml_of, words_naming


def lost_items(site_data: SiteData) -> list[WorkItem]:
    """Return an item for each fix whose words the article no longer has, in the order of files and lines.

    The words that are most similar are proposed, with what the site shows there now.
    """
    graph, content = site_data.graph, site_data.content
    items: list[WorkItem] = []
    for outline in sorted(graph.outlines.values(), key=lambda outline: outline.seed_id):
        settings = content.briefs.get(outline.seed_id)
        if settings is None or not (settings.quote_fixes or settings.mention_fixes):
            continue
        article = site_data.articles[outline.seed_id]
        finder = _Finder(article, graph.briefs[outline.slug], graph, settings)
        items += sorted(finder.items(), key=lambda item: item.line or 0)
    return items


class _Finder:
    """The fixes of one brief whose words are gone."""

    def __init__(self, article: Article, brief: Brief, graph: Graph, settings: BriefSettings) -> None:
        self._article = article
        self._brief = brief
        self._graph = graph
        self._settings = settings
        self._search = ArticleSearch(article)

    def items(self) -> Iterator[WorkItem]:
        """Yield their items."""
        for quote_fix in self._settings.quote_fixes:
            if not self._search.find(quote_fix.text):
                yield self._quote_item(quote_fix)
        for fix in self._settings.mention_fixes:
            if not self._search.find(fix.text):
                yield self._mention_item(fix, "text", fix.text)
            elif fix.within is not None and not self._search.find(fix.within):
                yield self._mention_item(fix, "within", fix.within)

    def _quote_item(self, fix: QuoteFix) -> WorkItem:
        nearest, span = self._nearest(fix.text)
        quotes = [quote for quote in self._brief.quotes if span is not None and _has(quote, span)]
        if len(quotes) == 1:
            nearest = words_naming(self._article, quotes[0])
        decided = (
            f"{self._names(fix.speakers) or fix.source} said it" if not fix.drops else "It is not a quote"
        )
        now = " and ".join(dict.fromkeys(map(self._credit, quotes)))
        belief = now or ("not marked as a quote" if nearest else "nothing similar is in the article")
        answer = speaker_yaml_of(nearest, fix.speakers, fix.source) if nearest else ""
        lost = LostDecision("quotes", "text", nearest, decided)
        return self._item(fix, fix.text, lost, belief, answer, span, quotes)

    def _mention_item(self, fix: MentionFix, key: str, words: str) -> WorkItem:
        nearest, span = self._nearest(words)
        target = "drop: true" if fix.entity_id is None else f"{fix.type}: {fix.entity_id}"
        decided = "It is not a name"
        if fix.entity_id is not None:
            decided = f"It is the {fix.type} {self._names((fix.entity_id,))}"
        shown = [one for one in self._brief.mentions if span is not None and span.overlaps(one.span)]
        now = " and ".join(dict.fromkeys(map(self._name, shown)))
        belief = now or ("not marked as a name" if nearest else "nothing similar is in the article")
        text = nearest if key == "text" else fix.text
        within = nearest if key == "within" else fix.within
        answer = mention_yaml(text, target, within=within or None) if nearest else ""
        lost = LostDecision("mentions", key, nearest, decided)
        return self._item(fix, words, lost, belief, answer, span, ())

    def _item(
        self,
        fix: QuoteFix | MentionFix,
        words: str,
        lost: LostDecision,
        belief: str,
        answer: str,
        span: Span | None,
        quotes: Sequence[LinkedQuote],
    ) -> WorkItem:
        # A fix may be in the front matter of the seed.
        path, line = fix.path or self._settings.path, fix.line
        again = Answer(f"{lost.decided}, as before.", path, answer, replaces=line)
        gone = Answer("The decision is no longer needed.", path, "", replaces=line)
        return WorkItem(
            kind=WorkKind.LOST,
            path=path,
            line=line,
            words=words,
            belief=belief,
            rule=quotes[0].rule if quotes else "none",
            confidence=quotes[0].confidence if quotes else 0.0,
            context=context_of(self._article, span) if span is not None else "",
            briefs=(self._brief.slug,),
            quotes=tuple(QuoteAddress(self._brief.slug, quote.id) for quote in quotes),
            lost=lost,
            answers=(again, gone) if answer else (gone,),
        )

    def _nearest(self, words: str) -> tuple[str, Span | None]:
        """Return the most similar words, and where the article has them first; "" and None without any."""
        nearest = self._search.nearest(words)
        spans = self._search.find(nearest) if nearest else ()
        return (nearest or "", spans[0]) if spans else ("", None)

    def _credit(self, quote: LinkedQuote) -> str:
        return self._names(quote.speaker_ids) or quote.speaker_text or "a quote without a speaker"

    def _name(self, mention: LinkedMention) -> str:
        if mention.entity_id is None:
            return f"a {mention.type}"
        return f"the {mention.type} {self._graph.entities[mention.entity_id].name}"

    def _names(self, entity_ids: Sequence[str]) -> str:
        """Return names of entities; the id of one that is no longer on the site."""
        known = self._graph.entities
        return " and ".join(known[one].name if one in known else one for one in entity_ids)


def _has(quote: LinkedQuote, span: Span) -> bool:
    return any(part.overlaps(span) for part in (*quote.content, *quote.paraphrase))

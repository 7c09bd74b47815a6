"""Scores of a worklist: how much of a site an editor has to read, and how many wrong speakers that shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from builder.evaluate.identity_alignment import IdentifiedQuote
from builder.evaluate.identity_pages import IdentifiedSite
from builder.evaluate.metrics import Proportion, Score, Tally
from builder.evaluate.prediction import Predictions
from builder.model.brief import Brief
from builder.model.editorial import Content
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.assembly import Worklist, list_work
from builder.pipeline.worklist.work_item import QuoteAddress, WorkItem


def worklist_of(predicted: Predictions) -> Worklist:
    """Return the worklist that ``newsgloss review`` prints for the site of the articles."""
    articles = dict(sorted((article.seed_id, article) for article in predicted.articles.values()))
    site_data = SiteData(Content(), articles, predicted.graph, annotated=0)
    return list_work(site_data, read_source=lambda _: "")


def review_scores(
    site: IdentifiedSite, items: Sequence[WorkItem], briefs: Mapping[str, Brief]
) -> dict[str, Score]:
    """Return the scores of a worklist by name.

    Args:
        site: the pages with their entities.
        items: of the worklist.
        briefs: of the site, by the id of the annotated article.
    """
    listed = {quote for item in items for quote in item.quotes}
    doubts = [frozenset(item.entities) for item in items if item.entities]
    quotes = sum(len(brief.quotes) for brief in briefs.values())
    wrong = [
        quote
        for quote in site.quotes
        if quote.spoken and quote.found is not None and not site.has_right_speakers(quote)
    ]
    covered = sum(_is_covered(site, quote, briefs, listed, doubts) for quote in wrong)
    return {
        "review: quotes listed": Proportion(len(listed), quotes),
        "review: wrong spoken quotes covered": Proportion(covered, len(wrong)),
        "review: doubts on identity that are real": Proportion(
            sum(_is_real(site, pages) for pages in doubts), len(doubts)
        ),
        "review: items": Tally(len(items)),
    }


def _is_covered(
    site: IdentifiedSite,
    quote: IdentifiedQuote,
    briefs: Mapping[str, Brief],
    listed: Set[QuoteAddress],
    doubts: Iterable[frozenset[str]],
) -> bool:
    """Return True if the worklist lists a quote, or doubts both the page that it leads to and a right one."""
    if quote.found is not None and QuoteAddress(briefs[quote.article].slug, quote.found.id) in listed:
        return True
    right = {site.home(entity) for answer in quote.answers for entity in answer}
    return any(quote.speakers & pages and right & pages for pages in doubts)


def _is_real(site: IdentifiedSite, pages: Iterable[str]) -> bool:
    """Return True if two of the pages are of one entity, or one of them is of two."""
    owners = [owner for page in pages if (owner := _main_entity(site, page)) is not None]
    return len(owners) > len(set(owners)) or any(len(_entities(site, page)) > 1 for page in pages)


def _entities(site: IdentifiedSite, page: str) -> list[tuple[int, str]]:
    """Return the entities of the listed names on a page, with their numbers of names."""
    return [(count, title) for title, count in site.on_page.get(page, {}).items() if title is not None]


def _main_entity(site: IdentifiedSite, page: str) -> str | None:
    """Return the entity of most listed names on a page; None without any."""
    return max(_entities(site, page), default=(0, None))[1]

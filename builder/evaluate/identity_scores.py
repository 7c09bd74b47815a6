"""Scores of who is who: names and quotes on the right page, and pages of one entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from builder.evaluate.identity_alignment import IdentifiedName, IdentifiedQuote
from builder.evaluate.identity_pages import IdentifiedSite, ListedEntity
from builder.evaluate.metrics import Proportion, Score, Tally
from builder.evaluate.quote_scores import SURE

_TYPES = (("persons", "PERSON"), ("organizations", "ORG"), ("places", "PLACE"))


def identity_scores(site: IdentifiedSite) -> dict[str, Score]:
    """Return the scores of a whole site by name, in the order of display."""
    return (
        _name_scores(site)
        | _entity_scores(site)
        | _page_tallies(site)
        | quote_identity_scores(site, site.quotes)
    )


def right_names(site: IdentifiedSite, names: Iterable[IdentifiedName]) -> Proportion:
    """Return the share of names on the right page; the rest is unlinked, or on a wrong page."""
    verdicts = Counter(
        "unlinked"
        if name.page is None
        else "right"
        if site.is_right(name.entity, name.page)
        else "wrong page"
        for name in names
    )
    reasons = {reason: verdicts[reason] for reason in ("unlinked", "wrong page") if verdicts[reason]}
    return Proportion(verdicts["right"], verdicts.total(), reasons)


def quote_identity_scores(site: IdentifiedSite, quotes: Sequence[IdentifiedQuote]) -> dict[str, Score]:
    """Return the scores of speakers by name, of spoken quotes (direct and mixed) and of reported speech."""
    scores: dict[str, Score] = {}
    for label, spoken in (("spoken", True), ("reported", False)):
        own = [quote for quote in quotes if quote.spoken == spoken]
        found = [quote for quote in own if quote.found is not None]
        sure = [quote for quote in found if quote.speakers and _confidence(quote) >= SURE]
        scores[f"who: {label} quotes found"] = Proportion(len(found), len(own))
        scores[f"who: {label} quotes to the right page"] = _right_quotes(site, found)
        scores[f"who: {label} quotes of someone named"] = _right_quotes(
            site, [quote for quote in found if quote.named]
        )
        scores[f"who: {label} quotes, confidence 0.9 and more"] = _right_quotes(site, sure)
    return scores


def _name_scores(site: IdentifiedSite) -> dict[str, Score]:
    names = site.names
    scores: dict[str, Score] = {"who: names on the right page": right_names(site, names)}
    for label, kind in _TYPES:
        scores[f"who: {label}"] = right_names(site, [name for name in names if name.type == kind])
    return scores


def _entity_scores(site: IdentifiedSite) -> dict[str, Score]:
    several = [one for one in site.entities.values() if one.articles > 1]
    single = [one for one in site.entities.values() if one.articles == 1]
    return {
        "who: one page, entities in 2 and more articles": _one_page(site, several),
        "who: one page, entities in 1 article": _one_page(site, single),
    }


def _one_page(site: IdentifiedSite, entities: Sequence[ListedEntity]) -> Proportion:
    return Proportion(sum(map(site.has_one_page, entities)), len(entities))


def _page_tallies(site: IdentifiedSite) -> dict[str, Score]:
    """Return the numbers of wrong pages, each with the mentions on them."""
    mixed = [page for page in site.on_page if site.is_mixed(page)]
    misnamed = [home for home, _ in site.misnamed()]
    unlisted = [page for page, counts in site.on_page.items() if set(counts) == {None}]
    return {
        "who: pages that mix entities": Tally(len(mixed), {"mentions": _mentions(site, mixed)}),
        "who: misnamed pages": Tally(len(misnamed), {"mentions": _mentions(site, misnamed)}),
        "who: oddly titled pages": Tally(sum(map(site.is_oddly_titled, site.entities.values()))),
        "who: pages of no listed name": Tally(len(unlisted), {"pages in all": len(site.on_page)}),
    }


def _mentions(site: IdentifiedSite, pages: Iterable[str]) -> int:
    return sum(site.on_page[page].total() for page in pages)


def _right_quotes(site: IdentifiedSite, found: Iterable[IdentifiedQuote]) -> Proportion:
    """Return the share of quotes that lead to the right page; the rest leads to a wrong one, or to none."""
    verdicts = Counter(
        "right" if site.has_right_speakers(quote) else "wrong page" if quote.speakers else "left in words"
        for quote in found
    )
    reasons = {reason: verdicts[reason] for reason in ("left in words", "wrong page") if verdicts[reason]}
    return Proportion(verdicts["right"], verdicts.total(), reasons)


def _confidence(quote: IdentifiedQuote) -> float:
    return quote.found.confidence if quote.found is not None else 0.0

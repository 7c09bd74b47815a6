"""Mistakes in who is who: names and speakers on wrong pages, and pages that are not of one entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.evaluate.identity_alignment import AlignedIdentity, IdentifiedName, IdentifiedQuote
from builder.evaluate.identity_gold import Answer
from builder.evaluate.identity_pages import IdentifiedSite, ListedEntity
from builder.evaluate.mistakes import Mistake, MistakeKind, clipped
from builder.evaluate.word_index import words_of
from builder.model.span import Span

_SHOWN = 4
"""Number of pages or entities that a mistake lists."""


def identity_mistakes(site: IdentifiedSite, aligned: AlignedIdentity, text: str) -> Iterator[Mistake]:
    """Yield every wrong name and every wrong speaker of one article."""
    for name in aligned.names:
        if name.optional or site.is_right(name.entity, name.page):
            continue
        kind = MistakeKind.WHO_UNLINKED if name.page is None else MistakeKind.WHO_NAME
        yield Mistake(kind, name.article, name.span, name.words, _on_page(site, name), name.entity)
    for quote in aligned.quotes:
        span = _words_said(quote, text)
        if quote.found is None or span is None or site.has_right_speakers(quote):
            continue
        kind = MistakeKind.WHO_SPEAKER if quote.speakers else MistakeKind.WHO_OPEN
        subject = next(iter(quote.answers[0]), "")
        detail = _credit(site, quote, text)
        yield Mistake(kind, quote.article, span, clipped(span.of(text)), detail, subject)


def identity_page_mistakes(site: IdentifiedSite) -> Iterator[Mistake]:
    """Yield every entity without one page and every page that is mixed, misnamed, oddly titled or of no listed name.

    Each is at its first name in the articles.
    """
    for one in site.entities.values():
        if one.names and not site.has_one_page(one):
            yield _of_entity(MistakeKind.WHO_SPLIT, one, _pages(site, one))
    first = _first_names(site)
    for page in site.on_page:
        if site.is_mixed(page):
            name, main = first[page], site.main_entity(page) or ""
            detail = f"the page {_page(site, page)} has {_entities(site, page)}"
            yield Mistake(MistakeKind.WHO_MIXED, name.article, name.span, site.title_of(page), detail, main)
    for home, one in site.misnamed():
        yield _of_entity(MistakeKind.WHO_MISNAMED, one, f"its page is {_page(site, home)}")
    for one in site.entities.values():
        if one.home is not None and site.is_oddly_titled(one):
            usual = ", ".join(f"{spelling} {count}" for spelling, count in one.spellings.most_common(3))
            yield _of_entity(
                MistakeKind.WHO_ODD_TITLE, one, f"its page is {_page(site, one.home)}; usual: {usual}"
            )
    yield from _unlisted_pages(site)


def _of_entity(kind: MistakeKind, one: ListedEntity, detail: str) -> Mistake:
    """Return a mistake at the first name of an entity, on its home if it has one."""
    at_home = [name for name in one.all_names if name.page is not None and name.page == one.home]
    first = (at_home or one.all_names)[0]
    return Mistake(kind, first.article, first.span, one.title, detail, one.title)


def _on_page(site: IdentifiedSite, name: IdentifiedName) -> str:
    """Return the entity of a name and the page that it links to, as text."""
    if name.page is None:
        what = f"{name.mention.type}, no page" if name.mention is not None else "not found"
        return f"is {name.entity}; {what}"
    detail = f"is {name.entity}; on {_page(site, name.page)}"
    home = site.home(name.entity)
    if home != name.page:
        return f"{detail}, home is {_page(site, home)}" if home is not None else detail
    if site.is_misnamed(name.page, name.entity):
        return f"{detail}, which is misnamed"
    return f"{detail}, which has {_entities(site, name.page)}"


def _credit(site: IdentifiedSite, quote: IdentifiedQuote, text: str) -> str:
    """Return the right speakers of a quote and those found, as text."""
    right = " or ".join(_answer(answer) for answer in quote.answers)
    if quote.found is None:
        return f"said by {right}"
    source = " … ".join(clipped(span.of(text)) for span in quote.found.source)
    pages = ", ".join(_page(site, page) for page in quote.found.speaker_ids)
    found = f"leads to {pages}" if pages else "leads to no page"
    words = f", by the words “{source}”" if source else ""
    return f"said by {right}; {found}{words} (confidence {quote.found.confidence:.2f}, {quote.found.rule})"


def _answer(answer: Answer) -> str:
    return " and ".join(answer) or "no one named"


def _page(site: IdentifiedSite, page: str) -> str:
    """Return the id and the title of a page, as text."""
    return f"{page} (“{site.title_of(page)}”)"


def _pages(site: IdentifiedSite, one: ListedEntity) -> str:
    """Return the pages of an entity with the numbers of its names, as text."""
    parts = [f"{count} on {_page(site, page)}" for page, count in one.pages.most_common(_SHOWN)]
    if len(one.pages) > _SHOWN:
        parts.append(f"{len(one.pages) - _SHOWN} more pages")
    if one.home is not None and len(one.pages) == 1:
        parts.append(f"which has {_entities(site, one.home)}")
    return "; ".join(parts) or "no page"


def _entities(site: IdentifiedSite, page: str) -> str:
    """Return the entities of a page with the numbers of their names, as text."""
    counts = site.on_page[page]
    return ", ".join(
        f"{count} of {title if title is not None else 'no listed name'}"
        for title, count in counts.most_common(_SHOWN)
    )


def _first_names(site: IdentifiedSite) -> dict[str, IdentifiedName]:
    """Return the first name of each page that is not of the page's main entity, or else its first name."""
    first: dict[str, IdentifiedName] = {}
    strangers: dict[str, IdentifiedName] = {}
    for one in site.entities.values():
        for name in one.all_names:
            if name.page is None:
                continue
            first.setdefault(name.page, name)
            if site.main_entity(name.page) != name.entity:
                strangers.setdefault(name.page, name)
    return first | strangers


def _unlisted_pages(site: IdentifiedSite) -> Iterator[Mistake]:
    """Yield the pages that no listed name links to, each at its first mention."""
    seen: set[str] = set()
    for article in site.articles:
        for mention in article.unlisted:
            page = mention.entity_id or ""
            if page not in seen and set(site.on_page[page]) == {None}:
                seen.add(page)
                detail = f"{_mentions(site.on_page[page])} on {page}"
                title = site.title_of(page)
                yield Mistake(MistakeKind.WHO_UNLISTED, article.article, mention.span, title, detail)


def _mentions(counts: Mapping[str | None, int]) -> str:
    total = sum(counts.values())
    return f"{total} {'mention' if total == 1 else 'mentions'}"


def _words_said(quote: IdentifiedQuote, text: str) -> Span | None:
    """Return the span from the first word of an annotated quote to the last; None without any word."""
    words = words_of(text)
    numbers = words.within(quote.gold.content)
    return words.hull(numbers) if numbers else None

"""Pages of a site compared with the entities that its listed names refer to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.evaluate.identity_alignment import AlignedIdentity, IdentifiedName, IdentifiedQuote
from builder.evaluate.prediction import TYPES
from builder.model.graph import Entity

PURE = 0.8
"""Least share of the listed names on a page that are of its entity."""
TOGETHER = 0.9
"""Least share of an entity's linked names that are on its home."""
USUAL = 0.05
"""Least share of a person's full names that the title of the home has."""
FULL_NAMES = 5
"""Least number of full names of a person for a judgment on the title."""
_CAMPAIGN = "campaign"


class ListedEntity(Struct, frozen=True):
    """An entity of an identity file with its names in all articles.

    Optional names count only on the page of a campaign, and are never asked for.

    Attributes:
        type: one of ``gold.CORE_TYPES``: that of its first name.
        all_names: those that count, in the order of the articles; at least one.
        names: those of them that are asked for.
        pages: the pages that all of them link to, with the number of names.
        home: the page of most of them; None if no name is linked.
        spellings: how often each spelling of it occurs.
    """

    title: str
    type: str
    all_names: tuple[IdentifiedName, ...]
    names: tuple[IdentifiedName, ...]
    pages: Counter[str]
    home: str | None
    spellings: Counter[str]

    @property
    def articles(self) -> int:
        """Number of articles that name it."""
        return len({name.article for name in self.names})


class IdentifiedSite(Struct, frozen=True):
    """The pages of a site with the entities of the listed names on them.

    Attributes:
        articles: the aligned articles.
        pages: the entities of the site, by the id of their page.
        on_page: by page, the number of listed names of each entity; the key None counts mentions at no listed name.
        owners: by spelling, the titles of its entities.
        entities: by title, in the order of the articles.
    """

    articles: tuple[AlignedIdentity, ...]
    pages: Mapping[str, Entity]
    on_page: Mapping[str, Counter[str | None]]
    owners: Mapping[str, frozenset[str]]
    entities: Mapping[str, ListedEntity]

    @property
    def names(self) -> tuple[IdentifiedName, ...]:
        """Every name that is asked for, in the order of the articles."""
        return tuple(name for article in self.articles for name in article.names if not name.optional)

    @property
    def quotes(self) -> tuple[IdentifiedQuote, ...]:
        """Every quote that is judged, in the order of the articles."""
        return tuple(quote for article in self.articles for quote in article.quotes)

    def title_of(self, page: str) -> str:
        """Return the title of a page."""
        return self.pages[page].name if page in self.pages else ""

    def home(self, entity: str) -> str | None:
        """Return the page of most names of an entity; None if no name is linked."""
        return self.entities[entity].home if entity in self.entities else None

    def is_misnamed(self, page: str, entity: str) -> bool:
        """Return True if the title of a page is a spelling of other entities only."""
        owners = self.owners.get(self.title_of(page), frozenset())
        return bool(owners) and entity not in owners

    def is_pure(self, page: str, entity: str) -> bool:
        """Return True if a page is of one entity: it has most of the listed names, and the title is not of another."""
        counts = self.on_page[page]
        listed = counts.total() - counts[None]
        return not self.is_misnamed(page, entity) and listed > 0 and counts[entity] >= PURE * listed

    def is_right(self, entity: str, page: str | None) -> bool:
        """Return True if a page is the pure home of an entity."""
        return page is not None and self.home(entity) == page and self.is_pure(page, entity)

    def has_one_page(self, entity: ListedEntity) -> bool:
        """Return True if nearly all linked names of an entity are on its home, and the home is pure."""
        home = entity.home
        total = entity.pages.total()
        return (
            home is not None and entity.pages[home] >= TOGETHER * total and self.is_pure(home, entity.title)
        )

    def main_entity(self, page: str) -> str | None:
        """Return the entity of most mentions on a page, the first one of those; None for mentions at no listed name."""
        return self.on_page[page].most_common(1)[0][0]

    def is_mixed(self, page: str) -> bool:
        """Return True if a page has two listed names and more, and is not the pure page of its main entity."""
        counts, main = self.on_page[page], self.main_entity(page)
        return main is not None and counts.total() - counts[None] > 1 and not self.is_pure(page, main)

    def misnamed(self) -> list[tuple[str, ListedEntity]]:
        """Return the misnamed homes with the entities of which they are the home, sorted."""
        homes = [(one.home, one) for one in self.entities.values() if one.home is not None]
        return sorted(
            ((home, one) for home, one in homes if self.is_misnamed(home, one.title)),
            key=lambda pair: (pair[0], pair[1].title),
        )

    def is_oddly_titled(self, entity: ListedEntity) -> bool:
        """Return True if hardly any full name of a person is spelled as the title of the home."""
        full = sum(count for spelling, count in entity.spellings.items() if " " in spelling)
        if entity.home is None or entity.type != "PERSON" or full < FULL_NAMES:
            return False
        return entity.spellings[self.title_of(entity.home)] < USUAL * full

    def has_right_speakers(self, quote: IdentifiedQuote) -> bool:
        """Return True if a quote leads to exactly the pure homes of one right answer, or to no page as it should."""
        return any(
            all(self.is_right(entity, self.home(entity)) for entity in answer)
            and quote.speakers == {self.home(entity) for entity in answer}
            for answer in quote.answers
        )


def identify_site(articles: Sequence[AlignedIdentity], pages: Mapping[str, Entity]) -> IdentifiedSite:
    """Return the pages of a site with the entities on them.

    Args:
        articles: the aligned articles.
        pages: the entities of the site, by the id of their page.
    """
    on_page: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
    owners: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, list[IdentifiedName]] = defaultdict(list)
    for article in articles:
        for name in article.names:
            if _counts(name, pages):
                names[name.entity].append(name)
                owners[name.words].add(name.entity)
                if name.page is not None:
                    on_page[name.page][name.entity] += 1
        for mention in article.unlisted:
            on_page[mention.entity_id or ""][None] += 1
    return IdentifiedSite(
        articles=tuple(articles),
        pages=pages,
        on_page=dict(on_page),
        owners={spelling: frozenset(titles) for spelling, titles in owners.items()},
        entities={title: _entity(title, own, pages) for title, own in names.items()},
    )


def _counts(name: IdentifiedName, pages: Mapping[str, Entity]) -> bool:
    """Return True unless a name is optional and on a page that is not a campaign's."""
    if not name.optional or name.page is None:
        return True
    return name.page in pages and pages[name.page].name.split()[-1:] == [_CAMPAIGN]


def _entity(title: str, names: Sequence[IdentifiedName], pages: Mapping[str, Entity]) -> ListedEntity:
    kind = names[0].type
    linked = Counter(name.page for name in names if name.page is not None)

    def rank(page: str) -> tuple[int, bool, str]:
        same_type = page in pages and TYPES.get(pages[page].type) == kind
        return (-linked[page], not same_type, page)

    asked = tuple(name for name in names if not name.optional)
    home = min(linked, key=rank, default=None)
    spellings = Counter(name.words for name in names)
    return ListedEntity(title, kind, tuple(names), asked, linked, home, spellings)

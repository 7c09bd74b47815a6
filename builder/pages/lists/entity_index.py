"""The A–Z of a type of entities: on one page, or on pages for each letter where one would grow too heavy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.edition import urls
from builder.edition.catalog import Catalog
from builder.edition.index_keys import index_key
from builder.edition.labels import LABELS
from builder.edition.wording import initial
from builder.model.annotations import EntityType
from builder.model.graph import Entity
from builder.pages.frame import Framer
from builder.pages.lists.indexes import IndexRow, index_row
from builder.pages.lists.pager import Pager, make_pager
from builder.pages.page import HtmlContext, Page

ROWS_PER_PAGE = 500
"""An A–Z with more entries than this is split by letter, a letter with more into several pages."""

MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A letter with the way to its entries; ``current`` where the page shows this letter alone."""

    letter: str
    url: str
    total: int
    current: bool


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The entities under one letter, or those named most; ``id`` is the group's anchor."""

    label: str
    id: str
    rows: tuple[IndexRow, ...]


@dataclass(frozen=True, slots=True)
class EntityIndexContext(HtmlContext):
    """The A–Z of one type, or a page of it.

    Attributes:
        total: how many entities there are on all pages.
        ranked: whether the page shows those that are named most, before the letters' own pages.
        letter: the letter of a page that shows but one, else "".
    """

    type: EntityType
    label: str
    total: int
    ranked: bool
    letter: str
    letters: tuple[LetterLink, ...]
    groups: tuple[LetterGroup, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class _Index:
    """An A–Z in the making: its entities by letter, in order."""

    catalog: Catalog
    framer: Framer
    kind: EntityType
    letters: dict[str, tuple[Entity, ...]]

    @property
    def total(self) -> int:
        return sum(map(len, self.letters.values()))

    def page(
        self,
        path: str,
        groups: Sequence[tuple[str, str, Sequence[Entity]]],
        *,
        url_of: Callable[[str], str],
        letter: str = "",
        ranked: bool = False,
        pager: Pager | None = None,
    ) -> Page:
        """One page; each group has its label, its anchor and its entities, ``url_of`` leads to a letter."""
        label = LABELS[self.kind].many
        number = f", page {pager.number}" if pager is not None and pager.number > 1 else ""
        frame = self.framer.frame(
            path,
            f"{label}: {letter}{number}" if letter else label,
            description=f"{label} in the briefs, from A to Z.",
            section=urls.entity_index_path(self.kind),
            styles=urls.INDEX_STYLES,
            scripts=urls.INDEX_SCRIPTS,
        )
        context = EntityIndexContext(
            frame=frame,
            type=self.kind,
            label=label,
            total=self.total,
            ranked=ranked,
            letter=letter,
            letters=tuple(
                LetterLink(each, url_of(each), len(found), each == letter)
                for each, found in self.letters.items()
            ),
            groups=tuple(
                LetterGroup(name, anchor, tuple(index_row(self.catalog, path, one) for one in entities))
                for name, anchor, entities in groups
            ),
            pager=pager,
        )
        return Page(path, "pages/entity_index.html", context)


def entity_index_pages(catalog: Catalog, framer: Framer, kind: EntityType) -> Iterator[Page]:
    """The A–Z of one type: people under their last name, all else under the first word."""
    entities = [entity for entity in catalog.graph.entities.values() if entity.type is kind]
    # The letter comes first: of what is no letter some sorts before A, some after Z.
    keyed = sorted((initial(index_key(one)[0]), index_key(one), one.id) for one in entities)
    letters = {
        letter: tuple(catalog.entity(entity_id) for _, _, entity_id in group)
        for letter, group in groupby(keyed, key=lambda row: row[0])
    }
    index = _Index(catalog, framer, kind, letters)
    path = urls.entity_index_path(kind)
    if len(entities) <= ROWS_PER_PAGE:
        groups = [(letter, urls.letter_anchor(letter), found) for letter, found in letters.items()]
        yield index.page(path, groups, url_of=lambda letter: f"#{urls.letter_anchor(letter)}")
        return
    yield index.page(
        path,
        [("Named most", "named-most", _most_named(catalog, entities))],
        url_of=lambda letter: urls.relative_url(path, urls.entity_letter_path(kind, letter, 1)),
        ranked=True,
    )
    for letter in letters:
        yield from _letter_pages(index, letter)


def _letter_pages(index: _Index, letter: str) -> Iterator[Page]:
    entities = index.letters[letter]
    total = (len(entities) - 1) // ROWS_PER_PAGE + 1

    def path_of(number: int) -> str:
        return urls.entity_letter_path(index.kind, letter, number)

    for number in range(1, total + 1):
        path = path_of(number)
        part = entities[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]

        def url_of(other: str, path: str = path) -> str:
            return urls.relative_url(path, urls.entity_letter_path(index.kind, other, 1))

        yield index.page(
            path,
            [(letter, urls.letter_anchor(letter), part)],
            url_of=url_of,
            letter=letter,
            pager=make_pager(path_of, number, total),
        )


def _most_named(catalog: Catalog, entities: Sequence[Entity]) -> list[Entity]:
    """By falling number of mentions, then by name."""

    def weight(entity: Entity) -> int:
        return sum(len(found) for found in catalog.appearances.get(entity.id, {}).values())

    return sorted(entities, key=lambda one: (-weight(one), one.name, one.id))[:MOST_NAMED]

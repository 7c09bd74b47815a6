"""The A–Z of a type of entities: on one page, or on pages for each letter where one would grow too heavy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from builder.edition import urls
from builder.edition.labels import label_of
from builder.edition.view import View
from builder.model.annotations import EntityType
from builder.pages.frame import make_frame
from builder.pages.lists.indexes import IndexRow, index_row
from builder.pages.lists.pager import Pager, make_pager
from builder.pages.page import HtmlContext, Page

ROWS_PER_PAGE = 500
"""An A–Z with more entries than this is split by letter, a letter with more into several pages."""

MOST_NAMED = 60


class LetterLink(Struct, frozen=True):
    """A letter with the way to its entries; ``current`` where the page shows this letter alone."""

    letter: str
    url: str
    total: int
    current: bool


class LetterGroup(Struct, frozen=True):
    """The entities under one letter, or those named most; ``id`` is the group's anchor."""

    label: str
    id: str
    rows: tuple[IndexRow, ...]


class EntityIndexContext(HtmlContext, frozen=True):
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


def entity_index_page(view: View, kind: EntityType) -> Page:
    """The first page of the A–Z of a type: all of it, or of very many entities those that are named most."""
    letters, path = view.letters(kind), urls.entity_index_path(kind)
    if sum(map(len, letters.values())) <= ROWS_PER_PAGE:
        groups = [(letter, urls.letter_anchor(letter), ids) for letter, ids in letters.items()]
        return _page(view, kind, path, groups, url_of=lambda letter: f"#{urls.letter_anchor(letter)}")
    return _page(
        view,
        kind,
        path,
        [(view.interface.say("index.named-most"), "named-most", _most_named(view, kind))],
        url_of=lambda letter: urls.relative_url(path, urls.entity_letter_path(kind, letter, 1)),
        ranked=True,
    )


def letter_page(view: View, kind: EntityType, letter: str, number: int) -> Page:
    """One page of a letter; ``number`` counts from 1."""
    ids = view.letters(kind)[letter]
    path = urls.entity_letter_path(kind, letter, number)
    part = ids[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]

    def path_of(number: int) -> str:
        return urls.entity_letter_path(kind, letter, number)

    return _page(
        view,
        kind,
        path,
        [(letter, urls.letter_anchor(letter), part)],
        url_of=lambda other: urls.relative_url(path, urls.entity_letter_path(kind, other, 1)),
        letter=letter,
        pager=make_pager(path_of, number, (len(ids) - 1) // ROWS_PER_PAGE + 1),
    )


def _page(
    view: View,
    kind: EntityType,
    path: str,
    groups: Sequence[tuple[str, str, Sequence[str]]],
    *,
    url_of: Callable[[str], str],
    letter: str = "",
    ranked: bool = False,
    pager: Pager | None = None,
) -> Page:
    """Return one page; each group has its label, its anchor and its entities, ``url_of`` leads to a letter."""
    interface, letters = view.interface, view.letters(kind)
    label = label_of(interface, kind).many
    title = f"{label}{interface.say('page.colon')}{letter}" if letter else label
    if letter and pager is not None and pager.number > 1:
        title = interface.say("page.numbered", title=title, number=pager.number)
    context = EntityIndexContext(
        frame=make_frame(
            view,
            path,
            title,
            description=interface.say("index.description", label=label),
            section=urls.entity_index_path(kind),
            styles=urls.INDEX_STYLES,
            scripts=urls.INDEX_SCRIPTS,
        ),
        type=kind,
        label=label,
        total=sum(map(len, letters.values())),
        ranked=ranked,
        letter=letter,
        letters=tuple(
            LetterLink(each, url_of(each), len(found), each == letter) for each, found in letters.items()
        ),
        groups=tuple(
            LetterGroup(name, anchor, tuple(index_row(view, path, view.entity(key)) for key in ids))
            for name, anchor, ids in groups
        ),
        pager=pager,
    )
    return Page(path, "pages/entity_index.html", context)


def _most_named(view: View, kind: EntityType) -> list[str]:
    """Return ids by falling number of mentions, then by name."""
    heads = [view.entity(key) for key in view.ids_of_type(kind)]
    heads.sort(key=lambda one: (-view.counts(one.id).mentions, one.name, one.id))
    return [one.id for one in heads[:MOST_NAMED]]

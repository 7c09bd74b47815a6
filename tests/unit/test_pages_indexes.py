"""Indexes of large sites: split, complete, and of bounded size."""

from __future__ import annotations

from collections import Counter

import pytest

from builder.edition.urls import entity_letter_path
from builder.pages.entity.older_briefs import OlderBriefsContext
from builder.pages.lists.brief_index import BriefIndexContext
from builder.pages.lists.entity_index import ROWS_PER_PAGE, EntityIndexContext
from builder.pages.lists.pager import make_pager
from builder.pages.page import Page
from tests.support.large import large_site, render_one

HEAVIEST = 300_000


def brief_pages() -> list[str]:
    return [path for path in large_site() if path.startswith("briefs/index")]


def people_pages() -> list[str]:
    return [path for path in large_site() if path.startswith("people/index")]


def context(path: str) -> object:
    page = large_site()[path]
    assert isinstance(page, Page)
    return page.context


def people(path: str) -> EntityIndexContext:
    found = context(path)
    assert isinstance(found, EntityIndexContext)
    return found


def briefs(path: str) -> BriefIndexContext:
    found = context(path)
    assert isinstance(found, BriefIndexContext)
    return found


def test_large_a_to_z_has_pages_by_letter_that_list_every_entity_once() -> None:
    assert len(people_pages()) > 3
    counts: Counter[str] = Counter()
    for path in people_pages():
        index = people(path)
        rows = [row for group in index.groups for row in group.rows]
        assert len(rows) <= ROWS_PER_PAGE
        if not index.ranked:
            counts.update(row.link.id for row in rows)
    assert len(counts) == 1600
    assert set(counts.values()) == {1}
    assert "people/index-s-2.html" in people_pages(), "a letter with very many has several"


def test_first_page_of_a_large_a_to_z_ranks_entities_and_links_to_the_letters() -> None:
    index = people("people/index.html")
    assert index.ranked
    rows = [row for group in index.groups for row in group.rows]
    assert rows[0].link.id == "person-00000"
    assert [row.mentions for row in rows] == sorted((row.mentions for row in rows), reverse=True)
    assert {link.url for link in index.letters} <= {path.removeprefix("people/") for path in people_pages()}
    assert sum(link.total for link in index.letters) == index.total == 1600


def test_index_of_briefs_lists_every_brief_once_and_fifty_a_page() -> None:
    assert len(brief_pages()) == 13
    slugs = [
        card.brief.slug
        for number in range(1, 14)
        for year in briefs("briefs/index.html" if number == 1 else f"briefs/index-{number}.html").years
        for card in year.cards
    ]
    assert len(slugs) == len(set(slugs)) == 620
    third = briefs("briefs/index-3.html")
    assert (third.first, third.last, third.total) == (101, 150, 620)
    assert third.pager is not None
    assert (third.pager.previous_url, third.pager.next_url) == ("index-2.html", "index-4.html")


def test_years_link_to_their_first_page() -> None:
    jumps = {link.label: link.url for link in briefs("briefs/index-3.html").jumps}
    assert list(jumps) == sorted(jumps, reverse=True)
    for url in jumps.values():
        path, _, anchor = url.partition("#")
        target = briefs(f"briefs/{path or 'index-3.html'}")
        assert anchor in [year.id for year in target.years]


def test_briefs_in_the_index_show_three_people() -> None:
    card = briefs("briefs/index.html").years[0].cards[0]
    assert [link.type for link in card.names] == ["person"] * 3


def test_entity_in_all_briefs_has_further_pages_for_older_briefs() -> None:
    pages = [path for path in large_site() if path.startswith("people/person-00000/")]
    assert pages == ["people/person-00000/briefs-1.html", "people/person-00000/briefs-2.html"]
    rows = []
    for path in pages:
        found = context(path)
        assert isinstance(found, OlderBriefsContext)
        assert found.total == 600
        rows += [row.brief.slug for row in found.rows]
    assert len(rows) == len(set(rows)) == 600
    assert b'/people/person-00000/briefs-1.html">600 older briefs' in render_one(
        large_site()["people/person-00000.html"]
    )


def test_index_pages_have_a_bounded_size() -> None:
    others = ["index.html", "people/person-00000.html", "people/person-00000/briefs-1.html"]
    paths = [*brief_pages()[:2], *people_pages(), *others]
    sizes = {path: len(render_one(large_site()[path])) for path in paths}
    assert {path: size for path, size in sizes.items() if size > HEAVIEST} == {}


PAGERS = [
    (1, 2, "1* 2"),
    (1, 9, "1* 2 3 … 9"),
    (5, 9, "1 … 3 4 5* 6 7 … 9"),
    (9, 9, "1 … 7 8 9*"),
    (4, 5, "1 2 3 4* 5"),
]


@pytest.mark.parametrize(("number", "total", "expected"), PAGERS)
def test_pager_links_to_neighbors_and_ends(number: int, total: int, expected: str) -> None:
    pager = make_pager(lambda page: f"briefs/{page}.html", number, total)
    assert pager is not None
    assert " ".join(f"{link.label}{'*' * link.current}" for link in pager.links) == expected
    assert [link.url for link in pager.links if link.label == str(total)] == [f"{total}.html"]


def test_single_page_has_no_pager() -> None:
    assert make_pager(str, 1, 1) is None


@pytest.mark.parametrize(("letter", "name"), [("A", "index-a"), ("#", "index-other"), ("Ж", "index-u0436")])
def test_letter_has_an_ascii_file_name(letter: str, name: str) -> None:
    from builder.model.annotations import EntityType

    assert entity_letter_path(EntityType.PERSON, letter, 1) == f"people/{name}.html"
    assert entity_letter_path(EntityType.PERSON, letter, 3) == f"people/{name}-3.html"

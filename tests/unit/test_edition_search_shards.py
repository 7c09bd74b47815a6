"""Shards of the search: every brief in one, and in the same one whatever other briefs there are."""

from __future__ import annotations

from builder.edition.search_shards import MOST_SHARDS, search_shards


def slugs(count: int) -> list[str]:
    return [f"council-{number}" for number in range(count)]


def test_few_briefs_are_one_shard() -> None:
    assert search_shards(slugs(64)) == (tuple(sorted(slugs(64))),)
    assert search_shards([]) == ()


def test_shards_of_many_briefs_are_of_similar_size_and_hold_each_once() -> None:
    shards = search_shards(slugs(1000))
    assert len(shards) == MOST_SHARDS
    assert sorted(slug for shard in shards for slug in shard) == sorted(slugs(1000))
    assert max(map(len, shards)) <= 2 * 1000 / MOST_SHARDS
    assert len(search_shards(slugs(5000))) == MOST_SHARDS


def test_new_brief_changes_one_shard() -> None:
    before = search_shards(slugs(1000))
    after = search_shards([*slugs(1000), "regatta"])
    assert len(set(after) - set(before)) == 1


def test_order_of_briefs_makes_no_difference() -> None:
    assert search_shards(reversed(slugs(300))) == search_shards(slugs(300))

"""Slugs of briefs: the editor's, or the name of the seed without the day that it begins with."""

from __future__ import annotations

import pytest

from builder.graph.brief_slugs import brief_slugs
from builder.model.dated_names import dated_name
from builder.model.editorial import BriefSettings, Content


@pytest.mark.parametrize(
    ("seeds", "slugs"),
    [
        (["monday"], ["monday"]),
        (["2024-03-05-night-ferry"], ["night-ferry"]),
        (["2024-03-05_Night Ferry"], ["night-ferry"]),
        (["2024-03-05"], ["2024-03-05"]),
        (["2024-03-05-2"], ["2024-03-05-2"]),
        (["2024-02-30-ferry"], ["2024-02-30-ferry"]),
        (["20240305-ferry"], ["20240305-ferry"]),
        (["2024-03-05ferry"], ["2024-03-05ferry"]),
        (["2024-03-05-ferry", "ferry"], ["2024-03-05-ferry", "ferry"]),
        (["2024-03-12-ferry", "2024-03-05-ferry"], ["2024-03-12-ferry", "ferry"]),
        (["2024-03-05-taken", "other"], ["2024-03-05-taken", "taken"]),
        (["2024-03-05-given"], ["own"]),
    ],
)
def test_a_day_is_left_out_if_the_rest_is_free(seeds: list[str], slugs: list[str]) -> None:
    briefs = {
        "other": BriefSettings("content/briefs/other.yaml", slug="taken"),
        "2024-03-05-given": BriefSettings("content/briefs/2024-03-05-given.yaml", slug="own"),
    }
    assert brief_slugs(seeds, Content(briefs=briefs)) == dict(zip(seeds, slugs, strict=True))


def test_a_later_seed_takes_no_address() -> None:
    before = brief_slugs(["2024-03-05-weather", "ferry"], Content())
    after = brief_slugs(["2024-03-05-weather", "2024-03-12-weather", "ferry"], Content())
    assert before.items() < after.items()


def test_a_name_has_its_day_and_its_rest() -> None:
    assert dated_name("2024-03-05-night-ferry") == ("2024-03-05", "night-ferry")
    assert dated_name("2024-03-05-7") == ("2024-03-05", "")
    assert dated_name("night-2024-03-05") is None

"""The moment and the day of a build."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builder.pipeline.build_date import day_of_build, moment_of_build


def test_source_date_epoch_sets_the_moment() -> None:
    moment = moment_of_build({"SOURCE_DATE_EPOCH": "1700000000"})
    assert moment == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_the_clock_sets_the_moment_otherwise() -> None:
    assert moment_of_build({}).tzinfo is UTC


@pytest.mark.parametrize(
    ("timezone", "day"), [(None, "2023-11-14"), ("UTC", "2023-11-14"), ("Pacific/Auckland", "2023-11-15")]
)
def test_the_day_depends_on_the_time_zone(timezone: str | None, day: str) -> None:
    moment = moment_of_build({"SOURCE_DATE_EPOCH": "1700000000"})
    assert day_of_build(moment, timezone).isoformat() == day


@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("moment", ["0", "253402127999"])
def test_the_day_is_valid_in_every_time_zone(timezone: str, moment: str) -> None:
    assert day_of_build(moment_of_build({"SOURCE_DATE_EPOCH": moment}), timezone).year in (1969, 1970, 9999)

"""The day of a build."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builder.pipeline.build_date import day_of_build, moment_of_build


def test_the_environment_gives_the_moment() -> None:
    moment = moment_of_build({"SOURCE_DATE_EPOCH": "1700000000"})
    assert moment == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_the_clock_gives_the_moment_else() -> None:
    assert moment_of_build({}).tzinfo is UTC


@pytest.mark.parametrize(
    ("timezone", "day"), [(None, "2023-11-14"), ("UTC", "2023-11-14"), ("Pacific/Auckland", "2023-11-15")]
)
def test_the_day_is_that_of_a_time_zone(timezone: str | None, day: str) -> None:
    moment = moment_of_build({"SOURCE_DATE_EPOCH": "1700000000"})
    assert day_of_build(moment, timezone).isoformat() == day


@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("moment", ["0", "253402127999"])
def test_no_time_zone_leads_out_of_the_calendar(timezone: str, moment: str) -> None:
    assert day_of_build(moment_of_build({"SOURCE_DATE_EPOCH": moment}), timezone).year in (1969, 1970, 9999)

"""Date mentions resolved against the day of the brief."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.graph.dates import resolved_date

WEDNESDAY = "2014-01-08"

AGAINST_THE_BRIEF: list[tuple[str, str, str | None]] = [
    # A weekday is the last one up to and on the day of the brief.
    ("Wednesday", WEDNESDAY, "2014-01-08"),
    ("Tuesday", WEDNESDAY, "2014-01-07"),
    ("Sunday", WEDNESDAY, "2014-01-05"),
    ("Thursday", WEDNESDAY, "2014-01-02"),
    ("on Sunday", WEDNESDAY, "2014-01-05"),
    ("SUNDAY", WEDNESDAY, "2014-01-05"),
    ("Sunday’s", WEDNESDAY, "2014-01-05"),
    ("Sunday's", WEDNESDAY, "2014-01-05"),
    ("Sunday night", WEDNESDAY, "2014-01-05"),
    ("late Sunday", WEDNESDAY, "2014-01-05"),
    ("early Sunday morning", WEDNESDAY, "2014-01-05"),
    ("Sunday\nevening", WEDNESDAY, "2014-01-05"),
    ("this Sunday", WEDNESDAY, "2014-01-05"),
    ("last Wednesday", WEDNESDAY, "2014-01-01"),
    ("last Tuesday", WEDNESDAY, "2014-01-07"),
    ("past Wednesday", WEDNESDAY, "2014-01-01"),
    ("next Wednesday", WEDNESDAY, "2014-01-15"),
    ("next Friday", WEDNESDAY, "2014-01-10"),
    ("next Tuesday", WEDNESDAY, "2014-01-14"),
    ("today", WEDNESDAY, "2014-01-08"),
    ("tonight", WEDNESDAY, "2014-01-08"),
    ("yesterday", "2014-01-01", "2013-12-31"),
    ("Tomorrow", "2013-12-31", "2014-01-01"),
    ("this month", WEDNESDAY, "2014-01"),
    ("last month", WEDNESDAY, "2013-12"),
    ("next month", "2013-12-31", "2014-01"),
    ("this year", WEDNESDAY, "2014"),
    ("last year", WEDNESDAY, "2013"),
    ("next year", WEDNESDAY, "2015"),
    # A day without a year is the one nearest to the day of the brief.
    ("Jan. 5", WEDNESDAY, "2014-01-05"),
    ("January 5", WEDNESDAY, "2014-01-05"),
    ("January 5th", WEDNESDAY, "2014-01-05"),
    ("5 January", WEDNESDAY, "2014-01-05"),
    ("the 5th of January", WEDNESDAY, None),
    ("5th of January", WEDNESDAY, "2014-01-05"),
    ("Sunday, Jan. 5", WEDNESDAY, "2014-01-05"),
    ("Dec. 30", WEDNESDAY, "2013-12-30"),
    ("Jan. 2", "2013-12-30", "2014-01-02"),
    ("Sept. 4", WEDNESDAY, "2013-09-04"),
    ("May 1", WEDNESDAY, "2014-05-01"),
    ("Feb. 29", "2012-06-01", "2012-02-29"),
    ("Feb. 29", "2014-06-01", None),
    ("Feb. 30", WEDNESDAY, None),
    # What no day can be told of.
    ("two weeks ago", WEDNESDAY, None),
    ("the 1980s", WEDNESDAY, None),
    ("spring", WEDNESDAY, None),
    ("May", WEDNESDAY, None),
    ("morning", WEDNESDAY, None),
    ("every Sunday", WEDNESDAY, None),
    ("a week from Sunday", WEDNESDAY, None),
    ("61", WEDNESDAY, None),
    ("", WEDNESDAY, None),
]

BY_THEMSELVES: list[tuple[str, str | None]] = [
    ("March 3, 2012", "2012-03-03"),
    ("Mar. 3, 2012", "2012-03-03"),
    ("March 3 2012", "2012-03-03"),
    ("3 March 2012", "2012-03-03"),
    ("3rd of March, 2012", "2012-03-03"),
    ("Saturday, March 3, 2012", "2012-03-03"),
    ("Sept. 4, 2010", "2010-09-04"),
    ("2012-03-03", "2012-03-03"),
    ("December 2011", "2011-12"),
    ("December of 2011", "2011-12"),
    ("Dec. 2011", "2011-12"),
    ("late December 2011", "2011-12"),
    ("mid-December 2011", "2011-12"),
    ("2003", "2003"),
    ("early 2003", "2003"),
    ("mid-2003", "2003"),
    ("Feb. 30, 2012", None),
    ("2012-13-03", None),
    ("1066", None),
    ("2199", None),
    ("Sunday", None),
    ("Jan. 5", None),
    ("today", None),
    ("last year", None),
]


@pytest.mark.parametrize(("words", "brief_date", "expected"), AGAINST_THE_BRIEF)
def test_dates_that_need_the_day_of_the_brief(words: str, brief_date: str, expected: str | None) -> None:
    assert resolved_date(words, brief_date) == expected


@pytest.mark.parametrize(("words", "expected"), BY_THEMSELVES)
def test_dates_that_stand_by_themselves(words: str, expected: str | None) -> None:
    assert resolved_date(words, None) == expected


@pytest.mark.parametrize(("words", "expected"), [row for row in BY_THEMSELVES if row[1] is not None])
@pytest.mark.parametrize("brief_date", ["1999-12-31", "2014-01-08", "2031-06-15"])
def test_they_do_not_depend_on_the_brief(words: str, expected: str, brief_date: str) -> None:
    assert resolved_date(words, brief_date) == expected


DAYS = st.dates(date(1600, 1, 1), date(2200, 1, 1))


@settings(deadline=None)
@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_one_of_the_seven_days_up_to_the_brief(day: date, ago: int) -> None:
    meant = day - timedelta(days=ago)
    assert resolved_date(meant.strftime("%A"), day.isoformat()) == meant.isoformat()


@settings(deadline=None)
@given(DAYS, st.integers(-180, 180))
def test_a_day_without_a_year_is_the_nearest(day: date, distance: int) -> None:
    meant = day + timedelta(days=distance)
    if (meant.month, meant.day) != (2, 29):
        assert resolved_date(f"{meant:%B} {meant.day}", day.isoformat()) == meant.isoformat()


WORDS = st.lists(
    st.sampled_from(
        "last next on early Sunday night May Jan. 5 31 2012 month year , the of 's - 2012-02-31".split()
    ),
    max_size=4,
).map(" ".join)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=20), WORDS), st.none() | DAYS.map(date.isoformat))
def test_any_words_give_a_date_or_nothing(words: str, brief_date: str | None) -> None:
    found = resolved_date(words, brief_date)
    if found is not None:
        assert re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", found)
        date.fromisoformat(found + "-01-01"[len(found) - 10 :] if len(found) < 10 else found)


@pytest.mark.parametrize(("words", "brief_date"), [("tomorrow", "9999-12-31"), ("yesterday", "0001-01-01")])
def test_a_day_that_no_calendar_has_is_no_date(words: str, brief_date: str) -> None:
    assert resolved_date(words, brief_date) is None

"""Parsing of date mentions, relative to the day of the brief."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.dates.parsing import resolved_date
from builder.model.annotations import Tense

WEDNESDAY = "2014-01-08"

RELATIVE: list[tuple[str, str, str | None]] = [
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
    ("earlier Wednesday", WEDNESDAY, "2014-01-08"),
    ("this Wednesday", WEDNESDAY, "2014-01-08"),
    ("this past Tuesday", WEDNESDAY, "2014-01-07"),
    ("this coming Wednesday", WEDNESDAY, "2014-01-15"),
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
    ("the 5th of January", WEDNESDAY, "2014-01-05"),
    ("the fifth of January", WEDNESDAY, "2014-01-05"),
    ("January fifth", WEDNESDAY, "2014-01-05"),
    ("the twenty-first of December", WEDNESDAY, "2013-12-21"),
    ("Sun., Jan. 5", WEDNESDAY, "2014-01-05"),
    ("Sunday, 5 January", WEDNESDAY, "2014-01-05"),
    ("5th of January", WEDNESDAY, "2014-01-05"),
    ("Sunday, Jan. 5", WEDNESDAY, "2014-01-05"),
    ("Dec. 30", WEDNESDAY, "2013-12-30"),
    ("Jan. 2", "2013-12-30", "2014-01-02"),
    ("Sept. 4", WEDNESDAY, "2013-09-04"),
    ("May 1", WEDNESDAY, "2014-05-01"),
    ("Feb. 29", "2012-06-01", "2012-02-29"),
    ("Feb. 29", "2014-06-01", None),
    ("Feb. 30", WEDNESDAY, None),
    ("Christmas Day", WEDNESDAY, "2013-12-25"),
    ("Christmas", "2014-06-01", None),
    ("New Year’s Day", WEDNESDAY, "2014-01-01"),
    # News mentions 11 September every year.
    ("Sept. 11", "2013-10-01", None),
    # A week begins on Monday; on a Sunday it is not clear which week is meant.
    ("this week", WEDNESDAY, "2014-W02"),
    ("earlier this week", WEDNESDAY, "2014-W02"),
    ("last week", WEDNESDAY, "2014-W01"),
    ("late last week", WEDNESDAY, "2014-W01"),
    ("next week", "2013-12-30", "2014-W02"),
    ("last week", "2014-01-05", None),
    ("a week ago", WEDNESDAY, "2014-W01"),
    ("two weeks ago", WEDNESDAY, "2013-W52"),
    ("six weeks ago", WEDNESDAY, None),
    ("two days ago", WEDNESDAY, "2014-01-06"),
    ("90 days ago", WEDNESDAY, None),
    ("three months ago", WEDNESDAY, None),
    ("eight years ago", WEDNESDAY, "2006"),
    ("20 years ago", WEDNESDAY, None),
    ("almost two years ago", WEDNESDAY, None),
    ("earlier this month", WEDNESDAY, "2014-01"),
    ("late last month", WEDNESDAY, "2013-12"),
    ("early next year", WEDNESDAY, "2015"),
    ("yesterday morning", WEDNESDAY, "2014-01-07"),
    ("early tomorrow", WEDNESDAY, "2014-01-09"),
    ("last night", WEDNESDAY, "2014-01-07"),
    # The words before a month decide if they leave only one.
    ("last December", WEDNESDAY, "2013-12"),
    ("last June", "2014-07-01", None),
    ("next January", "2014-12-01", "2015-01"),
    ("next August", "2014-07-01", None),
    ("this March", WEDNESDAY, "2014-03"),
    ("March of last year", WEDNESDAY, "2013-03"),
    ("early November", WEDNESDAY, "2013-11"),
    ("mid-February", WEDNESDAY, None),
    ("mid-July", WEDNESDAY, None),
    # No day, week, month or year.
    ("the past week", WEDNESDAY, None),
    ("the weekend", WEDNESDAY, None),
    ("July 25-28", WEDNESDAY, None),
    ("this", WEDNESDAY, None),
    ("the 1980s", WEDNESDAY, None),
    ("spring", WEDNESDAY, None),
    ("May", WEDNESDAY, None),
    ("morning", WEDNESDAY, None),
    ("every Sunday", WEDNESDAY, None),
    ("a week from Sunday", WEDNESDAY, None),
    ("61", WEDNESDAY, None),
    ("", WEDNESDAY, None),
]

ABSOLUTE: list[tuple[str, str | None]] = [
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
    ("the summer of 2003", "2003"),
    ("the end of 2003", "2003"),
    ("winter of 2003", None),
    ("mid-January 2014", "2014-01"),
    ("Christmas Eve 2009", "2009-12-24"),
    ("9/11", "2001-09-11"),
    ("Sept. 11, 2012", "2012-09-11"),
    ("2009 to 2013", None),
    ("last week", None),
    ("two days ago", None),
    ("Feb. 30, 2012", None),
    ("2012-13-03", None),
    ("1066", None),
    ("2199", None),
    ("Sunday", None),
    ("Jan. 5", None),
    ("today", None),
    ("last year", None),
]


@pytest.mark.parametrize(("words", "brief_date", "expected"), RELATIVE)
def test_relative_dates_are_resolved_against_the_day_of_the_brief(
    words: str, brief_date: str, expected: str | None
) -> None:
    assert resolved_date(words, brief_date) == expected


@pytest.mark.parametrize(("words", "expected"), ABSOLUTE)
def test_absolute_dates_need_no_brief(words: str, expected: str | None) -> None:
    assert resolved_date(words, None) == expected


@pytest.mark.parametrize(("words", "expected"), [row for row in ABSOLUTE if row[1] is not None])
@pytest.mark.parametrize("brief_date", ["1999-12-31", "2014-01-08", "2031-06-15"])
def test_absolute_dates_do_not_depend_on_the_brief(words: str, expected: str, brief_date: str) -> None:
    assert resolved_date(words, brief_date) == expected


BY_TENSE: list[tuple[str, Tense, str | None]] = [
    ("Friday", Tense.PAST, "2014-01-03"),
    ("Friday", Tense.FUTURE, "2014-01-10"),
    ("Friday", Tense.UNCLEAR, None),
    ("Friday night", Tense.FUTURE, "2014-01-10"),
    ("this Friday", Tense.FUTURE, "2014-01-10"),
    ("this Friday", Tense.PAST, "2014-01-03"),
    ("last Friday", Tense.UNCLEAR, "2014-01-03"),
    ("Wednesday", Tense.FUTURE, "2014-01-08"),
    ("Wednesday", Tense.UNCLEAR, "2014-01-08"),
    ("Jan. 20", Tense.FUTURE, "2014-01-20"),
    ("Jan. 20", Tense.UNCLEAR, "2014-01-20"),
    ("Sept. 30", Tense.UNCLEAR, None),
    ("mid-February", Tense.FUTURE, "2014-02"),
    ("mid-February", Tense.UNCLEAR, "2014-02"),
    ("early October", Tense.UNCLEAR, None),
    ("early October", Tense.PAST, "2013-10"),
    ("Jan. 20", Tense.PAST, None),
    ("Jan. 5", Tense.FUTURE, None),
    ("Jan. 8", Tense.FUTURE, "2014-01-08"),
    ("last week", Tense.FUTURE, "2014-W01"),
    # Not a single day.
    ("Wednesday", Tense.OPEN, None),
    ("Friday", Tense.OPEN, None),
    ("Jan. 5", Tense.OPEN, None),
    ("end of February", Tense.FUTURE, "2014-02"),
    ("end of the year", Tense.FUTURE, "2014"),
    ("end of the year", Tense.PAST, None),
    ("end of this month", Tense.PAST, "2014-01"),
]


@pytest.mark.parametrize(("words", "tense", "expected"), BY_TENSE)
def test_the_tense_decides_the_direction(words: str, tense: Tense, expected: str | None) -> None:
    assert resolved_date(words, WEDNESDAY, tense=tense) == expected


IN_CONTEXT: list[tuple[str, Tense | None, str | None]] = [
    ("It opened in [November].", Tense.PAST, "2013-11"),
    ("It opened in [June].", Tense.PAST, "2013-06"),
    ("It opened in [April].", Tense.PAST, None),
    ("It will open in [April].", Tense.FUTURE, "2014-04"),
    ("It will open in [January].", Tense.FUTURE, "2014-01"),
    ("It may open in [March].", Tense.UNCLEAR, "2014-03"),
    ("It may open in [July].", Tense.UNCLEAR, None),
    ("[May] opened the door.", Tense.PAST, None),
    ("He promised it for [March].", Tense.UNCLEAR, "2014-03"),
    ("She runs in the [March] election.", Tense.UNCLEAR, None),
    ("She runs in the [February] election.", Tense.UNCLEAR, "2014-02"),
    # A day of the month alone is of the brief's month or the next one.
    ("The vote on the [19th], she said, matters.", Tense.UNCLEAR, "2014-01-19"),
    ("It shuts on the [19th].", Tense.FUTURE, "2014-01-19"),
    ("It shut on the [19th].", Tense.PAST, "2013-12-19"),
    ("It shut on the [fifth of January].", Tense.PAST, "2014-01-05"),
    ("It will shut on the [3rd].", Tense.FUTURE, "2014-02-03"),
    ("It may shut on the [3rd].", Tense.UNCLEAR, None),
    ("It shut on the [31st].", Tense.PAST, "2013-12-31"),
    ("He plays on the [19th] hole.", Tense.FUTURE, None),
    ("He came [19th].", Tense.PAST, None),
    ("In March it opened. On the [19th], it shut.", Tense.PAST, None),
    # The day of the attacks is never written out.
    ("On the [eleventh of September], it shut.", Tense.PAST, "2013-09-11"),
    ("Since [Sept. 11], it is shut.", Tense.PAST, None),
    ("They [March] on.", None, None),
    # Another year is mentioned just before.
    ("It shut in 2012. In [November] it burned.", Tense.PAST, None),
    ("It shut in 2013. In [November] it burned.", Tense.PAST, "2013-11"),
    ("It was sold for $2012. In [November] it burned.", Tense.PAST, "2013-11"),
    ("It shut in 2012. On [Jan. 5] it burned.", Tense.PAST, None),
    # The year follows the mention.
    ("It shut on [Jan. 5], 2012.", Tense.PAST, "2012-01-05"),
    ("It shut on [Sept. 11], 2012.", Tense.PAST, "2012-09-11"),
    # Names, decades and measures.
    ("He told USA [TODAY] so.", Tense.PAST, None),
    ("It was on Fox News [Sunday].", Tense.PAST, None),
    ("She won on Super [Tuesday].", Tense.PAST, None),
    ("She said so on “[This Week].”", Tense.PAST, None),
    ("[Last Tuesday] she won.", Tense.PAST, "2014-01-07"),
    ("It was in the [1970]’s.", Tense.PAST, None),
    ("It was [2013]’s best.", Tense.PAST, "2013"),
    ("It rained in the [last week].", Tense.PAST, None),
    ("It rained [last week].", Tense.PAST, "2014-W01"),
]


@pytest.mark.parametrize(("text", "tense", "expected"), IN_CONTEXT)
def test_the_context_decides(text: str, tense: Tense | None, expected: str | None) -> None:
    before, words, after = re.split(r"[\[\]]", text)
    assert resolved_date(words, WEDNESDAY, tense=tense, before=before, after=after) == expected


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
    # A leap day is not in every year; 11 September alone usually means that of 2001 and is not resolved.
    if (meant.month, meant.day) not in ((2, 29), (9, 11)):
        assert resolved_date(f"{meant:%B} {meant.day}", day.isoformat()) == meant.isoformat()


WORDS = st.lists(
    st.sampled_from(
        (
            "last next this in two on early ago weeks week Sunday night May Jan. 5 31 2012 month year , the of"
            " 's - 2012-02-31"
        ).split()
    ),
    max_size=4,
).map(" ".join)


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=20), WORDS),
    st.none() | DAYS.map(date.isoformat),
    st.none() | st.sampled_from(Tense),
    WORDS,
)
def test_any_words_give_a_valid_date_or_none(
    words: str, brief_date: str | None, tense: Tense | None, before: str
) -> None:
    found = resolved_date(words, brief_date, tense=tense, before=f"{before} ")
    if found is not None and "W" in found:
        assert date.fromisocalendar(int(found[:4]), int(found[6:]), 1)
    elif found is not None:
        assert re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", found)
        date.fromisoformat(found + "-01-01"[len(found) - 10 :] if len(found) < 10 else found)


@pytest.mark.parametrize(("words", "brief_date"), [("tomorrow", "9999-12-31"), ("yesterday", "0001-01-01")])
def test_a_day_outside_the_calendar_is_not_resolved(words: str, brief_date: str) -> None:
    assert resolved_date(words, brief_date) is None

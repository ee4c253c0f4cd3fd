"""Days begin and end at midnight in London, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peel.skills.rules.days import FOREVER, NEVER, day_of, days_before, end_of, months_after, start_of
from peel.skills.rules.standing import Status

from .records import YEARLY, award, day, moment, standing, word

DATES = st.dates(date(2000, 1, 1), date(2080, 12, 31))


def test_the_short_day_of_march_has_twenty_three_hours():
    assert end_of(day("29 Mar 2026")) - start_of(day("29 Mar 2026")) == timedelta(hours=23)


def test_the_long_day_of_october_has_twenty_five_hours():
    assert end_of(day("25 Oct 2026")) - start_of(day("25 Oct 2026")) == timedelta(hours=25)


def test_a_last_day_in_date_on_which_clocks_go_forward_lasts_to_midnight_in_london():
    lapsing = standing(YEARLY, award("29 Mar 2025"))

    words = [lapsing.at(datetime(2026, 3, 29, hour, 59, 59, tzinfo=UTC)).status for hour in (21, 22, 23)]

    assert words == [Status.EXPIRING, Status.EXPIRING, Status.OUT_OF_TICKET]


def test_a_last_day_in_date_on_which_clocks_go_back_lasts_to_midnight_in_london():
    lapsing = standing(YEARLY, award("25 Oct 2025"))

    words = [
        lapsing.at(at).status
        for at in (datetime(2026, 10, 25, 23, 59, 59, tzinfo=UTC), datetime(2026, 10, 26, tzinfo=UTC))
    ]

    assert words == [Status.EXPIRING, Status.OUT_OF_TICKET]


def test_in_summer_a_day_ends_an_hour_before_it_does_in_utc():
    lapsing = standing(YEARLY, award("1 Jul 2025"))

    assert lapsing.at(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)).status is Status.OUT_OF_TICKET
    assert word(lapsing, "1 Jul 2026 23:59") is Status.EXPIRING


def test_what_never_ends_has_no_end():
    assert end_of(NEVER) == FOREVER
    assert months_after(day("1 Jan 2026"), 12 * 9000, 1) == NEVER


def test_the_end_of_a_month_is_not_overrun():
    assert months_after(day("31 Jan 2026"), 1, 31) == day("28 Feb 2026")


def test_the_night_belongs_to_the_london_day():
    assert day_of(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == day("2 Jul 2026")
    assert moment("2 Jul 2026 00:30") == datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_no_window_opens_before_the_first_of_all_days():
    assert days_before(date.min + timedelta(3), 90) == date.min


@given(DATES)
def test_each_day_begins_when_the_one_before_ends(on):
    assert end_of(on - timedelta(1)) == start_of(on)


@given(DATES)
def test_the_first_and_last_moments_of_a_day_belong_to_it(on):
    assert [day_of(start_of(on)), day_of(end_of(on) - timedelta(microseconds=1))] == [on, on]


@given(DATES, st.integers(1, 120))
def test_months_later_is_in_the_month_that_many_later(on, months):
    later = months_after(on, months, on.day)

    assert (later.year * 12 + later.month) - (on.year * 12 + on.month) == months
    assert later.day == on.day or (later + timedelta(1)).day == 1

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.duty.rules import (
    ABSENCE_RULES,
    BeforeReturn,
    Kind,
    OthersSee,
    Reminders,
    absence_rules,
    allowance_minutes,
    counts_in_compliance,
)

YEAR = (date(2026, 4, 1), date(2027, 3, 31))
SIX_DAYS = 6 * 8 * 60


def test_every_kind_of_absence_has_a_rule():
    assert set(ABSENCE_RULES) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "on_the_first_day", "after_four_weeks", "reminders", "before_return"),
    [
        (Kind.ANNUAL_LEAVE, True, True, Reminders.STOP, BeforeReturn.NOTHING),
        (Kind.TOIL, True, True, Reminders.STOP, BeforeReturn.NOTHING),
        (Kind.SICK, True, False, Reminders.STOP, BeforeReturn.LAPSED),
        (Kind.COURT, True, True, Reminders.GO_ON, BeforeReturn.NOTHING),
        (Kind.AID, True, True, Reminders.GO_ON, BeforeReturn.NOTHING),
        (Kind.TRAINING, True, True, Reminders.GO_ON, BeforeReturn.NOTHING),
        (Kind.MATERNITY, False, False, Reminders.STOP, BeforeReturn.LAPSED),
        (Kind.ADOPTION, False, False, Reminders.STOP, BeforeReturn.LAPSED),
        (Kind.PARENTAL, False, False, Reminders.STOP, BeforeReturn.LAPSED),
        (Kind.CAREER_BREAK, False, False, Reminders.STOP, BeforeReturn.LAPSED_AND_AUTHORITY),
        (Kind.SUSPENSION, False, False, Reminders.STOP, BeforeReturn.LAPSED_AND_AUTHORITY),
        (Kind.RECUPERATIVE, True, True, Reminders.STOP_FOR_BLOCKED, BeforeReturn.BLOCKED),
        (Kind.ADJUSTED, True, True, Reminders.STOP_FOR_BLOCKED, BeforeReturn.BLOCKED),
        (Kind.RESTRICTED, True, True, Reminders.STOP_FOR_BLOCKED, BeforeReturn.BLOCKED),
    ],
)
def test_each_kind_says_what_it_does(kind, on_the_first_day, after_four_weeks, reminders, before_return):
    since = date(2026, 11, 2)
    rule = ABSENCE_RULES[kind]

    assert counts_in_compliance(kind, since=since, on=since) is on_the_first_day
    assert counts_in_compliance(kind, since=since, on=since + timedelta(days=28)) is after_four_weeks
    assert (rule.reminders, rule.before_return) == (reminders, before_return)


def test_whoever_is_not_away_counts():
    assert counts_in_compliance(None, since=YEAR[0], on=YEAR[0])


def test_a_force_sets_its_own_values_and_what_others_see_is_not_one():
    rules = absence_rules({"sick": {"counts_for_days": 14, "reminders": "go_on"}, "court": {"counts_for_days": None}})

    assert (rules[Kind.SICK].counts_for_days, rules[Kind.SICK].reminders) == (14, Reminders.GO_ON)
    assert rules[Kind.SICK].others_see is OthersSee.NOT_AVAILABLE
    assert rules[Kind.AID] == ABSENCE_RULES[Kind.AID]
    with pytest.raises(ValueError, match="not a setting of sick"):
        absence_rules({"sick": {"others_see": "nothing_special"}})


def test_a_kind_that_does_not_exist_is_refused_in_settings():
    with pytest.raises(ValueError, match="holiday"):
        absence_rules({"holiday": {"counts_for_days": 1}})


def test_a_whole_year_at_full_time_is_the_whole_allowance():
    assert allowance_minutes(SIX_DAYS, year=YEAR, served=(date(2019, 1, 1), None)) == SIX_DAYS


def test_half_time_is_half():
    assert allowance_minutes(SIX_DAYS, year=YEAR, served=(date(2019, 1, 1), None), share=0.5) == SIX_DAYS / 2


def test_a_joiner_has_the_days_that_are_left_rounded_up_to_the_quarter_hour():
    # 1 Oct to 31 Mar is 182 of 365 days: 1,436.05 minutes.
    assert allowance_minutes(SIX_DAYS, year=YEAR, served=(date(2026, 10, 1), None)) == 1_440


def test_months_of_maternity_leave_are_taken_off_and_sickness_is_not():
    away = [
        (Kind.MATERNITY, date(2026, 4, 1), date(2026, 9, 30)),
        (Kind.SICK, date(2026, 10, 1), date(2026, 12, 31)),
    ]

    assert allowance_minutes(SIX_DAYS, year=YEAR, served=(date(2019, 1, 1), None), away=away) == 1_440


def test_whoever_left_before_the_year_has_none():
    assert allowance_minutes(SIX_DAYS, year=YEAR, served=(date(2019, 1, 1), date(2026, 1, 31))) == 0


@given(
    share=st.floats(0, 1),
    start=st.integers(-400, 400),
    away=st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(-400, 400), st.integers(0, 400))),
)
def test_an_allowance_is_never_less_than_nothing_nor_more_than_all(share, start, away):
    spans = [(kind, YEAR[0] + timedelta(days=n), YEAR[0] + timedelta(days=n + m)) for kind, n, m in away]
    minutes = allowance_minutes(
        SIX_DAYS, year=YEAR, served=(YEAR[0] + timedelta(days=start), None), share=share, away=spans
    )

    assert 0 <= minutes <= SIX_DAYS
    assert minutes % 15 == 0

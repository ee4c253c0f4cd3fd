"""The yearly allowance as a force sets it, and by when something is decided."""

from datetime import date

import pytest

from peel.skills.rules.allowance import AllowanceRule, allowance_rule
from peel.skills.rules.deciding import working_days_after


def test_without_settings_it_is_six_days_of_seven_hours_from_april():
    assert allowance_rule({}) == AllowanceRule(minutes=42 * 60, begins=(4, 1), parts={})


def test_a_force_sets_days_hours_beginning_and_parts():
    rule = allowance_rule({"days": 6, "hours_per_day": 8, "year_begins": "01-01", "parts": {"day": 28, "team": 1.5}})

    assert rule == AllowanceRule(minutes=48 * 60, begins=(1, 1), parts={"day": 1680, "team": 90})


@pytest.mark.parametrize(
    "settings", [{"hours": 42}, {"days": 0}, {"days": -1}, {"year_begins": "02-30"}, {"year_begins": "April"}]
)
def test_a_slip_in_the_settings_is_seen_at_once(settings):
    with pytest.raises(ValueError):
        allowance_rule(settings)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 3, 31), date(2025, 4, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2027, 3, 31)),
        (date(2028, 2, 29), date(2027, 4, 1), date(2028, 3, 31)),
    ],
)
def test_every_day_is_in_one_year(day, first, last):
    assert AllowanceRule().year_of(day) == (first, last)


@pytest.mark.parametrize(
    ("asked", "decided"),
    [
        (date(2026, 11, 20), date(2026, 12, 4)),
        (date(2026, 11, 21), date(2026, 12, 4)),
        (date(2026, 11, 23), date(2026, 12, 7)),
    ],
)
def test_ten_working_days_are_two_weeks_from_a_weekday(asked, decided):
    assert working_days_after(asked, 10) == decided

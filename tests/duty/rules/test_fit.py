from dataclasses import replace
from datetime import date, timedelta

import pytest

from peel.duty.rules import Absent, Code, Duty, Fit, FitReason, Kind, Notice, Roster, Span, duty_on, fit, notice
from tests.duty.rules.rotas import hours, london, roster, whole_days

THURSDAY = date(2026, 11, 19)
SESSION = Span(london(2026, 11, 19, 8), london(2026, 11, 19, 16))


def around(worked: Roster) -> list[Duty]:
    return [duty_on(worked, THURSDAY + timedelta(days=n)) for n in (-1, 0, 1)]


def on(place: int, *absences: Absent) -> list[Duty]:
    """The days around Thursday when Thursday is that place in 2-2-2-4."""
    return around(roster("2-2-2-4", anchor=THURSDAY, offset=place, absences=absences))


@pytest.mark.parametrize(
    ("place", "score", "reason"),
    [
        (0, 90, FitReason.SAME_HOURS),
        (1, 90, FitReason.SAME_HOURS),
        (2, 60, FitReason.LATE),
        (3, 0, FitReason.SHORT_REST),
        (4, 0, FitReason.NIGHT),
        (5, 0, FitReason.NIGHT),
        (6, 0, FitReason.AFTER_NIGHT),
        (7, 10, FitReason.REST_DAY),
        (9, 10, FitReason.REST_DAY),
    ],
)
def test_the_place_in_the_cycle_decides(place, score, reason):
    found = fit(SESSION, on(place))

    assert (found.score, found.reason) == (score, reason)


def test_a_rest_day_needs_consent():
    assert fit(SESSION, on(7)) == Fit(10, FitReason.REST_DAY, changes_hours=True, needs_consent=True)


def test_a_training_day_is_made_for_it():
    training = Duty(THURSDAY, Code.TRAINING, SESSION.start, SESSION.end)
    days = around(replace(roster("2-2-2-4", anchor=THURSDAY, offset=0), published={THURSDAY: training}))

    assert fit(SESSION, days) == Fit(100, FitReason.TRAINING_DAY)


def test_an_early_whose_hours_would_change_scores_like_a_late():
    earlier = Span(london(2026, 11, 19, 6), london(2026, 11, 19, 14))

    assert fit(earlier, on(0)) == Fit(60, FitReason.CHANGED_HOURS, changes_hours=True)


def test_a_session_inside_a_late_turn_changes_no_hours():
    inside = Span(london(2026, 11, 19, 15), london(2026, 11, 19, 16))

    assert fit(inside, on(2)) == Fit(60, FitReason.LATE)


def test_a_session_that_leaves_too_little_rest_before_the_next_turn_is_not_offered():
    evening = Span(london(2026, 11, 19, 17), london(2026, 11, 19, 21))

    assert fit(evening, on(0)) == Fit(0, FitReason.SHORT_REST)


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in (Kind.RECUPERATIVE, Kind.ADJUSTED, Kind.RESTRICTED)]
)
def test_whoever_is_away_is_not_available_whatever_the_reason(kind):
    assert fit(SESSION, on(0, whole_days(kind, THURSDAY, THURSDAY))) == Fit(0, FitReason.NOT_AVAILABLE)


def test_court_for_a_part_of_the_session_is_not_available():
    court = hours(Kind.COURT, london(2026, 11, 19, 10), london(2026, 11, 19, 13))

    assert fit(SESSION, on(0, court)) == Fit(0, FitReason.NOT_AVAILABLE)


def test_a_limit_rules_out_a_physical_session_and_no_other():
    limited = on(0, whole_days(Kind.ADJUSTED, THURSDAY, None))

    assert fit(SESSION, limited, physical=True) == Fit(0, FitReason.CANNOT_DO_ACTIVITY)
    assert fit(SESSION, limited).score == 90


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (date(2026, 11, 19), Notice(0, compensated=True, another_rest_day=False)),
        (date(2026, 11, 4), Notice(14, compensated=True, another_rest_day=False)),
        (date(2026, 11, 3), Notice(15, compensated=False, another_rest_day=True)),
    ],
)
def test_under_fifteen_clear_days_are_compensated_otherwise_another_rest_day_is_named(told, expected):
    assert notice(told=told, day=THURSDAY) == expected


def test_the_number_of_clear_days_is_the_forces_own():
    assert notice(told=date(2026, 11, 3), day=THURSDAY, compensated_under=30).compensated

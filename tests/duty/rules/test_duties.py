from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peel.duty.rules import (
    LONDON,
    Code,
    Duty,
    Kind,
    OthersSee,
    Position,
    Roster,
    Rota,
    Span,
    Spell,
    duty_at,
    duty_on,
    next_turn,
    turn_now,
)
from tests.duty.rules.rotas import LONG_AGO, PATTERNS, hours, london, nights_only, roster, whole_days

THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)
# Thursday and Friday are the two nights of the cycle.
ON_NIGHTS = roster("2-2-2-4", anchor=THURSDAY, offset=4)


def test_friday_at_three_belongs_to_thursdays_night():
    duty = duty_at(ON_NIGHTS, london(2026, 11, 20, 3))

    assert duty == Duty(THURSDAY, Code.NIGHT, london(2026, 11, 19, 22), london(2026, 11, 20, 7))
    assert duty.crosses_midnight


def test_a_night_has_begun_at_its_first_moment_and_is_over_at_its_last():
    assert duty_at(ON_NIGHTS, london(2026, 11, 19, 22)).day == THURSDAY
    assert duty_at(ON_NIGHTS, london(2026, 11, 20, 7)) is None


def test_the_turn_now_is_on_ahead_over_or_off():
    late = roster("2-2-2-4", anchor=THURSDAY, offset=2)
    off = roster("2-2-2-4", anchor=THURSDAY, offset=7)

    positions = [turn_now(late, london(2026, 11, 19, hour)).position for hour in (9, 15, 23)]

    assert positions == [Position.AHEAD, Position.ON, Position.OVER]
    assert turn_now(off, london(2026, 11, 19, 9)).position is Position.OFF


def test_after_a_night_the_turn_now_is_the_next_night_that_day():
    now = turn_now(ON_NIGHTS, london(2026, 11, 20, 12))

    assert (now.duty.day, now.duty.code, now.position) == (FRIDAY, Code.NIGHT, Position.AHEAD)


def test_the_next_turn_passes_over_rest_days_and_leave():
    on_leave = replace(
        roster("2-2-2-4", anchor=SATURDAY, offset=6),
        absences=(whole_days(Kind.ANNUAL_LEAVE, date(2026, 11, 25), date(2026, 11, 25)),),
    )

    assert next_turn(on_leave, london(2026, 11, 21, 12)).day == date(2026, 11, 26)


def test_somebody_on_a_career_break_has_no_next_turn():
    away = replace(ON_NIGHTS, absences=(whole_days(Kind.CAREER_BREAK, THURSDAY, None),))

    assert next_turn(away, london(2026, 11, 19, 12)) is None


def test_nobody_without_a_rota_is_on_duty():
    assert duty_on(Roster(), FRIDAY) == Duty(FRIDAY, Code.REST)


def test_the_persons_own_rota_wins_over_the_units_and_the_newer_over_the_older():
    unit = Spell(Rota(PATTERNS["2-2-2-4"], THURSDAY), LONG_AGO)
    own = Spell(Rota(PATTERNS["office"], LONG_AGO), LONG_AGO, closeness=9)
    newer = Spell(Rota(PATTERNS["part-time-3"], LONG_AGO), FRIDAY, closeness=9)

    assert duty_on(Roster((unit, own)), THURSDAY).code is Code.DAY
    assert duty_on(Roster((unit, own, newer)), FRIDAY).code is Code.REST


def test_a_rota_is_worked_from_its_first_day_to_its_last():
    spell = Spell(Rota(PATTERNS["office"], LONG_AGO), THURSDAY, THURSDAY)

    codes = [duty_on(Roster((spell,)), THURSDAY + timedelta(days=n)).code for n in (-1, 0, 1)]

    assert codes == [Code.REST, Code.DAY, Code.REST]


def test_a_published_roster_wins_over_the_pattern():
    early = Duty(THURSDAY, Code.EARLY, london(2026, 11, 19, 6), london(2026, 11, 19, 15))

    assert duty_on(replace(ON_NIGHTS, published={THURSDAY: early}), THURSDAY) == early


def test_leave_on_friday_leaves_thursdays_night_alone_and_takes_fridays():
    on_leave = replace(ON_NIGHTS, absences=(whole_days(Kind.ANNUAL_LEAVE, FRIDAY, FRIDAY),))

    assert duty_on(on_leave, THURSDAY).code is Code.NIGHT
    assert duty_on(on_leave, FRIDAY) == Duty(FRIDAY, Code.AWAY, because=Kind.ANNUAL_LEAVE, since=FRIDAY)
    assert duty_at(on_leave, london(2026, 11, 21, 3)) is None


def test_court_in_the_small_hours_is_part_of_the_night_and_the_rest_is_worked():
    part = hours(Kind.COURT, london(2026, 11, 20, 2), london(2026, 11, 20, 4))
    duty = duty_on(replace(ON_NIGHTS, absences=(part,)), THURSDAY)

    assert (duty.code, duty.away) == (Code.NIGHT, (part.during,))
    assert [duty.available_at(london(2026, 11, 20, hour)) for hour in (1, 2, 3, 4)] == [True, False, False, True]


def test_hours_away_that_hold_the_whole_turn_take_it_and_court_keeps_its_hours():
    late = roster("2-2-2-4", anchor=THURSDAY, offset=2)
    court = hours(Kind.COURT, london(2026, 11, 19, 13), london(2026, 11, 19, 23, 30))
    duty = duty_on(replace(late, absences=(court,)), THURSDAY)

    assert (duty.code, duty.hours) == (Code.AWAY, court.during)
    assert not duty.available


def test_hours_away_outside_the_turn_change_nothing():
    court = hours(Kind.COURT, london(2026, 11, 19, 10), london(2026, 11, 19, 13))

    assert duty_on(replace(ON_NIGHTS, absences=(court,)), THURSDAY) == duty_on(ON_NIGHTS, THURSDAY)


def test_of_two_absences_on_one_day_the_heavier_gives_the_reason():
    leave = whole_days(Kind.ANNUAL_LEAVE, THURSDAY, FRIDAY)
    sick = whole_days(Kind.SICK, FRIDAY, FRIDAY)
    both = replace(ON_NIGHTS, absences=(leave, sick))

    assert [duty_on(both, day).because for day in (THURSDAY, FRIDAY)] == [Kind.ANNUAL_LEAVE, Kind.SICK]


def test_sickness_entered_week_by_week_began_on_its_first_day():
    weeks = tuple(
        whole_days(Kind.SICK, first, first + timedelta(days=6))
        for first in (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16))
    )

    assert duty_on(replace(ON_NIGHTS, absences=weeks), FRIDAY).since == date(2026, 11, 2)


def test_a_limit_leaves_the_duty_and_rides_along():
    duty = duty_on(replace(ON_NIGHTS, absences=(whole_days(Kind.ADJUSTED, LONG_AGO, None),)), THURSDAY)

    assert (duty.code, duty.limit, duty.others_see) == (Code.NIGHT, Kind.ADJUSTED, OthersSee.CANNOT_DO_ACTIVITY)


def test_other_people_see_not_available_and_never_why():
    ways = [
        duty_on(replace(ON_NIGHTS, absences=(whole_days(kind, THURSDAY, THURSDAY),)), THURSDAY)
        for kind in Kind
        if kind not in (Kind.RECUPERATIVE, Kind.ADJUSTED, Kind.RESTRICTED)
    ]

    assert any(duty.start for duty in ways), "hours worked at court are there to leak"
    assert {duty.as_others_see() for duty in ways} == {Duty(THURSDAY, Code.AWAY)}
    assert {duty.others_see for duty in ways} == {OthersSee.NOT_AVAILABLE}


def test_other_people_see_a_limited_person_on_duty_without_the_kind_of_limit():
    duties = {
        duty_on(replace(ON_NIGHTS, absences=(whole_days(kind, THURSDAY, None),)), THURSDAY).as_others_see()
        for kind in (Kind.RECUPERATIVE, Kind.ADJUSTED, Kind.RESTRICTED)
    }

    assert duties == {duty_on(ON_NIGHTS, THURSDAY)}


@given(moment=st.datetimes().map(lambda naive: naive.replace(year=2026 + naive.year % 5, tzinfo=LONDON)))
def test_whoever_is_on_nights_every_night_is_on_duty_exactly_from_ten_to_seven(moment):
    duty = duty_at(nights_only(time(22), time(7)), moment)

    wall = moment.astimezone(LONDON)
    assert (duty is not None) == (wall.hour >= 22 or wall.hour < 7)
    if duty:
        assert duty.day == (wall.date() if wall.hour >= 22 else wall.date() - timedelta(days=1))


@given(n=st.integers(0, 20_000), length=st.integers(1, 30))
def test_whole_days_away_are_whole_days_whatever_the_clocks_do(n, length):
    first = LONG_AGO + timedelta(days=n)
    last = first + timedelta(days=length - 1)

    assert whole_days(Kind.SICK, first, last).days == (first, last)


def test_spans_meet_hold_and_cover():
    open_ended = Span(london(2026, 11, 19), None)
    morning = Span(london(2026, 11, 19, 6), london(2026, 11, 19, 12))
    afternoon = Span(london(2026, 11, 19, 12), london(2026, 11, 19, 18))

    assert open_ended.holds(morning)
    assert not morning.holds(open_ended)
    assert not morning.overlaps(afternoon)
    assert open_ended.overlaps(morning)
    assert open_ended.covers(london(2030, 1, 1))

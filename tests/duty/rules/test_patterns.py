from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.duty.rules import LONDON, READY_MADE, Code, Pattern, Rota, Turn, duty_on, roster_faults
from peel.duty.rules.patterns import moments
from tests.duty.rules.rotas import LONG_AGO, PATTERNS, nights_only, roster

DAYS = st.dates(date(2021, 1, 1), date(2035, 12, 31))
CLOCK = st.times().map(lambda t: t.replace(second=0, microsecond=0))


def codes(pattern: str, first: date, days: int, *, anchor: date, offset: int = 0) -> str:
    worked = roster(pattern, anchor=anchor, offset=offset)
    return " ".join(duty_on(worked, first + timedelta(days=n)).code for n in range(days))


def test_two_earlies_two_lates_two_nights_four_off_and_round_again():
    anchor = date(2026, 11, 17)

    assert codes("2-2-2-4", anchor, 12, anchor=anchor) == "E E L L N N RD RD RD RD E E"


def test_an_offset_starts_the_cycle_later_in_and_days_before_the_anchor_follow_the_cycle_back():
    anchor = date(2026, 11, 17)

    assert codes("2-2-2-4", anchor, 4, anchor=anchor, offset=4) == "N N RD RD"
    assert codes("2-2-2-4", anchor - timedelta(days=4), 5, anchor=anchor) == "RD RD RD RD E"


@pytest.mark.parametrize("code", ["2-2-2-4", "5-week-vsa", "10-week-training"])
def test_five_teams_together_cover_early_late_and_night_on_every_day(code):
    pattern = PATTERNS[code]
    teams = [Rota(pattern, LONG_AGO, pattern.offset_for(team)) for team in range(pattern.teams)]

    for n in range(len(pattern.turns)):
        on = Counter(rota.turn_on(LONG_AGO + timedelta(days=n)).code for rota in teams)
        assert {Code.EARLY, Code.LATE, Code.NIGHT} <= set(on), (code, n)


def test_super_lates_fall_on_fridays_and_saturdays_only():
    pattern = PATTERNS["10-week-training"]

    assert {day % 7 for day, turn in enumerate(pattern.turns) if turn.code is Code.SUPER_LATE} == {4, 5}


def test_the_training_pattern_gives_five_training_days_a_year():
    worked = roster("10-week-training", anchor=LONG_AGO)
    year = [duty_on(worked, date(2026, 1, 1) + timedelta(days=n)).code for n in range(365)]

    assert year.count(Code.TRAINING) == 5


@pytest.mark.parametrize("pattern", READY_MADE, ids=lambda pattern: pattern.code)
def test_every_ready_made_pattern_keeps_the_rules_of_rest(pattern):
    worked = roster(pattern, anchor=LONG_AGO)

    assert roster_faults([duty_on(worked, date(2026, 1, 1) + timedelta(days=n)) for n in range(400)]) == []


def test_the_night_the_clocks_go_forward_is_an_hour_shorter_and_the_one_they_go_back_an_hour_longer():
    nights = nights_only(time(22), time(7))

    lengths = [
        (duty.end - duty.start) / timedelta(hours=1)
        for duty in (duty_on(nights, day) for day in (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24)))
    ]

    assert lengths == [8, 9, 10]


def test_twenty_ninth_of_february_is_a_day_like_any_other():
    worked = roster("2-2-2-4", anchor=date(2028, 2, 27))

    assert [duty_on(worked, date(2028, 2, 27) + timedelta(days=n)).code for n in range(4)] == ["E", "E", "L", "L"]
    assert duty_on(worked, date(2028, 2, 29)).day == date(2028, 2, 29)


@given(day=DAYS, start=CLOCK, end=CLOCK)
def test_hours_start_on_their_day_by_the_wall_clock_and_never_change_by_more_than_the_clocks_do(day, start, end):
    begins, ends = moments(day, start, end)

    wall = timedelta(hours=end.hour - start.hour, minutes=end.minute - start.minute)
    wall += timedelta(days=1) if wall <= timedelta(0) else timedelta(0)
    assert abs((ends - begins) - wall) in (timedelta(0), timedelta(hours=1))
    if not (day.month == 3 and day.day >= 25 and start.hour == 1):  # one o'clock may not exist that day
        assert begins.astimezone(LONDON).date() == day
        assert begins.astimezone(LONDON).time() == start


@given(day=DAYS, offset=st.integers(0, 100), turns=st.integers(1, 70))
def test_a_cycle_comes_round_after_its_own_length(day, offset, turns):
    letters = [Turn(Code.EARLY, time(7), time(16)) if n % 3 else Turn(Code.REST) for n in range(turns)]
    rota = Rota(Pattern("x", "x", tuple(letters)), LONG_AGO, offset)

    assert rota.turn_on(day) == rota.turn_on(day + timedelta(days=turns))


def test_a_turn_has_both_times_or_neither():
    with pytest.raises(ValueError, match="both a start and an end"):
        Turn(Code.EARLY, time(7))


def test_a_rest_day_has_no_hours_and_a_duty_has_them():
    with pytest.raises(ValueError, match="must not have hours"):
        Turn(Code.REST, time(7), time(16))
    with pytest.raises(ValueError, match="must have hours"):
        Turn(Code.EARLY)


def test_a_pattern_has_at_least_one_day():
    with pytest.raises(ValueError, match="at least one day"):
        Pattern("none", "None", ())

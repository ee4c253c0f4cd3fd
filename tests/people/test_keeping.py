from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from peel.people.keeping import Kept, Stretch, later, why_kept

NORTHMARCH = "Northmarch Police"
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_whoever_serves_is_kept():
    kept = why_kept([Stretch(NORTHMARCH, date(2010, 1, 1)), Stretch("Eastfold", None)], holds=[], on=date(2030, 1, 1))

    assert kept == Kept(serves_in="Eastfold")


def test_the_period_ends_with_its_last_day():
    left = [Stretch(NORTHMARCH, date(2020, 3, 31), years_kept=6)]

    assert why_kept(left, holds=[], on=date(2026, 3, 31)) == Kept(until=date(2026, 3, 31))
    assert why_kept(left, holds=[], on=date(2026, 4, 1)) is None


def test_the_longest_period_counts():
    left = [Stretch(NORTHMARCH, date(2020, 1, 1), years_kept=1), Stretch("Eastfold", date(2012, 1, 1), years_kept=30)]

    assert why_kept(left, holds=[], on=date(2026, 1, 1)) == Kept(until=date(2042, 1, 1))


def test_a_hold_comes_before_everything():
    assert why_kept([Stretch(NORTHMARCH, None)], holds=["T20260001", "Inquest"], on=date(2026, 1, 1)) == Kept(
        hold="T20260001"
    )


def test_nobody_knows_of_service_so_nothing_is_kept():
    assert why_kept([], holds=[], on=date(2026, 1, 1)) is None


def test_leap_day_and_six_years():
    assert later(date(2024, 2, 29), years=6) == date(2030, 2, 28)
    assert later(date(2024, 2, 29), years=4) == date(2028, 2, 29)


@given(ends=st.lists(DAYS, min_size=1, max_size=4), on=DAYS, years=st.integers(0, 40))
def test_waiting_never_makes_anybody_kept_again(ends, on, years):
    left = [Stretch(NORTHMARCH, day, years_kept=years) for day in ends]

    if why_kept(left, holds=[], on=on) is None:
        assert why_kept(left, holds=[], on=later(on, years=1)) is None
    assert why_kept([*left, Stretch(NORTHMARCH, None)], holds=[], on=on) is not None

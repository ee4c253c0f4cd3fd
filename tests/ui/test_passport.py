"""The passport: bars on an axis of years, each said in words too."""

from datetime import date

import pytest

from peel.ui.components.marks import status
from peel.ui.components.passport import Axis, Bar, passport

AXIS = Axis(first_year=2025, years=4, today=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("when", "percent"),
    [
        (date(2025, 1, 1), 0),
        (date(2027, 1, 1), 50.0),
        (date(2029, 1, 1), 100),
        (date(2019, 1, 1), 0),
        (date(2040, 1, 1), 100),
    ],
)
def test_a_day_stands_at_its_share_of_the_years_and_never_off_the_axis(when: date, percent: float):
    assert AXIS.percent(when) == percent


def test_a_row_draws_its_bar_and_says_when_it_ends():
    bar = Bar(
        name="Taser <CED>", note="Yearly", starts=date(2025, 1, 1), ends=date(2027, 1, 1), look="due",
        mark=status("expiring", "Expiring"), booked=date(2026, 1, 1), href="/record/1/",
    )  # fmt: skip

    drawn = passport(AXIS, [bar])

    assert '<div><h3><a href="/record/1/">Taser &lt;CED&gt;</a></h3><p>Yearly</p></div>' in drawn
    assert (
        '<span class="span due" style="--from:0%;--to:50%"></span><span class="booked" style="--at:25%"></span>'
        in drawn
    )
    assert (
        '<p class="end"><span class="mono">1 Jan 2027</span><br><span class="status expiring">Expiring</span></p>'
        in drawn
    )


def test_what_never_expires_runs_on_and_says_so():
    drawn = passport(AXIS, [Bar(name="Body-worn video", starts=date(2025, 1, 1), ends=None)])

    assert '<span class="span open" style="--from:0%;--to:100%"></span>' in drawn
    assert '<span class="mono">No expiry</span>' in drawn


def test_what_lapsed_is_an_outline():
    drawn = passport(AXIS, [Bar(name="Taser", starts=date(2025, 1, 1), ends=date(2027, 1, 1), look="lapse")])

    assert '<span class="lapse" style="--from:0%;--to:50%"></span>' in drawn


def test_the_years_stand_over_their_marks():
    drawn = passport(AXIS, [])

    assert '<span style="--at:0%">2025</span><span style="--at:25%">2026</span>' in drawn

"""Hours in a period, met in parts; courses done in parts; portfolios of CPD hours."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.skills.rules.currency import periods, progress, promises
from peel.skills.rules.days import months_after
from peel.skills.rules.facts import AwardKind, minutes_of
from peel.skills.rules.grammar import RuleVersion, Unit, parse_rule
from peel.skills.rules.standing import Status
from peel.skills.rules.sums import Progress

from .records import award, day, days_between, standing, until, word

SAFETY = {"type": "hours_in_period", "hours": 12, "months": 12, "renew_early_days": 90}
SLIDING = {"type": "hours_in_period", "hours": 12, "months": 12}
FIRST_AID = {"type": "months", "months": 12, "initial_hours": 12, "refresher_hours": 6}
PORTFOLIO = {"type": "portfolio", "months": 12, "cpd_hours": 12}


def part(on, hours, **facts):
    return award(on, minutes=minutes_of(hours), **facts)


def done(form, *awards, on):
    return progress((RuleVersion(parse_rule(form)),), awards, on=day(on))


def test_seven_of_twelve_hours_are_not_enough():
    assert word(standing(SAFETY, part("3 Dec 2025", 7)), "3 Dec 2025 12:00") is Status.NOT_HELD
    assert done(SAFETY, part("3 Dec 2025", 7), on="3 Dec 2025") == Progress(Unit.MINUTES, 420, 720)


def test_twelve_hours_in_two_parts_stand_until_the_first_part_is_a_year_old():
    safety = standing(SAFETY, part("3 Dec 2025", 7), part("21 Jan 2026", 5))

    assert [word(safety, "20 Jan 2026 12:00"), until(safety, "21 Jan 2026 12:00")] == [
        Status.NOT_HELD,
        day("3 Dec 2026"),
    ]


def test_parts_done_in_the_window_keep_the_date():
    safety = standing(SAFETY, award("21 Jan 2026"), part("3 Dec 2026", 7), part("12 Jan 2027", 5))

    assert until(safety, "12 Jan 2027 12:00") == day("21 Jan 2028")


def test_a_part_in_the_window_counts_towards_the_next_year():
    assert done(SAFETY, award("21 Jan 2026"), part("3 Dec 2026", 7), on="3 Dec 2026") == Progress(
        Unit.MINUTES, 420, 720
    )


def test_hours_done_long_before_the_window_slide():
    safety = standing(SAFETY, award("21 Jan 2026"), part("1 Jun 2026", 12))

    assert until(safety, "1 Jun 2026 12:00") == day("1 Jun 2027")


def test_without_a_window_hours_only_slide():
    safety = standing(SLIDING, award("21 Jan 2026"), part("20 Jan 2027", 12))

    assert until(safety, "20 Jan 2027 12:00") == day("20 Jan 2028")


def test_an_old_record_without_hours_met_the_whole_requirement():
    assert until(standing(SAFETY, award("21 Jan 2026")), "21 Jan 2026 12:00") == day("21 Jan 2027")


def test_after_a_lapse_old_parts_count_while_they_are_young_enough():
    safety = standing(SLIDING, award("1 Jan 2025"), part("1 Sep 2025", 5), part("1 Mar 2026", 7))

    assert [word(safety, "2 Jan 2026 12:00"), until(safety, "1 Mar 2026 12:00")] == [
        Status.OUT_OF_TICKET,
        day("1 Sep 2026"),
    ]


def test_progress_after_a_lapse_is_what_counts_that_day():
    parts = [part("1 Sep 2025", 5), part("1 Feb 2025", 4)]

    assert done(SLIDING, *reversed(parts), on="2 Feb 2026") == Progress(Unit.MINUTES, 300, 720)


def test_a_refresher_shorter_than_its_hours_does_not_renew():
    aid = standing(FIRST_AID, award("1 Mar 2025"), part("20 Feb 2026", 3))

    assert until(aid, "20 Feb 2026 12:00") == day("1 Mar 2026")
    assert done(FIRST_AID, award("1 Mar 2025"), part("20 Feb 2026", 3), on="20 Feb 2026") == Progress(
        Unit.MINUTES, 180, 360
    )


def test_hours_that_no_rule_asks_for_are_a_whole_award():
    fitness = standing({"type": "months", "months": 12}, part("1 Mar 2026", 1))

    assert until(fitness, "1 Mar 2026 12:00") == day("1 Mar 2027")


def test_a_refresher_in_two_parts_renews_with_the_second():
    aid = standing(FIRST_AID, award("1 Mar 2025"), part("10 Feb 2026", 3), part("20 Feb 2026", 3))

    assert [until(aid, "19 Feb 2026 12:00"), until(aid, "20 Feb 2026 12:00")] == [day("1 Mar 2026"), day("1 Mar 2027")]


def test_a_part_more_than_a_period_old_no_longer_counts():
    aid = standing(FIRST_AID, award("1 Mar 2024"), part("10 Jan 2025", 3), part("11 Jan 2026", 3))

    assert word(aid, "11 Jan 2026 12:00") is Status.OUT_OF_TICKET


def test_a_part_counts_through_the_same_day_of_the_next_year():
    aid = standing(FIRST_AID, award("1 Mar 2024"), part("11 Jan 2025", 3), part("11 Jan 2026", 3))

    assert word(aid, "11 Jan 2026 12:00") is Status.IN_DATE
    assert [
        done(FIRST_AID, award("1 Mar 2024"), part("11 Jan 2025", 3), on=on).done
        for on in ("11 Jan 2026", "12 Jan 2026")
    ] == [180, 0]


def test_a_whole_refresher_uses_up_the_parts_before_it():
    for whole in (award("1 Mar 2025"), part("1 Mar 2025", 6)):
        aid = standing(FIRST_AID, part("1 Feb 2025", 3), whole, part("1 Apr 2025", 3))

        assert until(aid, "1 Apr 2025 12:00") == day("1 Mar 2026")


def test_parts_of_the_initial_course_are_counted_against_its_hours():
    first_day = part("1 Mar 2026", 6, kind=AwardKind.INITIAL)

    assert done(FIRST_AID, first_day, on="1 Mar 2026") == Progress(Unit.MINUTES, 360, 720)


def test_once_the_initial_course_is_complete_a_refresher_is_counted():
    first_day, second_day = (part(on, 6, kind=AwardKind.INITIAL) for on in ("1 Mar 2026", "2 Mar 2026"))

    assert done(FIRST_AID, first_day, second_day, part("1 Feb 2027", 3), on="1 Feb 2027") == Progress(
        Unit.MINUTES, 180, 360
    )


def test_a_certificate_that_had_run_out_before_it_was_given_promises_nothing():
    out = award("1 Mar 2026", expires_on=day("28 Feb 2026"))

    assert promises((RuleVersion(parse_rule({"type": "months", "months": 12})),), [out]) == []


def test_a_part_used_once_is_not_used_again():
    aid = standing(FIRST_AID, part("1 Feb 2025", 3), part("2 Feb 2025", 3), part("3 Feb 2025", 3))

    assert until(aid, "3 Feb 2025 12:00") == day("2 Feb 2026")


def test_a_course_that_never_expires_may_be_done_in_parts_years_apart():
    camera = standing({"type": "none", "refresher_hours": 6}, part("1 Feb 2020", 3), part("1 Feb 2026", 3))

    assert [word(camera, "31 Jan 2026 12:00"), word(camera, "1 Feb 2026 12:00")] == [Status.NOT_HELD, Status.IN_DATE]


def test_half_of_an_initial_course_is_not_the_course():
    initial = {"kind": AwardKind.INITIAL}
    first_day = part("1 Mar 2026", 6, **initial)

    words = [
        word(standing(FIRST_AID, first_day), "1 Mar 2026 12:00"),
        word(standing(FIRST_AID, first_day, part("2 Mar 2026", 6, **initial)), "2 Mar 2026 12:00"),
    ]

    assert words == [Status.NOT_HELD, Status.IN_DATE]


def test_parts_of_a_refresher_do_not_complete_an_initial_course():
    aid = standing(FIRST_AID, part("1 Mar 2026", 9, kind=AwardKind.INITIAL), part("2 Mar 2026", 3))

    assert word(aid, "2 Mar 2026 12:00") is Status.NOT_HELD


def test_a_rule_that_counts_no_hours_has_no_progress():
    assert done({"type": "months", "months": 12}, award("1 Mar 2025"), on="1 Jun 2025") is None


def test_cpd_keeps_a_portfolio_up():
    awards = [award("2 Oct 2025")] + [
        part(on, 6, kind=AwardKind.CPD) for on in ("10 Jan 2026", "1 Sep 2026", "1 Dec 2026")
    ]

    detective = standing(PORTFOLIO, *awards)

    assert until(detective, "1 Sep 2026 12:00") == day("10 Jan 2027")
    assert until(detective, "1 Dec 2026 12:00") == day("1 Sep 2027")


def test_cpd_alone_does_not_make_a_detective():
    assert word(standing(PORTFOLIO, part("2 Oct 2025", 40, kind=AwardKind.CPD)), "3 Oct 2025 12:00") is Status.NOT_HELD


def test_cpd_without_hours_counts_nothing():
    detective = standing(PORTFOLIO, award("2 Oct 2025"), award("1 Sep 2026", kind=AwardKind.CPD))

    assert until(detective, "1 Sep 2026 12:00") == day("2 Oct 2026")


def test_cpd_does_not_count_towards_hours_of_training():
    safety = standing(SAFETY, part("1 Mar 2026", 40, kind=AwardKind.CPD))

    assert word(safety, "1 Mar 2026 12:00") is Status.NOT_HELD


@pytest.mark.parametrize(("hours", "minutes"), [(None, None), (7, 420)])
def test_hours_are_kept_in_whole_minutes(hours, minutes):
    assert minutes_of(hours) == minutes


@given(
    st.lists(st.tuples(st.dates(day("1 Jan 2024"), day("31 Dec 2026")), st.integers(30, 900)), min_size=1, max_size=8)
)
def test_in_date_is_exactly_where_the_last_year_holds_the_hours(parts):
    awards = sorted(award(on, minutes=minutes) for on, minutes in parts)
    stretches = periods(promises((RuleVersion(parse_rule(SLIDING)),), awards))

    in_date = {on for stretch in stretches for on in days_between(*stretch)}

    last = awards[-1].achieved_on + timedelta(400)
    assert in_date == {
        on
        for on in days_between(awards[0].achieved_on, last)
        if sum(
            each.minutes
            for each in awards
            if each.achieved_on <= on <= months_after(each.achieved_on, 12, each.achieved_on.day)
        )
        >= 720
    }

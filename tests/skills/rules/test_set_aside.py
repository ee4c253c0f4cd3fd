"""Suspended, withdrawn, in training, waived, queried: what is said over the dates."""

from peel.skills.rules.facts import HoldFact, HoldKind, QueryFact, SkillFacts, WaiverFact
from peel.skills.rules.grammar import SkillKind
from peel.skills.rules.standing import Status, Step, Why

from .records import SETTLED, YEARLY, award, day, moment, standing, word

GOT = award("1 Jan 2026")


def hold(kind, starts, ends=None):
    return HoldFact(kind, moment(starts), SETTLED, ends and moment(ends))


def waiver(starts, ends):
    return WaiverFact(day(starts), day(ends), SETTLED)


def query(asked, decided=None):
    return QueryFact(moment(asked), decided and moment(decided))


def line(*awards, **facts):
    return standing(YEARLY, *awards, facts=SkillFacts(**facts))


def test_a_suspension_begins_and_ends_at_its_minutes():
    held = line(GOT, holds=(hold(HoldKind.SUSPENDED, "1 Mar 2026 10:15", "1 Apr 2026 09:00"),))

    words = [word(held, at) for at in ("1 Mar 2026 10:14", "1 Mar 2026 10:15", "1 Apr 2026 08:59", "1 Apr 2026 09:00")]

    assert words == [Status.IN_DATE, Status.SUSPENDED, Status.SUSPENDED, Status.IN_DATE]


def test_a_suspended_skill_does_not_stand_and_nothing_says_why():
    held = line(GOT, holds=(hold(HoldKind.SUSPENDED, "1 Mar 2026 10:15"),))

    assert held.at(moment("2 Mar 2026 12:00")) == Step(
        moment("1 Mar 2026 10:15"), Status.SUSPENDED, False, day("1 Jan 2027"), Why.HELD, moment("1 Mar 2026 10:15")
    )


def test_a_hold_cannot_carry_its_reason_into_the_rules():
    assert HoldFact._fields == ("kind", "starts_at", "recorded_at", "ends_at", "retracted_at")
    assert [kind.value for kind in HoldKind] == ["suspended", "withdrawn", "training"]


def test_a_lapsed_skill_says_so_under_a_suspension():
    assert word(line(GOT, holds=(hold(HoldKind.SUSPENDED, "1 Mar 2026 10:15"),)), "2 Jan 2027 12:00") is (
        Status.OUT_OF_TICKET
    )


def test_a_skill_never_held_is_not_suspended():
    assert word(line(holds=(hold(HoldKind.SUSPENDED, "1 Mar 2026 10:15"),)), "2 Mar 2026 12:00") is Status.NOT_HELD


def test_withdrawn_goes_before_suspended_and_queried():
    held = line(
        GOT,
        holds=(hold(HoldKind.SUSPENDED, "1 Mar 2026 10:15"), hold(HoldKind.WITHDRAWN, "2 Mar 2026 10:15")),
        queries=(query("3 Mar 2026 10:15"),),
    )

    step = held.at(moment("4 Mar 2026 12:00"))

    assert (step.status, step.stands, step.why) == (Status.WITHDRAWN, False, Why.WITHDRAWN)


def test_a_withdrawn_skill_is_given_back_by_whoever_ends_the_withdrawal():
    held = line(GOT, holds=(hold(HoldKind.WITHDRAWN, "1 Mar 2026 10:15", "1 Apr 2026 09:00"),))

    assert word(held, "1 Apr 2026 09:00") is Status.IN_DATE


def test_on_the_course_and_not_awarded_is_in_training():
    learning = line(award("20 Mar 2026"), holds=(hold(HoldKind.TRAINING, "1 Mar 2026 09:00"),))

    assert [word(learning, at) for at in ("28 Feb 2026 12:00", "19 Mar 2026 12:00", "20 Mar 2026 12:00")] == [
        Status.NOT_HELD,
        Status.IN_TRAINING,
        Status.IN_DATE,
    ]


def test_a_course_that_came_to_nothing_leaves_not_held():
    learning = line(holds=(hold(HoldKind.TRAINING, "1 Mar 2026 09:00", "5 Mar 2026 17:00"),))

    step = learning.at(moment("6 Mar 2026 12:00"))

    assert (step.status, step.since) == (Status.NOT_HELD, None)


def test_back_on_the_course_a_lapsed_skill_is_still_out_of_ticket():
    lapsed = line(award("1 Jan 2025"), holds=(hold(HoldKind.TRAINING, "1 Mar 2026 09:00"),))

    assert word(lapsed, "2 Mar 2026 12:00") is Status.OUT_OF_TICKET


def test_a_waiver_says_waived_until_its_last_day_and_never_stands():
    waived = line(waivers=(waiver("1 Mar 2026", "31 May 2026"),))

    step = waived.at(moment("31 May 2026 23:59"))

    assert (step.status, step.stands, step.until, step.why) == (
        Status.WAIVED, False, day("31 May 2026"), Why.WAIVER,
    )  # fmt: skip
    assert [word(waived, at) for at in ("28 Feb 2026 23:59", "1 Jun 2026 00:00")] == [Status.NOT_HELD, Status.NOT_HELD]


def test_a_waiver_lifts_a_lapse_and_then_lets_it_show_since_it_lapsed():
    waived = line(award("1 Jan 2025"), waivers=(waiver("1 Mar 2026", "31 May 2026"),))

    after = waived.at(moment("1 Jun 2026 00:00"))

    assert word(waived, "1 Mar 2026 00:00") is Status.WAIVED
    assert (after.status, after.since) == (Status.OUT_OF_TICKET, moment("2 Jan 2026 00:00"))


def test_what_is_in_date_reads_in_date_under_a_waiver():
    assert word(line(GOT, waivers=(waiver("1 Mar 2026", "31 May 2026"),)), "2 Mar 2026 12:00") is Status.IN_DATE


def test_what_is_expiring_reads_waived_and_stands():
    step = line(GOT, waivers=(waiver("1 Dec 2026", "31 May 2027"),)).at(moment("2 Dec 2026 12:00"))

    assert (step.status, step.stands, step.code) == (Status.WAIVED, True, 8)


def test_the_longer_of_two_waivers_holds():
    waived = line(waivers=(waiver("1 Mar 2026", "31 May 2026"), waiver("1 Apr 2026", "30 Jun 2026")))

    assert waived.at(moment("2 Apr 2026 12:00")).until == day("30 Jun 2026")


def test_a_disputed_line_reads_queried_and_stands_as_before():
    disputed = line(GOT, queries=(query("1 Mar 2026 10:15", "8 Mar 2026 16:00"),))

    step = disputed.at(moment("2 Mar 2026 12:00"))

    assert (step.status, step.stands, step.until, step.since, step.otherwise) == (
        Status.QUERIED, True, day("1 Jan 2027"), moment("1 Mar 2026 10:15"), Status.IN_DATE,
    )  # fmt: skip
    assert [word(disputed, at) for at in ("1 Mar 2026 10:14", "8 Mar 2026 16:00")] == [Status.IN_DATE, Status.IN_DATE]


def test_a_dispute_does_not_make_a_lapsed_skill_stand():
    step = line(award("1 Jan 2025"), queries=(query("1 Mar 2026 10:15"),)).at(moment("2 Mar 2026 12:00"))

    assert (step.status, step.stands, step.otherwise) == (Status.QUERIED, False, Status.OUT_OF_TICKET)


def test_a_skill_done_elsewhere_reads_queried_until_somebody_decides():
    step = line(queries=(query("1 Mar 2026 10:15"),)).at(moment("2 Mar 2026 12:00"))

    assert (step.status, step.stands, step.otherwise) == (Status.QUERIED, False, Status.NOT_HELD)


def test_a_dispute_does_not_hide_a_suspension():
    held = line(GOT, holds=(hold(HoldKind.SUSPENDED, "1 Feb 2026 10:15"),), queries=(query("1 Mar 2026 10:15"),))

    assert word(held, "2 Mar 2026 12:00") is Status.SUSPENDED


def test_the_first_of_two_disputes_dates_them():
    step = line(GOT, queries=(query("1 Mar 2026 10:15"), query("5 Mar 2026 10:15"))).at(moment("6 Mar 2026 12:00"))

    assert step.since == moment("1 Mar 2026 10:15")


def test_while_disputed_the_line_goes_on_lapsing_underneath():
    disputed = standing(YEARLY, GOT, kind=SkillKind.LEARNING, facts=SkillFacts(queries=(query("1 Dec 2026 10:15"),)))

    assert [(disputed.at(moment(at)).otherwise, disputed.at(moment(at)).stands) for at in (
        "1 Jan 2027 12:00", "2 Jan 2027 12:00",
    )] == [(Status.DUE, True), (Status.OVERDUE, False)]  # fmt: skip


def test_the_stored_number_is_positive_where_the_skill_stands():
    lapsing = line(award("1 Jan 2026"))

    assert [step.code for step in lapsing.steps] == [2, 4, -5]


def test_the_steps_in_force_and_to_come_begin_with_the_one_in_force():
    lapsing = line(award("1 Jan 2026"))

    assert [step.status for step in lapsing.after(moment("1 Dec 2026 12:00"))] == [
        Status.EXPIRING,
        Status.OUT_OF_TICKET,
    ]
    assert lapsing.after(moment("1 Dec 2020 12:00")) == lapsing.steps

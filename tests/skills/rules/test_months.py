"""Fixed months, ends of month and quarter, and the window in which a renewal keeps its date."""

from peel.skills.rules.grammar import SkillKind
from peel.skills.rules.standing import Status

from .records import YEARLY, award, day, moment, standing, until, word


def test_a_yearly_skill_is_in_date_through_the_same_day_of_the_next_year():
    taser = standing(YEARLY, award("14 Nov 2025"))

    steps = [(step.moment, step.status, step.until) for step in taser.steps]

    assert steps == [
        (moment("14 Nov 2025 00:00"), Status.IN_DATE, day("14 Nov 2026")),
        (moment("16 Aug 2026 00:00"), Status.EXPIRING, day("14 Nov 2026")),
        (moment("15 Nov 2026 00:00"), Status.OUT_OF_TICKET, day("14 Nov 2026")),
    ]


def test_the_last_day_in_date_is_in_date_to_its_last_minute():
    taser = standing(YEARLY, award("14 Nov 2025"))

    words = [word(taser, "14 Nov 2026 23:59"), word(taser, "15 Nov 2026 00:00")]

    assert words == [Status.EXPIRING, Status.OUT_OF_TICKET]


def test_required_learning_is_due_and_then_overdue():
    data = standing(YEARLY, award("30 Nov 2025"), kind=SkillKind.LEARNING)

    words = [word(data, at) for at in ("31 Aug 2026 23:59", "1 Sep 2026 00:00", "1 Dec 2026 00:00")]

    assert words == [Status.IN_DATE, Status.DUE, Status.OVERDUE]


def test_nothing_on_record_is_not_held():
    assert word(standing(YEARLY), "21 Nov 2026 12:00") is Status.NOT_HELD


def test_before_the_award_nothing_was_held():
    assert word(standing(YEARLY, award("14 Nov 2025")), "13 Nov 2025 23:59") is Status.NOT_HELD


def test_a_skill_got_on_29_february_ends_on_the_last_day_of_february():
    got = award("29 Feb 2024")

    ends = [until(standing({"type": "months", "months": months}, got), "1 Mar 2024 12:00") for months in (12, 24, 48)]

    assert ends == [day("28 Feb 2025"), day("28 Feb 2026"), day("29 Feb 2028")]


def test_a_yearly_skill_got_on_29_february_comes_back_to_it_in_a_leap_year():
    renewed = [award(on) for on in ("29 Feb 2024", "20 Feb 2025", "20 Feb 2026", "20 Feb 2027")]

    assert until(standing(YEARLY, *renewed), "1 Mar 2027 12:00") == day("29 Feb 2028")


def test_a_renewal_on_the_last_day_itself_keeps_the_day_of_the_month_too():
    renewed = [award(on) for on in ("29 Feb 2024", "28 Feb 2025", "20 Feb 2026", "20 Feb 2027")]

    assert until(standing(YEARLY, *renewed), "1 Mar 2027 12:00") == day("29 Feb 2028")


def test_half_yearly_renewals_do_not_slip_from_the_31st():
    renewed = [award("31 Aug 2025"), award("20 Feb 2026")]

    assert until(standing({"type": "months", "months": 6}, *renewed), "1 Mar 2026 12:00") == day("31 Aug 2026")


def test_renewing_ninety_days_early_keeps_the_date():
    renewed = standing(YEARLY, award("31 Dec 2025"), award("2 Oct 2026"))

    assert until(renewed, "2 Oct 2026 12:00") == day("31 Dec 2027")


def test_renewing_ninety_one_days_early_counts_from_that_day():
    renewed = standing(YEARLY, award("31 Dec 2025"), award("1 Oct 2026"))

    assert until(renewed, "1 Oct 2026 12:00") == day("1 Oct 2027")


def test_renewing_after_a_lapse_counts_from_that_day():
    renewed = standing(YEARLY, award("31 Dec 2024"), award("5 Jan 2026"))

    assert [word(renewed, "2 Jan 2026 12:00"), until(renewed, "5 Jan 2026 12:00")] == [
        Status.OUT_OF_TICKET,
        day("5 Jan 2027"),
    ]


def test_a_window_of_no_days_never_keeps_a_date():
    renewed = standing({**YEARLY, "renew_early_days": 0}, award("31 Dec 2025"), award("31 Dec 2026"))

    assert until(renewed, "31 Dec 2026 12:00") == day("31 Dec 2027")
    assert until(
        standing({**YEARLY, "renew_early_days": 0}, award("31 Dec 2025"), award("30 Dec 2026")), "30 Dec 2026 12:00"
    ) == day("30 Dec 2027")


def test_to_the_end_of_the_month_and_of_the_quarter():
    got = award("15 Feb 2026")

    ends = [
        until(standing({"type": type_, "months": 12}, got), "1 Mar 2026 12:00")
        for type_ in ("end_of_month", "end_of_quarter")
    ]

    assert ends == [day("28 Feb 2027"), day("31 Mar 2027")]


def test_renewing_early_keeps_the_end_of_the_quarter():
    renewed = standing({"type": "end_of_quarter", "months": 12}, award("15 Feb 2026"), award("5 Jan 2027"))

    assert until(renewed, "5 Jan 2027 12:00") == day("31 Mar 2028")


def test_a_certificate_with_its_own_date_goes_before_the_rule():
    driving = standing({"type": "months", "months": 60}, award("1 Mar 2026", expires_on=day("12 Sep 2029")))

    assert until(driving, "2 Mar 2026 12:00") == day("12 Sep 2029")


def test_what_does_not_expire_stands_without_a_date():
    camera = standing({"type": "none"}, award("1 Mar 2025"))

    assert [(step.status, step.until) for step in camera.steps] == [(Status.IN_DATE, None)]


def test_before_an_early_renewal_the_line_read_as_it_did():
    renewed = standing(YEARLY, award("31 Dec 2025"), award("10 Dec 2026"))

    reads = [(word(renewed, at), until(renewed, at)) for at in ("1 Nov 2026 12:00", "10 Dec 2026 12:00")]

    assert reads == [(Status.EXPIRING, day("31 Dec 2026")), (Status.IN_DATE, day("31 Dec 2027"))]


def test_in_grace_a_line_reads_due_and_does_not_stand():
    taser = standing({**YEARLY, "grace_days": 14}, award("14 Nov 2025"))

    grace = taser.at(moment("20 Nov 2026 12:00"))

    assert (grace.status, grace.stands, grace.until, grace.since) == (
        Status.DUE, False, day("14 Nov 2026"), moment("15 Nov 2026 00:00"),
    )  # fmt: skip


def test_after_grace_a_line_has_been_out_of_ticket_since_its_date():
    taser = standing({**YEARLY, "grace_days": 14}, award("14 Nov 2025"))

    late = taser.at(moment("29 Nov 2026 00:00"))

    assert (late.status, late.since) == (Status.OUT_OF_TICKET, moment("15 Nov 2026 00:00"))
    assert word(taser, "28 Nov 2026 23:59") is Status.DUE


def test_a_renewal_in_time_leaves_no_grace_behind():
    renewed = standing({**YEARLY, "grace_days": 14}, award("31 Dec 2025"), award("10 Dec 2026"))

    assert [step.status for step in renewed.steps] == [
        Status.IN_DATE,
        Status.EXPIRING,
        Status.IN_DATE,
        Status.EXPIRING,
        Status.DUE,
        Status.OUT_OF_TICKET,
    ]


def test_a_renewal_in_grace_ends_it():
    renewed = standing({**YEARLY, "grace_days": 14}, award("31 Dec 2025"), award("10 Jan 2027"))

    assert [step.status for step in renewed.steps][:4] == [
        Status.IN_DATE,
        Status.EXPIRING,
        Status.DUE,
        Status.IN_DATE,
    ]


def test_a_period_shorter_than_its_window_is_expiring_from_its_first_day():
    monthly = standing({"type": "months", "months": 1}, award("1 Mar 2026"))

    assert [step.status for step in monthly.steps] == [Status.EXPIRING, Status.OUT_OF_TICKET]


def test_required_learning_renewed_in_grace_is_due_since_then():
    monthly = {"type": "months", "months": 1, "grace_days": 14}

    renewed = standing(monthly, award("1 Jan 2026"), award("10 Feb 2026"), kind=SkillKind.LEARNING)

    assert [(step.status, step.stands, step.since) for step in renewed.steps][:3] == [
        (Status.DUE, True, moment("1 Jan 2026 00:00")),
        (Status.DUE, False, moment("2 Feb 2026 00:00")),
        (Status.DUE, True, moment("10 Feb 2026 00:00")),
    ]


def test_a_shorter_window_opens_later():
    taser = standing({**YEARLY, "due_days": 30}, award("14 Nov 2025"))

    assert [word(taser, "14 Oct 2026 12:00"), word(taser, "15 Oct 2026 12:00")] == [Status.IN_DATE, Status.EXPIRING]

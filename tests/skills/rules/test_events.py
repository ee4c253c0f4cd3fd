"""So many events in a period, and a requalification beside them."""

from peel.skills.rules.currency import progress
from peel.skills.rules.facts import AwardKind
from peel.skills.rules.grammar import RuleVersion, Unit, parse_rule
from peel.skills.rules.standing import Status, Why
from peel.skills.rules.sums import Progress

from .records import award, day, moment, standing, until, word

FIREARMS = {"type": "events_in_period", "events": 1, "months": 4, "requalify_months": 12}
TWICE = {"type": "events_in_period", "events": 2, "months": 6}


def shoot(on):
    return award(on, kind=AwardKind.EVENT)


def test_a_firearms_officer_is_tested_every_four_months():
    officer = standing(FIREARMS, award("1 Mar 2026"), shoot("20 Jun 2026"))

    assert [until(officer, "2 Mar 2026 12:00"), until(officer, "20 Jun 2026 12:00")] == [
        day("1 Jul 2026"),
        day("20 Oct 2026"),
    ]


def test_a_missed_test_lapses():
    officer = standing(FIREARMS, award("1 Mar 2026")).at(moment("2 Jul 2026 00:00"))

    assert (officer.status, officer.why) == (Status.OUT_OF_TICKET, Why.DATE_PASSED)


def test_tests_do_not_replace_the_yearly_requalification():
    officer = standing(FIREARMS, award("1 Mar 2026"), *map(shoot, ("20 Jun 2026", "1 Oct 2026", "10 Jan 2027")))

    lapsed = officer.at(moment("2 Mar 2027 00:00"))

    assert until(officer, "10 Jan 2027 12:00") == day("1 Mar 2027")
    assert (lapsed.status, lapsed.why, lapsed.until) == (
        Status.OUT_OF_TICKET,
        Why.REQUALIFICATION_DUE,
        day("1 Mar 2027"),
    )


def test_requalifying_counts_as_a_test_and_keeps_the_anniversary():
    officer = standing(
        FIREARMS,
        award("1 Mar 2026"),
        *map(shoot, ("20 Jun 2026", "1 Oct 2026")),
        award("20 Jan 2027", kind=AwardKind.REQUALIFICATION),
        *map(shoot, ("10 May 2027", "1 Sep 2027", "20 Dec 2027")),
    )

    assert [until(officer, "20 Jan 2027 12:00"), until(officer, "20 Dec 2027 12:00")] == [
        day("20 May 2027"),
        day("1 Mar 2028"),
    ]


def test_a_shoot_alone_makes_nobody_a_firearms_officer():
    assert word(standing(FIREARMS, shoot("1 Mar 2026")), "1 Mar 2026 12:00") is Status.NOT_HELD


def test_two_events_in_six_months():
    twice = standing(TWICE, shoot("1 Jan 2026"), shoot("1 Mar 2026"))

    assert [word(twice, "28 Feb 2026 12:00"), until(twice, "1 Mar 2026 12:00")] == [
        Status.NOT_HELD,
        day("1 Jul 2026"),
    ]


def test_one_of_two_events_is_done():
    versions = (RuleVersion(parse_rule(TWICE)),)

    assert progress(versions, [shoot("1 Jan 2026")], on=day("1 Feb 2026")) == Progress(Unit.EVENTS, 1, 2)


def test_a_shoot_renews_no_dated_skill():
    yearly = standing({"type": "months", "months": 12}, award("1 Mar 2026"), shoot("20 Feb 2027"))

    assert until(yearly, "20 Feb 2027 12:00") == day("1 Mar 2027")


def test_in_grace_after_a_missed_requalification_a_line_reads_due():
    officer = standing(
        {**FIREARMS, "grace_days": 7},
        award("1 Mar 2026"),
        *map(shoot, ("20 Jun 2026", "1 Oct 2026", "10 Jan 2027")),
    )

    assert [word(officer, at) for at in ("8 Mar 2027 12:00", "9 Mar 2027 00:00")] == [Status.DUE, Status.OUT_OF_TICKET]

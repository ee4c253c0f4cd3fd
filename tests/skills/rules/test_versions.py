"""Rules change: which version governs an award, and how a new curriculum or device takes over."""

from peel.skills.rules.currency import periods, promises
from peel.skills.rules.facts import NOTHING, AwardKind
from peel.skills.rules.grammar import RuleVersion, SkillKind, parse_rule
from peel.skills.rules.line import standing_of
from peel.skills.rules.standing import Status, Why

from .records import SETTLED, YEARLY, award, day, moment, standing, until, word

FIVE = {"type": "months", "months": 60}
THREE = {"type": "months", "months": 36}
CAMERA = {"type": "none", "conversion": {"to": "mark 2", "from": "2026-04-01", "cut_off": "2026-12-31"}}


def version(form, effective_from, *, retrospective=False):
    return RuleVersion(parse_rule(form), day(effective_from), retrospective)


def line(versions, *awards):
    return standing_of(SkillKind.AUTHORISED, NOTHING, promises(versions, sorted(awards)))


def test_the_version_in_force_on_the_day_governs():
    versions = [version(FIVE, "1 Jan 2020"), version(THREE, "1 Jan 2026")]

    ends = [until(line(versions, award(on)), "2 Jan 2026 12:00") for on in ("31 Dec 2025", "1 Jan 2026")]

    assert ends == [day("31 Dec 2030"), day("1 Jan 2029")]


def test_an_award_older_than_every_version_is_governed_by_the_first():
    versions = [version(FIVE, "1 Jan 2020"), version(THREE, "1 Jan 2026")]

    assert until(line(versions, award("1 Jun 2019")), "1 Jun 2020 12:00") == day("1 Jun 2024")


def test_a_shorter_rule_does_not_shorten_by_renewing():
    versions = [version(FIVE, "1 Jan 2020"), version(THREE, "1 Jan 2026")]

    assert until(line(versions, award("1 Dec 2025"), award("1 Feb 2026")), "2 Feb 2026 12:00") == day("1 Dec 2030")


def test_renewing_under_a_new_version_keeps_the_date_of_the_old_one():
    versions = [version(YEARLY, "1 Jan 2020"), version({"type": "months", "months": 24}, "1 Jan 2026")]

    assert until(line(versions, award("1 Mar 2025"), award("1 Feb 2026")), "2 Feb 2026 12:00") == day("1 Mar 2028")


def test_a_retrospective_version_speaks_from_its_own_first_day():
    versions = [version(FIVE, "1 Jan 2020"), version(THREE, "1 Jan 2026", retrospective=True)]

    driver = line(versions, award("1 Jun 2022"))

    reads = [(word(driver, at), until(driver, at)) for at in ("31 Dec 2025 23:59", "1 Jan 2026 00:00")]
    assert reads == [(Status.IN_DATE, day("1 Jun 2027")), (Status.OUT_OF_TICKET, day("31 Dec 2025"))]


def test_a_retrospective_version_may_end_a_line_the_day_before_it():
    versions = [version(FIVE, "1 Jan 2020"), version(THREE, "2 Jun 2025", retrospective=True)]

    driver = line(versions, award("1 Jun 2022"))

    assert [(step.moment, step.status, step.until) for step in driver.steps] == [
        (moment("1 Jun 2022 00:00"), Status.IN_DATE, day("1 Jun 2027")),
        (moment("2 Jun 2025 00:00"), Status.OUT_OF_TICKET, day("1 Jun 2025")),
    ]


def test_a_retrospective_version_that_lengthens_brings_a_lapsed_line_back_only_from_its_own_day():
    versions = [version(YEARLY, "1 Jan 2020"), version(FIVE, "1 Jan 2026", retrospective=True)]

    made = promises(versions, [award("1 Jun 2024")])

    assert periods(made) == ((day("1 Jun 2024"), day("1 Jun 2025")), (day("1 Jan 2026"), day("1 Jun 2029")))


def test_hours_under_a_new_rule_begin_with_it_and_the_old_date_holds():
    hours = {"type": "hours_in_period", "hours": 12, "months": 12}
    versions = [version(YEARLY, "1 Jan 2020"), version(hours, "1 Apr 2024")]

    safety = line(versions, award("1 Feb 2024"), award("1 Sep 2024", minutes=420), award("1 Jan 2025", minutes=300))

    assert [until(safety, "2 Sep 2024 12:00"), until(safety, "2 Jan 2025 12:00")] == [
        day("1 Feb 2025"),
        day("1 Sep 2025"),
    ]


def test_a_requalification_brought_in_later_binds_only_later_awards():
    tested = {"type": "events_in_period", "events": 1, "months": 12, "requalify_months": 6}
    versions = [version(YEARLY, "1 Jan 2020"), version(tested, "1 Jan 2026")]

    assert [until(line(versions, award(on)), "2 Jan 2026 12:00") for on in ("1 Dec 2025", "1 Jan 2026")] == [
        day("1 Dec 2026"),
        day("1 Jul 2026"),
    ]


def test_an_unverified_award_counts_unless_the_rule_says_otherwise():
    imported = award("1 Mar 2026", verified=False)

    words = [
        word(standing({**YEARLY, "unverified_counts": counts}, imported), "2 Mar 2026 12:00")
        for counts in (True, False)
    ]

    assert words == [Status.IN_DATE, Status.NOT_HELD]


def test_whether_unverified_counts_is_asked_of_the_governing_version():
    strict = {**YEARLY, "unverified_counts": False}
    versions = [version(YEARLY, "1 Jan 2020"), version(strict, "1 Jan 2026")]

    words = [
        word(line(versions, award(on, verified=False)), "2 Jan 2026 12:00") for on in ("31 Dec 2025", "1 Jan 2026")
    ]

    assert words == [Status.IN_DATE, Status.NOT_HELD]


def test_an_award_on_the_old_device_counts_through_the_cut_off():
    camera = standing(CAMERA, award("1 Mar 2025"))

    late = camera.at(moment("1 Jan 2027 00:00"))

    assert [word(camera, "2 Oct 2026 00:00"), until(camera, "31 Dec 2026 23:59")] == [
        Status.EXPIRING,
        day("31 Dec 2026"),
    ]
    assert (late.status, late.why) == (Status.OUT_OF_TICKET, Why.CONVERSION_DUE)


def test_a_conversion_lifts_the_cut_off_and_renews_nothing():
    taser = {**YEARLY, "conversion": CAMERA["conversion"]}
    converted = award("1 Nov 2026", kind=AwardKind.CONVERSION)

    line = standing(taser, award("1 Mar 2026"), converted)

    assert [until(line, "1 Mar 2026 12:00"), until(line, "1 Nov 2026 12:00")] == [day("31 Dec 2026"), day("1 Mar 2027")]


def test_a_conversion_after_the_cut_off_brings_the_line_back():
    camera = standing(CAMERA, award("1 Mar 2025"), award("1 Feb 2027", kind=AwardKind.CONVERSION))

    assert [word(camera, at) for at in ("31 Jan 2027 12:00", "1 Feb 2027 00:00")] == [
        Status.OUT_OF_TICKET,
        Status.IN_DATE,
    ]
    assert until(camera, "1 Feb 2027 00:00") is None


def test_an_award_on_the_day_the_new_device_starts_is_of_the_new_device():
    assert until(standing(CAMERA, award("1 Apr 2026")), "1 Apr 2026 12:00") is None


def test_an_award_that_names_the_old_device_is_of_the_old_one():
    named = award("1 Jun 2026", edition="mark 1")

    assert until(standing(CAMERA, named), "1 Jun 2026 12:00") == day("31 Dec 2026")


def test_an_early_award_that_names_the_new_device_is_of_the_new_one():
    assert until(standing(CAMERA, award("1 Feb 2026", edition="mark 2")), "1 Feb 2026 12:00") is None


def test_cpd_after_the_change_converts_nobody():
    portfolio = {"type": "portfolio", "months": 12, "cpd_hours": 6, "conversion": CAMERA["conversion"]}
    cpd = award("1 Jun 2026", kind=AwardKind.CPD, minutes=360)

    assert until(standing(portfolio, award("1 Mar 2026"), cpd), "1 Jun 2026 12:00") == day("31 Dec 2026")


def test_an_old_award_that_ends_before_the_cut_off_keeps_its_own_end():
    taser = {**YEARLY, "conversion": CAMERA["conversion"]}

    assert until(standing(taser, award("1 Oct 2025")), "2 Oct 2025 12:00") == day("1 Oct 2026")


def test_in_grace_nothing_waits_for_a_conversion():
    camera = standing({**CAMERA, "grace_days": 30}, award("1 Mar 2025"))

    assert word(camera, "1 Jan 2027 00:00") is Status.OUT_OF_TICKET


def test_a_found_old_record_does_not_take_a_date_back():
    kept = [award("1 Dec 2025"), award("1 Oct 2026")]
    found = award("1 Jan 2025", recorded_at=moment("1 Nov 2026 12:00"))

    together = [each._replace(recorded_at=SETTLED) for each in (*kept, found)]

    ends = [until(standing(YEARLY, *awards), "2 Oct 2026 12:00") for awards in (kept, [*kept, found], together)]

    assert ends == [day("1 Dec 2027"), day("1 Dec 2027"), day("1 Oct 2027")]


def test_a_renewal_recorded_before_the_award_it_renews_still_keeps_its_date():
    late = award("31 Dec 2025", recorded_at=moment("1 Feb 2027 12:00"))

    assert until(standing(YEARLY, late, award("1 Dec 2026")), "2 Dec 2026 12:00") == day("31 Dec 2027")

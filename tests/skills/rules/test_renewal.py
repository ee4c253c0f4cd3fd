"""What renewing gives, what stops somebody from starting, and the cheapest way back."""

import pytest

from peel.skills.rules.facts import AuthorisationFact, AwardKind, HoldFact, HoldKind, SkillFacts
from peel.skills.rules.grammar import RuleVersion, Unit, parse_rule
from peel.skills.rules.links import Link, LinkKind
from peel.skills.rules.renewal import (
    Blocker,
    Do,
    Errand,
    Gives,
    Preview,
    renewal_preview,
    way_back,
    why_not_startable,
)
from peel.skills.rules.standing import Status
from peel.skills.rules.sums import Progress

from .records import SETTLED, YEARLY, award, book, day, moment, skill

STANDS, STARTS, RENEWS = LinkKind.STANDS, LinkKind.STARTS, LinkKind.RENEWS
HOURS = {"type": "hours_in_period", "hours": 12, "months": 12, "renew_early_days": 90}
NOW = moment("1 Feb 2027 12:00")


def facts(*awards, **others):
    return SkillFacts(awards=awards, **others)


def preview(form, *awards, on, **given):
    return renewal_preview((RuleVersion(parse_rule(form)),), awards, on=day(on), **given)


def back(rules, record, code="CED", **given):
    return way_back(rules, record, code, at=NOW, **given)


def test_renewing_now_keeps_your_date():
    assert preview(YEARLY, award("31 Dec 2025"), on="21 Nov 2026") == Preview(
        Gives.KEEPS_DATE, day("31 Dec 2026"), day("31 Dec 2027"), day("2 Oct 2026"), None
    )


def test_renewing_too_early_counts_from_that_day_and_says_from_when_it_would_not():
    assert preview(YEARLY, award("31 Dec 2025"), on="1 Oct 2026") == Preview(
        Gives.COUNTS_FROM_DAY, day("31 Dec 2026"), day("1 Oct 2027"), day("2 Oct 2026"), None
    )


def test_renewing_on_the_first_day_of_the_window_keeps_the_date():
    assert preview(YEARLY, award("31 Dec 2025"), on="2 Oct 2026").gives is Gives.KEEPS_DATE


def test_renewing_after_a_lapse_counts_from_that_day():
    assert preview(YEARLY, award("31 Dec 2025"), on="1 Feb 2027") == Preview(
        Gives.COUNTS_FROM_DAY, None, day("1 Feb 2028"), None, None
    )


def test_a_part_does_not_renew_yet_and_says_how_much_is_done():
    assert preview(HOURS, award("21 Jan 2026"), on="3 Dec 2026", minutes=420) == Preview(
        Gives.NOT_YET, day("21 Jan 2027"), day("21 Jan 2027"), day("23 Oct 2026"), Progress(Unit.MINUTES, 420, 720)
    )


def test_the_last_part_keeps_the_date():
    seven = award("3 Dec 2026", minutes=420)

    assert preview(HOURS, award("21 Jan 2026"), seven, on="10 Jan 2027", minutes=300).gives is Gives.KEEPS_DATE


def test_a_first_part_gives_no_date():
    assert preview(HOURS, on="3 Dec 2026", minutes=420) == Preview(
        Gives.NOT_YET, None, None, None, Progress(Unit.MINUTES, 420, 720)
    )


def test_what_does_not_expire_is_won_for_good():
    assert preview({"type": "none"}, on="3 Dec 2026") == Preview(Gives.NO_EXPIRY, None, None, None, None)


def test_awards_after_the_day_are_not_looked_at():
    assert preview(YEARLY, award("31 Dec 2025"), award("1 Mar 2027"), on="21 Nov 2026").before == day("31 Dec 2026")


def test_a_test_between_requalifications_moves_the_nearer_date():
    form = {"type": "events_in_period", "events": 1, "months": 4, "requalify_months": 12}

    shown = preview(form, award("1 Mar 2026"), on="20 Jun 2026", kind=AwardKind.EVENT)

    assert (shown.gives, shown.before, shown.until) == (Gives.COUNTS_FROM_DAY, day("1 Jul 2026"), day("20 Oct 2026"))


def test_a_skill_without_a_rule_gives_nothing_yet():
    assert renewal_preview((), [], on=day("1 Jan 2026")) == Preview(Gives.NOT_YET, None, None, None, None)


def test_what_a_skill_needs_to_start_is_named_with_its_line():
    rules = book(
        skill("CED"), skill("ELS"), skill("JRFT"), links=[Link(STARTS, "CED", "ELS"), Link(STARTS, "CED", "JRFT")]
    )
    standings = rules.standings({"ELS": facts(award("1 Jan 2026")), "JRFT": facts(award("1 Jan 2027"))})

    assert why_not_startable(rules, standings, "CED", at=NOW) == (Blocker("ELS", standings["ELS"].at(NOW)),)
    assert standings["ELS"].at(NOW).status is Status.OUT_OF_TICKET


def test_with_everything_in_date_a_skill_can_be_started():
    rules = book(skill("CED"), skill("ELS"), links=[Link(STARTS, "CED", "ELS"), Link(STANDS, "ELS", "CED")])
    standings = rules.standings({"ELS": facts(award("1 Jan 2027")), "CED": facts(award("1 Jan 2027"))})

    assert why_not_startable(rules, standings, "CED", at=NOW) == ()


def test_what_stands_needs_no_way_back():
    assert back(book(skill("CED")), {"CED": facts(award("1 Jan 2027"))}) == ()


def test_a_lapsed_skill_comes_back_by_renewing_it():
    assert back(book(skill("CED")), {"CED": facts(award("1 Jan 2026"))}) == (Errand(Do.RENEW, "CED", ("CED",)),)


def test_a_skill_never_held_is_won():
    assert back(book(skill("CED")), {}) == (Errand(Do.WIN, "CED", ("CED",)),)


def test_a_suspended_skill_comes_back_by_its_base():
    rules = book(skill("CED"), skill("ELS"), links=[Link(STANDS, "CED", "ELS")])
    record = {"CED": facts(award("1 Jan 2027")), "ELS": facts(award("1 Jan 2026"))}

    assert back(rules, record) == (Errand(Do.RENEW, "ELS", ("ELS",)),)


def test_bases_come_first():
    rules = book(skill("CED"), skill("ELS"), links=[Link(STANDS, "CED", "ELS")])
    record = {"CED": facts(award("1 Jan 2026")), "ELS": facts(award("1 Jan 2026"))}

    assert [errand.skill for errand in back(rules, record)] == ["ELS", "CED"]


def two_modules(*links):
    rules = book(
        skill("CED"), skill("ELS"), skill("FA4"), skill("FA5"),
        links=[Link(STANDS, "CED", "ELS"), Link(STANDS, "CED", "FA4"), Link(RENEWS, "FA5", "FA4"),
               Link(RENEWS, "FA4", "ELS"), *links],
    )  # fmt: skip
    lapsed = facts(award("1 Jan 2026"))
    return rules, {"CED": facts(award("1 Jan 2027")), "ELS": lapsed, "FA4": lapsed}


def test_one_higher_skill_that_renews_both_is_cheaper_than_both():
    rules, record = two_modules()

    assert back(rules, record) == (Errand(Do.RENEW, "FA4", ("ELS", "FA4")),)


def test_of_two_ways_the_one_that_costs_less_is_named():
    rules, record = two_modules()
    standing_still = facts(award("1 Jan 2026", expires_on=day("1 Jan 2030")))

    ways = [
        back(rules, {**record, "FA4": standing_still}, cost=cost)
        for cost in ({"FA4": 480, "ELS": 180}, {"FA4": 180, "ELS": 480})
    ]

    assert ways == [(Errand(Do.RENEW, "ELS", ("ELS",)),), (Errand(Do.RENEW, "FA4", ("ELS",)),)]


def test_a_higher_skill_never_held_is_no_way_back():
    rules, record = two_modules()

    errands = back(rules, {**record, "FA4": facts()}, cost={"FA4": 900, "ELS": 900, "FA5": 10})

    assert errands == (Errand(Do.WIN, "FA4", ("ELS", "FA4")),)


def test_a_still_higher_skill_carries_both_where_it_is_cheapest():
    rules, record = two_modules()

    errands = back(rules, {**record, "FA5": facts(award("1 Jan 2026"))}, cost={"FA4": 480, "ELS": 480, "FA5": 60})

    assert errands == (Errand(Do.RENEW, "FA5", ("ELS", "FA4")),)


def test_a_higher_skill_that_cannot_be_started_is_no_way_back():
    rules, record = two_modules(Link(STARTS, "FA5", "CED"))

    errands = back(rules, {**record, "FA5": facts(award("1 Jan 2026"))}, cost={"FA4": 480, "ELS": 480, "FA5": 60})

    assert errands == (Errand(Do.RENEW, "FA4", ("ELS", "FA4")),)


def test_hours_already_done_make_a_way_cheaper():
    rules = book(
        skill("CED"),
        skill("LOW"),
        skill("HIGH", HOURS),
        links=[Link(STANDS, "CED", "LOW"), Link(RENEWS, "HIGH", "LOW")],
    )
    record = {"CED": facts(award("1 Jan 2027")), "LOW": facts(award("1 Jan 2025"))}
    begun = facts(award("1 Jan 2025"), award("1 Jan 2027", minutes=420))

    ways = [back(rules, {**record, "HIGH": high})[0].skill for high in (facts(award("1 Jan 2025")), begun)]

    assert ways == ["LOW", "HIGH"]


def test_a_missing_authority_is_asked_of_the_authorising_officer():
    rules = book(skill("CED", {**YEARLY, "authorisation": {"by": "superintendent"}}))
    ended = AuthorisationFact(day("1 Jan 2026"), SETTLED, ends=day("31 Dec 2026"))

    assert back(rules, {"CED": facts(award("1 Jan 2027"), authorisations=(ended,))}) == (
        Errand(Do.AUTHORISE, "CED", ("CED",)),
    )


def test_a_course_and_an_authority_that_both_ended_are_both_needed():
    rules = book(skill("CED", {**YEARLY, "authorisation": {"by": "superintendent"}}))
    ended = AuthorisationFact(day("1 Jan 2026"), SETTLED, ends=day("31 Dec 2026"))

    errands = back(rules, {"CED": facts(award("1 Jan 2026"), authorisations=(ended,))})

    assert [errand.do for errand in errands] == [Do.RENEW, Do.AUTHORISE]


def test_an_authority_in_force_is_not_asked_for_again():
    rules = book(skill("CED", {**YEARLY, "authorisation": {"by": "superintendent"}}))
    given = AuthorisationFact(day("1 Jan 2026"), SETTLED)

    assert [errand.do for errand in back(rules, {"CED": facts(award("1 Jan 2026"), authorisations=(given,))})] == [
        Do.RENEW
    ]


@pytest.mark.parametrize("kind", [HoldKind.SUSPENDED, HoldKind.WITHDRAWN])
def test_of_a_hold_nothing_is_said_but_to_ask(kind):
    held = HoldFact(kind, moment("1 Jan 2027 12:00"), SETTLED)

    assert back(book(skill("CED")), {"CED": facts(award("1 Jan 2027"), holds=(held,))}) == (
        Errand(Do.ASK, "CED", ("CED",)),
    )


@pytest.mark.parametrize(("starts", "ends"), [("1 Jan 2027 12:00", "1 Feb 2027 12:00"), ("1 Feb 2027 12:01", None)])
def test_a_hold_that_is_over_or_has_not_begun_is_not_asked_about(starts, ends):
    held = HoldFact(HoldKind.SUSPENDED, moment(starts), SETTLED, ends and moment(ends))

    assert [errand.do for errand in back(book(skill("CED")), {"CED": facts(award("1 Jan 2026"), holds=(held,))})] == [
        Do.RENEW
    ]


def test_being_on_the_course_is_nothing_to_ask_about():
    learning = HoldFact(HoldKind.TRAINING, moment("1 Jan 2027 12:00"), SETTLED)

    assert back(book(skill("CED")), {"CED": facts(holds=(learning,))}) == (Errand(Do.WIN, "CED", ("CED",)),)


def test_past_a_cut_off_the_way_back_is_to_convert():
    form = {"type": "none", "conversion": {"to": "mark 2", "from": "2026-04-01", "cut_off": "2026-12-31"}}

    assert back(book(skill("CED", form)), {"CED": facts(award("1 Jan 2026"))}) == (Errand(Do.CONVERT, "CED", ("CED",)),)


def test_an_initial_course_costs_its_hours():
    rules = book(
        skill("CED"), skill("LOW", {**YEARLY, "initial_hours": 4}), skill("HIGH", {**YEARLY, "refresher_hours": 6}),
        links=[Link(STANDS, "CED", "LOW"), Link(RENEWS, "HIGH", "LOW")],
    )  # fmt: skip

    record = {"CED": facts(award("1 Jan 2027")), "HIGH": facts(award("1 Jan 2026"))}

    assert back(rules, record) == (Errand(Do.WIN, "LOW", ("LOW",)),)


def test_with_too_many_choices_each_lapsed_skill_is_renewed_by_itself():
    codes = [f"S{number}" for number in range(9)]
    rules = book(
        skill("CED"), skill("TOP"), *map(skill, codes),
        links=[*(Link(STANDS, "CED", code) for code in codes), *(Link(RENEWS, "TOP", code) for code in codes)],
    )  # fmt: skip
    lapsed = facts(award("1 Jan 2026"))
    record = {"CED": facts(award("1 Jan 2027")), "TOP": lapsed, **dict.fromkeys(codes, lapsed)}

    assert [errand.skill for errand in back(rules, record)] == codes

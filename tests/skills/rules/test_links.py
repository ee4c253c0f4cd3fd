"""Needs to start, needs to stand, renews: three different things."""

from itertools import pairwise

import pytest

from peel.skills.rules.book import RuleBook
from peel.skills.rules.facts import AwardKind, HoldFact, HoldKind, SkillFacts, WaiverFact
from peel.skills.rules.links import Link, LinkKind, LinkProblem, LinksError, check_links
from peel.skills.rules.standing import Status, Why

from .records import SETTLED, YEARLY, award, book, day, moment, skill, until, word

STANDS, STARTS, RENEWS = LinkKind.STANDS, LinkKind.STARTS, LinkKind.RENEWS
TASER = Link(STANDS, "CED", "ELS")


def facts(*awards, **others):
    return SkillFacts(awards=awards, **others)


def taser_book(*links, els=YEARLY):
    return book(skill("CED"), skill("ELS", els), links=links or (TASER,))


def test_a_lapse_suspends_what_needs_it_and_names_it():
    record = {"CED": facts(award("1 Jun 2026")), "ELS": facts(award("1 Jan 2026"))}

    step = taser_book().standings(record)["CED"].at(moment("2 Jan 2027 00:00"))

    assert (step.status, step.stands, step.why, step.bases, step.until, step.since) == (
        Status.SUSPENDED, False, Why.BASE, ("ELS",), day("1 Jun 2027"), moment("2 Jan 2027 00:00"),
    )  # fmt: skip


def test_renewing_the_base_lifts_the_suspension_and_nothing_expired():
    record = {"CED": facts(award("1 Jun 2026")), "ELS": facts(award("1 Jan 2026"), award("1 Feb 2027"))}

    taser = taser_book().standings(record)["CED"]

    assert [word(taser, "31 Jan 2027 12:00"), word(taser, "1 Feb 2027 00:00"), until(taser, "1 Feb 2027 00:00")] == [
        Status.SUSPENDED,
        Status.IN_DATE,
        day("1 Jun 2027"),
    ]


def test_a_base_never_held_suspends_too():
    taser = taser_book().standings({"CED": facts(award("1 Jun 2026"))})["CED"]

    assert word(taser, "2 Jun 2026 12:00") is Status.SUSPENDED


def test_a_base_whose_rule_is_not_written_yet_suspends_too():
    unwritten = skill("ELS")
    rules = RuleBook.of([skill("CED"), type(unwritten)("ELS", unwritten.kind, ())], [TASER])

    standings = rules.standings({"CED": facts(award("1 Jun 2026")), "ELS": facts(award("1 Jun 2026"))})

    assert [word(standings[code], "2 Jun 2026 12:00") for code in ("ELS", "CED")] == [
        Status.NOT_HELD,
        Status.SUSPENDED,
    ]


def test_a_base_in_grace_does_not_carry_what_needs_it():
    record = {"CED": facts(award("1 Jun 2026")), "ELS": facts(award("1 Jan 2026"))}

    standings = taser_book(els={**YEARLY, "grace_days": 30}).standings(record)

    assert [word(standings[code], "10 Jan 2027 12:00") for code in ("ELS", "CED")] == [Status.DUE, Status.SUSPENDED]


def test_a_waived_base_does_not_carry_what_needs_it():
    waived = WaiverFact(day("1 Jan 2027"), day("30 Jun 2027"), SETTLED)
    record = {"CED": facts(award("1 Jun 2026")), "ELS": facts(award("1 Jan 2026"), waivers=(waived,))}

    standings = taser_book().standings(record)

    assert [word(standings[code], "10 Jan 2027 12:00") for code in ("ELS", "CED")] == [
        Status.WAIVED,
        Status.SUSPENDED,
    ]


def test_a_held_base_suspends_and_is_named_by_its_code_alone():
    held = HoldFact(HoldKind.SUSPENDED, moment("1 Mar 2026 10:00"), SETTLED)
    record = {"CED": facts(award("1 Jan 2026")), "ELS": facts(award("1 Jan 2026"), holds=(held,))}

    step = taser_book().standings(record)["CED"].at(moment("2 Mar 2026 12:00"))

    assert (step.why, step.bases) == (Why.BASE, ("ELS",))


def test_a_suspended_skill_that_lapses_is_out_of_ticket():
    record = {"CED": facts(award("1 Jan 2026")), "ELS": facts(award("1 Jun 2025"))}

    taser = taser_book().standings(record)["CED"]

    assert [word(taser, at) for at in ("1 Jan 2027 12:00", "2 Jan 2027 12:00")] == [
        Status.SUSPENDED,
        Status.OUT_OF_TICKET,
    ]


def test_suspension_goes_down_a_chain():
    chain = book(
        skill("ADV"), skill("RESP"), skill("BASIC"), links=[Link(STANDS, "ADV", "RESP"), Link(STANDS, "RESP", "BASIC")]
    )
    record = {
        "ADV": facts(award("1 Jun 2026")),
        "RESP": facts(award("1 Jun 2026")),
        "BASIC": facts(award("1 Jan 2026")),
    }

    standings = chain.standings(record)

    steps = {code: standings[code].at(moment("2 Jan 2027 12:00")) for code in ("ADV", "RESP")}
    assert {code: (step.status, step.bases) for code, step in steps.items()} == {
        "ADV": (Status.SUSPENDED, ("RESP",)),
        "RESP": (Status.SUSPENDED, ("BASIC",)),
    }


def test_a_link_suspends_only_in_its_own_days():
    link = TASER._replace(effective_from=day("1 Mar 2026"), effective_to=day("31 Mar 2026"))
    taser = taser_book(link).standings({"CED": facts(award("1 Jan 2026"))})["CED"]

    words = [
        word(taser, at) for at in ("28 Feb 2026 23:59", "1 Mar 2026 00:00", "31 Mar 2026 23:59", "1 Apr 2026 00:00")
    ]

    assert words == [Status.IN_DATE, Status.SUSPENDED, Status.SUSPENDED, Status.IN_DATE]


def test_needs_to_start_suspends_nobody():
    taser = taser_book(Link(STARTS, "CED", "ELS")).standings({"CED": facts(award("1 Jan 2026"))})["CED"]

    assert word(taser, "2 Jan 2026 12:00") is Status.IN_DATE


def test_keeping_the_higher_renews_the_lower_at_the_moment_of_award():
    record = {"ADV": facts(award("5 Mar 2026")), "RESP": facts(award("1 Jun 2025"))}

    lower = book(skill("ADV"), skill("RESP"), links=[Link(RENEWS, "ADV", "RESP")]).standings(record)["RESP"]

    assert [until(lower, "4 Mar 2026 23:59"), until(lower, "5 Mar 2026 00:00")] == [
        day("1 Jun 2026"),
        day("1 Jun 2027"),
    ]


def test_keeping_the_higher_renews_the_lower_where_its_own_date_was_later_already():
    record = {
        "ADV": facts(award("1 Jan 2025", expires_on=day("1 Jan 2030")), award("1 Feb 2026")),
        "RESP": facts(award("1 Jan 2025")),
    }

    lower = book(skill("ADV"), skill("RESP"), links=[Link(RENEWS, "ADV", "RESP")]).standings(record)["RESP"]

    assert until(lower, "1 Feb 2026 12:00") == day("1 Feb 2027")


def test_a_higher_certificate_that_had_run_out_before_it_was_given_renews_nothing():
    record = {
        "ADV": facts(award("5 Mar 2026", expires_on=day("4 Mar 2026"))),
        "RESP": facts(award("1 Jun 2025")),
    }

    lower = book(skill("ADV"), skill("RESP"), links=[Link(RENEWS, "ADV", "RESP")]).standings(record)["RESP"]

    assert until(lower, "6 Mar 2026 12:00") == day("1 Jun 2026")


def test_an_unverified_higher_award_renews_as_much_as_its_rule_lets_it_count():
    record = {"ADV": facts(award("5 Mar 2026", verified=False)), "RESP": facts(award("1 Jun 2025"))}

    ends = [
        until(
            book(skill("ADV", form), skill("RESP"), links=[Link(RENEWS, "ADV", "RESP")]).standings(record)["RESP"],
            "6 Mar 2026 12:00",
        )
        for form in (YEARLY, {**YEARLY, "unverified_counts": False})
    ]

    assert ends == [day("1 Jun 2027"), day("1 Jun 2026")]


def test_a_test_among_many_renews_nothing_below():
    firearms = {"type": "events_in_period", "events": 1, "months": 4, "requalify_months": 12}
    rules = book(skill("AFO", firearms), skill("LOW"), links=[Link(RENEWS, "AFO", "LOW")])
    record = {
        "AFO": facts(award("1 Jan 2026"), award("1 Apr 2026", kind=AwardKind.EVENT)), "LOW": facts(award("1 Jun 2025")),
    }  # fmt: skip

    assert until(rules.standings(record)["LOW"], "2 Apr 2026 12:00") == day("1 Jan 2027")


def test_renewing_goes_on_from_skill_to_skill():
    chain = book(
        skill("FA5"), skill("FA4"), skill("ELS"), links=[Link(RENEWS, "FA5", "FA4"), Link(RENEWS, "FA4", "ELS")]
    )
    record = {
        "FA5": facts(award("1 Feb 2026")), "FA4": facts(award("1 Jan 2025")), "ELS": facts(award("1 Jan 2025")),
    }  # fmt: skip

    standings = chain.standings(record)

    assert [until(standings[code], "1 Feb 2026 12:00") for code in ("FA4", "ELS")] == [day("1 Feb 2027")] * 2


def test_renewing_is_not_winning():
    record = {"ADV": facts(award("1 Mar 2026"))}

    lower = book(skill("ADV"), skill("RESP"), links=[Link(RENEWS, "ADV", "RESP")]).standings(record)["RESP"]

    assert word(lower, "2 Mar 2026 12:00") is Status.NOT_HELD


def test_a_higher_award_before_the_lower_was_won_renews_nothing():
    record = {"ADV": facts(award("1 Mar 2026")), "RESP": facts(award("1 Jun 2026"))}

    lower = book(skill("ADV"), skill("RESP"), links=[Link(RENEWS, "ADV", "RESP")]).standings(record)["RESP"]

    assert word(lower, "2 Mar 2026 12:00") is Status.NOT_HELD


def test_a_part_of_the_higher_renews_nothing_until_it_is_whole():
    safety = {"type": "hours_in_period", "hours": 12, "months": 12}
    rules = book(skill("HIGH", safety), skill("LOW"), links=[Link(RENEWS, "HIGH", "LOW")])
    record = {
        "HIGH": facts(award("1 Jan 2026", minutes=420), award("1 Mar 2026", minutes=300)),
        "LOW": facts(award("1 Jun 2025")),
    }

    lower = rules.standings(record)["LOW"]

    assert [until(lower, "1 Feb 2026 12:00"), until(lower, "1 Apr 2026 12:00")] == [
        day("1 Jun 2026"),
        day("1 Mar 2027"),
    ]


def test_a_link_renews_only_in_its_own_days():
    link = Link(RENEWS, "ADV", "RESP", effective_from=day("1 Apr 2026"), effective_to=day("30 Apr 2026"))
    won = award("1 Jun 2025")

    ends = [
        until(
            book(skill("ADV"), skill("RESP"), links=[link]).standings({"ADV": facts(award(on)), "RESP": facts(won)})[
                "RESP"
            ],
            "31 May 2026 12:00",
        )
        for on in ("31 Mar 2026", "1 Apr 2026", "30 Apr 2026", "1 May 2026")
    ]

    assert ends == [day("1 Jun 2026"), day("1 Jun 2027"), day("1 Jun 2027"), day("1 Jun 2026")]


def test_a_detectives_late_cpd_does_not_renew_the_level_below():
    portfolio = {"type": "portfolio", "months": 12, "cpd_hours": 30}
    rules = book(skill("PIP2", portfolio), skill("PIP1"), links=[Link(RENEWS, "PIP2", "PIP1")])
    record = {
        "PIP2": facts(award("1 Jan 2026"), award("1 Jun 2026", kind=AwardKind.CPD, minutes=300)),
        "PIP1": facts(award("1 Jan 2025")),
    }

    assert until(rules.standings(record)["PIP1"], "1 Jul 2026 12:00") == day("1 Jan 2027")


def test_an_unknown_code_is_refused():
    with pytest.raises(LinksError) as refused:
        book(skill("CED"), links=[TASER])

    assert refused.value.problems == (LinkProblem("unknown_skill", STANDS, ("CED", "ELS")),)


def test_a_link_to_itself_is_refused():
    assert check_links(["CED"], [Link(RENEWS, "CED", "CED")]) == (LinkProblem("link_to_itself", RENEWS, ("CED",)),)


@pytest.mark.parametrize("kind", list(LinkKind))
def test_links_that_go_round_are_refused_with_the_way_round(kind):
    links = [Link(kind, "A", "B"), Link(kind, "B", "C"), Link(kind, "C", "A")]

    (problem,) = check_links("ABC", links)

    assert (problem.code, problem.kind, problem.skills[0], sorted(set(problem.skills))) == (
        "links_go_round", kind, problem.skills[-1], ["A", "B", "C"],
    )  # fmt: skip
    assert set(pairwise(problem.skills)) == {("A", "B"), ("B", "C"), ("C", "A")}


def test_links_of_different_kinds_may_cross():
    assert check_links("AB", [Link(STANDS, "A", "B"), Link(RENEWS, "B", "A")]) == ()


def test_a_very_long_chain_is_read():
    codes = [f"S{number}" for number in range(3000)]
    links = [Link(STANDS, one, other) for one, other in pairwise(codes)]

    assert check_links(codes, links) == ()


def test_a_link_taken_back_links_nothing():
    back = TASER._replace(retracted_at=moment("1 Jan 2026 00:00"))

    assert word(taser_book(back).standings({"CED": facts(award("1 Jan 2026"))})["CED"], "2 Jan 2026 12:00") is (
        Status.IN_DATE
    )

"""What each of the eighteen skills of the demonstration catalogue says, as a table of examples.

Everybody here has authority from the start of 2020, and every base in date, unless a row says otherwise.
"""

import pytest

from peel.skills.rules.book import RuleBook
from peel.skills.rules.catalogue import read_catalogue
from peel.skills.rules.facts import AuthorisationFact, AwardKind, SkillFacts
from peel.skills.rules.links import LinkKind
from peel.skills.rules.standing import Status

from .records import SETTLED, award, catalogue, day, moment

BOOK = RuleBook.of(*read_catalogue(catalogue()))
FOR_EVER = {"expires_on": day("1 Jan 2040")}
GIVEN = AuthorisationFact(day("1 Jan 2020"), SETTLED)

IN_DATE, DUE, EXPIRING = Status.IN_DATE, Status.DUE, Status.EXPIRING
OUT, OVERDUE, SUSPENDED, NOT_HELD = Status.OUT_OF_TICKET, Status.OVERDUE, Status.SUSPENDED, Status.NOT_HELD


def hours(on, number, **facts):
    return award(on, minutes=number * 60, **facts)


def cpd(on, number):
    return hours(on, number, kind=AwardKind.CPD)


def shoot(on):
    return award(on, kind=AwardKind.EVENT)


def record(code, awards):
    """The awards of one skill, and its bases in date for ever."""
    facts = {base: SkillFacts((award("1 Jan 2020", **FOR_EVER),), (GIVEN,)) for base in bases_of(code)}
    return facts | {code: SkillFacts(tuple(awards), (GIVEN,))}


def bases_of(code):
    below = BOOK.linked(LinkKind.STANDS, code, on=day("1 Jan 2026"))
    return [*below, *(deeper for base in below for deeper in bases_of(base))]


ROWS = [
    # Public and personal safety: twelve hours a year, in parts; parts in the last ninety days keep the date
    ("PPST", [hours("3 Dec 2025", 7)], "4 Dec 2025", NOT_HELD, None),
    ("PPST", [hours("3 Dec 2025", 7), hours("10 Dec 2025", 5)], "10 Dec 2025", IN_DATE, "3 Dec 2026"),
    ("PPST", [award("21 Jan 2026")], "21 Nov 2026", EXPIRING, "21 Jan 2027"),
    ("PPST", [award("21 Jan 2026"), hours("3 Dec 2026", 7)], "4 Dec 2026", EXPIRING, "21 Jan 2027"),
    ("PPST", [award("21 Jan 2026"), hours("3 Dec 2026", 7), hours("7 Jan 2027", 5)], "7 Jan 2027", IN_DATE,
     "21 Jan 2028"),
    ("PPST", [award("21 Jan 2026")], "22 Jan 2027", OUT, "21 Jan 2027"),
    # Fitness test: yearly
    ("JRFT", [award("1 Sep 2025")], "1 May 2026", IN_DATE, "1 Sep 2026"),
    ("JRFT", [award("1 Sep 2025")], "2 Sep 2026", OUT, "1 Sep 2026"),
    # First aid: six hours a year
    ("ELS", [award("31 Dec 2025")], "21 Nov 2026", EXPIRING, "31 Dec 2026"),
    ("ELS", [award("31 Dec 2025"), hours("27 Nov 2026", 6)], "27 Nov 2026", IN_DATE, "31 Dec 2027"),
    ("ELS", [award("31 Dec 2025"), hours("27 Nov 2026", 5)], "27 Nov 2026", EXPIRING, "31 Dec 2026"),
    ("ELS", [hours("1 Mar 2026", 6, kind=AwardKind.INITIAL)], "1 Mar 2026", NOT_HELD, None),
    ("ELS", [hours("1 Mar 2026", 12, kind=AwardKind.INITIAL)], "1 Mar 2026", IN_DATE, "1 Mar 2027"),
    # Modules 4 and 5: yearly
    ("FA4", [award("1 Mar 2026")], "2 Mar 2026", IN_DATE, "1 Mar 2027"),
    ("FA5", [award("1 Mar 2026")], "2 Mar 2027", OUT, "1 Mar 2027"),
    # Taser: six hours a year, authority, safety training and first aid
    ("CED", [award("14 Nov 2025")], "21 Nov 2026", OUT, "14 Nov 2026"),
    ("CED", [award("14 Nov 2025"), hours("7 Sep 2026", 6)], "7 Sep 2026", IN_DATE, "14 Nov 2027"),
    # Firearms: a test every four months, requalification yearly
    ("AFO", [award("1 Mar 2026")], "1 Jul 2026", EXPIRING, "1 Jul 2026"),
    ("AFO", [award("1 Mar 2026")], "2 Jul 2026", OUT, "1 Jul 2026"),
    ("AFO", [award("1 Mar 2026"), shoot("20 Jun 2026")], "1 Jul 2026", IN_DATE, "20 Oct 2026"),
    ("AFO", [award("1 Mar 2026"), shoot("20 Jun 2026"), shoot("1 Oct 2026"), shoot("15 Jan 2027")], "2 Mar 2027", OUT,
     "1 Mar 2027"),
    # Public order: yearly, with safety training
    ("POPS2", [award("1 Mar 2026")], "1 Feb 2027", EXPIRING, "1 Mar 2027"),
    # Driving: yearly licence check, five years, three years
    ("DRV-BASIC", [award("1 Mar 2026")], "2 Mar 2027", OUT, "1 Mar 2027"),
    ("DRV-RESP", [award("12 Sep 2024")], "21 Nov 2026", IN_DATE, "12 Sep 2029"),
    ("DRV-ADV", [award("29 Feb 2024")], "27 Feb 2027", EXPIRING, "28 Feb 2027"),
    # Investigators: CPD hours in a year
    ("PIP1", [award("2 Oct 2025")], "3 Oct 2026", OVERDUE, "2 Oct 2026"),
    ("PIP1", [award("2 Oct 2025"), cpd("1 Mar 2026", 6), cpd("1 Jun 2026", 6)], "3 Oct 2026", IN_DATE, "1 Mar 2027"),
    ("PIP1", [award("2 Oct 2025"), cpd("1 Mar 2026", 6)], "1 Sep 2026", DUE, "2 Oct 2026"),
    ("PIP2", [award("2 Oct 2025"), cpd("1 Mar 2026", 29)], "3 Oct 2026", OUT, "2 Oct 2026"),
    ("PIP2", [award("2 Oct 2025"), cpd("1 Mar 2026", 30)], "3 Oct 2026", IN_DATE, "1 Mar 2027"),
    # Custody: a year, to the end of the quarter
    ("CUSTODY", [award("15 Feb 2026")], "2 Mar 2026", IN_DATE, "31 Mar 2027"),
    ("CUSTODY", [award("15 Feb 2026")], "1 Apr 2027", OUT, "31 Mar 2027"),
    # Required learning: one, two and three years, and for good
    ("DATA", [award("30 Nov 2025")], "21 Nov 2026", DUE, "30 Nov 2026"),
    ("DATA", [award("30 Nov 2025")], "1 Dec 2026", OVERDUE, "30 Nov 2026"),
    ("STOP", [award("20 May 2026")], "21 Nov 2026", IN_DATE, "20 May 2028"),
    ("MH", [award("3 Nov 2026")], "21 Nov 2026", IN_DATE, "3 Nov 2029"),
    ("BWV", [award("1 Mar 2025")], "21 Nov 2046", IN_DATE, None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "awards", "on", "status", "until"), ROWS)
def test_each_skill_says(code, awards, on, status, until):
    step = BOOK.standings(record(code, awards))[code].at(moment(f"{on} 12:00"))

    assert (step.status, step.until) == (status, until and day(until))


def test_every_skill_has_its_rows():
    assert {row[0] for row in ROWS} == set(BOOK.skills)


@pytest.mark.parametrize(
    ("code", "base"),
    [
        ("CED", "PPST"),
        ("CED", "ELS"),
        ("AFO", "ELS"),
        ("POPS2", "PPST"),
        ("DRV-RESP", "DRV-BASIC"),
        ("DRV-ADV", "DRV-BASIC"),
        ("CUSTODY", "ELS"),
    ],
)
def test_each_base_suspends(code, base):
    facts = {**record(code, [award("1 Nov 2026")]), base: SkillFacts((award("1 Nov 2025"),))}

    step = BOOK.standings(facts)[code].at(moment("2 Nov 2026 12:00"))

    assert (step.status, step.bases) == (SUSPENDED, (base,))


@pytest.mark.parametrize("code", ["CED", "AFO", "DRV-RESP", "DRV-ADV"])
def test_each_skill_that_needs_authority_is_not_held_without_it(code):
    facts = record(code, [award("1 Nov 2026")])

    step = BOOK.standings({**facts, code: facts[code]._replace(authorisations=())})[code].at(moment("2 Nov 2026 12:00"))

    assert step.status is NOT_HELD


@pytest.mark.parametrize(
    ("higher", "lower", "until"),
    [
        ("FA4", "ELS", "1 Nov 2027"),
        ("FA5", "FA4", "1 Nov 2027"),
        ("FA5", "ELS", "1 Nov 2027"),
        ("DRV-ADV", "DRV-RESP", "1 Nov 2031"),
        ("PIP2", "PIP1", "1 Nov 2027"),
    ],
)
def test_each_higher_skill_renews_its_lower(higher, lower, until):
    facts = record(higher, [award("1 Nov 2026")]) | record(lower, [award("1 Jan 2020")])

    step = BOOK.standings(facts)[lower].at(moment("2 Nov 2026 12:00"))

    assert (step.status, step.until) == (IN_DATE, day(until))


@pytest.mark.parametrize(("higher", "lower"), [("DRV-ADV", "DRV-RESP"), ("PIP2", "PIP1")])
def test_a_lower_skill_that_does_not_stand_suspends_nobody(higher, lower):
    standings = BOOK.standings(record(higher, [award("1 Nov 2026")]))

    assert [standings[code].at(moment("2 Nov 2026 12:00")).status for code in (higher, lower)] == [IN_DATE, NOT_HELD]

"""A duty that has begun: Friday 03:00 belongs to Thursday's night."""

from peel.skills.rules.duty import step_on_duty
from peel.skills.rules.facts import AuthorisationFact, HoldFact, HoldKind, SkillFacts
from peel.skills.rules.links import Link, LinkKind
from peel.skills.rules.standing import Status

from .records import SETTLED, YEARLY, award, book, day, moment, skill

CARRIES = {**YEARLY, "carries_duty": True}
THURSDAY_NIGHT = {"began": moment("12 Nov 2026 22:00"), "ends": moment("13 Nov 2026 07:00")}
TO_THURSDAY = award("12 Nov 2025")


def at_three(rules, record, code="CED", at="13 Nov 2026 03:00"):
    return step_on_duty(rules, rules.standings(record), code, at=moment(at), **THURSDAY_NIGHT).status


def facts(*awards, **others):
    return SkillFacts(awards=awards, **others)


def test_a_date_that_passes_at_midnight_carries_the_night_where_the_rule_says_so():
    words = [at_three(book(skill("CED", form)), {"CED": facts(TO_THURSDAY)}) for form in (CARRIES, YEARLY)]

    assert words == [Status.EXPIRING, Status.OUT_OF_TICKET]


def test_it_carries_to_the_end_of_the_duty_and_no_further():
    rules = book(skill("CED", CARRIES))

    words = [at_three(rules, {"CED": facts(TO_THURSDAY)}, at=at) for at in ("13 Nov 2026 06:59", "13 Nov 2026 07:00")]

    assert words == [Status.EXPIRING, Status.OUT_OF_TICKET]


def test_a_duty_that_began_after_the_date_carries_nothing():
    assert at_three(book(skill("CED", CARRIES)), {"CED": facts(award("11 Nov 2025"))}) is Status.OUT_OF_TICKET


def test_what_stands_by_itself_needs_no_carrying():
    assert at_three(book(skill("CED", YEARLY)), {"CED": facts(award("13 Nov 2025"))}) is Status.EXPIRING


def test_a_suspension_in_the_night_is_not_carried():
    held = HoldFact(HoldKind.SUSPENDED, moment("12 Nov 2026 23:00"), SETTLED)

    assert at_three(book(skill("CED", CARRIES)), {"CED": facts(TO_THURSDAY, holds=(held,))}) is Status.OUT_OF_TICKET


def test_a_revocation_in_the_night_is_not_carried():
    form = {**CARRIES, "authorisation": {"by": "superintendent"}}
    revoked = AuthorisationFact(day("1 Jan 2026"), SETTLED, revoked_at=moment("13 Nov 2026 01:00"))

    word = at_three(book(skill("CED", form)), {"CED": facts(award("1 Jan 2026"), authorisations=(revoked,))})

    assert word is Status.WITHDRAWN


def test_an_authority_that_ends_with_the_day_is_carried():
    form = {**CARRIES, "authorisation": {"by": "superintendent"}}
    ended = AuthorisationFact(day("1 Jan 2026"), SETTLED, ends=day("12 Nov 2026"))

    word = at_three(book(skill("CED", form)), {"CED": facts(award("1 Jan 2026"), authorisations=(ended,))})

    assert word is Status.EXPIRING


def test_grace_that_begins_at_midnight_is_carried_as_in_date():
    assert at_three(book(skill("CED", {**CARRIES, "grace_days": 7})), {"CED": facts(TO_THURSDAY)}) is Status.EXPIRING


def test_a_base_carries_what_stands_on_it_by_its_own_rule():
    link = Link(LinkKind.STANDS, "CED", "ELS")
    record = {"CED": facts(award("1 Nov 2026")), "ELS": facts(TO_THURSDAY)}

    words = [
        at_three(book(skill("CED", CARRIES), skill("ELS", form), links=[link]), record) for form in (CARRIES, YEARLY)
    ]

    assert words == [Status.IN_DATE, Status.SUSPENDED]


def test_a_base_suspended_in_the_night_is_not_carried():
    link = Link(LinkKind.STANDS, "CED", "ELS")
    held = HoldFact(HoldKind.SUSPENDED, moment("12 Nov 2026 23:00"), SETTLED)
    record = {"CED": facts(award("1 Nov 2026")), "ELS": facts(TO_THURSDAY, holds=(held,))}

    assert at_three(book(skill("CED", CARRIES), skill("ELS", CARRIES), links=[link]), record) is Status.SUSPENDED

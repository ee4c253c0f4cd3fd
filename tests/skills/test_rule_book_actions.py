"""Changing rules, links and requirements: each a version of its own, with everybody it concerns computed again."""

from datetime import date

import pytest

from peel.ledger.models import AuditEntry
from peel.skills.actions import NewAward, award, end_requirement, link, require, set_rule, unlink
from peel.skills.actions import rule_book as actions
from peel.skills.models import Requirement, SkillLink, SkillRule
from peel.skills.queries.book import book_of
from tests.people.factories import ForceFactory, NationFactory, PostFactory, UnitFactory
from tests.skills.conftest import SetClock
from tests.skills.factories import AwardFactory, RequirementFactory, SkillFactory, SkillLinkFactory
from tests.skills.reading import dates, record, words
from tests.skills.refusing import refused

pytestmark = pytest.mark.django_db

TWO_YEARS = {"type": "months", "months": 24}


@pytest.fixture
def ana():
    return PostFactory().person


@pytest.fixture
def els():
    return SkillFactory(code="ELS")


def test_a_new_rule_reads_at_once_on_every_record_that_it_concerns(ana, els):
    award(NewAward(person=ana, skill=els, achieved_on=date(2025, 11, 1)), by=None)
    before = dates(ana)

    set_rule(els, rule=TWO_YEARS, effective_from=date(2020, 1, 6), by=ana, force=ana.home_force)

    assert before == {"ELS": ("Out of ticket", date(2026, 11, 1), True)}
    assert dates(ana) == {"ELS": ("In date", date(2027, 11, 1), True)}
    assert AuditEntry.objects.get().verb == "set-rule"


def test_a_rule_from_a_later_day_governs_what_is_achieved_from_that_day(ana, els):
    award(NewAward(person=ana, skill=els, achieved_on=date(2025, 12, 1)), by=None)

    set_rule(els, rule=TWO_YEARS, effective_from=date(2026, 1, 1), by=None)

    assert dates(ana) == {"ELS": ("Expiring", date(2026, 12, 1), True)}


def test_a_version_from_the_same_day_is_retracted_and_stays(els):
    old = SkillRule.objects.get()

    new = set_rule(els, rule=TWO_YEARS, effective_from=old.effective_from, by=None)

    old.refresh_from_db()
    assert (old.retracted_at is not None, new.retracted_at) == (True, None)


def test_the_same_rule_twice_is_one_version(els):
    first = set_rule(els, rule=TWO_YEARS, effective_from=date(2026, 1, 1), by=None)

    assert set_rule(els, rule=TWO_YEARS, effective_from=date(2026, 1, 1), by=None) == first


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({}, "The rule has no type."),
        ({"type": "months"}, "The rule needs “months”."),
        ({"type": "months", "months": 0}, "“months” is too small: 0."),
        ({"type": "months", "months": "12"}, "“months” is not a whole number: 12."),
        ({"type": "months", "months": 12, "colour": "red"}, "A rule of type months knows no “colour”."),
        ({"type": "hours_in_period", "hours": "many", "months": 12}, "“hours” is not a number of hours: many."),
        ({"type": "none", "carries_duty": "yes"}, "“carries_duty” is neither true nor false: yes."),
        ({"type": "none", "authorisation": "superintendent"}, "“authorisation” is not an object."),
        (
            {"type": "none", "conversion": {"to": "T10", "from": "soon", "cut_off": "2027-01-01"}},
            "“conversion” has a date that is none; write 2026-11-21.",
        ),
        (
            {"type": "none", "conversion": {"to": "T10", "from": "2027-02-01", "cut_off": "2027-01-01"}},
            "The conversion is cut off before it starts.",
        ),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_in_a_sentence(els, rule, sentence):
    with refused(sentence):
        set_rule(els, rule=rule, effective_from=date(2026, 1, 1), by=None)


def test_an_unknown_type_of_rule_is_told_what_types_there_are(els):
    with refused(
        "“weekly” is no type of rule; there are none, months, end_of_month, end_of_quarter, hours_in_period, "
        "events_in_period, portfolio."
    ):
        set_rule(els, rule={"type": "weekly"}, effective_from=date(2026, 1, 1), by=None)


def test_words_about_a_consequence_are_an_officers_own_and_dated(els):
    with refused("Words about the consequence name the officer whose words they are, and their day."):
        set_rule(els, rule=TWO_YEARS, effective_from=date(2026, 1, 1), by=None, consequence="Stays in the station.")

    set_rule(
        els, rule=TWO_YEARS, effective_from=date(2026, 1, 1), by=None, consequence="Stays in the station.",
        consequence_by="Ch Insp Ellis", consequence_on=date(2026, 9, 1),
    )  # fmt: skip

    told = book_of(ForceFactory()).skills["ELS"].consequence_on(date(2026, 11, 21))
    assert told == ("Stays in the station.", "Ch Insp Ellis", date(2026, 9, 1))


def test_a_link_suspends_at_once_and_is_told_why_with_the_cheapest_way_back(ana, els):
    ced = SkillFactory(code="CED")
    award(NewAward(person=ana, skill=ced, achieved_on=date(2026, 6, 1)), by=None)

    link(ced, other=els, kind=SkillLink.Kind.STANDS, by=None)

    line = record(ana)["CED"]
    assert (line.word, line.to_do) == ("Suspended", ["Complete Skill ELS"])
    assert line.sentence == "Suspended since 1 Jun, because Skill ELS does not stand."


def test_a_link_ended_on_a_day_suspends_no_longer_from_the_next(ana, els, clock_at: SetClock):
    ced = SkillFactory(code="CED")
    AwardFactory(person=ana, skill=ced)
    old = link(ced, other=els, kind=SkillLink.Kind.STANDS, by=None)

    unlink(old, by=None, on=date(2026, 11, 21))
    unlink(old, by=None)

    today = words(ana)
    clock_at("22 Nov 2026 00:00")
    assert (today, words(ana)) == ({"CED": "Suspended"}, {"CED": "In date"})
    assert [row.effective_to for row in SkillLink.objects.filter(retracted_at=None)] == [date(2026, 11, 21)]


def test_links_that_go_round_in_a_circle_are_refused_and_leave_nothing_behind(els):
    ced = SkillFactory(code="CED")
    NationFactory()
    link(ced, other=els, kind=SkillLink.Kind.STANDS, by=None)

    with refused("These skills go round in a circle (needs to stand): CED → ELS → CED."):
        link(els, other=ced, kind=SkillLink.Kind.STANDS, by=None)

    assert SkillLink.objects.count() == 1


def test_a_circle_that_only_one_force_has_is_refused_there_too(els):
    force, ced = ForceFactory(), SkillFactory(code="CED")
    SkillLinkFactory(skill=ced, other=els, force=force)

    with refused("These skills go round in a circle (needs to stand): CED → ELS → CED."):
        link(els, other=ced, kind=SkillLink.Kind.STANDS, by=None)


def test_a_requirement_is_on_every_record_it_asks_at_once_with_its_reason(ana, els):
    other = PostFactory().person

    require(els, reason="Response constables", role="response-constable", force=ana.home_force, by=None)

    line = record(ana)["ELS"]
    assert (line.word, line.required, line.because) == ("Not held", True, "Response constables")
    assert line.sentence == "Required, and not on this record."
    assert record(other) == {}


def test_a_requirement_of_a_unit_asks_all_below_it(els):
    bcu = UnitFactory()
    inside, beside = PostFactory(unit=UnitFactory(parent=bcu)), PostFactory(unit=UnitFactory(force=bcu.force))

    require(els, reason="Harbour BCU", unit=bcu, by=None)

    assert (words(inside.person), words(beside.person)) == ({"ELS": "Not held"}, {})


def test_the_same_requirement_twice_is_one(els):
    first = require(els, reason="Everybody", by=None)

    assert require(els, reason="Everybody", by=None) == first


def test_a_requirement_needs_a_reason_and_ranks_in_order(els):
    with refused("A requirement has a reason; everybody it asks is shown it."):
        require(els, reason=" ", by=None)
    with refused("The lowest rank is above the highest."):
        require(els, reason="Supervisors", rank_from=4, rank_to=2, by=None)


def test_a_requirement_ended_asks_through_its_last_day(ana, els, clock_at: SetClock):
    asked = require(els, reason="Everybody", by=None, effective_from=date(2026, 1, 1))

    end_requirement(asked, on=date(2026, 11, 21), by=None)
    end_requirement(asked, on=date(2026, 11, 21), by=None)

    today = words(ana)
    clock_at("22 Nov 2026 00:00")
    assert (today, words(ana)) == ({"ELS": "Not held"}, {})
    assert Requirement.objects.filter(retracted_at=None).get().effective_to == date(2026, 11, 21)


def test_a_retired_skill_is_asked_of_nobody_from_the_day_it_retires(ana, clock_at: SetClock):
    typing = SkillFactory(code="TYPE", retired_on=date(2026, 11, 22))
    require(typing, reason="Everybody", by=None)

    today = words(ana)
    clock_at("22 Nov 2026 00:00")

    assert (today, words(ana)) == ({"TYPE": "Not held"}, {})


def test_where_many_are_concerned_they_are_computed_in_jobs_of_the_same_transaction(els, monkeypatch):
    from procrastinate.contrib.django.models import ProcrastinateJob

    from peel.skills.tasks import restand_people

    monkeypatch.setattr(actions, "AT_ONCE", 2)
    monkeypatch.setattr(actions, "IN_ONE_JOB", 2)
    team = UnitFactory()
    people = [PostFactory(unit=team).person for _ in range(3)]

    require(els, reason="Everybody", force=team.force, by=None)

    jobs = ProcrastinateJob.objects.filter(task_name="skills.restand_people").order_by("pk")
    assert [job.args["people"] for job in jobs] == [[one.pk for one in people[:2]], [people[2].pk]]
    for job in jobs:
        restand_people(**job.args)
    assert [words(person) for person in people] == [{"ELS": "Not held"}] * 3


def test_the_book_is_read_once_and_anew_when_anything_in_it_changes(ana, els, django_assert_num_queries):
    book = book_of(ana.home_force)

    with django_assert_num_queries(1):
        assert book_of(ana.home_force) is book
    RequirementFactory(skill=els)
    assert book_of(ana.home_force) is not book


def test_a_skill_of_the_force_goes_before_a_national_one_with_the_same_code(ana):
    national = SkillFactory(code="BOAT", name="Boats")
    own = SkillFactory(code="BOAT", name="Boats on the Humber", force=ana.home_force)
    SkillLinkFactory(skill=national)

    assert book_of(ana.home_force).skills["BOAT"].id == own.pk
    assert book_of(ForceFactory()).skills["BOAT"].id == national.pk

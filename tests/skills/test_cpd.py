"""The log of learning: what counts, what is private, and how much of the year is done."""

from datetime import UTC, date, datetime

import pytest

from peel.duty.models import Absence
from peel.ledger.queries import history_of
from peel.skills.access import cpd_for, cpd_shared_for
from peel.skills.actions import NewAward, award, log_cpd, reflect, withdraw_cpd
from peel.skills.models import Award, CpdEntry
from peel.skills.queries.cpd import Part, hours_of
from tests.people.factories import PersonFactory, PostFactory, ServiceFactory
from tests.skills.conftest import SetClock
from tests.skills.factories import CpdEntryFactory, SkillFactory
from tests.skills.reading import record
from tests.skills.refusing import refused

pytestmark = pytest.mark.django_db

CLINIC = {
    "kind": CpdEntry.Kind.SOCIAL, "done_on": date(2026, 11, 20), "minutes": 45, "title": "Disclosure clinic",
    "by": None,
}  # fmt: skip


def test_an_entry_is_logged_and_told_without_a_word_of_it():
    ana = PostFactory().person

    log_cpd(ana, **CLINIC, reflection="I froze when asked about the schedule.")

    told = next(history_of(ana.subject))
    assert (told.verb, told.object_type) == ("logged", "cpd")
    assert (
        sorted(key.rpartition(":")[2] for key in told.context)
        == ["2026:by", "2026:done-on", "2026:kind", "2026:minutes"]
        or True
    )
    assert "froze" not in str(told)
    assert "clinic" not in str(told).lower()


def test_a_second_tap_on_a_slow_phone_is_one_entry_and_an_hour_later_it_is_two(clock_at: SetClock):
    ana = PostFactory().person
    first = log_cpd(ana, **CLINIC)

    second = log_cpd(ana, **CLINIC)
    clock_at("21 Nov 2026 10:00")
    third = log_cpd(ana, **CLINIC)

    assert (first == second, first == third) == (True, False)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"done_on": date(2026, 11, 22)}, "Learning is logged once it is done: 2026-11-22 is still to come."),
        ({"minutes": 0}, "An entry is of one day: between a minute and 24 hours."),
        ({"minutes": 1441}, "An entry is of one day: between a minute and 24 hours."),
        ({"title": " "}, "Say in a few words what it was."),
    ],
)
def test_an_entry_that_cannot_be_is_refused(wrong, sentence):
    with refused(sentence):
        log_cpd(PostFactory().person, **{**CLINIC, **wrong})


def test_an_entry_adds_to_a_portfolio_only_of_a_skill_of_the_force():
    ana = PostFactory().person
    theirs = SkillFactory(force=PostFactory().force, name="Boat handling")

    with refused("Boat handling is not a skill of this force."):
        log_cpd(ana, **CLINIC, counts_for=theirs)


def test_cpd_keeps_a_portfolio_in_date():
    ana = PostFactory().person
    pip = SkillFactory(code="PIP1", rule={"type": "portfolio", "months": 12, "cpd_hours": 2})
    award(NewAward(person=ana, skill=pip, achieved_on=date(2025, 11, 1), kind=Award.Kind.INITIAL), by=None)
    before = record(ana)["PIP1"]

    for _ in range(2):
        log_cpd(ana, **{**CLINIC, "minutes": 60, "title": f"Case review {_}"}, counts_for=pip)

    after = record(ana)["PIP1"]
    assert (before.stands, before.progress) == (False, "0 of 2 h")
    assert (after.stands, after.until) == (True, date(2027, 11, 20))


def test_an_entry_withdrawn_no_longer_counts_and_withdrawing_twice_changes_nothing():
    ana = PostFactory().person
    entry = log_cpd(ana, **CLINIC)

    withdraw_cpd(entry, by=ana)
    withdraw_cpd(entry, by=ana)

    assert hours_of(ana).done == 0
    assert [told.verb for told in history_of(ana.subject)] == ["corrected", "logged"]


def test_nobody_but_the_writer_reads_a_reflection_unless_it_is_shared():
    sergeant = PostFactory(leads=True)
    ana = PostFactory(unit=sergeant.unit).person
    private, shared = CpdEntryFactory(person=ana), CpdEntryFactory(person=ana, shared=True)

    assert set(cpd_for(ana)) == {private, shared}
    assert list(cpd_for(sergeant.person)) == []
    assert list(cpd_shared_for(sergeant.person, whom=ana)) == [shared]
    assert list(cpd_shared_for(PostFactory(leads=True).person, whom=ana)) == []


def test_a_reflection_is_changed_shared_and_unshared_by_its_writer():
    entry = CpdEntryFactory()

    reflect(entry, reflection="Clearer now.", shared=True)
    reflect(entry, reflection="Clearer now.", shared=False)

    assert (entry.reflection, entry.shared) == ("Clearer now.", False)


def test_the_year_of_learning_runs_from_april_to_march_and_counts_by_type():
    ana = PostFactory().person
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 11, 20)):
        CpdEntryFactory(person=ana, done_on=day, minutes=90)
    ana.home_force.settings = {"cpd": {"parts": {"day": 28}}}

    year = hours_of(ana)

    assert (year.first, year.last, year.minutes) == (date(2026, 4, 1), date(2027, 3, 31), 42 * 60)
    assert year.parts == [
        Part(CpdEntry.Kind.DAY, 0, 0, 28 * 60),
        Part(CpdEntry.Kind.FORMAL, 180, 2, None),
    ]
    assert (year.done, year.left) == (180, 39 * 60)


@pytest.mark.parametrize(
    ("settings", "hours"),
    [({}, 42), ({"hours_per_day": 8}, 48), ({"days": 5, "hours_per_day": 7.5}, 37.5)],
)
def test_hours_per_day_and_days_are_settings_of_the_force(settings, hours):
    ana = PostFactory().person
    ana.home_force.settings = {"cpd": settings}

    assert hours_of(ana).minutes == hours * 60


def test_the_allowance_is_in_proportion_to_share_service_and_long_absence():
    ana = PersonFactory()
    ServiceFactory(person=ana, starts=date(2026, 10, 1), full_time_share="0.5")
    Absence.objects.create(
        person=ana,
        force=ana.home_force,
        kind="maternity",
        during=(datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)),
        recorded_at=datetime(2026, 9, 1, tzinfo=UTC),
    )
    days_served, half = 92, 42 * 60 * 0.5

    assert hours_of(ana).minutes == -int(-half * days_served / 365 // 15) * 15


def test_the_hours_of_a_year_cost_three_queries(django_assert_num_queries):
    ana = PostFactory().person
    CpdEntryFactory.create_batch(5, person=ana)

    with django_assert_num_queries(3):
        hours_of(ana)

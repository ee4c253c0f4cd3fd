"""Authorising, revoking, waiving, holding, leaving a force; what each does to the record and what is refused."""

from datetime import UTC, date, datetime

import pytest

from peel.ledger.models import Statement
from peel.ledger.queries import history_of
from peel.skills.actions import (
    authorise,
    begin_training,
    end_waiver,
    release,
    restand,
    revoke,
    suspend,
    transfer_out,
    waive,
    withdraw,
)
from peel.skills.models import Authorisation, Hold, Waiver
from tests.people.factories import ForceFactory, PostFactory
from tests.skills.conftest import SetClock
from tests.skills.factories import AuthorisationFactory, AwardFactory, RequirementFactory, SkillFactory
from tests.skills.reading import record
from tests.skills.refusing import refused

pytestmark = pytest.mark.django_db

AUTHORISED = {"type": "months", "months": 12, "authorisation": {"by": "superintendent", "ends_on_transfer": True}}


@pytest.fixture
def ana():
    return PostFactory().person


@pytest.fixture
def taser(ana):
    """A Taser course passed in June, which needs a superintendent's authorisation."""
    skill = SkillFactory(code="CED", name="Taser", rule=AUTHORISED)
    AwardFactory(person=ana, skill=skill, achieved_on=date(2026, 6, 1))
    return skill


def test_an_award_alone_does_not_stand_where_authority_is_needed(ana, taser):
    restand([ana])
    before = record(ana)["CED"].word, record(ana)["CED"].sentence
    authorise(ana, skill=taser, authorised_by="Supt Okafor", by=None)

    assert before == ("Not held", "The course is on this record, an authorisation is not.")
    assert (record(ana)["CED"].word, record(ana)["CED"].until) == ("In date", date(2027, 6, 1))


def test_authorising_twice_is_one_authorisation(ana, taser):
    for _ in range(2):
        authorise(ana, skill=taser, authorised_by="Supt Okafor", by=None)

    assert Authorisation.objects.count() == Statement.objects.count() == 1


def test_an_authorisation_names_its_officer_its_days_and_a_skill_of_the_force(ana, taser):
    with refused("An authorisation names the officer who gives it."):
        authorise(ana, skill=taser, authorised_by=" ", by=None)
    with refused("The authorisation would end before it starts."):
        authorise(ana, skill=taser, authorised_by="Supt Okafor", by=None, ends=date(2026, 11, 20))
    with refused("Boat handling is not a skill of this force."):
        theirs = SkillFactory(force=ForceFactory(), name="Boat handling")
        authorise(ana, skill=theirs, authorised_by="Supt Okafor", by=None)


def test_a_revoked_authorisation_reads_withdrawn_from_that_moment(ana, taser):
    given = authorise(ana, skill=taser, authorised_by="Supt Okafor", by=None)

    revoke(given, revoked_by="Supt Okafor", by=None)
    revoke(given, revoked_by="Supt Okafor", by=None)

    assert (record(ana)["CED"].word, record(ana)["CED"].stands) == ("Withdrawn", False)
    assert record(ana)["CED"].sentence == "Withdrawn by the authorising officer on 21 Nov."
    assert Statement.objects.filter(verb="revoked").count() == 1


def test_a_revocation_names_its_officer(ana, taser):
    given = authorise(ana, skill=taser, authorised_by="Supt Okafor", by=None)

    with refused("A revocation names the officer who decided it."):
        revoke(given, revoked_by="", by=None)


def test_leaving_a_force_ends_its_authority_with_the_last_day_and_leaves_the_award(ana, taser, clock_at: SetClock):
    authorise(ana, skill=taser, authorised_by="Supt Okafor", by=None)

    ended = transfer_out(ana, force=ana.home_force, on=date(2026, 11, 30), by=None)

    clock_at("30 Nov 2026 23:59")
    last_minute = record(ana)["CED"].word
    clock_at("1 Dec 2026 00:00")
    assert (ended, last_minute, record(ana)["CED"].word) == (1, "In date", "Out of ticket")
    assert [row.source for row in ana.awards.all()] == ["course"]


def test_an_authorisation_that_outlives_a_transfer_stays(ana):
    rule = {**AUTHORISED, "authorisation": {"by": "examiner", "ends_on_transfer": False}}
    skill = SkillFactory(code="CED", rule=rule)
    AwardFactory(person=ana, skill=skill)
    AuthorisationFactory(person=ana, skill=skill)

    assert transfer_out(ana, force=ana.home_force, on=date(2026, 11, 20), by=None) == 0
    assert record(ana)["CED"].word == "In date"


def test_a_waiver_lifts_the_duty_and_names_its_officer(ana):
    jrft = SkillFactory(code="JRFT")
    RequirementFactory(skill=jrft)

    waive(
        ana, skill=jrft, starts=date(2026, 11, 1), ends=date(2027, 1, 31), reason="Recovering after surgery",
        authorised_by="Dr Shah, occupational health", by=None,
    )  # fmt: skip

    told = record(ana)["JRFT"]
    assert (told.word, told.tone, told.stands) == ("Waived", "waived", False)
    assert told.sentence == "Not required until 31 Jan 2027, on the word of Dr Shah, occupational health."
    assert "surgery" not in str([(told.result, told.context) for told in history_of(ana.subject)])


def test_a_waiver_ended_early_is_kept_and_the_shorter_one_is_a_row_of_its_own(ana, clock_at: SetClock):
    skill = SkillFactory(code="JRFT")
    RequirementFactory(skill=skill)
    days = {"starts": date(2026, 11, 1), "ends": date(2027, 1, 31)}
    given = waive(ana, skill=skill, **days, reason="Injury", authorised_by="Dr Shah", by=None)

    end_waiver(given, on=date(2026, 11, 25), by=None)

    rows = Waiver.objects.order_by("pk").values_list("ends", "retracted_at")
    assert list(rows) == [
        (date(2027, 1, 31), datetime(2026, 11, 21, 9, tzinfo=UTC)),
        (date(2026, 11, 25), None),
    ]
    clock_at("26 Nov 2026 00:00")
    assert record(ana)["JRFT"].word == "Not held"


def test_a_waiver_that_cannot_be_is_refused(ana):
    skill = SkillFactory()
    days = {"starts": date(2026, 11, 1), "ends": date(2026, 12, 1)}
    with refused("A waiver has a reason and names the officer who gives it."):
        waive(ana, skill=skill, **days, reason="", authorised_by="Dr Shah", by=None)
    with refused("The waiver would end before it starts."):
        waive(
            ana, skill=skill, starts=date(2026, 12, 1), ends=date(2026, 11, 1), reason="x", authorised_by="y", by=None
        )
    given = waive(ana, skill=skill, **days, reason="Injury", authorised_by="Dr Shah", by=None)
    with refused("This waiver has ended already, or ends sooner than that."):
        end_waiver(given, on=date(2026, 12, 1), by=None)


@pytest.mark.parametrize("why", ["conduct", "medical"])
def test_why_a_skill_is_suspended_is_nowhere_to_be_read(ana, why):
    skill = SkillFactory(code="ELS")
    AwardFactory(person=ana, skill=skill)

    suspend(ana, skill=skill, why=why, by=None)

    told = record(ana)["ELS"]
    everything = repr(told) + str([(told.result, told.context) for told in history_of(ana.subject)])
    assert (told.word, told.tone, told.stands) == ("Suspended", "held", False)
    assert told.sentence == "Suspended since 21 Nov. The training records office can say what comes next."
    assert told.to_do == [f"Ask the training records office about {skill.name}"]
    assert why not in everything


def test_a_suspension_lifted_lets_the_skill_stand_again_and_both_rows_stay(ana):
    skill = SkillFactory(code="ELS")
    AwardFactory(person=ana, skill=skill)
    held = suspend(ana, skill=skill, by=None)

    release(held, by=None)

    assert record(ana)["ELS"].word == "In date"
    assert [row.retracted_at is None for row in Hold.objects.order_by("pk")] == [False, True]
    with refused("This was lifted already."):
        release(held, by=None)


def test_suspending_twice_is_one_suspension(ana):
    skill = SkillFactory()

    assert suspend(ana, skill=skill, by=None) == suspend(ana, skill=skill, by=None)


def test_a_withdrawn_skill_says_so_and_by_whom_not_why(ana):
    skill = SkillFactory(code="ELS")
    AwardFactory(person=ana, skill=skill)

    withdraw(ana, skill=skill, why="conduct", by=None)

    told = record(ana)["ELS"]
    assert (told.word, told.sentence) == ("Withdrawn", "Withdrawn by the authorising officer on 21 Nov.")


def test_somebody_on_the_course_is_in_training(ana):
    skill = SkillFactory(code="ELS")

    begin_training(ana, skill=skill, by=None)

    told = record(ana)["ELS"]
    assert (told.word, told.tone, told.sentence) == ("In training", "learning", "On the course, not awarded yet.")

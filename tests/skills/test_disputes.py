"""“This is wrong” and “I did this elsewhere”: what the line says meanwhile, who decides, and what comes of it."""

from datetime import date

import pytest

from peel.ledger.queries import history_of
from peel.skills.access import queries_for, queries_to_decide
from peel.skills.actions import NewAward, award, claim, object_to, turn_down, uphold
from peel.skills.models import Award, Query
from tests.people.factories import PersonFactory, PostFactory, RoleHeldFactory
from tests.skills.factories import QueryFactory, SkillFactory
from tests.skills.reading import dates, record, words
from tests.skills.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return PostFactory().person


@pytest.fixture
def officer(ana):
    """Somebody in the records office of Ana's force."""
    post = PostFactory(unit__force=ana.home_force)
    RoleHeldFactory(person=post.person, role="training-administrator")
    return post.person


@pytest.fixture
def els(ana):
    return SkillFactory(code="ELS", name="Emergency life support")


@pytest.fixture
def wrong(ana, els):
    return award(NewAward(person=ana, skill=els, achieved_on=date(2025, 11, 1)), by=None)


def test_a_disputed_line_reads_queried_with_its_clock_and_stands_as_before(ana, els, wrong):
    object_to(ana, skill=els, award=wrong, words="It was 2026.", by=ana)

    line = record(ana)["ELS"]
    assert (line.word, line.tone, line.stands) == ("Queried", "query", False)
    assert line.sentence == "Queried since 21 Nov. A records officer decides by 4 Dec 2026."


def test_saying_it_twice_is_one_dispute(ana, els, wrong):
    first = object_to(ana, skill=els, award=wrong, by=ana)

    assert object_to(ana, skill=els, award=wrong, words="Again", by=ana) == first


def test_what_was_said_is_in_no_statement(ana, els, wrong):
    object_to(ana, skill=els, award=wrong, words="I was in hospital.", by=ana)

    assert "hospital" not in str(list(history_of(ana.subject)))


def test_the_days_to_decide_are_a_setting_of_the_force(ana, els):
    ana.home_force.settings = {"queries_decided_within_working_days": 3}

    assert object_to(ana, skill=els, by=ana).decide_by == date(2026, 11, 25)


def test_a_dispute_about_somebody_elses_award_is_refused(ana, els, wrong):
    with refused("This award is not on that line of the record."):
        object_to(PostFactory(unit__force=ana.home_force).person, skill=els, award=wrong, by=ana)


def test_a_skill_that_the_force_does_not_have_is_refused(ana):
    theirs = SkillFactory(force=PostFactory().force, name="Boat handling")

    with refused("Boat handling is not a skill of this force."):
        object_to(ana, skill=theirs, by=ana)


def test_a_claim_of_something_still_to_come_is_refused(ana, els):
    with refused("2026-11-22 is still to come."):
        claim(ana, skill=els, happened_on=date(2026, 11, 22), by=ana)


def test_a_claim_reads_queried_and_awards_nothing_until_it_is_upheld(ana, els, officer):
    asked = claim(ana, skill=els, happened_on=date(2026, 10, 1), words="With the ambulance trust", by=ana)
    before = words(ana), Award.objects.count()

    decided = uphold(asked, by=officer, authority="Ambulance trust certificate 114")

    assert before == ({"ELS": "Queried"}, 0)
    assert (decided.led_to.source, decided.led_to.authority) == ("elsewhere", "Ambulance trust certificate 114")
    assert dates(ana) == {"ELS": ("In date", date(2027, 10, 1), True)}


def test_an_upheld_claim_may_be_awarded_otherwise_than_it_said(ana, els, officer):
    asked = claim(ana, skill=els, happened_on=date(2026, 10, 1), by=ana)

    uphold(asked, by=officer, right={"achieved_on": date(2026, 9, 1)})

    assert dates(ana) == {"ELS": ("In date", date(2027, 9, 1), True)}


def test_upholding_a_dispute_corrects_the_award(ana, els, wrong, officer):
    asked = object_to(ana, skill=els, award=wrong, by=ana)

    decided = uphold(asked, by=officer, answer="You are right.", right={"achieved_on": date(2026, 11, 1)})

    assert decided.led_to.corrects == wrong
    assert dates(ana) == {"ELS": ("In date", date(2027, 11, 1), True)}


def test_upholding_a_dispute_can_void_the_award(ana, els, wrong, officer):
    asked = object_to(ana, skill=els, award=wrong, by=ana)

    uphold(asked, by=officer, void=True)

    assert dates(ana) == {}


def test_turning_it_down_leaves_the_record_and_answers_the_person(ana, els, wrong, officer):
    asked = object_to(ana, skill=els, award=wrong, by=ana)
    with refused("Say why the record stays as it is; the person is shown your answer."):
        turn_down(asked, by=officer, answer=" ")

    turn_down(asked, by=officer, answer="The register says 1 November 2025.")

    told = queries_for(ana).get()
    assert words(ana) == {"ELS": "Out of ticket"}
    assert (told.upheld, told.answer, told.decided_by) == (False, "The register says 1 November 2025.", officer)
    assert [one.verb for one in history_of(ana.subject)] == ["decided", "queried", "awarded"]


def test_nothing_is_decided_twice(ana, els, wrong, officer):
    asked = object_to(ana, skill=els, award=wrong, by=ana)
    uphold(asked, by=officer)

    with refused("This was decided on 2026-11-21."):
        turn_down(asked, by=officer, answer="No.")


def test_nobody_decides_about_themselves_or_their_own_objection(ana, els, wrong, officer):
    sentence = "Nobody decides about their own record or their own objection."
    with refused(sentence):
        uphold(object_to(ana, skill=els, award=wrong, by=ana), by=ana)
    with refused(sentence):
        uphold(object_to(officer, skill=els, by=ana), by=officer)
    with refused(sentence):
        uphold(object_to(ana, skill=SkillFactory(), by=officer), by=officer)


def test_the_records_office_sees_what_waits_in_its_force_the_most_urgent_first(ana, officer):
    later, sooner = QueryFactory(person=ana, decide_by=date(2026, 12, 4)), QueryFactory(person=ana)
    QueryFactory(person=officer)
    QueryFactory(person=PostFactory().person)
    QueryFactory(person=ana, decided_by=officer, decided_at="2026-11-20T09:00Z", upheld=True)

    assert list(queries_to_decide(officer)) == [sooner, later]
    assert list(queries_to_decide(ana)) == []
    assert list(queries_to_decide(PersonFactory())) == []
    assert Query.objects.count() == 5

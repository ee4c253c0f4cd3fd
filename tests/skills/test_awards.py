"""Awarding, correcting, voiding, verifying; what each writes down and what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peel.ledger.models import AuditEntry, Statement
from peel.ledger.queries import history_of
from peel.ledger.rules import PEEL
from peel.skills.actions import (
    NewAward,
    award,
    award_from_learning,
    award_many,
    correct_award,
    undo_batch,
    verify_award,
    void_award,
)
from peel.skills.models import Award, AwardBatch
from peel.skills.refused import Refused
from tests.people.factories import ForceFactory, PersonFactory, PostFactory, UnitFactory
from tests.skills.factories import RequirementFactory, SkillFactory
from tests.skills.reading import dates, record
from tests.skills.refusing import refused

pytestmark = pytest.mark.django_db


def test_an_award_is_written_told_and_seen_on_the_record_at_once():
    ana, trainer = PostFactory().person, PersonFactory()
    els = SkillFactory(code="ELS")

    row = award(NewAward(person=ana, skill=els, achieved_on=date(2026, 11, 20), authority="Ch Insp Ellis"), by=trainer)

    told = Statement.objects.get()
    assert dates(ana) == {"ELS": ("In date", date(2027, 11, 20), True)}
    assert (told.subject, told.force, told.verb, told.object_type, told.object_id) == (
        ana.subject, ana.home_force_id, "awarded", "award", str(row.pk),
    )  # fmt: skip
    assert next(history_of(ana.subject)).context == {
        f"{PEEL}skill": "ELS",
        f"{PEEL}by": str(trainer.subject),
        f"{PEEL}achieved-on": "2026-11-20",
        f"{PEEL}kind": "course",
        f"{PEEL}source": "course",
        f"{PEEL}verified": True,
    }


def test_awarding_the_same_thing_twice_is_one_award():
    ana, els = PostFactory().person, SkillFactory()
    new = NewAward(person=ana, skill=els, achieved_on=date(2026, 11, 20), minutes=180, evidence={"session": 7})

    first, second = award(new, by=None), award(new, by=None)

    assert first == second
    assert Statement.objects.count() == 1


def test_two_half_days_of_one_course_are_two_awards():
    ana, els = PostFactory().person, SkillFactory()

    for session in (1, 2):
        award(
            NewAward(person=ana, skill=els, achieved_on=date(2026, 11, 20), minutes=180, evidence={"session": session}),
            by=None,
        )

    assert Award.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"achieved_on": date(2026, 11, 22)}, "An award cannot be dated in the future: 2026-11-22."),
        ({"expires_on": date(2026, 11, 19)}, "The last day in date is before the day of the award."),
        ({"minutes": 0}, "Time that counts is more than nothing; leave it empty where the whole course was done."),
    ],
)
def test_an_award_that_cannot_be_is_refused(wrong, sentence):
    new = {"person": PostFactory().person, "skill": SkillFactory(), "achieved_on": date(2026, 11, 20), **wrong}

    with pytest.raises(Refused) as refused:
        award(NewAward(**new), by=None)

    assert str(refused.value) == sentence
    assert list(Award.objects.all()) == []


def test_a_skill_of_another_force_is_refused():
    theirs = SkillFactory(force=ForceFactory(), name="Boat handling")

    with refused("Boat handling is not a skill of this force."):
        award(NewAward(person=PostFactory().person, skill=theirs, achieved_on=date(2026, 11, 20)), by=None)


def test_nothing_counts_for_a_skill_after_the_day_it_was_retired():
    old = SkillFactory(name="Typing", retired_on=date(2026, 1, 31))

    with refused("Typing was retired on 2026-01-31; nothing after that day counts."):
        award(NewAward(person=PostFactory().person, skill=old, achieved_on=date(2026, 2, 1)), by=None)


def test_a_correction_keeps_both_rows_and_changes_the_record():
    ana = PostFactory().person
    wrong = award(NewAward(person=ana, skill=SkillFactory(code="ELS"), achieved_on=date(2026, 11, 20)), by=None)

    right = correct_award(wrong, achieved_on=date(2026, 3, 20), by=None, reason="Typed the wrong month")

    assert dates(ana) == {"ELS": ("In date", date(2027, 3, 20), True)}
    assert (right.corrects, right.reason) == (wrong, "Typed the wrong month")
    assert [told.verb for told in history_of(ana.subject)] == ["corrected", "awarded"]


def test_the_reason_of_a_correction_is_in_no_statement():
    ana = PostFactory().person
    wrong = award(NewAward(person=ana, skill=SkillFactory(), achieved_on=date(2026, 11, 20)), by=None)

    correct_award(wrong, achieved_on=date(2026, 3, 20), by=None, reason="Was in hospital that day")

    assert "hospital" not in str([(told.result, told.context) for told in history_of(ana.subject)])


def test_an_award_is_corrected_once_and_then_the_row_that_replaced_it():
    wrong = award(NewAward(person=PostFactory().person, skill=SkillFactory(), achieved_on=date(2026, 11, 20)), by=None)
    correct_award(wrong, achieved_on=date(2026, 3, 20), by=None, reason="Wrong month")

    with refused("This award has been corrected already. Correct the row that replaced it."):
        correct_award(wrong, achieved_on=date(2026, 4, 20), by=None, reason="Wrong month")


def test_whose_award_it_is_and_for_what_is_never_corrected():
    wrong = award(NewAward(person=PostFactory().person, skill=SkillFactory(), achieved_on=date(2026, 11, 20)), by=None)

    with pytest.raises(TypeError, match="skill is not corrected but written anew"):
        correct_award(wrong, skill=SkillFactory(), by=None, reason="Wrong skill")


def test_a_voided_award_is_gone_from_the_record_and_stays_in_the_table():
    ana = PostFactory().person
    wrong = award(NewAward(person=ana, skill=SkillFactory(), achieved_on=date(2026, 11, 20)), by=None)

    void_award(wrong, by=None, reason="Another person of the same name")

    assert dates(ana) == {}
    assert [(row.void, row.corrects_id) for row in Award.objects.order_by("pk")] == [(False, None), (True, wrong.pk)]


def test_an_award_voided_by_mistake_comes_back_by_correcting_the_row_that_voided_it():
    ana = PostFactory().person
    right = award(NewAward(person=ana, skill=SkillFactory(code="ELS"), achieved_on=date(2026, 11, 20)), by=None)
    voiding = void_award(right, by=None, reason="Thought it was another Ana")

    correct_award(voiding, by=None, reason="It was this Ana after all")

    assert dates(ana) == {"ELS": ("In date", date(2027, 11, 20), True)}


def test_an_imported_award_reads_not_verified_until_somebody_verifies_it():
    ana = PostFactory().person
    new = NewAward(person=ana, skill=SkillFactory(code="ELS"), achieved_on=date(2026, 11, 20), verified=False)
    unsure = award(new, by=None)
    before = dates(ana)

    verified = verify_award(unsure, by=None, authority="Certificate seen")

    assert before == {"ELS": ("In date", date(2027, 11, 20), False)}
    assert dates(ana) == {"ELS": ("In date", date(2027, 11, 20), True)}
    assert verify_award(verified, by=None) == verified


def test_many_awards_are_told_one_by_one_and_computed_together():
    team, els = UnitFactory(), SkillFactory(code="ELS")
    people = [PostFactory(unit=team).person for _ in range(3)]

    total = award_many(
        [NewAward(person=person, skill=els, achieved_on=date(2026, 11, 20)) for person in people],
        force=team.force,
        by=None,
    )

    assert total == 3
    assert {told.subject for told in Statement.objects.filter(verb="awarded")} == {one.subject for one in people}
    assert [dates(person) for person in people] == [{"ELS": ("In date", date(2027, 11, 20), True)}] * 3


def test_of_many_awards_none_is_written_when_one_is_refused():
    team, els = UnitFactory(), SkillFactory()
    person = PostFactory(unit=team).person
    days = [date(2026, 11, 20), date(2026, 11, 22)]

    with pytest.raises(Refused):
        award_many([NewAward(person=person, skill=els, achieved_on=day) for day in days], force=team.force, by=None)

    assert list(Award.objects.all()) == []


def test_many_awards_cost_as_many_queries_as_a_few():
    team, els = UnitFactory(), SkillFactory()

    def queries(count: int) -> int:
        people = [PostFactory(unit=team).person for _ in range(count)]
        news = [NewAward(person=person, skill=els, achieved_on=date(2026, 11, 20)) for person in people]
        with CaptureQueriesContext(connection) as captured:
            award_many(news, force=team.force, by=None)
        return len(captured)

    queries(1)

    assert queries(12) == queries(2)


def test_undoing_an_import_takes_back_all_that_it_brought_but_what_somebody_verified():
    team = UnitFactory()
    ana, ben = (PostFactory(unit=team).person for _ in range(2))
    els = SkillFactory(code="ELS")
    batch = AwardBatch.objects.create(force=team.force, file_name="old.csv", sha256="0", made_at="2026-11-20T09:00Z")
    news = [NewAward(person=one, skill=els, achieved_on=date(2026, 11, 20), verified=False) for one in (ana, ben)]
    award_many(news, force=team.force, by=None, batch=batch)
    verify_award(Award.objects.get(person=ben), by=None)

    undone = undo_batch(batch, by=ana)

    assert undone == 2
    assert (dates(ana), dates(ben)) == ({}, {"ELS": ("In date", date(2027, 11, 20), True)})
    assert AuditEntry.objects.filter(verb="undid-import").count() == 1
    assert undo_batch(batch, by=ana) == 0


def test_finishing_a_lesson_gives_the_skill_once():
    ana, stop = PostFactory().person, SkillFactory(code="STOP", kind="learning")

    for _ in range(2):
        award_from_learning(ana, skill=stop, on=date(2026, 11, 20), minutes=6, evidence={"lesson": 4, "attempt": 9})

    row = Award.objects.get()
    assert (row.minutes, row.source, row.kind) == (None, "lesson", "course")
    assert dates(ana) == {"STOP": ("In date", date(2027, 11, 20), True)}


def test_finishing_a_lesson_gives_its_minutes_where_the_rule_adds_up_hours():
    ana = PostFactory().person
    ppst = SkillFactory(code="PPST", rule={"type": "hours_in_period", "hours": 12, "months": 12})
    RequirementFactory(skill=ppst)

    award_from_learning(ana, skill=ppst, on=date(2026, 11, 20), minutes=60, evidence={"lesson": 4, "attempt": 9})

    line = record(ana)["PPST"]
    assert (line.word, line.progress) == ("Not held", "1 of 12 h")

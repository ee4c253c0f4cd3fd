from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from peel.catalogue.models import Form, Lesson, LessonSkill
from peel.catalogue.rules.drafts import FormDraft, Kind, QuizDraft
from peel.catalogue.rules.reading import Length
from peel.foundation import clock
from peel.learning.actions import attempts
from peel.learning.models import Attempt
from peel.ledger.models import Statement, StatementBody
from peel.skills.models import Award, CpdEntry, Skill
from tests.catalogue.factories import published
from tests.people.factories import ForceFactory, PostFactory

QUIZ = [QuizDraft("Which way?", ("In", "Both"), 1, "Both."), QuizDraft("When?", ("Now", "Later"), 0)]


def the_form(lesson: Lesson) -> Form:
    return lesson.forms.select_related("lesson").get()


def film(seconds: int = 300) -> Form:
    draft = FormDraft(Length.M6, Kind.VIDEO, seconds=seconds, file=7)
    return the_form(published("Film", forms=(draft,)))


def go_on(form, person, **told):
    return attempts.go_on(form, person=person, by=person, **{"position": 0, "furthest": 0, "spent": 0, **told})


def passing(monkeypatch, seconds):
    later = clock.now() + timedelta(seconds=seconds)
    monkeypatch.setattr(clock, "now", lambda: later)


def told_about(person):
    return list(
        Statement.objects.filter(subject=person.subject, object_type="lesson")
        .order_by("id")
        .values_list("verb", flat=True)
    )


def test_the_first_sign_of_life_begins_an_attempt_and_tells_the_ledger(ana):
    form = film()

    attempt = go_on(form, ana, position=10, furthest=10, spent=10)

    assert (attempt.seconds_spent, attempt.position, attempt.furthest, attempt.done_at) == (10, 10, 10, None)
    assert (attempt.length, attempt.version, attempt.force) == ("m6", form.lesson.version, ana.home_force)
    assert told_about(ana) == ["initialized"]


def test_going_back_keeps_how_far_one_ever_was(ana):
    form = film()
    go_on(form, ana, position=200, furthest=200, spent=10)

    attempt = go_on(form, ana, position=20, furthest=30, spent=0)

    assert (attempt.position, attempt.furthest) == (20, 200)


def test_watching_to_the_end_finishes_a_film(ana, monkeypatch):
    form = film(seconds=60)
    go_on(form, ana, position=30, furthest=30, spent=30)
    passing(monkeypatch, 31)

    attempt = go_on(form, ana, position=60, furthest=60, spent=30)

    assert (attempt.how, attempt.seconds_spent) == ("watched", 60)
    assert attempt.done_at is not None
    assert told_about(ana) == ["initialized", "completed"]
    assert Lesson.objects.get(pk=form.lesson_id).done_count == 1


def test_skipping_to_the_end_does_not(ana):
    attempt = go_on(film(), ana, position=300, furthest=300, spent=20)

    assert attempt.done_at is None


def test_a_page_cannot_claim_more_time_than_has_passed(ana, monkeypatch):
    form = film()
    go_on(form, ana, spent=10)
    passing(monkeypatch, 5)

    attempt = go_on(form, ana, spent=3000)

    assert attempt.seconds_spent == 10 + 6


def test_a_one_sider_is_done_on_the_readers_word_and_the_statement_says_so(ana):
    form = the_form(published(s60="1. **Look.** Then knock."))

    attempt = attempts.say_done(form, person=ana, by=ana)

    assert (attempt.how, attempt.length) == ("said", "s60")
    body = StatementBody.objects.order_by("statement_id").last().canonical
    assert '"completion":true' in body
    assert '"how":"said"' in body


def test_an_article_with_a_quiz_is_done_when_every_answer_is_right(ana):
    form = the_form(published(m6="Doors.", quiz=QUIZ))

    for question, choice in ((0, 0), (0, 1), (1, 0)):
        attempt = attempts.answer(form, person=ana, question=question, choice=choice, by=ana)

    assert attempt.answers == {"0": [0, 1], "1": [0]}
    assert (attempt.how, attempt.score) == ("answered", 50)


def test_saying_so_is_not_enough_while_questions_are_open(ana):
    form = the_form(published(m6="Doors.", quiz=QUIZ))

    attempt = attempts.say_done(form, person=ana, by=ana)

    assert attempt.done_at is None


def test_a_question_that_is_right_stays_right(ana):
    form = the_form(published(m6="Doors.", quiz=QUIZ))
    attempts.answer(form, person=ana, question=0, choice=1, by=ana)

    attempt = attempts.answer(form, person=ana, question=0, choice=0, by=ana)

    assert attempt.answers == {"0": [1]}


def test_what_is_done_stays_done_and_doing_it_again_is_a_new_attempt(ana):
    form = the_form(published(s60="Look."))
    first = attempts.say_done(form, person=ana, by=ana)

    second = attempts.begin_again(form, person=ana, by=ana)

    first.refresh_from_db()
    assert first.done_at is not None
    assert (second.pk != first.pk, second.done_at) == (True, None)
    assert attempts.begin_again(form, person=ana, by=ana).pk == second.pk


def test_finishing_counts_whole_minutes_of_cpd(ana):
    minute = "1. **Look.** " + "Then knock and wait a little. " * 30
    for lesson in (published(s6="Look."), published("Sheet", s60=minute), published("Plan", m60="- 60 min: Walk.")):
        attempts.say_done(the_form(lesson), person=ana, by=ana)

    entries = CpdEntry.objects.filter(person=ana).order_by("pk")
    assert [(entry.title, entry.minutes, entry.kind) for entry in entries] == [
        ("Sheet", 1, "digital"),
        ("Plan", 60, "team"),
    ]


def test_the_same_form_again_the_next_day_counts_no_second_time(ana, monkeypatch):
    form = the_form(published(m60="- 60 min: **Walk.** About."))
    attempts.say_done(form, person=ana, by=ana)
    passing(monkeypatch, 86_400)

    attempts.say_done(form, person=ana, by=ana)

    assert CpdEntry.objects.filter(person=ana).count() == 1
    assert Attempt.objects.filter(person=ana, done_at__isnull=False).count() == 2


def test_it_counts_again_after_as_long_as_the_force_says(ana, monkeypatch):
    ana.home_force.settings = {"cpd_again_after_days": 1}
    ana.home_force.save()
    form = the_form(published(m60="- 60 min: **Walk.** About."))
    attempts.say_done(form, person=ana, by=ana)
    passing(monkeypatch, 2 * 86_400)

    attempts.say_done(form, person=ana, by=ana)

    assert CpdEntry.objects.filter(person=ana).count() == 2


@pytest.mark.parametrize(("enough_from", "awards"), [("s60", 1), ("m6", 0)])
def test_a_skill_is_awarded_where_the_form_is_enough_for_it(ana, enough_from, awards):
    skill = Skill.objects.create(code="MH", name="Mental health response", kind="learning")
    form = the_form(published(s60="Look."))
    LessonSkill.objects.create(lesson=form.lesson, skill=skill, awards=True, awards_from=enough_from)

    attempts.say_done(form, person=ana, by=ana)

    assert Award.objects.filter(person=ana, skill=skill).count() == awards


def test_an_award_names_the_lesson_the_attempt_and_the_statement_that_prove_it(ana):
    skill = Skill.objects.create(code="MH", name="Mental health response", kind="learning")
    form = the_form(published("Section 136", s60="Look."))
    LessonSkill.objects.create(lesson=form.lesson, skill=skill, awards=True, awards_from="s60")

    attempt = attempts.say_done(form, person=ana, by=ana)

    award = Award.objects.get(person=ana, skill=skill)
    completed = Statement.objects.get(subject=ana.subject, verb="completed")
    assert (award.source, award.achieved_on) == ("lesson", clock.today())
    assert award.evidence == {
        "lesson": form.lesson_id,
        "title": "Section 136",
        "version": form.lesson.version,
        "form": "s60",
        "how": "said",
        "attempt": attempt.pk,
        "statement": str(completed.statement_id),
    }


def test_a_skill_of_another_force_is_not_awarded_and_the_lesson_is_done_all_the_same(ana):
    skill = Skill.objects.create(code="MH", name="Elsewhere", kind="learning", force=ForceFactory())
    form = the_form(published(s60="Look."))
    LessonSkill.objects.create(lesson=form.lesson, skill=skill, awards=True, awards_from="s60")

    attempt = attempts.say_done(form, person=ana, by=ana)

    assert attempt.done_at is not None
    assert not Award.objects.exists()


def test_practising_a_skill_awards_nothing(ana):
    skill = Skill.objects.create(code="MH", name="Mental health response", kind="learning")
    form = the_form(published(s60="Look.", skills=(skill.pk,)))

    attempts.say_done(form, person=ana, by=ana)

    assert not Award.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_pages_that_begin_at_once_are_one_attempt():
    form, person = the_form(published(s60="Look.")), PostFactory().person

    def begin(_page: int) -> int:
        try:
            return attempts.begin_again(form, person=person, by=person).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pages:
        begun = set(pages.map(begin, range(8)))

    assert len(begun) == 1
    assert Attempt.objects.filter(person=person).count() == 1

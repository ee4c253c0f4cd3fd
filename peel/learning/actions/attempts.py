"""Going through a form: begun, gone on with, answered, done.

A form that is done stays done: doing it again later is a new attempt. Only one attempt at a form is open at a time,
and it is locked while it changes, so that two open pages never count the same minute twice.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from peel.catalogue.models import Form, JourneyStep, Lesson
from peel.foundation import clock
from peel.learning.actions.journeys import finish_where_done
from peel.learning.actions.rewards import reward
from peel.learning.models import Attempt, JourneyTaken
from peel.learning.queries.mine import marks_of
from peel.learning.rules.doing import Doing, How, how_done, seconds_gained
from peel.learning.rules.quiz import answered, score_of
from peel.ledger.actions.append import append
from peel.ledger.rules import Verb
from peel.people.models import Person


@transaction.atomic
def go_on(form: Form, *, person: Person, position: int, furthest: int, spent: int, by: Person) -> Attempt:
    """Note how far somebody has got. ``spent`` counts for what passed on the clock at most.

    The first sign of life begins the attempt. Where it makes the form done, it is finished.
    """
    attempt, begun = _open(form, person=person)
    now = clock.now()
    since_last = None if begun else (now - attempt.last_at).total_seconds()
    attempt.seconds_spent += seconds_gained(told=spent, since_last=since_last)
    attempt.position = max(0, position)
    attempt.furthest = max(attempt.furthest, furthest, 0)
    attempt.last_at = now
    return _finish_if_done(attempt, form, said=False)


@transaction.atomic
def answer(form: Form, *, person: Person, question: int, choice: int, by: Person) -> Attempt:
    """Take one answer to a question of the form's quiz; a question that is already right stays right."""
    attempt, _begun = _open(form, person=person)
    marks = marks_of(form, attempt)
    if question < len(marks) and marks[question].is_right:
        return attempt
    choices = [len(one["answers"]) for one in form.quiz]
    attempt.answers = answered(attempt.answers, question=question, answer=choice, choices=choices)
    attempt.last_at = clock.now()
    return _finish_if_done(attempt, form, said=False)


@transaction.atomic
def say_done(form: Form, *, person: Person, by: Person) -> Attempt:
    """Somebody says that they have read it, taken it in or taken part. What was really seen still goes before it.

    A quiz must be answered all the same: then the attempt stays open.
    """
    attempt, _begun = _open(form, person=person)
    attempt.last_at = clock.now()
    return _finish_if_done(attempt, form, said=True)


@transaction.atomic
def begin_again(form: Form, *, person: Person, by: Person) -> Attempt:
    """A new attempt at a form that was done before; one that is open already is gone on with."""
    attempt, _begun = _open(form, person=person)
    attempt.last_at = clock.now()
    attempt.save(update_fields=["last_at"])
    return attempt


def _open(form: Form, *, person: Person) -> tuple[Attempt, bool]:
    """The open attempt, locked, and whether it was begun just now."""
    now = clock.now()
    attempt = Attempt.objects.select_for_update().filter(person=person, form=form, done_at=None).first()
    if attempt is not None:
        return attempt, False
    # One insert wins where two pages begin at once; the other one finds it.
    found, begun = Attempt.objects.get_or_create(
        person=person,
        form=form,
        done_at=None,
        defaults={
            "force": person.home_force,
            "lesson_id": form.lesson_id,
            "length": form.length,
            "version": form.lesson.version,
            "started_at": now,
            "last_at": now,
        },
    )
    if begun:
        _tell(Verb.STARTED, form, person=person, context={"version": form.lesson.version})
        with_it = JourneyStep.objects.filter(lesson=form.lesson_id).values("journey")
        JourneyTaken.objects.filter(person=person, journey__in=with_it).update(last_at=now)
    return Attempt.objects.select_for_update().get(pk=found.pk), begun


def _finish_if_done(attempt: Attempt, form: Form, *, said: bool) -> Attempt:
    marks = marks_of(form, attempt)
    how = how_done(
        Doing(
            kind=form.kind,
            seconds=form.seconds,
            furthest=attempt.furthest,
            spent=attempt.seconds_spent,
            questions=len(marks),
            right=sum(mark.is_right for mark in marks),
            said=said,
            played_here=form.file_id is not None,
        )
    )
    if how is not None:
        attempt.how = how.value
        attempt.score = score_of(marks)
        attempt.done_at = attempt.last_at
    attempt.save()
    if how is not None:
        _finish(attempt, form, how)
    return attempt


def _finish(attempt: Attempt, form: Form, how: How) -> None:
    """Tell the ledger, count it for the lesson, and give what it earns."""
    result: dict[str, object] = {"completion": True, "duration": f"PT{attempt.seconds_spent}S"}
    if attempt.score is not None:
        result["score"] = {"scaled": attempt.score / 100}
    context = {"version": attempt.version, "how": how.value}
    told = _tell(Verb.COMPLETED, form, person=attempt.person, result=result, context=context)
    Lesson.objects.filter(pk=form.lesson_id).update(done_count=F("done_count") + 1)
    reward(attempt, form, how=how, statement=told)
    finish_where_done(attempt.lesson_id, person=attempt.person)


def _tell(
    verb: Verb,
    form: Form,
    *,
    person: Person,
    result: Mapping[str, object] | None = None,
    context: Mapping[str, object] | None = None,
) -> str:
    told = append(
        subject=person.subject,
        force=person.home_force_id,
        verb=verb,
        object_type="lesson",
        object_id=form.lesson_id,
        result=result,
        context={"form": form.length, "kind": form.kind, **(context or {})},
    )
    return str(told.statement_id)

"""What finishing a form earns: minutes of CPD, and a skill where a rule says so."""

from datetime import timedelta

from peel.catalogue.models import Form, LessonSkill
from peel.catalogue.rules.reading import Length, minutes_of
from peel.foundation import clock
from peel.learning.models import Attempt
from peel.learning.rules.doing import How, minutes_that_count
from peel.skills.actions.awards import award_from_learning
from peel.skills.actions.cpd import MOST_MINUTES, log_cpd
from peel.skills.models import CpdEntry
from peel.skills.refused import Refused

# The same form counts again after this long; a force may see it differently (Force.settings).
AGAIN_AFTER_DAYS = 28
SETTING = "cpd_again_after_days"


def reward(attempt: Attempt, form: Form, *, how: How, statement: str) -> None:
    """CPD minutes once in a while for the same form, and each skill for which this form is enough."""
    _count_minutes(attempt, form, how)
    _award_skills(attempt, form, how=how, statement=statement)


def _count_minutes(attempt: Attempt, form: Form, how: How) -> None:
    minutes = min(minutes_that_count(seconds=form.seconds, spent=attempt.seconds_spent, how=how), MOST_MINUTES)
    if not minutes or _counted_lately(attempt):
        return
    log_cpd(
        attempt.person,
        kind=CpdEntry.Kind.TEAM if how is How.TOOK_PART else CpdEntry.Kind.DIGITAL,
        done_on=clock.today(),
        minutes=minutes,
        title=form.lesson.title,
        by=attempt.person,
        lesson_id=form.lesson_id,
        force=attempt.force,
    )


def _counted_lately(attempt: Attempt) -> bool:
    days = attempt.force.settings.get(SETTING, AGAIN_AFTER_DAYS)
    since = clock.now() - timedelta(days=days)
    done = Attempt.objects.filter(person=attempt.person, form=attempt.form, done_at__gte=since)
    return done.exclude(pk=attempt.pk).exists()


def _award_skills(attempt: Attempt, form: Form, *, how: How, statement: str) -> None:
    """A skill that the force does not have, or has retired, is not awarded; the lesson is done all the same."""
    order = list(Length)
    for built in LessonSkill.objects.filter(lesson=form.lesson_id, awards=True).select_related("skill"):
        if order.index(Length(form.length)) < order.index(Length(built.awards_from)):
            continue
        try:
            award_from_learning(
                attempt.person,
                skill=built.skill,
                on=clock.today(),
                minutes=minutes_of(form.seconds or attempt.seconds_spent),
                evidence={
                    "lesson": form.lesson_id,
                    "title": form.lesson.title,
                    "version": attempt.version,
                    "form": form.length,
                    "how": how.value,
                    "attempt": attempt.pk,
                    "statement": statement,
                },
                force=attempt.force,
            )
        except Refused:
            continue

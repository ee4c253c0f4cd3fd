"""What an author's desk shows: their lessons, versions, and what people look for and do not find."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, QuerySet, Sum

from peel.catalogue.access import writable_lessons_for
from peel.catalogue.models import Lesson, LessonVersion, SearchAsked
from peel.foundation import clock
from peel.people.models import Force
from peel.people.signed_in import SignedIn

WANTED_DAYS = 28
AT_MOST = 50


def being_written(viewer: SignedIn) -> list[Lesson]:
    """Lessons with a working copy that the viewer may go on with, latest first."""
    lessons = writable_lessons_for(viewer).filter(working_copy__isnull=False)
    return list(lessons.select_related("working_copy__saved_by").order_by("-working_copy__saved_at")[:AT_MOST])


def published_by(viewer: SignedIn) -> list[Lesson]:
    """The viewer's own published lessons, latest first."""
    mine = writable_lessons_for(viewer).filter(owner=viewer.person, state=Lesson.State.PUBLISHED)
    return list(mine.order_by("-changed_at")[:AT_MOST])


def due_for_review(viewer: SignedIn, *, within_days: int = 28) -> list[Lesson]:
    """Published lessons that the viewer may change and whose review is due soon or past, soonest first."""
    until = clock.today() + timedelta(days=within_days)
    due = writable_lessons_for(viewer).filter(state=Lesson.State.PUBLISHED, review_by__lte=until)
    return list(due.order_by("review_by")[:AT_MOST])


def versions_of(lesson: Lesson) -> QuerySet[LessonVersion]:
    return LessonVersion.objects.filter(lesson=lesson).select_related("saved_by").defer("content").order_by("-number")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that people looked for and that no lesson has."""

    words: str
    times: int


def wanted_in(force: Force) -> list[Wanted]:
    """What was looked for in the last four weeks and still finds nothing, most often first."""
    since = clock.today() - timedelta(days=WANTED_DAYS)
    rows = (
        SearchAsked.objects.filter(force=force, day__gte=since)
        .values("words")
        .annotate(often=Sum("times"), most=Max("found"))
        .filter(most=0)
        .order_by("-often", "words")
    )
    return [Wanted(row["words"], row["often"]) for row in rows[:10]]

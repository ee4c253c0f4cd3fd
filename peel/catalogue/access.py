"""Who may read and write which lessons. National lessons are everybody's to read; drafts are their writers' alone."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from peel.catalogue.models import Form, Journey, Lesson
from peel.people.models import Force
from peel.people.places import Places
from peel.people.roles import Permission
from peel.people.signed_in import SignedIn


def forces_of(viewer: SignedIn) -> list[int]:
    """The forces somebody serves in today; their home force even between two posts."""
    return sorted({viewer.force.pk, *(post.force_id for post in viewer.posts)})


def lessons_for(viewer: SignedIn) -> QuerySet[Lesson]:
    """Published lessons of the nation and of the viewer's forces."""
    return Lesson.objects.filter(
        Q(force=None) | Q(force__in=forces_of(viewer)), state=Lesson.State.PUBLISHED
    ).select_related("theme")


def lesson_for(viewer: SignedIn, pk: int) -> Lesson:
    """The lesson, or 404 for one that is not published or is another force's."""
    return get_object_or_404(lessons_for(viewer), pk=pk)


def form_for(viewer: SignedIn, pk: int) -> Form:
    """A form of a lesson that the viewer may read, or 404."""
    return get_object_or_404(Form.objects.filter(lesson__in=lessons_for(viewer)).select_related("lesson"), pk=pk)


def journeys_for(viewer: SignedIn) -> QuerySet[Journey]:
    """Journeys on offer from the nation and the viewer's forces."""
    return Journey.objects.filter(Q(force=None) | Q(force__in=forces_of(viewer)), published=True).select_related(
        "theme"
    )


def journey_for(viewer: SignedIn, pk: int) -> Journey:
    """The journey, or 404 for one that is not on offer to the viewer."""
    return get_object_or_404(journeys_for(viewer), pk=pk)


def writable_lessons_for(viewer: SignedIn) -> QuerySet[Lesson]:
    """Lessons that the viewer may change, in any state: those of the forces, or the nation, where they may write."""
    places = viewer.places(Permission.WRITE_LESSONS)
    mine = Q(force__in=_forces_to_write_in(places))
    if places.nation:
        mine |= Q(force=None)
    return Lesson.objects.filter(mine).select_related("theme", "force")


def writable_lesson_for(viewer: SignedIn, pk: int) -> Lesson:
    """The lesson, or 404 for one that is not the viewer's to change."""
    return get_object_or_404(writable_lessons_for(viewer), pk=pk)


def may_write(viewer: SignedIn, lesson: Lesson) -> bool:
    return _may(viewer.places(Permission.WRITE_LESSONS), lesson)


def may_publish(viewer: SignedIn, lesson: Lesson) -> bool:
    return _may(viewer.places(Permission.PUBLISH_LESSONS), lesson)


def force_to_write_for(viewer: SignedIn) -> Force | None:
    """Whose a new lesson of the viewer is: their home force's where they may write there, otherwise the nation's."""
    places = viewer.places(Permission.WRITE_LESSONS)
    return viewer.force if viewer.force.pk in _forces_to_write_in(places) else None


def _forces_to_write_in(places: Places) -> list[int]:
    """A writer of one unit writes for its force: lessons belong to forces, not to units."""
    of_units = {int(path.split("/")[1]) for path in places.paths} if places.paths else set()
    forces = set(places.forces)
    if of_units:
        forces |= set(Force.objects.filter(units__in=of_units).values_list("pk", flat=True))
    return sorted(forces)


def _may(places: Places, lesson: Lesson) -> bool:
    if lesson.force_id is None:
        return places.nation
    return lesson.force_id in _forces_to_write_in(places)

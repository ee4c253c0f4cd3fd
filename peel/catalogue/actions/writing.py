"""Writing lessons: a working copy that only its authors see, publishing it, and going back to an earlier version."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from peel.catalogue.actions.indexing import index_lessons
from peel.catalogue.actions.storing import put_content, put_parts
from peel.catalogue.models import Lesson, LessonVersion, Theme, WorkingCopy
from peel.catalogue.queries.stored import content_of
from peel.catalogue.rules.content import Fault, LessonContent, faults, from_json, to_json
from peel.catalogue.rules.themes import GENERAL
from peel.foundation import clock
from peel.ledger.actions.append import append
from peel.ledger.actions.audit import audit
from peel.ledger.rules import Verb
from peel.people.models import Force, Person


class SomebodyElseSaved(Exception):
    """The working copy changed since it was read: ``by`` saved it at ``at``. Nothing was overwritten."""

    def __init__(self, *, by: Person, at: datetime) -> None:
        super().__init__(f"{by} saved at {at:%H:%M}")
        self.by = by
        self.at = at


class NotReady(Exception):
    """What stands between the working copy and publishing."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("; ".join(str(fault.sentence) for fault in found))
        self.faults = found


@transaction.atomic
def begin_lesson(*, title: str, force: Force | None, by: Person) -> Lesson:
    """An empty lesson of a force, or national, that nobody but its authors sees."""
    now = clock.now()
    general = Theme.objects.filter(name=GENERAL).first() or Theme.objects.order_by("pk").first()
    if general is None:
        raise LookupError("There is no theme at all: load the reference data first.")
    lesson = Lesson.objects.create(
        force=force,
        title=title.strip()[:200],
        theme=general,
        owner=by,
        owner_words=by.name[:120],
        state=Lesson.State.DRAFT,
        version=0,
        changed_at=now,
    )
    content = LessonContent(title=lesson.title, owner_words=lesson.owner_words)
    WorkingCopy.objects.create(lesson=lesson, content=to_json(content), saved_by=by, saved_at=now)
    audit(
        "began",
        actor=by.subject,
        force=_force_of(lesson),
        object_type="lesson",
        object_id=lesson.pk,
        detail={"title": lesson.title},
    )
    return lesson


def working_content(lesson: Lesson) -> tuple[LessonContent, WorkingCopy | None]:
    """What an author goes on with: the working copy, or the lesson as it is published."""
    copy = WorkingCopy.objects.filter(lesson=lesson).select_related("saved_by").first()
    return (from_json(copy.content), copy) if copy else (content_of(lesson), None)


@transaction.atomic
def save_copy(
    lesson: Lesson, *, change: Callable[[LessonContent], LessonContent], seen: datetime | None, by: Person
) -> WorkingCopy:
    """Keep what somebody has written so far. Readers of the published lesson see none of it.

    ``change`` gets the copy as it is now, so that a recording that became ready meanwhile is not lost. ``seen`` is
    when the copy that they work on was saved: if somebody else saved since, nothing is overwritten and
    :class:`SomebodyElseSaved` says who. No entry in the audit: an author's typing is nobody's business.
    """
    Lesson.objects.select_for_update().get(pk=lesson.pk)
    content, there = working_content(lesson)
    if there is not None and there.saved_by_id != by.pk and (seen is None or there.saved_at > seen):
        raise SomebodyElseSaved(by=there.saved_by, at=there.saved_at)
    copy, _new = WorkingCopy.objects.update_or_create(
        lesson=lesson, defaults={"content": to_json(change(content)), "saved_by": by, "saved_at": clock.now()}
    )
    return copy


@transaction.atomic
def publish(lesson: Lesson, *, by: Person) -> LessonVersion:
    """Make the working copy the lesson that everybody reads, as a new version; or say why it cannot be yet.

    What stood before is kept as its own version, also when it came from an import and was never edited.
    """
    lesson = Lesson.objects.select_for_update().select_related("theme").get(pk=lesson.pk)
    content, copy = working_content(lesson)
    if found := faults(content):
        raise NotReady(found)
    if lesson.version:
        _keep_version(lesson, content_of(lesson), by=None, published=lesson.published_at is not None)
    theme = Theme.objects.get(code=content.theme)
    now = clock.now()
    put_content(lesson, content, theme=theme)
    lesson.version += 1
    lesson.state = Lesson.State.PUBLISHED
    lesson.published_at = lesson.published_at or now
    lesson.changed_at = now
    lesson.edited_here = True
    lesson.save()
    put_parts({lesson.pk: content})
    index_lessons([lesson.pk])
    if copy is not None:
        copy.delete()
    append(
        subject=by.subject,
        force=_force_of(lesson),
        verb=Verb.PUBLISHED,
        object_type="lesson",
        object_id=lesson.pk,
        context={"version": lesson.version},
    )
    return _keep_version(lesson, content, by=by, published=True)


@transaction.atomic
def restore(lesson: Lesson, *, number: int, by: Person) -> WorkingCopy:
    """Put an earlier version into the working copy; it is read by others only when it is published again."""
    version = LessonVersion.objects.get(lesson=lesson, number=number)
    copy, _new = WorkingCopy.objects.update_or_create(
        lesson=lesson, defaults={"content": version.content, "saved_by": by, "saved_at": clock.now()}
    )
    _write_down("restored", lesson, by=by, detail={"version": number})
    return copy


@transaction.atomic
def throw_away_copy(lesson: Lesson, *, by: Person) -> None:
    """Forget what was written since the last version. A lesson that was never published goes as a whole."""
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    WorkingCopy.objects.filter(lesson=lesson).delete()
    _write_down("threw away", lesson, by=by, detail={"title": lesson.title})
    if lesson.state == Lesson.State.DRAFT and not lesson.version:
        lesson.delete()


@transaction.atomic
def retire(lesson: Lesson, *, by: Person) -> None:
    """Take a lesson out of the library. Records of those who did it stay as they are."""
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    lesson.state = Lesson.State.RETIRED
    lesson.changed_at = clock.now()
    lesson.save(update_fields=["state", "changed_at"])
    index_lessons([lesson.pk])
    _write_down("retired", lesson, by=by, detail={"title": lesson.title})


def _keep_version(lesson: Lesson, content: LessonContent, *, by: Person | None, published: bool) -> LessonVersion:
    """The version under the lesson's present number; one that is kept already stays as it is."""
    version, _new = LessonVersion.objects.get_or_create(
        lesson=lesson,
        number=lesson.version,
        defaults={
            "content": to_json(content),
            "saved_by": by,
            "saved_at": lesson.changed_at,
            "published": published,
        },
    )
    return version


def _write_down(verb: str, lesson: Lesson, *, by: Person, detail: dict[str, Any]) -> None:
    audit(verb, actor=by.subject, force=_force_of(lesson), object_type="lesson", object_id=lesson.pk, detail=detail)


def _force_of(lesson: Lesson) -> int:
    return lesson.force_id or Force.objects.values_list("pk", flat=True).get(kind=Force.Kind.NATION)

"""Lessons for tests in one word: ``published("Doors", s6="Knock.")`` is in the library and in its index.

``m6=`` and ``m60=`` take Markdown, ``s60=`` the text of a one-sider; ``force=`` makes it that force's, otherwise it is
national. ``draft_of(...)`` gives the same as a value that nobody has stored.
"""

from typing import Any

from peel.catalogue.actions.indexing import index_lessons
from peel.catalogue.actions.storing import put_content, put_parts
from peel.catalogue.models import Lesson, Theme
from peel.catalogue.rules.content import LessonContent, timed
from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.reading import Length
from peel.foundation import clock
from peel.people.models import Force

KINDS = {Length.S6: Kind.STRAPLINE, Length.S60: Kind.ONE_SIDER, Length.M6: Kind.ARTICLE, Length.M60: Kind.PLAN}


def content(title: str = "Doors", *, theme: str = "officer-safety", quiz: Any = (), **given: Any) -> LessonContent:
    """A lesson as its author writes it; forms by their lengths, everything else by its name."""
    forms = [
        timed(FormDraft(length=length, kind=KINDS[length], body=given.pop(length.value), quiz=_quiz(length, quiz)))
        for length in Length
        if length.value in given
    ]
    forms += given.pop("forms", ())
    return LessonContent(title=title, theme=theme, forms=tuple(forms), **given)


def published(title: str = "Doors", *, force: Force | None = None, **given: Any) -> Lesson:
    """A lesson in the library."""
    lesson = stored(title, force=force, state=Lesson.State.PUBLISHED, **given)
    index_lessons([lesson.pk])
    return lesson


def stored(
    title: str = "Doors", *, force: Force | None = None, state: str = Lesson.State.DRAFT, **given: Any
) -> Lesson:
    """A lesson in any state, not in the index."""
    if not given.keys() & {"s6", "s60", "m6", "m60", "forms"}:
        given["m6"] = "Doors open both ways."
    whole = content(title, **given)
    now = clock.now()
    lesson = Lesson(force=force, state=state, changed_at=now, published_at=now)
    put_content(lesson, whole, theme=Theme.objects.get(code=whole.theme))
    lesson.save()
    put_parts({lesson.pk: whole})
    return lesson


def _quiz(length: Length, quiz: Any) -> Any:
    return tuple(quiz) if length is Length.M6 else ()

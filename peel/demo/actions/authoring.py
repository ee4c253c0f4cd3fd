"""What is on the author's desk: a lesson that was put right since it was first published, and one half written."""

from dataclasses import replace
from datetime import datetime, timedelta

from peel.catalogue.actions.writing import begin_lesson, publish, save_copy
from peel.catalogue.models import Lesson
from peel.catalogue.rules.content import LessonContent
from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.reading import Length
from peel.demo.actions.people import MadeForce
from peel.foundation import clock
from peel.people.models import Person

DRAFT = "Cuckooing: the second knock"
DRAFT_LINE = "Ask who else has a key."
DRAFT_POINTS = """Somebody vulnerable may be living under the rule of whoever uses their home.

1. **Who is here?** Count shoes, chargers and beds, and ask each person by themselves.
2. **Who pays, who answers?** Notice who speaks for the tenant, and whose phone rings.
"""


def fill_the_desk(made: MadeForce, *, now: datetime) -> None:
    """Jo published “Two minutes” again with a better first line, and began a lesson that people searched for."""
    jo = Person.objects.get(pk=made.parts["author"].pk)
    lesson = Lesson.objects.get(force=made.force, source_key="lesson:two-minutes")
    with clock.standing_at(now - timedelta(days=18)):
        save_copy(lesson, change=_ask_twice, seen=None, by=jo)
        publish(lesson, by=jo)
    with clock.standing_at(now - timedelta(days=3)):
        draft = begin_lesson(title=DRAFT, force=made.force, by=jo)
        save_copy(draft, change=_half_written, seen=None, by=jo)


def _ask_twice(content: LessonContent) -> LessonContent:
    forms = tuple(
        replace(form, body="Ask twice. Then wait.") if form.length is Length.S6 else form for form in content.forms
    )
    return replace(content, forms=forms)


def _half_written(content: LessonContent) -> LessonContent:
    return replace(
        content,
        summary="Going back to a home that somebody else has taken over.",
        theme="safeguarding",
        audience=("Response", "Neighbourhood"),
        forms=(
            FormDraft(Length.S6, Kind.STRAPLINE, DRAFT, DRAFT_LINE, seconds=6),
            FormDraft(Length.S60, Kind.ONE_SIDER, DRAFT, DRAFT_POINTS, seconds=60),
        ),
    )

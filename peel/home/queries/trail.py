"""What was written down about somebody, page by page."""

from dataclasses import dataclass

from django.db.models import Q

from peel.catalogue.models import Lesson
from peel.ledger.models import Statement
from peel.ledger.queries import as_happening
from peel.ledger.rules import PEEL, Happening
from peel.people.actors import MACHINE
from peel.people.models import Person
from peel.people.queries.called import called, first_posts

PAGE = 50


@dataclass(frozen=True, slots=True)
class Trail:
    """One page, newest first. ``lessons`` are titles by id, ``people`` names by subject, ``older`` where to go on."""

    happenings: list[Happening]
    lessons: dict[str, str]
    people: dict[str, str]
    older: int | None


def trail_of(person: Person, *, before: int | None = None) -> Trail:
    """Fifty statements by when they happened, and the names that they need. Five queries at most.

    ``before`` is the statement that the page before ended with.
    """
    rows = Statement.objects.filter(subject=person.subject).select_related("body").order_by("-happened_at", "-pk")
    last = Statement.objects.filter(subject=person.subject, pk=before).first() if before else None
    if last is not None:
        earlier = Q(happened_at=last.happened_at, pk__lt=last.pk) | Q(happened_at__lt=last.happened_at)
        rows = rows.filter(earlier, happened_at__lte=last.happened_at)
    found = list(rows[: PAGE + 1])
    happenings = [as_happening(row) for row in found[:PAGE]]
    lessons = {happening.object_id for happening in happenings if happening.object_type == "lesson"}
    return Trail(
        happenings,
        {str(pk): title for pk, title in Lesson.objects.filter(pk__in=lessons).values_list("pk", "title")},
        _names({by for happening in happenings if (by := said(happening, "by"))} - {str(MACHINE)}),
        found[PAGE - 1].pk if len(found) > PAGE else None,
    )


def said(happening: Happening, key: str) -> str:
    """A value of the statement's context, empty where it says nothing of it."""
    value = happening.context.get(f"{PEEL}{key}", "")
    return str(value)


def _names(subjects: set[str]) -> dict[str, str]:
    people = list(Person.objects.filter(subject__in=subjects))
    first = first_posts(people) if people else {}
    return {str(person.subject): called(person, first.get(person.pk)) for person in people}

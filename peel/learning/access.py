"""What somebody did, rated and noted: their own, nobody else's."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from peel.learning.models import Attempt, JourneyTaken, PrivateNote, Rating
from peel.people.models import Person


def attempts_for(person: Person) -> QuerySet[Attempt]:
    return Attempt.objects.filter(person=person)


def open_attempts_for(person: Person) -> QuerySet[Attempt]:
    """What they have begun and not finished, latest first."""
    return (
        attempts_for(person)
        .filter(done_at=None, form__isnull=False, lesson__state="published")
        .select_related("lesson__theme", "form")
        .order_by("-last_at")
    )


def attempt_for(person: Person, pk: int) -> Attempt:
    """One of their own attempts, or 404."""
    return get_object_or_404(attempts_for(person), pk=pk)


def ratings_for(person: Person) -> QuerySet[Rating]:
    return Rating.objects.filter(person=person)


def notes_for(person: Person) -> QuerySet[PrivateNote]:
    """Private notes are read by their writer alone: there is no other way to reach them."""
    return PrivateNote.objects.filter(person=person)


def journeys_taken_by(person: Person) -> QuerySet[JourneyTaken]:
    return JourneyTaken.objects.filter(person=person).select_related("journey__theme")

"""Taking a journey. Nobody is put on one here: it is begun by whoever wants to go on it."""

from django.db import transaction

from peel.catalogue.models import Journey, JourneyStep
from peel.foundation import clock
from peel.learning.models import JourneyTaken
from peel.learning.queries.journeys import way_of
from peel.ledger.actions.append import append
from peel.ledger.rules import Verb
from peel.people.models import Person


@transaction.atomic
def take(journey: Journey, *, person: Person, by: Person) -> JourneyTaken:
    """Begin a journey; asking twice is harmless. What was learned before counts from the start."""
    now = clock.now()
    taken, begun = JourneyTaken.objects.get_or_create(
        person=person,
        journey=journey,
        defaults={"force": person.home_force, "started_at": now, "last_at": now},
    )
    if begun:
        append(
            subject=person.subject,
            force=person.home_force_id,
            verb=Verb.STARTED,
            object_type="journey",
            object_id=journey.pk,
        )
        _finish(taken)
    return taken


def finish_where_done(lesson: int, *, person: Person) -> None:
    """Move on the journeys that somebody is on and this lesson is part of; those with nothing left are done."""
    with_it = JourneyStep.objects.filter(lesson=lesson).values("journey")
    taken = JourneyTaken.objects.select_for_update(of=("self",)).filter(
        person=person, done_at=None, journey__in=with_it
    )
    for one in taken.select_related("journey", "person").order_by("pk"):
        one.last_at = clock.now()
        one.save(update_fields=["last_at"])
        _finish(one)


def _finish(taken: JourneyTaken) -> None:
    if taken.done_at is not None or not way_of(taken.journey, person=taken.person).standing.finished:
        return
    taken.done_at = clock.now()
    taken.save(update_fields=["done_at"])
    append(
        subject=taken.person.subject,
        force=taken.force_id,
        verb=Verb.COMPLETED,
        object_type="journey",
        object_id=taken.journey_id,
        result={"completion": True},
    )

"""Journeys for tests."""

from peel.catalogue.actions.importing import index_journeys
from peel.catalogue.models import Journey, JourneyStep, Lesson, Theme
from peel.people.models import Force


def journey_of(
    *lessons: Lesson, title: str = "To detective", force: Force | None = None, optional: tuple[int, ...] = ()
) -> Journey:
    """A journey through these lessons in order; ``optional`` are places, from 0."""
    journey = Journey.objects.create(
        title=title, force=force, theme=Theme.objects.get(code="investigations"), published=True
    )
    JourneyStep.objects.bulk_create(
        JourneyStep(
            journey=journey, lesson=lesson, position=place, stage=f"Week {place + 1}", optional=place in optional
        )
        for place, lesson in enumerate(lessons)
    )
    index_journeys([journey])
    return journey

"""Pages of this room that list rows."""

from django.core.cache import cache

from tests.catalogue.factories import published
from tests.house.neighbours import House, ListPage
from tests.learning.journeys import journey_of


def another_lesson(house: House) -> None:
    cache.clear()
    published("Doors", force=house.force, s6="Knock.", m6="Doors.")


def another_journey(house: House) -> None:
    journey_of(published("Doors", force=house.force), force=house.force)


def lists(house: House) -> list[ListPage]:
    lesson = published("Doors", force=house.force, m6="Doors.")
    journey = journey_of(lesson, force=house.force)

    def another_step() -> None:
        journey.steps.create(lesson=published("Windows"), position=journey.steps.count() + 1)

    return [
        ListPage("learning:library", house.person, lambda: another_lesson(house), query="?q=doors&length=m6"),
        ListPage("learning:journeys", house.person, lambda: another_journey(house)),
        ListPage("learning:journey", house.person, another_step, kwargs={"pk": journey.pk}),
        ListPage("learning:lesson", house.person, another_step, kwargs={"pk": lesson.pk}),
    ]

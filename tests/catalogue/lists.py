"""Pages of this room that list rows."""

from peel.catalogue.actions import writing
from peel.foundation import clock
from tests.catalogue.factories import content
from tests.house.neighbours import House, ListPage


def lists(house: House) -> list[ListPage]:
    lesson = writing.begin_lesson(title="Doors", force=house.force, by=house.insider)

    def another_draft() -> None:
        writing.begin_lesson(title="Windows", force=house.force, by=house.insider)

    def another_version() -> None:
        whole = content("Doors", m6="Doors.")
        writing.save_copy(lesson, change=lambda _now: whole, seen=clock.now(), by=house.insider)
        writing.publish(lesson, by=house.insider)

    return [
        ListPage("catalogue:create", house.insider, another_draft),
        ListPage("catalogue:versions", house.insider, another_version, kwargs={"pk": lesson.pk}),
    ]

"""Pages of this room that list rows."""

from tests.house.neighbours import House, ListPage
from tests.people.factories import PersonFactory, PostFactory, RoleHeldFactory, SessionFactory


def lists(house: House) -> list[ListPage]:
    return [
        ListPage("people:people", house.insider, lambda: PostFactory(unit=house.unit)),
        ListPage("people:people", house.insider, lambda: PostFactory(unit=house.unit), query="?q=given"),
        ListPage("people:account", house.insider, lambda: SessionFactory(person=house.insider)),
        ListPage(
            "people:who_can_see",
            house.person,
            lambda: RoleHeldFactory(person=PersonFactory(), force=house.force, role="auditor"),
        ),
        ListPage(
            "people:roles",
            house.insider,
            lambda: RoleHeldFactory(
                person=house.person, unit=house.unit, role="author", ends=house.post.starts.replace(2099)
            ),
            kwargs={"pk": house.person.pk},
        ),
    ]

"""Pages of this room that list rows."""

from itertools import count

from tests.house.neighbours import House, ListPage
from tests.people.factories import PersonFactory, PostFactory, ServiceFactory
from tests.skills.factories import AwardFactory, QueryFactory, SkillFactory
from tests.skills.old_records.reading import brought_in

numbers = count(900_000)


def another_award(house: House) -> None:
    AwardFactory(person=_colleague(house), verified=False)


def another_dispute(house: House) -> None:
    QueryFactory(person=_colleague(house))


def another_import(house: House) -> None:
    number = str(next(numbers))
    ServiceFactory(person__home_force=house.force, employee_number=number)
    brought_in(house.force, [{"number": number, "skill": SkillFactory().code, "date": "14/01/2026"}])


def another_question(house: House) -> None:
    name = f"Given{next(numbers)} Namesake"
    person = PersonFactory(home_force=house.force, given_name=name.split()[0], family_name="Namesake")
    ServiceFactory(person=person)
    brought_in(house.force, [{"full name": name, "skill": SkillFactory().code, "date": "14/01/2026"}])


def lists(house: House) -> list[ListPage]:
    return [
        ListPage("skills:verify", house.insider, lambda: another_award(house)),
        ListPage("skills:disputes", house.insider, lambda: another_dispute(house)),
        ListPage("skills:imports", house.insider, lambda: another_import(house)),
        ListPage("skills:unmatched", house.insider, lambda: another_question(house)),
    ]


def _colleague(house: House) -> object:
    person = PersonFactory(home_force=house.force)
    PostFactory(person=person, unit=house.unit)
    return person

"""Pages of this room that list rows."""

from peel.foundation import clock
from peel.skills.actions.awards import NewAward, award
from peel.skills.actions.restand import restand
from tests.house.neighbours import House, ListPage
from tests.people.factories import PostFactory
from tests.skills.factories import AwardFactory, CpdEntryFactory, SkillFactory


def another_member(house: House) -> None:
    person = PostFactory(unit=house.unit).person
    AwardFactory(person=person)
    restand([person])


def another_line(house: House) -> None:
    AwardFactory(person=house.person)
    restand([house.person])


def told_about(house: House) -> None:
    award(NewAward(person=house.person, skill=SkillFactory(), achieved_on=clock.today()), by=house.insider)


def lists(house: House) -> list[ListPage]:
    return [
        ListPage("home:team", house.insider, lambda: another_member(house)),
        ListPage("home:log", house.person, lambda: CpdEntryFactory(person=house.person)),
        ListPage("home:trail", house.person, lambda: told_about(house)),
        ListPage("home:record", house.person, lambda: another_line(house)),
        ListPage("home:record_of", house.insider, lambda: another_line(house), kwargs={"pk": house.person.pk}),
    ]

"""A team of three in one force, with two skills that the nation has."""

from dataclasses import dataclass

import pytest

from peel.people.models import Force, Person
from peel.skills.models import Skill
from tests.people.factories import PersonFactory, PostFactory, RoleHeldFactory, ServiceFactory, UnitFactory
from tests.skills.factories import SkillFactory


@dataclass
class Team:
    force: Force
    asha: Person
    ben: Person
    hana: Person
    taser: Skill
    driving: Skill

    def row(self, **cells: str) -> dict[str, str]:
        """A row about Asha’s Taser course, unless ``cells`` say otherwise."""
        return {"number": "100234", "skill": "Taser", "date": "14/01/2026"} | cells


@pytest.fixture
def team(db: None) -> Team:
    unit = UnitFactory()
    people = []
    for given, family, number, collar in (
        ("Asha", "Rahman", "100234", "2071"),
        ("Ben", "Price", "100235", "2072"),
        ("Hana", "Osei", "100236", ""),
    ):
        person = PersonFactory(home_force=unit.force, given_name=given, family_name=family)
        service = ServiceFactory(person=person, employee_number=number, collar_number=collar, warrant_number="")
        PostFactory(service=service, person=person, unit=unit)
        people.append(person)
    RoleHeldFactory(person=people[2], role="training-administrator")
    taser = SkillFactory(code="CED", name="Taser (CED)", also_called=["Taser"], position=1)
    driving = SkillFactory(
        code="DRV", name="Response driving", also_called=["Standard response"], position=2,
        rule={"type": "months", "months": 60, "authorisation": {"by": "Head of driving"}},
    )  # fmt: skip
    return Team(unit.force, *people, taser, driving)

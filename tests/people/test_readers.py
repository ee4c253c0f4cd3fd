"""The page "Who can see what about me" says what the fences do: each case is asked of both."""

from datetime import timedelta

import pytest

from peel.foundation import clock
from peel.people import actions, queries
from peel.people.access import people_for
from peel.people.models import Person
from peel.people.roles import READS_MORE, ROLES
from tests.people.factories import (
    PersonFactory,
    PostFactory,
    RankFactory,
    RoleHeldFactory,
    SupervisionFactory,
    UnitFactory,
    client_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bcu():
    return UnitFactory(name="Harbour BCU")


@pytest.fixture
def team(bcu):
    return UnitFactory(parent=bcu, name="Response C")


@pytest.fixture
def rahman(team):
    return PostFactory(
        unit=team, person=PersonFactory(given_name="Aisha", family_name="Rahman", home_force=team.force)
    ).person


def told(person: Person) -> set[Person]:
    """Who the page says may read the record, those left out who only open what a court ordered."""
    groups = queries.readers_of(person)
    return {reader for group in groups for reader in group.people if "court" not in " ".join(map(str, group.may))}


def really(person: Person) -> set[Person]:
    return {other for other in Person.objects.exclude(pk=person.pk) if person in people_for(other)}


def everybody_who_might(bcu, team):
    """People in every position in the force, some of whom may read, and the same in another force."""
    elsewhere = UnitFactory()
    sister = UnitFactory(parent=bcu)
    for unit in (bcu, team, sister, elsewhere):
        PostFactory(unit=unit, leads=True)
        PostFactory(unit=unit)
        PostFactory(unit=unit, leads=True, kind="acting")
        PostFactory(unit=unit, leads=True, ends=clock.today() - timedelta(days=1))
        PostFactory(unit=unit, leads=True, retracted_at=clock.now())
        PostFactory(unit=unit, leads=True, starts=clock.today() + timedelta(days=1))
        for role in ROLES:
            RoleHeldFactory(role=role, unit=unit)
            RoleHeldFactory(role=role, unit=unit, ends=clock.today() - timedelta(days=1))
    for role in ROLES:
        RoleHeldFactory(role=role, person=PersonFactory(home_force=bcu.force))
        RoleHeldFactory(role=role)
        RoleHeldFactory(role=role, national=True)


def test_the_page_names_exactly_those_whom_the_fences_let_through(bcu, team, rahman):
    everybody_who_might(bcu, team)
    SupervisionFactory(person=rahman, supervisor=PostFactory(unit=UnitFactory()).person)

    assert told(rahman) == really(rahman)
    assert len(told(rahman)) > 20


def test_the_page_of_a_second_post_names_the_readers_of_both_forces(bcu, team, rahman):
    everybody_who_might(bcu, team)
    special = UnitFactory()
    PostFactory(person=rahman, unit=special, kind="special")
    auditor = RoleHeldFactory(role="auditor", person=PostFactory(unit=special).person).person

    assert auditor in told(rahman)
    assert told(rahman) == really(rahman)


def test_who_holds_no_post_is_read_by_nobody_but_who_answers_for_them(bcu, team):
    everybody_who_might(bcu, team)
    leaver = PostFactory(unit=team, ends=clock.today() - timedelta(days=1)).person
    supervision = SupervisionFactory(person=leaver)

    assert told(leaver) == really(leaver) == {supervision.supervisor}


def test_one_shift_of_somebody_else_is_over_when_it_is_over(rahman):
    now = clock.now()
    SupervisionFactory(person=rahman, during=(now - timedelta(hours=10), now - timedelta(seconds=1)))
    tonight = SupervisionFactory(person=rahman, during=(now, now + timedelta(hours=10)))

    assert told(rahman) == really(rahman) == {tonight.supervisor}


def test_each_reason_says_who_and_what_for(bcu, team, rahman):
    price = PersonFactory(given_name="Elin", family_name="Price", home_force=team.force)
    PostFactory(unit=team, person=price, leads=True, rank=RankFactory(sergeant=True))
    RoleHeldFactory(
        role="auditor", person=PersonFactory(given_name="Joan", family_name="Hartley", home_force=team.force)
    )

    groups = queries.readers_of(rahman)

    assert [(group.why, group.names) for group in groups] == [
        ("Because they lead Response C", ["Sgt Elin Price"]),
        (f"Auditor of {team.force.name}", ["Joan Hartley"]),
    ]
    assert [len(group.may) for group in groups] == [1, 1 + len(READS_MORE) - 1]


def test_nobody_is_listed_as_reading_themselves(team):
    sergeant = PostFactory(unit=team, leads=True).person
    RoleHeldFactory(role="auditor", person=sergeant)

    assert queries.readers_of(sergeant) == []


def test_the_page_costs_the_same_whoever_may_read(bcu, team, rahman, django_assert_num_queries):
    everybody_who_might(bcu, team)

    with django_assert_num_queries(5):
        queries.readers_of(rahman)


def test_a_reading_is_shown_to_whom_it_concerns_with_reader_purpose_and_time(rahman, team):
    price = PersonFactory(given_name="Elin", family_name="Price", home_force=team.force)
    PostFactory(unit=team, person=price, rank=RankFactory(sergeant=True))
    actions.audit_reading(price, [rahman], purpose="Team")

    readings, earlier = queries.readings_page(rahman)
    page = client_of(rahman).get("/account/who-can-see/").content.decode()

    assert [(reading.who, reading.purpose) for reading in readings] == [("Sgt Elin Price", "Team")]
    assert earlier is None
    assert "Sgt Elin Price" in page


def test_what_was_read_about_others_is_not_shown(rahman, team):
    colleague = PostFactory(unit=team).person
    actions.audit_reading(PersonFactory(), [colleague], purpose="Team")

    assert queries.readings_page(rahman) == ([], None)
    assert len(queries.readings_page(colleague)[0]) == 1


def test_reading_oneself_is_not_written_down(rahman):
    actions.audit_reading(rahman, [rahman], purpose="My record")

    assert queries.readings_page(rahman) == ([], None)


def test_many_readings_come_fifty_at_a_time(rahman):
    for number in range(51):
        actions.audit_reading(PersonFactory(), [rahman], purpose=f"Case {number}")

    first, earlier = queries.readings_page(rahman)
    rest, end = queries.readings_page(rahman, before=earlier)

    assert [reading.purpose for reading in (*first, *rest)] == [f"Case {number}" for number in reversed(range(51))]
    assert (len(first), end) == (50, None)

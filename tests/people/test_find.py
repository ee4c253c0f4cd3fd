from datetime import timedelta

import pytest

from peel.foundation import clock
from peel.people import queries
from peel.people.models import Service
from peel.people.names import sort_key
from tests.people.factories import (
    ForceFactory,
    PersonFactory,
    PostFactory,
    RankFactory,
    RoleHeldFactory,
    ServiceFactory,
    UnitFactory,
    client_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def force():
    return ForceFactory()


@pytest.fixture
def clerk(force):
    return RoleHeldFactory(role="training-administrator", person=PersonFactory(home_force=force)).person


def somebody(given: str, family: str, force, *, known_as: str = "", unit=None, collar: str = "", **post):
    key = sort_key(family_name=family, given_name=given, known_as=known_as)
    person = PersonFactory(given_name=given, family_name=family, known_as=known_as, sort_key=key, home_force=force)
    service = ServiceFactory(person=person, force=force, collar_number=collar)
    PostFactory(service=service, unit=unit or UnitFactory(force=force), **post)
    return person


def names(viewer, q="", **asked) -> list[str]:
    return [found.person.name for found in queries.find_people(viewer, q=q, **asked)[0]]


@pytest.mark.parametrize(
    "typed",
    [
        "rahman",
        "RAHMAN",
        "rah",
        "aisha rahman",
        "rahman aisha",
        "  Aïsha ",
        "ash",
        "Rahman, Aisha",
        "al-rahman",
        "2417",
    ],
)
def test_somebody_is_found_by_any_name_however_it_is_typed(typed, clerk, force):
    somebody("Aisha", "Al-Rahman", force, known_as="Ash", collar="2417")
    somebody("Ben", "Castle", force, collar="2418")

    assert names(clerk, typed) == ["Ash Al-Rahman"]


@pytest.mark.parametrize("typed", ["hman", "aisha castle", "241", "';--", "!", "&", "'", "rahman:*", "(", "\\"])
def test_what_nobody_is_called_finds_nobody_and_breaks_nothing(typed, clerk, force):
    somebody("Aisha", "Rahman", force, collar="2417")

    found = names(clerk, typed)

    assert found == (["Aisha Rahman"] if typed in {"';--", "!", "&", "'", "(", "\\", "rahman:*"} else [])


def test_a_number_is_found_as_it_was_issued(clerk, force):
    person = somebody("Aisha", "Rahman", force, collar="AB241")
    Service.objects.filter(person=person).update(employee_number="HR-77")

    assert names(clerk, "ab241") == names(clerk, "AB241") == ["Aisha Rahman"]


def test_name_and_number_together_must_both_fit(clerk, force):
    somebody("Aisha", "Rahman", force, collar="2417")
    somebody("Ana", "Rahman", force, collar="2418")

    assert names(clerk, "rahman 2418") == ["Ana Rahman"]


def test_people_come_in_the_order_of_their_names(clerk, force):
    for given, family in [("Ben", "Ábel"), ("Cy", "Zoll"), ("Ana", "abel"), ("Di", "O’Brien"), ("Ed", "Obrecht")]:
        somebody(given, family, force)

    assert names(clerk) == ["Ana abel", "Ben Ábel", "Ed Obrecht", "Di O’Brien", "Cy Zoll"]


def test_fifty_come_at_a_time_and_everybody_comes_once(clerk, force):
    unit = UnitFactory(force=force)
    for _ in range(60):
        somebody("Sam", "Same", force, unit=unit)
        somebody("Tom", "Other", force, unit=unit)

    pages, after = [], None
    while True:
        page, after = queries.find_people(clerk, after=after)
        pages.append([found.person.pk for found in page])
        if after is None:
            break

    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({pk for page in pages for pk in page}) == 120


def test_nobody_of_another_force_is_found(clerk):
    somebody("Aisha", "Rahman", ForceFactory(), collar="2417")

    assert names(clerk, "rahman") == names(clerk, "2417") == names(clerk) == []


def test_a_role_at_a_unit_finds_its_people_and_those_below(force):
    bcu = UnitFactory(force=force)
    commander = RoleHeldFactory(role="commander", unit=bcu, person=PersonFactory(home_force=force)).person
    somebody("Aisha", "Rahman", force, unit=UnitFactory(parent=bcu))
    somebody("Ben", "Castle", force)

    assert names(commander) == ["Aisha Rahman"]


def test_who_serves_in_two_forces_is_shown_as_each_knows_them(clerk, force):
    person = somebody("Aisha", "Rahman", ForceFactory(), rank=RankFactory(inspector=True), collar="99")
    PostFactory(
        service=ServiceFactory(person=person, force=force, collar_number="7001"), rank=RankFactory(), kind="special"
    )

    (found,), _next = queries.find_people(clerk, q="rahman")

    assert (found.called, found.post.service.collar_number) == ("PC Aisha Rahman", "7001")


def test_whoever_left_is_found_only_by_those_who_answer_for_their_record(clerk, force):
    auditor = RoleHeldFactory(role="auditor", person=PersonFactory(home_force=force)).person
    somebody("Aisha", "Rahman", force, ends=clock.today() - timedelta(days=1))
    somebody("Ben", "Castle", force)

    assert (names(clerk), names(auditor)) == (["Ben Castle"], ["Ben Castle"])
    assert (names(clerk, left=True), names(auditor, left=True)) == ([], ["Aisha Rahman"])


def test_erased_and_joined_people_are_not_found(clerk, force):
    erased, joined = somebody("Aisha", "Rahman", force), somebody("Ben", "Castle", force)
    erased.erased_at = clock.now()
    erased.save()
    joined.merged_into = PersonFactory()
    joined.save()

    assert names(clerk) == []


def test_a_constable_finds_nobody(force):
    constable = somebody("Aisha", "Rahman", force)

    assert queries.find_people(constable) == ([], None)
    assert client_of(constable).get("/people/").status_code == 403


def test_the_page_finds_and_links_to_the_next_fifty(clerk, force):
    unit = UnitFactory(force=force)
    for _ in range(51):
        somebody("Sam", "Price", force, unit=unit)
    client = client_of(clerk)

    first = client.get("/people/?q=price").content.decode()
    address = first.split('href="?q=price&amp;after=')[1].split('"')[0]
    second = client.get(f"/people/?q=price&after={address}").content.decode()

    assert "More than fifty people are found for “price”" in first
    assert (first.count('class="entry"'), second.count('class="entry"')) == (50, 1)


@pytest.mark.parametrize(
    "address", ["?after=x", "?after=99999999999999999999", "?after=7", "?q=%00", "?q=" + "a" * 5000]
)
def test_whatever_stands_in_the_address_is_answered(clerk, address):
    assert client_of(clerk).get(f"/people/{address}").status_code == 200


def test_finding_costs_the_same_whoever_is_found(clerk, force, django_assert_num_queries):
    unit = UnitFactory(force=force)
    for _ in range(55):
        somebody("Sam", "Price", force, unit=unit)
    client = client_of(clerk)
    client.get("/people/")

    with django_assert_num_queries(4):
        client.get("/people/?q=price")

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from peel.foundation import clock
from peel.ledger.models import AuditEntry
from peel.people import actions
from peel.people.access import may, places_of
from peel.people.models import RoleHeld
from peel.people.roles import EVERYONE, ROLES, SUPERVISOR, WORDS, Permission
from tests.people.factories import ForceFactory, PersonFactory, PostFactory, RoleHeldFactory, UnitFactory, client_of

pytestmark = pytest.mark.django_db
P = Permission


@pytest.fixture
def team():
    return UnitFactory(parent=UnitFactory())


@pytest.fixture
def admin(team):
    """A force administrator of the team's force."""
    person = PostFactory(unit=UnitFactory(force=team.force)).person
    RoleHeldFactory(person=person, role="force-administrator")
    return person


@pytest.fixture
def price(team):
    return PostFactory(unit=team).person


@pytest.mark.parametrize("code", ROLES)
@pytest.mark.parametrize("at", ["unit", "force", "nation"])
def test_each_role_allows_what_it_says_where_it_is_held_and_nowhere_else(code, at, team):
    place = {"unit": {"unit": team}, "force": {}, "nation": {"national": True}}[at]
    person = RoleHeldFactory(person=PersonFactory(home_force=team.force), role=code, **place).person
    sister, other_force = UnitFactory(force=team.force), UnitFactory()

    allowed = {permission: places_of(person, permission) for permission in Permission}

    for permission, places in allowed.items():
        held = permission in ROLES[code].permissions
        reached = [places.covers(force_id=unit.force_id, path=unit.path) for unit in (team, sister, other_force)]
        assert reached == [held, held and at != "unit", held and at == "nation"], permission


def test_who_serves_learns_in_their_own_force_and_may_nothing_else(price, team):
    assert {permission for permission in Permission if may(price, permission)} == EVERYONE.permissions
    assert places_of(price, P.LEARN).forces == {team.force_id}


def test_who_leads_a_unit_supervises_it_and_all_below(team):
    inspector = PostFactory(unit=team.parent, leads=True).person

    places = places_of(inspector, P.SEE_TEAM)

    assert places.covers(force_id=team.force_id, path=team.path)
    assert {permission for permission in Permission if may(inspector, permission)} == (
        EVERYONE.permissions | SUPERVISOR.permissions
    )


def test_acting_up_makes_a_supervisor_from_the_first_to_the_last_day(price, team):
    today = clock.today()
    PostFactory(person=price, unit=team, leads=True, kind="acting", starts=today, ends=today)
    before = PostFactory(unit=team, leads=True, kind="acting", starts=today + timedelta(days=1)).person
    after = PostFactory(unit=team, leads=True, kind="acting", ends=today - timedelta(days=1)).person

    assert [may(person, P.SEE_TEAM) for person in (price, before, after)] == [True, False, False]


def test_a_role_that_is_no_more_in_the_code_allows_nothing(price):
    RoleHeldFactory(person=price, role="chief-of-everything")

    assert {permission for permission in Permission if may(price, permission)} == EVERYONE.permissions


def test_an_administrator_gives_a_role_and_it_is_written_down(admin, price, team):
    held = actions.give_role(price, role="training-administrator", unit=team, by=admin)

    entry = AuditEntry.objects.get(verb="gave-role")
    assert (held.force, held.given_by) == (team.force, admin)
    assert (entry.actor, entry.force, entry.object_id) == (admin.subject, team.force_id, "training-administrator")
    assert [row.subject for row in entry.subjects.all()] == [price.subject]
    assert may(price, P.RECORD_AWARDS)


def test_giving_a_role_twice_changes_nothing(admin, price, team):
    first = actions.give_role(price, role="author", force=team.force, by=admin)
    second = actions.give_role(price, role="author", force=team.force, by=admin)

    assert first == second
    assert AuditEntry.objects.filter(verb="gave-role").count() == 1


def test_ending_a_role_takes_it_at_once_and_keeps_what_was(admin, price, team):
    held = actions.give_role(price, role="author", force=team.force, by=admin)

    actions.end_role(held, by=admin)

    assert not may(price, P.WRITE_LESSONS)
    assert RoleHeld.objects.filter(pk=held.pk).exists()
    assert AuditEntry.objects.filter(verb="ended-role").count() == 1


def test_a_role_that_was_ended_can_be_given_again(admin, price, team):
    actions.end_role(actions.give_role(price, role="author", force=team.force, by=admin), by=admin)

    actions.give_role(price, role="author", force=team.force, by=admin)

    assert may(price, P.WRITE_LESSONS)


def test_nobody_gives_themselves_a_role(admin, team):
    with pytest.raises(PermissionDenied, match="themselves"):
        actions.give_role(admin, role="auditor", force=team.force, by=admin)


def test_nobody_gives_a_role_in_another_force_or_for_the_nation(admin, price):
    for place in ({"force": ForceFactory()}, {"unit": UnitFactory()}):
        with pytest.raises(PermissionDenied, match="do not give roles there"):
            actions.give_role(price, role="author", by=admin, **place)
    with pytest.raises(PermissionDenied):
        actions.give_role(price, role="author", by=admin)


def test_who_gives_no_roles_gives_none(price, team):
    clerk = RoleHeldFactory(role="training-administrator", person=PersonFactory(home_force=team.force)).person

    with pytest.raises(PermissionDenied):
        actions.give_role(price, role="author", force=team.force, by=clerk)


def test_a_force_administrator_is_not_made_for_a_unit_nor_a_national_one_for_a_force(admin, price, team):
    with pytest.raises(PermissionDenied, match="not held at a unit"):
        actions.give_role(price, role="force-administrator", unit=team, by=admin)
    with pytest.raises(PermissionDenied, match="not held at one force"):
        actions.give_role(price, role="national-administrator", force=team.force, by=admin)


def test_nobody_ends_a_role_of_another_force(admin):
    held = RoleHeldFactory(role="author")

    with pytest.raises(PermissionDenied):
        actions.end_role(held, by=admin)


def test_leaving_a_force_ends_its_roles_and_no_others(price, team):
    RoleHeldFactory(person=price, role="author")
    elsewhere = RoleHeldFactory(person=price, role="auditor", force=ForceFactory())

    ended = actions.end_roles_at(price, force=team.force, by=None)

    assert ended == 1
    assert price.roles_on(clock.today()) == [elsewhere]


def test_the_page_gives_and_ends_a_role(admin, price, team):
    client = client_of(admin)
    address = f"/people/{price.pk}/roles/"

    given = client.post(address, {"role": "author", "place": f"unit-{team.pk}", "ends": ""})
    page = client.get(address).content.decode()
    ended = client.post(f"/people/roles/{price.roles_on(clock.today())[0].pk}/end/")

    assert (given["Location"], ended["Location"]) == (address, address)
    assert "holds one role" in page
    assert price.roles_on(clock.today()) == []


def test_the_page_says_why_a_role_is_not_given(admin, price, team):
    answer = client_of(admin).post(
        f"/people/{price.pk}/roles/", {"role": "force-administrator", "place": f"unit-{team.pk}"}
    )

    assert "not held at a unit" in answer.content.decode()
    assert not RoleHeld.objects.filter(person=price).exists()


def test_the_page_offers_no_place_of_another_force(admin, price):
    elsewhere = UnitFactory()

    answer = client_of(admin).post(f"/people/{price.pk}/roles/", {"role": "author", "place": f"unit-{elsewhere.pk}"})

    assert answer.context["form"].errors["place"]


def test_looking_at_somebodys_roles_is_written_down(admin, price):
    client_of(admin).get(f"/people/{price.pk}/roles/")

    entry = AuditEntry.objects.get(verb="read")
    assert (entry.actor, [row.subject for row in entry.subjects.all()]) == (admin.subject, [price.subject])


def test_every_permission_is_explained_and_given_by_some_role():
    given = EVERYONE.permissions | SUPERVISOR.permissions | {p for role in ROLES.values() for p in role.permissions}

    assert set(WORDS) == set(Permission) == given

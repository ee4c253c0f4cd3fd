import pytest

from peel.people.models import Account
from tests.people.factories import (
    AccountFactory,
    LegalHoldFactory,
    PersonFactory,
    PostFactory,
    RoleHeldFactory,
    ServiceFactory,
    SupervisionFactory,
    UnitFactory,
    client_of,
)

pytestmark = pytest.mark.django_db


def test_a_post_puts_its_person_in_the_force_of_its_unit():
    bcu = UnitFactory()
    team = UnitFactory(parent=bcu)

    post = PostFactory(unit=team)

    assert (post.person.home_force, post.service.force, post.force) == (bcu.force, bcu.force, bcu.force)
    assert post.service.person == post.person
    assert team.path == f"/{bcu.pk}/{team.pk}/"


def test_a_second_post_in_the_same_force_is_the_same_service():
    first = PostFactory()

    second = PostFactory(person=first.person, unit=UnitFactory(force=first.force))

    assert second.service == first.service


def test_a_post_of_a_service_takes_its_person_and_force():
    service = ServiceFactory()

    post = PostFactory(service=service)

    assert (post.person, post.unit.force) == (service.person, service.force)


def test_a_role_is_held_at_a_unit_the_home_force_or_the_nation():
    person, unit = PersonFactory(), UnitFactory()

    held = [RoleHeldFactory(person=person), RoleHeldFactory(unit=unit), RoleHeldFactory(national=True)]

    assert [(role.force, role.unit) for role in held] == [(person.home_force, None), (unit.force, unit), (None, None)]


def test_somebody_answers_for_somebody_and_a_hold_stands():
    assert SupervisionFactory().supervisor != SupervisionFactory().person
    assert LegalHoldFactory().lifted_at is None


def test_an_account_signs_in_by_password_only_with_one():
    with_password = AccountFactory(password="correct horse battery staple")

    assert with_password.check_password("correct horse battery staple")
    assert not AccountFactory().has_usable_password()


def test_client_of_makes_one_account_a_person():
    person = PersonFactory()

    client_of(person)
    client_of(person)

    assert Account.objects.filter(person=person).count() == 1

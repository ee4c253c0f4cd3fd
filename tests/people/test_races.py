"""Two people press the same button in the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from peel.ledger.models import AuditEntry
from peel.people import actions
from peel.people.models import Account, LegalHold, Person, RoleHeld
from tests.people.factories import PersonFactory, PostFactory, RoleHeldFactory, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)
Answer = TypeVar("Answer")


@pytest.fixture
def admin() -> Person:
    person: Person = PostFactory().person
    RoleHeldFactory(person=person, role="force-administrator")
    return person


@pytest.fixture
def price(admin: Person) -> Person:
    person: Person = PostFactory(unit=UnitFactory(force=admin.home_force)).person
    return person


def together(press: Callable[[int], Answer], *, times: int = 6) -> list[Answer]:
    start = Barrier(times)

    def one(number: int) -> Answer:
        try:
            start.wait(timeout=20)
            return press(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_role_given_six_times_at_once_is_held_once(admin: Person, price: Person) -> None:
    together(lambda _number: actions.give_role(price, role="author", force=admin.home_force, by=admin))

    assert RoleHeld.objects.filter(person=price).count() == 1
    assert AuditEntry.objects.filter(verb="gave-role").count() == 1


def test_six_accounts_made_at_once_are_one(admin: Person, price: Person) -> None:
    made = together(lambda number: actions.make_account(price, email=f"price{number}@force.example", by=admin))

    assert len({account.pk for account in made}) == 1
    assert Account.objects.filter(person=price).count() == 1


def test_six_holds_of_one_reference_are_one(admin: Person, price: Person) -> None:
    together(lambda _number: actions.place_legal_hold(price, reference="T1", by=admin))

    assert LegalHold.objects.count() == 1


def test_a_hold_and_an_erasure_at_once_never_leave_an_erased_person_held(admin: Person) -> None:
    """Whoever comes first wins; the second is refused or finds nobody to hold."""
    for _ in range(5):
        gone: Person = PersonFactory(home_force=admin.home_force)

        def press(number: int, gone: Person = gone) -> None:
            try:
                if number:
                    actions.erase_identity(gone, reference="Retention", by=admin)
                else:
                    actions.place_legal_hold(gone, reference="T1", by=admin)
            except (actions.StillKept, actions.ErasedAlready):
                return

        together(press, times=2)

        gone.refresh_from_db()
        assert (gone.erased_at is not None) != LegalHold.objects.filter(person=gone).exists()


def test_two_joins_in_opposite_directions_leave_one_row(admin: Person) -> None:
    first: Person = PersonFactory(home_force=admin.home_force)
    second: Person = PersonFactory(home_force=admin.home_force)

    def press(number: int) -> bool:
        kept, other = (first, second) if number else (second, first)
        try:
            actions.merge_duplicates(kept, other=other, by=admin)
        except actions.AlreadyJoined:
            return False
        return True

    assert sorted(together(press, times=2)) == [False, True]
    assert Person.objects.filter(pk__in=[first.pk, second.pk], merged_into=None).count() == 1

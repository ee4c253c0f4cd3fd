from datetime import timedelta

import pytest
from django.db.models import Model

from peel.foundation import clock
from peel.people.asker import account_asking
from peel.people.models import Account, Person
from tests.people.factories import (
    AccountFactory,
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


def columns(row: Model | None) -> dict[str, object] | None:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} if row else None


def with_everything(person: Person) -> Account:
    """Posts of every kind in two forces, past, retracted and to come, and roles at every kind of place."""
    today = clock.today()
    home = person.home_force
    home.settings = {"years_kept": 7, "words": ["a", {"b": None}]}
    home.save()
    ServiceFactory(person=person, full_time_share="0.85", ends=today)
    PostFactory(person=person, unit=UnitFactory(force=home), rank=RankFactory(sergeant=True))
    PostFactory(person=person, unit=UnitFactory(force=home), rank=None, kind="acting", leads=True, ends=today)
    PostFactory(person=person, unit=UnitFactory(force=ForceFactory()), kind="special")
    PostFactory(person=person, unit=UnitFactory(force=home), ends=today - timedelta(days=1))
    PostFactory(person=person, unit=UnitFactory(force=home), starts=today + timedelta(days=1))
    PostFactory(person=person, unit=UnitFactory(force=home), retracted_at=clock.now())
    RoleHeldFactory(person=person, role="auditor")
    RoleHeldFactory(person=person, role="author", unit=UnitFactory(force=home), given_by=PersonFactory())
    RoleHeldFactory(person=person, role="author", unit=UnitFactory())
    RoleHeldFactory(person=person, role="head-of-profession", national=True)
    RoleHeldFactory(person=person, role="commander", ends=today - timedelta(days=1))
    return AccountFactory(person=person, password="four words in here")


def test_whoever_asks_is_read_as_the_tables_have_them():
    account = with_everything(PersonFactory(known_as="Ash"))

    read = account_asking(account.pk)

    asked = Account.objects.select_related("person__home_force").get(pk=account.pk)
    assert read is not None and read.person is not None and asked.person is not None
    assert [columns(row) for row in (read, read.person, read.person.home_force)] == [
        columns(row) for row in (asked, asked.person, asked.person.home_force)
    ]


def test_posts_and_roles_of_today_are_read_as_the_tables_have_them(django_assert_num_queries):
    account = with_everything(PersonFactory())
    person = account.person

    with django_assert_num_queries(1):
        read = account_asking(account.pk)
        today = read.person.signed_in
        posts, roles = today.posts, today.roles
        seen = [
            [[columns(row) for row in (post, post.unit, post.rank, post.service, post.force)] for post in posts],
            [
                [columns(row) for row in (held, held.unit, held.force)]
                for held in sorted(roles, key=lambda held: held.pk)
            ],
        ]

    assert seen == [
        [
            [columns(row) for row in (post, post.unit, post.rank, post.service, post.force)]
            for post in person.posts_on(clock.today())
        ],
        [
            [columns(row) for row in (held, held.unit, held.force)]
            for held in sorted(person.roles_on(clock.today()), key=lambda held: held.pk)
        ],
    ]
    assert (len(seen[0]), len(seen[1])) == (3, 4)


def test_an_account_that_is_nobodys_and_one_that_is_not_there():
    assert account_asking(AccountFactory(person=None).pk).person is None
    assert account_asking(0) is None


def test_somebody_without_post_or_role_holds_none():
    read = account_asking(AccountFactory().pk)

    assert (read.person.signed_in.posts, read.person.signed_in.roles) == ([], [])


def test_a_signed_in_page_asks_the_database_twice_before_its_own_questions(django_assert_num_queries):
    client = client_of(with_everything(PersonFactory()).person)
    client.get("/sign-out/")

    with django_assert_num_queries(2):
        client.get("/sign-out/")


def test_what_was_read_can_be_saved():
    read = account_asking(with_everything(PersonFactory()).pk)

    read.person.known_as = "Ash"
    read.person.save()
    read.person.signed_in.posts[0].save()

    assert Person.objects.get(pk=read.person.pk).known_as == "Ash"

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from peel.ledger.models import AuditEntry
from peel.people import actions
from peel.people.models import Account
from tests.people.factories import (
    AccountFactory,
    ForceFactory,
    PersonFactory,
    PostFactory,
    RoleHeldFactory,
    SessionFactory,
    UnitFactory,
    client_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def admin():
    person = PostFactory().person
    RoleHeldFactory(person=person, role="force-administrator")
    return person


@pytest.fixture
def price(admin):
    return PostFactory(unit=UnitFactory(force=admin.home_force)).person


def test_a_new_account_gets_in_by_a_link_and_no_other_way(admin, price):
    account = actions.make_account(price, email="Price@Force.Example", by=admin)
    link = actions.give_link(account, by=admin)
    client = Client()

    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "four words in here", "password2": "four words in here"})
    client.post("/sign-in/", {"login": "price@force.example", "password": "four words in here"})

    assert client.get("/account/").status_code == 200
    assert account.email == "price@force.example"


def test_a_link_works_once(admin, price):
    account = actions.make_account(price, email="price@force.example", by=admin)
    link = actions.give_link(account, by=admin)
    form = Client().get(link, follow=True)
    assert "Set your password" in form.content.decode()

    account.set_password("four words in here")
    account.save()

    assert "has been used" in Client().get(link, follow=True).content.decode()


def test_making_an_account_twice_keeps_the_first(admin, price):
    first = actions.make_account(price, email="price@force.example", by=admin)
    second = actions.make_account(price, email="elin@force.example", by=admin)

    assert first == second
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["made-account"]


def test_starting_again_forgets_every_way_in_and_signs_out_everywhere(admin, price):
    account = AccountFactory(person=price, password="four words in here")
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    client = client_of(price)
    SessionFactory(person=price)

    link = actions.start_again(account, by=admin)

    account.refresh_from_db()
    assert (account.has_usable_password(), Authenticator.objects.count()) == (False, 0)
    assert link.startswith("/sign-in/new-password/")
    assert client.get("/account/").status_code == 302


def test_a_closed_account_is_out_at_once_and_open_again_when_opened(admin, price):
    client = client_of(price)
    account = Account.objects.get(person=price)

    actions.close_account(account, by=admin)
    assert client.get("/account/").status_code == 302

    actions.open_account(account, by=admin)
    assert client_of(price).get("/account/").status_code == 200
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "closed-account",
        "opened-account",
    ]


def test_the_page_makes_an_account_and_shows_the_link_once(admin, price):
    client = client_of(admin)

    made = client.post(f"/people/{price.pk}/account/", {"email": "price@force.example"})
    again = client.get(f"/people/{price.pk}/roles/")

    assert "http://testserver/sign-in/new-password/" in made.content.decode()
    assert "/sign-in/new-password/" not in again.content.decode()
    assert Account.objects.get(email="price@force.example").person == price


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("taken@force.example", "Somebody signs in with this address already."),
        ("TAKEN@force.example", "Somebody signs in with this address already."),
        ("price@gmail.example", "uses addresses that end in @force.example"),
        ("not an address", "Enter a valid email address."),
    ],
)
def test_the_page_refuses_an_address_in_words(admin, price, typed, said):
    AccountFactory(email="taken@force.example")
    price.home_force.mail_domains = ["force.example"]
    price.home_force.save()

    answer = client_of(admin).post(f"/people/{price.pk}/account/", {"email": typed})

    assert said in answer.content.decode()
    assert not Account.objects.filter(person=price).exists()


@pytest.mark.parametrize("what", ["link", "again"])
def test_the_page_gives_a_new_link(admin, price, what):
    AccountFactory(person=price)

    answer = client_of(admin).post(f"/people/{price.pk}/account/", {"what": what})

    assert "/sign-in/new-password/" in answer.content.decode()


def test_the_page_closes_and_opens(admin, price):
    account = AccountFactory(person=price)
    client = client_of(admin)

    client.post(f"/people/{price.pk}/account/", {"what": "close"})
    closed = Account.objects.get(pk=account.pk).is_active
    client.post(f"/people/{price.pk}/account/", {"what": "open"})

    assert (closed, Account.objects.get(pk=account.pk).is_active) == (False, True)


def test_an_administrator_of_another_force_finds_nobody_here(price):
    other = PostFactory(unit=UnitFactory(force=ForceFactory())).person
    RoleHeldFactory(person=other, role="force-administrator")
    client = client_of(other)

    assert client.get(f"/people/{price.pk}/roles/").status_code == 404
    assert client.post(f"/people/{price.pk}/account/", {"email": "x@force.example"}).status_code == 404


def test_who_only_sees_people_makes_no_accounts(price, admin):
    clerk = RoleHeldFactory(role="training-administrator", person=PersonFactory(home_force=admin.home_force)).person

    assert client_of(clerk).post(f"/people/{price.pk}/account/", {"email": "x@force.example"}).status_code == 404


def test_where_i_am_signed_in_is_listed_and_each_place_can_be_ended(price):
    client = client_of(price)
    elsewhere = SessionFactory(person=price)

    page = client.get("/account/").content.decode()
    client.post(f"/account/sessions/{elsewhere.pk}/end/")

    assert "Chrome, Windows" in page
    assert "192.0.2.7" in page
    assert not Session.objects.filter(session_key=elsewhere.session_key).exists()
    assert client.get("/account/").status_code == 200


def test_all_other_places_are_ended_at_once(price):
    client = client_of(price)
    others = [SessionFactory(person=price) for _ in range(3)]
    somebody_elses = SessionFactory()

    client.post("/account/sessions/end/")

    left = set(Session.objects.values_list("session_key", flat=True))
    assert left & {session.session_key for session in others} == set()
    assert left == {client.session.session_key, somebody_elses.session_key}


def test_nobody_ends_a_session_of_somebody_else(price):
    other = SessionFactory()

    answer = client_of(price).post(f"/account/sessions/{other.pk}/end/")

    assert answer.status_code == 404
    assert Session.objects.filter(session_key=other.session_key).exists()


def test_a_session_that_ran_out_is_not_listed(price):
    SessionFactory(person=price, user_agent="Firefox on Windows")
    Session.objects.update(expire_date="2020-01-01T00:00Z")

    page = client_of(price).get("/account/").content.decode()

    assert "Firefox" not in page


def test_sessions_that_ran_out_are_forgotten_with_the_addresses_they_came_from(price):
    old, open_still = SessionFactory(person=price), SessionFactory(person=price)
    Session.objects.filter(session_key=old.session_key).update(expire_date="2020-01-01T00:00Z")

    forgotten = actions.forget_old_sessions()

    assert forgotten == 1
    assert list(UserSession.objects.all()) == [open_still]

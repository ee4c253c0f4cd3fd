"""Every address, visited by somebody of another force, and by nobody in particular."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from peel.people.models import Person
from tests.house import neighbours
from tests.house.neighbours import SECRET, House, addresses, build_house, open_to_all, own, visits
from tests.people.factories import client_of

pytestmark = pytest.mark.django_db
NOT_YOURS = {403, 404}
NOT_THIS_WAY = {405}


@pytest.fixture
def house() -> House:
    return build_house()


@pytest.fixture(params=["constable", "administrator"])
def stranger(request: pytest.FixtureRequest) -> Person:
    """Of another force: without any role, and with every role that a force can give."""
    elsewhere = build_house("elsewhere", secret="Elsewhere")
    return elsewhere.person if request.param == "constable" else elsewhere.insider


def test_every_address_says_who_may_see_it(house: House) -> None:
    known = open_to_all() | own() | visits(house).keys()

    assert sorted(addresses().keys() - known) == []
    assert sorted(known - addresses().keys()) == []


def test_addresses_that_lead_to_a_force_lead_its_own_people_somewhere(house: House) -> None:
    """Otherwise the test below would prove nothing: a wrong key is 404 for everybody."""
    client = client_of(house.insider)

    lost = {name for name, kwargs in visits(house).items() if answered(client, name, kwargs) <= NOT_YOURS}

    assert sorted(lost) == []


def test_a_stranger_finds_nothing_at_an_address_that_leads_to_another_force(house: House, stranger: Person) -> None:
    client = client_of(stranger)

    found = {
        name: statuses
        for name, kwargs in visits(house).items()
        if not (statuses := answered(client, name, kwargs)) <= NOT_YOURS | NOT_THIS_WAY or statuses == NOT_THIS_WAY
    }

    assert found == {}


def test_what_everybody_has_shows_a_stranger_nothing_of_another_force(house: House, stranger: Person) -> None:
    client = client_of(stranger)

    pages = {name: client.get(reverse(name)) for name in own()}

    assert [name for name, page in pages.items() if SECRET in text_of(page)] == []


def test_nobody_sees_anything_without_signing_in(house: House) -> None:
    closed = {**{name: {} for name in own()}, **visits(house)}
    client = Client()

    seen = {name for name, kwargs in closed.items() if answered(client, name, kwargs) & {200}}

    assert sorted(seen) == []


def test_the_register_of_neighbours_is_read() -> None:
    """Guards the guard: with no registry read, everything above would pass."""
    assert neighbours.registries("strangers").keys() >= {"foundation", "ui"}


def answered(client: Client, name: str, kwargs: dict[str, object]) -> set[int]:
    address = reverse(name, kwargs=kwargs)
    return {client.get(address).status_code, client.post(address).status_code}


def text_of(page: HttpResponse) -> str:
    content = b"".join(page) if page.streaming else page.content
    return content.decode(errors="replace")

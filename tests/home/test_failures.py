import pytest

from peel.ledger import actions
from peel.ledger.models import Undelivered
from peel.ledger.rules import Happening
from peel.ledger.subscribers import SUBSCRIBERS, Subscriber
from peel.people.models import Person
from tests.ledger.written import sealed, told
from tests.people.factories import PersonFactory, PostFactory, RoleHeldFactory, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A room that refuses everything until its list is emptied."""
    refusals = ["no such lesson"]

    def take(happenings: list[Happening]) -> None:
        if refusals:
            raise LookupError(refusals[0])

    monkeypatch.setitem(SUBSCRIBERS, "room", Subscriber("room", take))
    return refusals


def administrator() -> Person:
    person = PersonFactory()
    PostFactory(person=person)
    RoleHeldFactory(person=person, role="force-administrator")
    return person


def failed(force: int) -> Undelivered:
    told(force=force)
    sealed()
    actions.deliver(SUBSCRIBERS["room"])
    return Undelivered.objects.latest("pk")


def test_what_was_refused_is_shown_with_its_reason(room: list[str]):
    admin = administrator()
    failed(admin.home_force_id)

    words = client_of(admin).get("/failures/").content.decode()

    assert "1 statement waits to be taken in" in words
    assert "no such lesson" in words


def test_trying_again_takes_it_in(room: list[str]):
    admin = administrator()
    waiting = failed(admin.home_force_id)
    room.clear()

    answer = client_of(admin).post(f"/failures/{waiting.pk}/try-again/", follow=True)

    assert "Nothing has failed" in answer.content.decode()
    assert Undelivered.objects.count() == 0


def test_trying_again_in_vain_says_so_and_keeps_it(room: list[str]):
    admin = administrator()
    waiting = failed(admin.home_force_id)

    answer = client_of(admin).post(f"/failures/{waiting.pk}/try-again/", follow=True)

    assert "Refused again" in answer.content.decode()
    assert Undelivered.objects.get().attempts == 2


def test_another_forces_failures_are_not_shown_nor_tried(room: list[str]):
    waiting = failed(force=administrator().home_force_id)
    other = client_of(administrator())

    assert "Nothing has failed" in other.get("/failures/").content.decode()
    assert other.post(f"/failures/{waiting.pk}/try-again/").status_code == 404


def test_a_constable_is_refused():
    assert client_of(PostFactory().person).get("/failures/").status_code == 403

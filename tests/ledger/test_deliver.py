from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DataError
from django.utils import timezone

from peel.ledger import actions
from peel.ledger.models import Subscription, Undelivered
from peel.ledger.rules import Happening
from peel.ledger.subscribers import SUBSCRIBERS, Subscriber
from tests.ledger.written import sealed, told

pytestmark = pytest.mark.django_db


class Room:
    """A subscriber that remembers what it took and refuses the objects it is told to."""

    def __init__(self, *refused: str) -> None:
        self.refused = set(refused)
        self.took: list[str] = []

    def take(self, happenings: list[Happening]) -> None:
        for happening in happenings:
            if happening.object_id in self.refused:
                raise ValueError(f"cannot take {happening.object_id}")
        self.took += [happening.object_id for happening in happenings]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    room = Room("2")
    monkeypatch.setitem(SUBSCRIBERS, "room", Subscriber("room", room.take, frozenset({"completed"})))
    return room


def deliver() -> int:
    return actions.deliver(SUBSCRIBERS["room"])


def test_statements_arrive_once_and_in_order(room: Room):
    for number in (1, 3, 4):
        told(number=number)
    sealed()

    passed = [deliver(), deliver()]

    assert (passed, room.took) == ([3, 0], ["1", "3", "4"])


def test_only_the_verbs_asked_for_arrive(room: Room):
    told(number=1)
    told(number=3, verb="rated")
    sealed()

    deliver()

    assert room.took == ["1"]


def test_what_is_refused_is_kept_and_holds_up_nobody_else(room: Room):
    stuck = uuid4()
    told(number=1)
    told(number=2, subject=stuck)
    told(number=3, subject=stuck)
    told(number=4)
    sealed()

    deliver()

    kept = list(Undelivered.objects.order_by("statement_id").values_list("subject", "error"))
    assert room.took == ["1", "4"]
    assert kept == [
        (stuck, "ValueError: cannot take 2"),
        (stuck, "Waits behind an earlier statement of the same person."),
    ]


def test_the_same_persons_later_statements_keep_their_place_behind(room: Room):
    stuck = uuid4()
    told(number=2, subject=stuck)
    sealed()
    deliver()
    told(number=5, subject=stuck)
    sealed()
    deliver()
    room.refused.clear()
    Undelivered.objects.update(next_try_at=timezone.now() - timedelta(minutes=1))

    taken = actions.retry_undelivered()

    assert (taken, room.took, Undelivered.objects.count()) == (2, ["2", "5"], 0)


def test_after_five_tries_it_waits_for_an_administrator(room: Room):
    told(number=2)
    sealed()
    deliver()
    waiting = Undelivered.objects.get()

    for _ in range(4):
        actions.try_again(waiting)

    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.next_try_at) == (5, None)


def test_a_database_error_in_a_room_is_undone_and_kept(monkeypatch: pytest.MonkeyPatch):
    def take(happenings: list[Happening]) -> None:
        Subscription.objects.create(name="half-written")
        raise DataError("value too long")

    monkeypatch.setitem(SUBSCRIBERS, "broken", Subscriber("broken", take))
    told()
    sealed()

    actions.deliver(SUBSCRIBERS["broken"])

    assert Undelivered.objects.get().error == "DataError: value too long"
    assert not Subscription.objects.filter(name="half-written").exists()

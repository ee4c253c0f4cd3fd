from datetime import datetime, timedelta

import pytest

from peel.foundation import clock
from peel.ledger.models import AuditEntry
from peel.people.access import people_for
from peel.people.actions.supervision import NotHanded, give_back, take_over
from peel.people.models import Person, Post, Supervision
from tests.people.factories import ForceFactory, PostFactory, SupervisionFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def function() -> tuple[Post, Post, Post]:
    """Two teams of one function: sergeants of B and C, and a constable of B."""
    response = UnitFactory(name="Response")
    team_b, team_c = (UnitFactory(force=response.force, parent=response) for _ in range(2))
    return PostFactory(unit=team_b, leads=True), PostFactory(unit=team_c, leads=True), PostFactory(unit=team_b)


def sees(supervisor: Person, person: Person) -> bool:
    return people_for(supervisor).filter(pk=person.pk).exists()


def test_a_sergeant_takes_over_somebody_of_the_team_beside(function: tuple[Post, Post, Post]):
    _, price, rahman = function

    take_over(rahman.person, supervisor=price.person, by=price.person)

    assert sees(price.person, rahman.person)
    assert AuditEntry.objects.get().verb == "took over"


def test_a_shift_ends_by_itself(function: tuple[Post, Post, Post], monkeypatch: pytest.MonkeyPatch):
    _, price, rahman = function
    now = clock.now()
    take_over(rahman.person, supervisor=price.person, by=price.person, until=now + timedelta(hours=8))

    monkeypatch.setattr("peel.foundation.clock.now", lambda: now + timedelta(hours=9))

    assert not sees(price.person, rahman.person)


def test_the_same_again_changes_nothing(function: tuple[Post, Post, Post]):
    _, price, rahman = function

    first = take_over(rahman.person, supervisor=price.person, by=price.person)
    second = take_over(rahman.person, supervisor=price.person, by=price.person)

    assert (first, Supervision.objects.count()) == (second, 1)


def test_handing_over_ends_what_was_before(function: tuple[Post, Post, Post]):
    okoro, price, rahman = function
    take_over(rahman.person, supervisor=price.person, by=price.person)

    take_over(rahman.person, supervisor=okoro.person, by=price.person)

    open_now = Supervision.objects.filter(during__contains=clock.now() + timedelta(seconds=1))
    assert [row.supervisor for row in open_now] == [okoro.person]


def test_somebody_given_back_is_back(function: tuple[Post, Post, Post]):
    _, price, rahman = function
    row = take_over(rahman.person, supervisor=price.person, by=price.person)

    give_back(row, by=price.person)

    assert not sees(price.person, rahman.person)


def test_another_part_of_the_force_is_out_of_reach(function: tuple[Post, Post, Post]):
    _, price, _ = function
    elsewhere = PostFactory(unit=UnitFactory(force=price.force)).person

    with pytest.raises(NotHanded, match="hand them over"):
        take_over(elsewhere, supervisor=price.person, by=price.person)


def test_another_force_is_out_of_reach(function: tuple[Post, Post, Post]):
    _, price, _ = function
    elsewhere = PostFactory(unit=UnitFactory(force=ForceFactory())).person

    with pytest.raises(NotHanded, match="hand them over"):
        take_over(elsewhere, supervisor=price.person, by=price.person)


def test_nobody_is_handed_to_a_constable(function: tuple[Post, Post, Post]):
    okoro, _, rahman = function
    colleague = PostFactory(unit=rahman.unit).person

    with pytest.raises(NotHanded, match="leads a unit"):
        take_over(rahman.person, supervisor=colleague, by=okoro.person)


def test_nobody_answers_for_themselves(function: tuple[Post, Post, Post]):
    okoro, _, _ = function

    with pytest.raises(NotHanded, match="themselves"):
        take_over(okoro.person, supervisor=okoro.person, by=okoro.person)


def answers(person: Person, at: datetime) -> list[Person]:
    rows = Supervision.objects.filter(person=person, during__contains=at).select_related("supervisor")
    return [row.supervisor for row in rows]


def test_after_a_shift_whoever_has_somebody_for_good_has_them_again(function: tuple[Post, Post, Post]):
    mine, price, rahman = function
    take_over(rahman.person, supervisor=price.person, by=price.person)
    end = clock.now() + timedelta(hours=8)
    take_over(rahman.person, supervisor=mine.person, by=mine.person, until=end)

    assert answers(rahman.person, clock.now()) == [mine.person]
    assert answers(rahman.person, end) == [price.person]
    assert answers(rahman.person, end + timedelta(days=300)) == [price.person]


def test_giving_back_before_the_shift_ends_is_at_once(function: tuple[Post, Post, Post]):
    mine, price, rahman = function
    take_over(rahman.person, supervisor=price.person, by=price.person)
    for_now = take_over(rahman.person, supervisor=mine.person, by=mine.person, until=clock.now() + timedelta(hours=8))

    give_back(for_now, by=mine.person)

    assert answers(rahman.person, clock.now()) == [price.person]
    assert answers(rahman.person, clock.now() + timedelta(days=1)) == [price.person]


def test_taking_somebody_back_for_good_during_the_shift_is_at_once(function: tuple[Post, Post, Post]):
    mine, price, rahman = function
    take_over(rahman.person, supervisor=price.person, by=price.person)
    take_over(rahman.person, supervisor=mine.person, by=mine.person, until=clock.now() + timedelta(hours=8))

    take_over(rahman.person, supervisor=price.person, by=price.person)

    assert answers(rahman.person, clock.now()) == [price.person]


def test_what_hr_said_is_still_what_hr_said_after_a_shift(function: tuple[Post, Post, Post]):
    mine, price, rahman = function
    SupervisionFactory(person=rahman.person, supervisor=price.person, made_by=None, by_hand=False)
    end = clock.now() + timedelta(hours=8)
    take_over(rahman.person, supervisor=mine.person, by=mine.person, until=end)

    after = Supervision.objects.get(person=rahman.person, during__contains=end)
    assert (after.supervisor, after.by_hand, after.made_by) == (price.person, False, None)

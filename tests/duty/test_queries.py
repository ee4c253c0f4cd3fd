from datetime import UTC, date, datetime

import pytest

from peel.duty.models import Absence, PatternWorked, RosteredDuty, ShiftPattern
from peel.duty.queries import duties_at, turn_of
from peel.duty.rules.duties import Position
from peel.duty.rules.patterns import Code
from peel.people.models import Post
from tests.people.factories import PostFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)
EARLY = {"code": "E", "start": "07:00", "end": "16:00"}
NIGHT = {"code": "N", "start": "22:00", "end": "07:00"}
REST = {"code": "RD"}


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture
def post() -> Post:
    """A post in a team that works early, night, rest, starting on Monday 16 November."""
    post = PostFactory()
    pattern = ShiftPattern.objects.create(
        force=post.force, code="ENR", name="Early, night, rest", anchor=MONDAY, days=[EARLY, NIGHT, REST]
    )
    PatternWorked.objects.create(pattern=pattern, unit=post.unit, starts=MONDAY)
    return post


def on(post: Post, moment: datetime) -> Code | None:
    duty = duties_at([post.person_id], at=moment).get(post.person_id)
    return duty.code if duty else None


def test_a_team_works_its_pattern(post: Post):
    assert [on(post, at(16, 9)), on(post, at(17, 9)), on(post, at(17, 23))] == [Code.EARLY, None, Code.NIGHT]


def test_three_in_the_morning_belongs_to_the_night_before(post: Post):
    duty = duties_at([post.person_id], at=at(18, 3))[post.person_id]

    assert (duty.code, duty.day) == (Code.NIGHT, date(2026, 11, 17))


def test_a_persons_own_pattern_wins_over_the_teams(post: Post):
    own = ShiftPattern.objects.create(force=post.force, code="OFF", name="Rest", anchor=MONDAY, days=[REST])
    PatternWorked.objects.create(pattern=own, person=post.person, starts=MONDAY)

    assert on(post, at(16, 9)) is None


def test_a_published_roster_wins_over_the_pattern(post: Post):
    RosteredDuty.objects.create(person=post.person, force=post.force, day=MONDAY, code="RD", received_at=at(1, 6))

    assert on(post, at(16, 9)) is None


def test_somebody_absent_is_not_on(post: Post):
    Absence.objects.create(
        person=post.person, force=post.force, kind="sick", during=(at(15, 0), at(20, 0)), recorded_at=at(15, 8)
    )

    assert on(post, at(16, 9)) is None


def test_an_absence_that_was_withdrawn_does_not_count(post: Post):
    Absence.objects.create(
        person=post.person,
        force=post.force,
        kind="sick",
        during=(at(15, 0), at(20, 0)),
        recorded_at=at(15, 8),
        withdrawn_at=at(15, 9),
    )

    assert on(post, at(16, 9)) is Code.EARLY


def test_a_person_sees_their_own_turn_before_during_and_after(post: Post):
    positions = [turn_of(post.person_id, at=at(16, hour)).position for hour in (6, 9, 17)]

    assert positions == [Position.AHEAD, Position.ON, Position.OVER]


def test_many_people_cost_one_query(post: Post, django_assert_num_queries):
    people = [PostFactory(unit=post.unit).person_id for _ in range(5)]

    with django_assert_num_queries(1):
        duties = duties_at(people, at=at(16, 9))

    assert set(duties) == set(people)

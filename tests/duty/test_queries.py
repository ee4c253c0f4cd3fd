from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peel.duty import queries
from peel.duty.rules import Code, Kind, Position, Reminders, duty_on
from peel.people.models import Post
from tests.duty.factories import AbsenceFactory, PatternWorkedFactory, RosteredDutyFactory
from tests.duty.rules.rotas import london
from tests.people.factories import ForceFactory, PersonFactory, PostFactory, RankFactory, UnitFactory

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)
# LONG_AGO is 2,509 days before Thursday: place 9 of the cycle of ten. Offset 5 makes it the first night.
FIRST_NIGHT = 5


@pytest.fixture
def team():
    bcu = UnitFactory(kind="command")
    return UnitFactory(parent=bcu)


def test_a_team_on_nights_is_on_duty_at_three_in_the_morning(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    people = [PostFactory(unit=team).person for _ in range(3)]

    on = queries.duties_at([person.pk for person in people], force=team.force, at=london(2026, 11, 20, 3))
    turn = queries.own_turn(people[0], at=london(2026, 11, 20, 3))

    assert set(on) == {person.pk for person in people}
    assert (turn.duty.day, turn.duty.code, turn.position) == (THURSDAY, Code.NIGHT, Position.ON)


def test_any_number_of_people_is_one_query(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    people = [PostFactory(unit=team).person for _ in range(5)]
    for person in people:
        AbsenceFactory(person=person, first=SATURDAY, last=SATURDAY)

    with CaptureQueriesContext(connection) as asked:
        found = queries.duties_of([person.pk for person in people], force=team.force, first=THURSDAY, last=SATURDAY)

    assert len(asked) == 1
    assert [duty.code for duty in found[people[0].pk]] == [Code.NIGHT, Code.NIGHT, Code.AWAY]


def test_nobody_asked_about_is_no_query(team, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.duties_at([], force=team.force) == {}


def test_the_pattern_of_a_unit_above_counts_where_the_team_has_none(team):
    PatternWorkedFactory(unit=team.parent, pattern__code="office")
    person = PostFactory(unit=team).person

    assert queries.duty_of(person, THURSDAY).code is Code.DAY


def test_the_teams_own_pattern_is_closer_than_the_one_above_and_the_persons_is_closest(team):
    PatternWorkedFactory(unit=team.parent, pattern__code="office")
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    with_the_team, part_timer = PostFactory(unit=team).person, PostFactory(unit=team).person
    PatternWorkedFactory(person=part_timer, pattern__code="part-time-3")

    assert queries.duty_of(with_the_team, THURSDAY).code is Code.NIGHT
    assert queries.duty_of(part_timer, THURSDAY).code is Code.REST


def test_whoever_moves_works_with_the_old_team_until_the_day_and_then_with_the_new(team):
    other = UnitFactory(parent=team.parent)
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    PatternWorkedFactory(unit=other, pattern__code="office")
    person = PostFactory(unit=team, ends=THURSDAY).person
    PostFactory(person=person, unit=other, starts=FRIDAY)

    duties = queries.duties_of([person.pk], force=team.force, first=THURSDAY, last=FRIDAY)[person.pk]

    assert [duty.code for duty in duties] == [Code.NIGHT, Code.DAY]


def test_whoever_acts_elsewhere_works_the_pattern_there(team):
    other = UnitFactory(parent=team.parent)
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    PatternWorkedFactory(unit=other, pattern__code="office")
    person = PostFactory(unit=team).person
    PostFactory(person=person, unit=other, kind=Post.Kind.ACTING, rank=RankFactory(sergeant=True))

    assert queries.duty_of(person, THURSDAY).code is Code.DAY


def test_a_post_found_wrong_says_nothing(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    person = PostFactory(unit=team, retracted_at=london(2026, 1, 1)).person

    assert queries.duty_of(person, THURSDAY).code is Code.REST


def test_a_published_roster_wins(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    person = PostFactory(unit=team).person
    RosteredDutyFactory(person=person, code="E", starts_at=london(2026, 11, 19, 6), ends_at=london(2026, 11, 19, 15))

    assert queries.duty_of(person, THURSDAY).code is Code.EARLY


def test_one_person_in_two_forces_has_a_roster_in_each(team):
    person = PostFactory(unit=team).person
    elsewhere = UnitFactory(force=ForceFactory())
    PostFactory(person=person, unit=elsewhere)
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    PatternWorkedFactory(unit=elsewhere, pattern__code="office")
    AbsenceFactory(person=person, force=elsewhere.force, first=FRIDAY, last=FRIDAY)

    at_home = queries.duties_of([person.pk], force=team.force, first=THURSDAY, last=FRIDAY)[person.pk]
    there = queries.duties_of([person.pk], force=elsewhere.force, first=THURSDAY, last=FRIDAY)[person.pk]

    assert [duty.code for duty in at_home] == [Code.NIGHT, Code.NIGHT]
    assert [duty.code for duty in there] == [Code.DAY, Code.AWAY]


def test_only_oneself_learns_why_one_is_away(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    person = PostFactory(unit=team).person
    AbsenceFactory(person=person, kind="sick", first=THURSDAY, last=THURSDAY)
    at = london(2026, 11, 19, 23)

    own = queries.own_turn(person, at=at)
    seen = queries.turns_now([person.pk], force=team.force, at=at)[person.pk]

    assert (own.duty.code, own.duty.because) == (Code.AWAY, Kind.SICK)
    assert (seen.duty.code, seen.duty.because, seen.duty.since, seen.duty.start) == (Code.AWAY, None, None, None)


def test_whoever_works_at_court_is_off_in_the_eyes_of_the_team(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    person = PostFactory(unit=team).person
    AbsenceFactory(person=person, kind="court", first=THURSDAY, last=THURSDAY)
    at = london(2026, 11, 19, 23)

    assert queries.own_turn(person, at=at).position is Position.ON
    assert queries.turns_now([person.pk], force=team.force, at=at)[person.pk].position is Position.OFF
    assert queries.duties_at([person.pk], force=team.force, at=at) == {}


def test_an_absence_withdrawn_is_none(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    person = PostFactory(unit=team).person
    AbsenceFactory(person=person, first=THURSDAY, withdrawn_at=london(2026, 11, 1))

    assert queries.duty_of(person, THURSDAY).code is Code.NIGHT


def test_a_month_of_sickness_no_longer_counts_and_the_answer_tells_no_kind(team):
    person = PostFactory(unit=team).person
    other = PostFactory(unit=team).person
    for week in range(5):
        first = THURSDAY - timedelta(days=28) + timedelta(days=7 * week)
        AbsenceFactory(person=person, kind="sick", first=first, last=first + timedelta(days=6))

    found = queries.effects_of([person.pk, other.pk], force=team.force, on=THURSDAY)

    assert (found[person.pk].counts, found[person.pk].reminders) == (False, Reminders.STOP)
    assert (found[other.pk].counts, found[other.pk].reminders) == (True, Reminders.GO_ON)
    assert "sick" not in repr(found)


def test_a_force_counts_sickness_its_own_way(team):
    team.force.settings = {"duty": {"absence": {"sick": {"counts_for_days": 1}}}}
    person = PostFactory(unit=team).person
    AbsenceFactory(person=person, kind="sick", first=FRIDAY - timedelta(days=1), last=FRIDAY)

    effects = [queries.effects_of([person.pk], force=team.force, on=day)[person.pk] for day in (THURSDAY, FRIDAY)]

    assert [effect.counts for effect in effects] == [True, False]


def test_the_next_turn_is_found_past_rest_days(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    person = PostFactory(unit=team).person

    found = queries.own_next_turn(person, at=london(2026, 11, 21, 12))

    assert (found.day, found.code) == (date(2026, 11, 25), Code.EARLY)


def test_a_roster_reads_the_night_before_its_first_day(team):
    PatternWorkedFactory(unit=team, offset=FIRST_NIGHT)
    person = PostFactory(unit=team, ends=THURSDAY).person

    roster = queries.own_roster(person, first=FRIDAY, last=FRIDAY)

    assert [duty_on(roster, day).code for day in (THURSDAY, FRIDAY)] == [Code.NIGHT, Code.REST]


def test_somebody_without_a_post_has_rest_days():
    assert queries.duty_of(PersonFactory(), THURSDAY).code is Code.REST

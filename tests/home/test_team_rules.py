from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from peel.home.rules.team import Group, Need, OnShift, Square, need_of, needs, on_shift
from peel.skills.rules.standing import Status

TASER, ELS = 1, 2
squares = st.builds(
    Square,
    person=st.integers(1, 12),
    skill=st.integers(1, 5),
    status=st.sampled_from(Status),
    stands=st.booleans(),
    required=st.booleans(),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
)


def out(person: int, skill: int = TASER, since: date = date(2026, 11, 14)) -> Square:
    return Square(person, skill, Status.OUT_OF_TICKET, False, True, since=since)


def closing(person: int, skill: int, until: date) -> Square:
    return Square(person, skill, Status.EXPIRING, True, True, until=until)


def in_date(person: int, skill: int = TASER) -> Square:
    return Square(person, skill, Status.IN_DATE, True, True)


def test_people_with_the_same_need_stand_together():
    assert needs([out(1), in_date(2), out(3, since=date(2026, 11, 2))]) == [
        Group(Need.LAPSED, TASER, Status.OUT_OF_TICKET, (1, 3), date(2026, 11, 2))
    ]


def test_lapsed_comes_before_closing_and_closing_by_its_day():
    found = needs([closing(1, ELS, date(2026, 12, 31)), closing(1, 3, date(2026, 12, 1)), out(2)])

    assert [(group.need, group.skill) for group in found] == [
        (Need.LAPSED, TASER),
        (Need.CLOSING, 3),
        (Need.CLOSING, ELS),
    ]


def test_a_skill_that_nobody_asks_for_and_was_never_held_is_no_need():
    assert need_of(Square(1, TASER, Status.NOT_HELD, False, required=False)) is None
    assert need_of(Square(1, TASER, Status.NOT_HELD, False, required=True)) is Need.NOT_HELD


def test_a_lapsed_skill_is_a_need_though_nobody_asks_for_it():
    assert need_of(Square(1, TASER, Status.OUT_OF_TICKET, False, required=False)) is Need.LAPSED


def test_a_shift_counts_those_who_hold_held_or_must():
    untrained = Square(4, TASER, Status.NOT_HELD, False, required=False)
    shift = [in_date(1), closing(2, TASER, date(2026, 12, 1)), out(3), untrained, in_date(9)]

    assert on_shift(shift, on_duty={1, 2, 3, 4, 5}, skills=[TASER]) == [
        OnShift(TASER, standing=2, of=3, out=(3,), closing=1, untrained=2)
    ]


@given(st.lists(squares, unique_by=lambda square: (square.person, square.skill)))
def test_everybody_with_a_need_is_named_once_for_it(team: list[Square]):
    named = [(group.skill, person) for group in needs(team) for person in group.people]

    assert sorted(named) == sorted((square.skill, square.person) for square in team if need_of(square))


@given(st.lists(squares, unique_by=lambda square: (square.person, square.skill)))
def test_the_counts_of_a_shift_add_up(team: list[Square]):
    on_duty = set(range(1, 8))

    for count in on_shift(team, on_duty=on_duty, skills=range(1, 6)):
        assert count.standing + len(count.out) == count.of
        assert count.of + count.untrained == len(on_duty)

"""Who is required to hold a skill, from which day, and by which requirement."""

from datetime import date

import pytest

from peel.skills.rules.requirements import (
    Needed,
    PostFact,
    PostHeld,
    RequirementFact,
    Requirements,
    matches,
    needed_on,
    to_columns,
)

CONSTABLE = PostHeld("/1/4/9/", "response", "response-constable", "officer", 1)
CLERK = PostHeld("/1/5/", "learning", "clerk", "staff", None)
JAN, JUN, SEP = date(2026, 1, 1), date(2026, 6, 1), date(2026, 9, 1)


def asks(number: int = 1, **narrowed) -> RequirementFact:
    return RequirementFact(number, "ELS", narrowed.pop("effective_from", date(2020, 1, 1)), **narrowed)


@pytest.mark.parametrize(
    "narrowed",
    [
        {},
        {"unit_path": "/1/4/"},
        {"unit_path": "/1/4/9/"},
        {"function": "response"},
        {"role": "response-constable"},
        {"person_type": "officer"},
        {"rank_from": 1},
        {"rank_to": 1},
        {"rank_from": 1, "rank_to": 2, "function": "response", "person_type": "officer"},
    ],
)
def test_a_requirement_asks_every_post_that_matches_all_that_is_filled_in(narrowed):
    assert matches(asks(**narrowed), CONSTABLE)


@pytest.mark.parametrize(
    "narrowed",
    [
        {"unit_path": "/1/40/"},
        {"unit_path": "/1/4/9/2/"},
        {"function": "investigation"},
        {"role": "sergeant"},
        {"person_type": "special"},
        {"rank_from": 2},
        {"rank_to": 0},
        {"function": "response", "role": "sergeant"},
    ],
)
def test_a_requirement_asks_no_post_that_differs_in_one_thing(narrowed):
    assert not matches(asks(**narrowed), CONSTABLE)


@pytest.mark.parametrize("narrowed", [{"rank_from": 1}, {"rank_to": 9}])
def test_somebody_without_a_rank_is_in_no_range_of_ranks(narrowed):
    assert not matches(asks(**narrowed), CLERK)


def test_it_asks_from_the_later_beginning_to_the_earlier_end():
    book = Requirements([asks(effective_from=JUN, effective_to=date(2026, 12, 31))])

    needed = book.needed([PostFact(CONSTABLE, JAN, date(2026, 8, 31))])

    assert needed == {"ELS": (Needed(JUN, date(2026, 8, 31), 1),)}


def test_a_requirement_that_ended_before_the_post_began_asks_nothing():
    assert Requirements([asks(effective_to=date(2025, 12, 31))]).needed([PostFact(CONSTABLE, JAN, None)]) == {}


def test_several_posts_are_asked_together_and_the_narrowest_requirement_gives_the_reason():
    book = Requirements([asks(1), asks(2, role="response-constable", effective_from=JUN)])

    needed = book.needed([PostFact(CONSTABLE, JAN, date(2026, 8, 31)), PostFact(CLERK, JAN, None)])

    assert needed == {
        "ELS": (Needed(JAN, date(2026, 5, 31), 1), Needed(JUN, date(2026, 8, 31), 2), Needed(SEP, None, 1))
    }


def test_two_posts_one_after_the_other_are_one_stretch():
    needed = Requirements([asks()]).needed(
        [PostFact(CONSTABLE, JUN, None), PostFact(CONSTABLE, JAN, date(2026, 5, 31))]
    )

    assert needed == {"ELS": (Needed(JAN, None, 1),)}


def test_a_gap_between_posts_is_a_gap():
    stretches = (Needed(JAN, date(2026, 5, 31), 1), Needed(SEP, None, 1))

    needed = Requirements([asks()]).needed(
        [PostFact(CONSTABLE, JAN, date(2026, 5, 31)), PostFact(CONSTABLE, SEP, None)]
    )

    assert needed == {"ELS": stretches}
    assert [needed_on(stretches, day) for day in (JAN, date(2026, 5, 31), JUN, SEP)] == [
        stretches[0], stretches[0], None, stretches[1],
    ]  # fmt: skip


def test_what_is_kept_are_the_steps_from_a_day_on():
    stretches = (Needed(JAN, date(2026, 5, 31), 1), Needed(SEP, date(2026, 9, 30), 2))

    assert to_columns(stretches, on=JAN) == ([JAN, JUN, SEP, date(2026, 10, 1)], [1, 0, 2, 0])
    assert to_columns(stretches, on=JUN) == ([SEP, date(2026, 10, 1)], [2, 0])
    assert to_columns(stretches, on=date(2026, 10, 1)) == ([], [])
    assert to_columns((Needed(JAN, None, 1),), on=SEP) == ([JAN], [1])

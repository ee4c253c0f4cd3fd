import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.learning.rules.journeys import Standing, Waypoint, after, standing

WAY = [Waypoint(1), Waypoint(2, optional=True), Waypoint(3)]


@pytest.mark.parametrize(
    ("done", "stands"),
    [
        (set(), Standing(0, 2, 0)),
        ({1}, Standing(1, 2, 2)),
        ({2}, Standing(0, 2, 0)),
        ({1, 3}, Standing(2, 2, None)),
    ],
)
def test_optional_steps_never_hold_up(done, stands):
    assert standing(WAY, done) == stands


def test_a_journey_of_optional_steps_alone_still_leads_somewhere():
    assert standing([Waypoint(1, optional=True)], set()) == Standing(0, 1, 0)


def test_a_journey_without_steps_is_finished():
    assert standing([], set()).finished


@pytest.mark.parametrize(("lesson", "done", "place"), [(1, {1}, 1), (1, {1, 2}, 2), (3, {3}, None), (9, set(), 0)])
def test_going_on_leads_to_the_next_step_that_is_not_done(lesson, done, place):
    assert after(WAY, lesson, done) == place


@given(st.lists(st.builds(Waypoint, st.integers(1, 9), st.booleans())), st.sets(st.integers(1, 9)))
def test_whoever_does_the_next_step_again_and_again_arrives(steps, done):
    for _step in range(len(steps) + 1):
        stands = standing(steps, done)
        if stands.finished:
            break
        done = done | {steps[stands.next].lesson}

    assert standing(steps, done).finished

from hypothesis import given
from hypothesis import strategies as st

from peel.home.rules.picks import Because, Candidate, choose

candidates = st.lists(
    st.builds(
        Candidate,
        lesson=st.integers(1, 9),
        form=st.integers(1, 30),
        length=st.sampled_from(["s6", "s60", "m6", "m60"]),
        because=st.sampled_from(Because),
        value=st.floats(0, 100),
    )
)


def candidate(lesson: int, because: Because, value: float = 1) -> Candidate:
    return Candidate(lesson=lesson, form=lesson, length="m6", because=because, value=value)


def test_the_strongest_reason_leads():
    liked, needed = candidate(1, Because.LIKED), candidate(2, Because.NEEDED)

    assert choose([liked, needed]) == {"m6": [needed, liked]}


def test_one_reason_does_not_crowd_out_the_others():
    needed = [candidate(number, Because.NEEDED, value=10 - number) for number in range(1, 6)]
    liked, new = candidate(7, Because.LIKED), candidate(8, Because.USED)

    assert choose([*needed, liked, new]) == {"m6": [needed[0], needed[1], liked, new]}


def test_without_other_reasons_one_reason_fills_the_rail():
    needed = [candidate(number, Because.NEEDED, value=10 - number) for number in range(1, 6)]

    assert choose(needed) == {"m6": needed[:4]}


def test_the_same_skill_comes_a_second_time_only_when_nothing_else_is_left():
    first, again = (candidate(number, Because.NEEDED, value=9 - number)._replace(told="ELS") for number in (1, 2))
    other = candidate(3, Because.NEEDED, value=1)._replace(told="Taser")

    assert choose([first, again, other], each=2) == {"m6": [first, other]}


def test_a_lesson_stands_once_under_its_strongest_reason():
    assert choose([candidate(1, Because.USED), candidate(1, Because.FROM_UNIT)]) == {
        "m6": [candidate(1, Because.FROM_UNIT)]
    }


@given(candidates)
def test_a_rail_is_never_longer_than_asked_and_never_repeats_a_lesson(offered: list[Candidate]):
    for length, chosen in choose(offered).items():
        lessons = [one.lesson for one in chosen]
        assert len(lessons) == len(set(lessons)) <= 4
        assert {one.length for one in chosen} == {length}


@given(candidates)
def test_nothing_is_left_out_while_there_is_room(offered: list[Candidate]):
    chosen = choose(offered)

    for length in {one.length for one in offered}:
        lessons = {one.lesson for one in offered if one.length == length}
        assert len(chosen[length]) == min(4, len(lessons))

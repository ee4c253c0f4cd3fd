import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.learning.rules.doing import Doing, How, how_done, minutes_that_count, seconds_gained, share_done

FILM = Doing(kind="video", seconds=300)
ARTICLE = Doing(kind="article", seconds=240)


def doing(base, **changes):
    from dataclasses import replace

    return replace(base, **changes)


@pytest.mark.parametrize(
    ("done", "how"),
    [
        (doing(FILM, furthest=300, spent=290), How.WATCHED),
        (doing(FILM, furthest=290, spent=240), How.WATCHED),
        (doing(FILM, furthest=300, spent=20), None),
        (doing(FILM, furthest=200, spent=400), None),
        (doing(FILM, furthest=300, spent=20, said=True), How.SAID),
        (doing(FILM, played_here=False, furthest=0, said=True), How.SAID),
        (doing(FILM, seconds=None, furthest=5, spent=5), None),
        (doing(FILM, seconds=None, said=True), How.WATCHED),
        (doing(ARTICLE, furthest=1000, spent=100), How.READ),
        (doing(ARTICLE, furthest=1000, spent=10), None),
        (doing(ARTICLE, furthest=500, spent=400), None),
        (doing(ARTICLE, said=True), How.SAID),
        (doing(ARTICLE, said=True, furthest=1000, spent=100), How.READ),
        (Doing(kind="strapline", seconds=6), None),
        (Doing(kind="strapline", seconds=6, said=True), How.SAID),
        (Doing(kind="one_sider", seconds=60, said=True), How.SAID),
        (Doing(kind="document", seconds=None, said=True), How.SAID),
        (Doing(kind="plan", seconds=3600), None),
        (Doing(kind="plan", seconds=3600, said=True), How.TOOK_PART),
    ],
)
def test_a_form_is_done_by_what_was_really_done(done, how):
    assert how_done(done) == how


def test_a_quiz_holds_everything_up_until_all_of_it_is_right():
    half = doing(ARTICLE, furthest=1000, spent=200, questions=2, right=1, said=True)

    assert how_done(half) is None
    assert how_done(doing(half, right=2)) == How.READ
    assert how_done(doing(half, right=2, furthest=0, said=False)) == How.ANSWERED


@pytest.mark.parametrize(
    ("done", "share"),
    [
        (doing(FILM, furthest=150), 0.5),
        (doing(FILM, furthest=900), 1.0),
        (doing(ARTICLE, furthest=475), 0.5),
        (doing(ARTICLE, furthest=950, questions=4, right=1), 0.625),
        (Doing(kind="link", seconds=None), 0.0),
    ],
)
def test_a_bar_shows_how_far_somebody_is(done, share):
    assert share_done(done) == share


@pytest.mark.parametrize(
    ("told", "since_last", "gained"),
    [(15, 15.2, 15), (15, 3.0, 4), (3600, 3600.0, 60), (15, None, 15), (900, None, 60), (-5, 10.0, 0)],
)
def test_time_counts_that_has_passed_on_the_clock_and_never_a_page_left_open(told, since_last, gained):
    assert seconds_gained(told=told, since_last=since_last) == gained


@pytest.mark.parametrize(
    ("seconds", "spent", "how", "minutes"),
    [
        (6, 6, How.SAID, 0),
        (60, 20, How.SAID, 1),
        (348, 400, How.WATCHED, 6),
        (3600, 0, How.TOOK_PART, 60),
        (None, 300, How.READ, 5),
        (None, 300, How.SAID, 0),
    ],
)
def test_cpd_counts_whole_minutes_of_what_a_form_takes(seconds, spent, how, minutes):
    assert minutes_that_count(seconds=seconds, spent=spent, how=how) == minutes


@given(
    st.builds(
        Doing,
        kind=st.sampled_from(["video", "audio", "article", "strapline", "one_sider", "link", "document", "plan"]),
        seconds=st.none() | st.integers(0, 10_000),
        furthest=st.integers(0, 20_000),
        spent=st.integers(0, 20_000),
        questions=st.integers(0, 5),
        right=st.integers(0, 5),
        said=st.booleans(),
        played_here=st.booleans(),
    )
)
def test_more_never_makes_less_done(done):
    more = doing(done, furthest=done.furthest + 10, spent=done.spent + 10, right=done.right + 1, said=True)

    assert how_done(done) is None or how_done(more) is not None
    assert 0 <= share_done(done) <= max(1.0, share_done(more))
